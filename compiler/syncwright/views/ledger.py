"""What a ledger holds, as a document and as text for a terminal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from syncwright.ledger.model import Damaged, Holder, LedgerError, Record
from syncwright.ledger.reading import managed, plan_state, present, step_states, unfinished
from syncwright.records import builtins, pretty
from syncwright.views.paint import Paint, columns, visible

if TYPE_CHECKING:  # start-up time: planning is a large room
    from syncwright.planning.taking import Taking

Document = dict[str, Any]

#: Resources, plans and records that the human form shows.
SHOWN = 20
_SHORT = 12
_PLAN_STATES = {"unfinished": "not finished", "given_up": "given up", "finished": "finished", "new": "new"}
_ROLES = {
    "done": "fine", "attested": "fine", "finished": "fine", "running": "warning", "intended": "warning", "unfinished": "warning",
    "refused": "error", "differs": "error",
}  # fmt: skip
#: What a state of a step means where its name does not say it.
_MEANS = {
    "intended": "begun; its outcome is not known",
    "running": "begun; its job is not known to have ended",
    "attested": "said to be done; nobody has looked",
    "differs": "ended, and does not read back as planned",
}


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def document(where: str, records: Sequence[Record], holder: Holder | None) -> Document:
    """The whole ledger: where and whose, who holds its lock, its plans, what is ours, and what was done to the ledger itself."""
    first, last = records[0], records[-1]
    open_plan = unfinished(records)
    return {
        "format": 1,
        "ledger": where,
        **{name: first.body.get(name, "") for name in ("estate", "environment", "org")},
        "begun": first.at,
        "records": len(records),
        "head": {"number": last.number, "hash": last.hash, "at": last.at},
        "holder": {**builtins(holder), "id": holder.id} if holder is not None else None,
        "unfinished": open_plan,
        "plans": [_plan(records, one) for one in dict.fromkeys(record.plan for record in records if record.plan)],
        "managed": [builtins(one) for _, one in sorted(present(managed(records)).items())],
        "reviews": [_event(record) for record in records if record.kind == "reviewed"],
        "events": [_event(record) for record in records if record.kind in ("unlocked", "rebased", "rebuilt")],
    }


def _plan(records: Sequence[Record], plan: str) -> Document:
    own = [record for record in records if record.plan == plan]
    return {
        "id": plan,
        "state": plan_state(records, plan),
        "started": own[0].at,
        "by": own[0].by,
        "last": own[-1].at,
        "steps": [{"id": step, **builtins(state)} for step, state in step_states(own, plan).items()],
    }


def _event(record: Record) -> Document:
    return {"number": record.number, "at": record.at, "by": record.by, "kind": record.kind, "body": dict(record.body)}


def plan_document(records: Sequence[Record], plan: str) -> Document:
    """One plan: how it and its steps stand, and its records."""
    return {"format": 1, **_plan(records, plan), "records": [_record(one) for one in records if one.plan == plan]}


def _record(record: Record) -> Document:
    return {name: getattr(record, name) for name in ("number", "at", "by", "kind", "step")} | {"body": dict(record.body)}


def human(doc: Document, paint: Paint) -> str:
    """The whole ledger for a terminal."""
    whose = f"of `{visible(doc['environment'])}` of `{visible(doc['estate'])}`" if doc["environment"] else ""
    lines = [
        f"{paint.bold('ledger')} {whose}: {visible(doc['ledger'])}",
        f"  {_count(doc['records'], 'record')} since {moment(doc['begun'])}, the last one of {moment(doc['head']['at'])}",
        f"  {_held(doc['holder'], paint)}",
        "",
        *_plans(doc, paint),
        "",
        *_managed(doc, paint),
    ]
    if doc["events"] or doc["reviews"]:
        lines += ["", paint.bold("besides")]
        lines += [f"  {moment(one['at'])}  {visible(_told(one))}, by {visible(one['by'])}" for one in (*doc["reviews"], *doc["events"])]
    return "\n".join(lines) + "\n"


def _held(holder: Mapping[str, Any] | None, paint: Paint) -> str:
    if holder is None:
        return "nobody holds its lock"
    words = f"{visible(holder['who'])} on {visible(holder['host'])} (process {holder['pid']}) since {moment(holder['since'])}"
    lost = "; it seems to be gone" if holder["lost"] else ""
    return f"{paint.strong('held', 'warning')} by {words}, id {holder['id']}{lost}"


def _plans(doc: Document, paint: Paint) -> Iterator[str]:
    yield paint.bold("plans") if doc["plans"] else "no plan was carried out yet"
    hidden = len(doc["plans"]) - SHOWN
    if hidden > 0:
        yield f"  {hidden:,} earlier ones; `--format json` lists all"
    for one in doc["plans"][-SHOWN:]:
        state = f"{_PLAN_STATES[one['state']]:<12}"
        state = paint.strong(state, _ROLES[one["state"]]) if one["state"] in _ROLES else state
        yield f"  {visible(one['id'][:_SHORT])}  {state}  {moment(one['started'])}  {visible(one['by'])}  {_steps(one['steps'])}"
    if doc["unfinished"]:
        yield f"  `syncwright ledger show --plan {visible(doc['unfinished'][:_SHORT])}` says how its steps stand"


def _steps(steps: Sequence[Mapping[str, Any]]) -> str:
    counts: dict[str, int] = {}
    for one in steps:
        counts[one["state"]] = counts.get(one["state"], 0) + 1
    return ", ".join(f"{count} {state}" for state, count in counts.items()) or "no step begun"


def _managed(doc: Document, paint: Paint) -> Iterator[str]:
    ours = doc["managed"]
    yield paint.bold(f"ours: {_count(len(ours), 'resource')}, last made or seen") if ours else "nothing is ours yet"
    width = max((columns(visible(one["address"])) for one in ours[:SHOWN]), default=0)
    for one in ours[:SHOWN]:
        address = visible(one["address"])
        plan = f" by plan {visible(one['plan'][:_SHORT])}" if one["plan"] else ""
        yield f"  {address}{' ' * (width - columns(address))}  {moment(one['at'])}{plan}"
    if (more := len(ours) - SHOWN) > 0:
        yield f"  ... and {more:,} more; `--format json` lists all"


def human_plan(doc: Document, paint: Paint) -> str:
    """One plan for a terminal: its steps, then its records."""
    lines = [
        f"{paint.bold('plan')} {visible(doc['id'])}: {_PLAN_STATES[doc['state']]}, started {moment(doc['started'])} by {visible(doc['by'])}"
    ]
    lines += ["", paint.bold("steps") if doc["steps"] else "no step was begun"]
    for one in doc["steps"]:
        state = paint.strong(f"{one['state']:<9}", _ROLES.get(one["state"], "note"))
        lines.append(f"  {state} {moment(one['at'])}  {visible(one['id'])}")
        lines += [f"            {visible(said)}" for said in _of_step(one)]
    lines += ["", paint.bold("records")]
    lines += [f"  {one['number']:>6}  {moment(one['at'])}  {visible(one['by'])}  {visible(_told(one))}" for one in doc["records"]]
    return "\n".join(lines) + "\n"


def _of_step(step: Mapping[str, Any]) -> Iterator[str]:
    if step["state"] in _MEANS:
        yield _MEANS[step["state"]]
    if step["job"]:
        yield f"job {step['job']}"
    if step["by"]:
        yield f"said by {step['by']}" + (f": {step['evidence']}" if step["evidence"] else "")
    if step["says"]:
        yield step["says"]


def _told(record: Mapping[str, Any]) -> str:
    """A record in a line."""
    body = record["body"]
    match record["kind"]:
        case "started":
            says = f"plan of {body.get('steps', '?')} steps, made {body.get('made', '?')}"
        case "settled":
            says = body.get("state", "")
        case "job":
            says = body.get("id", "")
        case "attested" | "reviewed":
            says = f"by {body.get('by', '?')}" + (f", {body['evidence']}" if body.get("evidence") else "")
        case "stopped":
            says = f"exit {body.get('exit', '?')}"
        case "finished":
            says = f"{body.get('people', '0')} left for people"
        case "unlocked":
            says = f"the lock of {body.get('holder', '?')}"
        case "rebuilt":
            says = f"the one before is kept as {body.get('from') or 'nothing'}"
        case _:
            says = ""
    about = record.get("step") or body.get("check", "")
    return " ".join(word for word in (record["kind"], about, f"({says})" if says else "") if word)


def verified_document(where: str, records: Sequence[Record], wrong: LedgerError | None) -> Document:
    """Whether a ledger holds together, and how far it goes."""
    last = records[-1] if records and wrong is None else None
    number = wrong.number if isinstance(wrong, Damaged) else None
    return {
        "format": 1,
        "ledger": where,
        "sound": wrong is None,
        "records": len(records) if last else None,
        "head": f"{last.number}:{last.hash}" if last else None,
        "wrong": {"says": wrong.says, "help": wrong.help, "number": number} if wrong is not None else None,
    }


def human_verified(doc: Document, paint: Paint) -> str:
    """The same for a terminal."""
    if doc["wrong"]:
        lines = [f"{paint.strong('damaged', 'error')}: {visible(doc['ledger'])}: {visible(doc['wrong']['says'])}"]
        return "\n".join([*lines, f"  = help: {visible(doc['wrong']['help'])}"]) + "\n"
    lines = [f"{paint.strong('sound', 'fine')}: {visible(doc['ledger'])}: {_count(doc['records'], 'record')}, each follows the one before"]
    return "\n".join([*lines, f"  head {doc['head']}"]) + "\n"


def taking_document(where: str, taking: "Taking", given_up: str | None, unknown: Sequence[str]) -> Document:
    """What is taken as it is, and which plan is given up by that; `unknown`: its steps of which nobody knows what became."""
    return {
        "format": 1,
        "ledger": where,
        "gives_up": given_up,
        "unknown": list(unknown),
        "taken": [
            {"address": one.address, "what": one.what, "parts": [_part(edit) for edit in one.parts]} for one in taking.taken
        ],
    }  # fmt: skip


def _part(edit: Any) -> Document:
    return {"attribute": edit.attribute, "name": edit.name, "made": edit.old, "found": edit.new}


_TAKEN = {
    "ours": ("is there and becomes ours", "note"),
    "changed": ("is not as we made it, and is taken as it is", "warning"),
    "gone": ("is not there any more, and is ours no longer", "warning"),
}


def human_taking(doc: Document, paint: Paint) -> str:
    """The same for a terminal."""
    lines = []
    for one in doc["taken"]:
        if one["what"] != "same":
            says, role = _TAKEN[one["what"]]
            lines.append(f"{paint.strong(visible(one['address']), role)} {says}")
            lines += [f"    {_told_part(part)}" for part in one["parts"]]
    same = sum(one["what"] == "same" for one in doc["taken"])
    lines.append(f"{_count(same, 'resource')} {'is' if same == 1 else 'are'} as we made {'it' if same == 1 else 'them'}")
    if doc["gives_up"]:
        lines.append(f"{paint.strong('gives up', 'warning')} the plan {visible(doc['gives_up'][:_SHORT])}, which is not finished")
    for step in doc["unknown"]:
        lines.append(f"  of its step {visible(step)} nobody knows what became: it may be done, or be done yet")
    return "\n".join(lines) + "\n"


def _told_part(part: Mapping[str, Any]) -> str:
    name = part["attribute"] + (f" {part['name']}" if part["name"] is not None else "")
    made, found = (f"`{visible(said)}`" if said is not None else "nothing" for said in (part["made"], part["found"]))
    return f"{visible(name)}: {made} -> {found}"


def moment(at: str) -> str:
    """A moment to the second, as people read it."""
    return f"{at[:10]} {at[11:19]}" if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", at) else visible(at)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
