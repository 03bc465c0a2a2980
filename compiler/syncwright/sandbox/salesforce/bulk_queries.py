"""Query jobs of Bulk API 2.0: a query in, pages of CSV out. Knows no grammar and no object.

Source: Bulk API 2.0 and Bulk API Developer Guide: Bulk Queries, Get Results for a Query Job (Sforce-Locator, maxRecords).
"""

import json
from collections.abc import Iterator
from sqlite3 import Row
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce import ingest, jobs
from syncwright.sandbox.salesforce.org import Org
from syncwright.sandbox.salesforce.queries import found
from syncwright.sandbox.salesforce.soql import Path, Query, parse
from syncwright.sandbox.salesforce.soql_schema import Scope, entity_of
from syncwright.sandbox.salesforce.soql_words import QueryRefused
from syncwright.sandbox.state import State

_KIND = "query"
#: Records of a page of results where nothing is asked; an org takes as many as fit in its own bound.
_PAGE = 50_000


def create(state: State, asked: Asked) -> Answer:
    """A new job. A query that is wrong is refused here."""
    options = jobs.asked_for(asked.json(), ("operation", "query"))
    if options["operation"] not in ("query", "queryAll"):
        raise Refused(400, "INVALIDJOB", f"InvalidJob : no such operation: {options['operation']}")
    owner = _checked(state, options["query"])
    row = jobs.add(state, asked, _KIND, {**options, "object": owner}, "UploadComplete")
    return Answer(jobs.shown(state, row, long=False))


def _checked(state: State, text: str) -> str:
    """The object that a query is of. Raises Refused for what an org does not answer in bulk."""
    try:
        query = parse(text)
        org = Org(state)
        scope = Scope(org, entity_of(org, query.owner, text, query.at), text)
        for one in query.selected:
            if not isinstance(one, Path):
                kind = "Nested" if isinstance(one, Query) else "Aggregate"
                raise Refused(400, "API_ERROR", f"{kind} Relationships not supported in Bulk Query")
            if scope.resolve(one)[0].type in ("address", "location"):
                raise Refused(400, "API_ERROR", "Selecting compound data not supported in Bulk Query")
    except QueryRefused as refused:
        raise Refused(400, refused.code, refused.says) from None
    return scope.entity.name


def run(state: State, row: Row) -> None:
    """Answer a query that is due."""
    options = json.loads(row["options"])
    try:
        answered = found(state, row["actor"], options["query"], int(options["apiVersion"]))
        lines = [[_text(_at(record, name)) for name in answered.columns] for record in answered.records]
        result: dict[str, Any] = {"processed": answered.count, "header": list(answered.columns), "lines": lines}
    except Refused as refused:
        [error] = refused.answer.body
        result = {"error": f"{error['errorCode']}: {error['message']}"}
    with state.transaction():
        state.db.execute("UPDATE jobs SET result = ? WHERE id = ?", (json.dumps(result), row["id"]))
        jobs.move(state, row, "Failed" if "error" in result else "JobComplete")


def _at(record: dict[str, Any], name: str) -> Any:
    value: Any = record
    for part in name.split("."):
        value = None if value is None else value.get(part)
    return value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def results(state: State, asked: Asked) -> Answer:
    """A page of what was found."""
    row = jobs.one(state, _KIND, asked.params["job"])
    if row["state"] != "JobComplete":
        raise jobs.invalid_state(row, "read")
    options, result = json.loads(row["options"]), json.loads(row["result"])
    start, size = _number(asked, "locator", 0), _number(asked, "maxRecords", _PAGE)
    page = result["lines"][start : start + size]
    more = start + size < len(result["lines"])
    headers = {"Sforce-Locator": str(start + size) if more else "null", "Sforce-NumberOfRecords": str(len(page))}
    return Answer(jobs.written([result["header"], *page], options), type="text/csv;charset=UTF-8", headers=headers)


def _number(asked: Asked, name: str, default: int) -> int:
    text = asked.query.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or (name == "maxRecords" and int(text) < 1):
        raise Refused(400, "INVALIDQUERYLOCATOR" if name == "locator" else "API_ERROR", f"`{name}` is not one that was given")
    return int(text)


def change(state: State, asked: Asked) -> Answer:
    """Stop a job."""
    row = jobs.one(state, _KIND, asked.params["job"])
    body = asked.json()
    if not isinstance(body, dict) or body.get("state") != "Aborted":
        raise Refused(400, "INVALIDJOB", "InvalidJob : `state` is Aborted")
    jobs.abort(state, row)
    return Answer(jobs.shown(state, jobs.one(state, _KIND, row["id"]), long=False))


def run_due(state: State) -> None:
    """Do the jobs of both kinds whose time has come, in the order in which they came."""
    for row in _due(state):
        (ingest.run if row["kind"] == "ingest" else run)(state, row)


def _due(state: State) -> Iterator[Row]:
    yield from state.db.execute("SELECT * FROM jobs WHERE due IS NOT NULL AND due <= ? ORDER BY due, id", (state.now(),)).fetchall()


_JOBS = "/services/data/v{version}/jobs/query"
ROUTES = [
    *(Route("POST", f"{_JOBS}{slash}", create) for slash in ("", "/")),
    *(Route("GET", f"{_JOBS}{slash}", lambda state, asked: jobs.listed(_KIND, state, asked)) for slash in ("", "/")),
    Route("GET", f"{_JOBS}/{{job}}", lambda state, asked: jobs.info(_KIND, state, asked)),
    Route("PATCH", f"{_JOBS}/{{job}}", change),
    Route("DELETE", f"{_JOBS}/{{job}}", lambda state, asked: jobs.delete(_KIND, state, asked)),
    Route("GET", f"{_JOBS}/{{job}}/results", results),
]
