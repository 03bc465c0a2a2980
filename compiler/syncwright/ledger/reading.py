"""What the records of a ledger mean: how plans and steps stand, and what is ours. Pure."""

from collections.abc import Iterable, Mapping
from typing import Literal, assert_never

from syncwright.ledger.chain import checked
from syncwright.ledger.model import Damaged, Managed, Record, StepState
from syncwright.plan.digests import ABSENT
from syncwright.records import NotThatRecord, read, replace

#: How a plan stands: never started, started and not finished, finished, or given up: another one was started after it, or somebody took
#: what is there for what is managed. A plan that is finished or given up is not carried out again.
PlanState = Literal["new", "unfinished", "finished", "given_up"]

#: What stands in place of a digest where a resource is no longer ours.
FORGOTTEN = "forgotten"

_STATES: Mapping[str, Literal["done", "refused", "differs"]] = {"done": "done", "refused": "refused", "differs": "differs"}


def verified(records: Iterable[Record]) -> None:
    """See that the records hold together. Raises Damaged with the first that does not."""
    for _ in checked(records):
        pass


def step_states(records: Iterable[Record], plan: str) -> dict[str, StepState]:
    """How the steps of a plan stand, by id. A step of which nothing is known is left out: it waits."""
    states: dict[str, StepState] = {}
    for record in records:
        if record.plan == plan and record.step:
            before = states.get(record.step)
            after = _step(before, record)
            if after is not None:
                states[record.step] = after
    return states


def _step(before: StepState | None, record: Record) -> StepState | None:
    """How a step stands after a record of it; None if the record says nothing of that."""
    at, body = record.at, record.body
    match record.kind:
        case "intended":
            return StepState("intended", at, since=at)
        case "job":
            return StepState("running", at, job=body.get("id"), since=before.since if before else at)
        case "settled":
            state = _STATES.get(body.get("state", ""))
            if state is None:
                raise Damaged(f"record {record.number} says that a step ended as `{body.get('state')}`, which nothing does", record.number)
            return replace(before or StepState(state, at), state=state, at=at, says=body.get("says", ""))
        case "observed":
            return replace(before or StepState("done", at), state="done", at=at, says=body.get("says", ""))
        case "attested":
            said = replace(before or StepState("attested", at), by=body.get("by", ""), evidence=body.get("evidence", ""))
            return said if said.state == "done" else replace(said, state="attested", at=at)
        case "opened" | "started" | "checked" | "stopped" | "finished" | "unlocked" | "rebased" | "rebuilt" | "reviewed":
            return None
        case _:
            assert_never(record.kind)


def plan_state(records: Iterable[Record], plan: str) -> PlanState:
    """How a plan stands."""
    state: PlanState = "new"
    for record in records:
        if record.kind == "started" and record.plan == plan:
            state = "unfinished" if state == "new" else state
        elif state == "new" and plan in used(record):
            state = "given_up"
        elif record.kind == "finished" and record.plan == plan:
            state = "finished"
        elif state == "unfinished" and _gives_up(record):
            state = "given_up"
    return state


def _gives_up(record: Record) -> bool:
    """Whether a plan that was begun before this record is not carried on after it."""
    return record.kind in ("started", "rebased", "rebuilt")


def unfinished(records: Iterable[Record]) -> str | None:
    """Id of the plan that was started and is neither finished nor given up; there is one at most.

    Another plan may be started only if no step of this one is `intended` or `running`.
    """
    last: str | None = None
    over: set[str] = set()
    for record in records:
        if record.kind == "finished":
            over.add(record.plan)
        elif _gives_up(record):
            if last is not None and last != record.plan:
                over.add(last)
            last = record.plan or None
    return last if last not in over else None


def managed(records: Iterable[Record]) -> dict[str, Managed]:
    """What is ours, by address: what was made or seen to be as planned, and what was taken as it is. What a person attests is not seen."""
    ours: dict[str, Managed] = {}
    for record in records:
        if record.kind in ("observed", "rebased", "rebuilt") or (record.kind == "settled" and record.body.get("state") == "done"):
            for address, digest in _digests(record).items():
                if digest == FORGOTTEN:
                    ours.pop(address, None)
                else:
                    ours[address] = Managed(address, digest, record.plan, record.at)
    return ours


def used(record: Record) -> frozenset[str]:
    """Plans that were used before this record, as a ledger says that was made anew."""
    if record.kind != "rebuilt":
        return frozenset()
    try:
        return read(record.body.get("used", "[]").encode(), frozenset[str])
    except NotThatRecord as error:
        raise Damaged(f"record {record.number} has a list of plans that cannot be read: {error}", record.number) from error


def _digests(record: Record) -> dict[str, str]:
    try:
        return read(record.body.get("digests", "{}").encode(), dict[str, str])
    except NotThatRecord as error:
        raise Damaged(f"record {record.number} has digests that cannot be read: {error}", record.number) from error


def present(ours: Mapping[str, Managed]) -> dict[str, Managed]:
    """Those of them that are there, as far as the ledger knows."""
    return {address: one for address, one in ours.items() if one.digest != ABSENT}
