"""What people do before and after a connector is unpaused, as tasks of the runbook. What the gate can see or count by itself is no task."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.gate import facts
from syncwright.platforms.account_engagement.gate.watch import WATCH
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.sharing import facts as sharing_facts
from syncwright.platforms.account_engagement.units import Unit, folder

if TYPE_CHECKING:  # start-up time: most estates have no filter
    from syncwright.platforms.account_engagement.sharing.rule import SharingRule

SHARING, VERIFY, BANNER, BACKUP, SMOKE = "sharing-rules", "verify-connector", "no-permission-banner", "backup", "smoke-test"
WINDOW, UNPAUSE, AFTER = "change-window", "unpause", "after-unpause"
#: What exports answer, and somebody else can where there is none.
FILLED, DUPLICATES, UNMATCHED, LOAD, ALLOCATION = "sharing-fields-filled", "duplicates", "unmatched-prospects", "load", "api-allocation"


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """All of a unit."""
    ours = _rules(catalog, unit)
    if ours:
        yield from _sharing(catalog, unit, ours)
    yield from _looked_at(unit)
    yield from _counted(unit)
    before = (SHARING,) if ours else ()
    yield from _prepared(unit, before)
    yield from _then(catalog, unit, before)


def _rules(catalog: Catalog, unit: Unit) -> "list[SharingRule]":
    """The Marketing Data Sharing rules that somebody enters for it."""
    if not unit.connector.spec.marketing_data_sharing or not (catalog.filters or catalog.partitions):
        return []
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules  # start-up time: most estates have no filter

    return [rule for rule in sharing_rules(catalog) if rule.unit.address == unit.address]


def _sharing(catalog: Catalog, unit: Unit, ours: "Sequence[SharingRule]") -> Iterator[Task]:
    yield Task(
        SHARING,
        "sharing",
        "set the Marketing Data Sharing rules while the connector is paused",
        "the column Criteria of the tab Marketing Data Sharing shows each rule, and the connector was paused all the while",
        unit.connector.spec.owner,
        sharing_facts.PAUSED,
        tuple(sharing_facts.WHERE.split(", ")),
        tuple((rule.object, f"{rule.field} equals {rule.text}") for rule in ours),
        keys=(unit.key, *dict.fromkeys(rule.asked.spec for rule in ours)),
        file=f"{folder(catalog, unit)}/sharing-rules.md",
        notes=("Keep a screenshot of the tab: no API shows these rules.",),
    )
    if any(rule.stored for rule in ours):
        fields = ", ".join(f"`{rule.object}.{rule.field}`" for rule in ours if rule.stored)
        yield Task(
            FILLED, "sharing", "see that every record has its answer in the field of its rule",
            "a report counts no record whose field says something else than its condition",
            unit.connector.spec.owner, sharing_facts.BOTH, None,
            does=(f"Count the records by their value of {fields}; a blank matches no rule.",),
            keys=(unit.key,), system="Salesforce", notes=(_counts(unit, "Lead=PATH --data Contact=PATH"),),
        )  # fmt: skip


def _looked_at(unit: Unit) -> Iterator[Task]:
    spec, connector = unit.connector.spec, f"connector/{unit.connector.name}"
    yield Task(
        VERIFY, "unpause", "verify the connector", "its page shows that it is verified, with the user that the specs name",
        spec.owner, facts.VERIFIED, facts.CONNECTORS, (("Salesforce user", spec.sync_user),), ("Choose `Verify now` in the menu of the Salesforce connector.",),
        keys=(unit.key, f"{connector}#sync_user"),
    )  # fmt: skip
    yield Task(
        BANNER, "unpause", "see that no permission is called missing", "the page of connectors shows no warning about recommended permissions",
        spec.owner, facts.BANNER, facts.CONNECTORS, keys=(unit.key,), after=(VERIFY,),
    )  # fmt: skip


def _counted(unit: Unit) -> Iterator[Task]:
    owner = unit.connector.spec.owner
    yield Task(
        DUPLICATES, "unpause", "count the e-mail addresses that several leads and contacts have", "whoever owns the connector knows the number, and agrees",
        owner, facts.DUPLICATES, None, (("Key", "the CRM id" if unit.connector.spec.same_email_prospects else "the e-mail address"),),
        keys=(unit.key,), system="Salesforce", notes=(_counts(unit, "Lead=PATH --data Contact=PATH"),),
    )  # fmt: skip
    yield Task(
        UNMATCHED, "unpause", "count the assigned prospects that match no record", "whoever owns leads knows how many are made at once, and agrees",
        owner, facts.CREATES, None, keys=(unit.key,), notes=(_counts(unit, "Lead=PATH --data Contact=PATH --data Prospect=PATH"),),
    )  # fmt: skip
    yield Task(
        LOAD, "unpause", "count the mailable prospects that there will be, and the hours of the first load",
        "the number is below what the contract allows, and the hours fit the window",
        owner, facts.LOAD, None, keys=(unit.key,), notes=(_counts(unit, "Lead=PATH --data Contact=PATH --data Prospect=PATH"),),
    )  # fmt: skip
    yield Task(
        ALLOCATION, "unpause", "see that the org has requests left for the first load", "the page of company information shows enough of the day's requests left",
        owner, facts.ALLOCATION, ("Setup", "Company Information"), keys=(unit.key,), system="Salesforce",
    )  # fmt: skip


def _prepared(unit: Unit, before: tuple[str, ...]) -> Iterator[Task]:
    owner, keys = unit.connector.spec.owner, (unit.key,)
    yield Task(
        BACKUP, "unpause", "export all prospects", "the export opens, and has as many prospects as the unit",
        owner, facts.BACKUP, None, does=("Export every field of every prospect, and keep the file where only its owner reads it.",), keys=keys,
    )  # fmt: skip
    yield Task(
        SMOKE, "unpause", "sync three records by hand while the connector is paused", "each has the values on the other side that the field map says, and no error",
        owner, facts.SMOKE, None,
        does=(
            "`Sync with CRM` on one prospect.",
            "`Send to Account Engagement` on one lead, and on one contact.",
            "Use records of people who know: their values are written.",
        ),
        keys=keys, after=(VERIFY, *before),
    )  # fmt: skip
    yield Task(
        WINDOW, "unpause", "agree on a window, and on who pauses it again", "the window, the number of records and who decides are written down",
        owner, facts.BACKUP, None, does=("The way back is a pause; it takes back nothing that was written.",), keys=keys,
    )  # fmt: skip


def _then(catalog: Catalog, unit: Unit, before: tuple[str, ...]) -> Iterator[Task]:
    owner, keys = unit.connector.spec.owner, (unit.key,)
    environment = catalog.environment.name
    yield Task(
        UNPAUSE, "unpause", "unpause the connector", "it is shown as running",
        owner, facts.PROVISIONED, (), does=(f"`syncwright unpause {unit.address} --env {environment}` says that nothing is open; then resume it.",),
        keys=keys, after=(VERIFY, BANNER, BACKUP, SMOKE, WINDOW, *before),
    )  # fmt: skip
    yield Task(
        AFTER, "after", "watch the first hour", "after an hour the queue is shorter, and each error has somebody who mends it",
        owner, facts.CADENCE, facts.QUEUE_PAGE,
        does=tuple(f"{one.when}: {one.says}." for one in WATCH), keys=keys, after=(UNPAUSE,),
    )  # fmt: skip


def _counts(unit: Unit, data: str) -> str:
    return f"`syncwright unpause {unit.address} --data {data}` counts it instead."
