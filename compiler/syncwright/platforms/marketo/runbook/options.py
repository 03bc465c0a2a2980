"""The options of the sync as tasks: campaign sync, default names, mails to owners, and activities with what they cost."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo import cost
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import facts
from syncwright.platforms.marketo.runbook.instances import volumes
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.platforms.marketo.words import ACTIVITIES
from syncwright.runbook.task import sentence

CAMPAIGN_SYNC, OWNERS, ACTIVITY_BOXES = "campaign-sync", "owner-notifications", "activities"
_BOX = {True: "ticked", False: "not ticked"}


def tasks(_catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """What the pages of the sync's options have to show."""
    yield _campaigns(connector)
    if connector.spec.options.default_last_name is not None or connector.spec.options.default_company is not None:
        yield _names(connector)
    yield _owners(connector)
    yield _activities(connector)


def unsaid(spec: MarketoConnector) -> frozenset[str]:
    """Ids of the tasks that say no more than what holds where nobody says anything."""
    said = {CAMPAIGN_SYNC: spec.options.campaign_sync, OWNERS: spec.options.owner_notifications, ACTIVITY_BOXES: bool(spec.activities)}
    return frozenset(task for task, is_said in said.items() if not is_said)


def _campaigns(connector: Named[MarketoConnector]) -> Task:
    on = connector.spec.options.campaign_sync
    return Task(
        CAMPAIGN_SYNC,
        "options",
        f"{'enable' if on else 'leave off'} campaign sync",
        f"Edit Sync Settings shows Enable Salesforce Campaign Sync as {_BOX[on]}",
        connector.spec.owner,
        facts.CAMPAIGNS,
        facts.SYNC_SETTINGS,
        (("Enable Salesforce Campaign Sync", _BOX[on]),),
        ("Save.",),
        (_key(connector, "options.campaign_sync"),),
    )


def _names(connector: Named[MarketoConnector]) -> Task:
    options = connector.spec.options
    said = (
        ("Default person last name", options.default_last_name, "options.default_last_name"),
        ("Default person company", options.default_company, "options.default_company"),
    )
    return Task(
        "default-names",
        "options",
        "set the default last name and company",
        "Edit Sync Options shows these values",
        connector.spec.owner,
        facts.DEFAULT_NAMES,
        facts.SYNC_OPTIONS,
        tuple((name, value) for name, value, _ in said if value is not None),
        ("Save.",),
        tuple(_key(connector, part) for _, value, part in said if value is not None),
    )


def _owners(connector: Named[MarketoConnector]) -> Task:
    on = connector.spec.options.owner_notifications
    box = "Send email notification to owner in Salesforce upon lead assignment"
    return Task(
        OWNERS,
        "options",
        f"{'have' if on else 'do not have'} owners mailed when a lead is assigned",
        f"the Sync Options show this box as {_BOX[on]}",
        connector.spec.owner,
        facts.OWNERS_MAILED,
        facts.SYNC_OPTIONS_EDIT,
        ((box, _BOX[on]),),
        ("Save.",),
        (_key(connector, "options.owner_notifications"),),
    )


def _activities(connector: Named[MarketoConnector]) -> Task:
    chosen = connector.spec.activities
    return Task(
        ACTIVITY_BOXES,
        "options",
        f"write {len(chosen)} of {len(ACTIVITIES)} types of activities to Salesforce" if chosen else "write no activities to Salesforce",
        "Edit Sync Options shows exactly these boxes as ticked" if chosen else "Edit Sync Options shows no activity as ticked",
        connector.spec.owner,
        facts.ACTIVITIES,
        facts.SYNC_OPTIONS,
        tuple((one, _BOX[one in chosen]) for one in ACTIVITIES),
        ("Save.",),
        (_key(connector, "activities"), *([_key(connector, "volumes")] if connector.spec.volumes else [])),
        notes=tuple(_costs(connector.spec)),
    )


def _costs(spec: MarketoConnector) -> Iterator[str]:
    """What the chosen ones cost: by number where somebody said how often they happen."""
    if not spec.activities:
        return
    yield sentence(cost.EACH_ACTIVITY)
    yield sentence(cost.FIRST_ACTIVITIES)
    for label, a_day in volumes(spec).items():
        daily, first = cost.activities(a_day, label), cost.first_activities(a_day)
        yield f"{label}: {daily.calls:,} calls and {daily.tasks:,} tasks a day, and {first.tasks:,} tasks at first. An estimate."
    unsaid = [one for one in spec.activities if one not in spec.volumes]
    if unsaid:
        yield f"Nobody said under `volumes` how often these happen, so what they cost is not known: {', '.join(unsaid)}."


def _key(connector: Named[MarketoConnector], part: str) -> str:
    return f"connector/{connector.name}#{part}"
