"""Changes of a plan as records of its document, and the one list of all their reasons."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, assert_never

from syncwright.diagnostics import Place
from syncwright.plan.access import more
from syncwright.plan.changes import Change, Create, Delete, Edit, Forget, Recreate, Rename, Update
from syncwright.plan.document import (
    Because,
    Owner,
    StoredChange,
    StoredCreate,
    StoredDelete,
    StoredEdit,
    StoredForget,
    StoredHazard,
    StoredReason,
    StoredRecreate,
    StoredRename,
    StoredResource,
    StoredUpdate,
)
from syncwright.plan.model import Hazard
from syncwright.records import Struct
from syncwright.resource import Attribute, AttributeType, Resource, ResourceType
from syncwright.text import Span
from syncwright.want import Reason

#: Reasons whose lines are looked up. That reads their files again, and nobody looks at more places than these.
LOCATED = 1_000

Access = Literal["widens", "takes"]

Noted = Mapping[tuple[str | None, str | None], Access]


class Reasons:
    """Every reason once, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.found: dict[Reason, int] = {}

    def places(self, reasons: Sequence[Reason]) -> Because:
        """Where they stand in the list."""
        found = self.found
        return tuple([found.setdefault(one, len(found)) for one in reasons])

    def listed(
        self, touched: int, owners: Mapping[str, Owner], directions: Mapping[str, str], locate: Callable[[Place], Span] | None
    ) -> list[StoredReason]:
        """The list. The first `touched` of them are behind what changes: owner and direction are said of those."""
        made = []
        for one, place in self.found.items():
            mine = place < touched
            owner = owners[one.key].name if mine and one.key in owners else None
            line = locate(one.place).start.line if locate is not None and mine and place < LOCATED else None
            sync = directions.get(one.key) if mine else None
            made.append(StoredReason(one.why, one.key, one.path, one.keys, one.added, line, owner, sync))
        return made


class Head(Struct, frozen=True):
    """What every change says of itself."""

    address: str
    system: str
    by_hand: bool
    users: tuple[str, ...]
    hazards: tuple[StoredHazard, ...]


def type_of(change: Change) -> str:
    """Name of the type of what changes."""
    return change.before.type if isinstance(change, (Delete, Forget)) else change.after.type


def stored_edits(change: Change, types: Mapping[str, ResourceType], hazards: Sequence[Hazard], reasons: Reasons) -> tuple[StoredEdit, ...]:
    """The parts of a change. Who gains or loses by one is what a hazard says of it, or what more or less of an access means."""
    return tuple(_edits(change.edits, types[type_of(change)].attributes, _noted(hazards), reasons))


def _noted(hazards: Sequence[Hazard]) -> Noted:
    noted: dict[tuple[str | None, str | None], Access] = {}
    for one in hazards:
        if one.kind == "takes":
            noted[one.attribute, one.name] = "takes"
        elif one.kind == "widens":
            noted.setdefault((one.attribute, one.name), "widens")
    return noted


def _edits(edits: Sequence[Edit], attributes: Mapping[str, AttributeType], noted: Noted, reasons: Reasons) -> list[StoredEdit]:
    made = []
    for edit in edits:
        access = noted.get((edit.attribute, edit.name))
        if access is None and attributes[edit.attribute].access:
            access = _access(edit.old, edit.new)
        made.append(StoredEdit(edit.attribute, edit.name, edit.old, edit.new, access, reasons.places(edit.reasons)))
    return made


def _access(old: str | None, new: str | None) -> Access | None:
    if more(old, new):
        return "widens"
    return "takes" if more(new, old) else None


def stored_change(change: Change, head: Head, edits: tuple[StoredEdit, ...], reasons: Reasons) -> StoredChange:
    """One change with its parts."""
    said = (head.address, head.system, head.by_hand, head.users, head.hazards)
    match change:
        case Create():
            return StoredCreate(*said, _resource(change.after, reasons), edits)
        case Update():
            return StoredUpdate(*said, _resource(change.before, reasons), _resource(change.after, reasons), edits)
        case Recreate():
            known = {(one.attribute, one.name): one.access for one in edits}
            forcing = tuple(_forcing(edit, known.get((edit.attribute, edit.name)), reasons) for edit in change.because)
            return StoredRecreate(*said, _resource(change.before, reasons), _resource(change.after, reasons), edits, forcing)
        case Rename():
            return StoredRename(*said, _resource(change.before, reasons), _resource(change.after, reasons), edits)
        case Delete():
            return StoredDelete(*said, _resource(change.before, reasons), edits, reasons.places(change.reasons), change.until)
        case Forget():
            return StoredForget(*said, _resource(change.before, reasons))
        case never:
            assert_never(never)


def _forcing(edit: Edit, access: Access | None, reasons: Reasons) -> StoredEdit:
    return StoredEdit(edit.attribute, edit.name, edit.old, edit.new, access, reasons.places(edit.reasons))


def _resource(one: Resource, reasons: Reasons) -> StoredResource:
    attributes = {name: _attribute(value) for name, value in sorted(one.attributes.items())}
    because = {
        attribute: {name: reasons.places(said) for name, said in sorted(parts.items())} for attribute, parts in sorted(one.because.items())
    }
    return StoredResource(one.address, attributes, because, one.depends_on, one.previously)


def _attribute(value: Attribute) -> str | dict[str, str]:
    return value if isinstance(value, str) else dict(sorted(value.items()))
