"""What comes before a step is begun: is what it changes as planned against, is it so already, and would the system do it."""

from collections.abc import Collection

from syncwright.apply.clock import seconds
from syncwright.apply.ended import PLAN_AGAIN, not_begun, stopped
from syncwright.apply.model import Run, Told, touched
from syncwright.plan.digests import held_digests
from syncwright.resource import Observation
from syncwright.target import Checked, OutcomeUnknown, Settled, TargetError, Work


def seen(run: Run, work: Work) -> dict[str, str]:
    """What a step changes as it is now, if the step may go on from there; else the run stops."""
    held = _looked_at(run, work)
    wanted, planned = run.wanted(work), run.planned_against(work)
    for address in sorted(held):
        if held[address] not in (planned.get(address), wanted.get(address)):
            says = f"`{address}` is neither as it was when the plan was made nor as the plan wants it: somebody changed it meanwhile"
            raise stopped("changed", work.step.id, says, PLAN_AGAIN)
    return held


def is_so(run: Run, work: Work, held: dict[str, str]) -> bool:
    """Whether all that a step changes is as it wants it, though it was not when the plan was made, and reads back so. Then nothing is sent."""
    if not _as_wanted(run, work, held):
        return False
    run.tell(Told(work.step, "reading"))
    try:
        if run.target(work.step).holds(work).missing:
            return False
    except TargetError as error:
        raise not_begun(error, work.step.id) from error
    _observed(run, work, held)
    return True


def done_by_people(run: Run, work: Work) -> bool:
    """Whether what a person was to change is as wanted. Never said of what another step changes, too: who knows which of them did it."""
    others = {address for step in run.plan.steps if step.id != work.step.id for address in step.changes}
    if not work.changes or others & set(work.step.changes) or work.step.platform not in run.targets:
        return False
    held = _looked_at(run, work)
    if not _as_wanted(run, work, held):
        return False
    _observed(run, work, held)
    return True


def checked(run: Run, work: Work) -> Checked | None:
    """That the system would do it: as it said before, while that holds, or asked now."""
    before = run.journal.check(work)
    if before is not None and before.until is not None and seconds(run.clock.now(), before.until) > 0:
        return before
    run.clock.sleep(0)
    run.tell(Told(work.step, "checking"))
    try:
        found = run.target(work.step).check(work)
    except TargetError as error:
        raise not_begun(error, work.step.id) from error
    except OutcomeUnknown as error:
        # A question changes nothing: without its answer nothing is done.
        raise stopped("platform", work.step.id, str(error) or "no answer came", "run it again later") from error
    if isinstance(found, Settled):
        run.journal.refused(work.step.id, found)
        raise stopped("refused", work.step.id, found.says or "the system would refuse it; nothing was sent", PLAN_AGAIN, found.failed)
    if found is not None:
        run.journal.checked(work, found)
    return found


def _looked_at(run: Run, work: Work) -> dict[str, str]:
    addresses = touched(work.changes)
    run.tell(Told(work.step, "looking"))
    try:
        observed = run.target(work.step).observe(addresses)
    except TargetError as error:
        raise not_begun(error, work.step.id) from error
    _complete(observed, addresses, work)
    return held_digests(work.changes, observed, run.types)


def _complete(observed: Observation, addresses: Collection[str], work: Work) -> None:
    unseen = sorted(set(addresses) - observed.complete - observed.absent)
    if unseen:
        names = ", ".join(f"`{address}`" for address in unseen)
        raise stopped("changed", work.step.id, f"{names} could not be seen completely", f"run it again, or {PLAN_AGAIN}")


def _as_wanted(run: Run, work: Work, held: dict[str, str]) -> bool:
    wanted, bound = run.wanted(work), run.plan.binding.observed
    differed = any(bound.get(address) != digest for address, digest in wanted.items())
    return differed and all(held.get(address) == digest for address, digest in wanted.items())


def _observed(run: Run, work: Work, held: dict[str, str]) -> None:
    run.journal.observed(work.step.id, "it was so already", held, run.made(work, held))
    run.tell(Told(work.step, "observed"))
