"""Permission sets, profiles and groups for tests, beside the objects of the small estate."""

from collections.abc import Mapping

from small_estate import org
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Holder, HolderKind, People, SetGroup

Rows = Mapping[str, str]


def holder(kind: HolderKind, name: str, fields: Rows | None = None, objects: Rows | None = None, permissions: str = "") -> Holder:
    """A permission set, a profile or a muting set; `permissions` are names between blanks."""
    rows = {"fields": dict(fields or {}), "objects": dict(objects or {}), "permissions": dict.fromkeys(permissions.split(), "yes")}
    return Holder(name, kind, rows={element: held for element, held in rows.items() if held})


def permission_set(name: str, fields: Rows | None = None, objects: Rows | None = None, permissions: str = "") -> Holder:
    return holder("permission_set", name, fields, objects, permissions)


def profile(name: str, fields: Rows | None = None, objects: Rows | None = None, permissions: str = "") -> Holder:
    return holder("profile", name, fields, objects, permissions)


def muting_set(name: str, fields: Rows | None = None, objects: Rows | None = None, permissions: str = "") -> Holder:
    return holder("muting_set", name, fields, objects, permissions)


def peopled(*held: Holder | SetGroup, extra: Mapping[str, dict[str, Field]] | None = None) -> Org:
    """The org of the small estate, with these people, and with more objects."""
    shelves: dict[str, dict[str, Holder]] = {"permission_set": {}, "profile": {}, "muting_set": {}}
    groups = {}
    for one in held:
        if isinstance(one, SetGroup):
            groups[one.name] = one
        else:
            shelves[one.kind][one.name] = one
    people = People(shelves["permission_set"], shelves["profile"], shelves["muting_set"], groups)
    return Org(org(extra), people=people)
