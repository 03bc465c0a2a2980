"""From specs to the document of a unit's connected campaigns. Pure."""

from collections.abc import Iterator
from hashlib import sha256

from syncwright.catalog.model import Catalog, ConnectedCampaign
from syncwright.platforms.account_engagement.campaigns.document import FORMAT, Campaign, Campaigns, Status, Value
from syncwright.platforms.account_engagement.campaigns.held import connected, of_unit, record_types
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.records import compact, replace


def documents(catalog: Catalog) -> Iterator[tuple[Unit, list[ConnectedCampaign], Campaigns]]:
    """A document for each unit that has a connected campaign, with the campaigns that it says."""
    for unit in units(catalog):
        if ours := of_unit(catalog, unit):
            yield unit, ours, document(catalog, unit, ours)


def document(catalog: Catalog, unit: Unit, ours: list[ConnectedCampaign]) -> Campaigns:
    """One unit's."""
    place = catalog.environment.spec.connectors.get(unit.address)
    known = place if place is not None and place != "absent" else None
    found = Campaigns(
        FORMAT,
        "",
        catalog.estate.name,
        catalog.environment.name,
        unit.address,
        known.business_unit if known is not None else None,
        record_types(unit),
        _title(catalog, unit.connector.spec.owner) or unit.connector.spec.owner,
        tuple(_campaign(catalog, ours, one) for one in ours),
    )
    return replace(found, version=_version(found))


def _version(doc: Campaigns) -> str:
    """Twelve characters of a hash of what there is to make: a reason in other words makes no other version."""
    made = [replace(one, why="", owner=None) for one in doc.campaigns]
    return sha256(compact([doc.record_types, made])).hexdigest()[:12]


def _campaign(catalog: Catalog, ours: list[ConnectedCampaign], one: ConnectedCampaign) -> Campaign:
    spec = one.spec
    above = {each.name: each for each in connected(catalog)}.get(spec.parent or "")
    days = (("StartDate", spec.starts), ("EndDate", spec.ends))
    values = [Value("IsActive", "true" if spec.active else "false")]
    values += [Value(field, day.isoformat()) for field, day in days if day is not None]
    values += [Value(field, text) for field, text in sorted(spec.fields.items())]
    return Campaign(
        one.key,
        _id(one.name),
        spec.name,
        spec.record_type,
        above.spec.name if above is not None else None,
        _id(above.name) if above is not None and above in ours else None,
        spec.user,
        tuple(values),
        tuple(Status(each.status, number, each.responded, each.default) for number, each in enumerate(spec.statuses, 1)),
        spec.connects,
        _title(catalog, spec.owner),
        " ".join(spec.why.split()),
    )


def _id(name: str) -> str:
    """What stands for a record id, of letters, digits and underscores. A name has no two marks in a row, so that no two names give one."""
    return name.replace("_", "__").replace("-", "_")


def _title(catalog: Catalog, owner: str | None) -> str | None:
    owners = catalog.estate.spec.owners
    return owners[owner].title if owner in owners else owner
