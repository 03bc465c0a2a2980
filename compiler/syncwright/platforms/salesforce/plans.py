"""What Salesforce does for plans and says of retired fields, imported when it is asked for: `check` and `build` start without it."""

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.platform import Parting, Planning


def planning() -> Planning:
    """The value in `planning.py`."""
    from syncwright.platforms.salesforce.planning import PLANNING

    return PLANNING


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """As `parting.py` has it."""
    from syncwright.platforms.salesforce.parting import parting as told

    return told(catalog, field)
