"""What is granted, closed under what it needs. Each addition says which grant it serves."""

from collections.abc import Iterator

from syncwright.inventory import Org
from syncwright.platforms.salesforce.facts import (
    DETAIL_FACT,
    IMPLIED,
    IMPLIED_FACT,
    PARENTS,
    PARENTS_FACT,
    PERMISSION_FACT,
    PERMISSION_NEEDS,
    PERMISSION_NEEDS_OBJECT,
    STANDS_FOR,
)
from syncwright.platforms.salesforce.grants import Grants
from syncwright.records import replace
from syncwright.spec.words import Access
from syncwright.want import Reason

_READ: Access = "read"
_WORDS = {"read": "Read", "create": "Create", "edit": "Edit", "delete": "Delete", "view-all": "View All", "modify-all": "Modify All"}


def close(grants: Grants, org: Org, *, objects_of_fields: bool) -> None:
    """Add what is missing, until nothing is: fields need their object, access needs lesser access, details their master."""
    for object_name, reason in sorted(_objects_of_fields(grants).items()) if objects_of_fields else ():
        stands = STANDS_FOR[object_name].get("read") if object_name in STANDS_FOR else (object_name, _READ)
        if stands is not None and stands not in grants.objects and stands not in grants.permissions:
            words = f"fields of `{object_name}` are reached only through the object"
            grants.stand(stands, replace(reason, why=words, added=True))
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
    for field, reasons in grants.fields.items():
        object_name = field.partition(".")[0]
        if object_name not in objects:
            objects[object_name] = reasons[0]
    return grants.reached | objects


def _close_permission(grants: Grants, permission: str) -> Iterator[str]:
    reason = grants.permissions[permission][0]
    for needed in PERMISSION_NEEDS.get(permission, ()):
        if needed not in grants.permissions:
            grants.permit(needed, replace(reason, why=PERMISSION_FACT.worded(f"`{permission}` needs `{needed}`"), added=True))
            yield needed
    for object_name, access in PERMISSION_NEEDS_OBJECT.get(permission, ()):
        if (object_name, access) not in grants.objects:
            _add(grants, object_name, access, reason, PERMISSION_FACT.worded(f"`{permission}` needs {_WORDS[access]} on `{object_name}`"))


def _needs(org: Org, object_name: str, access: Access) -> Iterator[tuple[str, Access, str]]:
    for needed in IMPLIED[access]:
        yield object_name, needed, IMPLIED_FACT.worded(f"{_WORDS[access]} on `{object_name}` needs {_WORDS[needed]}")
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
