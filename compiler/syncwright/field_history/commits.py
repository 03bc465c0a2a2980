"""What a commit changed of what the specs say: of fields, of objects, and which other files it touched. By the names of then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from syncwright.field_history.changes import FileChange, What, differences, file_change
from syncwright.field_history.meaning import NOTHING, Head, Version, meaning
from syncwright.field_history.versions import Versions
from syncwright.git import Commit, Touched
from syncwright.records import Struct

#: Gives a version of a file, by what a commit says of it.
Read = Callable[[str], bytes | None]

#: Versions of files that are held at once where they are read file by file: a version that one commit made is the one that the next commit found.
_HELD = 8


class Same(Struct, frozen=True, array_like=True):
    """The same done to some fields, or to what files say of all fields of some objects.

    `how`: `changed`, `added`, `removed`, `renamed` (fields), `moved` (files), or `there already`, where a clone holds nothing from before the commit.
    `path`: the file; `was`: the former name of the field or of the file. `names`: in order. `what`: nothing for what was added or removed.
    """

    how: str
    path: str
    names: tuple[str, ...]
    what: What = ()
    was: str = ""


class CommitChange(Struct, frozen=True, array_like=True):
    """What one commit changed. `others`: files that are about no object, before or after."""

    fields: tuple[Same, ...]
    objects: tuple[Same, ...]
    others: tuple[str, ...]


class Files:
    """Versions of files, read when they are asked for. `held`: how many at once."""

    def __init__(self, read: Read, held: int) -> None:
        self._read = read
        self._each: dict[str, Versions] = {}
        self.version = lru_cache(held)(self._version)
        self.fields = lru_cache(held)(self._fields)

    def _version(self, path: str, oid: str) -> Version | None:
        each = self._each.get(path) or self._each.setdefault(path, Versions(path))
        return each.of(self._read(oid)) if oid else NOTHING

    def change(self, one: Touched) -> FileChange:
        """What a commit changed in a file."""
        return file_change(self.version(one.path, one.before), self.version(one.path, one.after))

    def changes(self, commits: Sequence[Commit]) -> list[list[FileChange]]:
        """The same for every file of these commits, newest first. They are read file by file: no more than one is held."""
        found = [[FileChange()] * len(commit.files) for commit in commits]
        of_path: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, commit in enumerate(commits):
            for number, file in enumerate(commit.files):
                of_path[file.path].append((at, number))
        for path, places in of_path.items():
            for at, number in places:
                found[at][number] = self.change(commits[at].files[number])
            self._each.pop(path, None)
        return found

    def _fields(self, path: str, oid: str) -> tuple[Mapping[str, Mapping[str, Any]], Head]:
        """The entries of a version in which fields were found, by `Object.Field`, and its head."""
        version = self.version(path, oid)
        assert version is not None, "fields were found in it"
        return version.fields(version.entries), version.head

    def meant(self, path: str, oid: str, name: str) -> dict[str, str]:
        """All that a version says of a field that is in it."""
        fields, head = self.fields(path, oid)
        return meaning(fields[name], head)


def commit_changes(commits: Sequence[Commit], read: Read) -> list[CommitChange]:
    """What each of these commits, newest first, changed."""
    files = Files(read, _HELD)
    return [commit_change(commit, each, files) for commit, each in zip(commits, files.changes(commits), strict=True)]


def commit_change(commit: Commit, each: Sequence[FileChange], files: Files) -> CommitChange:
    """What a commit changed, of what it changed in each of its files: a field that went from one file to another is still there."""
    both = list(zip(commit.files, each, strict=True))
    others = tuple(sorted(file.path for file, change in both if not change.objects))
    return CommitChange(tuple(_fields(commit, both, files)), tuple(_objects(commit, both, files)), others)


_Both = Sequence[tuple[Touched, FileChange]]


def _fields(commit: Commit, both: _Both, files: Files) -> Iterator[Same]:
    came = {name: file for file, change in both for name in change.came}
    gone = {name: file for file, change in both for name in change.gone}
    formerly = {name: was for _, change in both for name, was in _renamed(change, came.keys(), gone.keys())}
    left = came.keys() | set(formerly.values())
    for file, change in both:
        for what, names in change.changed.items():
            yield Same("changed", file.path, tuple(sorted(names)), what)
        added: list[str] = []
        for name in sorted(change.came):
            was = formerly.get(name, name)
            if was not in gone:
                added.append(name)
            elif (what := _moved(gone[was], was, file, name, files)) or was != name:
                yield Same("changed" if was == name else "renamed", file.path, (name,), what, was if was != name else "")
        if added:
            yield Same("there already" if commit.cut else "added", file.path, tuple(added))
        if removed := sorted(change.gone - left):
            yield Same("removed", file.path, tuple(removed))


def _renamed(change: FileChange, came: Iterable[str], gone: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Fields that got a new name, with the former one."""
    for name, former in change.came.items():
        was = f"{name.partition('.')[0]}.{former}"
        if former and was in gone and was not in came and name not in gone:
            yield name, was


def _moved(old: Touched, was: str, new: Touched, name: str, files: Files) -> What:
    """What was changed of a field on the way from one entry to another, perhaps in another file."""
    if old.before == new.after and was == name:
        return ()
    before, head = files.fields(old.path, old.before)
    after, head_after = files.fields(new.path, new.after)
    return differences(before[was], head, after[name], head_after)


def _objects(commit: Commit, both: _Both, files: Files) -> Iterator[Same]:
    """What files say of all fields of their objects. A file that went while another of the same objects came was moved."""
    gone: dict[tuple[str, ...], list[Touched]] = defaultdict(list)
    for file, change in both:
        if change.objects and not file.after:
            gone[change.objects].append(file)
    moved: set[Touched] = set()
    for file, change in both:
        if change.objects and not file.before:
            old = gone[change.objects].pop(0) if gone[change.objects] else None
            if old is None:
                yield Same("there already" if commit.cut else "added", file.path, change.objects)
            else:
                moved.add(old)
                yield Same("moved", file.path, change.objects, _of_all(old, file, files), old.path)
        elif change.head:
            yield Same("changed", file.path, change.objects, change.head)
    for file, change in both:
        if change.objects and not file.after and file not in moved:
            yield Same("removed", file.path, change.objects)


def _of_all(old: Touched, new: Touched, files: Files) -> What:
    if old.before == new.after:
        return ()
    return file_change(files.version(old.path, old.before), files.version(new.path, new.after)).head
