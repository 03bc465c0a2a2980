"""The business units of an environment: what has a Salesforce connector of its own. Knows no filter."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Key
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.records import Struct


class Unit(Struct, frozen=True):
    """What has a Salesforce connector of its own: a business unit, or all of a connector whose units the specs do not name."""

    address: str
    connector: Named[AccountEngagementConnector]

    @property
    def keys(self) -> tuple[Key, ...]:
        """Where it stands in the connector's file."""
        part = self.address.partition("/")[2]
        return ("business_units", part) if part else ("connector",)

    @property
    def key(self) -> str:
        """Its spec key."""
        part = self.address.partition("/")[2]
        return f"connector/{self.connector.name}" + (f"#business_units.{part}" if part else "")


def connectors(catalog: Catalog) -> Iterator[Named[AccountEngagementConnector]]:
    """The Account Engagement connectors of this environment."""
    for one in catalog.connectors.values():
        if isinstance(one.spec, AccountEngagementConnector):
            yield Named(one.name, one.spec, one.path)


def units(catalog: Catalog) -> Iterator[Unit]:
    """Every unit of this environment, by address."""
    gone = {address for address, place in catalog.environment.spec.connectors.items() if place == "absent"}
    for one in connectors(catalog):
        addresses = [f"{one.name}/{part}" for part in one.spec.parts()] or [one.name]
        yield from (Unit(address, one) for address in addresses if address not in gone)


def is_paused(catalog: Catalog, unit: Unit) -> bool:
    """Whether the environment says that its connector is paused."""
    place = catalog.environment.spec.connectors.get(unit.address)
    return place is not None and place != "absent" and place.state == "paused"


def folder(catalog: Catalog, unit: Unit) -> str:
    """Where its files lie: under the unit's name, and with the connector's before it where the estate has several connectors."""
    connector, _, part = unit.address.partition("/")
    several = len({each.connector.name for each in units(catalog)}) > 1
    return f"account_engagement/{connector}/{part}".rstrip("/") if several else f"account_engagement/{part or connector}"
