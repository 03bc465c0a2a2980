"""The requests of every unit as files: a document and a page of each, in `support/` beside the unit's other files."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.support import blank_overwrite, contacts, person_accounts, same_email
from syncwright.platforms.account_engagement.support.parties import keys
from syncwright.platforms.account_engagement.support.request import Request, document, page
from syncwright.platforms.account_engagement.units import Unit, folder, units
from syncwright.records import pretty


def requests(catalog: Catalog, unit: Unit) -> list[Request]:
    """Those of a unit, in the order in which they are sent: what matches what comes first."""
    found = (
        same_email.request(catalog, unit),
        person_accounts.request(unit),
        contacts.request(unit),
        blank_overwrite.request(catalog, unit),
    )
    return [one for one in found if one is not None]


def path_of(catalog: Catalog, unit: Unit, name: str) -> str:
    """Where a request's page lies, below `generated/`."""
    return f"{folder(catalog, unit)}/support/{name}.md"


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Both files of each request."""
    for unit in units(catalog):
        for request in requests(catalog, unit):
            doc, path = document(catalog, unit, request), path_of(catalog, unit, request.name)
            about = (one.of for one in request.counts if one.of is not None)
            of = tuple(dict.fromkeys((request.key, *about, *keys(catalog, unit))))
            yield Artifact(path.removesuffix(".md") + ".json", pretty(doc).encode(), of)
            yield page(doc).artifact(path, of)
