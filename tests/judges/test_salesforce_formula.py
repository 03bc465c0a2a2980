"""The interpreter of formulas says what Salesforce's engine said, on every verdict at hand; and what is documented besides."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from judges import formula_verdicts
from judges.formula_verdicts import FIELDS, TODAY
from judges.salesforce_formula import FormulaFailed, FormulaRefused, compiled, evaluate

#: What those records may hold.
SETS = {"PK": ("Hot", "Warm", "Cold"), "M": ("A", "AB", "C d")}
ALL = FIELDS | {"E": "email", "I": "id", "L": "longtext", "C": "currency", "D2": "date", "Account.Name": "text"}


def value(text: str, record: dict | None = None, **more: object) -> object:
    return evaluate(text, record or {}, ALL, **more)


def test_every_verdict_of_the_engine_is_the_same():
    compared = 0
    for one in formula_verdicts.verdicts():
        formula = compiled(one.formula, FIELDS, blanks="BlankAsZero" if one.zeroes else "BlankAsBlank", picklists="engine")
        assert formula.kind == "Boolean"
        for record, said in one.said:
            assert formula(record, today=TODAY) is said, (one.formula, one.zeroes, record)
            compared += 1
    assert compared == 5_406


def test_strictly_only_what_practice_forbids_is_refused():
    """ISBLANK around a picklist, and a literal in another case than its value's; all else is as the engine says."""
    refused, other_case, compared = set(), 0, 0
    for one in formula_verdicts.verdicts():
        try:
            formula = compiled(one.formula, FIELDS, blanks="BlankAsZero" if one.zeroes else "BlankAsBlank", value_sets=SETS)
        except FormulaRefused as why:
            refused.add(str(why))
            assert "ISBLANK(PK)" in one.formula
            continue
        if any(f'PK, "{literal}"' in one.formula for literal in ("HOT", "WARM", "COLD", "hot", "warm", "cold")):
            other_case += 1
            continue
        for record, said in one.said:
            assert formula(record, today=TODAY) is said, (one.formula, one.zeroes, record)
            compared += 1
    assert refused == {"`ISBLANK` does not take Picklist"}
    assert other_case > 100
    assert compared > 3_000


@pytest.mark.real_orgs
def test_the_verdicts_are_all_of_the_longer_form(real_data):
    files = sorted((real_data / "formula-golden").glob("*.jsonl"))
    longer = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    assert sum(len(one["engine"]) for one in longer) == 5_645
    assert formula_verdicts.shortened(iter(longer)) == formula_verdicts.FILE.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('T = "a"', False),  # a text is compared to its case
        ('LOWER(T) = "a"', True),
        ('U = ""', True),
        ('U <> "x"', True),
        ("ISBLANK(U)", True),
        ("ISNULL(U)", False),  # a text is never null
        ('CONTAINS("US:CA", U)', True),  # a blank is in everything
        ('CONTAINS(U, "x")', None),
        ('BEGINS(U, "x")', None),
        ('NOT(CONTAINS(U, "x"))', None),
        ('NOT(OR(CONTAINS(U, "x")))', True),  # but OR makes it false
        ("N > 5", None),
        ("NOT(N > 5)", None),
        ("NOT(AND(N > 5))", True),
        ("P = 0.5", True),  # a percent is a share
        ("P = 50", False),
        ("P + 1", Decimal("1.5")),
        ('ISPICKVAL(PK, "")', True),
        ('NOT(INCLUDES(M, "A"))', False),
        ('INCLUDES(M, "C")', False),
        ("B", False),
        ('CASESAFEID(I) = "001A0000006Vm9rIAC"', True),
        ('I = "001A0000006Vm9r"', True),
        ('I = "001A0000006Vm9rIAC"', False),  # an id in a formula has 15 characters
        ('I = "001a0000006vm9r"', False),
        ('"a\\"b\\\\c" & \'d\'', 'a"b\\cd'),
        ('"a\\nb"', "a\\nb"),
        ("1 /* one */ + 2", Decimal(3)),
        ("2 * 3 ^ 2", Decimal(36)),  # the engine's grammar
        ("NOT B && TRUE", True),
        ("TRUE || FALSE && FALSE", True),
        ('ISBLANK("")', True),
        ('IF(B, "x", NULL)', None),
        ('CASE(PK, "Hot", 1, "Warm", 2, 0)', Decimal(0)),
        ('CASE(T, "A", "x", "y")', "x"),
        ("DATE(2026, 2, 28) + 1.9", date(2026, 3, 1)),
        ("DATEVALUE(DT)", date(2026, 1, 1)),
        ('DT = DATETIMEVALUE("2026-01-01 23:30:00")', True),
        ("DT - 0.5", datetime(2026, 1, 1, 11, 30, tzinfo=UTC)),
        ("D - DATE(2026, 1, 1)", Decimal(59)),
        ("TODAY() - 365", date(2025, 11, 21)),
        ('TEXT(D) & TEXT(100) & TEXT(DT) & BLANKVALUE(TEXT(PK), "-")', "2026-03-011002026-01-01 23:30:00Z-"),
        ('VALUE("1.50")', Decimal("1.5")),
        ('MID("abcd", 2, 2) & LEFT("abcd", 1) & RIGHT("abcd", 1)', "bcad"),
        ("LEN('🚢')", Decimal(2)),
        ('FIND("c", "abc") + MOD(7, 4) + ROUND(1.005, 2) + FLOOR(-1.5) + MAX(1, 2)', Decimal("8.01")),
        ("ADDMONTHS(DATE(2026, 1, 31), 1)", date(2026, 2, 28)),
        ("WEEKDAY(DATE(2026, 11, 22))", Decimal(1)),
        ('Account.Name & "x"', "x"),
        ("account.NAME = null", True),
    ],
)
def test_values(text, expected):
    record = {
        "T": "A",
        "P": 50,
        "M": "A;C d",
        "B": False,
        "I": "001A0000006Vm9rIAC",
        "D": date(2026, 3, 1),
        "DT": datetime(2026, 1, 1, 23, 30, tzinfo=UTC),
    }
    found = value(text, record, today=TODAY)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "expected"), [("ISBLANK(N)", False), ("N = 0", True), ("P < 1", True), ("ISBLANK(D)", True), ("N = NULL", None)]
)
def test_with_blanks_as_zeroes_a_number_is_never_blank(text, expected):
    assert value(text, blanks="BlankAsZero") is expected


def test_choices_come_as_text_or_tuple():
    for held in ("A;C d", ("A", "C d")):
        assert value('AND(INCLUDES(M, "C d"), NOT(ISBLANK(M)))', {"M": held}) is True
    for held in ("", (), None):
        assert value("ISBLANK(M)", {"M": held}) is True


def test_the_day_of_a_moment_is_that_of_the_one_who_asks():
    moment = {"DT": "2026-01-01T23:30:00Z"}
    assert value("DATEVALUE(DT)", moment, zone="Europe/Berlin") == date(2026, 1, 2)
    assert value("DATEVALUE(DT)", moment, zone="America/New_York") == date(2026, 1, 1)


def test_a_value_outside_the_set_never_holds():
    record = {"PK": "Gone"}
    assert compiled('ISPICKVAL(PK, "Gone")', ALL)(record) is True
    assert compiled('ISPICKVAL(PK, "Gone")', ALL, value_sets=SETS)(record) is False
    assert compiled('CASE(PK, "Gone", 1, 0)', ALL, value_sets=SETS)(record) == 0
    assert compiled('ISPICKVAL(PK, "")', ALL, value_sets=SETS)({}) is True


REFUSED = {
    'PK = "Hot"': ("Picklist", 3),
    "PK": ("a Picklist field is only supported in certain functions", 0),
    "M": ("a Multipicklist field is only supported in certain functions", 0),
    'M = "A"': ("expected Multipicklist, found Text", 2),
    "ISBLANK(B)": ("does not take Boolean", 0),
    "ISBLANK(PK)": ("does not take Picklist", 0),
    "L": ("of kind longtext", 0),
    'CONTAINS(L, "x")': ("of kind longtext", 9),
    "Nope = 1": ("`Nope` does not exist", 0),
    'NOPE("x")': ("unknown function `NOPE`", 0),
    "T = 1": ("expected Text, found Number", 2),
    "N = 1 = 1": ("expected Boolean, found Number", 6),
    "D > DT": ("expected Date, found Datetime", 2),
    "B > TRUE": ("found Boolean", 0),
    "AND(N, TRUE)": ("expected Boolean, found Number", 4),
    "IF(B, 1)": ("does not take 2 arguments", 0),
    'IF(B, 1, "x")': ("expected Number, found Text", 0),
    "LOWER(T, T, T)": ("takes 1 arguments, not 3", 0),
    "DATE(2026, 1)": ("takes 3 arguments, not 2", 0),
    "DATE(2026, 1, '1')": ("does not take Number and Number and Text", 0),
    "DATEVALUE(D)": ("does not take Date", 0),
    "TODAY(1)": ("does not take 1 arguments", 0),
    "AND()": ("does not take 0 arguments", 0),
    "ISPICKVAL(T, 'x')": ("expected a picklist field, found Text", 10),
    "ISPICKVAL(PK, T)": ("expected a text literal", 14),
    "INCLUDES(PK, 'x')": ("expected a multi-select picklist, found Picklist", 9),
    "INCLUDES(M, '')": ("not documented", 12),
    "TEXT(T)": ("does not take Text", 0),
    "T & N": ("does not take Text and Number", 2),
    "CASE(B, 1, 2, 3)": ("does not take Boolean", 0),
    "CASE(N, 1, 2, 3, 4)": ("pairs of value and result", 0),
    'CASE(N, "1", 2, 3)': ("expected Number, found Text", 8),
    "T = 'a": ("syntax error", 4),
    'T = "a\\d"': ("syntax error", 4),
    'T = "a\nb"': ("syntax error", 4),
    "N = .5": ("syntax error", 4),
    "N = 1E+2": ("syntax error", 5),
    "N IN (1)": ("syntax error", 2),
    "(N = 1": ("expected `)`", 6),
    "": ("found the end", 0),
    "N > 5 /* open": ("syntax error", 7),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_not_be_saved(text):
    said, at = REFUSED[text]
    with pytest.raises(FormulaRefused) as refused:
        compiled(text, ALL)
    assert said in str(refused.value)
    assert refused.value.at == at


def test_size_and_depth_end_somewhere():
    assert value("N = 1" + " " * 3_895) is None
    with pytest.raises(FormulaRefused, match="3901 characters"):
        value("N = 1" + " " * 3_896)
    with pytest.raises(FormulaRefused, match="nested too deep"):
        value("(" * 1_000 + "1" + ")" * 1_000)


@pytest.mark.parametrize(
    "text",
    ["DATE(2026, 2, 30)", "DATE(N, 13, 1)", 'DATEVALUE("2026-02-30")', 'DATETIMEVALUE("2026-01-01T00:00:00Z")', 'VALUE("x")', "1 / 0"],
)
def test_what_a_record_brings_down(text):
    with pytest.raises(FormulaFailed):
        value(text, {"N": 2026})


def test_and_or_and_if_stop_early_and_case_does_not():
    assert value("OR(TRUE, 1 / 0 = 1)") is True
    assert value("AND(FALSE, 1 / 0 = 1)") is False
    assert value("IF(TRUE, 1, 1 / 0)") == 1
    with pytest.raises(FormulaFailed):
        value("CASE(1, 1, 1, 1 / 0)")
