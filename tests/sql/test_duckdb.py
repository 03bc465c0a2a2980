"""Filters as SQL: DuckDB takes the records that the reference takes, and no others."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from syncwright.expression.evaluate import Record, passes, passes_normal
from syncwright.expression.normal import Filled, Holds, atoms, normal
from syncwright.expression.predicate import Column, Not, Test
from syncwright.sql.duckdb import condition, identifier

TYPES = {
    "checkbox": "BOOLEAN",
    "number": "DECIMAL(18, 4)",
    "currency": "DECIMAL(18, 4)",
    "percent": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}
RECORDS = 2_000
#: How many records each filter is asked about.
SLICE = 50


@cache
def records() -> list[Record]:
    return some_records(20260329, RECORDS)


def cell(held: object) -> object:
    """A value as a column holds it."""
    if isinstance(held, tuple):
        return ";".join(held)
    return held.replace(tzinfo=None) if isinstance(held, datetime) else held


@pytest.fixture(scope="module")
def people():
    connection = duckdb.connect()
    columns = ", ".join(f'"{name}" {TYPES.get(column.kind, "VARCHAR")}' for name, column in COLUMNS.items())
    connection.execute(f"CREATE TABLE people (n INTEGER, {columns})")
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    connection.executemany(f"INSERT INTO people VALUES ({marks})", [[n, *map(cell, record.values())] for n, record in enumerate(records())])
    return connection


def taken(people, text: str, first: int) -> set[int]:
    found = people.execute(f"SELECT n FROM people WHERE n BETWEEN {first} AND {first + SLICE - 1} AND {text}").fetchall()
    return {n for (n,) in found}


@settings(max_examples=600)
@given(predicates, st.integers(0, RECORDS // SLICE - 1))
def test_duckdb_takes_the_records_that_the_reference_takes(people, predicate, part):
    first = part * SLICE
    expected = {first + n for n, record in enumerate(records()[first : first + SLICE]) if passes(predicate, record, CLOCK)}
    assert taken(people, condition(normal(predicate), CLOCK), first) == expected
    assert taken(people, f"NOT {condition(normal(Not(predicate)), CLOCK)}", first) == expected


@settings(max_examples=200)
@given(predicates, st.integers(0, RECORDS // SLICE - 1))
def test_every_atom_by_itself_is_guarded(people, predicate, part):
    first = part * SLICE
    for atom in atoms(normal(predicate)):
        expected = {first + n for n, record in enumerate(records()[first : first + SLICE]) if passes_normal(atom, record, CLOCK)}
        assert taken(people, condition(atom, CLOCK), first) == expected


def test_what_is_emitted_can_be_read():
    text = (
        "Email is not blank and (Company in ['US', 'Ca'] or not Score__c > 5) and CreatedDate = 2026-03-29 and Lines__c excludes ['Pumps']"
    )
    assert condition(normal(meaning(text)), CLOCK) == (
        "coalesce((coalesce(\"Email\", '') <> '' AND (lower(\"Company\") IN ('us', 'ca') OR \"Score__c\" IS NULL OR \"Score__c\" <= 5)"
        " AND (\"CreatedDate\" >= TIMESTAMP '2026-03-28 23:00:00' AND \"CreatedDate\" < TIMESTAMP '2026-03-29 22:00:00')"
        " AND (coalesce(\"Lines__c\", '') = '' OR strpos(';' || lower(\"Lines__c\") || ';', ';pumps;') = 0)), FALSE)"
    )


def test_what_no_test_decides_is_said_as_such():
    assert (condition(normal(meaning("true")), CLOCK), condition(normal(meaning("not true or false")), CLOCK)) == ("TRUE", "FALSE")


def test_a_column_may_have_another_name():
    form = normal(meaning("Email = 'a'"))
    assert condition(form, CLOCK, lambda column: f"p.{column.name.lower()}") == "coalesce(lower(p.email) = 'a', FALSE)"


def test_a_small_dotted_i_is_looked_for_only_where_it_could_stand():
    wide = "replace(\"P\", 'İ', 'i\u0307')"
    for values, literal, folded in (
        (("Working",), "Working", 'lower("P")'),
        ((), "Working", f"lower({wide})"),
        (("Working", "İzmir"), "Working", f"lower({wide})"),
        ((), "Open", 'lower("P")'),
    ):
        form = normal(Test(Column("P", "picklist", values=values), "=", (literal,)))
        assert condition(form, CLOCK) == f"coalesce({folded} = '{literal.lower()}', FALSE)"


def test_today_is_the_clock_s():
    assert condition(normal(meaning("Birthdate = today - 1 day")), CLOCK) == "coalesce(\"Birthdate\" = DATE '2026-03-28', FALSE)"
    assert CLOCK.today == date(2026, 3, 29)


def test_records_meet_the_boundaries(people):
    """That the comparison above compares: each kind of test is passed by some records and failed by others."""
    for text in (
        "Company = 'a'",
        "Score__c >= 50",
        "Satisfaction__c = 2.5",
        "Birthdate = today",
        "CreatedDate < 2026-03-29",
        "OwnerId = '0035e00000BqXyZ'",
        "Lines__c includes 'Valve'",
        "Company starts with 'i'",
    ):
        form = normal(meaning(text))
        assert isinstance(form, Holds) and not isinstance(form, Filled)
        found = people.execute(f"SELECT count(*) FROM people WHERE {condition(form, CLOCK)}").fetchone()[0]
        assert 0 < found < RECORDS, text


def test_an_empty_text_is_blank_in_whatever_holds_texts():
    """Of an export that has '' for a blank, also of picklists and ids."""
    with duckdb.connect() as run:
        for name in ("Company", "Status", "Lines__c", "OwnerId"):
            asked = ", ".join(condition(normal(meaning(f"{name} {test}")), CLOCK) for test in ("is blank", "is not blank"))
            for held, expected in ((None, (True, False)), ("", (True, False)), ("a", (False, True))):
                assert run.execute(f'SELECT {asked} FROM (SELECT ?::VARCHAR AS "{name}")', [held]).fetchone() == expected


SAYS = {
    "Company != 'a'": "(coalesce(\"Company\", '') = '' OR lower(\"Company\") <> 'a')",
    "Company not in ['a', 'B']": "(coalesce(\"Company\", '') = '' OR lower(\"Company\") NOT IN ('a', 'b'))",
    "Score__c != 5": '("Score__c" IS NULL OR "Score__c" <> 5)',
    "CreatedDate < 2026-03-29": "\"CreatedDate\" < TIMESTAMP '2026-03-28 23:00:00'",
    "CreatedDate != 2026-03-29": (
        '("CreatedDate" IS NULL OR ("CreatedDate" < TIMESTAMP \'2026-03-28 23:00:00\''
        " OR \"CreatedDate\" >= TIMESTAMP '2026-03-29 22:00:00'))"
    ),
}


@pytest.mark.parametrize(("text", "said"), SAYS.items(), ids=SAYS)
def test_a_condition_says(text, said):
    assert condition(normal(meaning(text)), CLOCK) == f"coalesce({said}, FALSE)"


def test_what_is_not_equal_is_not_blank_either():
    """Of an atom by itself. A NULL would fail it, and an empty text has to be kept from passing; a number is never empty."""
    for name, operator, said in (
        ("Company", "!=", "lower(\"Company\") <> 'a'"),
        ("Company", "not in", "lower(\"Company\") NOT IN ('a')"),
        ("Company", "not contains", "strpos(lower(\"Company\"), 'a') = 0"),
        ("Company", "not starts with", "NOT starts_with(lower(\"Company\"), 'a')"),
        ("Lines__c", "excludes", "strpos(';' || lower(\"Lines__c\") || ';', ';a;') = 0"),
    ):
        atom = condition(Holds(COLUMNS[name], operator, ("a",)), CLOCK)
        assert atom == f"coalesce((coalesce(\"{name}\", '') <> '' AND {said}), FALSE)"
    assert condition(Holds(COLUMNS["Company"], "=", ("a",)), CLOCK) == "coalesce(lower(\"Company\") = 'a', FALSE)"
    assert condition(Holds(COLUMNS["Score__c"], "!=", (Decimal(5),)), CLOCK) == 'coalesce("Score__c" <> 5, FALSE)'


def test_of_several_values_each_letter_has_its_case_folded():
    form = normal(Test(Column("M", "several"), "includes", ("Mini",)))
    folded = "strpos(';' || lower(replace(\"M\", 'İ', 'i\u0307')) || ';', ';mini;') > 0"
    assert condition(form, CLOCK) == f"coalesce({folded}, FALSE)"


def test_a_name_with_a_quote_is_quoted():
    assert identifier(Column('a"b', "text")) == '"a""b"'
