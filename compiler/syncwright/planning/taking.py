"""Taking what is there for what we made: what a ledger says then, and what it said before. Knows no platform, and reads no ledger itself."""

from collections.abc import Iterable, Mapping
from typing import Literal

from syncwright.ledger.reading import FORGOTTEN
from syncwright.plan.changes import Create, Edit
from syncwright.plan.diff import edits
from syncwright.plan.digests import ABSENT, Ours, digest
from syncwright.plan.made import Made, made_text
from syncwright.planning.drift import last_made
from syncwright.planning.history import Kept
from syncwright.planning.sides import Wanted
from syncwright.records import Struct, replace
from syncwright.resource import Attribute, Observation, Resource, ResourceType

#: `ours`: it is there, and the ledger does not say yet that it is ours. `changed`: it is not as we made it. `gone`: it is not there any more,
#: and is ours no longer. `same`: as we made it.
What = Literal["ours", "changed", "gone", "same"]


class Taken(Struct, frozen=True):
    """One resource that is taken as it is. `parts`: from what we last made to what is there, as far as the ledger says what that was."""

    address: str
    what: What
    parts: tuple[Edit, ...] = ()


class Taking(Struct, frozen=True):
    """All that is taken, by address, and what the ledger is to say: digests by address, and what is there as if we had made it."""

    taken: tuple[Taken, ...]
    digests: Mapping[str, str]
    made: str


def take(want: Wanted, observed: Observation, kept: Kept) -> Taking:
    """What becomes of the ledger where everything that is wanted or ours is taken as it was observed."""
    before = last_made(kept.records)
    held: list[Resource] = []
    taken: list[Taken] = []
    digests: dict[str, str] = {}
    for address in sorted(want.resources.keys() | kept.managed.keys()):
        there = observed.resources.get(address)
        if there is None:
            if address in kept.managed and address in observed.absent and kept.managed[address].digest != ABSENT:
                digests[address] = FORGOTTEN
                taken.append(Taken(address, "gone"))
            continue
        kind, says = want.types[there.type], want.resources.get(address) or before.get(address)
        ours = _ours(kind, says)
        digests[address] = digest(there, ours)
        held.append(_only(there, ours))
        taken.append(_taken(address, there, digests[address], kept, before, kind))
    return Taking(tuple(taken), digests, made_text(_as_made(held)))


def _taken(address: str, there: Resource, now: str, kept: Kept, before: Made, kind: ResourceType) -> Taken:
    ours, made = kept.managed.get(address), before.get(address)
    if ours is None or ours.digest == ABSENT:
        return Taken(address, "ours")
    parts = tuple(replace(one, old=one.new, new=one.old) for one in edits(there, made, kind)) if made is not None else ()
    changed = bool(parts) if made is not None else ours.digest != now
    return Taken(address, "changed" if changed else "same", parts)


def _ours(kind: ResourceType, says: Resource | None) -> Ours | None:
    """Which parts of a resource are ours: those that the specs name, or that we last made. None: all of it."""
    if kind.whole or says is None:
        return None

    def named(attribute: str, name: str | None) -> bool:
        said = says.attributes.get(attribute)
        if said is None:
            return False
        return isinstance(said, str) or kind.attributes[attribute].whole or name in said

    return named


def _only(there: Resource, ours: Ours | None) -> Resource:
    """Of a resource the parts that are ours."""
    if ours is None:
        return there
    kept: dict[str, Attribute] = {}
    for attribute, value in there.attributes.items():
        if isinstance(value, str):
            found: Attribute = value if ours(attribute, None) else ""
        else:
            found = {name: said for name, said in value.items() if ours(attribute, name)}
        if found:
            kept[attribute] = found
    return replace(there, attributes=kept)


def _as_made(held: Iterable[Resource]) -> Iterable[Create]:
    return (Create(one, ()) for one in held)
