"""How a run of `apply` ended, as a document, and drawn from it for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from syncwright.apply.ended import Ended, Left
from syncwright.ledger.model import Record, StepState
from syncwright.ledger.reading import step_states
from syncwright.plan.steps import Step
from syncwright.records import pretty
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]

#: Parts that a system refused, as the human form shows them; the JSON has all.
SHOWN = 20
#: How a step stands, in a word that says who says so: a person, the system, or nobody yet.
_HEADS = {
    "done": "done", "observed": "seen done", "attested": "attested", "refused": "refused", "differs": "not as planned", "intended": "unknown",
    "running": "unknown", "waiting": "waits", "pending": "remains",
}  # fmt: skip
_ROLES = {"done": "fine", "finished": "fine", "days": "fine"}


def document(
    plan: str, environment: str, ledger: str, steps: Sequence[Step], ended: Ended, records: Sequence[Record], exit_code: int, window: float
) -> Document:
    """Everything that is to be known of it. `records`: those of the plan. `exit_code`: as the command leaves.

    `window`: the longest time from reading what a step changes to asking for the change, in seconds.
    """
    states, seen = step_states(records, plan), observed(records)
    left = {one.step.id: one for one in ended.left}
    return {
        "format": 1,
        "plan": plan,
        "environment": environment,
        "ledger": ledger,
        "ended": ended.why,
        "exit": exit_code,
        "step": ended.step,
        "says": ended.says,
        "advice": ended.advice,
        "failed": [{"part": part, "says": says} for part, says in ended.failed],
        "steps": [_step(step, states.get(step.id), step.id in seen, left.get(step.id)) for step in steps],
        "held": list(ended.held),
        "unknown": list(ended.unknown),
        "window": round(window, 3),
    }


def observed(records: Iterable[Record]) -> frozenset[str]:
    """Steps of which we saw that they are done, and did not do them."""
    last = {one.step: one.kind for one in records if one.step and one.kind in ("settled", "observed")}
    return frozenset(step for step, kind in last.items() if kind == "observed")


def _step(step: Step, state: StepState | None, seen: bool, left: Left | None) -> Document:
    return {
        "id": step.id,
        "title": step.title,
        "owner": step.owner,
        "for_people": left is not None and left.who == "person",
        "state": _state(state, seen, left),
        "at": state.at if state is not None else None,
        "by": state.by if state is not None else "",
        "evidence": state.evidence if state is not None else "",
        "says": state.says if state is not None else "",
        "waits_for": list(left.waits_for) if left is not None else [],
        "until": left.until if left is not None else None,
    }


def _state(state: StepState | None, seen: bool, left: Left | None) -> str:
    if state is not None and state.state != "waiting":
        return "observed" if seen and state.state == "done" else state.state
    return "waiting" if left is None or left.waits_for or left.until or left.who == "machine" else "pending"


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: each step with how it stands, then how it ended and what to do."""
    lines = [_line(one, doc) for one in doc["steps"]]
    lines += [f"  {visible(one['part'])}: {visible(one['says'])}" for one in doc["failed"][:SHOWN]]
    more = len(doc["failed"]) - SHOWN
    lines += [f"  and {more:,} more; --format json has all"] if more > 0 else []
    lines.append(paint.strong(_summary(doc), _ROLES.get(doc["ended"], "error" if doc["exit"] else "fine")))
    lines += [f"  = help: {visible(doc['advice'])}"] if doc["advice"] else []
    lines += list(_held(doc))
    if doc["window"] >= 0.1:
        lines.append(f"between looking and asking at most {doc['window']:.1f} s passed, in which a change by somebody else is not seen")
    return "\n".join(lines) + "\n"


def _line(one: Mapping[str, Any], doc: Document) -> str:
    head = _HEADS[one["state"]]
    if one["state"] == "attested":
        head += f" by {visible(one['by'])}"
    elif one["state"] == "pending":
        head += f" for {visible(one['owner'])}"
    elif one["until"]:
        head += f" until {one['until']}"
    elif one["waits_for"]:
        head += f" for {', '.join(map(visible, one['waits_for']))}"
    elif one["state"] == "waiting":
        head = "not begun"
    because = visible(one["says"]) if one["state"] in ("refused", "differs") and one["id"] != doc["step"] else ""
    return f"{head}: {visible(one['title'])}{f' ({because})' if because else ''}"


def _summary(doc: Document) -> str:
    people = [one for one in doc["steps"] if one["state"] == "pending"]
    if doc["ended"] == "finished":
        done = "all is done" if not people else f"done; {_counted(len(people), 'step')} for people remain{'s' if len(people) == 1 else ''}"
        return done + (": `syncwright steps` lists what to do" if people else "")
    title = next((one["title"] for one in doc["steps"] if one["id"] == doc["step"]), None)
    where = f" at `{visible(title)}`" if title is not None else ""
    return f"{'it is not known how it stands' if doc['unknown'] else 'stopped' if doc['exit'] else 'done for now'}{where}: {visible(doc['says'])}"


def _held(doc: Document) -> Iterator[str]:
    titles = {one["id"]: one["title"] for one in doc["steps"]}
    for name in doc["held"]:
        yield f"still held: {visible(titles[name])}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"
