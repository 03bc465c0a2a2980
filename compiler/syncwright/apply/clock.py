"""The time and the waiting that a run is handed, and moments as ledgers write them. Knows no clock of its own."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Interrupted(KeyboardInterrupt):
    """Somebody asked to stop. What was begun is recorded; what was not is not begun."""


class Clock(Protocol):
    """What time it is, and how to wait."""

    def now(self) -> str:
        """UTC, ISO, to the microsecond."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait so long; 0 only asks whether to stop. Raises Interrupted."""
        ...


def moment(text: str) -> datetime:
    """A moment as it was written. Raises ValueError for what is none."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def later(at: str, seconds: float) -> str:
    """The moment so many seconds after another."""
    return written(moment(at) + timedelta(seconds=seconds))


def written(at: datetime) -> str:
    """A moment as ledgers write it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def seconds(start: str, end: str) -> float:
    """How long it is from one moment to another; less than 0 if the clock was put back."""
    return (moment(end) - moment(start)).total_seconds()


#: For so many seconds after it was written down that a request is about to be sent, the request may still be under way.
UNDER_WAY = 120.0


def wait_out(clock: Clock, since: str, window: float) -> None:
    """Wait until every read has to show what a request wrote that was about to be sent at `since`.

    When it was acted on is not known: `window` counts from now, unless the request must have ended long ago. Never longer than the window,
    whatever the clock says.
    """
    left = min(window, UNDER_WAY + window - seconds(since, clock.now()))
    clock.sleep(max(0.0, left))
