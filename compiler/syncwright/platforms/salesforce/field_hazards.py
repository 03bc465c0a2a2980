"""What a reviewer must know of a change of a field that is there: what may be lost, what a deployment may refuse, who does not hear of it."""

from collections.abc import Iterator

from syncwright.catalog.owned import created, definition
from syncwright.facts import Fact
from syncwright.plan.changes import Edit, Recreate, Update
from syncwright.plan.model import Hazard
from syncwright.platform import Planned
from syncwright.platforms.salesforce.field_types import CONVERSION, loses
from syncwright.platforms.salesforce.types import FIELD

#: What Salesforce does with values that no longer fit was not found documented.
_NOT_DOCUMENTED = "what becomes of longer values is not documented: look for them before"
#: Numbers of a field of which less may be too little.
_LESS = {"length": "characters", "precision": "digits", "scale": "digits behind the point"}
#: Adobe: field sync; the same is reported of Account Engagement.
UNHEARD = Fact("a new result of a formula changes no record, so that nothing syncs until a record changes", "Adobe: field sync")


def created_fields(planned: Planned) -> frozenset[str]:
    """Addresses of fields that are deployed: those that the estate creates, and whatever changes in one that is there."""
    found = {one.address for one in planned.changes if isinstance(one, Update | Recreate) and one.after.type == FIELD}
    found |= {f"{FIELD}/{definition(one.object, one.name).path}" for one in created(planned.catalog)}
    if planned.catalog.filters or planned.catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.filters.answers import answers

        found |= {one.address for one in answers(planned.catalog)}
    return frozenset(found)


def of_field(change: Update) -> Iterator[Hazard]:
    """The hazards of one field's change, edit by edit."""
    name = change.after.name
    for edit in change.edits:
        if edit.attribute == "type":
            yield from _type(change, edit)
        elif edit.attribute in _LESS and _number(edit.new) < _number(edit.old):
            says = f"`{name}` goes from {edit.old} to {edit.new} {_LESS[edit.attribute]}; {_NOT_DOCUMENTED}"
            yield Hazard("destructive", change.address, says, edit.attribute)
        elif edit.attribute == "unique" and edit.new == "true":
            says = f"`{name}` becomes unique: look before for records that have the same value"
            yield Hazard("records", change.address, says, edit.attribute)
        elif edit.attribute == "required" and edit.new == "true":
            says = f"`{name}` becomes required: nothing saves a record without a value, a sync neither, and everybody sees the field"
            yield Hazard("records", change.address, says, edit.attribute)
        elif edit.attribute == "formula":
            yield Hazard("records", change.address, f"`{name}`: {UNHEARD.says}", edit.attribute, source=UNHEARD.source)


def _type(change: Update, edit: Edit) -> Iterator[Hazard]:
    old, new = edit.old or "", edit.new or ""
    if loses(old, new):
        says = f"`{change.after.name}` becomes a `{new}` from a `{old}`: {CONVERSION.says}"
        yield Hazard("irreversible", change.address, says, edit.attribute, source=CONVERSION.source)
    else:
        says = f"`{change.after.name}` becomes a `{new}` from a `{old}`: validate it against a sandbox first"
        yield Hazard("records", change.address, says, edit.attribute)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
