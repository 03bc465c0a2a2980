"""Steps come after what they wait for, and the same steps always come in the same order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.plan.steps import Circular, Step, ordered


def step(name, *after):
    return Step(name, "call", "Salesforce", name, "ops", "it is there", after=after)


def test_each_comes_after_what_it_waits_for():
    assert [one.id for one in ordered([step("assign", "deploy"), step("deploy"), step("look", "assign", "deploy")])] == [
        "deploy",
        "assign",
        "look",
    ]


def test_what_is_not_in_the_plan_is_not_waited_for():
    assert [one.id for one in ordered([step("assign", "deploy")])] == ["assign"]


def test_steps_that_wait_for_each_other_are_a_bug():
    with pytest.raises(Circular, match="a, b"):
        ordered([step("a", "b"), step("b", "a"), step("c")])


@given(st.permutations([step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c"), step("e")]))
def test_the_order_given_means_nothing(steps):
    assert [one.id for one in ordered(steps)] == ["a", "e", "b", "c", "d"]
