"""All guards, one after the other."""

from collections.abc import Iterator

from syncwright.diagnostics import Finding
from syncwright.plan.guards.access import irreversible, own_access, privacy, widening
from syncwright.plan.guards.others import check_overdue, deleted_too_early, drift_undone, gate_not_passed, never_ours
from syncwright.plan.guards.removals import archives, emptied, many
from syncwright.plan.guards.subject import Guarded


def guard(guarded: Guarded) -> Iterator[Finding]:
    """Every finding of every guard."""
    looks = (
        widening,
        privacy,
        many,
        emptied,
        own_access,
        irreversible,
        drift_undone,
        deleted_too_early,
        never_ours,
        check_overdue,
        archives,
        gate_not_passed,
    )
    for look in looks:
        yield from look(guarded)
