"""Whether a plan still holds: every fact that it is bound to, compared with how things are now. Nothing is carried out before."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from syncwright.catalog import Catalog
from syncwright.plan.digests import ABSENT, digest, ours
from syncwright.plan.model import Binding, Plan
from syncwright.planning.binding import identity, specs_hash
from syncwright.planning.sides import Wanted
from syncwright.resource import Observation, ResourceType

#: How long a plan holds.
LONGEST = timedelta(hours=24)
#: How far the clock of whoever made it may be ahead of ours.
_AHEAD = timedelta(minutes=5)


def stale(plan: Plan, catalog: Catalog, want: Wanted, observed: Observation, tool: str, now: str) -> list[str]:
    """What differs from when the plan was made, in words; nothing if it holds. `observed`: the addresses that it is bound to."""
    return [*_age(plan.binding, now), *unlike(plan, catalog, want, tool), *_observed(plan, observed, want.types)]


def unlike(plan: Plan, catalog: Catalog, want: Wanted, tool: str) -> list[str]:
    """The same of a plan that was begun: neither its age nor what it changes is looked at, as each step looks at what it changes."""
    bound = plan.binding
    return [
        *_other("this version of syncwright", bound.tool, tool),
        *_other("the estate", bound.estate, catalog.estate.name),
        *_other("the environment", bound.environment, catalog.environment.name),
        *_identity(bound, catalog),
        *(["the specs mean something else than when the plan was made"] if bound.specs != specs_hash(catalog, want) else []),
    ]


def _age(bound: Binding, now: str) -> Iterator[str]:
    made, moment = _moment(bound.made), _moment(now)
    if made is None or moment is None:
        yield f"it does not say when it was made: `{bound.made}`"
    elif moment - made > LONGEST:
        yield f"it was made at {bound.made}, and a plan holds for {LONGEST // timedelta(hours=1)} hours"
    elif made - moment > _AHEAD:
        yield f"it was made at {bound.made}, which is still to come"


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _other(what: str, then: str, now: str) -> Iterator[str]:
    if then != now:
        yield f"{what} is `{now}`, and the plan was made for `{then}`"


def _identity(bound: Binding, catalog: Catalog) -> Iterator[str]:
    now = identity(catalog, bound.identity.get("folder"))
    for name in sorted(bound.identity.keys() | now.keys()):
        yield from _other(f"the {name}", bound.identity.get(name, "none"), now.get(name, "none"))


def _observed(plan: Plan, observed: Observation, types: Mapping[str, ResourceType]) -> Iterator[str]:
    parts = {}
    for change in plan.changes:
        before = getattr(change, "before", None)
        parts[change.address] = ours(change, types)
        if before is not None:
            parts[before.address] = ours(change, types)
    for address in sorted(plan.binding.observed.keys() | parts.keys()):
        held = observed.resources.get(address)
        found = digest(held, parts.get(address)) if held is not None else ABSENT
        if plan.binding.observed.get(address) != found:
            yield f"`{address}` is not as it was when the plan was made"
