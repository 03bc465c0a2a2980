"""A run that ends at any moment, as if killed: the next one goes on from there, and each effect happens once.

Every moment there is is tried: around each record and around each request. The same tries must show double effects where the look-up is taken
away, or the system's window is not waited out: else they would show nothing.
"""

from collections import Counter
from itertools import count

import pytest

from apply.worlds import Crash, World, by_address, plan, step, thing
from syncwright.target import Absent

OLD = by_address(thing("A", a="read"), thing("P", "mem.profile", a="read"), thing("G", g="read"))
NEW = by_address(thing("A", a="edit", b="read"), thing("P", "mem.profile", a="edit"), thing("B", c="read"), thing("C", label="two"))
STEPS = (
    step("pause", kind="hold"),
    step("deploy", "mem.set/A", "mem.set/B", "mem.profile/P", after=("pause",)),
    step("late", "mem.set/C", after=("deploy",)),
    step("assign", kind="assign", after=("deploy",)),
    step("call", kind="call", after=("deploy",)),
    step("activate", kind="activate", after=("late",)),
    step("backfill", kind="backfill", after=("activate",)),
    step("resume", kind="release", after=("backfill",)),
)
ONCE = Counter({one.id: 1 for one in STEPS})
SHAPES = [
    pytest.param(
        {"polls": polls, "checks": checks, "lag": lag}, id=f"{polls} polls, {'checked' if checks else 'unchecked'}, {lag} s behind"
    )
    for polls, checks, lag in [(0, False, 0), (0, True, 30), (2, False, 30), (2, True, 0)]
]


def world(**shape) -> World:
    return World(plan(OLD, NEW, *STEPS), OLD, **shape)


def crash_at(done: World, *numbers: int) -> int:
    """Run, and end at these moments, each in a run of its own; how many of them there were."""
    for crashed, number in enumerate(numbers):
        moments = count()

        def moment(_, moments=moments, number=number):
            if next(moments) == number:
                raise Crash

        done.target.calls = done.ledger.calls = moment
        try:
            done.run()
        except Crash:
            done.ledger.held = False
            continue
        return crashed
    return len(numbers)


def in_the_end(done: World) -> Counter:
    """What happened, once runs are no longer ended."""
    done.target.calls = done.ledger.calls = lambda _: None
    ended = done.run()
    assert ended.why == "finished", (ended.why, ended.says)
    return Counter(done.effects)


def every_moment(**shape):
    """A world that crashed, for each moment that a run has."""
    for number in count():
        done = world(**shape)
        if not crash_at(done, number):
            return
        yield number, done


@pytest.mark.parametrize("shape", SHAPES)
def test_a_crash_at_any_moment_and_the_next_run_does_what_is_left_and_no_more(shape):
    tried = 0
    for number, done in every_moment(**shape):
        assert in_the_end(done) == ONCE, number
        assert all(done.target.resources[address] == one for address, one in NEW.items() if address.startswith("mem.set/"))
        tried += 1
    assert tried >= len(STEPS) * 7


@pytest.mark.parametrize("second", [0, 3, 8])
def test_a_crash_while_it_goes_on_from_a_crash_changes_nothing_of_that(second):
    for number in range(0, 90, 3):
        done = world(polls=1, lag=30)
        crash_at(done, number, second, second + 1, 3)
        assert in_the_end(done) == ONCE, (number, second)


def test_without_the_look_up_there_are_double_effects():
    twice = 0
    for number in range(70):
        done = world()
        done.target.find = lambda work, since, job: Absent()
        crash_at(done, number)
        twice += in_the_end(done) != ONCE
    assert twice >= len(STEPS) - 2  # what deployments change is seen to be so already


def test_without_the_window_there_are_double_effects():
    twice = 0
    for number in range(0, 70, 3):
        done = world(lag=30, settle_after=0)
        crash_at(done, number)
        done.target.calls = done.ledger.calls = lambda _: None
        for _ in range(40):  # until reads show what was written, steps differ
            if done.run().why == "finished":
                break
            done.time.sleep(5)
        twice += Counter(done.effects) != ONCE
    assert twice


@pytest.mark.parametrize("fault", ["lost before", "lost after", "lies", "refused"])
@pytest.mark.parametrize("at", [one.id for one in STEPS])
def test_a_fault_in_any_step_and_a_crash_at_any_moment_after_it(fault, at):
    for number in range(0, 60, 7):
        done = world(lag=30, polls=1)
        done.target.faults[at] = [fault]
        done.run()
        crash_at(done, number)
        assert in_the_end(done) == ONCE, number


def test_every_effect_has_an_intent_before_it_and_none_after_it_was_done():
    for number, done in every_moment(polls=1, lag=30):
        in_the_end(done)
        for effect in done.target.log:
            records = [one for one in done.ledger.kept if one.step == effect.step]
            assert any(one.kind == "intended" and one.at < effect.at for one in records), (number, effect.step)
            ends = [index for index, one in enumerate(records) if one.body.get("state") == "done"]
            assert ends in ([], [len(records) - 1]), (number, effect.step)
