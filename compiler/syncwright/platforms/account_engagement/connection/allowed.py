"""Which version, edition, number and ids the units of a connector may have."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.platforms.account_engagement.connection import editions, facts
from syncwright.platforms.account_engagement.connection.rules import (
    EDITION_TOO_SMALL,
    NEEDS_VERSION_2,
    OLD_VERSION,
    ONE_UNIT_TWICE,
    TOO_MANY_UNITS,
    UNITS_WITHOUT_PARTNER,
)
from syncwright.platforms.account_engagement.units import Unit, connectors, units
from syncwright.platforms.account_engagement.wants import INTEGRATION
from syncwright.record_ids import same_id


def old(catalog: Catalog) -> Iterator[Finding]:
    """Connectors of version 1."""
    for one in connectors(catalog):
        if one.spec.version == "1":
            message = f"`{one.name}` has version 1 of the connector, without the integration user and marketing data sharing; {facts.NO_PAUSE.worded('and it cannot be paused')}"
            yield OLD_VERSION(one.at("version"), message, help=f"plan the upgrade; {facts.BACK.worded('it cannot be taken back')}")


def version(catalog: Catalog) -> Iterator[Finding]:
    """What version 1 has not."""
    for one in (each for each in connectors(catalog) if each.spec.version == "1"):
        user = catalog.users.get(one.spec.sync_user)
        if user is not None and user.spec.kind == INTEGRATION:
            message = f"`{one.name}` has version 1, and works through the integration user: {facts.INTEGRATION_NEEDS_2.says}"
            yield NEEDS_VERSION_2(one.at("version"), message, help=f"upgrade it, or give it a user of its own; {facts.LIGHTNING_ONLY.says}")
    for unit, state in _states(catalog):
        if unit.connector.spec.version == "1" and state == "paused":
            message = f"`{unit.address}` is paused here, and its connector has version 1: {facts.PAUSES.says}"
            place = catalog.environment.at("connectors", unit.address, "state")
            related = ((unit.connector.at("version"), "version 1"),)
            yield NEEDS_VERSION_2(place, message, help="leave the state out, or upgrade the connector", related=related)


def _states(catalog: Catalog) -> Iterator[tuple[Unit, str | None]]:
    for unit in units(catalog):
        place = catalog.environment.spec.connectors.get(unit.address)
        if place is not None and place != "absent":
            yield unit, place.state


def edition(catalog: Catalog) -> Iterator[Finding]:
    """What an edition has not."""
    for one in connectors(catalog):
        for feature in editions.used(one.spec):
            if feature.needs_more_than(one.spec.edition):
                message = f"`{one.name}` is of the edition `{one.spec.edition}`, and uses {feature.title}: {feature.says.says}"
                related = ((one.at(feature.key), "used here"),)
                yield EDITION_TOO_SMALL(
                    one.at("edition"), message, help=f"say the edition that it has, or use no {feature.title}", related=related
                )
        if editions.CUSTOM_OBJECTS.needs_more_than(one.spec.edition):
            custom = [name for name, held in catalog.objects.items() if name.endswith("__c") and held.syncs(one.name)]
            if custom:
                says = editions.CUSTOM_OBJECTS.says
                message = f"`{one.name}` is of the edition `{one.spec.edition}`, and syncs `{custom[0]}`: {says.worded(says.says)}"
                yield EDITION_TOO_SMALL(
                    one.at("edition"), message, help=f"say the edition that it has, or hide the object from `{one.name}`"
                )


def many(catalog: Catalog) -> Iterator[Finding]:
    """Units beyond the most that an org is said to have."""
    found = list(units(catalog))
    if len(found) > facts.MOST_UNITS:
        one = found[facts.MOST_UNITS]
        message = f"`{one.address}` is one of {len(found)} units of one org: {facts.UNITS_AT_MOST.worded(facts.UNITS_AT_MOST.says)}"
        yield TOO_MANY_UNITS(one.connector.at(*one.keys), message, help="ask Account Engagement's support before units are made")


def twice(catalog: Catalog) -> Iterator[Finding]:
    """One business unit under two addresses, or in two environments."""
    ids = [
        (environment, address, place.business_unit)
        for environment in catalog.environments.values()
        for address, place in environment.spec.connectors.items()
        if place != "absent" and place.business_unit
    ]
    for index, (environment, address, unit_id) in enumerate(ids):
        for other, first, held in ids[:index]:
            if same_id(unit_id, held) and catalog.environment.name in (environment.name, other.name):
                where = "" if environment.name == other.name else f" in `{other.name}`"
                message = f"`{address}` has the id `{unit_id}`, which is that of `{first}`{where}: {facts.ONE_EACH.says}"
                related = ((other.at("connectors", first, "business_unit"), "here"),)
                yield ONE_UNIT_TWICE(
                    environment.at("connectors", address, "business_unit"),
                    message,
                    help="give each unit its own id; Account Engagement Settings shows it",
                    related=related,
                )
                break


def partner(catalog: Catalog) -> Iterator[Finding]:
    """Units that nobody reviews."""
    for one in connectors(catalog):
        if len(one.spec.business_units) > 1 and one.spec.partner is None:
            message = f"nobody reviews the {len(one.spec.business_units)} business units of `{one.name}`: {facts.PARTNER.says}"
            help_ = "name in `partner` who looks over the set-up before the first unit is unpaused: a partner, or a reviewer of your own"
            yield UNITS_WITHOUT_PARTNER(one.at("business_units"), message, help=help_)
