"""Before a run ends, a last look at what its steps did: some systems show a change, and take it back."""

from collections.abc import Collection, Sequence

from syncwright.apply.clock import seconds
from syncwright.apply.ended import PLAN_AGAIN, not_begun, stopped
from syncwright.apply.model import Run, Told, touched
from syncwright.plan.changes import Change, Delete
from syncwright.plan.digests import held_digests
from syncwright.plan.steps import Step
from syncwright.target import Held, Settled, Target, TargetError


def last_look(run: Run, done: Collection[str]) -> None:
    """See that what these steps did is still so, once every read has to show what was written; else the run stops at the first that is not."""
    for name, target in run.targets.items():
        steps = [step for step in run.plan.steps if step.id in done and step.platform == name]
        if steps:
            _waited(run, target, steps)
            _looked(run, target, steps)


def _waited(run: Run, target: Target, steps: Sequence[Step]) -> None:
    states = run.journal.states()
    last = max(states[step.id].at for step in steps)
    run.tell(Told(steps[-1], "waiting", target.settle_after))
    run.clock.sleep(max(0.0, min(target.settle_after, target.settle_after - seconds(last, run.clock.now()))))


def _looked(run: Run, target: Target, steps: Sequence[Step]) -> None:
    """Everything that they changed, seen at once; steps that change nothing that can be seen so are asked for one by one."""
    addresses = {address for step in steps for address in step.changes}
    changes = [change for change in run.plan.changes if change.address in addresses and not _goes_with_another(change, run)]
    names = touched(changes)
    try:
        held = held_digests(changes, target.observe(names), run.types) if names else {}
        for step in steps:
            run.tell(Told(step, "reading"))
            mine = {address: held[address] for address in touched(run.work(step).changes) if address in held}
            gone = [
                f"`{address}` was as planned, and is as before again" for address, digest in mine.items() if _back(run, address, digest)
            ]
            gone += target.holds(run.work(step)).missing if not step.changes else ()
            if gone:
                run.journal.differs(step.id, Settled(ok=True), Held(tuple(gone), mine))
                raise stopped("differs", step.id, "; ".join(gone), PLAN_AGAIN)
    except TargetError as error:
        raise not_begun(error, steps[-1].id) from error


def _back(run: Run, address: str, digest: str) -> bool:
    """Whether it is as it was before the plan. Another difference may be what a later step of the plan brings about."""
    left = run.journal.left_by_us().get(address)
    return left is not None and digest != left and digest == run.plan.binding.observed.get(address)


def _goes_with_another(change: Change, run: Run) -> bool:
    """Whether all that it changes are parts named like something that the plan deletes: those go with it."""
    gone = {one.before.name for one in run.plan.changes if isinstance(one, Delete)}
    return bool(gone) and all(edit.name in gone for edit in change.edits)
