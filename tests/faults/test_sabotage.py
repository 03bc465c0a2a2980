"""The proofs notice what they are there for: each way to make apply wrong is told by the proof that is named beside it."""

import shutil
import signal

import pytest

from faults.edits import BINDING, CONTENT, WORLD
from faults.ends import whole
from faults.passing import seams_of
from faults.proofs import (
    believed,
    changed_meanwhile,
    interrupted,
    lost_in_flight,
    quoted,
    race,
    refused,
    struck,
    tampered,
    unannounced,
    used,
    writes_of,
)

#: Seconds that the org takes over a deployment, and for which it does not show it; and after which it has to.
TAKES, LAG, ENOUGH = 2.5, 2.5, 6.0


def patched(name: str) -> list[str]:
    return [f"faults.sabotage:{name}"]


@pytest.fixture
def deployment(fresh, passed):
    """The world before the first deployment, and the request that asks for it."""
    write = next(one for one in writes_of(passed) if one.place and "deployRequest" in one.line)
    return fresh(passed[write.begins].world), write


def test_without_the_look_up_a_deployment_is_asked_for_twice(passed, deployment):
    assert "more than once" in lost_in_flight(passed, deployment[0], TAKES, 0, 0.05, patched("no_look_up"))


@pytest.mark.long
def test_without_the_window_a_deployment_is_asked_for_twice(passed, deployment):
    assert "more than once" in lost_in_flight(passed, deployment[0], TAKES, LAG, ENOUGH, patched("no_window"))


def test_with_a_window_of_no_length_a_deployment_is_asked_for_twice(passed, deployment):
    assert "more than once" in lost_in_flight(passed, deployment[0], TAKES, LAG, 0)


def test_a_lost_answer_that_is_asked_for_again_is_noticed(passed, deployment):
    world, write = deployment
    assert struck(passed, world, write, "drop after acting", patched("repeats_what_was_lost")) != ""


@pytest.mark.parametrize("sabotage", ["effect_before_intent", "no_job"])
def test_a_record_that_comes_too_late_or_never_is_noticed(fresh, worlds, sabotage):
    copies = worlds / sabotage
    copies.mkdir(0o700)
    with fresh().up() as world:
        assert next(unannounced(seams_of(world, copies, patched(sabotage))), "") != ""


@pytest.mark.parametrize("lie", ["not_activated", "no_lead"])
def test_without_reading_back_a_liar_is_believed(fresh, lie):
    assert believed(fresh(), f"faults.lies:{lie}", patched("no_read_back")) != ""


def test_without_the_lock_two_go_on(prepared, fresh):
    wrong = [race(fresh(name=str(turn)), 2, whole(prepared), patched("no_lock"))[0] for turn in range(2)]
    assert any(wrong)


def test_a_plan_that_is_not_burnt_is_used_twice(prepared, fresh):
    state = (prepared.before.root / "state.sqlite").read_bytes()
    assert used(fresh(prepared.after), state, patched("not_burnt")) != ""


@pytest.mark.parametrize("what", ["made too long ago", "something was as it is not", "somebody changed the value set"])
def test_a_plan_that_is_never_stale_is_noticed(fresh, what):
    assert refused(fresh(), [{**BINDING, **WORLD}[what]], patched("not_stale")) != ""


def test_a_plan_that_may_be_edited_is_noticed(fresh):
    assert refused(fresh(), [CONTENT["a right more"]], patched("no_seal")) != ""


def test_without_looking_before_what_somebody_changed_is_overwritten(fresh):
    assert changed_meanwhile(fresh(), patched("no_look_before")) != ""


def test_a_chain_that_nobody_looks_at_is_noticed(fresh):
    assert tampered(fresh(), patched("no_chain")) != ""


def test_a_token_that_is_told_is_found(fresh):
    world = fresh()
    assert quoted(world, 3, patched("hides_nothing")) != []
    shutil.rmtree(world.root)  # what is left is looked through after each test


def test_a_signal_that_nobody_hears_is_noticed(prepared, fresh):
    with fresh().up() as world:
        assert interrupted(world, whole(prepared), 60, signal.SIGTERM, patched("interrupts_lost")) != ""
