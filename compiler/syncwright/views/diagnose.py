"""Errors with their causes and cures, as a document and as text."""

from collections.abc import Iterable, Sequence
from typing import Any

from syncwright.diagnosis.cures import cures
from syncwright.diagnosis.errors import Cure, Errors, Failure, Known
from syncwright.diagnosis.exports import Row
from syncwright.graph.places import Places
from syncwright.records import Struct, pretty
from syncwright.text import short
from syncwright.views.documents.described import Described
from syncwright.views.documents.diagnose import Diagnosis, Error, ToldCure
from syncwright.views.documents.told import FORMAT, ToldFact, facts, line
from syncwright.views.edges import at_line
from syncwright.views.paint import Paint, visible

#: Records that are named of one error, and errors that the human form shows.
_RECORDS, _SHOWN = 5, 20
_WHERE = {"specs": "in the specs", "deploy": "to deploy", "salesforce": "in Salesforce", "platform": "on the platform"}


class Met(Struct, frozen=True):
    """One error as it was met. `row`: of an export."""

    failure: Failure
    row: Row | None = None


def document(known: Known, errors: Errors, met: Iterable[Met], places: Places) -> Diagnosis:
    """Errors that are about the same thing as one, the most frequent first; each with what cures it."""
    groups: dict[tuple[Any, ...], list[Met]] = {}
    for one in met:
        groups.setdefault(_about(one.failure), []).append(one)
    found = [_group(known, errors, alike, places) for alike in groups.values()]
    found.sort(key=lambda one: (-one.count, one.code or "", one.object or "", one.fields))
    records = sum(one.count for one in found)
    return Diagnosis(FORMAT, known.connector.name, known.catalog.environment.name, records, facts(errors.notes), tuple(found))


def as_json(doc: Diagnosis | Described) -> str:
    """The document itself."""
    return pretty(doc)


def _about(failure: Failure) -> tuple[Any, ...]:
    """What makes two errors one. The text does only where nothing was recognised."""
    code = failure.kind.code if failure.kind is not None else failure.named
    return code, failure.object, failure.fields, failure.value, failure.text if code is None else ""


def _group(known: Known, errors: Errors, alike: Sequence[Met], places: Places) -> Error:
    first, kind = alike[0].failure, alike[0].failure.kind
    rows = [one.row for one in alike if one.row is not None]
    ids = dict.fromkeys(id_ for one in alike for id_ in (*(one.row.ids if one.row is not None else ()), *one.failure.ids))
    return Error(
        kind.code if kind is not None else first.named,
        kind is not None,
        kind.title if kind is not None else None,
        first.inside,
        sum(row.count for row in rows) if rows else len(alike),
        first.object,
        first.fields,
        first.value,
        tuple(ids)[:_RECORDS],
        tuple(row.line for row in rows)[:_RECORDS],
        tuple(row.when for row in rows if row.when)[:1],
        first.text,
        facts(kind.causes) if kind is not None else (),
        facts(kind.fixes) if kind is not None else (),
        tuple(_cure(one, places) for one in cures(known, first, errors)),
    )


def _cure(one: Cure, places: Places) -> ToldCure:
    return ToldCure(one.where, one.says, one.command, line(places.of(one.place)))


def human(doc: Diagnosis, paint: Paint) -> str:
    """For a terminal."""
    lines: list[str] = []
    sources: dict[str, int] = {}
    for one in doc.errors[:_SHOWN]:
        lines += [*_error(one, sources, paint), ""]
    if (more := len(doc.errors) - _SHOWN) > 0:
        lines.append(f"... and {more:,} more kinds of errors; `--format json` shows them all")
    lines += [_told(fact, sources) for fact in doc.notes]
    lines += [f"[{number}] {source}" for source, number in sources.items()]
    return "\n".join(lines) + "\n"


def _error(one: Error, sources: dict[str, int], paint: Paint) -> list[str]:
    times = f", {one.count:,} times" if one.count > 1 else ""
    head = visible(one.code) if one.code else "not recognised"
    lines = [paint.bold(head) + (f"  {one.title}" if one.title else "") + times]
    about = [f"object {one.object}" if one.object else "", f"fields {', '.join(one.fields)}" if one.fields else ""]
    about += [
        f"value `{visible(short(one.value))}`" if one.value else "",
        f"records {', '.join(one.records)}" if one.records else "",
    ]
    if told := [visible(word) for word in about if word]:
        lines.append(f"  {'; '.join(told)}")
    if one.inside:
        lines.append(f"  it happened inside {', '.join(one.inside)}")
    if not one.documented:
        lines.append(f"  no source explains it: not documented. It says: {visible(short(' '.join(one.text.split()), 300))}")
    lines += _facts("because", one.causes, sources, paint)
    lines += _facts("what people do", one.fixes, sources, paint)
    if one.cures:
        lines.append(paint.bold("what the specs and the inventory say"))
    for cure in one.cures:
        lines.append(f"  {_WHERE[cure.where]}: {visible(cure.says)}{at_line(cure.place, paint)}")
        if cure.command:
            lines.append(f"    run `{cure.command}`")
    return lines


def _facts(title: str, some: Sequence[ToldFact], sources: dict[str, int], paint: Paint) -> list[str]:
    return [paint.bold(title), *(f"  {_told(one, sources)}" for one in some)] if some else []


def _told(fact: ToldFact, sources: dict[str, int]) -> str:
    """A fact with the numbers of its sources, which are told once at the end."""
    numbers = "".join(f"[{sources.setdefault(source, len(sources) + 1)}]" for source in fact.source.split("; "))
    return f"{fact.says}{'' if fact.certain else ' (observed, not documented)'} {numbers}"
