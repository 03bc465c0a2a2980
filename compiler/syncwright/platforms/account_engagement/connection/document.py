"""The page that helps to choose how each connector syncs, as a document: what the specs say, which ways there are, what suits, what moves and how fast."""

from collections.abc import Iterator, Sequence
from typing import Final

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.connection import creation, editions, facts, freshness, objects
from syncwright.platforms.account_engagement.connection.choosing import METHODS, Choice, Name, choices
from syncwright.platforms.account_engagement.connection.person_accounts import sign
from syncwright.records import Struct

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "account-engagement-sync-method.schema.json"


class FactRow(Struct, frozen=True):
    """Something that is known, and where that was read. `certain`: false where the source is a third party, or where it is inferred."""

    says: str
    source: str
    certain: bool


class AnswerRow(Struct, frozen=True):
    """What the specs or the inventory answer to a question."""

    question: str
    answer: str


class MethodRow(Struct, frozen=True):
    """A way to sync. `takes`: what it is like; `forbidden`: what keeps it from being used here."""

    name: Name
    title: str
    takes: tuple[FactRow, ...]
    forbidden: tuple[FactRow, ...]


class ConnectorRow(Struct, frozen=True):
    """One connector. `chosen`: the way that the specs say; `suits`: the one that is allowed and recommended, and `why`. `becomes`: what becomes of records."""

    name: str
    owner: str
    units: tuple[str, ...]
    chosen: Name
    suits: Name
    why: tuple[str, ...]
    says: tuple[AnswerRow, ...]
    methods: tuple[MethodRow, ...]
    becomes: tuple[FactRow, ...]


class ObjectRow(Struct, frozen=True):
    """An object of Salesforce, what it is on the other side, and which connectors sync it by the specs. `paused`: whether it moves while a connector is paused."""

    object: str
    there: str
    way: objects.Way
    paused: bool
    connectors: tuple[str, ...]
    note: FactRow


class Document(Struct, frozen=True):
    """All connectors of an environment. `records_an_hour`: what estimates of the queue go by."""

    format: int
    estate: str
    environment: str
    connectors: tuple[ConnectorRow, ...]
    objects: tuple[ObjectRow, ...]
    paused: tuple[FactRow, ...]
    freshness: tuple[FactRow, ...]
    records_an_hour: int
    good_to_know: tuple[FactRow, ...]
    not_known: tuple[str, ...]


def document(catalog: Catalog) -> Document:
    """Every connector that is here."""
    found = list(choices(catalog))
    return Document(
        FORMAT,
        catalog.estate.name,
        catalog.environment.name,
        tuple(_connector(catalog, one) for one in found),
        tuple(_objects(catalog, [one.connector.name for one in found])),
        _facts(objects.STILL, objects.BY_HAND),
        _facts(freshness.CADENCE, freshness.OLDER_CADENCE, freshness.BATCHES, freshness.FIRST_LOAD, freshness.GROWS),
        freshness.RECORDS_AN_HOUR,
        _facts(facts.ONE_UNIT, facts.UNIT_ID, facts.CLICKJACK, facts.STANDING_ERRORS),
        NOT_KNOWN,
    )


def _connector(catalog: Catalog, one: Choice) -> ConnectorRow:
    spec, owners = one.connector.spec, catalog.estate.spec.owners
    return ConnectorRow(
        one.connector.name,
        owners[spec.owner].title if spec.owner in owners else spec.owner,
        tuple(unit.address for unit in one.units),
        one.chosen,
        one.suits,
        one.why,
        tuple(AnswerRow(question, answer) for question, answer in _answers(catalog, one)),
        tuple(MethodRow(way.name, way.title, _facts(*way.takes), _facts(*one.against[way.name])) for way in METHODS),
        _facts(*creation.told(spec), *((facts.PRESET,) if spec.version == "1" else ())),
    )


def _answers(catalog: Catalog, one: Choice) -> Iterator[tuple[str, str]]:
    spec = one.connector.spec
    user = catalog.users.get(spec.sync_user)
    kind = "the integration user" if user is not None and user.spec.kind != "user" else "a user of your own"
    yield "version of the connector", spec.version
    yield "edition of Account Engagement", spec.edition or "not said"
    yield editions.CALLS.says, editions.calls(spec.edition)
    yield "business units on the org", str(one.on_org)
    yield "records that sync", "those that filters choose" if one.some_records else "all that the user sees: no filter is for it"
    yield "user", f"{spec.sync_user}, {kind}"
    by = "the CRM id" if creation.matching(spec.same_email_prospects) == "crm_id" else "the e-mail address"
    yield "records are matched by", by
    found = sign(catalog)
    shown = f"{found} shows that there are some" if found is not None else "nothing in the inventory or the specs shows any"
    yield "person accounts", f"{spec.person_accounts.replace('_', ' ')}; {shown}"


def _objects(catalog: Catalog, connectors: Sequence[str]) -> Iterator[ObjectRow]:
    """The objects whose way is known."""
    for one in objects.OBJECTS:
        held = catalog.objects.get(one.object)
        syncing = tuple(name for name in connectors if held is not None and held.syncs(name))
        yield ObjectRow(one.object, one.there, one.way, one.paused, syncing, *_facts(one.says))


def _facts(*found: Fact) -> tuple[FactRow, ...]:
    return tuple(FactRow(one.says, one.source, one.certain) for one in found)


def keys(one: Choice) -> tuple[str, ...]:
    """The spec keys behind what is said of a connector."""
    found = [f"connector/{one.connector.name}", f"sync_user/{one.connector.spec.sync_user}"]
    return (*found, *(unit.key for unit in one.units if unit.key not in found))


#: What is not settled, so that nobody takes it for that.
NOT_KNOWN = (
    "What the licences of a permission set have to be called: read them from the org.",
    f"How fast the queue is worked off: {freshness.RECORDS_AN_HOUR:,} records an hour is what a third party says.",
    f"How many business units an org may have: {facts.MOST_UNITS} is what a third party says.",
)
