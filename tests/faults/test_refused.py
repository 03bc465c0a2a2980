"""Plans that are stale, used, foreign or edited: refused with 5 before anything is asked for but reading, and the org's log says so."""

import itertools
import shutil

import pytest

from faults.edits import BINDING, CONTENT, OTHER_ORG, WORLD
from faults.proofs import changed_meanwhile, refused, tampered, used

ALL = {**BINDING, **WORLD, **CONTENT}


def refusal(fresh, edits, name="") -> str:
    """What is wrong with how apply takes a world that was edited so."""
    world = fresh(name=name)
    world.specs = shutil.copytree(world.specs, world.root / "specs-here")
    return refused(world, edits)


@pytest.mark.parametrize("what", ALL)
def test_one_fact_that_differs_is_enough(fresh, what):
    assert refusal(fresh, [ALL[what]]) == ""


def test_two_facts_that_differ_do_not_make_good_for_each_other(fresh):
    names = list(ALL)
    pairs = list(zip(names, names[7:] + names[:7], strict=True))[::2]
    wrong = {pair: told for pair in pairs if (told := refusal(fresh, [ALL[one] for one in pair], "-".join(pair)))}
    assert not wrong


@pytest.mark.long
def test_no_two_facts_that_differ_make_good_for_each_other(fresh):
    facts = [*BINDING, *WORLD]
    wrong = {
        pair: told for pair in itertools.combinations(facts, 2) if (told := refusal(fresh, [ALL[one] for one in pair], "-".join(pair)))
    }
    assert not wrong


def test_a_plan_that_was_carried_out_is_used(prepared, fresh):
    with fresh(prepared.after).up() as world:
        before = world.effects()
        again = world.apply()
        assert (again.code, world.effects()) == (5, before)
        assert "carried out already" in again.said


def test_a_plan_is_used_although_everything_was_put_back(prepared, fresh):
    assert used(fresh(prepared.after), (prepared.before.root / "state.sqlite").read_bytes()) == ""


def test_what_somebody_changes_meanwhile_is_not_overwritten(fresh):
    assert changed_meanwhile(fresh()) == ""


def test_a_ledger_of_which_a_record_was_edited_is_not_gone_on_with(fresh):
    assert tampered(fresh()) == ""


def test_a_plan_for_another_org_is_refused_by_the_org_that_answers(fresh):
    world = fresh()
    world.tell("UPDATE settings SET value = ? WHERE key = 'org_id'", OTHER_ORG)
    with world.up(org_id=OTHER_ORG):
        before = world.effects()
        run = world.apply()
        assert (run.code, world.effects()) == (5, before), run.said


def test_a_ledger_of_another_environment_takes_no_plan(prepared, fresh, warm):
    world = fresh()
    for path in world.root.glob("ledger.*"):
        path.unlink()
    run = world.warm.start(
        [str(world.root / "ledger.sqlite")], world.root, world.environment(), world.root / "made", call="faults.edits_ledger:of_another"
    )
    assert run.wait() == 0, run.said
    with world.up():
        before = world.effects()
        run = world.apply()
        assert (run.code, world.effects()) == (5, before), run.said


def test_the_bytes_of_a_plan_are_what_was_approved(fresh):
    world = fresh()
    path = world.root / "plan.json"
    path.write_bytes(path.read_bytes().replace(b'"tiny"', b'"tiny" ', 1))
    with world.up():
        run = world.apply()
        assert run.code == 5
        assert "edited" in run.said
