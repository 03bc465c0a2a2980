"""Values that Salesforce does not take: of a picklist, of a country or a state, or too long. Points at the campaign or the map that replaces them."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.maps import values_of
from syncwright.catalog.model import Named
from syncwright.diagnosis.cures.fields import Concerned, changing, concerned, one_field
from syncwright.diagnosis.errors import Cure, Failure, Known
from syncwright.inventory.offered import offered
from syncwright.names import did_you_mean
from syncwright.spec.compiled import MapSpec
from syncwright.text import short

#: How many values are named.
_SHOWN = 12
_PICKLISTS = ("Picklist", "MultiselectPicklist")
_TEMPLATES = "syncwright campaign templates"


def restricted_value(known: Known, failure: Failure) -> Iterator[Cure]:
    """A picklist that refused a value."""
    fields = list(concerned(known, failure))
    for one in fields:
        yield from _list(known, one, failure.value)
    if not fields:
        yield Cure("salesforce", "the error does not say its field: the record's log in Salesforce or in the marketing platform does")


def replaced_value(known: Known, failure: Failure) -> Iterator[Cure]:
    """What replaces values of it before they are sent, on platforms whose campaigns can."""
    for one in concerned(known, failure):
        yield from _replaced(known, one, failure.value)


def _list(known: Known, one: Concerned, value: str | None) -> Iterator[Cure]:
    values = offered(known.catalog.org, one.object, one.name)
    place = one.said.at("values") if one.said is not None and one.said.spec.values and one.part is None else one.place(known.connector.name)
    if values is None:
        yield Cure("salesforce", f"the inventory does not say which values `{one.path}` has", place, "syncwright import")
    elif value is not None and value in values:
        says = (
            f"`{short(value)}` is a value of `{one.path}`: the record type of the record, or the field that controls it, does not have it"
        )
        yield Cure("salesforce", says, place)
    else:
        near = did_you_mean(value, values) if value is not None else None
        refused = f"`{short(value)}` is not one of them" + (f"; {near}" if near else "") if value is not None else ""
        yield Cure("specs", f"`{one.path}` has {_named(values)}" + (f": {refused}" if refused else ""), place)


def _named(values: Sequence[str]) -> str:
    shown = ", ".join(f"`{short(value)}`" for value in values[:_SHOWN])
    return f"the values {shown}" + (f" and {len(values) - _SHOWN:,} more" if len(values) > _SHOWN else "")


def _replaced(known: Known, one: Concerned, value: str | None) -> Iterator[Cure]:
    """The campaign that replaces values of the field, and whether its map has this one; else how to get one."""
    found = list(changing(known, one.object, one.name))
    for campaign, place in found:
        step = next(step for step in campaign.steps if campaign.at(*step.keys) == place)
        held = known.catalog.maps.get(step.spec.map) if step.spec.map is not None else None
        if held is None:
            yield Cure("specs", f"the campaign `{campaign.name}` changes `{one.path}`", place)
        else:
            yield _by_map(campaign.name, one, held, value)
    if not found:
        says = f"no campaign replaces values of `{one.path}` before they are sent: write one, with a map from what people type to what it takes"
        yield Cure("specs", says, one.place(known.connector.name), _TEMPLATES)


def _by_map(campaign: str, one: Concerned, held: Named[MapSpec], value: str | None) -> Cure:
    place = held.at("values") if held.spec.values else held.at("map")
    if value is None:
        return Cure("specs", f"the campaign `{campaign}` replaces values of `{one.path}` by the map `{held.name}`", place)
    if value.casefold() in {key.casefold() for key in values_of(held.spec)}:
        says = f"the map `{held.name}` replaces `{short(value)}`: the campaign `{campaign}` has not reached this person before the sync did"
        return Cure("platform", says, place)
    says = f"the campaign `{campaign}` replaces values of `{one.path}` by the map `{held.name}`, which does not name `{short(value)}`: add it there"
    return Cure("specs", says, place)


def geography(known: Known, failure: Failure) -> Iterator[Cure]:
    """Countries and states, where Salesforce takes only those of its lists. Without a field in the error, those that the connector writes."""
    fields = [one for one in concerned(known, failure) if _geographic(one.name)]
    said = bool(fields)
    for one in fields or _geographic_fields(known, failure):
        if said or one.direction(known.connector.name) in ("two-way", "to-salesforce"):
            yield from _replaced(known, _named_one(known, one), failure.value)


def _geographic(name: str) -> bool:
    return name.removesuffix("Code").endswith(("Country", "State"))


def _named_one(known: Known, one: Concerned) -> Concerned:
    """The country itself, where the error speaks of its code: that is what campaigns replace."""
    return one_field(known, one.object, one.name.removesuffix("Code")) if one.name.endswith("Code") else one


def _geographic_fields(known: Known, failure: Failure) -> Iterator[Concerned]:
    word = "State" if "state" in failure.text.casefold() and "valid countries" not in failure.text.casefold() else "Country"
    for owner in (failure.object,) if failure.object is not None else known.people:
        held = known.catalog.org.objects.get(owner)
        for name, field in held.fields.items() if held is not None else ():
            if name.endswith(word) and field.part_of is not None:
                yield one_field(known, owner, name)


def length(known: Known, failure: Failure) -> Iterator[Cure]:
    """A value that is longer than its field."""
    for one in concerned(known, failure):
        longest = failure.longest or (one.held.length if one.held is not None else None)
        if longest is not None:
            says = f"`{one.path}` takes {longest:,} characters: make it longer in Salesforce, or keep what is longer out of the field that is synced"
            yield Cure("salesforce", says, one.place(known.connector.name))
