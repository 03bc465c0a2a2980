"""What a Marketo instance loses when a Salesforce field goes, and what its owner does. Nothing of it has an API.

Sources: Adobe's documentation of the Salesforce sync, page by page, as in `planning.py`.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.facts import Fact
from syncwright.platform import Parting, PartingStep
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.hiding import HIDE_TOO

STAYS = Fact("when a field is deleted in Salesforce, the field in Marketo stays and stops syncing", "Adobe: field sync")
FORGOTTEN = Fact("a field in Marketo can be hidden and never deleted", "Adobe: Salesforce sync set-up, step 3 of 3")


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """What each Marketo connector that the field's file is for has to know."""
    found = [one for one in catalog.connectors.values() if one.name in field.directions and isinstance(one.spec, MarketoConnector)]
    if not found:
        return Parting()
    loses = (HIDE_TOO, STAYS, FORGOTTEN) if field.name.endswith("__c") else (HIDE_TOO, FORGOTTEN)
    return Parting(loses, tuple(step for one in found for step in _steps(one.name, one.spec.owner)))


def _steps(connector: str, owner: str) -> Iterator[PartingStep]:
    yield PartingStep(
        "hidden",
        f"Marketo ({connector})",
        "hide the field there, if Marketo made one of it",
        "In Admin, Field Management, hide it. What an asset uses, archived ones included, cannot be hidden: take it out there before.",
        "Field Management shows it as hidden",
        owner,
    )
