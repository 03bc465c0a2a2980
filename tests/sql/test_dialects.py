"""Filters in the dialects of warehouses: what each says, read by that dialect's reader, takes the records that DuckDB takes."""

import sys

import pytest
from hypothesis import given, settings

from expression.scopes import CLOCK, COLUMNS, meaning, predicates, some_records
from syncwright.expression.evaluate import passes
from syncwright.expression.normal import normal
from syncwright.sql.dialects import DIALECTS, NoTranslator, translated, translations, without_dots
from syncwright.sql.duckdb import condition

judge = pytest.importorskip("judges.dialects")

WORDS = {name: {"several": "multipicklist", "id": "lookup"}.get(column.kind, column.kind) for name, column in COLUMNS.items()}
RECORDS = some_records(41, 250)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_every_dialect_takes_the_same_records(dialect):
    drawn = []

    @settings(max_examples=40)
    @given(predicates)
    def draw(predicate) -> None:
        drawn.append(predicate)

    draw()
    texts = [translated(condition(normal(predicate), CLOCK, without_dots), dialect) for predicate in drawn]
    expected = [[passes(predicate, record, CLOCK) for record in RECORDS] for predicate in drawn]
    flat = [{name.replace(".", "_"): held for name, held in record.items()} for record in RECORDS]
    assert judge.matches(texts, dialect, flat, {name.replace(".", "_"): word for name, word in WORDS.items()}) == expected


SAYS = {
    "spark": "COALESCE(LOCATE('it\\'s', LOWER(REPLACE(`Email`, 'İ', 'i\u0307'))) > 0, FALSE)",
    "databricks": "COALESCE(LOCATE('it\\'s', LOWER(REPLACE(`Email`, 'İ', 'i\u0307'))) > 0, FALSE)",
    "bigquery": "COALESCE(INSTR(LOWER(REPLACE(`Email`, 'İ', 'i\u0307')), 'it\\'s') > 0, FALSE)",
    "snowflake": "COALESCE(CHARINDEX('it\\'s', LOWER(REPLACE(\"Email\", 'İ', 'i\u0307'))) > 0, FALSE)",
    "trino": "COALESCE(STRPOS(LOWER(REPLACE(\"Email\", 'İ', 'i\u0307')), 'it''s') > 0, FALSE)",
    "duckdb": "coalesce(strpos(lower(replace(\"Email\", 'İ', 'i\u0307')), 'it''s') > 0, FALSE)",
}


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_a_dialect_says(dialect):
    assert translated(condition(normal(meaning("Email contains 'it''s'")), CLOCK), dialect) == SAYS[dialect]


def test_a_parent_s_field_has_a_name_without_dots():
    """BigQuery reads a dot as a path, even in quotes."""
    assert condition(normal(meaning("Account.Name = 'a'")), CLOCK, without_dots) == "coalesce(lower(\"Account_Name\") = 'a', FALSE)"


MOMENT = "'2026-03-29 10:00:00'"
SAYS_OF_A_MOMENT = {
    "spark": f"COALESCE(`CreatedDate` > CAST({MOMENT} AS TIMESTAMP_NTZ), FALSE)",
    "databricks": f"COALESCE(`CreatedDate` > CAST({MOMENT} AS TIMESTAMP_NTZ), FALSE)",
    "bigquery": f"COALESCE(`CreatedDate` > CAST({MOMENT} AS DATETIME), FALSE)",
    "snowflake": f'COALESCE("CreatedDate" > CAST({MOMENT} AS TIMESTAMPNTZ), FALSE)',
    "trino": f'COALESCE("CreatedDate" > CAST({MOMENT} AS TIMESTAMP), FALSE)',
    "duckdb": f'coalesce("CreatedDate" > TIMESTAMP {MOMENT}, FALSE)',
}


def test_a_moment_has_no_zone_of_whoever_asks_in_any_dialect():
    """In some, TIMESTAMP means the zone of the session."""
    assert translations(condition(normal(meaning("CreatedDate > 2026-03-29T10:00:00Z")), CLOCK)) == SAYS_OF_A_MOMENT


def test_all_dialects_are_said_at_once():
    assert translations(condition(normal(meaning("Email contains 'it''s'")), CLOCK)) == SAYS


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(NoTranslator, match=r"syncwright\[impact\]"):
        translated("TRUE", "spark")
    assert translated("TRUE", "duckdb") == "TRUE"
