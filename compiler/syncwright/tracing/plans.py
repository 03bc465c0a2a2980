"""From a line of a stored plan to the reasons behind it, and from spec keys to what a plan does about them."""

import re
from collections.abc import Iterator, Sequence

from syncwright.plan.document import Document, StoredChange, StoredDelete, StoredEdit, StoredForget, StoredReason, StoredResource
from syncwright.records import Struct, parsed
from syncwright.tracing.wanted import Wanted

_KEY = re.compile(r'"((?:[^"\\]|\\.)*)": ')


class InPlan(Struct, frozen=True):
    """What a line of a plan is about: keys down the document, a change, a part of it, a step; and places in its reasons."""

    keys: tuple[str | int, ...]
    change: str | None = None
    part: tuple[str, str] | None = None
    step: str | None = None
    reasons: tuple[int, ...] = ()


class Touched(Struct, frozen=True):
    """A change of a plan with the parts of it that come from what was asked about, and the titles of the steps that carry it out."""

    address: str
    change: str
    edits: tuple[StoredEdit, ...]
    steps: tuple[str, ...]


def keys_at(lines: Sequence[str], line: int) -> tuple[str | int, ...]:
    """Keys down a document as `plan` writes it, with two blanks a level, to what stands on a line (1-based)."""
    path: list[str | int] = []
    for text in lines[:line]:
        depth = (len(text) - len(text.lstrip(" "))) // 2
        if not depth or text.lstrip()[:1] in ("}", "]"):
            del path[depth:]
            continue
        key = _KEY.match(text.lstrip())
        before = path[depth - 1] if len(path) >= depth else None
        number = before + 1 if isinstance(before, int) else 0
        path[depth - 1 :] = [parsed(f'"{key[1]}"'.encode()) if key is not None else number]
    return tuple(path)


def at_line(doc: Document, lines: Sequence[str], line: int) -> InPlan:
    """What a line of a plan is about."""
    keys = keys_at(lines, line)
    match keys:
        case ("changes", int(number), *rest) if number < len(doc.changes):
            return _in_change(doc.changes[number], keys, rest)
        case ("steps", int(number), *_) if number < len(doc.steps):
            step = doc.steps[number]
            about = [change for change in doc.changes if change.address in step.changes]
            return InPlan(keys, step=step.title, reasons=_together(reason for change in about for reason in _reasons(change)))
        case ("reasons", int(number), *_) if number < len(doc.reasons):
            return InPlan(keys, reasons=(number,))
    return InPlan(keys)


def _in_change(change: StoredChange, keys: tuple[str | int, ...], rest: Sequence[str | int]) -> InPlan:
    match rest:
        case ("edits" | "because", int(number), *_):
            edits: Sequence[StoredEdit] = getattr(change, str(rest[0]))
            if number < len(edits):
                edit = edits[number]
                return InPlan(keys, change.address, (edit.attribute, edit.name or ""), None, edit.reasons)
        case ("hazards", int(number), *_) if number < len(change.hazards) and change.hazards[number].attribute is not None:
            hazard = change.hazards[number]
            part = (str(hazard.attribute), hazard.name or "")
            return InPlan(keys, change.address, part, None, _together(_reasons(change, part)))
        case ("after", "attributes" | "because", str(attribute), str(name), *_) if not isinstance(change, StoredDelete | StoredForget):
            return InPlan(keys, change.address, (attribute, name), None, _why(change.after, attribute, name))
    return InPlan(keys, change.address, reasons=_together(_reasons(change)))


def _why(after: StoredResource, attribute: str, name: str) -> tuple[int, ...]:
    """Why a part is wanted; of one that is words, why each of them is."""
    because, said = after.because.get(attribute, {}), after.attributes.get(attribute, "")
    words = () if isinstance(said, str) else said.get(name, "").split()
    return _together(number for full in (name, *(f"{name}:{word}" for word in words)) for number in because.get(full, ()))


def _reasons(change: StoredChange, part: tuple[str, str] | None = None) -> Iterator[int]:
    """The reasons of all that a change does, or of one part of it."""
    if not isinstance(change, StoredForget):
        for edit in change.edits:
            if part in (None, (edit.attribute, edit.name or "")):
                yield from edit.reasons
    if part is None and isinstance(change, StoredDelete):
        yield from change.reasons


def _together(places: Iterator[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(places))


def touched(doc: Document, wanted: Wanted) -> Iterator[Touched]:
    """The changes of a plan with parts that come from these keys."""
    asked = {number for number, reason in enumerate(doc.reasons) if wanted.exactly(reason.key)}
    for change in doc.changes:
        edits = () if isinstance(change, StoredForget) else tuple(edit for edit in change.edits if not asked.isdisjoint(edit.reasons))
        if edits or (isinstance(change, StoredDelete) and not asked.isdisjoint(change.reasons)):
            steps = tuple(step.title for step in doc.steps if change.address in step.changes)
            yield Touched(change.address, type(change).__name__.removeprefix("Stored").lower(), edits, steps)


def stood(reason: StoredReason) -> str:
    """Where a reason stood when the plan was made."""
    return f"{reason.path}:{reason.line}" if reason.line is not None else reason.path
