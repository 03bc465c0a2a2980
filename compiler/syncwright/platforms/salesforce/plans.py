"""What Salesforce does for plans and says of retired fields, imported when it is asked for: `check` and `build` start without it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, CatalogFilter, CatalogPartition
from syncwright.platform import Form, Parting, Planning


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.salesforce.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.salesforce.parting import parting as told

    return told(catalog, field)


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """As `filters/forms.py` has them."""
    from syncwright.platforms.salesforce.filters.forms import forms as said

    yield from said(catalog, one, owner)
