"""Campaigns as tasks of the runbook: each is built by its sheet, and built again where what there is to build has changed."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogCampaign, Named
from syncwright.facts import Fact
from syncwright.platforms.marketo.campaigns import words
from syncwright.platforms.marketo.campaigns.bundle import campaigns
from syncwright.platforms.marketo.campaigns.document import FOLDER
from syncwright.platforms.marketo.campaigns.made import document
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook.task import Task

_BY_HAND = Fact(
    "no call of the API writes a smart list, a flow, a recurrence or qualification rules", "Adobe: reference of the REST API, July 2026"
)


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """One for each campaign."""
    for one in campaigns(catalog):
        if one.connector == connector.name:
            yield _task(catalog, one)


def _task(catalog: Catalog, one: CatalogCampaign) -> Task:
    doc = document(catalog, one)
    runs = "is active" if doc.type == "trigger" else "shows its next three runs" if doc.schedule is not None else "shows that it ran"
    return Task(
        f"campaign/{one.name}",
        "campaigns",
        f"build the campaign `{one.name}`",
        f"every box of the sheet is ticked, and the tab Schedule {runs}",
        one.spec.owner or catalog.connectors[one.connector].spec.owner,
        _BY_HAND,
        words.CREATE,
        (("Name", one.name), ("Description", f"syncwright {doc.version}")),
        (),
        (one.key, *one.uses),
        (),
        f"{FOLDER}/{one.name}/sheet.md",
    )
