"""What a user may do here: everything as a system administrator, else what permission sets that are assigned say. Knows no request."""

from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.state import State

ADMIN_PROFILE = "System Administrator"
#: One of these is needed to deploy and to retrieve.
METADATA = frozenset({"ModifyMetadata", "ModifyAllData"})


def may_use_metadata(state: State, user: str) -> bool:
    """The user may deploy and retrieve."""
    return is_admin(state, user) or bool(METADATA & permissions(state, user))


def is_admin(state: State, user: str) -> bool:
    """The user has the profile that has all permissions."""
    record = state.record("User", user, fresh=True) or {}
    profile = state.record("Profile", str(record.get("ProfileId", "")), fresh=True) or {}
    return profile.get("Name") == ADMIN_PROFILE


def permissions(state: State, user: str) -> set[str]:
    """Names of the user permissions that assigned permission sets give."""
    assigned = {one["PermissionSetId"] for one in state.records("PermissionSetAssignment", fresh=True) if one.get("AssigneeId") == user}
    sets = [component for component in state.components("PermissionSet") if component.id in assigned]
    return {row.get("name") or "" for one in sets for row in parsed(one.body).all("userPermissions")}
