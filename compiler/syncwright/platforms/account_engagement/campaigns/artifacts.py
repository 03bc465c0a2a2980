"""The files of connected campaigns, unit by unit: the document, the sheet that people follow, and the records to load."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.campaigns.data import files
from syncwright.platforms.account_engagement.campaigns.made import documents
from syncwright.platforms.account_engagement.campaigns.sheet import sheet
from syncwright.platforms.account_engagement.units import Unit, folder
from syncwright.records import pretty


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Some files for each unit that has a connected campaign."""
    for unit, ours, doc in documents(catalog):
        around = (f"connector/{unit.connector.name}", f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")
        keys = tuple(sorted({unit.key, *around, *(one.key for one in ours)}))
        path = below(catalog, unit)
        yield Artifact(f"{path}/campaigns.json", pretty(doc).encode(), keys)
        yield sheet(doc).artifact(sheet_of(catalog, unit), keys)
        for name, data in files(doc):
            yield Artifact(f"{path}/{name}", data, keys)


def below(catalog: Catalog, unit: Unit) -> str:
    """The folder of a unit's campaigns."""
    return f"{folder(catalog, unit)}/campaigns"


def sheet_of(catalog: Catalog, unit: Unit) -> str:
    """Where the sheet lies."""
    return f"{below(catalog, unit)}/campaigns.md"
