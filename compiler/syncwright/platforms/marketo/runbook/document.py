"""The runbook of all Marketo connectors, as a document and as a page."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.facts import SYNC_ERRORS
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import PARTS
from syncwright.runbook import document
from syncwright.runbook.document import Chapter, Runbook

PATH = "marketo/runbook"
_SAYS = (
    "What people do in Marketo and beside it, as nothing of it has an API. Each box is one task; its last line records it as done in the",
    "ledger. `syncwright steps --runbook` says how each stands, and which are to be done again because the specs ask for something else.",
)


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Both files; none without a Marketo connector."""
    found = tuple(Chapter(one.name, f"connector/{one.name}", one.spec, tuple(contents(catalog, one))) for one in connectors(catalog))
    if found:
        yield from document.artifacts(catalog, Runbook("Marketo", _SAYS, PARTS, SYNC_ERRORS, PATH, found))
