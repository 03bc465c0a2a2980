"""Whether a unit's connector runs, in a plan: compared between revisions of the specs alone, and switched by a person. The gate comes before.

What is said of a unit for the first time is no change: how it stood nobody had said.
"""

from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.plan.changes import Change, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.gate import facts
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.resource import AttributeType, Observation, Resource, ResourceType
from syncwright.want import Reason

#: Such as `account_engagement.connector_state/ae/emea`.
STATE = "account_engagement.connector_state"
_STATE = "state"
TYPES = (
    ResourceType(
        STATE, "connector's state", {_STATE: AttributeType("state", "scalar", on_change="by_hand")}, by_hand=True, in_source=False
    ),
)
#: Nothing of these is waited for where it is not in the plan.
_BEFORE = ("salesforce.deploy", "salesforce.assign/*", "salesforce.activate/*", "salesforce.backfill/*")


def beside(catalog: Catalog) -> Iterator[Resource]:
    """The state of every unit of which the environment says it."""
    places, environment = catalog.environment.spec.connectors, catalog.environment
    for unit in units(catalog):
        place = places.get(unit.address)
        if place is not None and place != "absent" and place.state is not None:
            key = f"environment/{environment.name}#connectors.{unit.address}.state"
            reason = Reason("the environment says so", key, environment.path, ("connectors", unit.address, _STATE))
            yield Resource(f"{STATE}/{unit.address}", {_STATE: place.state}, {_STATE: {"": (reason,)}})


def held(catalog: Catalog, addresses: Collection[str]) -> Iterator[Resource]:
    """What another revision of the specs said of these."""
    return (one for one in beside(catalog) if one.address in addresses)


def settled(_: Catalog, resources: Mapping[str, Resource], observed: Observation) -> Mapping[str, Resource]:
    """Without what was not said before."""
    new = {address for address, one in resources.items() if one.type == STATE and address not in observed.resources}
    return {address: one for address, one in resources.items() if address not in new} if new else resources


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That a person does it, and that a sync begins."""
    for unit, change in _changes(planned):
        yield Hazard("by-hand", change.address, "a person switches it", source=facts.PROVISIONED.source)
        if starts(change):
            says = f"`{unit.address}` begins to sync; {facts.BACKUP.says}"
            yield Hazard("starts", change.address, says, source=facts.PROVISIONED.source)


def steps(planned: Planned) -> Iterator[Step]:
    """One for each unit that is to run, after all else; or to stop."""
    for unit, change in _changes(planned):
        yield _unpause(planned, unit, change) if starts(change) else _pause(unit, change)


def starts(change: Change) -> bool:
    """Whether a connector is to run by it."""
    return isinstance(change, Update) and change.after.attributes.get(_STATE) == "running"


def _changes(planned: Planned) -> Iterator[tuple[Unit, Update]]:
    found = {one.address: one for one in planned.changes if isinstance(one, Update) and one.address.startswith(f"{STATE}/")}
    for unit in units(planned.catalog) if found else ():
        if (change := found.get(f"{STATE}/{unit.address}")) is not None:
            yield unit, change


def _unpause(planned: Planned, unit: Unit, change: Update) -> Step:
    environment = planned.catalog.environment.name
    return Step(
        f"account_engagement.unpause/{unit.address}",
        "person",
        "Account Engagement",
        f"unpause the connector of `{unit.address}`",
        unit.connector.spec.owner,
        "it is shown as running",
        (change.address,),
        (f"account_engagement.map/{unit.connector.name}", f"account_engagement.sharing_rules/{unit.address}", *_BEFORE),
        f"`syncwright unpause {unit.address} --env {environment}` says that nothing is open, and what to watch afterwards.\n"
        f"{facts.BACKUP.says[:1].upper()}{facts.BACKUP.says[1:]}.",
    )


def _pause(unit: Unit, change: Update) -> Step:
    return Step(
        f"account_engagement.stop/{unit.address}",
        "person",
        "Account Engagement",
        f"pause the connector of `{unit.address}`",
        unit.connector.spec.owner,
        "it is shown as paused",
        (change.address,),
        text="While it is paused, users, campaigns and metadata still sync, and single records do that are synced by hand.",
    )
