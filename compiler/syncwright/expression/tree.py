"""A filter as it is written: a tree of tests with the place of each part. Knows neither fields nor types."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from syncwright.records import Struct

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
Mode = Literal["any", "all", "none"]
Unit = Literal["days", "weeks"]


class Slice(Struct, frozen=True, eq=False):
    """Characters of the text, from `start` up to `end`. All slices are equal, so that trees are equal wherever their parts stand."""

    start: int = 0
    end: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slice)

    def __hash__(self) -> int:
        return 0


NOWHERE = Slice()


class Text(Struct, frozen=True):
    """A text in quotes, without them."""

    value: str
    at: Slice = NOWHERE


class Number(Struct, frozen=True):
    """A number; `percent` where it is written with a `%`."""

    value: Decimal
    percent: bool = False
    at: Slice = NOWHERE


class Truth(Struct, frozen=True):
    """`true` or `false`."""

    value: bool
    at: Slice = NOWHERE


class Day(Struct, frozen=True):
    """A calendar day."""

    value: date
    at: Slice = NOWHERE


class Moment(Struct, frozen=True):
    """A point in time, in UTC and to the second."""

    value: datetime
    at: Slice = NOWHERE


class Relative(Struct, frozen=True):
    """So many days or weeks after today, or before if negative."""

    count: int
    unit: Unit = "days"
    at: Slice = NOWHERE


Literally = Text | Number | Truth | Day | Moment | Relative


class Values(Struct, frozen=True):
    """A list in brackets."""

    items: tuple[Literally, ...]
    at: Slice = NOWHERE


class KeysOf(Struct, frozen=True):
    """The values that a map replaces."""

    map: str
    at: Slice = NOWHERE


class Path(Struct, frozen=True):
    """A field, a part of one, or a field of a parent."""

    name: str
    at: Slice = NOWHERE


class Compare(Struct, frozen=True):
    path: Path
    operator: Comparison
    value: Literally
    at: Slice = NOWHERE


class Among(Struct, frozen=True):
    """`in` and `not in`."""

    path: Path
    values: Values | KeysOf
    negated: bool = False
    at: Slice = NOWHERE


class Contains(Struct, frozen=True):
    """`contains` and `starts with`, and either with `not` before it."""

    path: Path
    value: Literally
    only_start: bool = False
    negated: bool = False
    at: Slice = NOWHERE


class Includes(Struct, frozen=True):
    """`includes any`, `includes all`; `excludes` is none of them."""

    path: Path
    mode: Mode
    values: Values | KeysOf
    at: Slice = NOWHERE


class Blank(Struct, frozen=True):
    """`is blank` and `is not blank`."""

    path: Path
    negated: bool = False
    at: Slice = NOWHERE


class Named(Struct, frozen=True):
    """Whatever another filter says."""

    name: str
    at: Slice = NOWHERE


class Not(Struct, frozen=True):
    inner: "Expression"
    at: Slice = NOWHERE


class All(Struct, frozen=True):
    """Parts joined by `and`; two or more, none of them joined by `and` itself unless in brackets of its own."""

    parts: tuple["Expression", ...]
    at: Slice = NOWHERE


class Any(Struct, frozen=True):
    """Parts joined by `or`."""

    parts: tuple["Expression", ...]
    at: Slice = NOWHERE


Test = Compare | Among | Contains | Includes | Blank
Expression = Test | Named | Truth | Not | All | Any


def named(expression: Expression) -> Iterator[tuple[Literal["filter", "map"], str]]:
    """The filters and the maps that it names, in order."""
    match expression:
        case Named(name):
            yield "filter", name
        case Among(_, KeysOf(name)) | Includes(_, _, KeysOf(name)):
            yield "map", name
        case Not(inner):
            yield from named(inner)
        case All(parts) | Any(parts):
            for part in parts:
                yield from named(part)
        case _:
            return
