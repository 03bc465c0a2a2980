"""Conditions in other dialects match what DuckDB's own do, and a wrong escape shows."""

from datetime import datetime, timedelta, timezone
from random import Random

import pytest
import sqlglot

from judges.dialects import DIALECTS, SqlRefused, matches
from judges.records import pool
from judges.salesforce_formula import compiled

FIELDS = {"name": "text", "score": "number", "born": "date", "seen": "datetime", "active": "checkbox", "likes": "multipicklist"}
RECORDS = pool(Random(11), FIELDS, size=300).records
WRITTEN = (
    "coalesce(lower(name) <> '''', FALSE)",
    "(name IS NULL OR lower(name) <> '\\')",
    "strpos(lower(name), '%') > 0",
    "strpos(lower(name), '\\') = 1 OR strpos(lower(name), '''') > 0",
    "likes IS NOT NULL AND strpos(concat(';', lower(likes), ';'), ';a;') > 0",
    "score > 2.5 AND (born IS NULL OR born <= DATE '2026-11-21')",
    "seen >= TIMESTAMP '2026-11-20 12:00:00' AND active",
    "lower(name) IN ('k', 'a', 'ß', 'é', ';')",
)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_translation_matches_the_same(dialect):
    ours = matches(WRITTEN, "duckdb", RECORDS, FIELDS)
    assert all({*answers} == {True, False} for answers in ours)
    theirs = [sqlglot.transpile(where, read="duckdb", write=dialect)[0] for where in WRITTEN]
    assert matches(theirs, dialect, RECORDS, FIELDS) == ours


def test_an_escape_that_belongs_to_another_dialect_shows():
    records = [{"name": "a\\b"}]
    assert matches(["name = 'a\\b'"], "trino", records, FIELDS) == [[True]]
    assert matches(["name = 'a\\b'", "name = 'a\\\\b'"], "spark", records, FIELDS) == [[False], [True]]
    with pytest.raises(SqlRefused, match="spark cannot read"):
        matches(["name = 'a\\'"], "spark", records, FIELDS)


def test_of_a_small_dotted_i_duckdb_makes_one_character_and_java_two():
    """So a text without İ can match a record with it, in one place and not in the other."""
    assert matches(["lower(name) = 'ai'", "lower(replace(name, 'İ', 'i\u0307')) = 'ai'"], "duckdb", [{"name": "aİ"}], FIELDS) == [
        [True],
        [False],
    ]
    assert compiled('LOWER(name) = "ai"', FIELDS)({"name": "aİ"}) is False


def test_what_is_null_does_not_match():
    assert matches(["name <> 'x'"], "duckdb", [{"name": None}, {"name": "y"}], FIELDS) == [[False, True]]


def test_values_are_stored_as_an_export_has_them():
    moment = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    records = [{"likes": ("A", "C d"), "seen": moment, "active": None, "name": ""}]
    wheres = ["likes = 'A;C d'", "seen = TIMESTAMP '2025-12-31 23:00:00'", "NOT active", "name IS NULL"]
    assert matches(wheres, "duckdb", records, FIELDS) == [[True]] * 4


def test_no_records_match_nothing():
    assert matches(["active", "NOT active"], "duckdb", [], FIELDS) == [[], []]


def test_what_cannot_run_is_told():
    with pytest.raises(SqlRefused, match="nope"):
        matches(["nope = 1"], "duckdb", [{}], FIELDS)
