"""A plan carried out, read top to bottom: what is unknown is settled, then each step that can be is done, until one cannot.

A run stops at the first step that fails. What does not depend on it could go on; but a plan was read and approved as a whole, in its order.
"""

from collections.abc import Callable, Mapping

from syncwright.apply.before import done_by_people
from syncwright.apply.ended import Ended, Left, Stopped
from syncwright.apply.last_look import last_look
from syncwright.apply.model import Run, for_people
from syncwright.apply.step import carry_out, reads_back, settle
from syncwright.ledger.model import LedgerError, LockLost, StepState
from syncwright.ledger.reading import FORGOTTEN
from syncwright.plan.changes import Forget
from syncwright.plan.steps import Step
from syncwright.records import replace

_DONE = ("done", "attested")


def apply(run: Run) -> Ended:
    """Go on from where the ledger says that the plan stands, as far as it goes. How it ended is recorded, if anything can be."""
    return _ended(run, _whole)


def settle_only(run: Run) -> Ended:
    """Find out what became of steps of which nobody knows it, and begin none: the plan does not hold any more, and is not gone on with."""
    return _ended(run, _looked_up)


def _whole(run: Run) -> Ended:
    before = run.journal.done_by_us()
    _settle_all(run)
    _all_steps(run)
    last_look(run, run.journal.done_by_us() - before)
    return _as_far_as_it_goes(run)


def _looked_up(run: Run) -> Ended:
    _settle_all(run)
    return Ended("changed", says="what was not known is settled; nothing more was done, as the plan does not hold any more")


def _ended(run: Run, deed: Callable[[Run], Ended]) -> Ended:
    try:
        ended = deed(run)
    except Stopped as stop:
        ended = stop.ended
    except KeyboardInterrupt:
        ended = Ended("interrupted", says="somebody asked to stop", advice="run `apply` with the same file again: it goes on from there")
    except LedgerError as error:
        return _told(run, _ledger_lost(error))
    ended = _told(run, ended)
    try:
        _recorded(run, ended)
    except LedgerError as error:
        return _told(run, _ledger_lost(error))
    return ended


def _settle_all(run: Run) -> None:
    """First of all: no step is begun while nobody knows what became of another."""
    states = run.journal.states()
    for step in run.plan.steps:
        state = states.get(step.id)
        if state is not None and state.state in ("intended", "running"):
            settle(run, run.work(step), state)


def _all_steps(run: Run) -> None:
    """Each step in the plan's order: done before, waiting, a person's, or done now."""
    states = run.journal.states()
    undone: set[str] = set()
    for step in run.plan.steps:
        state = states.get(step.id)
        if state is not None and state.state in _DONE:
            continue
        if undone & set(step.after) or _early(run, step):
            undone.add(step.id)
        elif for_people(step, run.targets):
            if not done_by_people(run, run.work(step)):
                undone.add(step.id)
        elif state is None or state.state != "differs" or not reads_back(run, run.work(step)):
            carry_out(run, run.work(step))


def _early(run: Run, step: Step) -> bool:
    """Whether its day is still to come, in UTC."""
    return step.waits_until is not None and run.clock.now()[:10] < step.waits_until


# ------------------------------------------------------------------ how it ended


def _as_far_as_it_goes(run: Run) -> Ended:
    """No step failed. What is left waits for people or for its day."""
    left = left_of(run)
    machine = [one for one in left if one.who == "machine"]
    if not machine:
        return Ended("finished")
    people, days = {one.step.id for one in left if one.who == "person"}, {one.step.id for one in left if one.until is not None}
    stuck = [one for one in machine if _behind(one.step, left, people - days)]
    if not stuck:
        return Ended("days", says="what is left waits for its day", advice="run `apply` with the same file again when it has come")
    says = f"{len(stuck)} step{'s wait' if len(stuck) != 1 else ' waits'} for people"
    return Ended(
        "people", says=says, advice="`syncwright steps` lists what people have to do; run `apply` with the same file again after that"
    )


def _behind(step: Step, left: tuple[Left, ...], others: set[str]) -> bool:
    """Whether a step waits for one of these, at whatever distance."""
    after: Mapping[str, tuple[str, ...]] = {one.step.id: one.step.after for one in left}
    waiting, seen = list(step.after), set()
    while waiting:
        name = waiting.pop()
        if name in others:
            return True
        if name not in seen:
            seen.add(name)
            waiting += after.get(name, ())
    return False


def left_of(run: Run) -> tuple[Left, ...]:
    """The steps that are not done, in the plan's order, and what each waits for."""
    states = run.journal.states()
    left = [step for step in run.plan.steps if not _done(states.get(step.id))]
    names = {step.id for step in left}
    return tuple(
        Left(
            step,
            "person" if for_people(step, run.targets) else "machine",
            tuple(name for name in step.after if name in names),
            step.waits_until if _early(run, step) else None,
            *_standing(states.get(step.id)),
        )
        for step in left
    )


def _done(state: StepState | None) -> bool:
    return state is not None and state.state in _DONE


def _standing(state: StepState | None) -> tuple[bool, str]:
    """Whether it is known how a step stands, and what is to be said of it."""
    if state is None:
        return True, ""
    return state.state not in ("intended", "running"), state.says


def _told(run: Run, ended: Ended) -> Ended:
    """With what is left, what is held and what is unknown."""
    done = {name for name, state in run.journal.states().items() if _done(state)}
    released = [step for step in run.plan.steps if step.kind == "release" and step.id not in done]
    held = tuple(step.id for step in run.plan.steps if step.kind == "hold" and step.id in done) if released else ()
    return replace(ended, left=left_of(run), held=held, unknown=run.journal.unknown())


def _recorded(run: Run, ended: Ended) -> None:
    if ended.why != "finished":
        run.journal.stopped(ended.exit, [one.step.id for one in ended.left])
        return
    forgotten = {change.address: FORGOTTEN for change in run.plan.changes if isinstance(change, Forget)}
    if forgotten:
        run.journal.observed("", "no longer managed; they stay as they are", forgotten)
    run.journal.finished(len(ended.people))


def _ledger_lost(error: LedgerError) -> Ended:
    """Nothing can be recorded any more, so nothing more may be sent."""
    what = "the lock on the ledger is no longer ours" if isinstance(error, LockLost) else "the ledger could not be written"
    return Ended("ledger", says=f"{what}: {error.says}", advice=error.help or "see to the ledger, and run `apply` with the same file again")
