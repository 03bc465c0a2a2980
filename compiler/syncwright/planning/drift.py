"""What this plan would undo of what somebody else did: what the ledger says that we made, beside what was seen. Knows no platform."""

from collections.abc import Iterable, Iterator, Mapping

from syncwright.ledger.model import Damaged, Managed, Record
from syncwright.plan.changes import Change, Edit, Forget
from syncwright.plan.diff import edits
from syncwright.plan.digests import ABSENT, digest
from syncwright.plan.drift import Drift, DriftedPart, What
from syncwright.plan.made import Made, read_made
from syncwright.records import NotThatRecord
from syncwright.resource import Resource, ResourceType

#: The key of a record's body that says what we made.
MADE = "made"


def made_by(record: Record) -> Made:
    """What a record says that we made, or that was taken for what we made."""
    # A `started` record says under this key when its plan was made.
    if (
        record.kind not in ("settled", "observed", "rebased", "rebuilt")
        or MADE not in record.body
        or record.body.get("state", "done") != "done"
    ):
        return {}
    try:
        return read_made(record.body[MADE])
    except NotThatRecord as error:
        raise Damaged(f"record {record.number} says what was made in a way that cannot be read", record.number) from error


def last_made(records: Iterable[Record]) -> Made:
    """What we last made of each resource, as far as the records say it."""
    found: dict[str, Resource | None] = {}
    for record in records:
        found.update(made_by(record))
    return found


def drifted(managed: Mapping[str, Managed], made: Made, changes: Iterable[Change], types: Mapping[str, ResourceType]) -> tuple[Drift, ...]:
    """What no longer holds what we last made and would change, by address.

    What somebody changed and the specs say, too, is no drift any more; nor is what they no longer want.
    """
    found = (_drift(managed[one.address], made.get(one.address), one, types) for one in changes if one.address in managed)
    return tuple(one for one in found if one is not None)


def _drift(ours: Managed, made: Resource | None, change: Change, types: Mapping[str, ResourceType]) -> Drift | None:
    held: Resource | None = getattr(change, "before", None)
    if isinstance(change, Forget) or (held is not None and held.address != change.address):
        return None

    def drift(what: What, parts: tuple[DriftedPart, ...] = ()) -> Drift:
        return Drift(change.address, what, parts, ours.at, ours.plan, None, None)

    if held is None:
        return drift("gone") if ours.digest != ABSENT else None
    if ours.digest == ABSENT:
        return drift("back")
    kind = types[held.type]
    if made is None:
        # Of a resource of which only parts are ours, a digest is of parts that nobody knows.
        return drift("unknown") if kind.whole and digest(held) != ours.digest else None
    parts = tuple(_parts(held, made, change, kind))
    return drift("changed", parts) if parts else None


def _parts(held: Resource, made: Resource, change: Change, kind: ResourceType) -> Iterator[DriftedPart]:
    """Parts that are not as we made them, and would not stay as they are."""
    planned: Mapping[tuple[str, str | None], Edit] = {(edit.attribute, edit.name): edit for edit in change.edits}
    for edit in edits(held, made, kind):
        meant = planned.get((edit.attribute, edit.name))
        if meant is not None:
            yield DriftedPart(edit.attribute, edit.name, edit.new, edit.old, meant.new == edit.new)
