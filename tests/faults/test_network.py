"""A network that fails at any request of an apply, in twelve ways: after at most two more runs all is done, and nothing is done twice."""

import time

import pytest

from faults.ends import differs, whole, wrong
from faults.proofs import PATIENT, STALLS, Write, fine, lost_in_flight, struck, writes_of
from faults.proxy import KINDS, Faults, shape_of
from faults.worlds import requests, through

#: Runs that faults at every question may take, one after the other.
RUNS = 20
#: Kinds that every question meets in `make test`; `make test-all` has all of them.
SOME = ("drop before send", "cut mid-body", "page instead of json", "wrong content-length")


@pytest.fixture(scope="module")
def writes(passed) -> list[Write]:
    """All that changes something, in order."""
    return writes_of(passed)


@pytest.fixture(scope="module")
def asked(prepared, worlds) -> list[str]:
    """What an undisturbed apply asks, in order, without what is another one each time."""
    with prepared.before.copy(worlds / "asked").up() as world:
        proxy, port, log = through(world)
        assert world.apply(through=port).code == 0
        proxy.kill()
        return [shape(one) for one in requests(log) if one["asks"]]


def shape(request) -> str:
    """A request without the ids in it."""
    return shape_of(request["line"], request["call"])


def asked_in_vain(prepared, world, faults) -> tuple[str, list, int]:
    """What is wrong after faults at many requests that only ask; the requests that they struck; and how many runs it took."""
    with world.up():
        proxy, port, log = through(world, faults, STALLS)
        told, runs = "", 0
        while runs < RUNS:
            runs += 1
            run = world.apply(through=port, inside=PATIENT)
            told = told or fine(run)
            if run.code == 0:
                break
        proxy.kill()
        met = [one for one in requests(log) if one["fault"]]
        return told or (f"it never ends: {run.said}" if run.code else differs(world, whole(prepared))), met, runs


def test_whatever_changes_something_meets_a_fault(fresh, passed, writes):
    """Each such request, with one kind each in turn."""
    assert len(writes) >= 16
    kinds, told, began = list(KINDS), {}, time.monotonic()
    for number, write in enumerate(writes):
        kind = kinds[number % len(kinds)]
        told[f"{number} {write.line}: {kind}"] = struck(passed, fresh(passed[write.begins].world, str(number)), write, kind)
    print(f"{len(writes)} writes, {time.monotonic() - began:.1f} s")
    assert not wrong(told)


def test_every_seventh_question_meets_a_fault_with_all_kinds_in_turn(prepared, fresh, asked):
    told, met, _ = asked_in_vain(prepared, fresh(), Faults(reads=(7, 0, 0)))
    assert told == ""
    assert set(KINDS) == {one["fault"] for one in met}
    assert {shape(one) for one in met} & set(asked)


@pytest.mark.parametrize(("lag", "settle_after"), [(2.5, 6.0), (0.0, 0.05)])
def test_a_deployment_whose_answer_is_lost_is_asked_for_once_however_late_the_org_shows_it(fresh, passed, writes, lag, settle_after):
    begins = next(one.begins for one in writes if one.place and "deployRequest" in one.line)
    assert lost_in_flight(passed, fresh(passed[begins].world), 2.5, lag, settle_after) == ""


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_changes_something_meets_each_fault(fresh, passed, writes, kind):
    told = {}
    for number, write in enumerate(writes):
        world = fresh(passed[write.begins].world, str(number))
        told[f"{number} {write.line}"] = struck(passed, world, write, kind)
        world.down()
    assert not wrong(told)


@pytest.mark.parametrize("kind", [one if one in SOME else pytest.param(one, marks=pytest.mark.long) for one in KINDS])
def test_every_question_meets_each_fault(prepared, fresh, asked, kind):
    began = time.monotonic()
    told, met, runs = asked_in_vain(prepared, fresh(), Faults(each=kind))
    print(f"{len({*asked})} questions, {len(met)} faults, {runs} runs, {time.monotonic() - began:.1f} s")
    assert told == ""
    assert {*asked} <= {shape(one) for one in met}
