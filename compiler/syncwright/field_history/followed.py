"""Fields through the commits that changed them: under the name that each has today."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from syncwright.field_history.changes import Difference, What
from syncwright.field_history.commits import CommitChange, Files, Read, Same, commit_change, commit_changes
from syncwright.git import Commit, Touched
from syncwright.records import Struct, replace

#: Versions of files that are held at once where one field is followed: it is in few files, and each is in most commits that matter.
_HELD = 256


class FieldChange(Struct, frozen=True):
    """What one commit changed of a field's meaning.

    `field`: its name today, `Object.Field`; `was`: its former name, where the commit renamed it. `path`: the file, below the specs. `how`: as `Same`
    has it; `added` and `removed` are about the specs, not about the org. Then `what` is all that was said of it.
    """

    field: str
    commit: str
    who: str
    when: str
    said: str
    path: str
    how: str
    what: What
    was: str = ""


def followed(changes: Iterable[CommitChange]) -> Iterator[CommitChange]:
    """The changes of commits, newest first, with each field under its name in the newest of them."""
    names: dict[str, str] = {}
    for one in changes:
        yield replace(one, fields=tuple(_today(same, names) for same in one.fields)) if names or _renames(one) else one


def field_history(commits: Iterable[Commit], read: Read, only: str | None = None) -> Iterator[FieldChange]:
    """What commits, newest first, changed of fields, or of one field alone: `Lead.Email`, as it is called in the newest of them.

    A field keeps its history under `previously:`, and when it moves to another file.
    """
    read = lru_cache(_HELD)(read)
    files = Files(read, _HELD)
    names = {only: only} if only is not None else {}
    every = list(commits)
    changes = iter(commit_changes(every, read)) if only is None else (_about(commit, names, read, files) for commit in every)
    for commit in every:
        found = [(name, same) for same in next(changes).fields for name in same.names]
        for name, same in sorted(found, key=lambda one: one[0]):
            if only is not None and name not in names:
                continue
            today = _today(Same("", "", (name,), was=same.was), names).names[0]
            what = same.what or tuple(_all_said(commit, same, name, files))
            yield FieldChange(today, commit.id, commit.who, commit.when, commit.said, same.path, same.how, what, same.was)


def _renames(one: CommitChange) -> bool:
    return any(same.was for same in one.fields)


def _today(same: Same, names: dict[str, str]) -> Same:
    """The same under today's names. `names`: fields by what they were called then, where that is another name; grows where one is renamed."""
    today = tuple(names.get(name, name) for name in same.names)
    if same.was:
        names.pop(same.names[0], None)
        names[same.was] = today[0]
    return replace(same, names=today)


def _about(commit: Commit, names: Iterable[str], read: Read, files: Files) -> CommitChange:
    """What a commit changed, by those of its files alone that may say something of these fields: most are of no concern, and are not read."""
    words = [name.partition(".")[2].encode() for name in names]
    versions = [(file, [read(oid) or b"" for oid in (file.before, file.after) if oid]) for file in commit.files]
    found = [file for file, texts in versions if any(word in text for text in texts for word in words)]
    # A field that has a former name may have had it in another file.
    if any(b"previously" in (read(file.after) or b"") for file in found if file.after):
        found = list(commit.files)
    return commit_change(replace(commit, files=tuple(found)), [files.change(file) for file in found], files)


def _all_said(commit: Commit, same: Same, name: str, files: Files) -> Iterator[Difference]:
    """All that was said of a field that came, or went."""
    file = next((file for file in commit.files if file.path == same.path), Touched("", "", ""))
    went = same.how == "removed"
    if same.how == "renamed":
        return
    said = files.meant(file.path, file.before if went else file.after, name)
    for each in sorted(said):
        yield Difference(each, said[each], None) if went else Difference(each, None, said[each])
