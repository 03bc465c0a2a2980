"""What each unit of a connector answers of one record: what the specs, the record and the prospect say, and what nobody knows from here.

Sources: each remark carries its own. What is set in Account Engagement cannot be read, and neither can sharing without asking the org.
"""

from collections.abc import Iterator

from syncwright.candidates.answer import Answer, Remark
from syncwright.candidates.objects import not_synced, object_place
from syncwright.candidates.read import Candidate
from syncwright.candidates.sharing import visible
from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.expression.clock import Clock
from syncwright.platforms.account_engagement.access.users import is_integration
from syncwright.platforms.account_engagement.connection.facts import ALL_RECORDS, PROVISIONED_PAUSED
from syncwright.platforms.account_engagement.connection.freshness import CADENCE
from syncwright.platforms.account_engagement.connection.objects import BY_HAND, CUSTOM, OBJECTS, STILL
from syncwright.platforms.account_engagement.fields import direction
from syncwright.platforms.account_engagement.units import Unit, is_paused, units
from syncwright.platforms.account_engagement.would_sync.others import others
from syncwright.platforms.account_engagement.would_sync.people import person
from syncwright.platforms.account_engagement.would_sync.prospect import prospect
from syncwright.platforms.account_engagement.would_sync.rules import shared
from syncwright.platforms.account_engagement.would_sync.triggers import INTENT, triggers
from syncwright.platforms.account_engagement.would_sync.values import ways
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec

#: What a record is called that only Account Engagement has.
PROSPECT = "Prospect"
_SYNCED = {one.object: one for one in OBJECTS}
_WORDS = {"both": "both ways", "from-salesforce": "from Salesforce alone", "to-salesforce": "to Salesforce alone"}


def answers(catalog: Catalog, connector: Named[ConnectorSpec], seen: Seen, candidate: Candidate, clock: Clock) -> Iterator[Answer]:
    """One for each unit of the connector that this environment has."""
    for unit in units(catalog):
        if unit.connector.name == connector.name:
            if candidate.object == PROSPECT:
                found = prospect(unit, candidate)
                yield Answer((*running(catalog, unit), *found.remarks), unseen=found.unseen, part=unit.address)
            else:
                yield _answer(catalog, unit, seen, candidate, clock)


def _answer(catalog: Catalog, unit: Unit, seen: Seen, candidate: Candidate, clock: Clock) -> Answer:
    one = catalog.objects.get(candidate.object)
    if one is None or not one.syncs(unit.connector.name):
        return Answer((not_synced(catalog, unit.connector, candidate.object),), part=unit.address)
    if all(direction(catalog, unit, field) == "hidden" for field in one.visible(unit.connector.name)) and any(
        one.visible(unit.connector.name)
    ):
        says = f"`{unit.address}` syncs no field of it"
        return Answer((Remark("object", "no", says, object_place(one)),), part=unit.address)
    remarks = (
        _object(one),
        *running(catalog, unit, candidate.object),
        *shared(catalog, unit, candidate, clock),
        *person(unit, candidate),
        *others(unit, candidate),
        *triggers(candidate),
    )
    return Answer(remarks, tuple(ways(catalog, unit, seen, candidate, one)), tuple(_unseen(catalog, unit, candidate)), unit.address)


def _object(one: CatalogObject) -> Remark:
    known = _SYNCED.get(one.name)
    if known is not None:
        says = f"`{one.name}` goes {_WORDS[known.way]}: {known.says.says}"
        return Remark("object", "yes", says, object_place(one), known.says.source, known.says.certain)
    if one.name.endswith("__c"):
        return Remark("object", "yes", CUSTOM.says, object_place(one), CUSTOM.source, CUSTOM.certain)
    return Remark("object", "unknown", f"whether `{one.name}` syncs, and which way, is not documented", object_place(one))


def running(catalog: Catalog, unit: Unit, owner: str = PROSPECT) -> Iterator[Remark]:
    """Whether the environment lets the unit's connector run, and whether that matters to records of an object."""
    place, said = catalog.environment.at("connectors", unit.address), catalog.environment.spec.connectors.get(unit.address)
    if is_paused(catalog, unit) and owner in _SYNCED and _SYNCED[owner].paused:
        yield Remark("connector", "note", f"the connector of `{unit.address}` is paused: {STILL.says}", place, STILL.source)
    elif is_paused(catalog, unit):
        says = f"the connector of `{unit.address}` is paused, so that nothing goes until it is unpaused (`syncwright unpause {unit.address}` says what is open); {BY_HAND.says}"
        yield Remark("connector", "later", says, place, BY_HAND.source)
    elif said is None or said == "absent" or said.state is None:
        says = f"the environment does not say whether the connector of `{unit.address}` runs: {PROVISIONED_PAUSED.says}"
        yield Remark("connector", "note", says, catalog.environment.at("environment"), PROVISIONED_PAUSED.source)


def _unseen(catalog: Catalog, unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    user = catalog.users.get(unit.connector.spec.sync_user)
    if user is not None and is_integration(user):
        yield Remark("visibility", "yes", ALL_RECORDS.says, unit.connector.at("sync_user"), ALL_RECORDS.source)
    else:
        yield visible(catalog, unit.connector.spec.sync_user, candidate)
    yield Remark("when", "note", CADENCE.says, None, CADENCE.source)
    if candidate.object in ("Lead", "Contact"):
        yield Remark("starts", "note", INTENT.says, None, INTENT.source, INTENT.certain)
