"""Whom a ticket is about: the subscription, the org, the sync user, and who of us sends it. Knows no ticket."""

from typing import Any

from syncwright.catalog.model import Catalog, Named
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.compiled import MarketoConnector

Document = dict[str, Any]

FORMAT = 1


def parties(catalog: Catalog, connector: Named[MarketoConnector], owner: str | None = None) -> Document:
    """For one connector. `owner`: who answers for what is asked, if that is not the connector's owner."""
    environment = catalog.environment
    place, user = environment.spec.connectors.get(connector.name), environment.spec.users.get(connector.spec.sync_user)
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": environment.name,
        "protected": environment.spec.protected,
        "owner": title_of(catalog, owner or connector.spec.owner),
        "connector": connector.name,
        "munchkin": getattr(place, "munchkin", None),
        "org": environment.spec.salesforce.org,
        "instance": environment.spec.salesforce.instance,
        "sync_user": connector.spec.sync_user,
        "username": user.username if user is not None else None,
    }


def title_of(catalog: Catalog, owner: str) -> str:
    """How people call an owner."""
    owners = catalog.estate.spec.owners
    return owners[owner].title if owner in owners else owner


def keys(catalog: Catalog, connector: Named[MarketoConnector]) -> tuple[str, ...]:
    """What a ticket comes from besides what it asks for."""
    own = (f"connector/{connector.name}", f"sync_user/{connector.spec.sync_user}")
    return (*own, f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")


def ticket_of(name: str) -> str:
    """What the ticket of a filter or partition is called."""
    return f"sync-filter-{name}"


def introduce(page: Page, doc: Document) -> None:
    """The first lines of a ticket's text."""
    page.add("## Ticket for Marketo Support")
    page.add()
    here = f"environment/{doc['environment']}"
    page.add(f"Subscription: {said(doc['munchkin'], 'its Munchkin id')}", f"{here}#connectors")
    org = f"{escaped(doc['instance'])}, org {doc['org']}, {'production' if doc['protected'] else 'environment ' + escaped(doc['environment'])}"
    page.add(f"Salesforce: {org}", f"{here}#salesforce")
    page.add(f"Sync user: {said(doc['username'], 'its username')}", f"sync_user/{doc['sync_user']}", f"{here}#users")
    page.add()


def said(value: str | None, what: str) -> str:
    """A value, or that nobody said it."""
    return escaped(value) if value else f"(the specs do not say {what})"
