"""What values lose between Salesforce and Account Engagement, by the types of both sides and by who wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.crossing import Beyond, Longer, NotAmong
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.types import limits
from syncwright.platforms.account_engagement.types.counterparts import counterpart
from syncwright.platforms.account_engagement.types.losses import Sides, losses
from syncwright.platforms.account_engagement.types.words import TYPES

FROM, TO = "from Salesforce", "to Salesforce"


def lost(held: Field, there: str | None, direction: str = "two-way", **more: object) -> list[tuple[str, str, object]]:
    return [(one.way, one.kind, one.test) for one in losses(Sides(held, there, **more), direction)]  # type: ignore[arg-type]


def text(length: int, type_: str = "Text") -> Field:
    return Field(type=type_, length=length)


@pytest.mark.parametrize(
    ("held", "there", "expected"),
    [
        (text(255), "Text", [(TO, "length", Longer(255))]),
        (text(100_000, "LongTextArea"), "Text", [(FROM, "length", Longer(56_000))]),
        (text(100_000, "LongTextArea"), "Textarea", [(FROM, "length", Longer(65_535))]),
        (text(32_000, "LongTextArea"), "Textarea", [(TO, "length", Longer(32_000))]),
        (text(40, "Phone"), "Number", [(FROM, "text", None)]),
        (text(80, "Email"), "Date", [(FROM, "text", None)]),
        (Field(type="Lookup", references=("Account",)), None, [(FROM, "field", "filled")]),
        (Field(type="MasterDetail", references=("Account",)), "Text", [(FROM, "field", "filled")]),
        (Field(type="Location"), None, [(FROM, "field", "filled")]),
        (Field(type="Lookup", references=("User",)), "CRM User", []),
        (Field(type="Number", precision=4, scale=0), "Number", [(TO, "digits", Beyond(9999))]),
        (Field(type="Number", precision=4, scale=2), "Text", [(TO, "digits", Beyond(99)), (TO, "text", None)]),
        (Field(type="Checkbox"), "Radio Button", []),
        (Field(type="Checkbox"), "Checkbox", [(FROM, "value", "filled"), (TO, "text", None)]),
        (Field(type="DateTime"), "Date", [(FROM, "time", "time")]),
        (Field(type="Date"), "Date", []),
        (Field(type="Date"), "Text", [(TO, "text", None)]),
        (Field(type="MultiselectPicklist"), "Dropdown", [(FROM, "values", "several")]),
        (Field(type="MultiselectPicklist"), "Multi-Select", []),
        (Field(type="Picklist"), "Multi-Select", [(TO, "values", "several")]),
    ],
)
def test_two_types_lose_what_one_of_them_cannot_hold(held, there, expected):
    assert lost(held, there) == expected


def test_a_default_field_holds_less_text_and_may_be_mapped_to_a_lookup():
    assert (FROM, "length", Longer(255)) in lost(text(1000, "LongTextArea"), "Text", default=True)
    assert lost(Field(type="Lookup", references=("User",)), None, default=True) == []


def test_values_lose_what_the_other_side_does_not_offer():
    held = Field(type="Picklist")
    assert lost(held, "Dropdown", values=("A", "B"), offered=("A", "B")) == []
    assert lost(held, "Dropdown", values=("A", "B"), offered=("A",)) == [(FROM, "value", NotAmong(("A",)))]
    assert lost(held, "Dropdown", values=("A",), offered=("A", "a")) == [(TO, "value", NotAmong(("A",)))]
    assert lost(held, "Dropdown", values=None, offered=("A",)) == [(FROM, "value", NotAmong(("A",)))]
    assert lost(held, "Text", values=("A",)) == [(TO, "value", NotAmong(("A",)))]
    several = Field(type="MultiselectPicklist")
    assert lost(several, "Multi-Select", values=("A", "B"), offered=("A",)) == [(FROM, "value", NotAmong(("A",), several=True))]


def test_case_and_blanks_at_the_ends_make_another_value():
    for other in ("Gold ", " Gold", "gold"):
        assert (FROM, "value", NotAmong((other,))) in lost(Field(type="Picklist"), "Dropdown", values=("Gold",), offered=(other,))


@pytest.mark.parametrize(
    ("wins", "overwrites", "ways"),
    [
        ("salesforce", False, [FROM, TO]),
        ("salesforce", True, [TO]),
        ("account_engagement", False, [FROM, TO]),
        ("account_engagement", True, [FROM, TO]),
        ("most_recent_field", False, []),
        (None, False, []),
    ],
)
def test_a_blank_clears_the_other_side_only_where_support_switched_that_on(wins, overwrites, ways):
    found = [(way, test) for way, kind, test in lost(text(80), "Text", wins=wins, overwrites=overwrites) if kind == "blank"]
    assert found == [(way, "blank") for way in ways]
    assert not [one for one in lost(Field(type="Checkbox"), "Radio Button", wins=wins, overwrites=overwrites) if one[1] == "blank"]


def test_of_a_locked_field_nothing_is_lost():
    assert lost(text(10), None, wins="account_engagement", locked=True) == []


def test_nobody_writes_a_formula_so_it_loses_nothing_that_way():
    assert lost(Field(type="Text", length=80, formula="Name"), "Text") == []
    assert lost(Field(type="AutoNumber"), "Text") == []


def test_an_amount_loses_its_currency_where_the_org_has_several():
    amount = Field(type="Currency", precision=6, scale=0)
    assert (FROM, "currency", "filled") in lost(amount, "Number", several_currencies=True)
    assert lost(amount, "Number", "from-salesforce") == []


def test_what_only_one_reading_of_a_page_supports_is_no_certainty():
    found = [one for one in losses(Sides(Field(type="DateTime"), "Date"), "from-salesforce") if one.kind == "time"]
    assert [one.fact.certain for one in found] == [False]


HELD = st.builds(
    Field,
    type=st.sampled_from(
        [
            "Text",
            "LongTextArea",
            "Phone",
            "Number",
            "Currency",
            "Checkbox",
            "Date",
            "DateTime",
            "Picklist",
            "MultiselectPicklist",
            "Lookup",
            "Location",
        ]
    ),
    length=st.none() | st.integers(1, 131_072),
    precision=st.none() | st.integers(6, 18),
    scale=st.none() | st.integers(0, 5),
)
SIDES = st.builds(
    Sides,
    HELD,
    st.none() | st.sampled_from(TYPES),
    st.none() | st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.none() | st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
    st.none() | st.sampled_from(["salesforce", "account_engagement", "most_recent_field", "most_recent_record"]),
    st.booleans(),
    st.booleans(),
)


@given(SIDES)
def test_both_ways_lose_what_either_way_loses_and_hidden_loses_nothing(sides):
    both, out, back = (list(losses(sides, way)) for way in ("two-way", "from-salesforce", "to-salesforce"))
    never = [one for one in both if one.kind == "field"]
    assert both == (never or [*out, *back])
    assert list(losses(sides, "hidden")) == []
    assert {one.way for one in out} <= {FROM}
    assert all(one.says and one.fact.source for one in both)


@given(HELD)
def test_the_type_that_a_field_has_by_itself_takes_every_kind_of_its_values(held):
    there = counterpart(held).type
    assert "text" not in {one.kind for one in losses(Sides(held, there), "two-way")}
    assert "values" not in {one.kind for one in losses(Sides(held, there), "two-way")}


def test_lengths_that_no_page_says_are_not_made_up():
    assert [limits.longest(one, default=False) is not None for one in TYPES] == [one in ("Text", "Textarea") for one in TYPES]
