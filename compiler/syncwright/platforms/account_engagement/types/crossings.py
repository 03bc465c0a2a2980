"""Every field that an Account Engagement connector syncs, as both sides have it. Reads the catalog; knows no data.

Where all units of a connector have a field alike it is told once, of the connector; else once for each unit, by the unit's address.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.catalog.types import typed
from syncwright.crossing import Crossing, Loss
from syncwright.inventory.offered import offered
from syncwright.platforms.account_engagement.fields import Side, part_spec, sides
from syncwright.platforms.account_engagement.types.losses import Sides, losses
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.records import replace
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies
from syncwright.spec.compiled import ConnectorSpec


def crossings(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator[Crossing]:
    """By object and field. A compound stands there as its parts, as these are what Account Engagement has."""
    alike: dict[tuple[str, str], dict[Crossing, list[str]]] = {}
    mine = [unit for unit in units(catalog) if unit.connector.name == connector.name]
    for unit in mine:
        for one in of_unit(catalog, unit):
            told = replace(one, connector=connector.name)
            alike.setdefault((one.object, one.field), {}).setdefault(told, []).append(unit.address)
    for several in alike.values():
        for one, addresses in several.items():
            everywhere = len(addresses) == len(mine)
            yield from [one] if everywhere else (replace(one, connector=address) for address in addresses)


def of_unit(catalog: Catalog, unit: Unit) -> Iterator[Crossing]:
    """What one unit syncs, under its own address."""
    several = several_currencies(catalog)
    for side in sides(catalog, unit):
        yield _crossing(catalog, unit, side, several=several)


def lost(catalog: Catalog, unit: Unit, side: Side, *, several: bool) -> Iterator[Loss]:
    """What the values of one field lose in a unit. `several`: whether the org has several currencies."""
    held, there = catalog.org.field(side.object, side.name), side.there
    if held is None:
        return
    values = offered(catalog.org, side.object, side.name)
    overwrites = unit.connector.spec.blank_salesforce_values_overwrite
    both = Sides(held, there.type, values, there.values, there.default, there.locked, there.wins, overwrites, several)
    yield from losses(both, side.direction)


def why(side: Side) -> str:
    """Why the field syncs, or the part of a compound that it is."""
    part = part_spec(side.field, side.name) if side.name != side.field.name else None
    return (part.why if part is not None else None) or side.field.why or ""


def _crossing(catalog: Catalog, unit: Unit, side: Side, *, several: bool) -> Crossing:
    held, there = catalog.org.field(side.object, side.name), side.there
    return Crossing(
        unit.address,
        side.object,
        side.name,
        side.field.key,
        (held.label if held is not None else None) or side.name,
        typed(held) if held is not None else "",
        there.name,
        there.label,
        there.type,
        there.typed_by == "assumed",
        side.direction,
        there.wins if side.direction == "two-way" or there.locked else None,
        why(side),
        tuple(lost(catalog, unit, side, several=several)),
    )
