"""Whether a folder lies on a disk that is thrown away: memory, a container's own layer, the system's folder for what is temporary."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

_THROWN_AWAY = {
    "tmpfs": "in memory (`tmpfs`)",
    "ramfs": "in memory (`ramfs`)",
    "overlay": "in the container's own layer (`overlay`)",
    "aufs": "in the container's own layer (`aufs`)",
}
_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108 - named to be refused


def throw_away(where: str | Path) -> str | None:
    """Why what is written to a path will not last, in words that follow "it lies"; None if nothing says so.

    Of a database nothing is known. The path need not be there yet.
    """
    if isinstance(where, str) and "://" in where:
        return None
    path = os.path.realpath(where)
    temporary = {os.path.realpath(one) for one in (*_TEMPORARY, tempfile.gettempdir())} - {os.path.realpath(os.curdir)}
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        mounts = ""
    return thrown_away(PurePosixPath(path), mounts, sorted(temporary))


def thrown_away(path: PurePosixPath, mounts: str, temporary: Sequence[str]) -> str | None:
    """The same of a path without links, by the text of Linux's `mountinfo` (see proc(5)) and the folders for what is temporary."""
    for folder in temporary:
        if path.is_relative_to(folder):
            return f"below `{folder}`, which is for what is temporary"
    mounted = _mounted(path, mounts)
    if mounted is None or mounted[1] not in _THROWN_AWAY:
        return None
    return f"{_THROWN_AWAY[mounted[1]]}, mounted at `{mounted[0]}`"


def _mounted(path: PurePosixPath, mounts: str) -> tuple[str, str] | None:
    """Where the file system of a path is mounted, and its type. Of two at the same place the later one hides the other."""
    best: tuple[str, str] | None = None
    for row in mounts.splitlines():
        ours, _, theirs = row.partition(" - ")
        cells, types = ours.split(" "), theirs.split(" ")
        if len(cells) > 4 and types[0]:
            point = _unescaped(cells[4])
            if path.is_relative_to(point) and (best is None or len(point) >= len(best[0])):
                best = point, types[0]
    return best


def _unescaped(text: str) -> str:
    """A blank, a tab, a line end and a backslash stand there as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
