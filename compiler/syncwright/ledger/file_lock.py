"""A lock that the kernel keeps on a file, with the words of whoever holds it inside. It is free as soon as its holder is gone, however it went.

The lock is on the file that was opened. Whoever takes it away puts another file in its place: then the first holder still has the old file,
which nobody asks any more.
"""

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from syncwright.ledger.model import Busy, Holder, LockLost, NotWritten
from syncwright.ledger.private import open_beside, read_beside
from syncwright.ledger.processes import seems_lost
from syncwright.records import line

#: Seconds that whoever has just taken the lock is given to write its words.
_WORDS = 1.0


class FileLock:
    """A lock that we hold."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor

    def ours(self) -> None:
        """See that the file that we locked is the one that others ask. Raises LockLost."""
        if self._descriptor < 0 or not _is(self._path, self._descriptor):
            raise LockLost("the lock was taken away", "look who did: `syncwright ledger show`")

    def release(self) -> None:
        """Give it back. Doing so twice does nothing."""
        if self._descriptor >= 0:
            with suppress(OSError):  # words without a lock are read by nobody
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1


def take(path: Path, holder: Holder) -> FileLock:
    """Take the lock at once. Raises Busy, and NotWritten if its file cannot be made."""
    try:
        descriptor = _locked(path)
    except OSError as error:
        raise NotWritten(f"the lock `{path}` cannot be taken: {error.strerror}") from error
    if descriptor is None:
        raise Busy(who_holds(path))
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, line(holder), 0)
        os.fsync(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise NotWritten(f"the lock `{path}` cannot say who holds it: {error.strerror}") from error
    return FileLock(path, descriptor)


def _locked(path: Path) -> int | None:
    """The lock's file, locked; None if somebody else has it. Somebody may put another file in its place while we lock it."""
    while True:
        descriptor = open_beside(path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        if _is(path, descriptor):
            return descriptor
        os.close(descriptor)


def _is(path: Path, descriptor: int) -> bool:
    """Whether an open file is the one of that name."""
    try:
        named = os.stat(path, follow_symlinks=False)
    except OSError:
        return False
    opened = os.fstat(descriptor)
    return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)


def held(path: Path) -> bool:
    """Whether anybody holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def who_holds(path: Path) -> Holder | None:
    """What whoever holds the lock says of itself; None if it says nothing, even after a while."""
    until = monotonic() + _WORDS
    while True:
        holder = _words(path)
        if holder is not None or monotonic() > until:
            return holder
        sleep(0.01)


def _words(path: Path) -> Holder | None:
    holder = read_beside(path, Holder)
    return seems_lost(holder, socket.gethostname()) if holder is not None else None


def take_away(path: Path) -> None:
    """Put a fresh file in the lock's place, so that whoever holds the old one holds nothing. Raises OSError."""
    path.unlink(missing_ok=True)
