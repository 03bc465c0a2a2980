"""What values lose between the two sides, by the types of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.crossing import Beyond, Larger, Longer, NotAmong
from syncwright.inventory import Field
from syncwright.platforms.marketo.types import limits
from syncwright.platforms.marketo.types.counterparts import ALIKE, LISTED, counterpart
from syncwright.platforms.marketo.types.losses import Sides, apart, losses
from syncwright.platforms.marketo.types.words import TYPES

FROM, TO = "from Salesforce", "to Salesforce"


def lost(held: Field, there: str | None, direction: str = "two-way", **more: object) -> list[tuple[str, str, object]]:
    return [(one.way, one.kind, one.test) for one in losses(Sides(held, there, **more), direction)]  # type: ignore[arg-type]


def text(length: int, type_: str = "Text") -> Field:
    return Field(type=type_, length=length)


@pytest.mark.parametrize(
    ("held", "there", "expected"),
    [
        (text(255), "string", []),
        (text(80), "string", [(TO, "length", Longer(80))]),
        (text(1000, "LongTextArea"), "string", [(FROM, "length", Longer(255))]),
        (text(7500, "LongTextArea"), "text", [(TO, "length", Longer(7500))]),
        (text(7501, "LongTextArea"), "text", [(FROM, "length", Larger(30_000)), (TO, "length", Longer(7501))]),
        (text(30_001, "LongTextArea"), "text", [(FROM, "length", Larger(30_000))]),
        (text(30_001, "LongTextArea"), None, [(FROM, "length", Larger(30_000)), (TO, "length", Longer(30_001))]),
        (Field(type="TextArea"), "text", [(TO, "length", Longer(255))]),
        (Field(type="Number", precision=4, scale=0), "integer", [(TO, "digits", Beyond(9999))]),
        (Field(type="Number", precision=4, scale=2), "integer", [(FROM, "fraction", "fraction"), (TO, "digits", Beyond(99))]),
        (Field(type="Number", precision=4, scale=2), "float", [(TO, "digits", Beyond(99))]),
        (
            Field(type="Currency", precision=16, scale=2),
            "currency",
            [(FROM, "exactness", Beyond(limits.EXACT)), (TO, "digits", Beyond(99_999_999_999_999))],
        ),
        (Field(type="Percent", precision=3, scale=0), "percent", [(TO, "digits", Beyond(999))]),
        (Field(type="Checkbox"), "boolean", [(TO, "blank", "blank")]),
        (Field(type="Lookup", references=("Account",)), "string", [(FROM, "record", "filled")]),
        (Field(type="DateTime"), "date", [(FROM, "time", "time")]),
        (Field(type="Date"), "datetime", [(TO, "time", "time")]),
        (Field(type="Date"), "date", []),
        (Field(type="Number", precision=4, scale=0), "string", [(TO, "digits", Beyond(9999)), (TO, "text", None)]),
        (text(80), "integer", [(FROM, "text", None), (TO, "length", Longer(80))]),
    ],
)
def test_two_types_lose_what_one_of_them_cannot_hold(held, there, expected):
    assert lost(held, there) == expected


def test_a_picklist_of_known_values_refuses_others():
    held = Field(type="Picklist")
    assert lost(held, "string", values=("A", "B")) == [(TO, "value", NotAmong(("A", "B")))]
    assert lost(held, "string") == []
    several = Field(type="MultiselectPicklist")
    assert lost(several, "string", values=("A",)) == [(FROM, "values", "several"), (TO, "value", NotAmong(("A",), several=True))]


def test_an_amount_loses_its_currency_where_the_org_has_several():
    amount = Field(type="Currency", precision=6, scale=0)
    assert (FROM, "currency", "filled") in lost(amount, "currency", several_currencies=True)
    assert lost(amount, "currency", "from-salesforce") == []


def test_nobody_writes_a_formula_so_it_loses_nothing_that_way():
    assert lost(Field(type="Text", formula="Name"), "string") == []
    assert lost(Field(type="AutoNumber"), "string") == []
    assert lost(Field(type="Checkbox", formula="true"), "boolean") == []


HELD = st.builds(
    Field,
    type=st.sampled_from(
        ["Text", "LongTextArea", "Html", "Number", "Currency", "Percent", "Checkbox", "Date", "DateTime", "Picklist", "Lookup"]
    ),
    length=st.none() | st.integers(1, 131_072),
    precision=st.none() | st.integers(1, 18),
    scale=st.none() | st.integers(0, 5),
)
THERE = st.none() | st.sampled_from(TYPES)


@given(HELD, THERE, st.lists(st.text(max_size=3), max_size=3))
def test_both_ways_lose_what_either_way_loses(held, there, values):
    if held.precision is not None and (held.scale or 0) > held.precision:
        return
    sides = Sides(held, there, tuple(values))
    one_way = [*losses(sides, "from-salesforce"), *losses(sides, "to-salesforce")]
    assert list(losses(sides, "two-way")) == one_way
    assert list(losses(sides, "hidden")) == []
    assert {one.way for one in losses(sides, "from-salesforce")} <= {FROM}
    assert all(one.says and one.fact.source for one in one_way)


@given(HELD)
def test_a_type_is_never_apart_from_its_own_counterpart(held):
    there = counterpart("Lead", "A__c", held).type
    assert not apart(held, there)


def test_the_pairs_of_program_members_are_documented_and_others_are_assumed():
    member = counterpart("CampaignMember", "A__c", Field(type="Email"))
    person = counterpart("Lead", "A__c", Field(type="Email"))
    assert (member.type, member.fact, person.type, person.fact) == ("string", LISTED, "email", ALIKE)
    assert counterpart("CampaignMember", "Status", Field(type="Picklist")).fact == ALIKE
    assert counterpart("Lead", "A__c", Field(type="Number", precision=4, scale=0)).type == "integer"
    assert counterpart("Lead", "A__c", Field(type="Number", precision=4, scale=1)).type == "float"


@pytest.mark.parametrize("type_", ["EncryptedText", "Time", "Location", None])
def test_of_some_types_nobody_has_said_what_they_become(type_):
    found = counterpart("Lead", "A__c", Field(type=type_))
    assert found.type is None
    assert not found.fact.certain


def test_of_a_field_that_the_sync_ignores_nothing_arrives():
    assert lost(text(80), "string", ignored=True) == [(FROM, "field", "filled")]
    assert lost(text(80), "string", "hidden", ignored=True) == []


def test_a_standard_lookup_is_more_than_its_id():
    assert lost(Field(type="Lookup", references=("User",)), "string", custom=False) == []
