"""What people have to do, as a document, and drawn from it for a terminal: by owner, with the exact text and how to attest it."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from typing import Any

from syncwright.apply.routine import Due
from syncwright.apply.standing import Stand
from syncwright.apply.todo import Todo
from syncwright.records import pretty
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]
_ROLES = {"pending": "warning", "changed": "warning", "overdue": "error", "due": "warning"}


def document(
    plan: str | None,
    environment: str,
    todos: Sequence[Todo],
    due: Sequence[Due],
    owners: Mapping[str, str],
    options: Sequence[str],
    *,
    runbook: Sequence[Stand] | None = None,
    undone: int = 0,
) -> Document:
    """`plan`: id of the plan, None if none was begun. `owners`: titles by name. `options`: what commands need besides, to be about the same ledger.

    `runbook`: tasks of the runbook, None if they are not asked for; `undone`: how many of all of them are not done.
    """
    steps = [_step(one, plan, options) for one in todos]
    names = dict.fromkeys(one["owner"] for one in steps)
    return {
        "format": 1,
        "plan": plan,
        "environment": environment,
        "owners": [
            {"name": name, "title": owners.get(name, name), "steps": [one for one in steps if one["owner"] == name]} for name in names
        ],
        "routine": [_due(one, options) for one in due],
        "runbook": None if runbook is None else [_standing(one, owners, options) for one in runbook],
        "undone": undone,
    }


def _standing(one: Stand, owners: Mapping[str, str], options: Sequence[str]) -> Document:
    task = one.task
    return {
        "id": task.name,
        "title": task.title,
        "system": task.system,
        "owner": task.owner,
        "owner_title": owners.get(task.owner, task.owner),
        "text": task.text,
        "proves": task.proves,
        "state": one.state,
        "at": one.at,
        "by": one.by,
        "evidence": one.evidence,
        "waits_for": [{"id": other.name, "title": other.title} for other in one.waits_for],
        "attest": _command(task.name, options) if one.state in ("pending", "changed") else None,
    }


def _step(one: Todo, plan: str | None, options: Sequence[str]) -> Document:
    step, state = one.step, one.state
    return {
        "id": step.id,
        "title": step.title,
        "system": step.system,
        "owner": step.owner,
        "text": step.text,
        "proves": step.proves,
        "state": one.stands,
        "attested": {"by": state.by, "evidence": state.evidence} if one.attested and state is not None else None,
        "observed": one.observed,
        "at": state.at if state is not None else None,
        "waits_for": [{"id": other.id, "title": other.title} for other in one.waits_for],
        "until": one.until,
        "attest": _command(step.id, ["--plan", (plan or "")[:12], *options]) if one.stands == "pending" else None,
    }


def _due(one: Due, options: Sequence[str]) -> Document:
    routine = one.routine
    return {
        "check": routine.name,
        "title": routine.title,
        "owner": routine.owner,
        "deputy": routine.deputy,
        "every": routine.every,
        "due": one.due,
        "state": one.state,
        "last": one.last,
        "by": one.by,
        "evidence": one.evidence,
        "attest": _command(routine.name, options),
    }


def _command(what: str, options: Sequence[str]) -> str:
    """A line for a shell, whatever the names are."""
    return " ".join(["syncwright attest", quote(what), "--by WHO", *map(quote, options)])


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    lines = [line for owner in doc["owners"] for line in _owner(owner, paint)]
    if doc["routine"]:
        lines += [paint.bold("routine checks"), *(line for one in doc["routine"] for line in _routine(one, paint)), ""]
    if doc["runbook"]:
        lines += [paint.bold("runbook"), *(line for one in doc["runbook"] for line in _task(one, paint)), ""]
    left = [one for owner in doc["owners"] for one in owner["steps"] if one["state"] != "done"]
    if doc["plan"] is None:
        lines.append(f"no plan was begun for {visible(doc['environment'])}")
    else:
        lines.append(f"{len(left):,} step{'s' if len(left) != 1 else ''} for people to do" if left else "people have nothing to do")
    if doc["runbook"] is None and doc["undone"]:
        lines.append(f"{_tasks(doc['undone'])} of the runbook not attested: `syncwright steps --runbook`")
    elif doc["runbook"] is not None:
        lines.append(f"{_tasks(doc['undone'])} of the runbook to do" if doc["undone"] else "all of the runbook is attested")
    return "\n".join(lines) + "\n"


def _owner(owner: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    yield paint.bold(f"{visible(owner['title'])} ({visible(owner['name'])})")
    for one in owner["steps"]:
        yield f"  {_state(one, paint)}: {visible(one['title'])}"
        if one["state"] != "done":
            yield from (f"      {visible(line)}" for line in one["text"].splitlines())
            yield f"      done when: {visible(one['proves'])}"
        if one["attest"]:
            yield f"      $ {visible(one['attest'])}"
    yield ""


def _state(one: Mapping[str, Any], paint: Paint) -> str:
    if one["state"] == "done":
        said = one["attested"]
        words = [f"attested by {visible(said['by'])}"] if said else []
        return paint.strong(" and ".join([*words, *(["seen done"] if one["observed"] else [])]) or "done", "fine")
    if one["state"] == "pending":
        return paint.strong("to do", _ROLES["pending"])
    waits = [f"`{visible(other['title'])}`" for other in one["waits_for"]]
    return f"waits for {', '.join(waits)}" if waits else f"waits until {one['until']}"


def _tasks(number: int) -> str:
    return f"{number:,} task{'s' if number != 1 else ''}"


def _task(one: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    yield f"  {_standing_state(one, paint)}: {visible(one['title'])} ({visible(one['owner_title'])}, {visible(one['system'])})"
    if one["state"] != "done":
        yield from (f"      {visible(line)}" for line in one["text"].splitlines())
        yield f"      done when: {visible(one['proves'])}"
    if one["attest"]:
        yield f"      $ {visible(one['attest'])}"


def _standing_state(one: Mapping[str, Any], paint: Paint) -> str:
    last = f"attested {(one['at'] or '')[:10]} by {visible(one['by'])}"
    match one["state"]:
        case "done":
            return paint.strong(last, "fine")
        case "waiting":
            return f"waits for {', '.join(visible(other['id']) for other in one['waits_for'])}"
        case "changed":
            return paint.strong(f"to do again, {last}, and asks for something else since", _ROLES["changed"])
    return paint.strong("to do", _ROLES["pending"])


def _routine(one: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    last = f"done {one['last'][:10]} by {visible(one['by'])}" if one["last"] else "never done"
    words = {"done": f"due {one['due']}", "due": "due today", "overdue": f"overdue since {one['due']}"}[one["state"]]
    deputy = f", else {visible(one['deputy'])}" if one["deputy"] else ""
    yield f"  {paint.strong(words, _ROLES.get(one['state'], 'fine'))}: {visible(one['title'])} ({visible(one['owner'])}{deputy}; every {one['every']}; {last})"
    if one["state"] != "done":
        yield f"      $ {visible(one['attest'])}"
