"""Work that people do for a system once, and that stands whatever plan there is: how each piece stands, from what the ledger says. Knows no specs."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from syncwright.ledger.model import Record
from syncwright.records import Struct, compact

#: How the names of such tasks begin, where `attest` takes them.
PREFIX = "runbook/"


class Standing(Struct, frozen=True):
    """A task. `name` as in `attest`, such as `runbook/marketo/campaign-sync`; `after`: names of those that come before.

    `text`: all that a person is told. `asks`: what of it the work is: once it says something else, the work is to be done again.
    """

    name: str
    title: str
    system: str
    owner: str
    text: str
    proves: str
    asks: tuple[str, ...]
    after: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of what the work is: what was attested stays known."""
        return sha256(compact([self.title, *self.asks, self.proves])).hexdigest()


class Stand(Struct, frozen=True):
    """How one stands. `changed`: it was attested, and asks for something else since. `at`, `by` and `evidence`: of the last word on it."""

    task: Standing
    state: Literal["pending", "waiting", "changed", "done"]
    waits_for: tuple[Standing, ...]
    at: str | None
    by: str
    evidence: str


def stands(tasks: Sequence[Standing], records: Sequence[Record]) -> Iterator[Stand]:
    """How each stands, in their order."""
    said = {record.body.get("check", ""): record for record in records if record.kind == "reviewed"}
    done = {task.name for task in tasks if _asked_then(task, said)}
    by_name = {task.name: task for task in tasks}
    for task in tasks:
        last = said.get(task.name)
        waits = tuple(by_name[name] for name in task.after if name in by_name and name not in done)
        state: Literal["pending", "waiting", "changed", "done"]
        state = "done" if task.name in done else "waiting" if waits else "changed" if last is not None else "pending"
        by, evidence = (last.body.get("by", ""), last.body.get("evidence", "")) if last is not None else ("", "")
        yield Stand(task, state, waits if state == "waiting" else (), last.at if last is not None else None, by, evidence)


def not_attested_yet(name: str, every: Sequence[Stand]) -> str | None:
    """Why a task cannot be attested, in words; None if it can."""
    found = next((one for one in every if one.task.name == name), None)
    if found is None:
        return f"there is no task `{name}`: `syncwright steps --runbook` lists those there are"
    if found.state == "done":
        return f"`{name}` was attested already, by {found.by}, and asks for nothing else since"
    if found.waits_for:
        return f"`{name}` waits for {', '.join(f'`{one.name}`' for one in found.waits_for)}"
    return None


def _asked_then(task: Standing, said: Mapping[str, Record]) -> bool:
    last = said.get(task.name)
    return last is not None and last.body.get("asked") == task.digest
