"""Checks that people do again and again, such as of a connector's errors: when each is due, from what the ledger says was done. Knows no specs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from syncwright.durations import ends
from syncwright.ledger.model import Record
from syncwright.records import Struct


class Routine(Struct, frozen=True):
    """A check. `name` as in `attest`, such as `review/marketo`; `every`: a length of time as specs write it."""

    name: str
    title: str
    owner: str
    deputy: str | None
    every: str


class Due(Struct, frozen=True):
    """How a check stands. `due`: the ISO day by the end of which it is to be done. `last`: when it was done, and `by` whom; None if never."""

    routine: Routine
    due: str
    state: Literal["done", "due", "overdue"]
    last: str | None
    by: str
    evidence: str


def falls_due(routines: Iterable[Routine], records: Sequence[Record], today: date) -> Iterator[Due]:
    """How each stands: it counts from when it was last done, or from when the ledger was opened. Days are those of UTC."""
    done = {record.body.get("check", ""): record for record in records if record.kind == "reviewed"}
    for routine in routines:
        last = done.get(routine.name)
        since = last or records[0]
        day = max(ends(date.fromisoformat(since.at[:10]), routine.every), date.fromisoformat(since.at[:10]) + timedelta(days=1))
        state: Literal["done", "due", "overdue"] = "done" if today < day else "due" if today == day else "overdue"
        by, evidence = (last.body.get("by", ""), last.body.get("evidence", "")) if last is not None else ("", "")
        yield Due(routine, day.isoformat(), state, last.at if last is not None else None, by, evidence)
