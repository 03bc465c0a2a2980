"""What is stopped at every system call: opens a ledger, writes records, and does something in the world only after the record that announces it.

Runs in a fork of the warm process. What it did stands in a file of its own, which no fault is aimed at: `recorded 2`, `effect 2`, `refused NotWritten`.
"""

import ctypes
import os
import signal
from pathlib import Path

_PR_SET_PTRACER, _ANY = 0x59616D61, -1
CREATED = {"estate": "tiny", "environment": "production", "org": "00D7Q000000vKmRUAU", "lineage": "a"}


def append(where: str, told: str, count: str, wait: str = "") -> None:
    """Write `count` records. `wait`: stop first, until whoever traces us lets us go on."""
    said = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if wait:
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
    from syncwright.ledger.model import LedgerError
    from syncwright.ledger.opening import moment, open_ledger, who

    try:
        ledger = open_ledger(where, create=CREATED)
        hold = ledger.hold(*who(), moment())
        for number in range(int(count)):
            hold.append("intended", at=moment(), by="a@b", plan="p", step=str(number), body={"work": "w" * 40})
            # Not `write`: that is what faults are aimed at.
            os.writev(said, [f"recorded {number}\n".encode(), f"effect {number}\n".encode()])
        hold.release()
        ledger.close()
    except LedgerError as error:
        os.writev(said, [f"refused {type(error).__name__}\n".encode()])
        os._exit(3)
    os.writev(said, [b"ended\n"])
    os._exit(0)


def told(path: Path) -> list[str]:
    """What it said."""
    return path.read_text().splitlines() if path.exists() else []
