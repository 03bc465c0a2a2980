"""Runs other programs within bounds: how long, how much, and with which variables. Knows no program.

No shell is asked, nothing of ours is inherited but what is named, and a program that goes on too long is ended with all that it started.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from syncwright.records import Struct

#: The most that a program may say, in bytes.
MOST = 64 << 20
#: Seconds between being asked to end and being ended.
_GRACE = 5.0
#: Seconds between two looks at how much it said.
_LOOK = 0.2


class Said(Struct, frozen=True):
    """What a program said, and how it ended."""

    code: int
    out: bytes
    err: bytes


class NotStarted(Exception):
    """The program is not there, or cannot be started; nothing was done."""


class Ended(Exception):
    """The program was started and ended by us: it took too long or said too much. What it did is not known."""


def found(name: str, variables: Mapping[str, str]) -> str | None:
    """Where a program is, by the PATH of these variables; the folder that we are in is not looked at. None if it isn't there."""
    folders = [folder for folder in variables.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    return shutil.which(name, path=os.pathsep.join(folders))


def run(words: Sequence[str], variables: Mapping[str, str], seconds: float, folder: str | None = None, most: int = MOST) -> Said:
    """Run a program with these variables and no others. Raises NotStarted or Ended."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, and the words are ours
                list(words), env=dict(variables), cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
            )
        except OSError as error:
            raise NotStarted(f"`{words[0]}` cannot be started: {error.strerror}") from error
        try:
            code = _waited(process, words[0], seconds, most, (out, err))
        except BaseException:
            _end(process)
            raise
        return Said(code, _read(out), _read(err))


def _waited(process: "subprocess.Popen[bytes]", name: str, seconds: float, most: int, said: Sequence[IO[bytes]]) -> int:
    """How it ended. Raises Ended once it took too long or said too much."""
    until = time.monotonic() + seconds
    while True:
        code: int | None = None
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(_LOOK)
        if sum(os.fstat(stream.fileno()).st_size for stream in said) > most:
            raise Ended(f"`{name}` said more than {most >> 20} MiB")
        if code is not None:
            return code
        if time.monotonic() > until:
            raise Ended(f"`{name}` has not ended after {seconds:g} s")


def _read(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a program and all that it started to end, and end what is left of them."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Room:
    """A folder of our own, for a program to work in."""

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, name: str, most: int) -> bytes | None:
        """A file in it; None if it isn't there, is no regular file, or has more than `most` bytes."""
        path = Path(self.path, name)
        if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
            return None
        return path.read_bytes()


@contextmanager
def room(files: Mapping[str, bytes] = {}) -> Iterator[Room]:
    """A folder with these files, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="syncwright-") as made:
        for name, data in files.items():
            path = Path(made, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Room(made)
