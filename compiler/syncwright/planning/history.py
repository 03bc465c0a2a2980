"""What a ledger knows that a plan needs: what is ours, what we last made of it, and since when something is hidden. Reads no ledger itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from syncwright.ledger.model import Managed, Record
from syncwright.ledger.reading import managed
from syncwright.plan.changes import Change, Update
from syncwright.plan.diff import Removal
from syncwright.plan.drift import Drift
from syncwright.plan.guards.subject import NotYet
from syncwright.planning.drift import drifted, last_made
from syncwright.planning.gate import not_yet
from syncwright.records import Struct
from syncwright.resource import ResourceType


class Kept(Struct, frozen=True):
    """The records of a ledger, all of them and in order; none where nothing was applied yet. `managed`: what is ours, by address."""

    records: Sequence[Record]
    managed: Mapping[str, Managed]

    def drift(self, changes: Sequence[Change], types: Mapping[str, ResourceType]) -> tuple[Drift, ...]:
        """What somebody else changed, and these changes would undo."""
        return drifted(self.managed, last_made(self.records), changes, types) if self.managed else ()

    def not_yet(self, changes: Sequence[Change], removed: Mapping[str, Removal], today: date) -> tuple[NotYet, ...]:
        """Deletions of what was not hidden for long enough."""
        return not_yet(changes, removed, self.records, today)

    def never_ours(self, changes: Sequence[Change], types: Mapping[str, ResourceType]) -> Iterator[str]:
        """What is there, was made by none of our plans, and loses something by these changes. Parts of what is always there are nobody's."""
        for change in changes:
            if not isinstance(change, Update) or change.address in self.managed or types[change.after.type].always_there:
                continue
            whole = types[change.after.type].whole
            if any(edit.old is not None and (edit.new is None or not whole) for edit in change.edits):
                yield change.address


def kept(records: Sequence[Record]) -> Kept:
    """What these records say."""
    return Kept(records, managed(records))
