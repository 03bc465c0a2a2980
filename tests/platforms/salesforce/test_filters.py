"""Filters as formulas and queries: interpreters of both, certified elsewhere, take the records that the reference takes."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from small_estate import clean, compiled, org, told
from syncwright.catalog.model import Case
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.folding import fold
from syncwright.expression.normal import Holds, normal
from syncwright.expression.predicate import Column, Predicate, Test
from syncwright.expression.predicate import tests as every_test
from syncwright.inventory import Field, Org
from syncwright.platforms.salesforce.filters.formula import LARGE, LARGEST, LONGEST, beyond_sight, compiled_size, formula
from syncwright.platforms.salesforce.filters.soql import counted, where
from syncwright.platforms.salesforce.filters.stored import answer, chosen

formulas = pytest.importorskip("judges.salesforce_formula")
soql = pytest.importorskip("judges.soql")

WORDS = {name: {"several": "multipicklist", "id": "lookup"}.get(column.kind, column.kind) for name, column in COLUMNS.items()}
VALUE_SETS = {name: column.values for name, column in COLUMNS.items() if column.values}


def as_stored(record: Record) -> Record:
    """A record as an org holds it: no text is empty, no checkbox blank, and a picklist holds a value as it is declared."""
    found = {name: None if held in ("", ()) else held for name, held in record.items()}
    found |= {name: bool(found[name]) for name, column in COLUMNS.items() if column.kind == "checkbox"}
    for name, values in VALUE_SETS.items():
        if isinstance(found[name], str):
            found[name] = next(value for value in values if fold(value) == fold(found[name]))
    return found


RECORDS = 600
SLICE = 40
parts = st.integers(0, RECORDS // SLICE - 1)
#: ISPICKVAL minds the case of a value, and what is not declared cannot be written as it is.
declared = predicates.filter(lambda predicate: not any(test.column.name == "Rating" and test.values for test in every_test(predicate)))


@cache
def records() -> list[Record]:
    return [as_stored(record) for record in some_records(7, RECORDS)]


def some(part: int) -> list[Record]:
    return records()[part * SLICE : (part + 1) * SLICE]


@settings(max_examples=600)
@given(declared, parts)
def test_the_formula_takes_the_records_that_the_reference_takes(predicate: Predicate, part: int):
    text = formula(normal(predicate), CLOCK.zone)
    judged = formulas.compiled(text, WORDS, value_sets=VALUE_SETS)
    assert judged.kind == "Boolean"
    for record in some(part):
        assert judged(record, today=CLOCK.today, zone=CLOCK.zone) is passes(predicate, record, CLOCK), text


def test_the_query_takes_the_records_that_the_reference_takes():
    """In each of the three readings of what is not documented of null. All queries are read in one call of a real parser."""
    drawn: list[tuple[Predicate, int]] = []

    @settings(max_examples=600)
    @given(predicates, parts)
    def draw(predicate: Predicate, part: int) -> None:
        drawn.append((predicate, part))

    draw()
    queries = [where(normal(predicate), CLOCK) for predicate, _ in drawn]
    fields = WORDS | {"Id": "id"}
    for reading in soql.READINGS:
        judged = soql.where(queries, fields, today=CLOCK.today, zone=CLOCK.zone, reading=reading)
        for query, (predicate, part), takes in zip(queries, drawn, judged, strict=True):
            for record in some(part):
                assert bool(takes({**record, "Id": "0035e00000BqXyZAAV"})) is passes(predicate, record, CLOCK), (reading, query)


#: A filter, its formula, and its query.
WRITTEN = {
    "Email = 'A\"b\\'": ('LOWER(Email) = "a\\"b\\\\"', "Email = 'A\"b\\\\'"),
    "Email != 'it''s'": ('OR(ISBLANK(Email), NOT(LOWER(Email) = "it\'s"))', "Email = null OR Email != 'it\\'s'"),
    "Email contains '100%_'": ('AND(NOT(ISBLANK(Email)), CONTAINS(LOWER(Email), "100%_"))', "Email LIKE '%100\\%\\_%'"),
    "Email is not blank and Email not starts with 'a'": (
        'AND(NOT(ISBLANK(Email)), OR(ISBLANK(Email), NOT(BEGINS(LOWER(Email), "a"))))',
        "Email != null AND (Email = null OR (NOT Email LIKE 'a%'))",
    ),
    "Email is not blank and Email contains 'a'": (
        'AND(NOT(ISBLANK(Email)), CONTAINS(LOWER(Email), "a"))',
        "Email != null AND Email LIKE '%a%'",
    ),
    "Status in ['open', 'Working']": ('OR(ISPICKVAL(Status, "Open"), ISPICKVAL(Status, "Working"))', "Status IN ('Open', 'Working')"),
    "Status is blank": ("ISBLANK(TEXT(Status))", "Status = null"),
    "Lines__c excludes ['Pumps']": (
        'OR(ISBLANK(Lines__c), NOT(INCLUDES(Lines__c, "Pumps")))',
        "Lines__c = null OR Lines__c EXCLUDES ('Pumps')",
    ),
    "Blocked__c = false": ("NOT(Blocked__c)", "Blocked__c = FALSE"),
    "Score__c < -2.5": ("AND(NOT(ISBLANK(Score__c)), Score__c < (-2.5))", "Score__c < -2.5"),
    "not Score__c > 5": ("OR(ISBLANK(Score__c), Score__c <= 5)", "Score__c = null OR Score__c <= 5"),
    "Satisfaction__c >= 33.3%": ("AND(NOT(ISBLANK(Satisfaction__c)), Satisfaction__c >= 0.333)", "Satisfaction__c >= 33.3"),
    "Birthdate = 2026-03-01": ("AND(NOT(ISBLANK(Birthdate)), Birthdate = DATE(2026,3,1))", "Birthdate = 2026-03-01"),
    "Birthdate > today - 30 days": ("AND(NOT(ISBLANK(Birthdate)), Birthdate > TODAY() - 30)", "Birthdate > 2026-02-27"),
    "CreatedDate >= today": ("AND(NOT(ISBLANK(CreatedDate)), DATEVALUE(CreatedDate) >= TODAY())", "CreatedDate >= 2026-03-28T23:00:00Z"),
    "CreatedDate <= 2026-03-29": (
        'AND(NOT(ISBLANK(CreatedDate)), CreatedDate < DATETIMEVALUE("2026-03-29 22:00:00"))',
        "CreatedDate < 2026-03-29T22:00:00Z",
    ),
    "CreatedDate != today": (
        "OR(ISBLANK(CreatedDate), DATEVALUE(CreatedDate) <> TODAY())",
        "CreatedDate = null OR (CreatedDate < 2026-03-28T23:00:00Z OR CreatedDate >= 2026-03-29T22:00:00Z)",
    ),
    "Birthdate < today + 30 days": ("AND(NOT(ISBLANK(Birthdate)), Birthdate < TODAY() + 30)", "Birthdate < 2026-04-28"),
    "Score__c in [0, 2.5]": ("AND(NOT(ISBLANK(Score__c)), OR(Score__c = 0, Score__c = 2.5))", "Score__c IN (0.0, 2.5)"),
    "Score__c in [1, 2]": ("AND(NOT(ISBLANK(Score__c)), OR(Score__c = 1, Score__c = 2))", "Score__c IN (1, 2)"),
    "CreatedDate = 2026-03-29": (
        (
            'AND(NOT(ISBLANK(CreatedDate)), AND(CreatedDate >= DATETIMEVALUE("2026-03-28 23:00:00"), '
            'CreatedDate < DATETIMEVALUE("2026-03-29 22:00:00")))'
        ),
        "(CreatedDate >= 2026-03-28T23:00:00Z AND CreatedDate < 2026-03-29T22:00:00Z)",
    ),
    "Email is not blank and (Blocked__c = true or Email contains 'a')": (
        'AND(NOT(ISBLANK(Email)), OR(Blocked__c, CONTAINS(LOWER(Email), "a")))',
        "Email != null AND (Blocked__c = TRUE OR Email LIKE '%a%')",
    ),
    "Status not in ['Open', 'Working'] and Status is not blank": (
        'AND(OR(ISBLANK(TEXT(Status)), NOT(OR(ISPICKVAL(Status, "Open"), ISPICKVAL(Status, "Working")))), NOT(ISBLANK(TEXT(Status))))',
        "(Status = null OR Status NOT IN ('Open', 'Working')) AND Status != null",
    ),
    "OwnerId = '0035e00000BqXyZ'": ('CASESAFEID(OwnerId) = "0035e00000BqXyZAAV"', "OwnerId = '0035e00000BqXyZAAV'"),
    "Company starts with 'Ab_'": ('AND(NOT(ISBLANK(Company)), BEGINS(LOWER(Company), "ab_"))', "Company LIKE 'Ab\\_%'"),
    "Company in ['a', 'B']": ('OR(LOWER(Company) = "a", LOWER(Company) = "b")', "Company IN ('a', 'B')"),
    "Status = 'Open'": ('ISPICKVAL(Status, "Open")', "Status = 'Open'"),
    "Lines__c includes 'Pumps'": ('INCLUDES(Lines__c, "Pumps")', "Lines__c INCLUDES ('Pumps')"),
    "Score__c != 5": ("OR(ISBLANK(Score__c), Score__c <> 5)", "Score__c = null OR Score__c != 5"),
    "Score__c not in [1, 2]": (
        "OR(ISBLANK(Score__c), NOT(OR(Score__c = 1, Score__c = 2)))",
        "Score__c = null OR Score__c NOT IN (1, 2)",
    ),
    "OwnerId not in ['0035e00000BqXyZ', '005000000000001']": (
        'OR(ISBLANK(OwnerId), NOT(OR(CASESAFEID(OwnerId) = "0035e00000BqXyZAAV", CASESAFEID(OwnerId) = "005000000000001AAA")))',
        "OwnerId = null OR OwnerId NOT IN ('0035e00000BqXyZAAV', '005000000000001AAA')",
    ),
    "OwnerId in ['0035e00000BqXyZ', '005000000000001']": (
        'OR(CASESAFEID(OwnerId) = "0035e00000BqXyZAAV", CASESAFEID(OwnerId) = "005000000000001AAA")',
        "OwnerId IN ('0035e00000BqXyZAAV', '005000000000001AAA')",
    ),
    "CreatedDate != 2026-03-29": (
        'OR(ISBLANK(CreatedDate), OR(CreatedDate < DATETIMEVALUE("2026-03-28 23:00:00"), CreatedDate >= DATETIMEVALUE("2026-03-29 22:00:00")))',
        "CreatedDate = null OR (CreatedDate < 2026-03-28T23:00:00Z OR CreatedDate >= 2026-03-29T22:00:00Z)",
    ),
    "CreatedDate > 2026-03-29T10:00:00Z": (
        'AND(NOT(ISBLANK(CreatedDate)), CreatedDate > DATETIMEVALUE("2026-03-29 10:00:00"))',
        "CreatedDate > 2026-03-29T10:00:00Z",
    ),
    "Birthdate = today": ("AND(NOT(ISBLANK(Birthdate)), Birthdate = TODAY())", "Birthdate = 2026-03-29"),
    "not (Birthdate = today + 1 day)": ("OR(ISBLANK(Birthdate), Birthdate <> TODAY() + 1)", "Birthdate = null OR Birthdate != 2026-03-30"),
    "Blocked__c = true": ("Blocked__c", "Blocked__c = TRUE"),
    "Satisfaction__c = 0": ("AND(NOT(ISBLANK(Satisfaction__c)), Satisfaction__c = 0.00)", "Satisfaction__c = 0"),
    "true": ("TRUE", "Id != null"),
    "false": ("FALSE", "Id = null"),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items(), ids=WRITTEN)
def test_a_filter_is_written(text, expected):
    form = normal(meaning(text))
    assert (formula(form, CLOCK.zone), where(form, CLOCK)) == expected


def test_what_is_not_equal_is_not_blank_either():
    """Of an atom by itself. Nothing that people write makes one without the test for a blank beside it."""
    for operator, text, query in (
        ("!=", 'AND(NOT(ISBLANK(Email)), NOT(LOWER(Email) = "a"))', "(Email != null AND Email != 'a')"),
        (
            "not in",
            'AND(NOT(ISBLANK(Email)), NOT(OR(LOWER(Email) = "a", LOWER(Email) = "b")))',
            "(Email != null AND Email NOT IN ('a', 'b'))",
        ),
        ("not contains", 'AND(NOT(ISBLANK(Email)), NOT(CONTAINS(LOWER(Email), "a")))', "(Email != null AND (NOT Email LIKE '%a%'))"),
    ):
        atom = Holds(COLUMNS["Email"], operator, ("a", "b") if operator == "not in" else ("a",))
        assert (formula(atom, CLOCK.zone), where(atom, CLOCK)) == (text, query)


def test_what_a_blank_never_equals_needs_no_test_beside_it_and_the_rest_does():
    """Of an atom by itself, in a formula."""
    for name, operator, value, text in (
        ("Email", "in", "a", 'LOWER(Email) = "a"'),
        ("Rating", "=", "A", 'ISPICKVAL(Rating, "A")'),
        ("Rating", "!=", "A", 'AND(NOT(ISBLANK(TEXT(Rating))), NOT(ISPICKVAL(Rating, "A")))'),
        ("Lines__c", "includes", "A", 'INCLUDES(Lines__c, "A")'),
        ("Lines__c", "excludes", "A", 'AND(NOT(ISBLANK(Lines__c)), NOT(INCLUDES(Lines__c, "A")))'),
        ("OwnerId", "in", "A", 'CASESAFEID(OwnerId) = "A"'),
        ("OwnerId", "!=", "A", 'AND(NOT(ISBLANK(OwnerId)), NOT(CASESAFEID(OwnerId) = "A"))'),
        ("Email", "starts with", "A", 'AND(NOT(ISBLANK(Email)), BEGINS(LOWER(Email), "a"))'),
        ("Email", "not starts with", "A", 'AND(NOT(ISBLANK(Email)), NOT(BEGINS(LOWER(Email), "a")))'),
    ):
        assert formula(Holds(COLUMNS[name], operator, (value,)), CLOCK.zone) == text


def test_what_is_negative_says_in_a_query_that_a_blank_is_not_meant():
    """Of an atom by itself, in a query."""
    for name, operator, text in (
        ("Email", "not starts with", "(Email != null AND (NOT Email LIKE 'A%'))"),
        ("Lines__c", "excludes", "(Lines__c != null AND Lines__c EXCLUDES ('A'))"),
        ("Lines__c", "includes", "Lines__c INCLUDES ('A')"),
    ):
        assert where(Holds(COLUMNS[name], operator, ("A",)), CLOCK) == text


def test_a_query_counts_what_passes():
    assert counted(normal(meaning("Email is blank")), "Lead", CLOCK) == "SELECT COUNT() FROM Lead WHERE Email = null"
    assert counted(normal(meaning("Birthdate = today")), "Lead", CLOCK) == "SELECT COUNT() FROM Lead WHERE Birthdate = 2026-03-29"


def test_a_formula_s_size_counts_the_formulas_that_it_refers_to():
    form = normal(meaning("Email is blank"))
    text = formula(form, CLOCK.zone)
    assert compiled_size(text, form) == round(len(text) * 2.5)
    below = normal(Test(Column("Domain__c", "text", formula="X" * 100), "=", ("a",)))
    text = formula(below, CLOCK.zone)
    assert compiled_size(text, below) == round((len(text) + 100) * 2.5)


def test_the_limits_of_a_formula_are_those_of_salesforce_s_help():
    """In characters, and in bytes once compiled; from two thirds of these on the estimate is no promise."""
    assert (LONGEST, LARGEST, LARGE) == (3_900, 15_000, 10_000)


def test_a_formula_sees_no_more_of_a_parent_s_text_than_its_start():
    assert [column.name for column in beyond_sight(normal(meaning("Account.Name contains 'a'")))] == ["Account.Name"]
    assert [*beyond_sight(normal(meaning("Account.Name = 'a' or Company contains 'a'")))] == []
    for operator in ("contains", "starts with"):
        for length, hidden in ((None, 0), (250, 0), (251, 1)):
            atom = normal(Test(Column("Account.Motto__c", "text", length=length), operator, ("a",)))
            assert len([*beyond_sight(atom)]) == hidden, (operator, length)


def test_the_day_of_the_formula_does_not_depend_on_when_it_is_written():
    assert CLOCK.today == date(2026, 3, 29)
    assert "2000" not in formula(normal(meaning("Birthdate > today or CreatedDate < today - 5 days")), CLOCK.zone)


@settings(max_examples=60)
@given(declared, declared, parts)
def test_the_formula_of_a_partition_names_the_first_case_that_takes_a_record(one: Predicate, other: Predicate, part: int):
    text = chosen([Case("EMEA", "ae/emea", one, one), Case('A"MER', "ae/amer", other, other)], "blank", CLOCK.zone)
    judged = formulas.compiled(text, WORDS, value_sets=VALUE_SETS)
    for record in some(part):
        expected = "EMEA" if passes(one, record, CLOCK) else 'A"MER' if passes(other, record, CLOCK) else None
        assert (judged(record, today=CLOCK.today, zone=CLOCK.zone) or None) == expected, text


ESTATE = {
    "filters/scope.yaml": "filter: scope\nwhy: w\nowner: ops\nobjects: Contact\nwhere: Email is blank\nas: {field: Off__c, syncs_when: false}\n",
}


def test_a_field_that_keeps_records_out_is_ticked_for_those_that_do_not_pass():
    held = Org(org({"Contact": {"Off__c": Field(type="Checkbox")}}))
    one = clean(ESTATE, held).catalog.filters["scope"]
    assert answer(one, "Contact", "Etc/UTC") == "NOT(ISBLANK(Email))"
    on = clean({"filters/scope.yaml": ESTATE["filters/scope.yaml"].replace(", syncs_when: false", "")}, held).catalog.filters["scope"]
    assert answer(on, "Contact", "Etc/UTC") == "ISBLANK(Email)"


def test_a_formula_that_is_too_large_is_refused():
    """By its own length, and by the length of what it refers to."""
    held = Org(
        org({"Contact": {"Off__c": Field(type="Checkbox"), "Long__c": Field(type="Text", formula="LEFT(LastName, 1) & " * 310 + "Title")}})
    )
    texts = {
        "Long__c = 'a'": "bytes once compiled, and",
        "Email in [" + ", ".join(f"'person-{n}@a.example'" for n in range(120)) + "]": "characters, and",
    }
    for where_, size in texts.items():
        files = {"filters/scope.yaml": ESTATE["filters/scope.yaml"].replace("Email is blank", f'"{where_}"')}
        compilation = compiled(files, held)
        assert [one.rule.id for one in compilation.diagnostics] == ["FIL931"], told(compilation)
        assert size in compilation.diagnostics[0].message
