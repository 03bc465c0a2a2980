"""Lengths of time as specs write them, such as `12 months`, and the day on which they end. Knows calendar days, no time of day."""

from calendar import monthrange
from datetime import date, timedelta

_IN_A_DAY = {"minute": 24 * 60, "hour": 24}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def ends(start: date, length: str) -> date:
    """The day on which a length of time ends that begins on `start`.

    A month that has no such day ends it on its last one: a month after 31 January is 28 or 29 February. Minutes and hours
    count as the days they reach into. What would end after the calendar does ends on its last day.
    """
    said, _, unit = length.partition(" ")
    count, unit = int(said), unit.removesuffix("s")
    try:
        if unit in _MONTHS:
            return _months_after(start, count * _MONTHS[unit])
        if unit in _DAYS:
            return start + timedelta(days=count * _DAYS[unit])
        return start + timedelta(days=-(-count // _IN_A_DAY[unit]))
    except (OverflowError, ValueError):
        return date.max


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
