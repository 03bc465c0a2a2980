"""What of the wanted things the ledger shows to be there as they are wanted now: what we last made of each. Asks no system."""

from collections.abc import Sequence

from syncwright.compile import Compilation
from syncwright.ledger.model import Record
from syncwright.plan.diff import edits
from syncwright.planning.drift import last_made
from syncwright.planning.sides import wanted


def held(compilation: Compilation, records: Sequence[Record]) -> frozenset[str]:
    """Addresses of what we made and would not change, and of which the same holds of all that it depends on."""
    made = last_made(records)
    if not made:
        return frozenset()
    want = wanted(compilation, in_source=False)
    alike = {
        address
        for address, one in want.resources.items()
        if (ours := made.get(address)) is not None and next(edits(ours, one, want.types[one.type]), None) is None
    }
    while True:
        there = {one for one in alike if all(name in alike for name in want.resources[one].depends_on if name in want.resources)}
        if there == alike:
            return frozenset(there)
        alike = there
