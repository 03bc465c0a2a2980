"""Permission set groups: whether what they grant is worked out anew, which takes a while after a deploy. Knows no file and no request."""

from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.state import State


def status(state: State, group: str) -> str:
    """`Updated`, or `Updating` as long as users cannot be assigned and members cannot be deployed."""
    row = state.db.execute("SELECT due FROM recalculations WHERE name = ?", (group,)).fetchone()
    return "Updating" if row is not None and row["due"] > state.now() else "Updated"


def recalculate(state: State, group: str) -> None:
    """Begin anew. The time that it takes is a knob; Salesforce documents none."""
    state.db.execute("INSERT OR REPLACE INTO recalculations VALUES (?, ?)", (group, state.now() + state.knobs.group_seconds))


def members(state: State, group: str) -> tuple[set[str], set[str]]:
    """Names of the permission sets and of the muting sets of a group."""
    component = state.component("PermissionSetGroup", group)
    root = parsed("" if component is None else component.body)
    return {one.text for one in root.all("permissionSets")}, {one.text for one in root.all("mutingPermissionSets")}


def groups_with(state: State, type_: str, name: str) -> list[str]:
    """Groups that a permission set or a muting set is a member of."""
    which = 0 if type_ == "PermissionSet" else 1
    return [group.name for group in state.components("PermissionSetGroup") if name in members(state, group.name)[which]]
