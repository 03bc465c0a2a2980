"""The subscriptions of one connector over all environments of the estate, each with the org that it syncs with."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.records import Struct
from syncwright.spec.compiled import ConnectorPlace


class Instance(Struct, frozen=True):
    """One environment of a connector. `path`: the file that says it."""

    environment: str
    munchkin: str
    org: str
    instance: str
    protected: bool
    path: str


def instances(catalog: Catalog, connector: str) -> Iterator[Instance]:
    """By the environments' names; those that do not say their subscription are left out."""
    for one in catalog.environments.values():
        place = one.spec.connectors.get(connector)
        if isinstance(place, ConnectorPlace) and place.munchkin is not None:
            held = one.spec.salesforce
            yield Instance(one.name, place.munchkin, held.org, held.instance, one.spec.protected, one.path)
