"""Whether whoever holds a lock seems to be gone."""

import os

from syncwright.ledger.model import Holder
from syncwright.records import replace

#: Whoever holds a lock and has not said who it is.
UNKNOWN = Holder("somebody", "an unknown host", 0, "an unknown time")


def seems_lost(holder: Holder, here: str) -> Holder:
    """A holder, with whether it seems to be gone. Of another machine nothing is known."""
    return replace(holder, lost=holder.host == here and not runs(holder.pid))


def runs(pid: int) -> bool:
    """Whether there is a process of that number on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
