"""Records are read as Salesforce's API and its command line write them; what is none is said with its line."""

import json
from decimal import Decimal

import pytest

from syncwright.candidates.read import MISSING, MOST, Candidate, NotRead, read_candidates
from syncwright.text import SourceFile

RECORD = {"attributes": {"type": "Lead", "url": "/x"}, "Id": "00Q5e00000AbCdEEAV", "Email": "ana@customer.example"}


def read(tree: object, only: str | None = None) -> tuple[Candidate, ...]:
    return read_candidates(SourceFile("r.json", json.dumps(tree).encode()), only)


@pytest.mark.parametrize(
    "wrapped",
    [
        RECORD,
        [RECORD],
        {"records": [RECORD], "totalSize": 1},
        {"status": 0, "result": RECORD},
        {"status": 0, "result": {"records": [RECORD]}},
    ],
)
def test_a_record_is_found_in_whatever_it_is_wrapped_in(wrapped):
    [one] = read(wrapped)
    assert (one.object, one.id, one.get("Email")) == ("Lead", "00Q5e00000AbCdEEAV", "ana@customer.example")
    assert not one.has("attributes")


def test_names_of_fields_are_found_in_any_case_and_through_parents():
    [one] = read({**RECORD, "Account": {"attributes": {"type": "Account"}, "Industry": "Energy"}, "Owner": None})
    assert one.get("EMAIL") == "ana@customer.example"
    assert one.get("account.industry") == "Energy"
    assert one.get("Owner.Name") is None, "a parent that is blank has only blanks"
    assert one.get("Account.Name") is MISSING
    assert one.get("Phone") is MISSING


def test_what_is_missing_is_not_what_is_blank():
    [one] = read({**RECORD, "Phone": None})
    assert (one.has("Phone"), one.get("Phone"), one.has("Fax")) == (True, None, False)


def test_numbers_are_exact():
    [one] = read_candidates(SourceFile("r.json", b'{"attributes": {"type": "Lead"}, "AnnualRevenue": 0.1}'), None)
    assert one.get("AnnualRevenue") == Decimal("0.1")


def test_the_object_can_be_said_beside_the_record():
    assert [one.object for one in read([{"Email": "a@b.example"}, RECORD], "Contact")] == ["Contact", "Contact"]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('{"attributes": {"type": "Lead"},\n "Email": "a"', 2, 13, "this is no JSON: expecting ',' delimiter"),
        ('{"Email": "a"}', 1, 1, "the record does not say its object"),
        ('[{"attributes": {"type": "Lead"}}, {"Email": "a"}]', 1, 1, "record 2 does not say its object"),
        ('"00Q"', 1, 1, "a text is no record"),
        ("[1]", 1, 1, "a number is no record"),
        ("[]", 1, 1, "there is no record in it"),
        ("", 1, 1, "this is no JSON: expecting value"),
        ('{"Email": NaN}', 1, 1, "this is no JSON of a record"),
        ("[" * 100_000, 1, 1, "this is no JSON of a record"),
    ],
)
def test_what_is_no_record_is_said_with_its_place(text, line, column, says):
    with pytest.raises(NotRead) as raised:
        read_candidates(SourceFile("r.json", text.encode()), None)
    finding = raised.value.finding
    assert finding.place.span is not None
    assert (finding.rule.id, finding.place.span.start.line, finding.place.span.start.column, finding.message) == (
        "INV311",
        line,
        column,
        says,
    )


def test_so_many_records_are_for_another_command():
    with pytest.raises(NotRead, match="there are 201 records in it"):
        read([RECORD] * (MOST + 1))
