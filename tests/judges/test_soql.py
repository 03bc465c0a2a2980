"""The reading of SOQL says what its documentation says, and takes no side where that is silent."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judges import soql

FIELDS = {
    "Name": "text",
    "Status": "picklist",
    "Interests__c": "multipicklist",
    "Active__c": "checkbox",
    "Score__c": "number",
    "Share__c": "percent",
    "Born__c": "date",
    "CreatedDate": "datetime",
    "Id": "id",
    "Notes__c": "longtext",
    "Account.Name": "text",
    "Account.Active__c": "checkbox",
}
BLANK = dict.fromkeys(FIELDS) | {"Active__c": False}
FULL = {
    "Name": "Ter%_ 'q' \\ \"d\"",
    "Status": "Open",
    "Interests__c": "AAA;BBB",
    "Active__c": True,
    "Score__c": Decimal("2.5"),
    "Share__c": 50,
    "Born__c": date(2026, 11, 21),
    "CreatedDate": datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
    "Id": "001A0000006Vm9rIAC",
    "Account.Name": "Acme",
}


@pytest.fixture(scope="module", autouse=True)
def all_read():
    """A call of Node takes its time; here is one for all."""
    soql.read([*CERTAIN, *(text for text, *_ in SILENT), *REFUSED])


def found(text: str, **more: object) -> tuple[bool, bool]:
    """Whether the full record matches, and the blank one."""
    ((full, blank),) = soql.matches([text], [FULL, BLANK], FIELDS, **more)
    return full, blank


#: Whatever a null does with `!=` and its like.
CERTAIN = {
    "name = 'TER%_ \\'Q\\' \\\\ \\\"D\\\"'": (True, False),  # case-insensitive; names of fields too
    "Name LIKE 'ter%'": (True, False),
    "Name LIKE 'ter\\%%'": (True, False),
    "Name LIKE 'ter\\%'": (False, False),
    "Name LIKE 'ter\\%\\_%'": (True, False),
    "Name LIKE 'ter__ %'": (True, False),
    "Name LIKE '%\\\\ %'": (True, False),  # one backslash
    "Name LIKE '%\\'Q\\'%'": (True, False),
    "Name LIKE '%\\u0051%'": (True, False),
    "Status = 'OPEN'": (True, False),
    "Status IN ('x', 'open')": (True, False),
    "Status IN ('x')": (False, False),
    "Status != 'open' AND Status != null": (False, False),
    "Name = null": (False, True),
    "Name != null": (True, False),
    "Active__c = null": (False, True),  # equivalent to = false
    "Active__c != null": (True, False),
    "Active__c = false": (False, True),
    "Active__c != TRUE": (False, True),
    "Account.Active__c = false": (True, True),  # a parent that is missing has no checkbox set
    "Account.Name = null": (False, True),  # and the record is there
    "Interests__c INCLUDES ('aaa')": (True, False),
    "Interests__c INCLUDES ('CCC;AAA', 'BBB')": (True, False),
    "Interests__c INCLUDES ('AAA;BBB')": (True, False),
    "Interests__c INCLUDES ('AAA;CCC')": (False, False),
    "Interests__c INCLUDES ('AA')": (False, False),
    "Interests__c EXCLUDES ('AAA;CCC') AND Interests__c != null": (True, False),
    "Score__c = 2.50": (True, False),
    "Score__c >= 2.5 AND Score__c <= 2.5": (True, False),
    "Score__c > 2.5 OR Score__c < 2.5": (False, False),
    "Score__c IN (1, 2)": (False, False),
    "Share__c = 50": (True, False),  # not a share of one
    "Born__c = 2026-11-21": (True, False),
    "Born__c = TODAY": (True, False),
    "Born__c < N_DAYS_AGO:1": (False, False),
    "Born__c > N_DAYS_AGO:1": (True, False),
    "CreatedDate >= 2026-11-22T01:30:00+02:00": (True, False),
    "CreatedDate > 2026-11-21T23:30:00Z": (False, False),
    "CreatedDate = TODAY": (True, False),
    "CreatedDate > TODAY": (False, False),
    "CreatedDate <= TODAY": (True, False),
    "CreatedDate < TODAY": (False, False),
    "Id = '001A0000006Vm9r'": (True, False),
    "Id = '001A0000006Vm9rIAC'": (True, False),
    "Id = '001a0000006Vm9r'": (False, False),
    "Name = null OR (Score__c > 1 AND Score__c < 3)": (True, True),
    "(NOT Name = null) AND (Score__c = 2.5)": (True, False),
    "NOT (Name = null OR Score__c = 2.5)": (False, False),
}


@pytest.mark.parametrize("reading", soql.READINGS)
def test_what_is_documented_holds_in_every_reading(reading):
    answers = soql.matches(list(CERTAIN), [FULL, BLANK], FIELDS, today=date(2026, 11, 21), reading=reading)
    assert dict(zip(CERTAIN, map(tuple, answers), strict=True)) == CERTAIN


SILENT = (
    ("Name != 'x'", True, False, True),
    ("Name <> 'x'", True, False, True),
    ("Score__c != 1", True, False, True),
    ("Score__c NOT IN (1, 2)", True, False, True),
    ("(NOT Name LIKE 'x%')", True, False, False),
    ("NOT (Score__c < 5)", True, False, False),
    ("Interests__c EXCLUDES ('AAA')", True, False, False),
    ("NOT (Name = 'x' AND Score__c = 1)", True, False, False),
    ("(Name = null OR Name != 'x')", True, True, True),
    ("NOT (Score__c = 1 AND Name != null)", True, True, True),
)


@pytest.mark.parametrize(("text", "matches", "never", "mixed"), SILENT)
def test_a_null_has_three_readings(text, matches, never, mixed):
    assert tuple(found(text, reading=reading)[1] for reading in soql.READINGS) == (matches, never, mixed)


def test_choices_come_as_text_or_tuple():
    records = [{"Interests__c": held} for held in ("AAA;BBB", ("AAA", "BBB"), (), None)]
    texts = ["Interests__c INCLUDES ('bbb;aaa')", "Interests__c = null"]
    assert soql.matches(texts, records, FIELDS) == [[True, True, False, False], [False, False, True, True]]


def test_a_day_ends_in_the_zone_of_who_asks():
    days = dict(today=date(2026, 11, 21))
    assert found("CreatedDate = TODAY", zone="UTC", **days)[0]
    assert not found("CreatedDate = TODAY", zone="Europe/Berlin", **days)[0]
    assert found("CreatedDate > TODAY", zone="Europe/Berlin", **days)[0]
    assert found("CreatedDate = TOMORROW", zone="Europe/Berlin", **days)[0]
    midnight = [{"CreatedDate": datetime(2026, 11, 22, tzinfo=UTC)}]
    assert soql.matches(["CreatedDate = TODAY", "CreatedDate > TODAY"], midnight, FIELDS, **days) == [[False], [True]]


REFUSED = {
    "Name = 'a' AND Name = 'b' OR Name = 'c'": "not mixed",
    "Name = 'a' AND NOT (Name = 'b')": "not mixed",
    "NOT Name = 'a' AND Name = 'b'": "not mixed",
    "NOT (Name = 'a') AND Name = 'b'": "not mixed",
    "NOT NOT Name = 'a'": "not mixed",
    "Name NOT LIKE 'a'": "Expecting token",
    "Name = 'a' LIMIT 5": "more than a condition",
    "Name = 'a": "unexpected character",
    "Name = 'it's'": "unexpected character",
    'Name = "a"': "unexpected character",
    "Name = 'a\\d'": "illegal escape",
    "Name = 'a\\_b'": "illegal escape",
    "Name = 'a\nb'": "unexpected character",
    "Name = ''": "not documented",
    "Name IN (null)": "null with IN is not documented",
    "Name > 'a'": "does not take >",
    "Name = 5": "not compared with a INTEGER",
    "Nope = 5": "no field `Nope`",
    "Notes__c = 'a'": "cannot be filtered",
    "Notes__c = null": "cannot be filtered",
    "Score__c = '5'": "not compared with a STRING",
    "Score__c LIKE '5'": "not compared with a STRING",
    "Active__c = 'true'": "not compared with a STRING",
    "Active__c > false": "does not take >",
    "Status INCLUDES ('a')": "does not take INCLUDES",
    "Interests__c = 'AAA'": "does not take =",
    "Born__c = '2026-01-01'": "not compared with a STRING",
    "Born__c = 2026-02-30": "no date",
    "Born__c = 2026-01-01T00:00:00Z": "not compared with a DATETIME",
    "CreatedDate = 2026-01-01": "not compared with a DATE",
    "CreatedDate = 2026-01-01T00:00:00": "Expecting",
    "Born__c = LAST_N_DAYS:5": "documented in more than one way",
    "Id = '001'": "invalid id",
    "Id IN (SELECT OwnerId FROM Lead)": "only with values",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_be_refused(text):
    with pytest.raises(soql.SoqlRefused, match=REFUSED[text]):
        found(text, today=date(2026, 11, 21))


PATTERNS = st.lists(st.sampled_from(["%", "_", "\\%", "\\_", "a", "B", " ", "-"]), max_size=6).map("".join)


@settings(max_examples=10)
@given(
    patterns=st.lists(PATTERNS, min_size=200, max_size=200),
    texts=st.lists(st.text("%_aAbB -", min_size=1, max_size=5), min_size=5, max_size=9),
)
def test_like_is_what_another_like_is(patterns, texts):
    """SQLite's, with a backslash to escape; like SOQL's, it does not look at the case of ASCII letters."""
    records = [{"Name": text} for text in texts]
    ours = soql.matches([f"Name LIKE '{pattern}'" for pattern in patterns], records, FIELDS)
    with closing(sqlite3.connect(":memory:")) as other, other:
        rows = [[bool(other.execute("SELECT ? LIKE ? ESCAPE '\\'", (text, one)).fetchone()[0]) for text in texts] for one in patterns]
    other.close()
    assert ours == rows
