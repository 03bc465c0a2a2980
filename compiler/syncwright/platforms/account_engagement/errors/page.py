"""The page of sync errors: one, whatever the number of connectors and units."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnosis.page import page
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.errors.table import KINDS, NOTES
from syncwright.platforms.account_engagement.units import connectors

PATH = "account_engagement/sync-errors.md"


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """It comes from the connectors that it is for."""
    found = tuple(f"connector/{one.name}" for one in connectors(catalog))
    if found:
        yield Artifact(PATH, page(KINDS, NOTES).encode(), found)
