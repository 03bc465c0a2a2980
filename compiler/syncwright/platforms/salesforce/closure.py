"""What is granted, closed under what it needs. Each addition says which grant it serves."""

from collections.abc import Iterator

from syncwright.inventory import Org
from syncwright.platforms.salesforce.facts import (
    CHANGES_ALL,
    CONVERTING,
    CONVERTING_FACT,
    DETAIL_FACT,
    IMPLIED,
    IMPLIED_FACT,
    NEVER_EDITED,
    PARENTS,
    PARENTS_FACT,
    PERMISSION_FACT,
    PERMISSION_NEEDS,
    PERMISSION_NEEDS_OBJECT,
    SEES_ALL,
    STANDS_FOR,
    Stand,
)
from syncwright.platforms.salesforce.grants import Grants
from syncwright.records import replace
from syncwright.spec.words import Access
from syncwright.want import Reason

_READ: Access = "read"
WORDS: dict[Access, str] = {
    "read": "Read",
    "create": "Create",
    "edit": "Edit",
    "delete": "Delete",
    "view-all": "View All",
    "modify-all": "Modify All",
    "view-all-fields": "View All Fields",
}


def close(grants: Grants, org: Org, *, objects_of_fields: bool) -> None:
    """Add what is missing, until nothing is: fields need their object, access needs lesser access, details their master."""
    needed = [*(needs_of_fields(grants) if objects_of_fields else ()), *needs_of_converting(grants)]
    for stands, reason in needed:
        grants.stand(stands, reason)
    close_set(grants, org)


def needs_of_fields(grants: Grants) -> Iterator[tuple[Stand, Reason]]:
    """Reading the objects of the fields, as far as that is not granted: a field is of no use without."""
    for name, reason in sorted(_objects_of_fields(grants).items()):
        stands = STANDS_FOR[name].get("read") if name in STANDS_FOR else (name, _READ)
        if stands is not None and not grants.holds(stands):
            yield stands, replace(reason, why=f"fields of `{name}` are reached only through the object", added=True)


def needs_of_converting(grants: Grants) -> Iterator[tuple[Stand, Reason]]:
    """What converting leads takes once it is done, as far as that is not granted. A deployment does not ask for it."""
    if "ConvertLeads" not in grants.permissions:
        return
    for name, access in CONVERTING:
        if not grants.holds((name, access)) and not _all_data(grants, access):
            words = CONVERTING_FACT.says.format(f"{WORDS[access]} on `{name}`")
            yield (name, access), replace(grants.permissions["ConvertLeads"][0], why=words, added=True)


def close_set(grants: Grants, org: Org) -> None:
    """Add what the same permission set has to hold, or a deployment of it is refused."""
    permissions = sorted(grants.permissions)
    while permissions:
        permissions += _close_permission(grants, permissions.pop())
    waiting = sorted(grants.objects)
    while waiting:
        object_name, access = waiting.pop()
        reason = grants.objects[object_name, access][0]
        for needed_object, needed, words in _needs(org, object_name, access):
            if (needed_object, needed) not in grants.objects:
                _add(grants, needed_object, needed, reason, words)
                waiting.append((needed_object, needed))


def _objects_of_fields(grants: Grants) -> dict[str, Reason]:
    """Objects of which fields are granted, or wanted without need of a grant, with the first reason."""
    objects: dict[str, Reason] = {}
    before = "."
    for field, reasons in grants.fields.items():
        # Those of one object follow one another, and nearly all belong to the one before.
        if not field.startswith(before):
            object_name, dot, _ = field.partition(".")
            objects.setdefault(object_name, reasons[0])
            before = object_name + dot
    return grants.reached | objects


def _close_permission(grants: Grants, permission: str) -> Iterator[str]:
    reason = grants.permissions[permission][0]
    for needed in PERMISSION_NEEDS.get(permission, ()):
        if needed not in grants.permissions:
            grants.permit(needed, replace(reason, why=PERMISSION_FACT.worded(f"`{permission}` needs `{needed}`"), added=True))
            yield needed
    for object_name, access in PERMISSION_NEEDS_OBJECT.get(permission, ()):
        if (object_name, access) not in grants.objects and not _all_data(grants, access):
            _add(grants, object_name, access, reason, PERMISSION_FACT.worded(f"`{permission}` needs {WORDS[access]} on `{object_name}`"))


def _all_data(grants: Grants, access: Access) -> bool:
    """Whether a permission gives this access to every object."""
    return CHANGES_ALL in grants.permissions or (access == "read" and not grants.permissions.keys().isdisjoint(SEES_ALL))


def _needs(org: Org, object_name: str, access: Access) -> Iterator[tuple[str, Access, str]]:
    for needed in IMPLIED[access]:
        if needed == "edit" and object_name.endswith(NEVER_EDITED):
            continue
        yield object_name, needed, IMPLIED_FACT.worded(f"{WORDS[access]} on `{object_name}` needs {WORDS[needed]}")
    for master in _masters(org, object_name):
        yield master, "read", DETAIL_FACT.worded(f"`{object_name}` is a detail of `{master}`, which must be readable in the same set")
        if access == "view-all":
            yield master, "view-all", PARENTS_FACT.worded(f"View All on `{object_name}` needs View All on `{master}`")


def _masters(org: Org, object_name: str) -> Iterator[str]:
    if object_name in PARENTS:
        yield PARENTS[object_name]
    held = org.objects.get(object_name)
    for field in held.fields.values() if held else ():
        if field.type == "MasterDetail":
            yield from (master for master in field.references if master not in STANDS_FOR)


def _add(grants: Grants, object_name: str, access: Access, reason: Reason, words: str) -> None:
    grants.grant(object_name, access, replace(reason, why=words, added=True))
