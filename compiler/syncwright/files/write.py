"""Writes a tree of files beside the old one and swaps it in once, so that nobody ever sees half of it.

A tree that we made says so in its manifest. What else lies in the folder is not ours: it is carried over as it is.
"""

import os
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path


class OutputRefused(Exception):
    """The folder cannot be written as asked; nothing was changed."""


def replace_tree(target: Path, files: Mapping[str, bytes], ours: Iterable[str]) -> None:
    """Make `target` hold `files`; of what it held, `ours` (relative paths) goes and the rest stays.

    Raises OutputRefused where a link, a file of somebody else's or the file system stands in the way.
    """
    target = Path(os.path.abspath(target))
    if Path.cwd().is_relative_to(target):
        raise OutputRefused(f"`{target}` is the folder you are in, or holds it: it cannot be swapped for a new one")
    parent = target.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise OutputRefused(f"`{target}` is not a folder of its own")
        beside = _beside(target)
    except OSError as error:
        raise OutputRefused(f"`{target}` cannot be written: {error.strerror}") from error
    try:
        _fill(beside, files)
        _carry_over(target, beside, set(ours), files)
        os.chmod(beside, 0o777 & ~_umask())
        _swap(beside, target)
    except OSError as error:
        raise OutputRefused(f"`{target}` cannot be written: {error.strerror}") from error
    finally:
        _remove(beside)


def recover(target: Path) -> None:
    """Put back the tree that a killed run had moved aside and not yet replaced, and remove what it had begun to write."""
    aside = _aside(target)
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    elif aside.is_dir():
        _remove(aside)
    for name in os.listdir(target.parent):
        if name.startswith(f".{target.name}.new-") and not _running(name):
            _remove(target.parent / name)


def _running(name: str) -> bool:
    """Whether the process that a folder is named after still runs: it may be writing it."""
    pid = name.partition(".new-")[2].partition("-")[0]
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return True


def _beside(target: Path) -> Path:
    """A new folder that nobody else can have made, readable by its owner alone until it is swapped in."""
    for number in count():
        beside = target.with_name(f".{target.name}.new-{os.getpid()}-{number}")
        try:
            beside.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return beside
    raise AssertionError("count() does not end")


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if folder.exists():
        # Only here: a first build has nothing to remove, and shutil brings every kind of archive along.
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    made = {folder}
    for name, data in files.items():
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(data)


def _carry_over(target: Path, beside: Path, ours: set[str], files: Mapping[str, bytes]) -> None:
    for folder, folders, names in os.walk(target):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in names + links:
            path = Path(folder) / name
            relative = path.relative_to(target).as_posix()
            if relative in ours:
                continue
            if relative in files or (beside / relative).exists():
                raise OutputRefused(f"`{path}` is in the way: it was not made by syncwright")
            (beside / relative).parent.mkdir(parents=True, exist_ok=True)
            _same(path, beside / relative)


def _same(path: Path, other: Path) -> None:
    """The same file under another name: nothing of it is copied, and nothing of it can differ. A copy where that cannot be had."""
    if path.is_file():
        try:
            os.link(path, other, follow_symlinks=False)
        except (OSError, NotImplementedError):
            pass
        else:
            return
    from shutil import copy2

    copy2(path, other, follow_symlinks=False)


def _swap(beside: Path, target: Path) -> None:
    aside = _aside(target)
    held = target.exists()
    if held:
        target.rename(aside)
    try:
        beside.rename(target)
    except OSError:
        if held:
            aside.rename(target)
        raise
    _remove(aside)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
