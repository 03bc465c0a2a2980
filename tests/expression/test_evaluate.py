"""What filters mean: two-valued and total, a blank passes no test, `not` is the exact complement, the normal form says the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, records
from syncwright.expression.clock import Clock
from syncwright.expression.evaluate import passes, passes_normal
from syncwright.expression.folding import fold
from syncwright.expression.normal import OPPOSITE, Blank, Every, Filled, Holds, Some, atoms, normal
from syncwright.expression.predicate import Fixed, Not

PASSES = {
    "Email = 'ROTTERDAM'": {"Email": "Rotterdam"},
    "Email != 'x'": {"Email": None},
    "not (Email = 'x')": {"Email": ""},
    "Email not in ['x']": {},
    "Email not contains 'x'": {},
    "Email is blank": {"Email": ""},
    "Email starts with 'ROT'": {"Email": "rotterdam"},
    "Lines__c excludes ['Pumps']": {"Lines__c": ()},
    "Lines__c includes 'Valve'": {"Lines__c": ("Valve",)},
    "Blocked__c = false": {},
    "not (Score__c > 5)": {},
    "Satisfaction__c = 50%": {"Satisfaction__c": Decimal("50.0")},
    "Birthdate >= today - 365 days": {"Birthdate": date(2025, 3, 29)},
    "CreatedDate = 2026-03-29": {"CreatedDate": datetime(2026, 3, 28, 23, 0, tzinfo=UTC)},
    "OwnerId = '0035e00000BqXyZ'": {"OwnerId": "0035e00000BqXyZAAV"},
}
FAILS = {
    "Email = 'x'": {},
    "Email contains 'x'": {"Email": ""},
    "Lines__c includes 'Valve'": {"Lines__c": ("Valves",)},
    "Score__c < 10": {},
    "Score__c = 0": {},
    "Birthdate >= today - 365 days": {"Birthdate": date(2025, 3, 28)},
    "CreatedDate = 2026-03-29": {"CreatedDate": datetime(2026, 3, 29, 22, 0, tzinfo=UTC)},
    "OwnerId = '0035e00000BqXyZ'": {"OwnerId": "0035e00000bqxyzAAA"},
}


@pytest.mark.parametrize(("text", "record"), PASSES.items(), ids=PASSES)
def test_a_record_passes(text, record):
    assert passes(meaning(text), record, CLOCK)


@pytest.mark.parametrize(("text", "record"), FAILS.items(), ids=FAILS)
def test_a_record_does_not_pass(text, record):
    assert not passes(meaning(text), record, CLOCK)


@settings(max_examples=300)
@given(predicates, records)
def test_not_is_the_exact_complement(predicate, some):
    for record in some:
        assert passes(Not(predicate), record, CLOCK) is (not passes(predicate, record, CLOCK))


@settings(max_examples=500)
@given(predicates, records)
def test_the_normal_form_says_the_same(predicate, some):
    for record in some:
        assert passes_normal(normal(predicate), record, CLOCK) is passes(predicate, record, CLOCK)
        assert passes_normal(normal(predicate, negated=True), record, CLOCK) is not passes(predicate, record, CLOCK)


@settings(max_examples=300)
@given(predicates)
def test_the_normal_form_is_flat_and_holds_nothing_that_decides_nothing(predicate):
    def look(form):
        if isinstance(form, (Every, Some)):
            assert len(form.parts) > 1
            assert not any(isinstance(part, (type(form), Fixed)) for part in form.parts)
            for part in form.parts:
                look(part)

    form = normal(predicate)
    look(form)
    assert all(isinstance(atom, (Holds, Blank, Filled)) for atom in atoms(form))


@given(predicates)
def test_no_test_but_for_blanks_is_passed_by_a_record_of_blanks(predicate):
    for atom in atoms(normal(predicate)):
        if atom.column.kind != "checkbox":
            assert passes_normal(atom, {}, CLOCK) is isinstance(atom, Blank)


def test_the_atoms_of_a_form_are_its_tests_in_order():
    form = normal(meaning("Email in ['a'] and (Score__c is blank or not (Blocked__c = true))"))
    email, score, blocked = (COLUMNS[name] for name in ("Email", "Score__c", "Blocked__c"))
    assert [*atoms(form)] == [Holds(email, "=", ("a",)), Blank(score), Holds(blocked, "=", (False,))]
    assert [*atoms(Fixed(True))] == []


def test_every_operator_has_an_opposite():
    assert all(OPPOSITE[OPPOSITE[operator]] == operator for operator in OPPOSITE)


@given(st.text(max_size=8), st.text(max_size=8))
def test_folding_goes_character_by_character(one, other):
    assert fold(one + other) == fold(one) + fold(other)
    assert fold(fold(one)) == fold(one)


def test_a_day_in_which_the_clock_changes_begins_and_ends_at_midnight():
    clock = Clock(date(2026, 3, 29), "Europe/Amsterdam")
    assert clock.begins(date(2026, 3, 29)) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert clock.begins(date(2026, 3, 29), 1) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert clock.day_of(datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)) == date(2026, 3, 29)


def test_columns_of_every_kind_are_tried():
    assert {column.kind for column in COLUMNS.values()} == {
        "text",
        "picklist",
        "several",
        "checkbox",
        "number",
        "currency",
        "percent",
        "date",
        "datetime",
        "id",
    }
