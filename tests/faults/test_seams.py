"""An apply that ends at any of its seams, around every record, sending and receiving: run again, it comes to the same end, and nothing is done twice."""

import time

from faults.ends import DONE, converges, goes_on, holds, record, whole, wrong
from faults.proofs import unannounced

#: Of the worlds that a kill can leave, one in so many is carried on to the very end; the others to where the next step is done.
TO_THE_END = 12


def test_a_kill_at_any_seam_is_made_good_by_the_next_run(prepared, fresh, passed):
    """All that a killed process leaves is the world at that moment: a kill at two seams with the same world is one case."""
    began, told = time.monotonic(), {}
    places = [place for place, one in enumerate(passed) if one.world is not None]
    for number, place in enumerate(places):
        with fresh(passed[place].world, str(place)).up() as again:
            if number % TO_THE_END and not record(again, "finished"):
                told[f"{place} {passed[place].name}"] = goes_on(again, passed, place)
            elif not record(again, "finished"):
                told[f"{place} {passed[place].name}"] = converges(again, whole(prepared))
    print(f"{len(passed)} seams, {len(places)} different worlds, {time.monotonic() - began:.1f} s")
    assert not wrong(told)
    assert len(passed) > 300
    assert len(places) > 40


def test_nothing_is_done_that_no_record_announced(passed):
    assert list(unannounced(passed)) == []
    assert sum(one.name.startswith(DONE) for one in passed) >= 12


def test_the_ledger_holds_together_at_every_seam(passed):
    worlds = [one.world for one in passed if one.world is not None]
    assert [told for world in worlds for told in holds(world)] == []
