"""The Marketo instances that there are in the environment, and what is read out of their connectors by more than one."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.platforms.marketo.compiled import MarketoConnector

#: Marketo's own object of people, as specs call it.
PERSON = "Person"


def connectors(catalog: Catalog) -> Iterator[Named[MarketoConnector]]:
    """Their connectors, by name."""
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector) and catalog.environment.spec.connectors.get(one.name) != "absent":
            yield Named(one.name, one.spec, one.path)


def enabled(catalog: Catalog, connector: Named[MarketoConnector]) -> list[CatalogObject]:
    """The custom objects that Marketo is to have: those that the connector names, or all that the specs sync if it names none."""
    named = connector.spec.custom_objects
    syncing = (one for name, one in catalog.objects.items() if name.endswith("__c") and one.syncs(connector.name))
    return [one for one in syncing if not named or one.name in named]


def volumes(spec: MarketoConnector) -> dict[str, int]:
    """How often each chosen activity happens in a day, as somebody said, rounded up."""
    return {one: -int(-float(spec.volumes[one]) // 1) for one in spec.activities if one in spec.volumes}
