"""The history of the estate: the latest changes of each field and of each object, and a page of the latest commits.

A change is written once for all fields of which the same was changed. Everything is bounded: what is left out is counted, and the page names the
command that tells it.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from syncwright.catalog.model import Catalog
from syncwright.field_history import CommitChange, EstateHistory, Same
from syncwright.git import Commit
from syncwright.records import Struct, replace
from syncwright.site.changed import line, of_field, of_file
from syncwright.site.page import Entry, Frame

SECTION, PAGE = "Changes", "changes.html"
#: Changes of a field on its section, commits on the page of an object and on the page of all, and names in a commit.
_OF_FIELD, _OF_OBJECT, _OF_ALL, _NAMES = 5, 10, 50, 20


class _Changes(Struct):
    """The latest changes of a field as HTML, and how many there are."""

    held: list[str]
    count: int = 0


class Shown(Struct, frozen=True):
    """A commit on a page. `files`: what files say of all their fields; `fields`: names, and what was done to each of them; `others`: files about no object.

    `more`: how many fields were left out, and how many files.
    """

    id: str
    line: Markup
    files: Sequence[Markup]
    fields: Sequence[tuple[Sequence[Markup], Markup]]
    others: Sequence[str]
    more: tuple[int, int]


class OfObject(NamedTuple):
    """The latest commits that changed an object or its fields. `more`: whether there are others; `unknown`: why there is no history at all."""

    commits: Sequence[Shown]
    more: bool
    unknown: str


class Histories:
    """Tells the history of everything that has one."""

    def __init__(self, history: EstateHistory, catalog: Catalog) -> None:
        self._history, self._catalog = history, catalog
        self._listed = {commit.id for commit, _ in history.commits[:_OF_ALL]}
        self._fields: dict[str, _Changes] = {}
        self._objects: dict[str, list[tuple[Commit, CommitChange]]] = defaultdict(list)
        for commit, change in history.commits:
            self._take(commit, change)

    def _take(self, commit: Commit, change: CommitChange) -> None:
        fields: dict[str, list[Same]] = defaultdict(list)
        for same in change.fields:
            self._note(commit, same)
            for owner, names in groupby(same.names, _owner):
                fields[owner].append(replace(same, names=tuple(names)))
        objects: dict[str, list[Same]] = defaultdict(list)
        for same in change.objects:
            for owner in same.names:
                objects[owner].append(same)
        for owner in fields.keys() | objects.keys():
            if len(self._objects[owner]) <= _OF_OBJECT:
                self._objects[owner].append((commit, CommitChange(tuple(fields[owner]), tuple(objects[owner]), ())))

    def _note(self, commit: Commit, same: Same) -> None:
        """Fields of which the same was changed have the same line."""
        written = ""
        for name in same.names:
            changes = self._fields.get(name) or self._fields.setdefault(name, _Changes([]))
            changes.count += 1
            if changes.count <= _OF_FIELD:
                written = written or f"<li>{line(commit, self._url(commit))}{of_field(same)}</li>"
                changes.held.append(written)

    def of_field(self, owner: str, name: str) -> str:
        """The latest changes of a field as HTML; nothing where none is known."""
        changes = self._fields.get(f"{owner}.{name}")
        if changes is None:
            return ""
        left = changes.count - len(changes.held)
        more = f"<p>and {left:,} before: <code>syncwright dictionary history {owner}.{name}</code></p>" if left else ""
        return f'<h4>Changes</h4><ol class="changes">{"".join(changes.held)}</ol>{more}'

    def of_object(self, owner: str) -> OfObject:
        """Of the object and its fields."""
        held = self._objects.get(owner, [])
        commits = [self._shown(commit, change, self._url(commit), owner) for commit, change in held[:_OF_OBJECT]]
        return OfObject(commits, len(held) > _OF_OBJECT, self._history.unknown)

    def page(self, frame: Frame, entries: list[Entry]) -> tuple[str, bytes]:
        """The page of the latest commits."""
        every = self._history.commits
        commits = [self._shown(commit, change) for commit, change in every[:_OF_ALL]]
        ends = [line(commit) for commit, _ in every if commit.cut]
        entries.append(Entry(PAGE, "page", SECTION, SECTION, "history: who changed what, and when"))
        more = len(every) - len(commits)
        return frame.page(PAGE, SECTION, "changes", section=SECTION, commits=commits, ends=ends, more=more, history=self._history)

    def _shown(self, commit: Commit, change: CommitChange, url: str = "", owner: str = "") -> Shown:
        """`owner`: the object whose page it is; none on the page of all."""
        fields, left = [], _NAMES
        for same in change.fields[:_NAMES]:
            names = same.names[:left]
            left -= len(names)
            if names:
                fields.append(([self._link(name, owner) for name in names], of_field(same)))
        files, others = [of_file(same) for same in change.objects[:_NAMES]], change.others[:_NAMES]
        more = sum(len(same.names) for same in change.fields) - _NAMES + left
        more_files = len(change.objects) + len(change.others) - len(files) - len(others)
        return Shown(_id(commit), line(commit, url), files, fields, others, (more, more_files))

    def _url(self, commit: Commit) -> str:
        """Where the page of an object leads for a commit."""
        return f"../{PAGE}#{_id(commit)}" if commit.id in self._listed else ""

    def _link(self, name: str, owner: str) -> Markup:
        """A field's name, with a link where the field is still there."""
        on, _, field = name.partition(".")
        held = self._catalog.objects.get(on)
        if held is None or field not in held.fields:
            return escape(name)
        return Markup('<a href="{}#{}">{}</a>').format("" if owner else f"objects/{on}.html", field, field if owner else name)


def _owner(name: str) -> str:
    """The object of a field. Names of the same objects stand together, as they are in order."""
    return name.partition(".")[0]


def _id(commit: Commit) -> str:
    return f"c-{commit.id[:10]}" if commit.id else "not-committed"
