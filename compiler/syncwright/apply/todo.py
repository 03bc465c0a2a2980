"""What people have to do for a plan: each of their steps with how it stands, and whether it may be attested. Knows no specs."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from syncwright.apply.model import for_people
from syncwright.ledger.model import Record, StepState
from syncwright.ledger.reading import step_states
from syncwright.plan.model import Plan
from syncwright.plan.steps import Step
from syncwright.records import Struct


class Todo(Struct, frozen=True):
    """A step for people. `attested`: somebody says that it was done, as `state` tells; `observed`: we saw that it was. Both may be.

    `waits_for`: what comes before and is not done. `until`: the day that it waits for.
    """

    step: Step
    stands: Literal["pending", "waiting", "done"]
    attested: bool
    observed: bool
    state: StepState | None
    waits_for: tuple[Step, ...]
    until: str | None


def todos(plan: Plan, plan_id: str, records: Sequence[Record], machines: frozenset[str], today: str) -> Iterator[Todo]:
    """The steps for people, in the plan's order. `today`: ISO, in UTC."""
    states = step_states(records, plan_id)
    undone = {step.id: step for step in plan.steps if not _done(states.get(step.id))}
    said = {one.step: one.kind for one in records if one.plan == plan_id and one.kind == "attested"}
    seen = {one.step for one in records if one.plan == plan_id and one.kind == "observed"}
    for step in plan.steps:
        if for_people(step, machines):
            waits = tuple(undone[name] for name in step.after if name in undone)
            until = step.waits_until if step.waits_until is not None and today < step.waits_until else None
            stands: Literal["pending", "waiting", "done"] = "done" if step.id not in undone else "waiting" if waits or until else "pending"
            yield Todo(step, stands, step.id in said, step.id in seen, states.get(step.id), waits, until)


def not_attestable(name: str, plan: Plan, every: Mapping[str, Todo]) -> str | None:
    """Why a step cannot be attested, in words; None if it can."""
    step = next((one for one in plan.steps if one.id == name), None)
    if step is None:
        return f"`{name}` is no step of this plan"
    todo = every.get(name)
    if todo is None:
        return f"`{name}` is not for people: `apply` does it, and looks whether it was done"
    if todo.attested and todo.state is not None:
        return f"`{name}` was attested already, by {todo.state.by}"
    if todo.waits_for:
        return f"`{name}` waits for {', '.join(f'`{one.id}`' for one in todo.waits_for)}"
    return f"`{name}` waits until {todo.until}" if todo.until is not None else None


def text_hash(step: Step) -> str:
    """SHA-256 of what a person was told to do: what was attested stays known."""
    return sha256(f"{step.title}\n{step.text}\n{step.proves}".encode()).hexdigest()


def _done(state: StepState | None) -> bool:
    return state is not None and state.state in ("done", "attested")
