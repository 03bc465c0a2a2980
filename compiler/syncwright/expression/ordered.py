"""Numbers, days and moments as their tests tell them apart: what is named, what lies between, and blank.

Between two numbers there is another, days are whole, and moments are to the second (SOAP API Developer Guide, Primitive Data Types).
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from syncwright.expression.choices import Choices, Cut, Cuts, Field, bits, either, nothing_else
from syncwright.expression.clock import Clock
from syncwright.expression.evaluate import Held
from syncwright.expression.predicate import Column, Test, Today, Value
from syncwright.expression.values import plain


class _Numbers:
    """Between two numbers there is always another."""

    def edges(self, value: Value) -> tuple[Held, Held | None]:
        """Where a value begins, and where what comes after it begins; None if it has no length."""
        assert isinstance(value, Decimal), "a number is compared with numbers"
        return value, None

    def between(self, low: Held, high: Held) -> Held:
        """A value between two, before the first or after the last; None if there is none."""
        if isinstance(low, Decimal) and isinstance(high, Decimal):
            return _round(low, high)
        assert isinstance(low or high or Decimal(), Decimal), "numbers lie between numbers"
        return low + 1 if isinstance(low, Decimal) else high - 1 if isinstance(high, Decimal) else Decimal(1)


def _round(low: Decimal, high: Decimal) -> Decimal:
    """A number between two, with as few digits behind the point as there can be."""
    digits = 0
    while (found := (low.scaleb(digits).to_integral_value(ROUND_FLOOR) + 1).scaleb(-digits)) >= high:
        digits += 1
    return plain(found)


class _Days:
    """Days are whole."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def edges(self, value: Value) -> tuple[Held, Held | None]:
        assert isinstance(value, (date, Today)), "a day is compared with days"
        return self.clock.day(value), None

    def between(self, low: Held, high: Held) -> Held:
        return _next(low, high, date.min, date.max, timedelta(days=1), self.clock.today)


class _Moments:
    """Moments are to the second; a day is from its beginning up to the next."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def edges(self, value: Value) -> tuple[Held, Held | None]:
        if isinstance(value, datetime):
            return value, None
        assert isinstance(value, (date, Today)), "a moment is compared with moments and days"
        return self.clock.begins(value), self.clock.begins(value, 1)

    def between(self, low: Held, high: Held) -> Held:
        first, last = (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
        return _next(low, high, first, last, timedelta(seconds=1), self.clock.begins(self.clock.today))


def _next(low: Held, high: Held, first: Held, last: Held, step: timedelta, none: Held) -> Held:
    """What comes after one and before the other."""
    if low is None and high is None:
        return none
    assert isinstance(first, date) and isinstance(last, date), "days and moments"
    if isinstance(low, date):
        return low + step if low < (high if isinstance(high, date) else last) - step else None
    assert isinstance(high, date), "one of the two is there"
    return high - step if high > first else None


def in_order(column: Column, tests: Sequence[Test], clock: Clock) -> Field:
    """Each edge that a test names, what lies before, between and behind them, and blank. Points stand in their order."""
    line = _Days(clock) if column.kind == "date" else _Moments(clock) if column.kind == "datetime" else _Numbers()
    edges: set[Any] = {edge for test in tests for value in test.values for edge in line.edges(value) if edge is not None}
    known: list[Any] = sorted(edges)
    points: list[Held] = []
    for low, high in zip([None, *known], [*known, None], strict=True):
        points += [line.between(low, high), high]
    points[-1] = None  # behind the last edge there is no other
    top = len(points) - 1
    there = bits(one is not None for one in points[:-1])
    choices = Choices(column, tuple(points), Cut(there | 1 << top), there & bits(index % 2 == 1 for index in range(top)), nothing_else)

    def place(value: Held) -> int:
        return 2 * bisect_left(known, value) + 1

    def below(index: int) -> int:
        return (1 << index) - 1

    def passing(test: Test, value: Value) -> int:
        start, after = line.edges(value)
        first = place(start)
        end = first + 1 if after is None else place(after)
        match test.operator:
            case "<":
                return below(first)
            case "<=":
                return below(end)
            case ">":
                return ~below(end)
            case ">=":
                return ~below(first)
            case _:
                return below(end) & ~below(first)

    def cuts(test: Test) -> Cuts:
        if test.operator == "blank":
            return either(choices, Cut(1 << top))
        yes = 0
        for value in test.values:
            yes |= passing(test, value) & there
        return either(choices, Cut(yes))

    return Field(choices, cuts)
