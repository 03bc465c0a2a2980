"""Where it is kept: a file for each thing that is remembered. Two processes may use it at once, and it never fails anybody.

A file is written beside the old one and swapped in, so that a reader has the one or the other. It begins with its own hash: what is
damaged, locked, or not there counts as not remembered.
"""

import os
import time
from contextlib import suppress

from syncwright.cache.digest import SIZE, digest

#: What nobody used for so many seconds is removed: 30 days.
FORGOTTEN = 30 * 24 * 3600


class Shelf:
    """A folder of such files. `scope`: whose they are, such as one estate at one place."""

    def __init__(self, folder: str, scope: bytes) -> None:
        self._folder = folder
        self._scope = scope.hex()

    def get(self, name: str) -> bytes | None:
        """What is remembered under a name."""
        try:
            with open(self._path(name), "rb") as stream:
                data = stream.read()
        except OSError:
            return None
        said, held = data[:SIZE], data[SIZE:]
        return held if digest(held) == said else None

    def has(self, name: str) -> bool:
        """Whether there is anything under a name, be it damaged."""
        return os.path.exists(self._path(name))

    def put(self, name: str, data: bytes) -> None:
        """Remember this under a name, and remove what nobody uses any more."""
        beside = f"{self._path(name)}.{os.getpid()}.new"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            self._clean()
            with open(beside, "wb") as stream:
                stream.write(digest(data))
                stream.write(data)
            os.replace(beside, self._path(name))
        except OSError:
            # A full disk, or a folder that cannot be written: nothing is remembered this time.
            _remove(beside)

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, f"{self._scope}.{name}")

    def _clean(self) -> None:
        before = time.time() - FORGOTTEN
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < before:
                    _remove(entry.path)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
