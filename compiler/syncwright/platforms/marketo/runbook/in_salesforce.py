"""What people do on Salesforce's side, as no permission set does it: fields that only a query shows, the marketing user's box, page layouts."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.layouts import professional
from syncwright.platforms.marketo.runbook import facts
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.platforms.marketo.types.floor import query

#: Before Sync Fields, and whenever the profile of the sync user changes.
NEEDED = "needed-fields"


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """For the owner of the sync user."""
    user = catalog.users.get(connector.spec.sync_user)
    owner = user.spec.owner if user is not None else connector.spec.owner
    keys = (f"sync_user/{connector.spec.sync_user}", f"connector/{connector.name}#options.campaign_sync")
    yield _needed(catalog, connector, owner)
    if connector.spec.options.campaign_sync:
        yield _marketing_user(catalog, connector.spec.sync_user, owner, keys)
    if professional(catalog):
        yield Task(
            "api-access",
            "salesforce",
            "make sure that the org has access by API",
            "a client can log in to the org by its API",
            owner,
            facts.PROFESSIONAL_API,
            None,
            does=("Ask the account executive of Salesforce for it.",),
            keys=(f"estate/{catalog.estate.name}#salesforce.edition",),
            system="Salesforce",
        )
        yield Task(
            "page-layouts",
            "salesforce",
            "put the fields that sync on the page layouts, and take the others off",
            "`syncwright check` finds nothing about the layouts after they are imported again",
            owner,
            facts.BY_LAYOUTS,
            None,
            keys=(f"estate/{catalog.estate.name}#salesforce.edition", keys[0]),
            file="marketo/layouts.md",
            system="Salesforce",
        )


def _needed(catalog: Catalog, connector: Named[MarketoConnector], owner: str) -> Task:
    """The queries that answer only if the fields without which the sync fails can be read."""
    synced = {name for name, one in catalog.objects.items() if one.syncs(connector.name)}
    synced |= {
        "User",
        *(["OpportunityContactRole"] if "Opportunity" in synced else []),
        *(["Campaign"] if connector.spec.options.campaign_sync else []),
    }
    return Task(
        NEEDED,
        "salesforce",
        "see that the sync user reads the fields without which the sync fails",
        "each of these queries, run as the sync user, answers without an error",
        owner,
        facts.NEEDED,
        None,
        does=tuple(f"`{asked}`" for name in sorted(synced) if (asked := query(name)) is not None),
        keys=(f"sync_user/{connector.spec.sync_user}", f"connector/{connector.name}"),
        system="Salesforce",
    )


def _marketing_user(catalog: Catalog, name: str, owner: str, keys: tuple[str, ...]) -> Task:
    there = catalog.environment.spec.users.get(name)
    return Task(
        "marketing-user",
        "salesforce",
        f"make `{name}` a marketing user",
        "the user record shows Marketing User as ticked",
        owner,
        facts.MARKETING_USER,
        facts.USERS,
        (("User", there.username if there is not None else name), ("Marketing User", "ticked")),
        ("Find the user, Edit, tick the box, Save.",),
        keys,
        system="Salesforce",
    )
