"""The reference: whether a record passes a filter. What every other place has to agree with; written to be read, not to be fast.

A record maps names of columns to values: text, bool, Decimal, date, datetime in UTC, or a tuple of texts where several can be chosen. What
is missing, None, or an empty text is blank.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from syncwright.expression import normal
from syncwright.expression.clock import Clock
from syncwright.expression.folding import fold
from syncwright.expression.normal import Every, Holds, Normal, Some
from syncwright.expression.predicate import All, Any, Column, Fixed, Not, Operator, Predicate, Test, Today, Value

Held = str | bool | Decimal | date | datetime | tuple[str, ...] | None
Record = Mapping[str, Held]


def passes(predicate: Predicate, record: Record, clock: Clock) -> bool:
    """Whether the record is in scope."""
    match predicate:
        case All(parts):
            return all(passes(part, record, clock) for part in parts)
        case Any(parts):
            return any(passes(part, record, clock) for part in parts)
        case Not(inner):
            return not passes(inner, record, clock)
        case Fixed(value):
            return value
        case Test(column, operator, values):
            held = held_in(record, column)
            if operator == "blank":
                return held is None
            return held is not None and _true(column, operator, held, values, clock)
        case _:
            assert_never(predicate)


def passes_normal(form: Normal, record: Record, clock: Clock) -> bool:
    """The same of a normal form."""
    match form:
        case Every(parts):
            return all(passes_normal(part, record, clock) for part in parts)
        case Some(parts):
            return any(passes_normal(part, record, clock) for part in parts)
        case Fixed(value):
            return value
        case normal.Blank(column):
            return held_in(record, column) is None
        case normal.Filled(column):
            return held_in(record, column) is not None
        case Holds(column, operator, values):
            held = held_in(record, column)
            if held is None:
                return False
            match operator:
                case "!=":
                    return not _true(column, "=", held, values, clock)
                case "not in":
                    return not _true(column, "in", held, values, clock)
                case "not contains":
                    return not _true(column, "contains", held, values, clock)
                case "not starts with":
                    return not _true(column, "starts with", held, values, clock)
                case "excludes":
                    return not _true(column, "includes", held, values, clock)
                case _:
                    return _true(column, operator, held, values, clock)
        case _:
            assert_never(form)


def held_in(record: Record, column: Column) -> Held:
    """What a record holds; None if that is blank. A checkbox that is not there is not ticked."""
    held = record.get(column.name)
    if column.kind == "checkbox":
        return bool(held)
    return None if held in ("", ()) else held


def _true(column: Column, operator: Operator, held: Held, values: tuple[Value, ...], clock: Clock) -> bool:
    match column.kind:
        case "text" | "picklist":
            assert isinstance(held, str), f"`{column.name}` holds text"
            return _of_text(operator, fold(held), [fold(str(value)) for value in values])
        case "several":
            assert isinstance(held, tuple), f"`{column.name}` holds several texts"
            return fold(str(values[0])) in map(fold, held)
        case "id":
            return held in values
        case "datetime":
            assert isinstance(held, datetime), f"`{column.name}` holds a moment"
            value = values[0]
            if isinstance(value, datetime):
                return _ordered(operator, held, value)
            assert isinstance(value, (date, Today)), "a moment is compared with a moment or a day"
            return _ordered(operator, clock.day_of(held), clock.day(value))
        case "date":
            assert isinstance(held, date), f"`{column.name}` holds a day"
            days = [clock.day(value) for value in values if isinstance(value, (date, Today))]
            return held in days if operator == "in" else _ordered(operator, held, days[0])
        case _:
            return held in values if operator == "in" else _ordered(operator, held, values[0])


def _of_text(operator: Operator, held: str, values: list[str]) -> bool:
    match operator:
        case "contains":
            return values[0] in held
        case "starts with":
            return held.startswith(values[0])
        case _:
            return held in values


def _ordered(operator: Operator, held: object, value: object) -> bool:
    match operator:
        case "=":
            return held == value
        case "<":
            return held < value  # type: ignore[operator,no-any-return]
        case "<=":
            return held <= value  # type: ignore[operator,no-any-return]
        case ">":
            return held > value  # type: ignore[operator,no-any-return]
        case _:
            return held >= value  # type: ignore[operator,no-any-return]
