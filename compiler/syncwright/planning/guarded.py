"""A plan before its guards: where its changes are asked for, what was allowed, and what is missing beside another revision."""

from collections.abc import Mapping, Sequence
from datetime import date

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic, Place, diagnose
from syncwright.ledger.model import Record
from syncwright.plan.guards.guard import guard
from syncwright.plan.guards.subject import Guarded, NotYet, Overdue
from syncwright.plan.model import Plan
from syncwright.planning.history import Kept
from syncwright.planning.reviews import overdue
from syncwright.planning.sides import Wanted, catalog_of, plannings
from syncwright.records import Struct

#: What is known of it without one.
_NO_LEDGER: tuple[tuple[NotYet, ...], frozenset[str], tuple[Overdue, ...]] = ((), frozenset(), ())


class Consent(Struct, frozen=True):
    """What whoever makes the plan says of it. `deploys_as`: the name that the user who deploys logs in with. `archive`: records may be taken
    out of a platform.
    """

    removals: int | None = None
    deploys_as: str | None = None
    own_removals: bool = False
    archive: bool = False


def guard_plan(
    compilation: Compilation,
    want: Wanted,
    plan: Plan,
    consent: Consent,
    former: Compilation | None = None,
    kept: Kept | None = None,
    records: Sequence[Record] = (),
) -> list[Diagnostic]:
    """What guards say of a plan, as the estate's policy and allowances have it. `kept`: what a ledger says, where there is one; `records`: its records,
    where the plan is not made with it.
    """
    catalog = catalog_of(compilation)
    users = catalog.environment.spec.users
    guarded = Guarded(
        plan,
        want.types,
        _places(compilation, want, plan),
        catalog.estate.at("estate"),
        catalog.estate.spec.policy.removals,
        consent.removals,
        frozenset(name for name, place in users.items() if place.username == consent.deploys_as),
        consent.own_removals,
        _emptied(former.catalog, catalog) if former is not None and former.catalog is not None else {},
        *(_by_the_ledger(catalog, want, plan, kept) if kept is not None else _NO_LEDGER),
        consent.archive,
        _shut(compilation, plan, kept.records if kept is not None else records),
    )
    return diagnose(guard(guarded), compilation.locate(), compilation.policy)


def _by_the_ledger(
    catalog: Catalog, want: Wanted, plan: Plan, kept: Kept
) -> tuple[tuple[NotYet, ...], frozenset[str], tuple[Overdue, ...]]:
    """What a ledger knows: deletions that come too early, what was never ours, checks that are late."""
    today = date.fromisoformat(plan.binding.made[:10])
    never_ours = frozenset(kept.never_ours(plan.changes, want.types))
    return kept.not_yet(plan.changes, want.removed, today), never_ours, overdue(catalog, kept.records, today)


def _shut(compilation: Compilation, plan: Plan, records: Sequence[Record]) -> Mapping[str, str]:
    """What begins to sync and may not."""
    if not any(one.kind == "starts" for one in plan.hazards):
        return {}
    from syncwright.planning.starting import shut  # start-up time: hardly any plan starts anything

    return shut(compilation, plan, records)


def _places(compilation: Compilation, want: Wanted, plan: Plan) -> Mapping[str, Place]:
    """The user's spec for what a user has; else the first spec that asks for it."""
    catalog = catalog_of(compilation)
    addresses = [change.address for change in plan.changes]
    found: dict[str, Place] = {}
    for change in plan.changes:
        reasons = (reason for edit in change.edits for reason in edit.reasons if reason.path)
        if (first := next(reasons, None)) is not None:
            found[change.address] = first.place
    for planning in plannings(compilation):
        users = planning.users(catalog, addresses) if planning.users is not None else {}
        found |= {address: catalog.users[names[0]].at("sync_user") for address, names in users.items() if names}
    for address in {one.address for one in plan.hazards if one.kind == "archives"} & want.resources.keys():
        # What lets records in stands in a filter; the user whose access it narrows has not changed.
        reasons = (reason for parts in want.resources[address].because.values() for some in parts.values() for reason in some)
        if (first := next((reason for reason in reasons if reason.path), None)) is not None:
            found[address] = first.place
    return found


def _emptied(before: Catalog, after: Catalog) -> dict[str, int]:
    """Kinds of specs of which none is left, with how many there were."""
    pairs = {
        "object": (before.objects, after.objects),
        "connector": (before.connectors, after.connectors),
        "sync_user": (before.users, after.users),
        "map": (before.maps, after.maps),
        "value_set": (before.value_sets, after.value_sets),
    }
    return {kind: len(old) for kind, (old, new) in pairs.items() if old and not new}
