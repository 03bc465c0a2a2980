"""The history of an estate out of git: each commit is looked at once, and remembered."""

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from syncwright.cache.past import key_of, packed_past, unpacked_past
from syncwright.cli.remembered import shelf, tool
from syncwright.cli.shell import SUFFIXES
from syncwright.field_history import MOST, CommitChange, EstateHistory, commit_changes, estate_history
from syncwright.git import Commit, GitRefused, commits, contents, standing, uncommitted
from syncwright.limits import SPECS
from syncwright.text import SourceFile

Command = TypeVar("Command", bound=Callable[..., Any])
_PAST = "past"


def history_option(function: Command) -> Command:
    """Whether history is shown."""
    help_ = "Whether pages show what commits changed, where the specs are in a git repository."
    return click.option("--history/--no-history", default=True, show_default=True, help=help_)(function)


class EstatePast:
    """The history of the folder `specs`. `remember`: whether what commits changed is kept for the next time."""

    def __init__(self, specs: str, *, remember: bool) -> None:
        self._specs, self._remember = specs, remember
        self._shelf = shelf("past", os.path.abspath(specs))

    def fingerprint(self) -> str:
        """A text that is another one whenever there may be other commits."""
        try:
            return standing(self._specs)
        except GitRefused as error:
            return str(error)

    def of(self, sources: Iterable[SourceFile]) -> EstateHistory:
        """All of it, with what these files, which lie there now, have otherwise than the last commit."""
        below = "" if self._specs == "." else self._specs.rstrip("/") + "/"
        held = {one.path.removeprefix(below): one.data for one in sources if one.path.startswith(below) and one.path.endswith(SUFFIXES)}
        try:
            found = list(commits(self._specs, SUFFIXES, MOST + 1))
            now = uncommitted(self._specs, SUFFIXES, held)
            every = [*([Commit("", "", "", "", now)] if now else ()), *found[:MOST]]
            written = {file.after: held[file.path] for file in now if file.after}
            return estate_history(every, self._changes(every, written), MOST if len(found) > MOST else None)
        except GitRefused as error:
            return EstateHistory(unknown=str(error))

    def _changes(self, every: list[Commit], written: dict[str, bytes]) -> list[CommitChange]:
        """What each commit changed; those that were looked at before are not looked at again. `written`: bytes that git does not hold."""
        keys = [key_of(commit) for commit in every]
        known = unpacked_past(tool(), self._shelf.get(_PAST)) if self._remember else {}
        new = [commit for commit, key in zip(every, keys, strict=True) if key not in known]
        if not new:
            return [known[key] for key in keys]
        unread: set[str] = set()
        with contents(self._specs, SPECS) as committed:

            def read(oid: str) -> bytes | None:
                data = written[oid] if oid in written else committed(oid)
                if data is None:
                    unread.add(oid)
                return data

            changes = known | {key_of(commit): change for commit, change in zip(new, commit_changes(new, read), strict=True)}
        if self._remember:
            # A clone that lacks a file now may hold it later.
            whole = (key for commit, key in zip(every, keys, strict=True) if unread.isdisjoint(_oids(commit)))
            self._shelf.put(_PAST, packed_past(tool(), {key: changes[key] for key in whole}))
        return [changes[key] for key in keys]


def _oids(commit: Commit) -> Iterable[str]:
    return (oid for file in commit.files for oid in (file.before, file.after))
