"""All guards, one after the other."""

from collections.abc import Iterator

from syncwright.diagnostics import Finding
from syncwright.plan.guards.access import irreversible, own_access, privacy, widening
from syncwright.plan.guards.removals import emptied, many
from syncwright.plan.guards.subject import Guarded


def guard(guarded: Guarded) -> Iterator[Finding]:
    """Every finding of every guard."""
    for look in (widening, privacy, many, emptied, own_access, irreversible):
        yield from look(guarded)
