"""The first sync as tasks, until the environment says on which day it began: what is looked at before Marketo reads fields for good, and after.

In Adobe's older flow Sync Fields reads them, with OAuth Confirm Credentials does: all of the gate comes before either.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.facts import SYNCS_VISIBLE
from syncwright.platforms.marketo.layouts import professional
from syncwright.platforms.marketo.runbook import facts
from syncwright.platforms.marketo.runbook.in_salesforce import NEEDED
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.runbook.task import listed

SEEN, READ, APP, SYNC_FIELDS, MAPPINGS, START = "gate/seen", "gate/read", "connected-app", "sync-fields", "initial-mappings", "start-sync"
#: All of the gate: without any of these done, nobody is to click Sync Fields.
GATE = (NEEDED, SEEN, READ)


def begun(catalog: Catalog, connector: str) -> bool:
    """Whether the environment says that the first sync was."""
    place = catalog.environment.spec.connectors.get(connector)
    if place is None or place == "absent":
        return False
    return place.state == "running" or place.first_sync is not None


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """The gate, the connection, the mappings and the start; none once it has begun."""
    if not begun(catalog, connector.name):
        yield _seen(catalog, connector)
        yield _read(catalog, connector)
        yield _app(catalog, connector)
        yield _sync_fields(catalog, connector)
        yield _mappings(catalog, connector)
        yield _start(catalog, connector)


def _seen(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    environment = catalog.environment.name
    return Task(
        SEEN,
        "connect",
        "see to it that the sync user sees what the specs say, and nothing more",
        f"`syncwright plan --env {environment}` against the org plans nothing for Salesforce, and `syncwright check` finds no hidden field that is seen",
        _user_owner(catalog, connector),
        facts.FOR_GOOD,
        None,
        does=(
            "Carry out the plan of this environment.",
            "Log in as the sync user and look at a lead, a contact, an account and an opportunity: a field that is hidden must not be there.",
        ),
        keys=_keys(catalog, connector),
        after=("page-layouts", "api-access") if professional(catalog) else (),
        system="Salesforce",
        rests_on=tuple(_visible(catalog, connector.name)),
    )


def _read(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    return Task(
        READ,
        "connect",
        "read the list of fields that Marketo will have for good, and agree to it",
        "whoever answers for the data has agreed",
        catalog.estate.spec.owner,
        facts.FOR_GOOD,
        None,
        does=("The data dictionary has each field with its reason and its privacy class; hide what nobody can answer for.",),
        keys=_keys(catalog, connector),
        file="dictionary/dictionary.md",
        rests_on=tuple(_visible(catalog, connector.name)),
    )


def _app(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    return Task(
        APP,
        "connect",
        "make the connected app that Marketo logs in through",
        "App Manager lists the app, and its Consumer Key and Consumer Secret are where the connector's owner keeps secrets",
        _user_owner(catalog, connector),
        facts.CONNECTED_APP,
        facts.APPS,
        (
            ("Enable OAuth Settings", "ticked"),
            ("Callback URL", facts.CALLBACK),
            ("OAuth Scopes", "all that are offered"),
            ("Require Proof Key for Code Exchange (PKCE)", "not ticked"),
        ),
        ("Save, then Continue. A subscription that shows fields for a user name, a password and a token instead needs none.",),
        _keys(catalog, connector),
        system="Salesforce",
    )


def _sync_fields(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    environment = catalog.environment
    user = environment.spec.users.get(connector.spec.sync_user)
    place = environment.spec.connectors.get(connector.name)
    return Task(
        SYNC_FIELDS,
        "connect",
        "connect Marketo to the org, and have it read the fields",
        "the page offers Start Salesforce Sync, which is not clicked yet",
        connector.spec.owner,
        facts.NO_SWITCH,
        (*facts.CRM, "Sync with Salesforce"),
        (
            ("Marketo instance", (place.munchkin if place is not None and place != "absent" else None) or "not said in the environment"),
            ("Salesforce org", f"{environment.spec.salesforce.org} ({environment.spec.salesforce.instance})"),
            ("User name of the sync user", user.username if user is not None else "not said in the environment"),
            ("Sandbox", "ticked" if ".sandbox." in environment.spec.salesforce.instance else "not ticked"),
        ),
        (
            "Use a private browser window, so that no other user is logged in to Salesforce there.",
            "With OAuth: enter the Consumer Key and the Consumer Secret, Save, Login with Salesforce, log in as the sync user, Allow, Confirm Credentials.",
            "With user name, password and security token: enter them, Sync Fields, read the warning, Confirm Credentials.",
        ),
        _keys(catalog, connector),
        (*GATE, APP),
    )


def _mappings(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    pairs = dict(_pairs(catalog, connector.name))
    values = [(f"Lead.{one}", f"one field with Contact.{other}") for one, other in pairs.items()]
    keys = [key for one, other in pairs.items() for key in (f"object/Lead#{one}", f"object/Contact#{other}")]
    if alike := sorted(_alike(catalog, connector.name) - pairs.keys()):
        keys += [f"object/{owner}#{name}" for owner in ("Lead", "Contact") for name in alike]
        values.append(("Of one name, and the specs do not say that they are one", listed(alike)))
    return Task(
        MAPPINGS,
        "connect",
        "look over which custom fields of leads and contacts Marketo makes one",
        "what the specs name as one is one field, and Finish Mappings was clicked",
        connector.spec.owner,
        facts.MAPPED_ONCE,
        ("Edit Mappings",),
        tuple(values),
        (
            "Drag a field from the folder of unmapped custom fields onto its counterpart; Break Mapping parts two that are one and should not be.",
            "Mappings of standard fields cannot be changed.",
        ),
        (*_keys(catalog, connector), *keys),
        (SYNC_FIELDS,),
    )


def _start(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    return Task(
        START,
        "connect",
        "start the sync, and say in the specs on which day",
        "Admin > Salesforce shows Last Synced or Sync in Progress in its upper right corner, not Failed",
        connector.spec.owner,
        facts.NO_DUPLICATES_MERGED,
        (*facts.CRM, "Sync with Salesforce", "Start Salesforce Sync", "Start Sync"),
        does=(
            f"In the spec of the environment `{catalog.environment.name}`, under `connectors`, say of `{connector.name}` its `first_sync:`, the day: this part of the runbook then goes.",
        ),
        keys=_keys(catalog, connector),
        after=(MAPPINGS,),
    )


def _visible(catalog: Catalog, connector: str) -> Iterator[str]:
    """The fields of objects that sync by being seen; custom objects are enabled one by one later."""
    for name in SYNCS_VISIBLE:
        one = catalog.objects.get(name)
        yield from (f"{name}.{field.name}" for field in (one.visible(connector) if one is not None else ()))


def _pairs(catalog: Catalog, connector: str) -> Iterator[tuple[str, str]]:
    """Custom fields that the specs name as one on leads and on contacts, or fill from each other when a lead is converted."""
    there = {one.name: (one.group.path, one.said) for one in _custom(catalog, "Contact", connector)}
    by_idea = {idea: name for name, idea in there.items()}
    for one in _custom(catalog, "Lead", connector):
        converted = (one.spec.convert or "").removeprefix("Contact.")
        other = by_idea.get((one.group.path, one.said)) or (converted if converted in there else None)
        if other is not None:
            yield one.name, other


def _alike(catalog: Catalog, connector: str) -> set[str]:
    """Names that custom fields of both objects have."""
    lead, contact = ({one.name for one in _custom(catalog, owner, connector)} for owner in ("Lead", "Contact"))
    return lead & contact


def _custom(catalog: Catalog, owner: str, connector: str) -> Iterator[CatalogField]:
    one = catalog.objects.get(owner)
    return (field for field in (one.visible(connector) if one is not None else ()) if field.name.endswith("__c"))


def _user_owner(catalog: Catalog, connector: Named[MarketoConnector]) -> str:
    user = catalog.users.get(connector.spec.sync_user)
    owner: str = user.spec.owner if user is not None else connector.spec.owner
    return owner


def _keys(catalog: Catalog, connector: Named[MarketoConnector]) -> tuple[str, ...]:
    return (f"connector/{connector.name}", f"environment/{catalog.environment.name}", f"sync_user/{connector.spec.sync_user}")
