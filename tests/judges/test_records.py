"""Records for filters hold what trips platforms, and their literals hit them."""

from datetime import datetime
from itertools import pairwise
from random import Random

from hypothesis import given

from judges.records import IDENTIFIERS, IDS, ODD, SIGNS, TEXTS, VALUES, WORDS, pool, pools
from syncwright.sandbox.salesforce.formulas.functions import case_safe

FIELDS = {f"{word}__c": word for word in WORDS}


def many():
    return [pool(Random(seed), FIELDS, size=10) for seed in range(60)]


def test_three_in_ten_are_blank_and_a_checkbox_never():
    records = [record for one in many() for record in one.records]
    assert len(records) == 600
    for name, word in FIELDS.items():
        blanks = sum(record[name] is None for record in records)
        assert blanks == 0 if word == "checkbox" else 120 < blanks < 240, name


def test_every_value_of_the_records_is_a_literal_and_so_is_what_lies_beside_it():
    for one in many():
        for name, word in FIELDS.items():
            held = {record[name] for record in one.records} - {None}
            assert one.literals[name]
            if word != "multipicklist":
                assert held <= {*one.literals[name]}
        for name in ("number__c", "date__c", "datetime__c"):
            ordered = sorted(set(one.literals[name]))
            below = {after for before, after in pairwise(ordered)}
            assert {record[name] for record in one.records} - {None} <= below


def test_texts_are_as_stored_and_hold_every_odd_character():
    seen = set()
    for one in many():
        for name, word in FIELDS.items():
            if word in TEXTS:
                texts = [record[name] for record in one.records if record[name] is not None]
                assert all(text and text == text.strip() for text in texts)
                assert all(one.pieces[name])
                assert any(piece in text for text in texts for piece in one.pieces[name]) or not texts
                seen.update(*texts)
    assert seen >= set(SIGNS + ODD)


def test_of_the_ids_two_differ_by_case_alone_and_all_are_right():
    assert len({one[:15] for one in IDENTIFIERS}) == len(IDENTIFIERS)
    assert len({one[:15].lower() for one in IDENTIFIERS}) == len(IDENTIFIERS) - 1
    assert [case_safe(one[:15]) for one in IDENTIFIERS] == [*IDENTIFIERS]
    assert {record[f"{word}__c"] for one in many() for record in one.records for word in IDS} == {*IDENTIFIERS, None}


def test_of_the_values_one_is_part_of_another():
    held = {record["multipicklist__c"] for one in many() for record in one.records} - {None}
    assert {"AB", "A;AB", "AB;A", "C d;AB;A"} <= held
    assert {value for text in held for value in text.split(";")} == {*VALUES}
    sets = {"picklist__c": ("x", "y")}
    assert {record["picklist__c"] for record in pool(Random(1), FIELDS, size=50, value_sets=sets).records} == {"x", "y", None}


def test_the_same_chance_makes_the_same_records():
    assert pool(Random(7), FIELDS) == pool(Random(7), FIELDS)
    assert pool(Random(7), FIELDS) != pool(Random(8), FIELDS)


@given(one=pools(FIELDS, size=3, letters="ab"))
def test_hypothesis_makes_them_too(one):
    assert len(one.records) == 3
    assert {letter for record in one.records for letter in record["text__c"] or ""} <= {*"ab"} | {*"aAbBkKiI19"}
    assert all(record["datetime__c"] is None or isinstance(record["datetime__c"], datetime) for record in one.records)
