"""Whether connectors may begin to sync, as a document, and drawn from it for a terminal: what is open first, with what to do."""

from collections.abc import Iterator, Sequence
from shlex import quote

from syncwright.gates import PREFIX, Check, Gate, State
from syncwright.ledger.model import Record
from syncwright.records import pretty
from syncwright.views.documents.told import FORMAT
from syncwright.views.documents.unpause import Checked, Passed, ToWatch, UnitGate, Unpause
from syncwright.views.paint import Paint, visible

_ROLES = {"closed": "fine", "open": "error"}
_WORDS: dict[State, str] = {"closed": "ok", "open": "open", "not needed": "not needed", "then": "then"}


def document(environment: str, gates: Sequence[Gate], records: Sequence[Record], notes: Sequence[str], options: Sequence[str]) -> Unpause:
    """`options`: what commands need besides, to be about the same ledger. `notes`: what was not counted."""
    passed = {one.body["check"]: one for one in records if one.kind == "reviewed" and one.body.get("check", "").startswith(PREFIX)}
    units = tuple(_gate(one, passed.get(f"{PREFIX}{one.address}"), options) for one in gates)
    return Unpause(FORMAT, environment, sum(len(one.open) for one in gates), units, tuple(notes))


def _gate(one: Gate, passed: Record | None, options: Sequence[str]) -> UnitGate:
    recorded = Passed(passed.at, passed.body.get("by", ""), passed.body.get("evidence", "")) if passed is not None else None
    watch = tuple(ToWatch(each.when, each.says, each.fact.says, each.fact.source, each.fact.certain) for each in one.watch)
    return UnitGate(one.address, one.owner, not one.open, recorded, tuple(_check(each, options) for each in one.checks), watch)


def _check(one: Check, options: Sequence[str]) -> Checked:
    help_ = _with(one.help, options) if one.state == "open" else None
    fact = one.fact
    return Checked(one.number, one.name, one.title, one.by, one.state, one.says, help_, fact.says, fact.source, fact.certain, one.tasks)


def _with(help_: str, options: Sequence[str]) -> str:
    """A command that is about the same ledger."""
    return help_.replace(" --by WHO`", f" --by WHO{''.join(f' {quote(one)}' for one in options)}`")


def as_json(doc: Unpause) -> str:
    """The document itself."""
    return pretty(doc)


def human(doc: Unpause, paint: Paint) -> str:
    """For a terminal."""
    lines = [line for one in doc.units for line in _unit(one, paint)]
    lines += [f"note: {visible(one)}" for one in doc.notes]
    return "\n".join(lines) + "\n"


def _unit(one: UnitGate, paint: Paint) -> Iterator[str]:
    yield paint.bold(visible(one.unit))
    for check in one.checks:
        if check.state in _ROLES:
            yield from _line(check, paint)
    others = [f"{check.number} {visible(check.title)} ({visible(check.says)})" for check in one.checks if check.state == "not needed"]
    if others:
        yield f"  not needed: {'; '.join(others)}"
    opened = sum(check.state == "open" for check in one.checks)
    if opened:
        yield paint.strong(f"  stays paused: {opened} of {len(one.checks)} checks are open", "error")
        return
    yield paint.strong("  nothing is open: it may be unpaused", "fine")
    if one.passed is not None:
        yield f"  recorded by {visible(one.passed.by)} at {one.passed.at[:16]}"
    for check in one.checks:
        if check.state == "then":
            yield f"  {check.number:2} then: {visible(check.title)}"
    for watch in one.watch:
        yield f"     {watch.when}: {visible(watch.says)}"


def _line(check: Checked, paint: Paint) -> Iterator[str]:
    word = paint.strong(f"{_WORDS[check.state]:4}", _ROLES[check.state])
    says = f": {visible(check.says)}" if check.says else ""
    yield f"  {check.number:2} {word} {visible(check.title)}{says}"
    if check.help:
        yield f"          = help: {visible(check.help)}"
