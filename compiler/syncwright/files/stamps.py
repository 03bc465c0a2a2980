"""Marks by which a file on disk is known again without reading it, as version control does it: size, times, and its number on the disk."""

import os
from collections.abc import Iterable, Iterator

from syncwright.records import Struct


class Stamp(Struct, frozen=True):
    """When a file was last written, and last touched in any way, in nanoseconds; what was written within the same tick is not told apart."""

    size: int
    written: int
    touched: int
    number: int


def stamp(path: str) -> Stamp | None:
    """The marks of a file; None if it cannot be seen."""
    try:
        seen = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return Stamp(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)


def below(folders: Iterable[str], suffixes: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    """Files below folders that end so, with their marks, in order of their names."""
    for folder in folders:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from below([entry.path], suffixes)
            elif entry.name.endswith(suffixes) and (made := stamp(entry.path)) is not None:
                yield entry.path, made
