"""What was counted of one object, from the rows of each statement's answer. Runs nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.impact.counting import Counting, Grouping
from syncwright.impact.headers import Found, Hop
from syncwright.records import Struct, replace
from syncwright.sql import impact as sql

#: The first of a total's numbers that count columns: before them stands that of rows with a blank.
_FIRST = 1


class Group(Struct, frozen=True):
    """Records with one value; None is a blank."""

    value: str | None
    before: int
    after: int
    starts: int
    stops: int
    moves: int


class Breakdown(Struct, frozen=True):
    """Groups, those first that change most, and all others together: how many groups, and their records."""

    grouping: Grouping
    groups: tuple[Group, ...]
    more: int
    others: Group


class Sample(Struct, frozen=True):
    """A record that changes, with what was read of it: values as they stand in the data, by the name in the filter."""

    change: str
    id: str | None
    before: str | None
    after: str | None
    read: Mapping[str, str | None]


class ColumnCount(Struct, frozen=True):
    """A column that the filter reads: where it was found, blanks (None of a checkbox), and casts that failed (None where none can)."""

    found: Found
    blank: int | None
    failed: int | None


class ParentCount(Struct, frozen=True):
    """Records without a parent, and those whose parent is not in the data."""

    hop: Hop
    without: int
    missing: int


class Answer(Struct, frozen=True):
    """What was counted of one object. `cases`: records by case before and after; None is no case."""

    counting: Counting
    cases: Mapping[tuple[str | None, str | None], int]
    blank_rows: int
    columns: tuple[ColumnCount, ...]
    parents: tuple[ParentCount, ...]
    breakdowns: tuple[Breakdown, ...]
    samples: tuple[Sample, ...]

    @property
    def rows(self) -> int:
        return sum(self.cases.values())

    @property
    def before(self) -> int:
        return sum(count for (before, _), count in self.cases.items() if before is not None)

    @property
    def after(self) -> int:
        return sum(count for (_, after), count in self.cases.items() if after is not None)

    @property
    def starts(self) -> int:
        return sum(count for (before, after), count in self.cases.items() if before is None and after is not None)

    @property
    def stops(self) -> int:
        return sum(count for (before, after), count in self.cases.items() if before is not None and after is None)

    @property
    def moves(self) -> int:
        return sum(count for (before, after), count in self.cases.items() if None not in (before, after) and before != after)


Rows = Sequence[tuple[Any, ...]]


def answer(one: Counting, cases: Rows, totals: tuple[Any, ...], breakdowns: Sequence[Rows], samples: Mapping[str, Rows]) -> Answer:
    """The counts, from the rows of each statement."""
    names = {0: None, **dict(enumerate(one.question.names(), 1))}
    whole = Answer(
        one,
        {(names[before], names[after]): int(count) for before, after, count in cases},
        int(totals[0]),
        _columns(one, totals),
        _parents(one, totals),
        (),
        tuple(_sample(one, which, row, names) for which, rows in samples.items() for row in rows),
    )
    total = Group(None, whole.before, whole.after, whole.starts, whole.stops, whole.moves)
    return replace(whole, breakdowns=tuple(_breakdown(by, rows, total) for by, rows in zip(one.groupings, breakdowns, strict=True)))


def _columns(one: Counting, totals: tuple[Any, ...]) -> tuple[ColumnCount, ...]:
    names = (*sql.blanks(one.staging), *sql.casts(one.staging))
    counts = {name: int(count) for name, count in zip(names, totals[_FIRST:], strict=False)}
    return tuple(ColumnCount(found, counts.get(f"n{n}"), counts.get(f"x{n}")) for n, found in enumerate(one.matched.found))


def _parents(one: Counting, totals: tuple[Any, ...]) -> tuple[ParentCount, ...]:
    counts = totals[_FIRST + len(sql.blanks(one.staging)) + len(sql.casts(one.staging)) :]
    return tuple(ParentCount(hop, int(counts[2 * n]), int(counts[2 * n + 1])) for n, hop in enumerate(one.matched.hops))


def _breakdown(grouping: Grouping, rows: Rows, total: Group) -> Breakdown:
    groups = tuple(Group(row[0], *map(int, row[1:6])) for row in rows)
    left = [whole - sum(part) for whole, *part in zip(_counts(total), *map(_counts, groups), strict=True)]
    return Breakdown(grouping, groups, (int(rows[0][6]) if rows else 0) - len(groups), Group(None, *left))


def _counts(group: Group) -> tuple[int, ...]:
    return group.before, group.after, group.starts, group.stops, group.moves


def _sample(one: Counting, which: str, row: tuple[Any, ...], names: Mapping[int, str | None]) -> Sample:
    before, after, text = row
    id_, *read = sql.unpacked(text)
    fields = {found.column.name: held for found, held in zip(one.matched.found, read, strict=True)}
    return Sample(which, id_.strip() if id_ is not None else None, names[before], names[after], fields)
