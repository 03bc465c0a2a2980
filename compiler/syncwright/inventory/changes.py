"""What changed in an org between two inventories, as data. Knows no files and draws nothing."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from syncwright.inventory.model import Object, Org
from syncwright.records import Struct

#: What parts of an object are called, by its attribute.
_PARTS = {
    "fields": "field",
    "record_types": "record type",
    "validation_rules": "validation rule",
    "duplicate_rules": "duplicate rule",
    "conversion": "conversion of",
}


class Change(Struct, frozen=True):
    """One thing that came, went or changed. `details`: what differs, before and after; a row of a permission set by kind and name."""

    what: str
    name: str
    change: Literal["added", "removed", "changed"]
    details: dict[str, tuple[Any, Any]] = {}


def changes(before: Org, after: Org) -> list[Change]:
    """Every difference, by kind and name. What belongs to an object that came or went is no change of its own."""
    found: list[Change] = []
    for name in sorted(before.objects.keys() | after.objects.keys()):
        found += _of_object(name, before.objects.get(name), after.objects.get(name))
    found += _between("value set", before.value_sets, after.value_sets)
    old, new = before.people, after.people
    found += _between("permission set", old.permission_sets, new.permission_sets)
    found += _between("profile", old.profiles, new.profiles)
    found += _between("muting set", old.muting_sets, new.muting_sets)
    found += _between("permission set group", old.groups, new.groups)
    found += _between("page layout", old.layouts, new.layouts)
    found += _between("automation", before.automations, after.automations)
    return found


def _of_object(name: str, before: Object | None, after: Object | None) -> Iterator[Change]:
    if before == after:
        return
    if before is None or after is None:
        yield Change("object", name, "added" if before is None else "removed")
        return
    itself = _details(before, after, _PARTS)
    if itself:
        yield Change("object", name, "changed", itself)
    for attribute, what in _PARTS.items():
        yield from _between(what, getattr(before, attribute), getattr(after, attribute), f"{name}.")


def _between(what: str, before: Mapping[str, Any], after: Mapping[str, Any], prefix: str = "") -> Iterator[Change]:
    if before == after:
        return
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if name not in before:
            yield Change(what, prefix + name, "added")
        elif name not in after:
            yield Change(what, prefix + name, "removed")
        elif old != new:
            details = _details(old, new) if isinstance(old, Struct) else {"active" if isinstance(old, bool) else "becomes": (old, new)}
            yield Change(what, prefix + name, "changed", details)


def _details(before: Any, after: Any, without: Mapping[str, str] | tuple[str, ...] = ()) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {}
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if name in without or old == new:
            continue
        if name in ("rows", "elsewhere"):
            for kind in sorted(old.keys() | new.keys()):
                found |= _rows(kind, old.get(kind, {}), new.get(kind, {}))
        elif name == "shows":
            found |= _rows("field", old, new)
        else:
            found[name] = (old, new)
    return found


def _rows(kind: str, before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    if isinstance(before or after, tuple):
        return {kind: (tuple(before), tuple(after))} if before != after else {}
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return {f"{kind} {name}": (before.get(name), after.get(name)) for name in names}
