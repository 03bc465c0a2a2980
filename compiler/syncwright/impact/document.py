"""What `impact` found, as a document that other programs read. Its schema is drawn from these records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from syncwright.impact.answer import Answer, Breakdown
from syncwright.impact.answer import Group as Counted
from syncwright.records import Bounds, Struct

FORMAT = 1
#: The schema's file in the folder of schemas.
FILE = "impact.schema.json"


class Counts(Struct, frozen=True):
    """Records in scope before and after; those that start, that stop, and that move from one case to another."""

    before: int
    after: int
    starts: int
    stops: int
    moves: int


class Move(Struct, frozen=True):
    """Records by case before and after; null is no case."""

    before: str | None
    after: str | None
    records: int


class Group(Struct, frozen=True):
    """Records with one value; null is a blank."""

    value: str | None
    records: Counts


class Others(Struct, frozen=True):
    """What is not told apart: how many groups, and all their records."""

    groups: int
    records: Counts


class By(Struct, frozen=True):
    """Records by the values of a field, those groups first that change most."""

    asked: Annotated[str, Bounds(description="The field as it was asked for.")]
    column: Annotated[str, Bounds(description="The column of the data that it is.")]
    groups: tuple[Group, ...]
    others: Others


class Sample(Struct, frozen=True):
    """A record that changes. The first of them by id are shown."""

    change: Literal["starts", "stops", "moves"]
    id: str | None
    before: str | None
    after: str | None
    read: Annotated[Mapping[str, str | None], Bounds(description="What the filter reads of it, as it stands in the data; null is a blank.")]


class Column(Struct, frozen=True):
    """A field that either side reads, and how well the data holds it."""

    field: str
    column: Annotated[str, Bounds(description="The table and the column in it.")]
    decides: Annotated[bool, Bounds(description="Whether the two sides ask other things of it.")]
    blank: Annotated[int | None, Bounds(description="Records in which it is blank; null for a checkbox, which never is.")]
    failed: Annotated[int | None, Bounds(description="Records in which what stands there is none of its type and counts as blank.")]


class Parent(Struct, frozen=True):
    """A parent that was joined: records without one, and those whose parent is not in the data. Both read its fields as blank."""

    object: str
    lookup: str
    data: str
    without: int
    missing: int


class ObjectImpact(Struct, frozen=True):
    """What changes for the records of one object; `connector`: for whom, where a field was asked about."""

    object: str
    connector: str | None
    data: str
    written: Annotated[str | None, Bounds(description="When the file was written, in UTC; null for a table.")]
    records: int
    counts: Counts
    unchanged: int
    same: Annotated[bool, Bounds(description="Whether both sides say the same to the letter.")]
    cases: tuple[Move, ...]
    blank_rows: Annotated[int, Bounds(description="Records with a blank in anything that is read.")]
    columns: tuple[Column, ...]
    parents: tuple[Parent, ...]
    by: tuple[By, ...]
    samples: tuple[Sample, ...]


class Tool(Struct, frozen=True):
    """Who made the document."""

    name: str
    version: str


class Document(Struct, frozen=True):
    """Which records a change of a filter, a partition or a field touches, counted in data."""

    format: int
    tool: Tool
    kind: Literal["filter", "partition", "field"]
    name: str
    before: Annotated[str, Bounds(description="What is compared with: a revision, a file, or `everything`.")]
    as_of: Annotated[str, Bounds(description="The day that `today` stands for.")]
    zone: Annotated[str, Bounds(description="The time zone in which days begin and end.")]
    engine: str
    objects: tuple[ObjectImpact, ...]
    warnings: Annotated[tuple[str, ...], Bounds(description="What limits the counts.")]


class Asked(Struct, frozen=True):
    """What was asked, for the head of the document."""

    kind: Literal["filter", "partition", "field"]
    name: str
    before: str
    as_of: str
    zone: str
    engine: str


def document(asked: Asked, answers: Sequence[tuple[Answer, str | None]], said: Sequence[str], version: str) -> Document:
    """The document. Each answer comes with the time at which its data was written."""
    objects = tuple(_object(one, written) for one, written in answers)
    warnings = (*said, *_warnings(asked, answers))
    head = (asked.kind, asked.name, asked.before, asked.as_of, asked.zone, asked.engine)
    return Document(FORMAT, Tool("syncwright", version), *head, objects, warnings)


def _object(one: Answer, written: str | None) -> ObjectImpact:
    counting = one.counting
    changed = counting.question.changed()
    counts = Counts(one.before, one.after, one.starts, one.stops, one.moves)
    return ObjectImpact(
        object=counting.question.object,
        connector=counting.question.connector,
        data=counting.matched.table.shown,
        written=written,
        records=one.rows,
        counts=counts,
        unchanged=one.rows - one.starts - one.stops - one.moves,
        same=counting.question.same,
        cases=tuple(Move(before, after, count) for (before, after), count in one.cases.items()),
        blank_rows=one.blank_rows,
        columns=tuple(Column(c.found.column.name, c.found.shown, c.found.column.name in changed, c.blank, c.failed) for c in one.columns),
        parents=tuple(Parent(p.hop.parent, p.hop.lookup, p.hop.shown, p.without, p.missing) for p in one.parents),
        by=tuple(map(_by, one.breakdowns)),
        samples=tuple(Sample(s.change, s.id, s.before, s.after, s.read) for s in one.samples),  # type: ignore[arg-type]
    )


def _by(one: Breakdown) -> By:
    groups = tuple(Group(group.value, _counts(group)) for group in one.groups)
    return By(one.grouping.asked, one.grouping.header, groups, Others(one.more, _counts(one.others)))


def _counts(one: Counted) -> Counts:
    return Counts(one.before, one.after, one.starts, one.stops, one.moves)


def _warnings(asked: Asked, answers: Sequence[tuple[Answer, str | None]]) -> Iterator[str]:
    yield "these are counts of the data that was given, not of what the sync user may see in the org"
    for one, written in answers:
        question, table = one.counting.question, one.counting.matched.table
        if question.relative and written is not None and written[:10] != asked.as_of:
            yield f"`{table.shown}` was written on {written[:10]}, and the filter is asked as of {asked.as_of}: a record that changed between is counted as it was"
        if any(column.failed for column in one.columns):
            yield f"`{table.shown}` holds values that are none of their type; they count as blank, a checkbox as not ticked"
        if table.find("Id") is None:
            yield f"`{table.shown}` has no column `Id`, so that no record can be named"
