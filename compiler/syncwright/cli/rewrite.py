"""What commands share that write specs: all of them are written or none."""

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from syncwright.cli.shell import SUFFIXES
from syncwright.files import OutputRefused, replace_tree
from syncwright.git import GitRefused, read_revision, revision
from syncwright.limits import SPECS


def write_specs(specs: str, files: Mapping[str, str], before: Collection[str]) -> None:
    """All files at once: the folder with them is swapped in for the one without. `before`: those that are there."""
    prefix = _prefix(specs)
    shut = [path for path in sorted(before) if not _writable(Path(specs) / path.removeprefix(prefix))]
    if shut:
        raise click.ClickException(
            f"`{shut[0]}` is read-only{f', and {len(shut) - 1} more are' if len(shut) > 1 else ''}; nothing was written"
        )
    written = {path.removeprefix(prefix): text.encode() for path, text in files.items()}
    modes = {path: stat.S_IMODE((Path(specs) / path).stat().st_mode) for path in written if f"{prefix}{path}" in before}
    try:
        replace_tree(Path(specs), written, {path.removeprefix(prefix) for path in before})
    except OutputRefused as error:
        raise click.ClickException(str(error)) from error
    for path, mode in modes.items():
        (Path(specs) / path).chmod(mode)


def uncommitted(specs: str, files: Collection[str]) -> Iterator[str]:
    """Those of the files that the last commit does not hold as they are. None of them, where no repository tells."""
    try:
        at = revision(specs, "HEAD")
        held = {one.path.removeprefix(f"{at.shown}/"): one.data for one in read_revision(at, SUFFIXES, SPECS).sources}
    except GitRefused:
        return
    prefix = _prefix(specs)
    for path in sorted(files):
        below = path.removeprefix(prefix)
        if held.get(below) != (Path(specs) / below).read_bytes():
            yield path


def _prefix(specs: str) -> str:
    return "" if specs == "." else specs.rstrip("/") + "/"


def _writable(path: Path) -> bool:
    """Whether its owner may write it: root may write anything, and is asked for no more than others."""
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)
