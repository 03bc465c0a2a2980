"""The reading of Marketing Data Sharing rules minds the case, as its documentation says, and refuses what the page has no place for."""

import json

import pytest

from judges.sharing_rule import Rule, RuleRefused, lets_sync, read

ONE = {"object": "Lead", "field": "Unit__c", "operator": "equals", "value": "EMEA"}


def text(*rules: dict[str, str]) -> bytes:
    return json.dumps({"rules": rules}).encode()


@pytest.mark.parametrize(
    ("value", "held", "expected"),
    [
        ("EMEA", "EMEA", True),
        ("EMEA", "emea", False),
        ("EMEA", "EMEA ", False),
        ("EMEA", None, False),
        ("EMEA", "", False),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("True", True, False),
    ],
)
def test_a_value_is_equal_letter_for_letter(value, held, expected):
    assert lets_sync(Rule("Lead", "Unit__c", value), {"Unit__c": held}) is expected


def test_a_field_that_is_not_there_is_blank():
    assert not lets_sync(Rule("Lead", "Unit__c", "EMEA"), {})


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ([ONE | {"operator": "contains"}], "no operator"),
        ([ONE | {"field": "Account.Industry"}], "no field of `Lead`"),
        ([ONE, ONE | {"value": "AMER"}], "a rule already"),
    ],
)
def test_what_the_page_would_not_take_is_refused(rules, why):
    with pytest.raises(RuleRefused, match=why):
        read(text(*rules))


def test_each_object_has_its_rule():
    assert read(text(ONE, ONE | {"object": "Contact"})) == [Rule("Lead", "Unit__c", "EMEA"), Rule("Contact", "Unit__c", "EMEA")]
