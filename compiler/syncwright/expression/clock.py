"""What day it is, and when days begin and end in a time zone. Reads no clock: both are handed in."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from syncwright.expression.predicate import Today
from syncwright.records import Struct


class Clock(Struct, frozen=True):
    """Today, and the time zone in which that is said."""

    today: date
    zone: str = "Etc/UTC"

    def day(self, value: date | Today) -> date:
        """The calendar day that is meant."""
        return self.today + timedelta(days=value.days) if isinstance(value, Today) else value

    def day_of(self, moment: datetime) -> date:
        """The calendar day of a moment in UTC."""
        return moment.astimezone(_zone(self.zone)).date()

    def begins(self, value: date | Today, after: int = 0) -> datetime:
        """The moment in UTC in which a day begins, or one so many days after it."""
        day = self.day(value) + timedelta(days=after)
        return datetime.combine(day, time(), _zone(self.zone)).astimezone(UTC)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def clock_in(zone: str | None, today: date) -> Clock:
    """Today in a time zone; in UTC where nobody says one, or there is none of that name."""
    try:
        return Clock(today, _zone(zone).key) if zone is not None else Clock(today)
    except (KeyError, ValueError, OSError):
        return Clock(today)
