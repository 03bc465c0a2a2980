"""What one version of a file of specs says of fields, as texts by name. Reads trees as they were, whatever the language allowed then."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from syncwright.records import Struct
from syncwright.syntax.tree import Tree

#: What is said of a field, or by a file of all its fields, as texts by name, such as `why` and `at.marketo.field`.
Meaning = Mapping[str, str]

#: Keys of an entry that a field gets from elsewhere in its file, or that only give its name.
_FROM_FILE = ("sync", "why", "owner", "pii", "basis", "reviewed", "used_by", "at", "is", "previously")

#: Those of them that are one text or list each.
_SAID_OF_ALL = ("why", "owner", "pii", "basis", "reviewed")


class Head(Struct):
    """What a file says of all its fields. `objects`: whose fields they are; none where the file is about something else. `own`: all of it."""

    objects: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    said: dict[str, Tree] = {}
    defaults: dict[str, Any] = {}
    own: Meaning = {}


class Version(Struct, frozen=True):
    """One version of a file: its head, and the entries of its fields by the names that the file has for them."""

    head: Head
    entries: Mapping[str, Mapping[str, Any]]

    def fields(self, said: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """Some of its entries by `Object.Field`."""
        found = {}
        for name in said:
            own = self.entries[name]
            called = _mapping(own.get("is"))
            for owner in self.head.objects:
                found[f"{owner}.{called.get(owner, name)}"] = own
        return found


#: A file that is not there, or that is about no object.
NOTHING = Version(Head(), {})


def head_of(tree: Mapping[str, Tree]) -> Head:
    """What a file says of all its fields; it is about objects of Salesforce, or about none."""
    if "object" not in tree or tree.get("of", "salesforce") != "salesforce":
        return NOTHING.head
    own = {name: text for key, value in tree.items() if key != "fields" for name, text in _texts(_flat(key, value))}
    said = {key: tree.get(key) for key in ("owner", "used_by", "sync")}
    return Head(tuple(_listed(tree["object"])), tuple(_listed(tree.get("for"))), said, _mapping(tree.get("defaults")), own)


def version_of(tree: Mapping[str, Tree]) -> Version:
    """What a whole file says."""
    head = head_of(tree)
    return Version(head, {name: _mapping(own) for name, own in _mapping(tree.get("fields")).items()}) if head.objects else NOTHING


def meaning(own: Mapping[str, Any], head: Head) -> dict[str, str]:
    """What is said of a field, by itself or by its file for all fields."""
    found = shared(own, head)
    for key, value in own.items():
        if key not in _FROM_FILE:
            found |= _texts(_flat(key, value))
    return found


def shared(own: Mapping[str, Any], head: Head) -> dict[str, str]:
    """As much of it as a file may say for all its fields."""
    found: dict[str, Tree] = {key: own.get(key) or head.defaults.get(key) for key in _SAID_OF_ALL}
    found["owner"] = found["owner"] or head.said["owner"]
    found["used_by"] = own.get("used_by") or head.said["used_by"]
    at, of_all = _mapping(own.get("at")), _mapping(head.defaults.get("at"))
    for connector in at.keys() | of_all.keys():
        found |= {
            f"at.{connector}.{key}": value for key, value in {**_mapping(of_all.get(connector)), **_mapping(at.get(connector))}.items()
        }
    ways = own.get("sync") or head.defaults.get("sync") or head.said["sync"]
    for connector in head.connectors if ways else ():
        found[f"sync.{connector}"] = ways.get(connector, "hidden") if isinstance(ways, dict) else ways
    return dict(_texts(found.items()))


def said_itself(own: Mapping[str, Any]) -> Hashable:
    """What of an entry without `at` decides which words of its file hold for it."""
    return str(own.get("sync")), *[bool(own.get(key)) for key in (*_SAID_OF_ALL, "used_by")]


def _texts(found: Iterable[tuple[str, Tree]]) -> Iterator[tuple[str, str]]:
    for name, value in found:
        if value:
            yield name, value if isinstance(value, str) else "; ".join(_listed(value))


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
