"""An org that says that something is done when it is not: said to be not applied, with 3 or 4, and never with 0."""

import pytest

from faults.proofs import believed

LIES = {
    "did nothing": "faults.lies:nothing",
    "did half": "faults.lies:half",
    "did something else": "faults.lies:another",
    "turned flags round": "faults.lies:other_record",
    "took it back at once": "faults.lies:reverts_at_once",
    "activated nothing": "faults.lies:not_activated",
    "deleted nothing": "faults.lies:not_deleted",
    "filled nothing": "faults.lies:no_lead",
}


@pytest.mark.parametrize("lie", LIES)
def test_success_that_is_none_is_not_applied(fresh, lie):
    assert believed(fresh(), LIES[lie]) == ""


def test_what_is_taken_back_later_is_not_applied(fresh):
    """Two seconds after it was done, before the run can end."""
    world = fresh().up(inside={"patch": ["faults.lies:reverts"]})
    run = world.apply(env={"SYNCWRIGHT_SETTLE_AFTER": "3"})
    assert run.code in (3, 4), run.said
