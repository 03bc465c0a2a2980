"""Queries over REST: answered in pages, which are kept until they are fetched. Knows no object and no grammar.

Source: REST API Developer Guide: Query, Query Options Header; Tooling API Reference for what its objects refuse.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce.org import Org
from syncwright.sandbox.salesforce.query_columns import columns
from syncwright.sandbox.salesforce.soql import Condition, Joined, Query, Test, parse
from syncwright.sandbox.salesforce.soql_rows import Answered, answer
from syncwright.sandbox.salesforce.soql_schema import Scope, entity_of
from syncwright.sandbox.salesforce.soql_words import QueryRefused
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State

#: Records of a page: as many as may be asked for, and what is given where nothing is asked (Query Options Header).
FEWEST, MOST = 200, 2000


def found(state: State, user: str, text: str, version: int, *, tooling: bool = False) -> Answered:
    """All that a user's query finds. Raises Refused as an org refuses it."""
    root = f"/services/data/v{version}.0/{'tooling/' if tooling else ''}sobjects"
    org = Org(state, user, tooling=tooling)
    try:
        _check(org, text)
        answered = answer(text, org, datetime.fromtimestamp(state.now(), UTC).date(), lambda kind, id_: f"{root}/{kind}/{id_}")
    except QueryRefused as refused:
        raise Refused(400, refused.code, refused.says) from None
    if len(answered.records) > MOST and (entity := _virtual(org, parse(text))) and org.virtual[entity].all_at_once:
        says = "does not support queryMore(), use LIMIT to restrict the results to a single batch"
        raise Refused(400, "EXCEEDED_ID_LIMIT", f"{org.virtual[entity].name} {says}")
    return answered


def _check(org: Org, text: str) -> None:
    """Objects that are worked out for each query want to know of what."""
    query = parse(text)
    entity = _virtual(org, query)
    if entity is None:
        return
    about = org.virtual[entity]
    asked = {part.split(".")[0].removesuffix("Id").lower() for part in _named(query.where)} if query.where else set()
    if about.reified and not asked & {one.removesuffix("Id").lower() for one in about.reified}:
        raise QueryRefused("MALFORMED_QUERY", f"{about.name}: a filter on a reified column is required [{','.join(about.reified)}]")


def _virtual(org: Org, query: Query) -> str | None:
    return query.owner.lower() if query.owner.lower() in org.virtual else None


def _named(condition: Condition) -> Iterator[str]:
    match condition:
        case Joined(_, parts):
            for part in parts:
                yield from _named(part)
        case Test(path):
            yield path.text


def query(state: State, asked: Asked) -> Answer:
    """The first page."""
    tooling = "/tooling/" in asked.path
    text = asked.query.get("q", "")
    version = version_of(asked)
    answered = found(state, asked.user, text, version, tooling=tooling)
    if asked.query.get("columns") == "true":
        parsed, org = parse(text), Org(state, asked.user, tooling=tooling)
        return Answer(columns(parsed, Scope(org, entity_of(org, parsed.owner, text, parsed.at), text)))
    size = _batch(asked)
    more: dict[str, Any] = {}
    if len(answered.records) > size:
        cursor = state.new_id("0r8")
        # An org keeps them for a while; here they are kept for good.
        state.keep(f"cursor/{cursor}", json.dumps({"user": asked.user, "count": answered.count, "records": answered.records}))
        more["nextRecordsUrl"] = _next(asked, cursor, size)
    page = {"totalSize": answered.count, "done": not more, **more, "records": answered.records[:size]}
    return Answer({"size": len(page["records"]), "entityTypeName": parse(text).owner, **page} if tooling else page)


def more(state: State, asked: Asked) -> Answer:
    """A further page, of whoever asked for the first."""
    cursor, _, start = asked.params["cursor"].rpartition("-")
    kept = json.loads(state.setting(f"cursor/{cursor}", "{}"))
    if not start.isdecimal() or kept.get("user") != asked.user:
        raise Refused(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
    begin, size = int(start), _batch(asked)
    records = kept["records"][begin : begin + size]
    done = begin + size >= len(kept["records"])
    further = {} if done else {"nextRecordsUrl": _next(asked, cursor, begin + size)}
    return Answer({"totalSize": kept["count"], "done": done, **further, "records": records})


def _next(asked: Asked, cursor: str, start: int) -> str:
    tooling = "tooling/" if "/tooling/" in asked.path else ""
    return f"/services/data/v{version_of(asked)}.0/{tooling}query/{cursor}-{start}"


def _batch(asked: Asked) -> int:
    """What the header asks for, as `batchSize=500`, within bounds."""
    for option in asked.headers.get("sforce-query-options", "").split(","):
        name, _, value = option.strip().partition("=")
        if name.lower() == "batchsize" and value.strip().isdecimal():
            return min(max(int(value), FEWEST), MOST)
    return MOST


_ROOT = "/services/data/v{version}"
ROUTES = [
    *(Route("GET", f"{_ROOT}/{name}{slash}", query) for name in ("query", "queryAll", "tooling/query") for slash in ("", "/")),
    *(Route("GET", f"{_ROOT}/{name}/{{cursor}}", more) for name in ("query", "queryAll", "tooling/query")),
]
