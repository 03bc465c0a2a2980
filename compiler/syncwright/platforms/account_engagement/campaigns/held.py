"""The connected campaigns of a business unit, and the record types by which it has campaigns. Knows no file."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, ConnectedCampaign
from syncwright.platforms.account_engagement.compiled import BusinessUnit
from syncwright.platforms.account_engagement.units import Unit, connectors

#: The object of Salesforce.
CAMPAIGN = "Campaign"


def connected(catalog: Catalog) -> Iterator[ConnectedCampaign]:
    """Those of Account Engagement's connectors."""
    ours = {one.name for one in connectors(catalog)}
    return (one for one in catalog.connected.values() if one.connector in ours)


def of_unit(catalog: Catalog, unit: Unit) -> list[ConnectedCampaign]:
    """Those of a unit, parents first, and by name otherwise."""
    ours = {one.name: one for one in connected(catalog) if one.spec.for_ == unit.address}
    return [ours[name] for _, name in sorted((depth(catalog.connected, one), one.name) for one in ours.values())]


def depth(every: Mapping[str, ConnectedCampaign], one: ConnectedCampaign) -> int:
    """How many campaigns are above one; of a circle, how many there are in it."""
    seen = {one.name}
    above = every.get(one.spec.parent or "")
    while above is not None and above.name not in seen:
        seen.add(above.name)
        above = every.get(above.spec.parent or "")
    return len(seen) - 1


def part_of(unit: Unit) -> BusinessUnit | None:
    """What the specs say of a business unit; None for a connector without any."""
    return unit.connector.spec.business_units.get(unit.address.partition("/")[2])


def record_types(unit: Unit) -> tuple[str, ...]:
    """The record types whose campaigns it has, as its connector's spec says."""
    part = part_of(unit)
    return part.campaign_record_types if part is not None else ()
