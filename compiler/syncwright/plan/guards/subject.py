"""What guards look at: a plan, where each of its changes is asked for, and what was allowed when it was made."""

from collections.abc import Mapping

from syncwright.diagnostics import Place
from syncwright.plan.changes import Change, Delete, removals
from syncwright.plan.model import Plan
from syncwright.records import Struct
from syncwright.resource import ResourceType


class NotYet(Struct, frozen=True):
    """A deletion that comes too early: since when the ledger shows it hidden (UTC, ISO; None if it does not), by which plan, and the ISO
    day from which on it may go.
    """

    address: str
    since: str | None
    plan: str
    day: str | None


class Overdue(Struct, frozen=True):
    """A check that people do again and again and that is late: its name as in `attest`, who owns it, the ISO day by which it was due, and when it
    was last done, None if never.
    """

    place: Place
    name: str
    title: str
    owner: str
    due: str
    last: str | None


class Guarded(Struct, frozen=True):
    """A plan and what is allowed of it.

    `types`: of its resources. `places`: where to look for each address, and `estate` where nothing else is known. `most`: so many removals need no word.
    `allowed`: the number of removals that was allowed, None if none was. `deployers`: the sync users that are the user that deploys;
    `own_allowed`: that its access may go. `emptied`: kinds of specs of which none is left, and how many there were.
    `not_yet`: deletions that come too early. `never_ours`: addresses that change and that no plan of ours ever made. `overdue`: routine checks
    that are late. `archive_allowed`: that records may be taken out of a platform. `shut`: addresses that
    begin to sync and may not, and why.
    """

    plan: Plan
    types: Mapping[str, ResourceType]
    places: Mapping[str, Place]
    estate: Place
    most: int
    allowed: int | None = None
    deployers: frozenset[str] = frozenset()
    own_allowed: bool = False
    emptied: Mapping[str, int] = {}
    not_yet: tuple[NotYet, ...] = ()
    never_ours: frozenset[str] = frozenset()
    overdue: tuple[Overdue, ...] = ()
    archive_allowed: bool = False
    shut: Mapping[str, str] = {}

    def place(self, address: str) -> Place:
        """Where to look for what changes at an address."""
        return self.places.get(address, self.estate)

    @property
    def removed(self) -> dict[str, int]:
        """How many parts each change takes away now, by address. What waits for a day takes nothing yet."""
        counts = {change.address: count(change) for change in self.plan.changes if not self._waits(change)}
        return {address: number for address, number in counts.items() if number}

    def _waits(self, change: Change) -> bool:
        return isinstance(change, Delete) and change.until is not None and change.until > self.plan.binding.made[:10]


def count(change: Change) -> int:
    """How many parts a change takes away; a thing that goes counts as one at least."""
    parts = sum(1 for _ in removals(change))
    return max(parts, 1) if isinstance(change, Delete) else parts
