"""What flows take besides a deployment: they are deployed apart and inactive, activated by a step of their own, and deactivated by a person.

What is known: a deployed flow is inactive in production unless a setting says otherwise (HELP: Salesforce Help, Deploy Processes and Flows as
Active). What each kind of flow has to fill afterwards stands with that kind: `band_steps`, `filters/answer_steps`.
"""

from collections.abc import Iterator, Sequence

from syncwright.facts import Fact
from syncwright.plan.changes import Create, Delete, Forget, Update
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce import band_steps
from syncwright.platforms.salesforce.types import FLOW
from syncwright.resource import Resource

_SYSTEM = "Salesforce"
_DELETED = "salesforce.flows/delete"

AS_ACTIVE = Fact(
    "in production a deployed flow is inactive unless Deploy processes and flows as active is on in Process Automation Settings; then Apex tests "
    "run, and the deployment is rolled back if they do not launch as many of the org's flows as that page asks for",
    "Salesforce Help: Deploy Processes and Flows as Active",
)


def steps(planned: Planned, deployed: Sequence[str], assigned: Sequence[str]) -> Iterator[Step]:
    """One deployment of all flows, after that of the fields that they name; then activations, and what is filled after those."""
    made = _made(planned)
    if made:
        yield _deployment(planned, made, deployed)
    for change in made:
        yield _activation(planned, change.after)
    yield from band_steps.backfills(planned, [change.after for change in made], assigned)
    if planned.catalog.filters or planned.catalog.partitions:
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.filters.answer_steps import backfills

        yield from backfills(planned, (*deployed, *assigned))
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


def activates(flow: str) -> str:
    """Id of the step that activates a flow, by its name."""
    return f"salesforce.activate/{flow}"


def _made(planned: Planned) -> list[Create | Update]:
    return [one for one in planned.changes if isinstance(one, Create | Update) and one.after.type == FLOW]


def _deployment(planned: Planned, made: Sequence[Create | Update], deployed: Sequence[str]) -> Step:
    what = f"the flow `{made[0].after.name}`" if len(made) == 1 else f"{len(made)} flows"
    return Step(
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


def _owner(planned: Planned, flow: Resource) -> str:
    of_all: str = planned.catalog.estate.spec.owner
    return band_steps.owner(planned, flow) or _owner_of_field(planned, flow) or of_all


def _owner_of_field(planned: Planned, flow: Resource) -> str | None:
    held = planned.catalog.objects.get(str(flow.attributes.get("object")))
    field = held.fields.get(str(flow.attributes.get("field"))) if held is not None else None
    return field.owner if field is not None else None


def _activation(planned: Planned, flow: Resource) -> Step:
    said = flow.attributes
    return Step(
        activates(flow.name),
        "activate",
        _SYSTEM,
        f"activate the flow `{flow.name}`",
        _owner(planned, flow),
        "in Setup, Flows, its newest version is the active one",
        after=("salesforce.flows",),
        text=(
            f"In Setup, Flows, open {said.get('label')} ({flow.name}) in its newest version and choose Activate.\n"
            f"Or deploy the file again with the status Active, in a deployment of its own: a sandbox takes it; {AS_ACTIVE.says} "
            f"({AS_ACTIVE.source}).\n" + _look(flow)
        ),
        does={"flow": flow.name},
    )


def _look(flow: Resource) -> str:
    """What to look at before, by the kind of flow."""
    if "copies" in flow.attributes:
        from syncwright.platforms.salesforce.filters.answer_steps import look

        return look(flow)
    return band_steps.LOOK


def _gone(flow: Resource) -> str:
    return f"salesforce.deactivate/{flow.name}"


def _deactivation(planned: Planned, change: Forget | Delete) -> Step:
    """A person's work: a version that is active is not deleted, and each version is deleted by itself."""
    flow, deleted = change.before, isinstance(change, Delete)
    kept = f"`{flow.attributes.get('object')}.{flow.attributes.get('field')}`" if "copies" in flow.attributes else "the band"
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
            f"keeps {kept} after that.\n"
            + ("Then delete each of its versions." if deleted else "It can be deleted then, version by version.")
            + " A version can be deleted that is not active and has no paused interview (Metadata API Developer Guide: Flow). While one names a "
            "field, expect that the field cannot be deleted."
        ),
        waits_until=change.until if isinstance(change, Delete) else None,
    )
