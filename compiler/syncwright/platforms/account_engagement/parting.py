"""What Account Engagement loses when a Salesforce field goes, and what its owner does. Field mapping has no API."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.facts import Fact
from syncwright.platform import Parting, PartingStep
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector

UNSEEN = Fact(
    "a Salesforce field that the connector's user cannot see is not offered for mapping",
    "Salesforce Help: Map Account Engagement Custom Fields to Salesforce",
)
#: No page says it, so nothing is said of what a mapping does whose field is gone.
MAPPING = Fact("what becomes of a mapping whose Salesforce field was deleted is not documented", "")


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """What each Account Engagement connector that the field's file is for has to know."""
    steps = tuple(
        step
        for one in catalog.connectors.values()
        if one.name in field.directions and isinstance(one.spec, AccountEngagementConnector)
        for step in _steps(one.name, one.spec)
    )
    loses = (UNSEEN, MAPPING) if field.name.endswith("__c") else (UNSEEN,)
    return Parting(loses, steps) if steps else Parting()


def _steps(connector: str, spec: AccountEngagementConnector) -> Iterator[PartingStep]:
    for unit in spec.parts() or ("",):
        yield PartingStep(
            "before",
            f"Account Engagement ({connector}/{unit})" if unit else f"Account Engagement ({connector})",
            "take the mapping away, if there is one",
            "On the page of the Account Engagement field that is mapped to it, take the Salesforce field out.",
            "the field's page shows no Salesforce field",
            spec.owner,
        )
