"""What a reviewer must know of changes on Salesforce: who gains or loses what, what is lost for good, what nobody but a person can do."""

from collections.abc import Iterator

from syncwright.facts import Fact
from syncwright.plan.access import AccessChange
from syncwright.plan.changes import Create, Delete, Rename, Update
from syncwright.plan.model import Hazard
from syncwright.platform import Planned
from syncwright.platforms.salesforce import band_steps
from syncwright.platforms.salesforce.field_hazards import created_fields, of_field
from syncwright.platforms.salesforce.naming import PROFILE
from syncwright.platforms.salesforce.types import FIELD, ROWS, SHARING_RULE
from syncwright.platforms.salesforce.value_steps import value_hazards

ROLL_UP_GONE = Fact("deleting a roll-up summary field is always final", "DOC: Deleting Components from an Organization, Metadata API")
#: There is no source for it, as it is about something that no page describes.
RENAME_BY_HAND = "no API is known to rename a custom field"

_DOES = {
    "read": "read records of",
    "create": "create records of",
    "edit": "edit records of",
    "delete": "delete records of",
    "view-all": "read every record of",
    "modify-all": "change every record of",
    "view-all-fields": "read every field of",
}


def hazards(planned: Planned) -> Iterator[Hazard]:
    """The hazards of this platform's changes, part by part."""
    for one in planned.access:
        yield _of_access(one, planned)
    yield from band_steps.hazards(planned)
    yield from value_hazards(planned)
    if planned.catalog.filters or planned.catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.filters.answer_steps import hazards as of_answers

        yield from of_answers(planned)
    if any(change.address.startswith(f"{SHARING_RULE}/") for change in planned.changes):
        from syncwright.platforms.salesforce.sharing_steps import hazards as of_sharing

        yield from of_sharing(planned)
    ours = created_fields(planned)
    for change in planned.changes:
        if isinstance(change, Update) and change.after.type == FIELD:
            yield from of_field(change)
        elif isinstance(change, Delete) and change.before.type == FIELD:
            path = change.before.name
            yield Hazard("destructive", change.address, f"`{path}` goes, with the values in it")
            if change.before.attributes.get("type") == "Summary":
                yield Hazard("irreversible", change.address, ROLL_UP_GONE.says, source=ROLL_UP_GONE.source)
        elif isinstance(change, Create) and change.after.type == FIELD and change.address not in ours:
            yield Hazard("by-hand", change.address, f"`{change.after.name}` is made again by hand")
            yield Hazard("irreversible", change.address, f"the values that `{change.after.name}` held do not come back with it")
        elif isinstance(change, Rename) and change.after.type == FIELD:
            yield Hazard("by-hand", change.address, f"{RENAME_BY_HAND}: `{change.before.name}` becomes `{change.after.name}` in Setup")


def _of_access(one: AccessChange, planned: Planned) -> Hazard:
    if one.widens:
        return Hazard("widens", one.address, f"`{one.user}` can {can(one)}", one.attribute, one.name, user=one.user)
    besides = still_seen(one, planned) if one.kind == "fields" and one.after is None else ()
    more = f", and still sees it through {besides[0]}" if besides else ""
    whose = "everybody with this profile" if one.address.startswith(f"{PROFILE}/") else f"`{one.user}`"
    says = f"{whose} can no longer {_lost(one)}{more}"
    return Hazard("takes", one.address, says, one.attribute, one.name, user=one.user)


def still_seen(one: AccessChange, planned: Planned) -> tuple[str, ...]:
    """What lets a user see a field besides what is made of the specs."""
    owner, _, field = one.thing.partition(".")
    return tuple(
        through.title for access in planned.seen(owner, field) if access.user == one.user for through in access.read if not through.ours
    )


def can(one: AccessChange) -> str:
    """What a user can do, in words."""
    if one.kind == "fields":
        return f"{'read and edit' if one.after == 'edit' and one.before is None else one.after} `{one.thing}`"
    return _other(one)


def _lost(one: AccessChange) -> str:
    if one.kind == "fields":
        return f"{'edit' if one.after == 'read' else 'read'} `{one.thing}`"
    return _other(one)


def _other(one: AccessChange) -> str:
    if one.kind == "objects":
        owner, _, word = one.thing.partition(":")
        return f"{_DOES.get(word, word)} `{owner}`"
    if one.kind == "sets":
        return f"do what `{one.thing}` gives"
    return f"use the {ROWS[one.kind]} `{one.thing}`"
