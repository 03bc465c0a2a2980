"""The judges agree with each other: a condition written for each platform by hand takes the same records everywhere."""

from random import Random

import pytest
import sqlglot

from judges import dialects, soql, spark, written
from judges.records import TODAY, Pool, pool
from judges.salesforce_formula import compiled
from judges.smart_list import READINGS, takes_in
from judges.written import UNCERTAIN, Written

FIELDS = {
    "T__c": "text",
    "E__c": "email",
    "PK__c": "picklist",
    "M__c": "multipicklist",
    "B__c": "checkbox",
    "N__c": "number",
    "P__c": "percent",
    "D__c": "date",
    "DT__c": "datetime",
    "I__c": "lookup",
}
POOLS = [pool(Random(seed), FIELDS, size=12) for seed in range(6)]


def conditions(one: Pool) -> list[Written]:
    found: list[Written] = []
    for name in ("T__c", "E__c"):
        found += [each for value in one.literals[name] if not UNCERTAIN & {*value} for each in written.same_text(name, value)]
        found += [each for value in one.pieces[name] if not UNCERTAIN & {*value} for each in written.part_of_text(name, value)]
    for name, make in (
        ("PK__c", written.choice),
        ("M__c", written.one_of_choices),
        ("N__c", written.number),
        ("P__c", lambda name, value: written.number(name, value, percent=True)),
        ("D__c", lambda name, value: written.day(name, value, TODAY)),
        ("DT__c", written.moment),
        ("I__c", written.identity),
    ):
        found += [each for value in one.literals[name] for each in make(name, value)]
    found += [each for name, word in FIELDS.items() if word not in {"checkbox", "picklist"} for each in written.filled(name)]
    return [*found, *written.checkbox("B__c")]


@pytest.fixture(scope="module")
def cases() -> list[tuple[Pool, Written, list[bool]]]:
    """A condition, with the answers for the records of its pool. All SOQL is read at once."""
    found = [(one, each, [each.of(record) for record in one.records]) for one in POOLS for each in conditions(one)]
    soql.read([each.soql for _, each, _ in found])
    return found


def test_there_is_enough_to_agree_about(cases):
    assert sum(len(expected) for *_, expected in cases) > 25_000
    assert sum({*expected} == {True, False} for *_, expected in cases) > 0.8 * len(cases)


def test_formulas_agree_and_none_is_null(cases):
    for one, each, expected in cases:
        formula = compiled(each.formula, FIELDS)
        assert [formula(record, today=TODAY) for record in one.records] == expected, each.formula


@pytest.mark.parametrize("reading", soql.READINGS)
def test_queries_agree_in_every_reading(cases, reading):
    tests = soql.where([each.soql for _, each, _ in cases], FIELDS, today=TODAY, reading=reading)
    for test, (one, each, expected) in zip(tests, cases, strict=True):
        assert [bool(test(record)) for record in one.records] == expected, each.soql


@pytest.mark.parametrize("dialect", dialects.DIALECTS)
def test_sql_agrees_in_every_dialect(cases, dialect):
    for one in POOLS if dialect == "duckdb" else POOLS[:1]:
        ours = [(each.sql, expected) for pool, each, expected in cases if pool is one]
        texts = [text if dialect == "duckdb" else sqlglot.transpile(text, read="duckdb", write=dialect)[0] for text, _ in ours]
        found = dialects.matches(texts, dialect, one.records, FIELDS)
        assert [text for text, theirs, (_, expected) in zip(texts, found, ours, strict=True) if theirs != expected] == []


@pytest.mark.long
def test_spark_itself_agrees(cases):
    for one in POOLS[:2]:
        ours = [(each.sql, expected) for pool, each, expected in cases if pool is one]
        texts = [sqlglot.transpile(text, read="duckdb", write="spark")[0] for text, _ in ours]
        found = spark.matches(texts, one.records, FIELDS)
        assert [text for text, theirs, (_, expected) in zip(texts, found, ours, strict=True) if theirs != expected] == []


@pytest.mark.parametrize("reading", READINGS)
def test_smart_lists_agree_in_both_readings(cases, reading):
    said = [case for case in cases if case[1].filters is not None]
    assert len(said) > len(cases) / 2
    for one, each, expected in said:
        found = [takes_in(each.filters, record, FIELDS, reading=reading, today=TODAY, logic=each.logic) for record in one.records]
        assert found == expected, each


@pytest.mark.parametrize(
    ("formula", "query", "sql"),
    [
        ("NOT(N__c > 5)", "(NOT N__c > 5)", "NOT N__c > 5"),
        ('NOT(CONTAINS(T__c, "a"))', "(NOT T__c LIKE '%a%')", "NOT strpos(lower(T__c), 'a') > 0"),
        ("N__c <> 5", "N__c != 5", "N__c <> 5"),
    ],
)
def test_without_a_test_for_blank_they_do_not(formula, query, sql):
    blank = dict.fromkeys(FIELDS)
    assert compiled(formula, FIELDS)(blank) is None
    assert dialects.matches([sql], "duckdb", [blank], FIELDS) == [[False]]
    assert {soql.matches([query], [blank], FIELDS, reading=reading)[0][0] for reading in soql.READINGS} == {True, False}
