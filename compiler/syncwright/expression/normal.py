"""Negation normal form: tests that a blank never passes, tests for blanks, and `all` and `any` of them. Nothing negates anything.

So a blank can only ever make less true, and each platform's emitter has one question: what passes this test.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, assert_never

from syncwright.expression import predicate as means
from syncwright.expression.predicate import Column, Fixed, Predicate, Value
from syncwright.records import Struct

#: Every operator has its opposite among what is not blank. No blank passes either of the two.
Operator = Literal[
    "=", "!=", "<", ">=", "<=", ">", "in", "not in", "contains", "not contains", "starts with", "not starts with", "includes", "excludes"
]

_PAIRS: tuple[tuple[Operator, Operator], ...] = (
    ("=", "!="),
    ("<", ">="),
    ("<=", ">"),
    ("in", "not in"),
    ("contains", "not contains"),
    ("starts with", "not starts with"),
    ("includes", "excludes"),
)
OPPOSITE: Mapping[Operator, Operator] = {**dict(_PAIRS), **{there: here for here, there in _PAIRS}}


class Holds(Struct, frozen=True):
    """The field is not blank, and this is true of it."""

    column: Column
    operator: Operator
    values: tuple[Value, ...]


class Blank(Struct, frozen=True):
    """The field is blank; a text is also blank if it is empty."""

    column: Column


class Filled(Struct, frozen=True):
    """The field is not blank."""

    column: Column


class Every(Struct, frozen=True):
    """All parts; none of them is an Every itself, or Fixed."""

    parts: tuple["Normal", ...]


class Some(Struct, frozen=True):
    """At least one part; none of them is a Some itself, or Fixed."""

    parts: tuple["Normal", ...]


Atom = Holds | Blank | Filled
Normal = Atom | Every | Some | Fixed


def normal(predicate: Predicate, *, negated: bool = False) -> Normal:
    """The normal form of a predicate, or of its complement."""
    match predicate:
        case means.Not(inner):
            return normal(inner, negated=not negated)
        case Fixed(value):
            return Fixed(value != negated)
        case means.All(parts):
            return _joined((normal(part, negated=negated) for part in parts), every=not negated)
        case means.Any(parts):
            return _joined((normal(part, negated=negated) for part in parts), every=negated)
        case means.Test(column, operator, values):
            return _atom(column, operator, values, negated=negated)
        case _:
            assert_never(predicate)


def _atom(column: Column, operator: means.Operator, values: tuple[Value, ...], *, negated: bool) -> Normal:
    if operator == "blank":
        return Filled(column) if negated else Blank(column)
    if column.kind == "checkbox":  # never blank, so its complement is its other value
        return Holds(column, "=", (values[0] is not negated,))
    if operator == "in" and len(values) == 1:
        operator = "="
    if not negated:
        return Holds(column, operator, values)
    return Some((Blank(column), Holds(column, OPPOSITE[operator], values)))


def _joined(parts: Iterator[Normal], *, every: bool) -> Normal:
    """The parts as one, without what decides nothing and without a second time the same."""
    kept: dict[Normal, None] = {}
    for part in parts:
        if isinstance(part, Fixed):
            if part.value is not every:
                return part
        elif isinstance(part, Every if every else Some):
            kept.update(dict.fromkeys(part.parts))
        else:
            kept[part] = None
    if len(kept) < 2:
        return next(iter(kept), Fixed(every))
    return Every(tuple(kept)) if every else Some(tuple(kept))


def atoms(form: Normal) -> Iterator[Atom]:
    """Every atom, in order."""
    match form:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from atoms(part)
        case Fixed():
            return
        case _:
            yield form


def known_filled(form: Every | Some, filled: frozenset[str]) -> frozenset[str]:
    """Names of columns that are not blank wherever the value of a part of `form` matters: where one of them is, another part decides."""
    asked = Filled if isinstance(form, Every) else Blank
    return filled | {part.column.name for part in form.parts if isinstance(part, asked)}
