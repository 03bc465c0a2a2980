"""Every field that a Marketo connector syncs, as both sides have it. Reads the catalog; knows no data."""

from collections.abc import Iterable, Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.catalog.types import typed
from syncwright.crossing import Crossing
from syncwright.inventory import Field
from syncwright.platforms.marketo.fields import MarketoField, named_field
from syncwright.platforms.marketo.types.ignored import ignored
from syncwright.platforms.marketo.types.losses import Sides, losses
from syncwright.platforms.marketo.types.objects import object_sync
from syncwright.platforms.marketo.types.words import TITLES
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Direction

_COMPOUNDS = ("Address", "Name")


def crossings(catalog: Catalog, connector: Named[ConnectorSpec], objects: Iterable[str] | None = None) -> Iterator[Crossing]:
    """By object and field, of these objects or of all. A compound stands there as its parts, as these are what Marketo has."""
    several = several_currencies(catalog)
    for one in catalog.objects.values() if objects is None else [catalog.objects[name] for name in objects]:
        for field in one.visible(connector.name):
            for name, direction in ways(catalog, connector.name, field):
                held = catalog.org.field(one.name, name)
                there = named_field(catalog, connector.name, one.name, name)
                if held is not None and there is not None:
                    yield _crossing(catalog, connector.name, field, name, held, there, direction, several=several)


def ways(catalog: Catalog, connector: str, field: CatalogField) -> Iterator[tuple[str, Direction]]:
    """The field itself and the way it goes; of a compound each part that goes any way, by its own name: those that the specs name, else all."""
    direction = field.directions[connector]
    if field.held is None or field.held.type not in _COMPOUNDS:
        yield field.name, direction
        return
    if not field.spec.parts:
        fields = catalog.org.objects[field.object].fields
        yield from ((name, direction) for name, held in sorted(fields.items()) if held.part_of == field.name)
    prefix = field.name.removesuffix("Address") if field.held.type == "Address" else ""
    for said, part in field.spec.parts.items():
        at = part.at.get(connector)
        own = part.sync if isinstance(part.sync, str) else part.sync.get(connector, "hidden") if part.sync is not None else None
        way = (at.sync if at is not None else None) or own or direction
        if way != "hidden":
            yield f"{prefix}{said}", way


def sides(catalog: Catalog, owner: str, name: str, held: Field, there: MarketoField, *, several: bool) -> Sides:
    """One field on both sides."""
    return Sides(held, there.type, values_of(catalog, held), several, name.endswith("__c"), ignored(owner, name))


def values_of(catalog: Catalog, held: Field) -> Sequence[str]:
    """The active values of a picklist, its own or those of its set; none where the org's source does not list them."""
    shared = catalog.org.value_sets.get(held.value_set) if held.value_set is not None else None
    return held.values or (shared.values if shared is not None else ())


def _crossing(
    catalog: Catalog,
    connector: str,
    field: CatalogField,
    name: str,
    held: Field,
    there: MarketoField,
    direction: Direction,
    *,
    several: bool,
) -> Crossing:
    documented = object_sync(field.object)
    goes: Direction = "from-salesforce" if documented is not None and documented.direction == "from-salesforce" else direction
    return Crossing(
        connector,
        field.object,
        name,
        field.key,
        held.label or name,
        typed(held),
        there.rest,
        there.label,
        TITLES[there.type] if there.type is not None else None,
        there.typed_by == "assumed",
        direction,
        documented.wins if documented is not None and direction == "two-way" else None,
        _why(field, name) or "",
        tuple(losses(sides(catalog, field.object, name, held, there, several=several), goes)),
    )


def _why(field: CatalogField, name: str) -> str | None:
    """Why the field syncs, or the part that has this name."""
    part = field.spec.parts.get(name.removeprefix(field.name.removesuffix("Address"))) if name != field.name else None
    return (part.why if part is not None else None) or field.why
