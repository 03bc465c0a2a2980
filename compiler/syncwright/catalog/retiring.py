"""Fields on their way out: which they are, and the first day on which one of them may be deleted. Knows no platform."""

from datetime import date

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.durations import ends
from syncwright.spec.compiled import RetireSpec


def retiring(catalog: Catalog) -> list[CatalogField]:
    """The fields that a spec retires, by object and name."""
    return [field for field in catalog.rare if field.spec.retire is not None]


def earliest(retire: RetireSpec) -> date | None:
    """The first day on which the field may be deleted; None while it is hidden and nobody said for how long."""
    if retire.delete_after is not None:
        return ends(retire.since, retire.delete_after)
    return retire.since if retire.stage == "delete" else None
