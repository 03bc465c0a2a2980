"""A plan as its document. What the document says beside the plan (types, owners, directions, users) is handed in as data."""

from collections.abc import Callable, Mapping, Sequence

from syncwright.diagnostics import Diagnostic, Place, failed
from syncwright.plan.changes import Change, Delete, Forget
from syncwright.plan.document import (
    FORMAT,
    Allowed,
    Document,
    LooseHazard,
    Owner,
    StoredAttribute,
    StoredBinding,
    StoredFinding,
    StoredHazard,
    StoredStep,
    StoredType,
    Tool,
    sealed,
)
from syncwright.plan.model import Binding, Hazard, Plan, in_order
from syncwright.plan.steps import Step
from syncwright.records import replace
from syncwright.resource import ResourceType
from syncwright.text import Span
from syncwright.views.plan.changes import Head, Reasons, stored_change, stored_edits, type_of
from syncwright.views.plan.counts import by_system, counted


def document(
    plan: Plan,
    types: Mapping[str, ResourceType],
    titles: Mapping[str, str],
    diagnostics: Sequence[Diagnostic],
    version: str,
    *,
    owners: Mapping[str, Owner] = {},
    directions: Mapping[str, str] = {},
    users: Mapping[str, tuple[str, ...]] = {},
    locate: Callable[[Place], Span] | None = None,
    unchanged: str = "",
) -> Document:
    """The document of a plan; the same for the same plan in whatever order it came.

    `types`: by name, and `titles` of platforms by name. `owners` and `directions` (which way it syncs, in words) are by spec key,
    `users` (who has what it gives) by address; what is not known is left out. `unchanged`: why nothing would change, if nothing would.
    """
    plan = in_order(plan)
    hazards = _by_address(plan.hazards)
    hands = _only_people(plan.steps)
    reasons = Reasons()
    # The reasons of what changes come first, so that those are looked up and have their owners named.
    edits = [stored_edits(change, types, hazards.get(change.address, ()), reasons) for change in plan.changes]
    for change in plan.changes:
        reasons.places(change.reasons if isinstance(change, Delete) else ())
    touched = len(reasons.found)
    changes = []
    for change, parts in zip(plan.changes, edits, strict=True):
        known = hazards.pop(change.address, ())
        by_hand = _by_hand(change, types[type_of(change)], known, hands)
        head = Head(change.address, type_of(change).partition(".")[0], by_hand, users.get(change.address, ()), tuple(map(_hazard, known)))
        changes.append(stored_change(change, head, parts, reasons))
    listed = reasons.listed(touched, owners, directions, locate)
    approving = {owners[one.key].name: owners[one.key] for one in listed if one.owner is not None}
    whole = Document(
        FORMAT,
        Tool("syncwright", version),
        _binding(plan.binding),
        failed(diagnostics),
        unchanged if plan.empty else "",
        counted(changes, plan.binding.made),
        by_system(changes, titles, plan.binding.made),
        tuple(map(_finding, diagnostics)),
        tuple(changes),
        plan.scopes,
        plan.drift,
        tuple(LooseHazard(address, _hazard(one)) for address, some in hazards.items() for one in some),
        tuple(map(_step, plan.steps)),
        plan.left_out,
        tuple(approving[name] for name in sorted(approving)),
        {name: _kind(types[name]) for name in sorted(set(map(type_of, plan.changes)))},
        tuple(listed),
        "",
    )
    return sealed(whole)


def _step(one: Step) -> StoredStep:
    said = replace(one, does=dict(sorted(one.does.items())))
    return StoredStep(*(getattr(said, name) for name in Step.__struct_fields__))


def _binding(one: Binding) -> StoredBinding:
    observed, identity = dict(sorted(one.observed.items())), dict(sorted(one.identity.items()))
    return StoredBinding(one.estate, one.environment, one.against, one.specs, observed, identity, one.tool, one.made)


def _kind(one: ResourceType) -> StoredType:
    fields = StoredAttribute.__struct_fields__
    attributes = {name: StoredAttribute(*(getattr(said, field) for field in fields)) for name, said in one.attributes.items()}
    return StoredType(one.title, one.whole, one.by_hand, attributes)


def _finding(one: Diagnostic) -> StoredFinding:
    at = one.primary
    allowed = None if one.allowed is None else Allowed(one.allowed.why, one.allowed.until.isoformat())
    start = at.span.start
    return StoredFinding(one.rule.id, one.rule.name, one.severity, one.message, one.help, at.path, start.line, start.column, allowed)


def _by_address(hazards: Sequence[Hazard]) -> dict[str, list[Hazard]]:
    found: dict[str, list[Hazard]] = {}
    for one in hazards:
        found.setdefault(one.address, []).append(one)
    return found


def _hazard(one: Hazard) -> StoredHazard:
    return StoredHazard(one.kind, one.says, one.attribute, one.name, one.source, one.user)


def _only_people(steps: Sequence[Step]) -> frozenset[str]:
    """Addresses that people carry out, and nothing else does."""
    people = {address for step in steps if step.kind == "person" for address in step.changes}
    return frozenset(people - {address for step in steps if step.kind != "person" for address in step.changes})


def _by_hand(change: Change, kind: ResourceType, hazards: Sequence[Hazard], hands: frozenset[str]) -> bool:
    """Whether no API does it: its type, its steps, a hazard of the whole change, or every part of it says so."""
    if isinstance(change, Forget):
        return False
    if kind.by_hand or change.address in hands:
        return True
    if any(one.attribute is None and one.kind in ("by-hand", "vendor") for one in hazards):
        return True
    return bool(change.edits) and all(kind.attributes[edit.attribute].on_change == "by_hand" for edit in change.edits)
