"""Errors with their causes and cures, as a document and as text."""

from collections.abc import Iterable, Sequence
from typing import Any

from syncwright.diagnosis.cures import cures
from syncwright.diagnosis.errors import Cure, Errors, Failure, Known
from syncwright.diagnosis.exports import Row
from syncwright.facts import Fact
from syncwright.graph.places import Places
from syncwright.records import Struct
from syncwright.text import short
from syncwright.views.diagnostics import as_json
from syncwright.views.edges import at
from syncwright.views.paint import Paint, visible

__all__ = ["Met", "as_json", "document", "human"]

Document = dict[str, Any]

#: Records that are named of one error, and errors that the human form shows.
_RECORDS, _SHOWN = 5, 20
_WHERE = {"specs": "in the specs", "deploy": "to deploy", "salesforce": "in Salesforce", "platform": "on the platform"}


class Met(Struct, frozen=True):
    """One error as it was met. `row`: of an export."""

    failure: Failure
    row: Row | None = None


def document(known: Known, errors: Errors, met: Iterable[Met], places: Places) -> Document:
    """Errors that are about the same thing as one, the most frequent first; each with what cures it."""
    groups: dict[tuple[Any, ...], list[Met]] = {}
    for one in met:
        groups.setdefault(_about(one.failure), []).append(one)
    found = [_group(known, errors, alike, places) for alike in groups.values()]
    found.sort(key=lambda one: (-one["count"], one["code"] or "", one["object"] or "", one["fields"]))
    return {
        "format": 1,
        "connector": known.connector.name,
        "environment": known.catalog.environment.name,
        "records": sum(one["count"] for one in found),
        "notes": [_fact(fact) for fact in errors.notes],
        "errors": found,
    }


def _about(failure: Failure) -> tuple[Any, ...]:
    """What makes two errors one. The text does only where nothing was recognised."""
    code = failure.kind.code if failure.kind is not None else failure.named
    return code, failure.object, failure.fields, failure.value, failure.text if code is None else ""


def _group(known: Known, errors: Errors, alike: Sequence[Met], places: Places) -> Document:
    first, kind = alike[0].failure, alike[0].failure.kind
    rows = [one.row for one in alike if one.row is not None]
    ids = dict.fromkeys(id_ for one in alike for id_ in (*(one.row.ids if one.row is not None else ()), *one.failure.ids))
    return {
        "code": kind.code if kind is not None else first.named,
        "documented": kind is not None,
        "title": kind.title if kind is not None else None,
        "inside": list(first.inside),
        "count": sum(row.count for row in rows) if rows else len(alike),
        "object": first.object,
        "fields": list(first.fields),
        "value": first.value,
        "records": list(ids)[:_RECORDS],
        "lines": [row.line for row in rows][:_RECORDS],
        "when": [row.when for row in rows if row.when][:1],
        "text": first.text,
        "causes": [_fact(fact) for fact in kind.causes] if kind is not None else [],
        "fixes": [_fact(fact) for fact in kind.fixes] if kind is not None else [],
        "cures": [_cure(one, places) for one in cures(known, first, errors)],
    }


def _fact(fact: Fact) -> Document:
    return {"says": fact.says, "source": fact.source, "certain": fact.certain}


def _cure(one: Cure, places: Places) -> Document:
    return {"where": one.where, "says": one.says, "command": one.command, "place": places.of(one.place)}


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    lines: list[str] = []
    sources: dict[str, int] = {}
    for one in doc["errors"][:_SHOWN]:
        lines += [*_error(one, sources, paint), ""]
    if (more := len(doc["errors"]) - _SHOWN) > 0:
        lines.append(f"... and {more:,} more kinds of errors; `--format json` shows them all")
    lines += [_told(fact, sources) for fact in doc["notes"]]
    lines += [f"[{number}] {source}" for source, number in sources.items()]
    return "\n".join(lines) + "\n"


def _error(one: Document, sources: dict[str, int], paint: Paint) -> list[str]:
    times = f", {one['count']:,} times" if one["count"] > 1 else ""
    head = visible(one["code"]) if one["code"] else "not recognised"
    lines = [paint.bold(head) + (f"  {one['title']}" if one["title"] else "") + times]
    about = [f"object {one['object']}" if one["object"] else "", f"fields {', '.join(one['fields'])}" if one["fields"] else ""]
    about += [
        f"value `{visible(short(one['value']))}`" if one["value"] else "",
        f"records {', '.join(one['records'])}" if one["records"] else "",
    ]
    if told := [visible(word) for word in about if word]:
        lines.append(f"  {'; '.join(told)}")
    if one["inside"]:
        lines.append(f"  it happened inside {', '.join(one['inside'])}")
    if not one["documented"]:
        lines.append(f"  no source explains it: not documented. It says: {visible(short(' '.join(one['text'].split()), 300))}")
    lines += _facts("because", one["causes"], sources, paint)
    lines += _facts("what people do", one["fixes"], sources, paint)
    if one["cures"]:
        lines.append(paint.bold("what the specs and the inventory say"))
    for cure in one["cures"]:
        lines.append(f"  {_WHERE[cure['where']]}: {visible(cure['says'])}{at(cure['place'], paint)}")
        if cure["command"]:
            lines.append(f"    run `{cure['command']}`")
    return lines


def _facts(title: str, facts: Sequence[Document], sources: dict[str, int], paint: Paint) -> list[str]:
    return [paint.bold(title), *(f"  {_told(one, sources)}" for one in facts)] if facts else []


def _told(fact: Document, sources: dict[str, int]) -> str:
    """A fact with the numbers of its sources, which are told once at the end."""
    numbers = "".join(f"[{sources.setdefault(source, len(sources) + 1)}]" for source in fact["source"].split("; "))
    return f"{fact['says']}{'' if fact['certain'] else ' (observed, not documented)'} {numbers}"
