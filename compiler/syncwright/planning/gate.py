"""Whether what is to be deleted was hidden for long enough, as the ledger shows it. Knows no platform: a removal says which parts show it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from syncwright.durations import ends
from syncwright.ledger.model import Record
from syncwright.plan.changes import Change, Delete
from syncwright.plan.diff import Removal
from syncwright.plan.guards.subject import NotYet
from syncwright.planning.drift import made_by
from syncwright.records import Struct
from syncwright.resource import Resource


class Hidden(Struct, frozen=True):
    """Since when nothing of ours shows something, and the plan that hid it. UTC, ISO."""

    since: str
    plan: str


def hidden(records: Iterable[Record], shown_by: Collection[tuple[str, str]]) -> Hidden | None:
    """Since when no resource that we made shows it; None if one does, or if we never made one that could."""
    showing: set[str] = set()
    since: Hidden | None = None
    attributes = {attribute for attribute, _ in shown_by}
    for record in records:
        made = {a: one for a, one in made_by(record).items() if one is None or attributes & one.attributes.keys()}
        for address, one in made.items():
            (showing.add if one is not None and _shows(one, shown_by) else showing.discard)(address)
        if showing:
            since = None
        elif made and since is None:
            since = Hidden(record.at, record.plan)
    return since


def not_yet(changes: Iterable[Change], removed: Mapping[str, Removal], records: Collection[Record], today: date) -> tuple[NotYet, ...]:
    """The deletions among these changes that come too early."""
    every = list(changes)
    found = (_not_yet(one, removed.get(one.address), every, records, today) for one in every if isinstance(one, Delete))
    return tuple(one for one in found if one is not None)


def _not_yet(change: Delete, said: Removal | None, every: Collection[Change], records: Iterable[Record], today: date) -> NotYet | None:
    if said is None or not said.shown_by:
        return None
    since = None if _hides(every, said.shown_by) else hidden(records, said.shown_by)
    if since is None:
        return NotYet(change.address, None, "", None)
    day = ends(date.fromisoformat(since.since[:10]), said.hidden_for) if said.hidden_for else today
    return NotYet(change.address, since.since, since.plan, day.isoformat()) if today < day else None


def _hides(changes: Iterable[Change], shown_by: Collection[tuple[str, str]]) -> bool:
    """Whether what shows it goes in the same plan."""
    return any((edit.attribute, edit.name) in shown_by and edit.old is not None for one in changes for edit in one.edits)


def _shows(one: Resource, shown_by: Collection[tuple[str, str]]) -> bool:
    held = ((name, one.attributes.get(attribute, {})) for attribute, name in shown_by)
    return any(not isinstance(parts, str) and name in parts for name, parts in held)
