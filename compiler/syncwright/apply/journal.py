"""What a run writes down: before it does something, and what came of it. Knows the ledger and no system."""

from collections.abc import Iterable, Mapping

from syncwright.apply.clock import Clock
from syncwright.ledger.credentials import credential
from syncwright.ledger.model import Hold, Kind, Record, StepState
from syncwright.ledger.reading import step_states
from syncwright.records import compact, read
from syncwright.target import Checked, Held, Job, Settled, Work

_WITHHELD = "(withheld, as it looks like a password or a token)"


class Journal:
    """The records of one plan. What a method writes is durable when it returns."""

    def __init__(self, hold: Hold, clock: Clock, plan: str, by: str, records: Iterable[Record]) -> None:
        self._hold, self._clock = hold, clock
        self.plan, self.by = plan, by
        self._records = [record for record in records if record.plan == plan]
        self._left: dict[str, str] = {}
        for record in self._records:
            self._left |= _left_by(record)

    # ------------------------------------------------------------------ what is written

    def started(self, steps: int, tool: str, made: str) -> None:
        """The plan is used from here on."""
        self._write("started", body={"file": self.plan, "steps": str(steps), "tool": tool, "made": made})

    def checked(self, work: Work, checked: Checked) -> None:
        """The system would do it."""
        body = {"package": checked.package, "reference": checked.reference or "", "until": checked.until or "", "work": work.digest}
        self._write("checked", work.step.id, body)

    def intended(self, work: Work, checked: Checked | None) -> str:
        """It is begun next. The moment from which on something may have happened."""
        body = {"work": work.digest, "package": checked.package if checked is not None else ""}
        return self._write("intended", work.step.id, body).at

    def job(self, step: str, job: Job) -> None:
        """The system has taken it on."""
        self._write("job", step, {"id": job.id})

    def refused(self, step: str, settled: Settled) -> None:
        """The system said no, and nothing of it is done."""
        self._settled(step, "refused", settled, settled.says or "; ".join(says for _, says in settled.failed), {})

    def done(self, step: str, settled: Settled, held: Held, made: str) -> None:
        """It reads back as planned. `made`: what its changes left, where they are all done."""
        self._settled(step, "done", settled, settled.says, held.digests, made)

    def differs(self, step: str, settled: Settled, held: Held) -> None:
        """It ended, and does not read back as planned."""
        self._settled(step, "differs", settled, "; ".join(held.missing), held.digests)

    def observed(self, step: str, says: str, digests: Mapping[str, str], made: str = "") -> None:
        """It is so, and this run did not make it so."""
        self._write("observed", step, {"says": says, "digests": _text(digests), **_made(made)})

    def stopped(self, code: int, left: Iterable[str]) -> None:
        """The run ended with these steps left."""
        self._write("stopped", body={"exit": str(code), "left": _text(list(left))})

    def finished(self, people: int) -> None:
        """Nothing is left that a machine does."""
        self._write("finished", body={"people": str(people)})

    def _settled(self, step: str, state: str, settled: Settled, says: str, digests: Mapping[str, str], made: str = "") -> None:
        failed = [(_fit(part), _fit(text)) for part, text in settled.failed]
        body = {"state": state, "says": _fit(says), "failed": _text(failed), "request": _fit(settled.request), "digests": _text(digests)}
        self._write("settled", step, body | _made(made))

    def _write(self, kind: Kind, step: str = "", body: Mapping[str, str] = {}) -> Record:
        record = self._hold.append(kind, at=self._clock.now(), by=self.by, plan=self.plan, step=step, body=body)
        self._records.append(record)
        self._left |= _left_by(record)
        return record

    # ------------------------------------------------------------------ what is written there

    def states(self) -> dict[str, StepState]:
        """How the steps stand."""
        return step_states(self._records, self.plan)

    def unknown(self) -> tuple[str, ...]:
        """Steps that were begun and of which nobody knows what became."""
        return tuple(step for step, state in self.states().items() if state.state in ("intended", "running"))

    def done_by_us(self) -> frozenset[str]:
        """Steps that read back as planned after this plan had asked for them."""
        return frozenset(one.step for one in self._records if one.kind == "settled" and one.body.get("state") == "done")

    def left_by_us(self) -> Mapping[str, str]:
        """What this plan's steps left behind, by address: what was read back as planned, or seen to be so."""
        return self._left

    def check(self, work: Work) -> Checked | None:
        """What the system last said that it would do of this very work, since it last ended; the caller judges whether it still holds."""
        for record in reversed(self._records):
            if record.step == work.step.id and record.kind == "settled":
                return None
            if record.step == work.step.id and record.kind == "checked" and record.body.get("work") == work.digest:
                return Checked(record.body["package"], record.body.get("reference") or None, record.body.get("until") or None)
        return None


def _fit(text: str) -> str:
    """What a system said, as it may be kept: an end that cannot be recorded, for words that look like a password, would be none."""
    return _WITHHELD if credential([text]) else text


def _made(made: str) -> dict[str, str]:
    return {"made": made} if made and not credential([made]) else {}


def _left_by(record: Record) -> dict[str, str]:
    if record.kind != "observed" and (record.kind != "settled" or record.body.get("state") != "done"):
        return {}
    return read(record.body.get("digests", "{}").encode(), dict[str, str])


def _text(value: object) -> str:
    return compact(value).decode()
