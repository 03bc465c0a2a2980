"""A plan before its guards: where its changes are asked for, what was allowed, and what is missing beside another revision."""

from collections.abc import Mapping
from datetime import date

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic, Place, diagnose
from syncwright.plan.guards.guard import guard
from syncwright.plan.guards.subject import Guarded, NotYet, Overdue
from syncwright.plan.model import Plan
from syncwright.planning.history import Kept
from syncwright.planning.reviews import overdue
from syncwright.planning.sides import Wanted, catalog_of, plannings
from syncwright.records import Struct


class Consent(Struct, frozen=True):
    """What whoever makes the plan says of it. `deploys_as`: the name that the user who deploys logs in with."""

    removals: int | None = None
    deploys_as: str | None = None
    own_removals: bool = False


def guard_plan(
    compilation: Compilation, want: Wanted, plan: Plan, consent: Consent, former: Compilation | None = None, kept: Kept | None = None
) -> list[Diagnostic]:
    """What guards say of a plan, as the estate's policy and allowances have it. `kept`: what a ledger says, where there is one."""
    catalog = catalog_of(compilation)
    users = catalog.environment.spec.users
    guarded = Guarded(
        plan,
        want.types,
        _places(compilation, plan),
        catalog.estate.at("estate"),
        catalog.estate.spec.policy.removals,
        consent.removals,
        frozenset(name for name, place in users.items() if place.username == consent.deploys_as),
        consent.own_removals,
        _emptied(former.catalog, catalog) if former is not None and former.catalog is not None else {},
        *(_by_the_ledger(catalog, want, plan, kept) if kept is not None else ()),
    )
    return diagnose(guard(guarded), compilation.locate(), compilation.policy)


def _by_the_ledger(
    catalog: Catalog, want: Wanted, plan: Plan, kept: Kept
) -> tuple[tuple[NotYet, ...], frozenset[str], tuple[Overdue, ...]]:
    """What a ledger knows: deletions that come too early, what was never ours, checks that are late."""
    today = date.fromisoformat(plan.binding.made[:10])
    never_ours = frozenset(kept.never_ours(plan.changes, want.types))
    return kept.not_yet(plan.changes, want.removed, today), never_ours, overdue(catalog, kept.records, today)


def _places(compilation: Compilation, plan: Plan) -> Mapping[str, Place]:
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
