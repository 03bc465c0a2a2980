"""The runbook of each business unit, as a document and as a page."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.gate.document import artifacts as checklist
from syncwright.platforms.account_engagement.runbook.contents import contents
from syncwright.platforms.account_engagement.runbook.facts import RESOURCES, SYNC_ERRORS
from syncwright.platforms.account_engagement.runbook.task import PARTS
from syncwright.platforms.account_engagement.units import Unit, folder, units
from syncwright.runbook import document
from syncwright.runbook.document import Chapter, Runbook
from syncwright.runbook.task import Task

_SAYS = (
    "What people do in Account Engagement and beside it: what no API sets, and what somebody decides. Each box is one task; its last line",
    "records it as done in the ledger. `syncwright steps --runbook` says how each stands, and which are to be done again because the specs",
    "ask for something else.",
)


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Both files of every unit, and beside them what has to be so before it is unpaused."""
    for unit in units(catalog):
        tasks = contents(catalog, unit)
        yield from document.artifacts(catalog, runbook(catalog, unit, tasks))
        yield from checklist(catalog, unit, tasks)


def runbook(catalog: Catalog, unit: Unit, tasks: Sequence[Task]) -> Runbook:
    """That of one unit."""
    chapter = Chapter(unit.address, unit.key, unit.connector.spec, tuple(tasks))
    return Runbook("Account Engagement", _SAYS, PARTS, SYNC_ERRORS, f"{folder(catalog, unit)}/runbook", (chapter,), RESOURCES)
