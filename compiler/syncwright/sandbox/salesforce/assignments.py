"""Who may be given what: the rules of assigning permission sets, groups and licences. Knows no request.

Sources: Object Reference, PermissionSetAssignment and PermissionSetLicenseAssign; a recorded answer to a second assignment (amp-labs/connectors);
the refusal of a group that is being recalculated as people report it, with its code. Whether a licence lets a user have a set is not checked.
"""

from collections.abc import Callable, Mapping
from typing import Any

from syncwright.sandbox.salesforce import groups
from syncwright.sandbox.salesforce.setup_rows import group_set_id, permission_sets
from syncwright.sandbox.salesforce.values import WrongValue
from syncwright.sandbox.state import State

_ONLY_UPDATED = 'You can only assign users to permission set groups that have the "Updated" status.'


def set_assigned(state: State, values: Mapping[str, Any]) -> dict[str, Any]:
    """A set or a group for a user: one of the two, not twice, a group only once it is recalculated. Raises WrongValue."""
    set_, group = values.get("PermissionSetId"), values.get("PermissionSetGroupId")
    if not set_ and not group:
        raise WrongValue("REQUIRED_FIELD_MISSING", "Required fields are missing: [PermissionSetId]", "PermissionSetId")
    if group:
        component = next(one for one in state.components("PermissionSetGroup") if one.id == group)
        if groups.status(state, component.name) != "Updated":
            raise WrongValue("INVALID_CROSS_REFERENCE_KEY", _ONLY_UPDATED, "PermissionSetGroupId")
        set_ = group_set_id(str(group))
    elif next(one for one in permission_sets(state) if one["Id"] == set_)["Type"] != "Regular":
        raise WrongValue("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "PermissionSetId")
    for row in state.records("PermissionSetAssignment", fresh=True):
        if row["AssigneeId"] == values["AssigneeId"] and row["PermissionSetId"] == set_:
            says = f"Duplicate PermissionSetAssignment.  Assignee: {values['AssigneeId'][:15]}; Permission Set: {str(set_)[:15]}"
            raise WrongValue("DUPLICATE_VALUE", says, "AssigneeId,PermissionSetId")
    return {**values, "PermissionSetId": set_, "PermissionSetGroupId": group, "IsActive": True, "IsRevoked": False}


def licence_assigned(state: State, values: Mapping[str, Any]) -> dict[str, Any]:
    """A licence for permission sets, not twice, and only as long as there are some. Raises WrongValue."""
    licence = state.record("PermissionSetLicense", str(values["PermissionSetLicenseId"]), fresh=True) or {}
    held = [row for row in state.records("PermissionSetLicenseAssign", fresh=True) if row["PermissionSetLicenseId"] == licence.get("Id")]
    for row in held:
        if row["AssigneeId"] == values["AssigneeId"]:
            says = f"Duplicate PermissionSetLicenseAssign. Assignee: {values['AssigneeId'][:15]}; Permission Set License: {str(licence['Id'])[:15]}"
            raise WrongValue("DUPLICATE_VALUE", says, "AssigneeId,PermissionSetLicenseId")
    if licence.get("TotalLicenses") is not None and len(held) >= licence["TotalLicenses"]:
        raise WrongValue("LICENSE_LIMIT_EXCEEDED", "no more licenses available", "PermissionSetLicenseId")
    return dict(values)


RULES: dict[str, Callable[[State, Mapping[str, Any]], dict[str, Any]]] = {
    "PermissionSetAssignment": set_assigned,
    "PermissionSetLicenseAssign": licence_assigned,
}


def said(state: State, object_: str, values: Mapping[str, Any]) -> str:
    """The assignment in names that stay the same, for the log: `PermissionSetAssignment/anna@x.example/Marketo_Sync`."""
    user = state.record("User", str(values["AssigneeId"]), fresh=True) or {}
    if object_ == "PermissionSetLicenseAssign":
        licence = state.record("PermissionSetLicense", str(values["PermissionSetLicenseId"]), fresh=True) or {}
        name = licence.get("DeveloperName") or licence.get("MasterLabel")
    else:
        group = values.get("PermissionSetGroupId")
        type_, wanted = ("PermissionSetGroup", group) if group else ("PermissionSet", values["PermissionSetId"])
        name = next((one.name for one in state.components(type_) if one.id == wanted), wanted)
    return f"{object_}/{user.get('Username')}/{name}"
