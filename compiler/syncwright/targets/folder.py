"""A folder of source files as what a plan is carried out on: written beside the old one and swapped in once, so that nobody sees half of it.

Knows no platform: which files carry a change out is handed in.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from syncwright.files import OutputRefused, replace_tree
from syncwright.limits import SOURCE

__all__ = ["OutputRefused", "carry_out", "folders"]


def folders(root: str) -> list[str]:
    """The folders below `root`, relative to it, sorted. Hidden ones and links are left out, and what lies deeper than is read."""
    return sorted(_below(root, "", SOURCE.depth))


def _below(root: str, prefix: str, depth: int) -> Iterator[str]:
    with os.scandir(os.path.join(root, prefix)) as entries:
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")]
    for name in names if depth else ():
        yield f"{prefix}{name}"
        yield from _below(root, f"{prefix}{name}/", depth - 1)


def carry_out(root: str, files: Mapping[str, bytes | None]) -> None:
    """Make the folder hold these files, and not those that are None; every other file stays as it is, byte for byte.

    Raises OutputRefused where nothing was changed because something is in the way.
    """
    replace_tree(Path(root), {path: data for path, data in files.items() if data is not None}, set(files))
