"""What bands take besides a deployment: flows deployed apart and inactive, activated by a step of their own, and a backfill after that.

What is known of a save: the order in which it does things (Apex Developer Guide, Triggers and Order of Execution), and that a deployed flow
is inactive in production unless a setting says otherwise (HELP: Salesforce Help, Deploy Processes and Flows as Active).
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.banded import writes
from syncwright.catalog.model import CatalogField
from syncwright.facts import Fact
from syncwright.plan.changes import Create, Delete, Forget, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.types import FLOW
from syncwright.resource import Resource

_SYSTEM = "Salesforce"
_DELETED = "salesforce.flows/delete"

AS_ACTIVE = Fact(
    "in production a deployed flow is inactive unless Deploy processes and flows as active is on in Process Automation Settings; then Apex tests "
    "run, and the deployment is rolled back if they do not launch as many of the org's flows as that page asks for",
    "Salesforce Help: Deploy Processes and Flows as Active",
)
ORDER = Fact(
    "flows before the save come before Apex before triggers, so that a score which such a trigger writes counts at the next save",
    "Apex Developer Guide: Triggers and Order of Execution",
)


#: Adobe's documentation of the sync backlog says so of Marketo: any update queues a record, and one that changed nothing it sees is a skip,
#: which is quicker than an update. Of Account Engagement nothing of the kind is known here.
_SAVED_ALL_THE_SAME = (
    "a record is saved as often as before: a connector that goes by when it was saved looks at it as often, and finds less changed"
)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That records keep the band they have, and what the bands are worth."""
    for change in _made(planned):
        after, field = change.after, _field(planned, change.after)
        if not _keeps_a_band(after):
            continue
        says = (
            f"every record of `{after.attributes['object']}` keeps the band it has until it is saved; how many there are is not known here"
        )
        yield Hazard("records", change.address, says)
        if field is not None and (saved := writes(field)):
            yield Hazard(
                "records", change.address, f"for a connector that sees `{field.name}` and not `{after.attributes['score']}` {saved}"
            )
            yield Hazard("records", change.address, _SAVED_ALL_THE_SAME)
        for edit in change.edits:
            if edit.attribute == "bands" and edit.new is None and edit.name is not None:
                gone = (
                    f"`{edit.name}` is a band no more: records that are in it hold a value that is none of the field's until they are saved"
                )
                yield Hazard("records", change.address, gone, "bands", edit.name)


def steps(planned: Planned, deployed: Sequence[str], assigned: Sequence[str]) -> Iterator[Step]:
    """One deployment of all flows, after that of the fields that they name; then each flow's activation and backfill."""
    made = _made(planned)
    if made:
        what = f"the flow `{made[0].after.name}`" if len(made) == 1 else f"{len(made)} flows"
        yield Step(
            "salesforce.flows",
            "deploy",
            _SYSTEM,
            f"deploy {what}, inactive",
            planned.catalog.estate.spec.owner if len(made) > 1 else _owner(planned, made[0].after),
            "each, retrieved again, does what the plan says and nothing else",
            tuple(one.address for one in made),
            tuple(deployed),
            text=f"Apart from permission sets, so that nothing of theirs is rolled back with a flow. A flow that is active already stays as it "
            f"is until the new version is activated: {AS_ACTIVE.says} ({AS_ACTIVE.source}).",
        )
    for change in made:
        yield _activation(planned, change.after)
        if _keeps_a_band(change.after):
            yield _backfill(planned, change.after, assigned)
    gone = [one for one in planned.changes if isinstance(one, Forget | Delete) and one.before.type == FLOW]
    for one in gone:
        yield _deactivation(planned, one)
    deleted = tuple(one.address for one in gone if isinstance(one, Delete))
    if deleted and planned.in_source:
        what = "a flow" if len(deleted) == 1 else f"{len(deleted)} flows"
        owner = planned.catalog.estate.spec.owner
        yield Step(_DELETED, "deploy", _SYSTEM, f"take the source of {what} away", owner, "the source holds none of them", deleted)


def before_deletions(planned: Planned) -> tuple[str, ...]:
    """Steps that come before a field is deleted: the flows that name it are gone."""
    gone = [one for one in planned.changes if isinstance(one, Delete) and one.before.type == FLOW]
    return (_DELETED,) if gone and planned.in_source else tuple(_gone(one.before) for one in gone)


def _made(planned: Planned) -> list[Create | Update]:
    return [one for one in planned.changes if isinstance(one, Create | Update) and one.after.type == FLOW]


def _keeps_a_band(flow: Resource) -> bool:
    """Whether it is one of ours; the way back leads to whatever was there."""
    return "bands" in flow.attributes


def _field(planned: Planned, flow: Resource) -> CatalogField | None:
    held = planned.catalog.objects.get(str(flow.attributes.get("object")))
    field = held.fields.get(str(flow.attributes.get("field"))) if held is not None else None
    return field if field is not None and field.spec.band is not None else None


def _owner(planned: Planned, flow: Resource) -> str:
    of_all: str = planned.catalog.estate.spec.owner
    field = _field(planned, flow)
    return (field.owner if field is not None else None) or of_all


def _activation(planned: Planned, flow: Resource) -> Step:
    said = flow.attributes
    return Step(
        f"salesforce.activate/{flow.name}",
        "activate",
        _SYSTEM,
        f"activate the flow `{flow.name}`",
        _owner(planned, flow),
        "in Setup, Flows, its newest version is the active one",
        after=("salesforce.flows",),
        text=(
            f"In Setup, Flows, open {said.get('label')} ({flow.name}) in its newest version and choose Activate.\n"
            f"Or deploy the file again with the status Active, in a deployment of its own: a sandbox takes it; {AS_ACTIVE.says} "
            f"({AS_ACTIVE.source}).\n"
            "Look before, in Flow Trigger Explorer and at the object's Apex triggers, at what else writes the score or the band while a record "
            f"is saved: {ORDER.says} ({ORDER.source})."
        ),
    )


def _backfill(planned: Planned, flow: Resource, assigned: Sequence[str]) -> Step:
    owner, field, score = (flow.attributes.get(name) for name in ("object", "field", "score"))
    every = f"SELECT Id FROM {owner} WHERE {score} != null OR {field} != null"  # noqa: S608 - for people to read
    return Step(
        f"salesforce.backfill/{flow.name}",
        "backfill",
        _SYSTEM,
        f"save every record of `{owner}` that has a score once",
        _owner(planned, flow),
        f"no record has a score and no band: `SELECT COUNT() FROM {owner} WHERE {score} != null AND {field} = null` answers 0",  # noqa: S608 - for people to read
        after=(f"salesforce.activate/{flow.name}", *assigned),
        text=(
            "The flow runs when a record is saved and at no other time: until this is done every stored band is blank, or that of the edges before.\n"
            f"Save each record of {every} once without a change, with Data Loader or another tool, in batches and "
            "off-hours. How many there are is not known here: count them before.\n"
            f"It costs one save of each, with whatever else runs then, and each whose band changes goes to every connector that sees {field}."
        ),
    )


def _gone(flow: Resource) -> str:
    return f"salesforce.deactivate/{flow.name}"


def _deactivation(planned: Planned, change: Forget | Delete) -> Step:
    """A person's work: a version that is active is not deleted, and each version is deleted by itself."""
    flow, deleted = change.before, isinstance(change, Delete)
    return Step(
        _gone(flow),
        "person",
        _SYSTEM,
        f"deactivate {'and delete ' if deleted else ''}the flow `{flow.name}`",
        planned.catalog.estate.spec.owner,
        f"in Setup, Flows, {'it is not listed' if deleted else 'no version of it is active'}",
        (change.address,) if deleted and not planned.in_source else (),
        text=(
            f"In Setup, Flows, open {flow.attributes.get('label') or flow.name} ({flow.name}) in its active version and choose Deactivate. Nothing "
            "keeps the band after that.\n"
            + ("Then delete each of its versions." if deleted else "It can be deleted then, version by version.")
            + " A version can be deleted that is not active and has no paused interview (Metadata API Developer Guide: Flow). While one names a "
            "field, expect that the field cannot be deleted."
        ),
        waits_until=change.until if isinstance(change, Delete) else None,
    )
