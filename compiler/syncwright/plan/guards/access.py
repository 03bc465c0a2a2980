"""Guards of who may do what: access that grows, personal data that leaves, what can never be taken back, and one's own access."""

from collections.abc import Iterator, Mapping

from syncwright.diagnostics import Finding, Place, Rule
from syncwright.plan.changes import Create, Edit
from syncwright.plan.guards.rules import IRREVERSIBLE_VISIBILITY, PRIVACY_FIELD_LEAVES, REMOVES_OWN_ACCESS, WIDENING_ACCESS
from syncwright.plan.guards.subject import Guarded
from syncwright.plan.model import Hazard, HazardKind

#: So many findings of one rule are made; the others are counted. Each has its line looked up, which reads its file again.
MOST = 20

_Part = tuple[str, str | None, str | None]


def widening(guarded: Guarded) -> Iterator[Finding]:
    """Somebody may do more than before."""
    help_ = "have it approved, or allow this finding with the reason"
    yield from _each(guarded, WIDENING_ACCESS, "widens", help_)


def privacy(guarded: Guarded) -> Iterator[Finding]:
    """A field with personal data newly leaves the CRM."""
    help_ = "have it approved by whoever answers for personal data, and say `basis:` beside the field"
    yield from _each(guarded, PRIVACY_FIELD_LEAVES, "privacy", help_)


def irreversible(guarded: Guarded) -> Iterator[Finding]:
    """Something becomes visible for good."""
    yield from _each(guarded, IRREVERSIBLE_VISIBILITY, "irreversible", "make sure that it is meant: no later change takes it back")


def own_access(guarded: Guarded) -> Iterator[Finding]:
    """The user that deploys loses access."""
    if guarded.own_allowed:
        return
    lost: dict[str, list[Hazard]] = {}
    for one in guarded.plan.hazards:
        if one.kind == "takes" and one.user in guarded.deployers:
            lost.setdefault(one.address, []).append(one)
    for address, hazards in lost.items():
        message = f"the user that deploys loses access: {hazards[0].says}{_more(len(hazards) - 1)}"
        help_ = "deploy as another user, or say `--allow-own-removals`"
        yield REMOVES_OWN_ACCESS(guarded.place(address), message, help=help_)


def _each(guarded: Guarded, rule: Rule, kind: HazardKind, help_: str) -> Iterator[Finding]:
    """One finding for each spec behind such hazards; one for each user that is new. The plan lists every part."""
    edits = _edits(guarded)
    created = {change.address for change in guarded.plan.changes if isinstance(change, Create)}
    groups: dict[tuple[object, ...], tuple[Place, list[Hazard]]] = {}
    for one in guarded.plan.hazards:
        if one.kind == kind and one.name is not None:
            place = guarded.place(one.address)
            if one.address not in created:
                edit = edits.get((one.address, one.attribute, one.name))
                place = edit.reasons[0].place if edit is not None and edit.reasons and edit.reasons[0].path else place
            key = (one.user, place.path, place.keys)
            groups.setdefault(key, (place, []))[1].append(one)
    for number, (place, hazards) in enumerate(groups.values()):
        if number == MOST:
            message = f"there are {len(groups) - number} more of these; the plan lists them all"
            yield rule(guarded.estate, message, help=help_)
            return
        yield rule(place, f"{hazards[0].says}{_more(len(hazards) - 1)}", help=help_)


def _more(number: int) -> str:
    return f", and {number:,} more" if number else ""


def _edits(guarded: Guarded) -> Mapping[_Part, Edit]:
    return {(change.address, edit.attribute, edit.name): edit for change in guarded.plan.changes for edit in change.edits}
