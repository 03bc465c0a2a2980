"""The rules about the gate: what forbids a connector to run as far as specs alone can say, and what goes together with Marketing Data Sharing."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.units import connectors, units

PAGES = "syncwright.platforms.account_engagement.pages"

#: Trailhead, "Plan your Pardot and Salesforce integration": the connector is paused until all is set up.
RUNNING_BEHIND_AN_OPEN_GATE = Rule("AEN880", "running-behind-an-open-gate", "error", PAGES)
#: Salesforce Help, "Guidelines for Using Marketing Data Sharing".
CHANGE_LOG_WITH_DATA_SHARING = Rule("AEN865", "change-log-with-data-sharing", "error", PAGES)


@RUNNING_BEHIND_AN_OPEN_GATE.check
def _running(catalog: Catalog) -> Iterator[Finding]:
    places, environment = catalog.environment.spec.connectors, catalog.environment
    if not any(place != "absent" and place.state == "running" for place in places.values()):
        return
    # Start-up time: most environments say of no unit that it runs.
    from syncwright.platforms.account_engagement.gate.from_specs import mistakes

    for unit in units(catalog):
        place = places.get(unit.address)
        if place is None or place == "absent" or place.state != "running":
            continue
        found = [verdict for _, verdict in mistakes(catalog, unit)]
        if found:
            message = f"`{unit.address}` is to run, and {'; '.join(one.says for one in found)}"
            help_ = f"say `state: paused`, and pause it, until that is mended: {found[0].help}"
            related = ((unit.connector.at(*unit.keys), "this unit"),)
            yield RUNNING_BEHIND_AN_OPEN_GATE(environment.at("connectors", unit.address, "state"), message, help=help_, related=related)


@CHANGE_LOG_WITH_DATA_SHARING.check
def _change_log(catalog: Catalog) -> Iterator[Finding]:
    for one in connectors(catalog):
        if one.spec.object_change_log and one.spec.marketing_data_sharing:
            from syncwright.platforms.account_engagement.sharing.facts import NO_CHANGE_LOG

            message = f"`{one.name}` chooses records by the ObjectChangeLog and by Marketing Data Sharing: {NO_CHANGE_LOG.says}"
            related = ((one.at("marketing_data_sharing"), "used here"),)
            yield CHANGE_LOG_WITH_DATA_SHARING(
                one.at("object_change_log"), message, help="leave one of the two: switch the ObjectChangeLog off", related=related
            )


RULES = (RUNNING_BEHIND_AN_OPEN_GATE, CHANGE_LOG_WITH_DATA_SHARING)
