"""What was said of fields over time: who changed what of a field's meaning, and when, by the commits that touched specs.

Reads trees of text as they were, whatever the language allowed then. Knows no disk, no platform, and nothing that is not in a commit: a version
of a file that cannot be read as a spec says nothing and changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from syncwright.git import Commit
from syncwright.records import Struct
from syncwright.syntax.tree import Tree, parse
from syncwright.text import SourceFile

#: Gives a version of a file, by what a commit says of it.
Read = Callable[[str], bytes | None]
#: What is said of a field, as texts by name, such as `why` and `at.marketo.field`.
Meaning = Mapping[str, str]

#: Versions of files that are held at once: a version that one commit made is the one that the next commit found.
_HELD = 256
#: Keys of an entry that a field gets from elsewhere in its file, or that only give its name.
_FROM_FILE = ("sync", "why", "owner", "pii", "basis", "reviewed", "used_by", "at", "is", "previously")


class Difference(Struct, frozen=True):
    """One thing that is said of a field: what it was, and what it became. None: it was not said."""

    name: str
    before: str | None
    after: str | None


class FieldChange(Struct, frozen=True):
    """What one commit changed of a field's meaning.

    `field`: its name today, `Object.Field`; `was`: its former name, where the commit renamed it. `path`: the file, below the specs. `how`:
    `added` and `removed` are about the specs, not about the org; then `what` is all that was said of it.
    """

    field: str
    commit: str
    who: str
    when: str
    said: str
    path: str
    how: str
    what: tuple[Difference, ...]
    was: str = ""


class _Entry(Struct, frozen=True):
    """A field in one version of a file: what is said of it, and what its file says of all."""

    path: str
    own: dict[str, Any]
    head: "_Head"


class _Head(Struct):
    """What a file says of all its fields."""

    connectors: tuple[str, ...]
    said: dict[str, Tree]
    defaults: dict[str, Any]


_Entries = dict[str, _Entry]


def field_history(commits: Iterable[Commit], read: Read, only: str | None = None) -> Iterator[FieldChange]:
    """What commits, newest first, changed of fields, or of one field alone: `Lead.Email`, as it is called in the newest of them.

    A field keeps its history under `previously:`, and when it moves to another file.
    """
    names = {only: only} if only is not None else {}
    data, version = lru_cache(_HELD)(read), lru_cache(_HELD)(_entries)
    for commit in commits:
        versions = [(file.path, _data(data, file.before), _data(data, file.after)) for file in commit.files]
        before: _Entries = {}
        after: _Entries = {}
        for path, was, is_ in versions if only is None else _about(versions, names):
            old, new = version(path, was), version(path, is_)
            if old is not None and new is not None:
                before |= old
                after |= new
        yield from _changes(commit, before, after, names, only)


_Version = tuple[str, bytes | None, bytes | None]


def _data(read: Read, oid: str) -> bytes | None:
    return read(oid) if oid else b""


def _about(versions: list[_Version], names: Iterable[str]) -> list[_Version]:
    """Those files of a commit that may say something of these fields, by their names alone: most are of no concern, and are not read."""
    words = [name.partition(".")[2].encode() for name in names]
    found = [one for one in versions if any(word in data for data in one[1:] if data for word in words)]
    # A field that has a former name may have had it in another file.
    return versions if any(b"previously" in one[2] for one in found if one[2]) else found


def _changes(commit: Commit, before: _Entries, after: _Entries, names: dict[str, str], only: str | None) -> Iterator[FieldChange]:
    """What one commit changed. `names`: fields by what they were called then, where that is another name; grows where one is renamed."""
    formerly = dict(_renamed(before, after))
    for name in sorted(after.keys() | before.keys()):
        if name in formerly.values() or (only is not None and name not in names):
            continue
        was, today = formerly.get(name, name), names.get(name, name)
        old, new = before.get(was), after.get(name)
        what = tuple(_differences(old, new))
        if was != name:
            names.pop(name, None)
            names[was] = today
        if what or was != name or (old is None) != (new is None):
            how = "renamed" if was != name else "added" if old is None else "removed" if new is None else "changed"
            held = new or old
            assert held is not None, "it stands in one of the two"
            renamed = was if was != name else ""
            yield FieldChange(today, commit.id, commit.who, commit.when, commit.said, held.path, how, what, renamed)


def _renamed(before: _Entries, after: _Entries) -> Iterator[tuple[str, str]]:
    """Fields that got a new name, with the former one."""
    for name in after.keys() - before.keys():
        former = after[name].own.get("previously")
        was = f"{name.partition('.')[0]}.{former}"
        if isinstance(former, str) and was in before and was not in after:
            yield name, was


def _differences(old: _Entry | None, new: _Entry | None) -> Iterator[Difference]:
    if old is not None and new is not None and old.own == new.own and old.head == new.head:
        return
    before, after = (meaning(one.own, one.head) if one is not None else {} for one in (old, new))
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Difference(name, before.get(name), after.get(name))


# ------------------------------------------------------------------ what one version of a file says


def _entries(path: str, data: bytes | None) -> _Entries | None:
    """The fields that a file says something of, by `Object.Field`; none where there is no file, and None where it cannot be read."""
    if not data:
        return None if data is None else {}
    tree = parse(SourceFile(path, data)).tree
    if tree is None:
        return None
    fields = tree.get("fields")
    if "object" not in tree or not isinstance(fields, dict) or tree.get("of", "salesforce") != "salesforce":
        return {}
    head = _Head(
        tuple(_listed(tree.get("for"))), {key: tree.get(key) for key in ("owner", "used_by", "sync")}, _mapping(tree.get("defaults"))
    )
    found = {}
    for said, own in fields.items():
        entry = _Entry(path, _mapping(own), head)
        called = _mapping(entry.own.get("is"))
        for owner in _listed(tree["object"]):
            found[f"{owner}.{called.get(owner, said)}"] = entry
    return found


def meaning(own: Mapping[str, Any], head: _Head) -> dict[str, str]:
    """What is said of a field, by itself or by its file for all fields."""
    found: dict[str, Tree] = {key: own.get(key) or head.defaults.get(key) for key in ("why", "owner", "pii", "basis", "reviewed")}
    found["owner"] = found["owner"] or head.said["owner"]
    found["used_by"] = own.get("used_by") or head.said["used_by"]
    at, shared = _mapping(own.get("at")), _mapping(head.defaults.get("at"))
    for connector in at.keys() | shared.keys():
        found |= {
            f"at.{connector}.{key}": value for key, value in {**_mapping(shared.get(connector)), **_mapping(at.get(connector))}.items()
        }
    ways = own.get("sync") or head.defaults.get("sync") or head.said["sync"]
    for connector in head.connectors if ways else ():
        found[f"sync.{connector}"] = ways.get(connector, "hidden") if isinstance(ways, dict) else ways
    for key, value in own.items():
        if key not in _FROM_FILE:
            found |= _flat(key, value)
    return {name: "; ".join(_listed(value)) for name, value in found.items() if value}


def _flat(name: str, value: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    else:
        yield name, value or "yes"


def _mapping(said: Tree) -> dict[str, Any]:
    return said if isinstance(said, dict) else {}


def _listed(said: Tree) -> list[str]:
    return [said] if isinstance(said, str) else [str(one) for one in said or ()]
