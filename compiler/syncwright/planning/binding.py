"""What a plan is bound to: what the specs mean, what each touched resource held, and what it is made for."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from syncwright.catalog import Catalog
from syncwright.catalog.meaning import meaning_hash
from syncwright.plan.changes import Change, Delete, Forget
from syncwright.planning.sides import Wanted
from syncwright.records import compact
from syncwright.resource import Attribute, Resource, ResourceType

#: The digest of what is not there.
ABSENT = "absent"

#: Whether a part of a resource, by attribute and name (None for a text), is ours.
Ours = Callable[[str, str | None], bool]


def specs_hash(catalog: Catalog, want: Wanted) -> str:
    """What the specs mean and want, as a hash: moving, reordering or re-wrapping them changes nothing of it."""
    whole = hashlib.sha256(meaning_hash(catalog).encode())
    for address in sorted(want.resources):
        whole.update(f"{address} {digest(want.resources[address])}\n".encode())
    return whole.hexdigest()


def identity(catalog: Catalog, folder: str | None) -> dict[str, str]:
    """What a plan is made for: the org, the connectors' places, and the folder if it is for one."""
    environment = catalog.environment.spec
    found = {"org": environment.salesforce.org, "instance": environment.salesforce.instance}
    for name, place in environment.connectors.items():
        found[f"connector/{name}"] = place if isinstance(place, str) else place.munchkin or place.business_unit or ""
    return found | ({"folder": folder} if folder is not None else {})


def digests(changes: Sequence[Change], types: Mapping[str, ResourceType]) -> dict[str, str]:
    """What each change was planned against, by address."""
    found: dict[str, str] = {}
    for change in changes:
        found[change.address] = ABSENT
        before = getattr(change, "before", None)
        if before is not None:
            found[before.address] = digest(before, ours(change, types))
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


def _words(said: str) -> str:
    """Words in whatever order are the same."""
    return said if " " not in said else " ".join(sorted(said.split()))
