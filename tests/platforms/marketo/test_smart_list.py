"""Filters as smart lists: read with Marketo's documented quirks, and in both readings of what is not documented, they find who passes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, grown, meaning, some_records
from expression.scopes import tests as some_test
from judges.smart_list import READINGS, Filter, takes_in
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.normal import normal
from syncwright.expression.predicate import All, Column, Fixed, Predicate, Test
from syncwright.platforms.marketo.fields import label
from syncwright.platforms.marketo.filters.smart_list import PEOPLE, ListFilter, SmartList, refusals, smart_list
from syncwright.platforms.marketo.known_fields import TYPE

WORDS = {name: {"several": "multipicklist", "id": "lookup"}.get(column.kind, column.kind) for name, column in COLUMNS.items()} | {
    TYPE: "text"
}
#: No checkbox is blank, no text empty.
RECORDS: list[Record] = [
    {name: bool(held) if COLUMNS[name].kind == "checkbox" else held or None for name, held in one.items()} for one in some_records(11, 600)
]
SLICE = 40
parts = st.integers(0, len(RECORDS) // SLICE - 1)


def said(predicate: Predicate) -> bool:
    return not [*refusals(normal(predicate))]


listable: st.SearchStrategy[Predicate] = st.recursive(
    st.one_of(some_test().filter(said), some_test().filter(said), st.booleans().map(Fixed)), grown, max_leaves=8
)


def listed(predicate: Predicate, *, negated: bool = False) -> SmartList:
    return smart_list(normal(predicate, negated=negated), "Lead", lambda column: column.name)


def filters(one: SmartList) -> list[Filter]:
    """As the judge has them: values of their kind again."""
    kinds = {"number": Decimal, "currency": Decimal, "percent": Decimal, "date": date.fromisoformat, "checkbox": "true".__eq__}
    return [Filter(each.field, each.operator, tuple(map(kinds.get(WORDS[each.field], str), each.values))) for each in one.filters]


def finds(one: SmartList, record: Record, reading: str, type_: str = "Lead") -> bool:
    return takes_in(filters(one), {**record, TYPE: type_}, WORDS, reading=reading, today=CLOCK.today, logic=one.logic)


def test_a_smart_list_finds_whom_the_reference_lets_pass_and_another_the_rest():
    """Each pair of a filter and a record in both readings, and as many of the complement; none disagrees."""
    pairs = 0

    @settings(max_examples=600)
    @given(listable, parts)
    def agree(predicate: Predicate, part: int) -> None:
        nonlocal pairs
        inside, outside = listed(predicate), listed(predicate, negated=True)
        for record in RECORDS[part * SLICE : (part + 1) * SLICE]:
            pairs += 1
            expected = passes(predicate, record, CLOCK)
            for reading in READINGS:
                assert finds(inside, record, reading) is expected, (reading, inside)
                assert finds(outside, record, reading) is not expected, (reading, outside)
                assert not finds(inside, record, reading, "Contact")

    agree()
    assert pairs >= 20_000


def test_every_kind_of_field_is_listed_by_something():
    kinds = {column.kind for column in COLUMNS.values() if said(Test(column, "blank"))}
    assert kinds == {column.kind for column in COLUMNS.values()}


#: A filter, its filters after `SFDC Type is Lead`, and their logic.
WRITTEN = {
    "Email = 'a'": (["Email is a"], "all"),
    "Email != 'a'": (["Email is empty", "Email is not a"], "1 and (2 or 3)"),
    "Status in ['Open', 'Working']": (["Status is Open|Working"], "all"),
    "Status not in ['Open', 'Working']": (["Status is empty", "Status is not Open", "Status is not Working"], "1 and (2 or (3 and 4))"),
    "Score__c = 0": (["Score__c is not empty", "Score__c is 0"], "all"),
    "Score__c = 5": (["Score__c is 5"], "all"),
    "Score__c in [0, 5]": (["Score__c is not empty", "Score__c is 0", "Score__c is 5"], "1 and 2 and (3 or 4)"),
    "Score__c is not blank and Score__c <= 2.5": (["Score__c is not empty", "Score__c at most 2.5"], "all"),
    "Birthdate < 2026-03-29": (["Birthdate is not empty", "Birthdate before 2026-03-29"], "all"),
    "not Birthdate >= 2026-03-29": (["Birthdate is empty", "Birthdate before 2026-03-29"], "1 and (2 or 3)"),
    "Birthdate = 2026-03-29": (["Birthdate is 2026-03-29"], "all"),
    "Birthdate in [2026-03-29, 2026-03-30]": (["Birthdate is 2026-03-29", "Birthdate is 2026-03-30"], "1 and (2 or 3)"),
    "Email is not blank and (Company = 'a' or (Email is not blank and Blocked__c = true))": (
        ["Email is not empty", "Company is a", "Blocked__c is true"],
        "1 and 2 and (3 or 4)",
    ),
    "Satisfaction__c > 50%": (["Satisfaction__c is not empty", "Satisfaction__c greater than 50"], "all"),
    "Email not contains 'x' and Email is not blank": (["Email not contains x", "Email is not empty"], "all"),
    "Email contains 'a' or Email starts with 'b'": (["Email contains a", "Email starts with b"], "1 and (2 or 3)"),
    "Blocked__c = true": (["Blocked__c is true"], "all"),
    "not Blocked__c = true": (["Blocked__c is false"], "all"),
    "CreatedDate is blank": (["CreatedDate is empty"], "all"),
    "OwnerId is not blank": (["OwnerId is not empty"], "all"),
    "Lines__c is blank": (["Lines__c is empty"], "all"),
    "true": ([], "all"),
    "false": (["SFDC Type is empty"], "all"),
}


def shown(one: ListFilter) -> str:
    return " ".join([one.field, one.operator, *(["|".join(one.values)] if one.values else [])])


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items(), ids=WRITTEN)
def test_a_smart_list_is_written(text, expected):
    one = listed(meaning(text))
    assert shown(one.filters[0]) == "SFDC Type is Lead"
    assert ([shown(each) for each in one.filters[1:]], one.logic) == expected
    assert all(isinstance(each.column, Column) for each in one.filters if each.field != TYPE)


def test_only_leads_and_contacts_are_people():
    assert PEOPLE == ("Lead", "Contact")


@pytest.mark.parametrize(
    ("text", "reason", "column"),
    [
        ("Birthdate >= today - 30 days", "relative date", "Birthdate"),
        ("not (Birthdate < today and Email is blank)", "relative date", "Birthdate"),
        ("CreatedDate > today", "relative date", "CreatedDate"),
        ("CreatedDate >= 2026-03-29", "moment", "CreatedDate"),
        ("CreatedDate = 2026-03-29T10:00:00Z", "moment", "CreatedDate"),
        ("Lines__c includes any ['Valve']", "several values", "Lines__c"),
        ("Lines__c excludes ['Valve']", "several values", "Lines__c"),
        ("OwnerId = '0035e00000BqXyZ'", "record id", "OwnerId"),
        ("Account.Name = 'a'", "parent", "Account.Name"),
        ("Account.Name is blank", "parent", "Account.Name"),
    ],
)
def test_what_a_smart_list_cannot_say_is_refused_with_its_reason(text, reason, column):
    found = [*refusals(normal(meaning(text)))]
    assert [(one.reason, one.column.name) for one in found] == [(reason, column)]


def test_a_reason_is_told_once_a_field():
    found = [*refusals(normal(meaning("(Account.Name = 'a' or Account.Name = 'b') and not Account.Since__c < today")))]
    assert [(one.reason, one.column.name) for one in found] == [("parent", "Account.Name"), ("parent", "Account.Since__c")]


def test_nothing_is_asked_twice():
    twice = listed(All((meaning("Email is not blank"), meaning("not Email is blank and Blocked__c = true"))))
    assert [shown(each) for each in twice.filters[1:]] == ["Email is not empty", "Blocked__c is true"]


def test_a_field_is_called_as_marketo_maps_it_by_default():
    assert label("Contact", "MailingCountry", "Mailing Country") == ("Country", True)
    assert label("Lead", "Email", "Email") == ("Email Address", True)
    assert label("Account", "Industry", "") == ("Industry", True)
    assert label("Account", "Ownership", "") == ("Ownership", False)


def test_every_column_of_a_list_is_known_to_it():
    one = listed(meaning("Email != 'a' and Score__c > 1"))
    assert {each.column.name for each in one.filters if each.column} == {"Email", "Score__c"}
    assert all(isinstance(each.column, Column) for each in one.filters[1:])
