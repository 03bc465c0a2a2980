"""The tickets of every connector as files: a document and a page of each, in `generated/marketo/support/`."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.page import Page
from syncwright.platform import Artifact
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.support import in_force, remapping, sandbox
from syncwright.platforms.marketo.support.parties import Document, keys
from syncwright.records import pretty

FOLDER = "marketo/support"


def path_of(connector: str, name: str) -> str:
    """Where a ticket's page lies, below `generated/`."""
    return f"{FOLDER}/{connector}/{name}.md"


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """For each connector: which filter is in force; and, where there is something to ask, other maps and the link of a sandbox."""
    for one in catalog.connectors.values():
        if isinstance(one.spec, MarketoConnector):
            yield from _of(catalog, Named(one.name, one.spec, one.path))


def _of(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Artifact]:
    whole = keys(catalog, connector)
    asked = in_force.document(catalog, connector)
    scoped = tuple(dict.fromkeys(each["from"] for one in asked["objects"] for each in one["expected"]))
    yield from files(connector.name, in_force.NAME, asked, in_force.page(asked), (*scoped, *whole))
    if (doc := remapping.document(catalog, connector)) is not None:
        said = tuple(dict.fromkeys(side["from"] for one in doc["maps"] for side in one["sides"]))
        yield from files(connector.name, remapping.NAME, doc, remapping.page(doc), (*said, *whole))
    if (doc := sandbox.document(catalog, connector)) is not None:
        there = tuple(f"environment/{one['environment']}" for one in (*doc["live"], *doc["sandboxes"]))
        yield from files(connector.name, sandbox.NAME, doc, sandbox.page(doc), tuple(dict.fromkeys((*there, *whole))))


def files(connector: str, name: str, doc: Document, page: Page, of: tuple[str, ...]) -> Iterator[Artifact]:
    """A ticket as a document and as a page."""
    yield Artifact(f"{FOLDER}/{connector}/{name}.json", pretty(doc).encode(), of)
    yield page.artifact(path_of(connector, name), of)
