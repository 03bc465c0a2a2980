"""Something breaks at a seam and the process goes on: a connection, a signal, a bug of ours. The run ends as it says it does, and the next one goes on."""

import random

import pytest

from faults.ends import converges, whole, wrong

#: Seams of an apply, about.
SEAMS = 600
#: What ends a run, and with what. A bug says that it is one; whatever else breaks ends as the exit codes say.
ENDS = {"reset": (0, 3, 4, 8), "interrupt": (3, 4), "bug": (70, 3, 4), "timeout": (0, 3, 4, 8)}


def broken(prepared, fresh, does, seams) -> dict:
    told = {}
    for seam in seams:
        with fresh(name=f"{does}-{seam}").up() as world:
            run = world.apply(inside={"seams": {"at": seam, "does": does}, "sleep": 0.02})
            ended = "" if run.code in ENDS[does] else f"it ended with {run.code}: {run.said}"
            told[seam] = ended or (converges(world, whole(prepared)) if run.code else "")
            world.down()
    return told


@pytest.mark.parametrize("does", ENDS)
def test_what_breaks_at_a_seam_is_made_good_by_the_next_run(prepared, fresh, does):
    chance = random.Random(does)
    assert not wrong(broken(prepared, fresh, does, sorted(chance.sample(range(SEAMS), 1))))


@pytest.mark.long
@pytest.mark.parametrize("does", ENDS)
def test_what_breaks_at_many_seams_is_made_good_by_the_next_run(prepared, fresh, does):
    chance = random.Random(f"{does} at length")
    assert not wrong(broken(prepared, fresh, does, sorted(chance.sample(range(SEAMS), 15))))
