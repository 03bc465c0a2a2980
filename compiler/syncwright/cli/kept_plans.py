"""Plans that were begun, kept beside their ledger: what people have to do is said there, and the file that was given may be gone by then."""

import os
import stat
import tempfile
from pathlib import Path

from syncwright.ledger.opening import in_database
from syncwright.ledger.private import make_folder
from syncwright.limits import PLAN_BYTES


def plans_folder(ledger: str, specs: str) -> Path:
    """Where they lie: beside a ledger that is a file, else beside the specs."""
    return (Path(specs).absolute().parent / ".syncwright" if in_database(ledger) else Path(ledger).absolute().parent) / "plans"


def keep_plan(folder: Path, plan: str, data: bytes) -> Path:
    """Have a plan's file there, for its owner alone: it says what an org lets people do. Raises OSError, and LedgerError for the folders."""
    make_folder(folder.parent)
    make_folder(folder)
    path = folder / f"{plan}.json"
    handle, beside = tempfile.mkstemp(prefix=".", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
    return path


def kept_plan(folder: Path, plan: str) -> bytes | None:
    """A plan that was kept; None if it was not, here."""
    try:
        return read_plan_file(str(folder / f"{plan}.json"))
    except OSError:
        return None


def read_plan_file(path: str) -> bytes:
    """A plan file: a regular one, and no more of it than a plan may have. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is no regular file")
        return stream.read(PLAN_BYTES + 1)
