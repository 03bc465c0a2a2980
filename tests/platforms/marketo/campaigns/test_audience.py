"""The one list of a campaign's audience, read as Marketo's documentation has it: who passes as what they are in Salesforce is in it, and nobody else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, grown, some_records
from expression.scopes import tests as some_test
from judges.smart_list import READINGS, Filter, takes_in
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Any, Column, Fixed, Not, Predicate, Test
from syncwright.platforms.marketo.filters.smart_list import SmartList, always_filled, list_of_people, refusals
from syncwright.platforms.marketo.known_fields import TYPE

WORDS = {name: {"several": "multipicklist", "id": "lookup"}.get(column.kind, column.kind) for name, column in COLUMNS.items()} | {
    TYPE: "text"
}
RECORDS: list[Record] = [
    {name: bool(held) if COLUMNS[name].kind == "checkbox" else held or None for name, held in one.items()} for one in some_records(7, 120)
]
KINDS = {"number": Decimal, "currency": Decimal, "percent": Decimal, "date": date.fromisoformat, "checkbox": "true".__eq__}


def said(predicate: Predicate) -> bool:
    return not [*refusals(normal(predicate))]


listable: st.SearchStrategy[Predicate] = st.recursive(st.one_of(some_test().filter(said), st.booleans().map(Fixed)), grown, max_leaves=5)


def finds(one: SmartList, record: Record, reading: str, type_: str | None) -> bool:
    asked = [Filter(each.field, each.operator, tuple(map(KINDS.get(WORDS[each.field], str), each.values))) for each in one.filters]
    return takes_in(asked, {**record, TYPE: type_}, WORDS, reading=reading, today=CLOCK.today, logic=one.logic)


def listed(forms: dict[str, Predicate], *, everybody: bool) -> SmartList:
    return list_of_people({owner: normal(one) for owner, one in forms.items()}, lambda _, column: column.name, everybody=everybody)


@settings(max_examples=120)
@given(listable, st.none() | listable, st.booleans())
def test_the_list_finds_whom_the_reference_lets_pass(lead, other, everybody):
    """`other`: what is asked of contacts; the same as of leads where there is nothing."""
    contact = lead if other is None else other
    one = listed({"Lead": lead, "Contact": contact}, everybody=everybody)
    for record in RECORDS[:40]:
        expected = {
            "Lead": passes(lead, record, CLOCK),
            "Contact": passes(contact, record, CLOCK),
            None: everybody and passes(lead, record, CLOCK),
        }
        for type_, wanted in expected.items():
            for reading in READINGS:
                assert finds(one, record, reading, type_) is wanted, (type_, reading, one)


@settings(max_examples=60)
@given(listable)
def test_a_list_of_contacts_finds_no_lead(contact):
    one = listed({"Contact": contact}, everybody=False)
    for record in RECORDS[:40]:
        for reading in READINGS:
            assert finds(one, record, reading, "Contact") is passes(contact, record, CLOCK)
            assert not finds(one, record, reading, "Lead")
            assert not finds(one, record, reading, None)


@settings(max_examples=150)
@given(listable)
def test_a_field_that_is_said_to_be_filled_is_filled_in_whoever_passes(predicate):
    filled = always_filled(normal(predicate))
    for record in RECORDS:
        if passes(predicate, record, CLOCK):
            assert all(record.get(name) is not None for name in filled)


@pytest.mark.parametrize(
    ("predicate", "filled"),
    [
        (Test(COLUMNS["Email"], "=", ("a",)), {"Email"}),
        (Not(Test(COLUMNS["Email"], "blank")), {"Email"}),
        (Test(COLUMNS["Email"], "blank"), set()),
        (Not(Test(COLUMNS["Email"], "=", ("a",))), set()),
        (Any((Test(COLUMNS["Email"], "=", ("a",)), Test(COLUMNS["Company"], "=", ("a",)))), set()),
        (Fixed(value=True), set()),
    ],
    ids=["holds", "filled", "blank", "another or blank", "one of two", "everybody"],
)
def test_which_fields_are_filled(predicate, filled):
    assert always_filled(normal(predicate)) == filled


def test_what_is_the_same_of_all_asks_nobody_what_they_are():
    test = Test(Column("Email", "text"), "=", ("a",))
    assert [one.field for one in listed({"Lead": test, "Contact": test}, everybody=True).filters] == ["Email"]
    assert [(one.field, one.values) for one in listed({"Lead": test, "Contact": test}, everybody=False).filters] == [
        (TYPE, ("Lead", "Contact")),
        ("Email", ("a",)),
    ]
