"""Asked to stop, by SIGINT or SIGTERM: what is under way is finished or recorded first; asked twice, at once. And the clock that listens to it."""

import os
import signal
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic, sleep
from types import FrameType, TracebackType
from typing import Any, Self

from syncwright.apply.clock import Interrupted, written
from syncwright.cli.exits import Exit
from syncwright.ledger.model import Hold, Kind, Record

#: Seconds that a request under way is given: ending a program that makes it takes up to five more. GitHub sends SIGTERM 7.5 seconds after SIGINT.
_GRACE = 4.0
#: Where it cannot be stopped in between, so often it is tried again.
_AGAIN = 0.25
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """A clock, for as long as signals are ours to handle.

    `open`: whether something was asked for of which it is not recorded how it ended. `sending`: before that is so for the first time nothing
    has to be finished, and a signal ends the run at once.
    """

    def __init__(self) -> None:
        self.open = self.sending = self.asked = False
        self._writing = False
        self._former: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._former = {number: signal.signal(number, self._heard) for number in _SIGNALS}
            self._former[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._late)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._former:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._former.items():
            signal.signal(number, handler)

    # ------------------------------------------------------------------ what the engine is handed

    def now(self) -> str:
        """UTC, to the microsecond."""
        return written(datetime.now(UTC))

    def sleep(self, seconds: float) -> None:
        """Wait, in pieces: a signal that comes between two looks is heard at the next."""
        end = monotonic() + seconds
        while not self.asked and (left := end - monotonic()) > 0:
            sleep(min(left, _AGAIN))
        if self.asked:
            raise Interrupted

    def watched(self, hold: Hold) -> Hold:
        """The lock, so that nothing stops in the middle of a record, and it is known what is open."""
        return _Watched(hold, self)

    # ------------------------------------------------------------------ signals

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            os.write(2, b"stopped at once\n")
            os._exit(Exit.UNKNOWN if self.open else Exit.UNDONE)
        self.asked = True
        if not self.sending:
            raise Interrupted
        os.write(2, b"stopping: what is under way is finished or recorded first; asked again, it stops at once\n")
        signal.setitimer(signal.ITIMER_REAL, _GRACE, _AGAIN)

    def _late(self, _number: int, _frame: FrameType | None) -> None:
        if not self._writing:
            signal.setitimer(signal.ITIMER_REAL, 0)
            raise Interrupted


class _Watched:
    def __init__(self, hold: Hold, interrupts: Interrupts) -> None:
        self._hold, self._interrupts = hold, interrupts

    def append(self, kind: Kind, *, at: str, by: str, plan: str = "", step: str = "", body: Mapping[str, str] = {}) -> Record:
        heard = self._interrupts
        heard._writing = True  # noqa: SLF001 - the two are one
        try:
            if kind == "intended":
                heard.open = True
            record = self._hold.append(kind, at=at, by=by, plan=plan, step=step, body=body)
            if kind in ("settled", "observed"):
                heard.open = False
        finally:
            heard._writing = False  # noqa: SLF001 - the two are one
        return record

    def release(self) -> None:
        self._hold.release()
