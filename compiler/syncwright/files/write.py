"""Writes a tree of files beside the old one and swaps it in once, so that nobody ever sees half of it.

A tree that we made says so in its manifest. What else lies in the folder is not ours: it is carried over as it is.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Self

from syncwright.files.aside import aside
from syncwright.files.content import Content, are_many, umask, write


class OutputRefused(Exception):
    """The folder cannot be written as asked; nothing was changed."""


def replace_tree(target: Path, files: Mapping[str, bytes], ours: Iterable[str]) -> None:
    """Make `target` hold `files`; of what it held, `ours` (relative paths) goes and the rest stays.

    Raises OutputRefused where a link, a file of somebody else's or the file system stands in the way.
    """
    with Replacement(target, ours) as tree:
        for name, data in files.items():
            tree.write(name, data)
        tree.swap_in()


class Replacement:
    """A tree that is written file by file beside the one that it is to replace. What is not swapped in is gone at the end.

    Of what the old one held, `ours` (relative paths) goes and the rest stays. Every method raises OutputRefused where a link, a file of
    somebody else's or the file system stands in the way.
    """

    def __init__(self, target: Path, ours: Iterable[str]) -> None:
        self._target = Path(os.path.abspath(target))
        self._ours = set(ours)
        self._names: set[str] = set()
        self._made: set[Path] = set()
        self._begun: list[Callable[[], None]] = []

    def __enter__(self) -> Self:
        if Path.cwd().is_relative_to(self._target):
            raise OutputRefused(f"`{self._target}` is the folder you are in, or holds it: it cannot be swapped for a new one")
        with self._refusing():
            self._target.parent.mkdir(parents=True, exist_ok=True)
            recover(self._target)
            if self._target.is_symlink() or (self._target.exists() and not self._target.is_dir()):
                raise OutputRefused(f"`{self._target}` is not a folder of its own")
            self._beside = _beside(self._target)
        return self

    def __exit__(self, *_: object) -> None:
        for ended in self._begun:
            with suppress(OSError):
                ended()
        _remove(self._beside)

    def write(self, name: str, content: Content) -> None:
        """A file of the new tree."""
        with self._refusing():
            work = partial(write, self._place(name), content)
            if are_many(content):
                self._begun.append(aside(work))
            else:
                work()

    def keep(self, name: str) -> None:
        """A file of the new tree that is the same in the old one."""
        with self._refusing():
            _same(self._target / name, self._place(name))

    def swap_in(self) -> None:
        """Put the new tree in the place of the old one."""
        with self._refusing():
            while self._begun:
                self._begun.pop()()
            _carry_over(self._target, self._beside, self._ours, self._names)
            os.chmod(self._beside, 0o777 & ~umask())
            _swap(self._beside, self._target)

    def _place(self, name: str) -> Path:
        self._names.add(name)
        path = self._beside / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        return path

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputRefused(f"`{self._target}` cannot be written: {error.strerror}") from error


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


def _carry_over(target: Path, beside: Path, ours: set[str], files: Collection[str]) -> None:
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
