"""Both sides of a connector as people read them: which way records and fields go, who wins, what each field is called, and what is lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.catalog.model import Catalog
from syncwright.crossing import BothSides, Crossing
from syncwright.markdown import escaped
from syncwright.origin import Lines, Part, rows
from syncwright.platform import Artifact

_WAYS = {"two-way": "both ways", "from-salesforce": "from Salesforce", "to-salesforce": "to Salesforce", "hidden": "nowhere"}
_UNKNOWN = "not documented"
#: Objects that are named where their fields are not told.
_LISTED = 20
#: A piece of the page, and the spec keys of its lines, or the fields that have a line each.
_Piece = tuple[str, tuple[str, ...] | list[Crossing]]


def both_sides(catalog: Catalog, connector: str, both: BothSides) -> Artifact:
    """The page of one connector. Each row of a field comes from the spec of the field."""
    pieces = [
        (f"# {escaped(f'Both sides of {connector}, {catalog.environment.name}')}\n", ()),
        *_objects(connector, both),
        *_fields(both),
        *_alone(both),
        *_notes(both),
    ]
    keys = (f"connector/{connector}", f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")
    parts = tuple(part for text, of in pieces for part in _parts(text, of))
    return Artifact(f"dictionary/{connector}.md", "".join(text for text, _ in pieces).encode(), keys, parts)


def _parts(text: str, of: tuple[str, ...] | list[Crossing]) -> Iterator[Part]:
    if isinstance(of, tuple):
        yield Lines(text.count("\n"), of)
        return
    # The parts of a compound stand one below the other, and come from one spec.
    heights = Counter(one.key.partition("#")[2] for one in of)
    yield from rows(f"object/{of[0].object}", list(heights), list(heights.values()))


def _objects(connector: str, both: BothSides) -> Iterator[_Piece]:
    yield f"\n## Objects\n\nWhat {both.title} does with the records of the objects that sync.\n\n", (f"connector/{connector}",)
    yield _head("object", "records go", "who wins", "besides", "source"), ()
    for one in both.objects:
        cells = (one.object, _WAYS[one.direction], _wins(one.wins), one.but, one.source)
        yield _row(cells), (one.key,) if one.key is not None else ()
    if both.elsewhere:
        names = ", ".join(escaped(name) for name in both.elsewhere[:_LISTED])
        more = f" and {len(both.elsewhere) - _LISTED:,} more" if len(both.elsewhere) > _LISTED else ""
        yield f"\nThe fields of {names}{more} are not told one by one: `syncwright losses OBJECT.FIELD` tells of each.\n", ()


def _fields(both: BothSides) -> Iterator[_Piece]:
    for owner, fields in groupby(both.fields, lambda one: one.object):
        yield f"\n## {escaped(owner)}\n\n", (f"object/{owner}",)
        yield _head("field", "type", f"in {both.title}", "API name there", "type there", "goes", "who wins", "what is lost", "why"), ()
        told = list(fields)
        yield "".join(_row(cells(one)) for one in told), told


def cells(one: Crossing) -> tuple[str, str, str, str, str, str, str, str, str]:
    """A field as the page tells it: name, type, label, API name and type there, which way it goes, who wins, what is lost, and why it syncs."""
    there = f"{one.type_there} (assumed)" if one.assumed and one.type_there is not None else one.type_there or _UNKNOWN
    lost = "; ".join(f"{loss.way}: {loss.fact.worded(loss.says)}" for loss in one.losses)
    wins = _wins(one.wins) if one.direction == "two-way" else ""
    whole = one.key.partition("#")[2]
    name = one.field if one.field == whole else f"{one.field} (of {whole})"
    # Where the units of a connector have a field unlike each other, each has a row.
    name += f" (in {one.connector})" if "/" in one.connector else ""
    why = " ".join(one.why.split())
    return name, one.type, one.label_there or _UNKNOWN, one.there or _UNKNOWN, there, _WAYS[one.direction], wins, lost, why


def _wins(name: str | None) -> str:
    return name.replace("_", " ").capitalize() if name is not None else _UNKNOWN


def _alone(both: BothSides) -> Iterator[_Piece]:
    if both.alone:
        yield f"\n## In {both.title} alone\n\nFields that never reach Salesforce.\n\n", ()
        yield _head("API name", "label", "type", "why"), ()
        for one in both.alone:
            yield _row((one.name, one.label or _UNKNOWN, one.type or _UNKNOWN, " ".join(one.why.split()))), (one.key,)


def _notes(both: BothSides) -> Iterator[_Piece]:
    notes = "".join(f"- {_plain(one.worded(one.says))} ({escaped(one.source)})\n" for one in both.notes)
    unknown = "".join(f"- {one}\n" for one in both.not_documented)
    yield f"\n## What this rests on\n\n{notes}\n## Not documented\n\n{unknown}", ()


def _plain(text: str) -> str:
    """Escaped, but for names in backticks."""
    return "`".join(part if number % 2 else escaped(part) for number, part in enumerate(text.split("`")))


def _head(*names: str) -> str:
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n"


def _row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in texts)} |\n"
