"""Whom a request is about: the business unit, the org, the connector's user, and who of us sends it. Knows no request."""

from typing import Any

from syncwright.catalog.model import Catalog
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.account_engagement.units import Unit
from syncwright.platforms.account_engagement.wants import INTEGRATION

Document = dict[str, Any]

FORMAT = 1


def parties(catalog: Catalog, unit: Unit) -> Document:
    """For one unit."""
    environment, spec = catalog.environment, unit.connector.spec
    place, user = environment.spec.connectors.get(unit.address), environment.spec.users.get(spec.sync_user)
    held = catalog.users.get(spec.sync_user)
    owners = catalog.estate.spec.owners
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": environment.name,
        "protected": environment.spec.protected,
        "owner": owners[spec.owner].title if spec.owner in owners else spec.owner,
        "unit": unit.address,
        "business_unit": getattr(place, "business_unit", None),
        "version": spec.version,
        "org": environment.spec.salesforce.org,
        "instance": environment.spec.salesforce.instance,
        "sync_user": spec.sync_user,
        "integration_user": held is not None and held.spec.kind == INTEGRATION,
        "username": user.username if user is not None else None,
    }


def keys(catalog: Catalog, unit: Unit) -> tuple[str, ...]:
    """What a request comes from besides what it asks for."""
    own = (f"connector/{unit.connector.name}", f"sync_user/{unit.connector.spec.sync_user}")
    return (*own, f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")


def introduce(page: Page, doc: Document) -> None:
    """The first lines of a request's text."""
    here = f"environment/{doc['environment']}"
    page.add(f"Business unit: {escaped(doc['unit'])}, {_said(doc['business_unit'], 'its id')}", f"{here}#connectors")
    org = f"{escaped(doc['instance'])}, org {doc['org']}, {'production' if doc['protected'] else 'environment ' + escaped(doc['environment'])}"
    page.add(f"Salesforce: {org}", f"{here}#salesforce")
    user = "the integration user" if doc["integration_user"] else f"user {_said(doc['username'], 'its username')}"
    page.add(f"Salesforce connector: version {doc['version']}, {user}", f"sync_user/{doc['sync_user']}", f"{here}#users")
    page.add()


def _said(value: str | None, what: str) -> str:
    """A value, or that nobody said it."""
    return escaped(value) if value else f"(the specs do not say {what})"
