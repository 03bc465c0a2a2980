"""Records that an org makes of what was deployed: permission sets, groups, what they grant, profiles, queues. So a query sees what a deploy made.

Each profile and each group has a permission set of its own, as in an org; a user is assigned the one of the profile.

Not known: permission sets that come with an org, and how a group's own set looks once it is muted: its rows of grants are left out.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from syncwright.sandbox.salesforce import groups
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.salesforce.soql_schema import Row
from syncwright.sandbox.state import Component, State, long_id, stamp
from syncwright.xml import Element

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def derived_id(prefix: str, *of: str) -> str:
    """The id of a record that is made of something else: the same for the same."""
    number = int.from_bytes(sha256("\0".join(of).encode()).digest()[:8], "big")
    digits = ""
    for _ in range(9):
        number, digit = divmod(number, 62)
        digits += _DIGITS[digit]
    return long_id(f"{prefix}5g0{digits}")


def when(at: float) -> str:
    """Seconds since 1970 as records hold a moment."""
    return stamp(at).removesuffix("Z") + "+0000"


def _audit(one: Component) -> dict[str, Any]:
    return {
        "CreatedById": one.created_by,
        "CreatedDate": when(one.created),
        "LastModifiedById": one.changed_by,
        "LastModifiedDate": when(one.changed),
        "SystemModstamp": when(one.changed),
    }


def profiles(state: State) -> Sequence[Row]:
    """Profiles: those that are records, and those that were deployed since, under the same ids."""
    known = [dict(one) for one in state.records("Profile")]
    ids = {one["Id"] for one in known}
    made = [one for one in state.components("Profile") if one.id not in ids]
    return known + [{"Id": one.id, "Name": one.name, "UserType": "Standard", **_audit(one)} for one in made]


def profile_set_id(profile_id: str) -> str:
    """The id of the permission set that a profile owns."""
    return derived_id("0PS", "profile", profile_id)


def group_set_id(group_id: str) -> str:
    """The id of the permission set that a group owns."""
    return derived_id("0PS", "group", group_id)


def permission_sets(state: State) -> Sequence[Row]:
    """Regular ones, and those that profiles and groups own."""
    found: list[Row] = []
    for one in state.components("PermissionSet"):
        root = parsed(one.body)
        found.append(
            {
                **_set(one.id, one.name, root.get("label") or one.name, "Regular", root),
                **_audit(one),
                "Description": root.get("description"),
            }
        )
    bodies = {one.id: one.body for one in state.components("Profile")}
    for profile in profiles(state):
        name = f"X{str(profile['Id'])[:15]}"
        root = parsed(bodies.get(str(profile["Id"]), ""))
        row = _set(profile_set_id(str(profile["Id"])), name, name, "Profile", root)
        found.append({**row, "IsOwnedByProfile": True, "ProfileId": profile["Id"]})
    for group in state.components("PermissionSetGroup"):
        row = _set(group_set_id(group.id), group.name, group.name, "Group", Element("x", 1))
        found.append({**row, "PermissionSetGroupId": group.id, **_audit(group)})
    return found


def _set(id_: str, name: str, label: str, type_: str, root: Element) -> dict[str, Any]:
    granted = {f"Permissions{one.get('name')}": one.get("enabled") == "true" for one in root.all("userPermissions")}
    return {
        "Id": id_,
        "Name": name,
        "Label": label,
        "Type": type_,
        "IsCustom": type_ != "Profile",
        "IsOwnedByProfile": False,
        "ProfileId": None,
        "PermissionSetGroupId": None,
        "HasActivationRequired": root.get("hasActivationRequired") == "true",
        "NamespacePrefix": None,
        **granted,
    }


def permission_set_groups(state: State) -> Sequence[Row]:
    """Groups with their status."""
    found = []
    for one in state.components("PermissionSetGroup"):
        root = parsed(one.body)
        found.append(
            {
                "Id": one.id,
                "DeveloperName": one.name,
                "MasterLabel": root.get("label") or one.name,
                "Description": root.get("description"),
                "Status": groups.status(state, one.name),
                "HasActivationRequired": root.get("hasActivationRequired") == "true",
                "IsDeleted": False,
                "Language": "en_US",
                "NamespacePrefix": None,
                **_audit(one),
            }
        )
    return found


def group_components(state: State) -> Sequence[Row]:
    """Which sets, muting ones included, are in which group."""
    found = []
    for one in state.components("PermissionSetGroup"):
        sets, mutes = groups.members(state, one.name)
        for type_, names in (("PermissionSet", sets), ("MutingPermissionSet", mutes)):
            for name in sorted(names):
                member = state.component(type_, name)
                if member is not None:
                    id_ = derived_id("0PM", one.id, member.id)
                    found.append(
                        {"Id": id_, "PermissionSetGroupId": one.id, "PermissionSetId": member.id, "IsDeleted": False, **_audit(one)}
                    )
    return found


def muting_sets(state: State) -> Sequence[Row]:
    """Muting permission sets."""
    rows = []
    for one in state.components("MutingPermissionSet"):
        label = parsed(one.body).get("label") or one.name
        rows.append({"Id": one.id, "DeveloperName": one.name, "MasterLabel": label, "IsDeleted": False, **_audit(one)})
    return rows


_OBJECT_GRANTS = {
    "allowCreate": "PermissionsCreate",
    "allowDelete": "PermissionsDelete",
    "allowEdit": "PermissionsEdit",
    "allowRead": "PermissionsRead",
    "modifyAllRecords": "PermissionsModifyAllRecords",
    "viewAllRecords": "PermissionsViewAllRecords",
    "viewAllFields": "PermissionsViewAllFields",
}


def object_permissions(state: State) -> Sequence[Row]:
    """One row for each object that a set or a profile grants something of."""
    found = []
    for parent, one, root in _parents(state):
        for grant in root.all("objectPermissions"):
            says = {name: grant.get(tag) == "true" for tag, name in _OBJECT_GRANTS.items()}
            object_ = grant.get("object") or ""
            if any(says.values()):
                found.append({"Id": derived_id("110", parent, object_), "ParentId": parent, "SobjectType": object_, **says, **_audit(one)})
    return found


def field_permissions(state: State) -> Sequence[Row]:
    """One row for each field that a set or a profile lets people read."""
    found = []
    for parent, one, root in _parents(state):
        for grant in root.all("fieldPermissions"):
            field = grant.get("field") or ""
            edit, read = grant.get("editable") == "true", grant.get("readable") == "true"
            if read or edit:
                row = {"Id": derived_id("01k", parent, field), "ParentId": parent, "SobjectType": field.partition(".")[0], "Field": field}
                found.append({**row, "PermissionsEdit": edit, "PermissionsRead": read, "SystemModstamp": when(one.changed)})
    return found


def _parents(state: State) -> Iterator[tuple[str, Component, Element]]:
    """Sets and profiles: the id of the set that rows of grants name, and what was deployed."""
    for one in state.components("PermissionSet"):
        yield one.id, one, parsed(one.body)
    for one in state.components("Profile"):
        yield profile_set_id(one.id), one, parsed(one.body)


def assignments(state: State) -> Sequence[Row]:
    """Those that were made, and one for each user's profile, which nobody makes."""
    found: list[Row] = list(state.records("PermissionSetAssignment"))
    for user in state.records("User"):
        profile = user.get("ProfileId")
        if profile:
            id_ = derived_id("0Pa", str(user["Id"]), str(profile))
            row = {"Id": id_, "AssigneeId": user["Id"], "PermissionSetId": profile_set_id(str(profile)), "PermissionSetGroupId": None}
            found.append(
                {**row, "IsActive": True, "IsRevoked": False, "ExpirationDate": None, "SystemModstamp": user.get("SystemModstamp")}
            )
    return found


def queues(state: State) -> Sequence[Row]:
    """Groups and queues: those that are records, and those that were deployed since."""
    found: list[Row] = list(state.records("Group"))
    ids = {one["Id"] for one in found}
    for type_, kind in (("Queue", "Queue"), ("Group", "Regular")):
        for one in state.components(type_):
            id_ = long_id("00G" + one.id[3:15])
            if id_ not in ids:
                label = parsed(one.body).get("name") or one.name
                found.append({"Id": id_, "Name": label, "DeveloperName": one.name, "Type": kind, **_audit(one)})
    return found


def record_types(state: State) -> Sequence[Row]:
    """Record types: those that records say and those that were deployed."""
    found: list[Row] = list(state.records("RecordType"))
    for one in state.components("RecordType"):
        object_, _, name = one.name.partition(".")
        root = parsed(one.body)
        row = {"Id": long_id("012" + one.id[3:15]), "DeveloperName": name, "Name": root.get("label") or name, "SobjectType": object_}
        found.append(
            {
                **row,
                "IsActive": root.get("active") == "true",
                "Description": root.get("description"),
                "NamespacePrefix": None,
                **_audit(one),
            }
        )
    return found


#: Objects whose records are read from components.
DERIVED: dict[str, Callable[[State], Sequence[Row]]] = {
    "FieldPermissions": field_permissions,
    "Group": queues,
    "MutingPermissionSet": muting_sets,
    "ObjectPermissions": object_permissions,
    "PermissionSet": permission_sets,
    "PermissionSetAssignment": assignments,
    "PermissionSetGroup": permission_set_groups,
    "PermissionSetGroupComponent": group_components,
    "Profile": profiles,
    "RecordType": record_types,
}
