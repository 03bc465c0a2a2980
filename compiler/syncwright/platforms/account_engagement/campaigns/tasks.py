"""Connected campaigns as a task of a unit's runbook: done by its sheet, and again where there is something else to make."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.campaigns import facts
from syncwright.platforms.account_engagement.campaigns.artifacts import sheet_of
from syncwright.platforms.account_engagement.campaigns.held import of_unit, record_types
from syncwright.platforms.account_engagement.campaigns.made import document
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.units import Unit
from syncwright.runbook.task import listed, sentence


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """One, where Connected Campaigns is on or the specs say which campaigns the unit has."""
    ours, types = of_unit(catalog, unit), record_types(unit)
    if not (ours or types or unit.connector.spec.connected_campaigns):
        return
    made = (
        (("Campaigns", listed([one.spec.name for one in ours])), ("Version of the sheet", document(catalog, unit, ours).version))
        if ours
        else ()
    )
    does = ("Follow the sheet from top to bottom.",) if ours else ()
    yield Task(
        "campaigns",
        "campaigns",
        f"connect the campaigns of `{unit.address}`",
        f"each campaign has the business unit in `TenantId`, and Account Engagement shows it ({facts.UNIT_OF.source})"
        if ours
        else "the set-up of Connected Campaigns shows these record types for the business unit",
        unit.connector.spec.owner,
        facts.BY_RECORD_TYPE,
        values=(("Connected Campaigns", "on"), *((("Record types", listed(types)),) if types else ()), *made),
        does=does,
        keys=(unit.key, *(one.key for one in ours)),
        file=sheet_of(catalog, unit) if ours else None,
        notes=tuple(sentence(fact) for fact in (facts.PRIMARY, facts.NOT_MADE_THERE, facts.IS_OFF, facts.WHILE_PAUSED)),
    )
