"""The page of sync errors: one, whatever the number of connectors."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnosis.page import page
from syncwright.platform import Artifact
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.errors.table import KINDS, NOTES

PATH = "marketo/sync-errors.md"


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """It comes from the connectors that it is for."""
    found = tuple(f"connector/{one.name}" for one in catalog.connectors.values() if isinstance(one.spec, MarketoConnector))
    if found:
        yield Artifact(PATH, page(KINDS, NOTES).encode(), found)
