"""The reading of smart lists has the quirks that Adobe documents, and takes no side where it is silent."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from judges.smart_list import READINGS, Filter, SmartListRefused, takes_in

FIELDS = {"Title": "text", "Score": "number", "Born": "date", "Seen": "datetime", "Unsubscribed": "checkbox", "Interests": "multipicklist"}
TODAY = date(2026, 11, 21)
FULL = {
    "Title": "Head of IT",
    "Score": Decimal(7),
    "Born": date(2026, 11, 20),
    "Seen": datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
    "Unsubscribed": True,
    "Interests": "AB;C",
}
ZERO = FULL | {"Score": 0}


def found(each: Filter, record: dict, **more: object) -> set[bool]:
    """In both readings."""
    return {takes_in([each], record, FIELDS, reading=reading, today=TODAY, **more) for reading in READINGS}


YES, NO, SILENT = {True}, {False}, {True, False}


@pytest.mark.parametrize(
    ("each", "full", "blank"),
    [
        (Filter("Title", "is", ("head of it",)), YES, NO),
        (Filter("Title", "is", ("x", "HEAD OF IT")), YES, NO),
        (Filter("Title", "is not", ("x",)), YES, SILENT),
        (Filter("Title", "is not", ("x", "head of it")), NO, SILENT),
        (Filter("Title", "contains", ("of",)), YES, NO),
        (Filter("Title", "starts with", ("it",)), NO, NO),
        (Filter("Title", "not starts with", ("it",)), YES, SILENT),
        (Filter("Title", "not contains", ("of",)), NO, SILENT),
        (Filter("Title", "is empty"), NO, YES),
        (Filter("Interests", "contains", ("A",)), YES, NO),  # a part of a value is found too
        (Filter("Score", "is", (7,)), YES, NO),
        (Filter("Score", "is", (0,)), NO, YES),  # documented
        (Filter("Score", "is not", (0,)), YES, SILENT),
        (Filter("Score", "at most", (7,)), YES, SILENT),
        (Filter("Score", "less than", (7,)), NO, SILENT),
        (Filter("Score", "at least", (7,)), YES, NO),
        (Filter("Score", "greater than", (-1,)), YES, SILENT),
        (Filter("Score", "between", (7, 9)), YES, NO),
        (Filter("Score", "is not empty"), YES, NO),
        (Filter("Born", "is", (date(2026, 11, 20),)), YES, NO),
        (Filter("Born", "is not", (date(2026, 11, 20),)), NO, SILENT),
        (Filter("Born", "before", (date(2026, 11, 20),)), NO, YES),  # documented
        (Filter("Born", "on or before", (date(2026, 11, 20),)), YES, YES),
        (Filter("Born", "in past before", (1,)), NO, YES),
        (Filter("Born", "in past", (1,)), YES, NO),
        (Filter("Born", "after", (date(2026, 11, 20),)), NO, NO),
        (Filter("Born", "on or after", (date(2026, 11, 20),)), YES, NO),
        (Filter("Born", "between", (date(2026, 11, 20), date(2026, 11, 20))), YES, NO),
        (Filter("Unsubscribed", "is", (True,)), YES, NO),
        (Filter("Unsubscribed", "is", (False,)), NO, SILENT),
    ],
)
def test_operators(each, full, blank):
    assert found(each, FULL) == full
    assert found(each, {}) == blank


def test_choices_come_as_text_or_tuple():
    assert found(Filter("Interests", "contains", ("b;c",)), {"Interests": ("AB", "C")}) == YES
    assert found(Filter("Interests", "is empty"), {"Interests": ()}) == YES


def test_zero_is_a_number():
    assert found(Filter("Score", "is not empty"), ZERO) == YES
    assert found(Filter("Score", "is", (0,)), ZERO) == YES


def test_in_past_leaves_the_future_out():
    assert found(Filter("Born", "in past", (30,)), {"Born": date(2026, 11, 22)}) == NO


def test_days_begin_where_the_subscription_is():
    each = Filter("Seen", "is", (date(2026, 11, 21),))
    assert found(each, FULL) == NO
    assert found(each, FULL, zone="Europe/Berlin") == YES


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        ("all", False),
        ("any", True),
        ("1 and 2 and 3", False),
        ("1 and (2 or 3)", True),
        ("(1 or 2) and 3", False),
        ("1 or (2 and 3)", True),
    ],
)
def test_logic(logic, expected):
    filters = [Filter("Score", "is", (7,)), Filter("Title", "is not empty"), Filter("Born", "is empty")]
    assert takes_in(filters, FULL, FIELDS, logic=logic, reading="empties match", today=TODAY) is expected


@pytest.mark.parametrize(
    ("logic", "why"),
    [
        ("1 and 2 or 3", "requires parentheses"),
        ("1 and 2", "leaves a filter out"),
        ("1 and (2 or 4)", "no filter `4`"),
        ("1 and (2 or 3", "not closed"),
        ("1 and 2 and 3)", "stops before `\\)`"),
        ("1 and not 2", "no filter `not`"),
    ],
)
def test_logic_that_marketo_would_not_take(logic, why):
    with pytest.raises(SmartListRefused, match=why):
        takes_in([Filter("Score", "is", (7,))] * 3, FULL, FIELDS, logic=logic, reading="empties match", today=TODAY)


def test_two_filters_have_no_advanced_logic():
    with pytest.raises(SmartListRefused, match="three filters or more"):
        takes_in([Filter("Score", "is", (7,))] * 2, FULL, FIELDS, logic="1 or 2", reading="empties match", today=TODAY)


@pytest.mark.parametrize("each", [Filter("Title", "at most", ("x",)), Filter("Score", "contains", (1,)), Filter("Born", "at most", (1,))])
@pytest.mark.parametrize("record", [FULL, {}])
def test_an_operator_belongs_to_a_kind_of_field(each, record):
    with pytest.raises(SmartListRefused):
        found(each, record)


def test_a_boolean_is_or_is_not():
    with pytest.raises(SmartListRefused):
        found(Filter("Unsubscribed", "is empty"), {})
