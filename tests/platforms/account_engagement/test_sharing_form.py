"""What a sharing rule can say, by itself: of filters that test nothing, and of a case by the name of `blank`."""

from syncwright.catalog.model import Case
from syncwright.expression.predicate import Column, Fixed, Test
from syncwright.platforms.account_engagement.sharing.form import Equals, Refused, case_equals, equals

UNIT = Column("Unit__c", "picklist", values=("EMEA", "blank"))
EMEA, OTHER = (Case(name, "ae", one := Test(UNIT, "=", (name,)), one) for name in UNIT.values)


def known(_: Column) -> bool:
    return True


def test_a_filter_that_tests_nothing_is_no_rule():
    assert equals(Fixed(True), known) == Refused("takes every record, and without a rule they all sync")
    assert equals(Fixed(False), known) == Refused("takes no record")


def test_a_case_may_be_called_blank_and_what_no_case_takes_left_blank():
    assert case_equals([EMEA, OTHER], "blank", "blank", known) == Equals(UNIT, "blank")


def test_a_case_that_also_gets_the_rest_is_no_rule():
    assert case_equals([EMEA, OTHER], "EMEA", "EMEA", known) == Refused("also gets what no case takes")
