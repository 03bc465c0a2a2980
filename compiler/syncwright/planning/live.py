"""What the systems hold that a plan is made against: everything wanted and everything ours, seen whole. Reaches them through targets alone."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol, runtime_checkable

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.ledger.reading import present
from syncwright.plan.diff import NotSeen
from syncwright.plan.model import Plan
from syncwright.planning.binding import identity
from syncwright.planning.history import Kept
from syncwright.planning.sides import Wanted, wanted
from syncwright.record_ids import same_id
from syncwright.records import replace
from syncwright.resource import Observation, Resource
from syncwright.target import Identity, Target


@runtime_checkable
class Remembers(Protocol):
    """A target that can say who changed something last, and when."""

    def last_changed(self, addresses: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """By address: who, and when in UTC, ISO; what is not known is left out or empty. May raise TargetError."""
        ...


def wanted_of(compilation: Compilation, platforms: Mapping[str, object]) -> Wanted:
    """What the specs want of these platforms; what they want of others is looked at by nobody here."""
    want = wanted(compilation, in_source=False)
    return replace(
        want,
        resources={address: one for address, one in want.resources.items() if platform_of(address) in platforms},
        removed={address: one for address, one in want.removed.items() if platform_of(address) in platforms},
    )


def not_looked_at(compilation: Compilation, platforms: Mapping[str, object]) -> dict[str, int]:
    """How many things the specs want of each platform that nobody asks, by its title. Of what they say nothing about, nothing is wanted."""
    found: dict[str, int] = {}
    want = wanted(compilation, in_source=False)
    for address in want.addresses - {one.address for one in want.resources.values() if not any(one.attributes.values())}:
        name = platform_of(address)
        if name not in platforms:
            title = compilation.platforms[name].title
            found[title] = found.get(title, 0) + 1
    return dict(sorted(found.items()))


def platform_of(address: str) -> str:
    """Name of the platform that an address is on."""
    return address.partition(".")[0]


def other_places(catalog: Catalog, found: Identity) -> Iterator[str]:
    """In words, what a target says of where it is that is not what the environment says."""
    said = identity(catalog, None)
    for name, here in sorted(found.place.items()):
        wanted_ = said.get(name)
        if wanted_ is not None and wanted_ != here and not same_id(wanted_, here):
            yield f"the {name} that answers is `{here}`, and the environment `{catalog.environment.name}` says `{wanted_}`"


def observe_live(targets: Mapping[str, Target], want: Wanted, kept: Kept) -> Observation:
    """What the targets hold of everything that is wanted or ours. Raises NotSeen where any of it was not seen completely, and TargetError."""
    asked = want.addresses | {address for address in present(kept.managed) if platform_of(address) in targets}
    resources: dict[str, Resource] = {}
    complete: set[str] = set()
    absent: set[str] = set()
    where = []
    for name, target in targets.items():
        seen = target.observe(sorted(address for address in asked if platform_of(address) == name))
        resources |= seen.resources
        complete |= seen.complete
        absent |= seen.absent
        where.append(seen.where)
    found = Observation(resources, frozenset(complete), frozenset(absent), " and ".join(one for one in where if one))
    unseen = sorted(asked - complete - absent)
    if unseen:
        raise NotSeen(unseen[0], found.where)
    return found


def by_whom(plan: Plan, targets: Mapping[str, Target]) -> Plan:
    """The plan with who changed last what was changed behind our back, as far as the systems say it. Raises TargetError."""
    known: dict[str, tuple[str, str]] = {}
    for name, target in targets.items():
        addresses = [one.address for one in plan.drift if platform_of(one.address) == name]
        if addresses and isinstance(target, Remembers):
            known |= target.last_changed(addresses)
    told = []
    for one in plan.drift:
        by, at = known.get(one.address, ("", ""))
        told.append(replace(one, by=by or None, at=at or None))
    return replace(plan, drift=tuple(told))
