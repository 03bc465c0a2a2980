"""What resources hold, as hashes that can be compared: what a plan was made against, what it wants, and what is there. Knows no specs."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from syncwright.plan.changes import Change, Delete, Forget
from syncwright.plan.model import Plan
from syncwright.records import compact
from syncwright.resource import Attribute, Observation, Resource, ResourceType

#: The digest of what is not there.
ABSENT = "absent"

#: Whether a part of a resource, by attribute and name (None for a text), is ours.
Ours = Callable[[str, str | None], bool]


def digests(changes: Sequence[Change], types: Mapping[str, ResourceType]) -> dict[str, str]:
    """What each change was planned against, by address."""
    found: dict[str, str] = {}
    for change in changes:
        found[change.address] = ABSENT
        before = getattr(change, "before", None)
        if before is not None:
            found[before.address] = digest(before, ours(change, types))
    return found


def wanted_digests(changes: Sequence[Change], types: Mapping[str, ResourceType]) -> dict[str, str]:
    """What each address holds once the changes are done, by address. What is only forgotten is left out: it stays as it is."""
    found: dict[str, str] = {}
    for change in changes:
        before, after = getattr(change, "before", None), getattr(change, "after", None)
        if before is not None and not isinstance(change, Forget):
            found[before.address] = ABSENT
        if after is not None:
            found[after.address] = digest(after, ours(change, types))
    return found


def held_digests(changes: Sequence[Change], observed: Observation, types: Mapping[str, ResourceType]) -> dict[str, str]:
    """What each address that changes touch holds now, of the parts that are ours, by address."""
    found: dict[str, str] = {}
    for change in changes:
        before = getattr(change, "before", None)
        for address in {change.address, before.address if before is not None else change.address}:
            held = observed.resources.get(address)
            found[address] = digest(held, ours(change, types)) if held is not None else ABSENT
    return found


def ours(change: Change, types: Mapping[str, ResourceType]) -> Ours | None:
    """Of a resource of which only named parts are ours: whether a part is one of those that change. None where all of it is ours."""
    if isinstance(change, Delete | Forget) or types[change.after.type].whole:
        return None
    named = {(edit.attribute, edit.name) for edit in change.edits}
    return lambda attribute, name: (attribute, name) in named


def digest(resource: Resource, only: Ours | None = None) -> str:
    """A hash of what a resource holds, whatever its order; of some of its parts, if `only` says which."""
    held: dict[str, Attribute] = {}
    for attribute, value in resource.attributes.items():
        if isinstance(value, str):
            held[attribute] = value if only is None or only(attribute, None) else ""
        else:
            held[attribute] = {n: _words(said) for n, said in value.items() if only is None or only(attribute, n)}
    return hashlib.sha256(compact({attribute: value for attribute, value in held.items() if value})).hexdigest()


def read_back(plan: Plan, addresses: frozenset[str], observed: Observation, types: Mapping[str, ResourceType]) -> list[str]:
    """Of changes that were carried out, the addresses that do not hold what was planned."""
    wrong = []
    for change in plan.changes:
        if change.address in addresses:
            after = getattr(change, "after", None)
            expected = digest(after, ours(change, types)) if after is not None else ABSENT
            held = observed.resources.get(change.address)
            found = digest(held, ours(change, types)) if held is not None else ABSENT
            if found != expected:
                wrong.append(change.address)
    return wrong


def _words(said: str) -> str:
    """Words in whatever order are the same."""
    return said if " " not in said else " ".join(sorted(said.split()))
