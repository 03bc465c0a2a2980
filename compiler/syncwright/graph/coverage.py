"""Fields that the org holds and no spec names, those first that most can see."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.graph.nodes import type_of
from syncwright.inventory import Field
from syncwright.inventory.model import SYNCABLE, SYSTEM_FIELDS
from syncwright.records import Struct
from syncwright.seen import Seen

#: Fields that say who made a record and when. Whose it is, is another thing: there is something to decide.
_EVERYWHERE = SYSTEM_FIELDS.keys() - {"OwnerId"}


class Unnamed(Struct, frozen=True, gc=False):
    """A field that no spec names. `users`: sync users who see it because something grants it. `holders`: how many permission sets and profiles of the org grant it."""

    object: str
    field: str
    label: str | None
    type: str | None
    users: tuple[str, ...]
    holders: int


class Covered(Struct, frozen=True, gc=False):
    """One object: how many fields the org holds, and how many of them specs name; of those they don't, how many a sync user sees."""

    object: str
    in_specs: bool
    fields: int
    named: int
    seen: int


class Coverage(Struct, frozen=True):
    """Both, in order: what most can see first, custom fields before others; objects in specs first, then those of which most is seen."""

    fields: tuple[Unnamed, ...]
    objects: tuple[Covered, ...]


def coverage(catalog: Catalog, seen: Seen) -> Coverage:
    """Every field of an object that can sync which no spec names, but for those that every record has or that work out an answer.

    Parts of an address are not counted: access is granted on the whole of it.
    """
    holders = _holders(catalog)
    unnamed: list[Unnamed] = []
    objects: list[Covered] = []
    for name, held in catalog.org.objects.items():
        if held.kind in SYNCABLE:
            fields = {field: known for field, known in held.fields.items() if field not in _EVERYWHERE and known.part_of in (None, "Name")}
            left = list(_left(catalog, name, fields, seen, holders))
            unnamed += left
            watched = sum(1 for one in left if one.users)
            objects.append(Covered(name, name in catalog.objects, len(fields), len(fields) - len(left), watched))
    unnamed.sort(key=lambda one: (-len(one.users), -one.holders, not one.field.endswith("__c"), one.object, one.field))
    objects.sort(key=lambda one: (not one.in_specs, -one.seen, one.named - one.fields, one.object))
    return Coverage(tuple(unnamed), tuple(objects))


def _left(catalog: Catalog, name: str, fields: Mapping[str, Field], seen: Seen, holders: Mapping[str, int]) -> Iterator[Unnamed]:
    said = catalog.objects.get(name)
    named = said.fields if said is not None else {}
    ours = {one.stored[name].formula for one in catalog.scopes() if name in one.stored}
    left = {field: held for field, held in fields.items() if field not in named and field not in ours}
    for (field, held), accesses in zip(left.items(), seen.alike(name, list(left)), strict=True):
        # What every user of the org sees, such as the names of users, is no grant to look at.
        users = tuple(sorted(a.user for a in accesses if not all(one.everybody for one in a.read)))
        yield Unnamed(name, field, held.label, type_of(field, held), users, holders.get(f"{name}.{field}", 0))


def _holders(catalog: Catalog) -> dict[str, int]:
    """How many permission sets and profiles of the org grant each field."""
    found: dict[str, int] = {}
    people = catalog.org.people
    for holder in (*people.permission_sets.values(), *people.profiles.values()):
        for path in holder.rows.get("fields", {}):
            found[path] = found.get(path, 0) + 1
    return found
