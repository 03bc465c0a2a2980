"""A plan out of the bytes it was stored as. Strict: what is not exactly as we write it is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.limits import PLAN_BYTES
from syncwright.plan.changes import Change, Create, Delete, Edit, Forget, Recreate, Rename, Update
from syncwright.plan.document import (
    FORMAT,
    Because,
    Document,
    StoredChange,
    StoredCreate,
    StoredDelete,
    StoredEdit,
    StoredForget,
    StoredHazard,
    StoredRecreate,
    StoredRename,
    StoredResource,
    StoredUpdate,
    is_sealed,
)
from syncwright.plan.model import Binding, Hazard, Plan
from syncwright.plan.steps import Step
from syncwright.records import NotThatRecord, Struct, pretty, read
from syncwright.resource import Resource
from syncwright.want import Reason


class NotAPlan(ValueError):
    """The bytes are not a plan that this version reads. Says what is wrong, and where it can what to do."""


class _Head(Struct, frozen=True):
    format: int


def read_plan(data: bytes) -> Plan:
    """The plan in a file, to be carried out. Raises NotAPlan, for one that was refused when it was made, too."""
    document = read_document(data)
    if document.refused:
        errors = [one.rule for one in document.findings if one.severity == "error" and one.allowed is None]
        raise NotAPlan(f"it was refused when it was made ({', '.join(errors)}); make the plan again")
    return plan_of(document)


def read_document(data: bytes) -> Document:
    """The document in a file. Raises NotAPlan for whatever is not, to the byte, as it was written."""
    if len(data) > PLAN_BYTES:
        raise NotAPlan(f"it is larger than the {PLAN_BYTES >> 20} MiB that a plan may have")
    try:
        head = read(data, _Head)
        if head.format != FORMAT:
            raise NotAPlan(_other_format(head.format))
        document = read(data, Document)
    except NotThatRecord as error:
        raise NotAPlan(f"it is not a plan: {error}") from error
    # A key that stands twice, or whatever else two readers could take for two things, does not survive this.
    if pretty(document).encode() != data:
        raise NotAPlan("it was edited or formatted after it was written; make the plan again")
    _hold_together(document)
    if not is_sealed(document):
        raise NotAPlan("it was edited after it was written; make the plan again")
    return document


def _other_format(number: int) -> str:
    if number > FORMAT:
        return f"it was written by a newer syncwright (format {number}, and this one reads {FORMAT}); update syncwright, or make the plan again"
    return f"it has format {number}, and this syncwright reads {FORMAT}; make the plan again"


def _hold_together(document: Document) -> None:
    """What the shape of the records cannot say."""
    addresses = [change.address for change in document.changes]
    for what, names in (("change", addresses), ("step", [step.id for step in document.steps])):
        if len(set(names)) != len(names):
            raise NotAPlan(f"two {what}s in it have one name")
    last = len(document.reasons)
    if any(max(places, default=-1) >= last for change in document.changes for places in _places(change)):
        raise NotAPlan("it names a reason that it does not hold")


def _places(change: StoredChange) -> list[Because]:
    found: list[Because] = []
    if not isinstance(change, StoredForget):
        found += [edit.reasons for edit in change.edits]
    if isinstance(change, StoredRecreate):
        found += [edit.reasons for edit in change.because]
    if isinstance(change, StoredDelete):
        found.append(change.reasons)
    if not isinstance(change, StoredCreate):
        found += [places for parts in change.before.because.values() for places in parts.values()]
    if not isinstance(change, (StoredDelete, StoredForget)):
        found += [places for parts in change.after.because.values() for places in parts.values()]
    return found


# ------------------------------------------------------------------ from the document


def plan_of(document: Document) -> Plan:
    """The plan that a document holds."""
    reasons = [Reason(one.why, one.key, one.path, one.keys, one.added) for one in document.reasons]
    hazards = [(change.address, hazard) for change in document.changes for hazard in change.hazards]
    hazards += [(loose.address, loose.hazard) for loose in document.hazards]
    return Plan(
        tuple(_change(one, reasons) for one in document.changes),
        tuple(Step(*_values(one)) for one in document.steps),
        tuple(_hazard(address, one) for address, one in sorted(hazards, key=lambda pair: pair[0])),
        Binding(*_values(document.binding)),
        document.left_out,
        document.scopes,
        document.drift,
    )


def _values(record: Struct) -> list[Any]:
    return [getattr(record, name) for name in record.__struct_fields__]


def _hazard(address: str, one: StoredHazard) -> Hazard:
    return Hazard(one.kind, address, one.says, one.attribute, one.name, one.source, one.user)


def _change(one: StoredChange, reasons: Sequence[Reason]) -> Change:
    match one:
        case StoredCreate():
            return Create(_resource(one.after, reasons), _edits(one.edits, reasons))
        case StoredUpdate():
            return Update(_resource(one.before, reasons), _resource(one.after, reasons), _edits(one.edits, reasons))
        case StoredRecreate():
            because = _edits(one.because, reasons)
            return Recreate(_resource(one.before, reasons), _resource(one.after, reasons), _edits(one.edits, reasons), because)
        case StoredRename():
            return Rename(_resource(one.before, reasons), _resource(one.after, reasons), _edits(one.edits, reasons))
        case StoredDelete():
            return Delete(_resource(one.before, reasons), _edits(one.edits, reasons), _reasons(one.reasons, reasons), one.until)
        case StoredForget():
            return Forget(_resource(one.before, reasons))


def _reasons(places: Because, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(reasons[place] for place in places)


def _edits(edits: Sequence[StoredEdit], reasons: Sequence[Reason]) -> tuple[Edit, ...]:
    return tuple(Edit(one.attribute, one.name, one.old, one.new, _reasons(one.reasons, reasons)) for one in edits)


def _resource(one: StoredResource, reasons: Sequence[Reason]) -> Resource:
    because: Mapping[str, Mapping[str, tuple[Reason, ...]]] = {
        attribute: {name: _reasons(places, reasons) for name, places in parts.items()} for attribute, parts in one.because.items()
    }
    return Resource(one.address, one.attributes, because, one.depends_on, one.previously)
