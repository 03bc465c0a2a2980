"""The files about what users of a connector see that Salesforce hides: `visibility.json` for programs, `visibility.md` for people."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.access.document import document, lines
from syncwright.platforms.account_engagement.access.page import page
from syncwright.platforms.account_engagement.access.visible import visibility
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.units import connectors


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Two files for each connector that syncs anything."""
    for connector in connectors(catalog):
        if any(one.syncs(connector.name) for one in catalog.objects.values()):
            doc = document(catalog, visibility(catalog, connector))
            keys = _keys(catalog, connector)
            for ending, pieces in (("json", lines(doc)), ("md", page(doc))):
                told = list(pieces)
                data = "".join(text for text, _ in told).encode()
                yield Artifact(f"{path_of(catalog, connector.name)}.{ending}", data, keys, tuple(part for _, part in told))


def path_of(catalog: Catalog, connector: str) -> str:
    """Where they lie, without the ending; under the connector's name where the estate has several."""
    several = sum(1 for _ in connectors(catalog)) > 1
    return f"account_engagement/{connector}/visibility" if several else "account_engagement/visibility"


def _keys(catalog: Catalog, connector: Named[AccountEngagementConnector]) -> tuple[str, ...]:
    """What the whole comes from."""
    user = connector.spec.sync_user
    whole = [f"connector/{connector.name}", f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}"]
    return tuple(sorted([*whole, *([f"sync_user/{user}"] if user in catalog.users else [])]))
