"""What a filter means: tests of known fields, each with values of the right type. Two-valued and total: a blank passes no test.

`Not` is the exact complement, so a blank passes what is negated. Names of other filters and maps are resolved; places are gone.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from syncwright.expression.types import Kind
from syncwright.records import Struct

#: `includes` has one value. `!=`, `not in` and the like are a Not around a test.
Operator = Literal["=", "<", "<=", ">", ">=", "in", "contains", "starts with", "includes", "blank"]


class Today(Struct, frozen=True):
    """So many days after today."""

    days: int


#: A text keeps its case; a percentage is a number of per cent; a moment is in UTC; an id has 18 characters.
Value = str | Decimal | bool | date | datetime | Today


class Column(Struct, frozen=True):
    """A field as a filter reads it.

    `name`: its API name on the object, with the relationship before a parent's: `MailingCountry`, `Account.Industry`. `label`: how people call it.
    `values`: those of a picklist, where they are known. `needs`: every field that is read for it, as `Contact.AccountId`. `formula`: its text, if
    it is one.
    """

    name: str
    kind: Kind
    label: str = ""
    values: tuple[str, ...] = ()
    length: int | None = None
    needs: tuple[str, ...] = ()
    formula: str | None = None

    @property
    def of_parent(self) -> bool:
        """Whether it is a field of a parent."""
        return "." in self.name


class Test(Struct, frozen=True):
    """A field, and what is asked of it. `blank` has no values, `in` one or more, all others one."""

    __test__ = False  # pytest: this is no class of tests

    column: Column
    operator: Operator
    values: tuple[Value, ...] = ()


class Not(Struct, frozen=True):
    inner: "Predicate"


class All(Struct, frozen=True):
    parts: tuple["Predicate", ...]


class Any(Struct, frozen=True):
    parts: tuple["Predicate", ...]


class Fixed(Struct, frozen=True):
    """Every record, or none."""

    value: bool


Predicate = Test | Not | All | Any | Fixed


def tests(predicate: Predicate) -> Iterator[Test]:
    """Every test, in order."""
    match predicate:
        case Test():
            yield predicate
        case Not(inner):
            yield from tests(inner)
        case All(parts) | Any(parts):
            for part in parts:
                yield from tests(part)
        case Fixed():
            return


def columns(predicate: Predicate) -> tuple[Column, ...]:
    """Every field that is read, once, by name."""
    return tuple(sorted({test.column for test in tests(predicate)}, key=lambda column: column.name))


def relative(predicate: Predicate) -> bool:
    """Whether what it says of a record changes from one day to the next."""
    return any(isinstance(value, Today) for test in tests(predicate) for value in test.values)


def size(predicate: Predicate) -> int:
    """How many values and tests it has."""
    return sum(max(1, len(test.values)) for test in tests(predicate)) or 1


def depth(predicate: Predicate) -> int:
    """How deep it is nested."""
    match predicate:
        case Not(inner):
            return 1 + depth(inner)
        case All(parts) | Any(parts):
            return 1 + max(map(depth, parts), default=0)
        case _:
            return 1
