"""The plan itself, read top to bottom: the difference, the part that is asked for, who gains what, hazards, steps, binding."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.plan.back import back
from syncwright.plan.changes import Change, Delete, Forget
from syncwright.plan.departures import Departed, Departure, hazard
from syncwright.plan.diff import diff
from syncwright.plan.digests import digests
from syncwright.plan.model import Binding, Hazard, Plan
from syncwright.plan.scopes import ScopeChange
from syncwright.plan.steps import Step, ordered
from syncwright.planning.binding import identity, specs_hash
from syncwright.planning.history import Kept
from syncwright.planning.privacy import leaving
from syncwright.planning.sides import Wanted, catalog_of, plannings
from syncwright.platform import Planned, Users
from syncwright.records import Struct, replace
from syncwright.resource import Observation, Resource

#: Counts which records go, by address.
CountDepartures = Callable[[Sequence[Departure]], Mapping[str, Departed]]


class NothingSelected(Exception):
    """A selector names no change of this plan."""


class Request(Struct, frozen=True):
    """What a plan is made for.

    `against`: in words, what the specs are compared with; `in_source`: that is the tree of source files in `folder`. `made`: UTC, ISO,
    to the second. `only`: selectors of what to plan, everything if there are none. `back`: the way back is asked for.
    """

    against: str
    in_source: bool
    made: str
    tool: str
    folder: str | None = None
    only: tuple[str, ...] = ()
    back: bool = False


def plan_estate(
    compilation: Compilation,
    want: Wanted,
    observed: Observation,
    request: Request,
    former: Compilation | None = None,
    kept: Kept | None = None,
    count: CountDepartures | None = None,
) -> Plan:
    """The plan; `former` is the other revision of the specs, where they are compared with one, and `kept` what a ledger says. `count`: counts in data
    which records go, where there is any.

    Raises NotSeen for what nobody looked at, and NothingSelected for a selector that names no change.
    """
    catalog = catalog_of(compilation)
    resources: Mapping[str, Resource] = _without_settled_names(want, observed)
    for planning in plannings(compilation):
        resources = planning.settled(catalog, resources, observed) if planning.settled is not None else resources
    changes = diff(resources, _without_former_names(resources, want, observed), want.types, want.removed)
    users = users_behind(compilation, changes)
    chosen, left_out = _selected(compilation, changes, request.only, users)
    if request.back:
        chosen = back(chosen, want.types)
    other = former.catalog if former is not None else None
    planned = Planned(catalog, tuple(chosen), (), users, compilation.seen(), request.in_source, other, request.back)
    steps, hazards = _told(compilation, planned, count)
    binding = Binding(
        catalog.estate.name,
        catalog.environment.name,
        request.against,
        specs_hash(catalog, want),
        digests(chosen, want.types),
        identity(catalog, request.folder),
        request.tool,
        request.made,
    )
    drift = kept.drift(chosen, want.types) if kept is not None and not request.back else ()
    return Plan(tuple(chosen), tuple(steps), tuple(hazards), binding, tuple(left_out), _scopes(catalog, former, request), drift)


def _scopes(catalog: Catalog, former: Compilation | None, request: Request) -> tuple[ScopeChange, ...]:
    """What filters say otherwise."""
    if former is None or not any(one.filters or one.partitions for one in (catalog, catalog_of(former))):
        return ()
    from syncwright.planning.scopes import scope_changes  # start-up time: hardly any plan changes a filter

    return scope_changes(catalog_of(former), catalog, back=request.back)


def _told(compilation: Compilation, planned: Planned, count: CountDepartures | None) -> tuple[list[Step], list[Hazard]]:
    """What platforms say of the changes: the steps in order, the hazards by address."""
    every = plannings(compilation)
    access = (one for planning in every if planning.access for one in planning.access(planned.changes, planned.users))
    planned = replace(planned, access=tuple(access))
    hazards = [one for planning in every if planning.hazards for one in planning.hazards(planned)]
    hazards += leaving(planned)
    gone = [one for planning in every if planning.departures for one in planning.departures(planned)]
    counted = count(gone) if count is not None and gone else {}
    hazards += [hazard(one, counted.get(one.address)) for one in gone]
    steps = [one for planning in every if planning.steps for one in planning.steps(planned)]
    return ordered(_after_changes(steps)), sorted(hazards, key=lambda one: (one.address, one.attribute or "", one.name or "", one.kind))


def _after_changes(steps: Sequence[Step]) -> Iterable[Step]:
    """Steps that wait for an address wait for what carries it out: a platform does not know the steps of another.

    What is not in the plan is waited for by nobody.
    """
    there = {step.id for step in steps}
    carriers: dict[str, list[str]] = {}
    for step in steps:
        for address in step.changes:
            carriers.setdefault(address, []).append(step.id)
    for step in steps:
        after = [name for one in step.after for name in carriers.get(one) or _begun(one, there)]
        yield replace(step, after=tuple(dict.fromkeys(name for name in after if name in there and name != step.id)))


def _begun(name: str, there: Collection[str]) -> list[str]:
    """The steps that a name stands for: itself, or all that begin as it does."""
    return sorted(one for one in there if one.startswith(name[:-1])) if name.endswith("/*") else [name]


def users_behind(compilation: Compilation, changes: Sequence[Change]) -> Users:
    """The sync users that have what each changed resource gives."""
    former = {before.address for one in changes if (before := getattr(one, "before", None)) is not None}
    addresses = {one.address for one in changes} | former
    found: dict[str, tuple[str, ...]] = {}
    for planning in plannings(compilation):
        if planning.users is not None:
            found.update(planning.users(catalog_of(compilation), addresses))
    return found


# ------------------------------------------------------------------ names that things had


def _without_settled_names(want: Wanted, observed: Observation) -> dict[str, Resource]:
    """What is wanted, less renames of what is there under neither name and is not ours to make: nothing can be said of them."""

    def there(address: str) -> bool:
        return address in observed.resources

    return {
        address: one
        for address, one in want.resources.items()
        if one.previously is None or want.types[one.type].whole or there(address) or there(one.previously)
    }


def _without_former_names(resources: Mapping[str, Resource], want: Wanted, observed: Observation) -> Observation:
    """What was seen, less former names of what has its new name already: they were looked at only for the rename."""
    done = {one.previously for one in resources.values() if one.previously is not None and one.address in observed.resources}
    done -= {*resources, *want.removed}
    return replace(observed, resources={a: one for a, one in observed.resources.items() if a not in done}) if done else observed


# ------------------------------------------------------------------ a part of the plan


def _selected(
    compilation: Compilation, changes: Sequence[Change], selectors: Sequence[str], users: Users
) -> tuple[list[Change], list[str]]:
    """The changes that selectors name, with those that they depend on; and the addresses left out."""
    if not selectors:
        return list(changes), []
    chosen: set[str] = set()
    for selector in selectors:
        named = {one.address for one in changes if _names(selector, one.address, users)}
        if not named:
            raise NothingSelected(selector)
        chosen |= named
    needed = {one.address: _needs(compilation, one.after) for one in changes if not isinstance(one, Delete | Forget)}
    there = {one.address for one in changes}
    waiting = list(chosen)
    while waiting:
        more = [address for address in needed.get(waiting.pop(), ()) if address in there - chosen]
        chosen.update(more)
        waiting += more
    return [one for one in changes if one.address in chosen], sorted(there - chosen)


def _needs(compilation: Compilation, resource: Resource) -> list[str]:
    """What has to be there before a resource."""
    asked = (planning.needs for planning in plannings(compilation) if planning.needs is not None)
    return [*resource.depends_on, *(address for needs in asked for address in needs(resource))]


def _names(selector: str, address: str, users: Users) -> bool:
    user = selector.removeprefix("sync_user:")
    return user in users.get(address, ()) if user != selector else fnmatchcase(address, selector)
