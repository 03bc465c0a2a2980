"""What a partial record says of a filter is what every whole record says that agrees with it; a whole record is judged as the reference judges."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from syncwright.candidates.held import Unfit, held_value
from syncwright.candidates.passing import Asked, asked, parts, verdict
from syncwright.candidates.read import Candidate
from syncwright.expression.evaluate import passes

RECORDS = some_records(7, 100)
TEXT = st.text("aé01-:T;.+Z \0", max_size=20)


@settings(max_examples=150)
@given(predicates, st.integers(0, len(RECORDS) - 1))
def test_a_whole_record_is_judged_as_the_reference_does(predicate, number):
    record = RECORDS[number]
    assert verdict(predicate, Asked(record), CLOCK) == passes(predicate, record, CLOCK)


@settings(max_examples=150)
@given(predicates, st.integers(0, 2**32))
def test_an_answer_about_half_a_record_holds_for_every_whole_one(predicate, seed):
    draw = Random(seed)  # noqa: S311 - no secret
    said = dict(draw.choice(RECORDS))
    lacking = draw.sample(sorted(COLUMNS), draw.randrange(1, len(COLUMNS)))
    kept = {name: held for name, held in said.items() if name not in lacking}
    answer = verdict(predicate, Asked(kept, tuple(lacking)), CLOCK)
    whole = {passes(predicate, {**{name: other[name] for name in lacking}, **kept}, CLOCK) for other in RECORDS}
    assert answer is None or whole == {answer}


def test_one_condition_that_fails_decides_whatever_is_not_known():
    predicate = meaning("Email is not blank and Status = 'Open'")
    said = asked(predicate, Candidate("Lead", {"Email": None}))
    assert (verdict(predicate, said, CLOCK), said.lacking) == (False, ("Status",))
    assert [(one.says, one.holds) for one in parts(predicate, said, CLOCK)] == [("Email is not blank", False), ("Status is 'Open'", None)]


def test_a_value_that_the_field_cannot_hold_is_said_and_decides_nothing():
    predicate = meaning("Score__c > 5")
    said = asked(predicate, Candidate("Lead", {"Score__c": "many"}))
    assert verdict(predicate, said, CLOCK) is None
    assert said.unfit == ("`Score__c` is a number, and the record has `many` there",)


def test_an_asterisk_of_somebodys_own_stays():
    predicate = meaning("not (Email contains '*' or Company = 'a*b')")
    [part] = parts(predicate, asked(predicate, Candidate("Lead", {})), CLOCK)
    assert part.says == "none of these holds: Email contains '*'; Company is 'a*b'"


@pytest.mark.parametrize(
    ("name", "said", "held"),
    [
        ("Email", "ana@customer.example", "ana@customer.example"),
        ("Email", "", None),
        ("Company", 12, "12"),
        ("Lines__c", "Valves;Pumps", ("Valves", "Pumps")),
        ("Lines__c", ["Valves"], ("Valves",)),
        ("Blocked__c", None, False),
        ("Blocked__c", "TRUE", True),
        ("Score__c", Decimal("2.50"), Decimal("2.5")),
        ("Revenue__c", 7, Decimal(7)),
        ("Birthdate", "2026-03-29", date(2026, 3, 29)),
        ("CreatedDate", "2026-03-29T01:30:00.000+0000", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("CreatedDate", "2026-03-29T01:30:00+02:00", datetime(2026, 3, 28, 23, 30, tzinfo=UTC)),
        ("OwnerId", "0055e00000BqXyZ", "0055e00000BqXyZAAV"),
    ],
)
def test_json_becomes_what_the_field_holds(name, said, held):
    assert held_value(COLUMNS[name], said) == held


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Blocked__c", "perhaps"),
        ("Blocked__c", 2),
        ("Score__c", True),
        ("Birthdate", "29.03.2026"),
        ("CreatedDate", "2026-03-29T01:30:00"),
        ("OwnerId", "somebody"),
        ("Email", {"a": 1}),
        ("Email", True),
    ],
)
def test_what_a_field_cannot_hold_is_refused(name, said):
    with pytest.raises(Unfit, match=f"`{name}` is .* and the record has `"):
        held_value(COLUMNS[name], said)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    )
)
def test_any_json_is_held_or_refused(value):
    for column in COLUMNS.values():
        try:
            held = held_value(column, json.loads(json.dumps(value)))
        except Unfit:
            continue
        assert held is None or isinstance(held, (str, bool, Decimal, date, datetime, tuple))
