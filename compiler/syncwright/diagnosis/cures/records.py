"""What forbids saving a record: validation rules, required and unique fields, duplicate rules, and who may own it."""

import re
from collections.abc import Iterator

from syncwright.diagnosis.cures.fields import changing, concerned, object_place
from syncwright.diagnosis.errors import Cure, Failure, Known
from syncwright.inventory.model import Object
from syncwright.text import short

#: How many rules are named.
_SHOWN = 8


def _objects(known: Known, failure: Failure) -> Iterator[Object]:
    for owner in (failure.object,) if failure.object is not None else known.people:
        if owner in known.catalog.org.objects:
            yield known.catalog.org.objects[owner]


def validation(known: Known, failure: Failure) -> Iterator[Cure]:
    """The active rules of the object: of a field that the error names, those that read it; else those that read what the connector writes."""
    fields = {path.partition(".")[2] for path in failure.fields if "." in path}
    for one in _objects(known, failure):
        active = {name: rule for name, rule in one.validation_rules.items() if rule.active}
        written = fields or _written(known, one.name)
        reading = [name for name, rule in active.items() if rule.field in written or written & set(re.findall(r"\w+", rule.formula))]
        for name in reading[:_SHOWN]:
            says = f"the active validation rule `{name}` of `{one.name}` tests `{short(active[name].formula, 120)}`: exempt the sync user, or fix the data"
            yield Cure("salesforce", says)
        if len(reading) > _SHOWN:
            yield Cure("salesforce", f"and {len(reading) - _SHOWN} more active validation rules of `{one.name}`")
        if not reading:
            what = f"reads {', '.join(sorted(fields))}" if fields else f"reads a field that `{known.connector.name}` writes"
            yield Cure(
                "salesforce",
                f"no active validation rule of `{one.name}` in the inventory {what}: import it again",
                command="syncwright import",
            )


def _written(known: Known, owner: str) -> set[str]:
    held = known.catalog.objects.get(owner)
    fields = held.fields.values() if held is not None else ()
    return {one.name for one in fields if one.directions.get(known.connector.name) in ("two-way", "to-salesforce")}


def required(known: Known, failure: Failure) -> Iterator[Cure]:
    """Fields that must not be empty: whether the connector would fill them."""
    for one in concerned(known, failure):
        direction, place = one.direction(known.connector.name), one.place(known.connector.name)
        if direction in ("two-way", "to-salesforce"):
            says = f"`{one.path}` is `{direction}`, so that the marketing platform can fill it: see that it is never empty there"
            yield Cure("platform", says, place)
            for campaign, step in changing(known, one.object, one.name):
                yield Cure("specs", f"the campaign `{campaign.name}` sets it", step)
        else:
            said = f"is `{direction}` for `{known.connector.name}`" if direction else f"is in no spec for `{known.connector.name}`"
            says = f"`{one.path}` {said}, so that nothing fills it there: sync it `two-way`, or give it a default in Salesforce"
            yield Cure("specs", says, place or object_place(known, one.object))
    for name in (path for path in failure.fields if "." not in path):
        yield Cure("salesforce", f"the inventory has no field `{name}`; import it again", command="syncwright import")


def unique(known: Known, failure: Failure) -> Iterator[Cure]:
    """Fields of which no two records have the same value."""
    for one in concerned(known, failure):
        says = f"`{one.path}` takes each value once: merge the two records, or leave the field out of the sync"
        yield Cure("salesforce", says, one.place(known.connector.name))


def duplicate_rule(known: Known, failure: Failure) -> Iterator[Cure]:
    """The active duplicate rules of the object."""
    for one in _objects(known, failure):
        active = sorted(name for name, on in one.duplicate_rules.items() if on)
        if active:
            named = ", ".join(f"`{name}`" for name in active[:_SHOWN])
            yield Cure("salesforce", f"active duplicate rules of `{one.name}`: {named}; have them alert and allow, or exempt the sync user")
        else:
            says = f"the inventory has no active duplicate rule of `{one.name}`: import it again, or look at the standard ones in Setup"
            yield Cure("salesforce", says, command="syncwright import")


def owner(known: Known, _failure: Failure) -> Iterator[Cure]:
    """What of our own changes owners."""
    for campaign in known.catalog.campaigns.values():
        if campaign.connector == known.connector.name:
            for step in campaign.steps:
                if step.kind == "change_owner":
                    yield Cure("specs", f"the campaign `{campaign.name}` changes owners, also of contacts", campaign.at(*step.keys))
