"""What Account Engagement does for plans and builds, how it has filters, what it says of retired fields; each imported when it is asked for."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition
from syncwright.platform import Artifact, Form, Parting, Planning
from syncwright.resource import Resource


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.account_engagement.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.account_engagement.parting import parting as told

    return told(catalog, field)


def artifacts(catalog: Catalog, resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The Marketing Data Sharing rules, where a filter or a partition makes any."""
    if catalog.filters or catalog.partitions:
        from syncwright.platforms.account_engagement.sharing.artifacts import artifacts as made

        yield from made(catalog, resources)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """The Marketing Data Sharing rules, as `sharing/forms.py` has them."""
    from syncwright.platforms.account_engagement.sharing.forms import forms as said

    yield from said(catalog, one, owner)
