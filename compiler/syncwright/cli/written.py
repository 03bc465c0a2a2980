"""A folder that we write as a whole: what differs is found, and the new tree is swapped in."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import click

from syncwright.compile import Lap
from syncwright.files import OutputRefused, Replacement
from syncwright.files.content import Content, same_as

#: Paths with `new`, `changed` or `gone`.
Changes = list[tuple[str, str]]


def written(
    files: Iterable[tuple[str, Content]], target: Path, ours: frozenset[str], lap: Lap, *, only_check: bool = False
) -> tuple[Changes, set[str]]:
    """What differs from what is there, in order of path, and all names; unless it is only looked at, the new tree is swapped in if anything does.

    Files are compared and written as they are made, and none is held. Raises ClickException where something stands in the way.
    """
    try:
        return _written(files, target, ours, lap, only_check=only_check)
    except OutputRefused as error:
        raise click.ClickException(str(error)) from error


def _written(
    files: Iterable[tuple[str, Content]], target: Path, ours: frozenset[str], lap: Lap, *, only_check: bool
) -> tuple[Changes, set[str]]:
    changes: Changes = []
    names: set[str] = set()
    same: list[str] = []
    with ExitStack() as stack:
        tree: Replacement | None = None

        def begun() -> Replacement:
            new = tree or stack.enter_context(Replacement(target, ours))
            for name in same:
                new.keep(name)
            same.clear()
            return new

        for name, data in files:
            lap("hash")
            names.add(name)
            before = target / name
            there = _there(before)
            if there and same_as(before, data):
                same.append(name)
            else:
                changes.append((name, "changed" if there else "new"))
                if not only_check:
                    tree = begun()
                    tree.write(name, data)
            lap("write")
        changes += [(name, "gone") for name in ours - names if _there(target / name)]
        if changes and not only_check:
            begun().swap_in()
    lap("write")
    return sorted(changes), names


def _there(path: Path) -> bool:
    """Whether there is such a file. Links count as not there."""
    return path.is_file() and not path.is_symlink()


def refuse_foreign(target: Path, ours: frozenset[str]) -> None:
    """Raises ClickException if the folder holds files, and none that we wrote."""
    if not ours and target.is_dir() and any(target.iterdir()):
        raise click.ClickException(f"`{target}` holds files and was not made by syncwright; name another folder with --out")
