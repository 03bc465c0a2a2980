"""Which way to sync suits a connector: the integration user for all records, Marketing Data Sharing for some, or a user of one's own. Draws nothing."""

from collections.abc import Iterator
from typing import Literal

from syncwright.catalog.model import Catalog, Named
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.connection import editions, facts
from syncwright.platforms.account_engagement.units import Unit, connectors, units
from syncwright.platforms.account_engagement.wants import INTEGRATION
from syncwright.records import Struct

Name = Literal["integration_user", "marketing_data_sharing", "own_user"]

OWN_ACCESS = Fact("a user of your own syncs what its permissions and the org's sharing let it see", facts.UNITS)
OWN_SET_UP = Fact(
    "its access to objects is granted by hand: the package's permission set for connector users has no standard object",
    "Salesforce Help: Add permissions to the connector user",
)
#: The page says it of the integration user alone: that others need it follows, and is not said.
OWN_LICENCE = Fact(
    "a user of your own takes a Salesforce licence and the Marketing User box",
    "what Salesforce says of the integration user",
    certain=False,
)


class Method(Struct, frozen=True):
    """A way to sync. `takes`: what it is like, as facts."""

    name: Name
    title: str
    takes: tuple[Fact, ...]


METHODS = (
    Method(
        "integration_user",
        "the integration user, for all records",
        (facts.ALL_RECORDS, facts.PRECONFIGURED, facts.ATTRIBUTED, facts.WITHOUT_MARKETING_USER, facts.ONLY_IT),
    ),
    Method(
        "marketing_data_sharing",
        "Marketing Data Sharing, for the records that rules choose",
        (facts.SHARING_NEEDS_2, facts.SHARING_EDITIONS, facts.RECOMMENDED, facts.PRECONFIGURED),
    ),
    Method("own_user", "a connector user of your own, for the records that it sees", (OWN_ACCESS, OWN_SET_UP, OWN_LICENCE)),
)


class Choice(Struct, frozen=True):
    """What is chosen for one connector, and what suits it. `against`: facts that forbid a way, by its name; `why`: what speaks for `suits`."""

    connector: Named[AccountEngagementConnector]
    units: tuple[Unit, ...]
    on_org: int
    some_records: bool
    chosen: Name
    suits: Name
    why: tuple[str, ...]
    against: dict[Name, tuple[Fact, ...]]


def choices(catalog: Catalog) -> Iterator[Choice]:
    """That of each connector that is here."""
    every = tuple(units(catalog))
    for one in connectors(catalog):
        ours = tuple(unit for unit in every if unit.connector.name == one.name)
        if ours:
            yield _choice(catalog, one, ours, len(every))


def _choice(catalog: Catalog, one: Named[AccountEngagementConnector], ours: tuple[Unit, ...], on_org: int) -> Choice:
    against: dict[Name, tuple[Fact, ...]] = {method.name: tuple(_against(catalog, one, method.name, on_org)) for method in METHODS}
    some = _some_records(catalog, ours)
    suits, why = _suits(against, some, on_org)
    return Choice(one, ours, on_org, some, chosen(catalog, one), suits, why, against)


def chosen(catalog: Catalog, one: Named[AccountEngagementConnector]) -> Name:
    """What the specs say."""
    if one.spec.marketing_data_sharing:
        return "marketing_data_sharing"
    user = catalog.users.get(one.spec.sync_user)
    return "integration_user" if user is not None and user.spec.kind == INTEGRATION else "own_user"


def _against(catalog: Catalog, one: Named[AccountEngagementConnector], method: Name, on_org: int) -> Iterator[Fact]:
    """What forbids a way to sync."""
    if method == "integration_user":
        if one.spec.version == "1":
            yield facts.INTEGRATION_NEEDS_2
        if on_org > 1:
            yield facts.SEVERAL_NEED_SHARING
    elif method == "marketing_data_sharing":
        if any(each.spec.version == "1" for each in connectors(catalog)):
            yield facts.SHARING_NEEDS_2
        if editions.DATA_SHARING.needs_more_than(one.spec.edition):
            yield facts.SHARING_EDITIONS


def _some_records(catalog: Catalog, ours: tuple[Unit, ...]) -> bool:
    """Whether a filter or a case of a partition chooses records for any of these units, or for their connector."""
    addresses = {unit.address for unit in ours} | {unit.connector.name for unit in ours}
    filtered = any(not addresses.isdisjoint(one.spec.for_) for one in catalog.filters.values())
    return filtered or any(case.for_ in addresses for one in catalog.partitions.values() for case in one.spec.cases.values())


def _suits(against: dict[Name, tuple[Fact, ...]], some: bool, on_org: int) -> tuple[Name, tuple[str, ...]]:
    """What suits best, and why: what the vendor recommends, as far as it is allowed here."""
    if on_org == 1 and not some and not against["integration_user"]:
        return "integration_user", ("there is one unit on the org, and no filter chooses records for it", facts.PRECONFIGURED.says)
    why: tuple[str, ...] = (f"there are {on_org} units on the org",) if on_org > 1 else ()
    why += ("filters or cases of a partition choose which records sync",) if some else ()
    if (some or on_org > 1) and not against["marketing_data_sharing"]:
        return "marketing_data_sharing", (*why, facts.RECOMMENDED.says)
    barred = [fact.says for fact in (*against["integration_user"], *against["marketing_data_sharing"])]
    return "own_user", (*why, *dict.fromkeys(barred))
