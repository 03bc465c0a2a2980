"""One step, from what is known of it to what reads back. What may not be done twice is recorded before it is done."""

from syncwright.apply.before import checked, is_so, seen
from syncwright.apply.clock import seconds, wait_out
from syncwright.apply.ended import PLAN_AGAIN, not_begun, stopped
from syncwright.apply.model import Run, Told
from syncwright.ledger.model import StepState
from syncwright.target import Absent, Checked, Held, Job, NotChecked, OutcomeUnknown, Settled, TargetError, Work

_AGAIN = "run `apply` with the same file again: before anything else it looks what became of the step"


def settle(run: Run, work: Work, state: StepState) -> None:
    """Find out what became of a step that was begun and not seen to end.

    Nothing is asked before every read has to show what was written: what is not found earlier is unknown, not absent.
    """
    target, step = run.target(work.step), work.step
    since = state.since or state.at
    run.tell(Told(step, "waiting", target.settle_after))
    wait_out(run.clock, since, target.settle_after)
    run.tell(Told(step, "settling"))
    try:
        found = target.find(work, since, Job(state.job) if state.job is not None else None)
    except (TargetError, OutcomeUnknown) as error:
        raise stopped("unknown", step.id, _said(error), _AGAIN) from error
    match found:
        case Absent():
            run.journal.refused(step.id, Settled(ok=False, says="it was never begun"))
        case Job():
            if found.id != state.job:
                run.journal.job(step.id, found)
            _ended(run, work, _polled(run, work, found))
        case Settled():
            _ended(run, work, found)


def carry_out(run: Run, work: Work) -> None:
    """A step of which nothing is done: look, check, begin, wait, read back."""
    run.clock.sleep(0)
    looked = run.clock.now()
    if work.changes and is_so(run, work, seen(run, work)):
        return
    begun = _begun_as_checked(run, work, looked)
    if isinstance(begun, Job):
        run.journal.job(work.step.id, begun)
        begun = _polled(run, work, begun)
    _ended(run, work, begun)


def reads_back(run: Run, work: Work) -> bool:
    """Whether a step that did not read back as planned does now."""
    try:
        held = _held(run, work)
    except TargetError as error:
        raise not_begun(error, work.step.id) from error
    if held.missing:
        return False
    run.journal.observed(work.step.id, "it reads back as planned now", held.digests, run.made(work, held.digests))
    run.tell(Told(work.step, "observed"))
    return True


# ------------------------------------------------------------------ from the intent on


def _begun_as_checked(run: Run, work: Work, looked: str) -> Job | Settled:
    """A check that was made in an earlier run may not be of what would be sent now; one that is made now is."""
    try:
        return _begun(run, work, checked(run, work), looked)
    except NotChecked:
        try:
            return _begun(run, work, checked(run, work), looked)
        except NotChecked as error:
            raise not_begun(error, work.step.id) from error


def _begun(run: Run, work: Work, check: Checked | None, looked: str) -> Job | Settled:
    """Ask for it, once. What it changes was looked at from `looked` on; after a check, which may take long, it is looked at again."""
    step = work.step
    if work.changes and check is not None:
        looked = run.clock.now()
        seen(run, work)
    run.clock.sleep(0)
    run.journal.intended(work, check)
    run.tell(Told(step, "window", max(0.0, seconds(looked, run.clock.now()))))
    run.tell(Told(step, "beginning"))
    try:
        return run.target(step).begin(work, check)
    except OutcomeUnknown as error:
        raise stopped("unknown", step.id, _said(error), _AGAIN) from error
    except TargetError as error:
        run.journal.refused(step.id, Settled(ok=False, failed=((error.code, error.says),)))
        if isinstance(error, NotChecked):
            raise
        raise not_begun(error, step.id) from error


def _polled(run: Run, work: Work, job: Job) -> Settled:
    """Ask until it has ended, at growing intervals. A question that fails says nothing of the job."""
    target, step, patience = run.target(work.step), work.step, run.patience
    began, pause = run.clock.now(), patience.first
    while True:
        try:
            found = target.poll(work, job)
        except (TargetError, OutcomeUnknown) as error:
            raise stopped("unknown", step.id, f"its job `{job.id}` cannot be asked for: {_said(error)}", _AGAIN) from error
        if isinstance(found, Settled):
            return found
        run.tell(Told(step, "running", found.done, found.total))
        if seconds(began, run.clock.now()) >= patience.deadline:
            says = f"its job `{job.id}` has not ended in {patience.deadline / 60:.0f} minutes"
            raise stopped("unknown", step.id, says, _AGAIN)
        run.clock.sleep(pause)
        pause = min(patience.most, pause * patience.grows)


def _ended(run: Run, work: Work, settled: Settled) -> None:
    """What the system says that came of it, and what reads back. Only that counts."""
    step = work.step
    if not settled.ok and step.kind != "backfill":
        run.journal.refused(step.id, settled)
        raise stopped("refused", step.id, settled.says or "the system refused it, and nothing of it is done", PLAN_AGAIN, settled.failed)
    held = _read_back(run, work)
    if held.missing or not settled.ok:
        # Of many records some may be written and others not.
        missing = held.missing or (settled.says or "a part of it failed",)
        run.journal.differs(step.id, settled, Held(missing, held.digests))
        raise stopped("differs", step.id, "; ".join(missing), PLAN_AGAIN, settled.failed)
    run.journal.done(step.id, settled, held, run.made(work, held.digests))
    run.tell(Told(step, "done"))


def _read_back(run: Run, work: Work) -> Held:
    """What the system holds, asked until it is as planned or every read has to show what was written."""
    window, began, pause = run.target(work.step).settle_after, run.clock.now(), run.patience.first
    try:
        held = _held(run, work)
        while held.missing and (left := window - seconds(began, run.clock.now())) > 0:
            run.clock.sleep(min(pause, left))
            pause = min(run.patience.most, pause * run.patience.grows)
            held = _held(run, work)
    except (TargetError, OutcomeUnknown) as error:
        raise stopped("unknown", work.step.id, f"it cannot be read back: {_said(error)}", _AGAIN) from error
    return held


def _held(run: Run, work: Work) -> Held:
    run.tell(Told(work.step, "reading"))
    return run.target(work.step).holds(work)


def _said(error: TargetError | OutcomeUnknown) -> str:
    return f"{error.code}: {error.says}" if isinstance(error, TargetError) else str(error) or "no answer came"
