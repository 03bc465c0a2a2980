"""On which days something has to be looked at that is said of today, so that what holds on all of them holds on every day to come."""

from collections.abc import Iterable
from datetime import date, datetime

from syncwright.expression.clock import Clock
from syncwright.expression.predicate import Test, Today

#: A day and a relative day are the same, next to each other or further apart, either way round. How far apart decides nothing.
_BESIDE = range(-2, 3)
#: Days after this are not looked at: relative days from there leave the calendar.
_LAST = date(9000, 1, 1)


def deciding_days(tests: Iterable[Test], clock: Clock) -> list[date]:
    """Today, and each later day on which relative days of a field come to lie otherwise among the days that are named of it; in order.

    Where a field is compared with relative days alone, or with none, today stands for all days.
    """
    named: dict[str, set[date]] = {}
    relative: dict[str, set[int]] = {}
    for test in tests:
        for value in test.values:
            if isinstance(value, Today):
                relative.setdefault(test.column.name, set()).add(value.days)
            elif isinstance(value, date):
                named.setdefault(test.column.name, set()).add(clock.day_of(value) if isinstance(value, datetime) else value)
    found = {clock.today}
    for name, counts in relative.items():
        for day in named.get(name, ()):
            found.update(_around(day, counts))
    return sorted(day for day in found if clock.today <= day <= max(clock.today, _LAST))


def _around(day: date, counts: Iterable[int]) -> Iterable[date]:
    for count in counts:
        meets = day.toordinal() - count
        for beside in _BESIDE:
            if date.min.toordinal() <= meets + beside <= date.max.toordinal():
                yield date.fromordinal(meets + beside)
