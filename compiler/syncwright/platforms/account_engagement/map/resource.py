"""The field map of a unit as a resource, so that plans compare it between revisions of the specs. Nothing of it is seen in a live system here."""

from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.fields import MappedField, mapped
from syncwright.platforms.account_engagement.map.made import behaviour, remapped, work
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.resource import AttributeType, Resource, ResourceType
from syncwright.want import Reason

#: The fields of one unit: `account_engagement.field_map/ae/emea`.
FIELD_MAP = "account_engagement.field_map"
FIELD, TYPE, BEHAVIOUR, VALUE = "fields", "types", "behaviours", "values"
#: What stands between a field and one of its values.
OF = ": "

TYPES = (
    ResourceType(
        FIELD_MAP,
        "field map",
        {
            FIELD: AttributeType("Salesforce field of", "map", on_change="by_hand"),
            TYPE: AttributeType("type of", "map", on_change="by_hand"),
            BEHAVIOUR: AttributeType("sync behaviour of", "map", on_change="by_hand"),
            VALUE: AttributeType("predefined value of", "map", on_change="by_hand"),
        },
        always_there=True,
        by_hand=True,
        in_source=False,
    ),
)


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """The field map of every unit."""
    yield from (field_map(catalog, unit) for unit in units(catalog))


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has."""
    return (one for one in beside(catalog, made) if one.address in addresses)


def address(unit: Unit) -> str:
    """The address of a unit's field map."""
    return f"{FIELD_MAP}/{unit.address}"


def named(one: MappedField) -> str:
    """What a field is called here: by its name there, else by the Salesforce field; of an account or an opportunity with the object before it."""
    side = one.sides[0]
    return (one.there.name or side.name) if one.of == "prospect" else f"{side.object}.{one.there.name or side.name}"


def field_map(catalog: Catalog, unit: Unit) -> Resource:
    """What a person sets there, with the reasons."""
    parts: dict[str, dict[str, str]] = {FIELD: {}, TYPE: {}, BEHAVIOUR: {}, VALUE: {}}
    because: dict[str, dict[str, tuple[Reason, ...]]] = {FIELD: {}, TYPE: {}, BEHAVIOUR: {}, VALUE: {}}
    for one in mapped(catalog, unit):
        reasons = tuple(
            dict.fromkeys(Reason(side.field.why or "", side.field.key, side.field.group.path, side.field.keys) for side in one.sides)
        )
        for attribute, said in _said(one).items():
            parts[attribute] |= said
            because[attribute] |= dict.fromkeys(said, reasons)
    return Resource(address(unit), parts, because, _fields(parts[FIELD]))


def _fields(said: Mapping[str, str]) -> tuple[str, ...]:
    """The Salesforce fields that are mapped: those that the estate makes are there before."""
    return tuple(dict.fromkeys(f"salesforce.field/{path}" for paths in said.values() for path in paths.split(", ")))


def _said(one: MappedField) -> Mapping[str, Mapping[str, str]]:
    """What is set of one field: of one that is there by itself how it syncs alone, unless it is mapped to another Salesforce field."""
    name, made, chosen = named(one), work(one), behaviour(one)
    said: dict[str, Mapping[str, str]] = {}
    if made == "none":
        return said
    if made == "create" or remapped(one):
        said[FIELD] = {name: ", ".join(side.path for side in one.sides)}
    if made == "create":
        said[TYPE] = {name: one.there.type} if one.there.type is not None else {}
        said[VALUE] = {f"{name}{OF}{value}": "listed" for value in one.there.values or ()}
    if one.of == "prospect" and chosen is not None:
        said[BEHAVIOUR] = {name: chosen}
    return said
