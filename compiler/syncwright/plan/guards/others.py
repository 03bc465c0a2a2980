"""Guards of what others rely on: work of theirs that a plan would undo, what nobody of ours ever made, what was not hidden for long, what they look at."""

from collections.abc import Iterator

from syncwright.diagnostics import Finding
from syncwright.plan.drift import Drift
from syncwright.plan.guards.rules import DELETED_TOO_EARLY, DRIFT_UNDONE, GATE_NOT_PASSED, NEVER_OURS, REVIEW_OVERDUE
from syncwright.plan.guards.subject import Guarded

_WHAT = {
    "gone": "is no longer there, and this plan makes it again",
    "back": "was deleted by a plan, is there again, and this plan changes it",
    "unknown": "is not as we made it, and this plan changes it",
}


def drift_undone(guarded: Guarded) -> Iterator[Finding]:
    """Somebody changed what is ours, and the plan takes that back."""
    for one in guarded.plan.drift:
        adopt = f"syncwright adopt --drift '{one.address}' --env {guarded.plan.binding.environment}"
        help_ = f"ask them; `{adopt}` writes what is there into the specs, and `apply` undoes it"
        yield DRIFT_UNDONE(guarded.place(one.address), f"`{one.address}` {_what(one)}{_who(one)}", help=help_)


def _what(one: Drift) -> str:
    if one.what != "changed":
        return _WHAT[one.what]
    undone = sum(part.undone for part in one.parts)
    others = len(one.parts) - undone
    said = [f"undoes {undone}"] if undone else []
    said += [f"replaces {others}"] if others else []
    several = len(one.parts) != 1
    return f"was changed behind our back in {len(one.parts):,} part{'s' if several else ''}, of which this plan {' and '.join(said)}"


def _who(one: Drift) -> str:
    by = f" by {one.by}" if one.by else ""
    at = f" at {one.at}" if one.at else ""
    return f"; last changed{by}{at}" if by or at else "; who did it is not known"


def deleted_too_early(guarded: Guarded) -> Iterator[Finding]:
    """A deletion of what the ledger does not show hidden for as long as the specs say."""
    for one in guarded.not_yet:
        place = guarded.place(one.address)
        if one.since is None:
            message = f"`{one.address}` is to be deleted, and the ledger does not show that it was hidden before"
            help_ = "say `stage: hidden`, apply that, and say `stage: delete` once it was hidden for long enough"
        else:
            message = f"`{one.address}` is hidden since {one.since} as the ledger shows it, and may be deleted from {one.day} on"
            help_ = "say `stage: hidden` until then, or leave it out of this plan with `--only`"
        yield DELETED_TOO_EARLY(place, message, help=help_)


def never_ours(guarded: Guarded) -> Iterator[Finding]:
    """What is there although no plan of ours made it, and would be replaced."""
    for address in sorted(guarded.never_ours):
        whole = guarded.types[address.partition("/")[0]].whole
        goes = "what it holds and the specs do not say goes" if whole else "what the specs say takes the place of what it holds"
        message = f"`{address}` is there, and no plan of this ledger made it: {goes}"
        help_ = "look at each part that goes; `syncwright adopt` writes what is there into the specs"
        yield NEVER_OURS(guarded.place(address), message, help=help_)


def check_overdue(guarded: Guarded) -> Iterator[Finding]:
    """A check that somebody should have done by now."""
    for one in guarded.overdue:
        last = f"was last done at {one.last}" if one.last else "was never done"
        help_ = f"do it, and say so: `syncwright attest {one.name} --by WHO --env {guarded.plan.binding.environment}`"
        yield REVIEW_OVERDUE(one.place, f"`{one.owner}` was to {one.title} by {one.due}, and that {last}", help=help_)


def gate_not_passed(guarded: Guarded) -> Iterator[Finding]:
    """A connector is to run, and what has to be so before is not known to be."""
    for address, why in guarded.shut.items():
        unit = address.partition("/")[2]
        help_ = f"`syncwright unpause {unit}` lists what is open; once nothing is, `--by WHO` records it"
        yield GATE_NOT_PASSED(guarded.place(address), why, help=help_)
