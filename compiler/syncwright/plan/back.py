"""The way back: the changes that lead from what a plan makes to what was there before."""

from collections.abc import Mapping, Sequence

from syncwright.plan.changes import Change, Create, Delete, Forget, Recreate, Rename, Update
from syncwright.plan.diff import Removal, diff
from syncwright.records import replace
from syncwright.resource import Attribute, Observation, Resource, ResourceType
from syncwright.want import Reason

#: Why the way back changes anything. No spec says so.
_AS_BEFORE = Reason("as it was before", "plan", "", ())


def back(changes: Sequence[Change], types: Mapping[str, ResourceType]) -> list[Change]:
    """What takes these changes back. What was created goes; what was deleted is made anew, without what was in it."""
    desired: dict[str, Resource] = {}
    there: dict[str, Resource] = {}
    removed: dict[str, Removal] = {}
    for change in changes:
        match change:
            case Create(after):
                there[after.address] = after
                removed[after.address] = Removal(after.address, (replace(_AS_BEFORE, why="it was not there before"),))
            case Update(before, after) | Recreate(before, after):
                there[after.address] = after
                desired[before.address] = _touched(before, change, types[before.type])
            case Rename(before, after):
                there[after.address] = after
                desired[before.address] = replace(_touched(before, change, types[before.type]), previously=after.address)
            case Delete(before):
                desired[before.address] = _explained(before)
            case Forget():
                pass
    observed = Observation(there, frozenset(there), frozenset(desired) - there.keys(), "what the plan makes")
    return diff(desired, observed, types, removed)


def _touched(before: Resource, change: Update | Recreate | Rename, kind: ResourceType) -> Resource:
    """The resource as it was; of one of which only named parts are ours, those parts."""
    if kind.whole:
        return _explained(before)
    names = {edit.name for edit in change.edits}
    # A text that was not there is to be empty again.
    parts: dict[str, Attribute] = {edit.attribute: edit.old or "" for edit in change.edits if edit.name is None}
    for attribute, value in before.attributes.items():
        if attribute in kind.attributes and not isinstance(value, str):
            whole = kind.attributes[attribute].whole
            parts[attribute] = {name: said for name, said in value.items() if whole or name in names}
    return _explained(replace(before, attributes=parts))


def _explained(before: Resource) -> Resource:
    """With a reason for every part."""
    because = {
        attribute: dict.fromkeys(value if not isinstance(value, str) else ("",), (_AS_BEFORE,))
        for attribute, value in before.attributes.items()
    }
    return replace(before, because=because)
