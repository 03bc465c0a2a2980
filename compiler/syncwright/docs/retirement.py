"""The report on fields on their way out: how far each is, who still sees it, what still uses it, what is lost, what people do. As a document.

Made only where a spec retires a field. It knows no day: what may be done when is said, and the plan holds to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.retiring import earliest, retiring
from syncwright.catalog.types import typed
from syncwright.docs.retirement_text import markdown
from syncwright.graph.uses import Uses
from syncwright.origin import Lines
from syncwright.platform import Artifact, Parting, Platform
from syncwright.records import line
from syncwright.seen import FieldAccess, Seen, Through
from syncwright.spec.compiled import RetireSpec

Document = dict[str, Any]

FORMAT = 1
#: In the order in which steps are done.
WHEN = ("before", "hide", "hidden", "delete", "deleted")


def retirement(catalog: Catalog, seen: Seen, platforms: Mapping[str, Platform]) -> Iterator[Artifact]:
    """The two files; none where nothing is retired."""
    fields = retiring(catalog)
    if not fields:
        return
    doc = document(catalog, fields, seen, platforms)
    keys = (
        *(f"connector/{name}" for name in catalog.connectors),
        f"environment/{catalog.environment.name}",
        f"estate/{catalog.estate.name}",
        *(f"sync_user/{name}" for name in catalog.users),
    )
    yield Artifact("retirement.json", _json(doc), keys, (Lines(1), *(Lines(1, (field.key,)) for field in fields)))
    above, sections = markdown(doc)
    parts = (Lines(above.count("\n")), *(Lines(text.count("\n"), (field.key,)) for field, text in zip(fields, sections, strict=True)))
    yield Artifact("retirement.md", "".join((above, *sections)).encode(), keys, parts)


def _json(doc: Document) -> bytes:
    """A line a field, so that a pull request shows which one changed."""
    head = {name: value for name, value in doc.items() if name != "fields"}
    return line(head)[:-1] + b',"fields":[\n' + b",\n".join(map(line, doc["fields"])) + b"\n]}\n"


def document(catalog: Catalog, fields: Sequence[CatalogField], seen: Seen, platforms: Mapping[str, Platform]) -> Document:
    """The report. Keys of specs stand for places, so that moving a spec changes nothing."""
    uses = Uses(catalog)
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": catalog.environment.name,
        "fields": [_field(catalog, field, seen, platforms, uses) for field in fields],
    }


def _field(catalog: Catalog, field: CatalogField, seen: Seen, platforms: Mapping[str, Platform], uses: Uses) -> Document:
    retire = field.spec.retire
    assert retire is not None, "only fields that are retired are reported"
    held = catalog.org.field(field.object, field.name)
    partings = [(one.title, one.parting(catalog, field)) for one in platforms.values() if one.parting is not None]
    owner = field.owner or catalog.estate.spec.owner
    owners = catalog.estate.spec.owners
    return {
        "name": f"{field.object}.{field.name}",
        "key": field.key,
        "label": held.label if held is not None else None,
        "type": typed(held) if held is not None else None,
        "in_org": held is not None,
        "why": field.why,
        "owner": owner,
        "owner_title": owners[owner].title if owner in owners else owner,
        **_stage(retire, partings),
        "seen": [_access(one) for one in sorted(seen(field.object, field.name), key=lambda one: one.user)],
        "uses": [{"kind": use.kind, "what": use.what} for use in uses.of(field.object, field.name)],
        "used_by": list(field.spec.used_by),
        "loses": [
            {"system": title, "says": fact.worded(fact.says), "source": fact.source or None}
            for title, one in partings
            for fact in one.loses
        ],
        "steps": _steps(partings),
    }


def _stage(retire: RetireSpec, partings: Sequence[tuple[str, Parting]]) -> Document:
    kept = next((one.kept for _, one in partings if one.kept is not None), None)
    day = earliest(retire) if kept is None else None
    return {
        "stage": retire.stage,
        "since": retire.since.isoformat(),
        "delete_after": retire.delete_after,
        "earliest_deletion": day.isoformat() if day is not None else None,
        "only_hidden_because": kept,
    }


def _access(one: FieldAccess) -> Document:
    return {"user": one.user, "reads": _through(one.read), "edits": _through(one.edit)}


def _through(found: Sequence[Through]) -> list[str]:
    return [one.title for one in found]


def _steps(partings: Sequence[tuple[str, Parting]]) -> list[Document]:
    every = [step for when in WHEN for _, one in partings for step in one.steps if step.when == when]
    return [
        {"when": one.when, "system": one.system, "title": one.title, "owner": one.owner, "text": one.text, "proves": one.proves}
        for one in every
    ]
