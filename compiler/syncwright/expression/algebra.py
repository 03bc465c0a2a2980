"""What holds of all records, said of filters: never true, always true, equal, and what another revision of one starts and stops.

A claim is proven, or there is a record that shows the opposite, or neither is known and it is said why. A record that is shown was
looked at by the reference before. Claims hold from today on: of filters that speak of today, on every later day, too.
"""

from collections.abc import Mapping
from typing import Literal

from syncwright.expression.apart import told_apart
from syncwright.expression.clock import Clock
from syncwright.expression.deciding_days import deciding_days
from syncwright.expression.evaluate import Held, passes
from syncwright.expression.normal import normal
from syncwright.expression.predicate import All, Any, Column, Not, Predicate, Test, columns, tests
from syncwright.expression.search import Left, Steps, TooManySteps, found
from syncwright.expression.types import Kind
from syncwright.records import Struct, replace

#: How much is looked at for one question where nobody asked it, and where somebody waits for the answer.
FEW, MANY = 20_000, 200_000
#: Most days that are looked at.
_DAYS = 100
#: Kinds that hold the same values. Between two revisions a field can change its type.
_LIKE: Mapping[Kind, Kind] = {"picklist": "text", "currency": "number", "percent": "number"}


class Witness(Struct, frozen=True):
    """A record that shows something: what it holds in the fields that matter, whatever is in others. `clock`: on which day it does."""

    record: Mapping[str, Held]
    columns: tuple[Column, ...]
    clock: Clock


class NoRecord(Struct, frozen=True):
    """Proven: no record, from today on."""


class NotProvable(Struct, frozen=True):
    """Neither was a record found nor that there is none. `why` in words."""

    why: str


Found = Witness | NoRecord | NotProvable
NO_RECORD = NoRecord()

#: Whether a claim holds; None where that is not provable.
Proven = bool | None
Outcome = Literal["unchanged", "widened", "narrowed", "both", "not provable"]


class Change(Struct, frozen=True):
    """What another revision of a filter means for records: one that starts to pass, one that stops."""

    starts: Found
    stops: Found

    @property
    def outcome(self) -> Outcome:
        """In a word. With anything not provable, all of it is."""
        match self.starts, self.stops:
            case (NotProvable(), _) | (_, NotProvable()):
                return "not provable"
            case NoRecord(), NoRecord():
                return "unchanged"
            case Witness(), NoRecord():
                return "widened"
            case NoRecord(), Witness():
                return "narrowed"
            case _:
                return "both"


def changed(before: Predicate, after: Predicate, clock: Clock, most: int = MANY) -> Change:
    """What a revision starts and stops."""
    if normal(before) == normal(after):
        return Change(NO_RECORD, NO_RECORD)
    return Change(some_record(All((after, Not(before))), clock, most), some_record(All((before, Not(after))), clock, most))


def never(predicate: Predicate, clock: Clock, most: int = FEW) -> Proven:
    """Whether no record passes."""
    return _none(some_record(predicate, clock, most))


def always(predicate: Predicate, clock: Clock, most: int = FEW) -> Proven:
    """Whether every record passes."""
    return never(Not(predicate), clock, most)


def implies(one: Predicate, other: Predicate, clock: Clock, most: int = FEW) -> Proven:
    """Whether every record that passes one passes the other."""
    return never(All((one, Not(other))), clock, most)


def disjoint(one: Predicate, other: Predicate, clock: Clock, most: int = FEW) -> Proven:
    """Whether no record passes both."""
    return never(All((one, other)), clock, most)


def equal(one: Predicate, other: Predicate, clock: Clock, most: int = FEW) -> Proven:
    """Whether the same records pass both."""
    if normal(one) == normal(other):
        return True
    differ = Any((All((one, Not(other))), All((other, Not(one)))))
    return never(differ, clock, most)


def _none(answer: Found) -> Proven:
    return None if isinstance(answer, NotProvable) else isinstance(answer, NoRecord)


def some_record(predicate: Predicate, clock: Clock, most: int = MANY) -> Found:
    """A record that passes, today if there is one and else on a later day."""
    asked = tuple(tests(predicate))
    days = deciding_days(asked, clock)
    steps = Steps(most)
    unknown: NotProvable | None = None
    for day in days[:_DAYS]:
        answer = _on(predicate, asked, replace(clock, today=day), steps)
        if isinstance(answer, Witness):
            return answer
        unknown = unknown or (answer if isinstance(answer, NotProvable) else None)
    if unknown is None and len(days) > _DAYS:
        unknown = NotProvable(f"what it says depends on the day in more than {_DAYS} ways")
    return unknown or NO_RECORD


def _on(predicate: Predicate, asked: tuple[Test, ...], clock: Clock, steps: Steps) -> Found:
    """A record that passes on one day."""
    by_field: dict[str, list[Test]] = {}
    for test in asked:
        by_field.setdefault(test.column.name, []).append(test)
    mixed = next((name for name, some in by_field.items() if len({_LIKE.get(one.column.kind, one.column.kind) for one in some}) > 1), None)
    if mixed is not None:
        return NotProvable(f"`{mixed}` is of one type here and of another there")
    unknown: NotProvable | None = None
    try:
        fields = {name: told_apart(some[0].column, some, clock) for name, some in by_field.items()}
        for left in found(predicate, fields, steps):
            record = {name: fields[name].choices.value(cut) for name, cut in left.items()}
            missing = next((name for name, held in record.items() if held is None), None)
            if missing is not None:
                unknown = NotProvable(f"no text was found that `{missing}` could hold")
                continue
            return _shown(predicate, left, {name: held[0] for name, held in record.items() if held is not None}, clock)
    except TooManySteps:
        return NotProvable(f"there are more than {steps.most:,} combinations to look at")
    except OverflowError:
        return NotProvable("it names a day at the end of the calendar")
    return unknown or NO_RECORD


def _shown(predicate: Predicate, left: Left, record: Mapping[str, Held], clock: Clock) -> Found:
    """The record, if the reference says that it passes."""
    if not passes(predicate, record, clock):
        return NotProvable("the record that was found does not pass")
    shown = tuple(column for column in columns(predicate) if column.name in left)
    return Witness(record, shown, clock)
