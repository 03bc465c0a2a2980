"""Filters as SQL: DuckDB takes the records that the reference takes, and no others."""

from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from syncwright.expression.evaluate import passes, passes_normal
from syncwright.expression.normal import Filled, Holds, atoms, normal
from syncwright.expression.predicate import Column, Not, Test
from syncwright.sql.duckdb import condition

TYPES = {
    "checkbox": "BOOLEAN",
    "number": "DECIMAL(18, 4)",
    "currency": "DECIMAL(18, 4)",
    "percent": "DOUBLE",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}
RECORDS = some_records(20260329, 2_000)
#: How many records each filter is asked about.
SLICE = 50


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
    connection.executemany(f"INSERT INTO people VALUES ({marks})", [[n, *map(cell, record.values())] for n, record in enumerate(RECORDS)])
    return connection


def taken(people, text: str, first: int) -> set[int]:
    found = people.execute(f"SELECT n FROM people WHERE n BETWEEN {first} AND {first + SLICE - 1} AND {text}").fetchall()
    return {n for (n,) in found}


@settings(max_examples=600)
@given(predicates, st.integers(0, len(RECORDS) // SLICE - 1))
def test_duckdb_takes_the_records_that_the_reference_takes(people, predicate, part):
    first = part * SLICE
    expected = {first + n for n, record in enumerate(RECORDS[first : first + SLICE]) if passes(predicate, record, CLOCK)}
    assert taken(people, condition(normal(predicate), CLOCK), first) == expected
    assert taken(people, f"NOT {condition(normal(Not(predicate)), CLOCK)}", first) == expected


@settings(max_examples=200)
@given(predicates, st.integers(0, len(RECORDS) // SLICE - 1))
def test_every_atom_by_itself_is_guarded(people, predicate, part):
    first = part * SLICE
    for atom in atoms(normal(predicate)):
        expected = {first + n for n, record in enumerate(RECORDS[first : first + SLICE]) if passes_normal(atom, record, CLOCK)}
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
        assert 0 < found < len(RECORDS), text
