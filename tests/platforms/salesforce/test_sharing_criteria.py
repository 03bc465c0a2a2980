"""Criteria of a sharing rule, by themselves: what they say of a form, and every reason why they do not."""

import pytest

from expression.scopes import COLUMNS, meaning
from syncwright.expression.normal import Holds, normal
from syncwright.expression.predicate import Column, Fixed, Test
from syncwright.platforms.salesforce.sharing_criteria import Criteria, Item, Refused, criteria, refusals, ticked

STATUS = Column("Status", "picklist", values=("Open", "XL", "a,b", "it's", 'say "no"'))
COMMA = "is asked for a value with a comma or a quote, with which criteria part values"
BLANK = "is asked for a blank, and what criteria make of one is not documented"
NEGATIVE = "is asked for what it is not, and what criteria make of a blank then is not documented"


def test_criteria_that_all_have_to_hold_need_no_logic():
    found = criteria(normal(meaning("Blocked__c = true and Status = 'Open'")))
    assert found == Criteria((Item("Blocked__c", "equals", "True"), Item("Status", "equals", "Open")))
    assert found.logic == ""


def test_criteria_of_which_one_has_to_hold_are_numbered():
    found = criteria(normal(meaning("Blocked__c = false and Status in ['Open', 'Working']")))
    assert [one.value for one in found.items] == ["False", "Open", "Working"]
    assert found.logic == "1 AND (2 OR 3)"


@pytest.mark.parametrize(("value", "said"), [(True, "True"), (False, "False")])
def test_a_checkbox_is_a_criterion_by_itself(value, said):
    assert ticked("Sync__c", value=value) == Criteria((Item("Sync__c", "equals", said),))


@pytest.mark.parametrize("value", STATUS.values)
def test_a_value_that_could_be_taken_for_two_is_refused(value):
    found = [*refusals(normal(Test(STATUS, "=", (value,))))]
    assert found == ([] if value in ("Open", "XL") else [Refused("Status", COMMA)])


def test_what_a_field_is_not_is_refused_and_so_is_the_blank_beside_it():
    for text in ("Status != 'Open'", "Status not in ['Open', 'Working']"):
        assert [*refusals(normal(meaning(text)))] == [Refused("Status", BLANK), Refused("Status", NEGATIVE)]
    assert [*refusals(Holds(COLUMNS["Status"], "not in", ("Open",)))] == [Refused("Status", NEGATIVE)]


def test_a_formula_is_refused():
    assert [*refusals(normal(Test(Column("Open__c", "checkbox", formula="TRUE"), "=", (True,))))] == [Refused("Open__c", "is a formula")]


def test_what_tests_nothing_is_refused():
    assert [one.reason for one in refusals(Fixed(True))] == ["it lets every record pass, and criteria test a field"]
    assert [one.reason for one in refusals(Fixed(False))] == ["it lets no record pass, and criteria test a field"]
