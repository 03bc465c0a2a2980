"""Statements that count values which lose something, run in DuckDB and held to the same question asked of each value in Python."""

from decimal import Decimal, InvalidOperation

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.crossing import Beyond, Larger, Longer, NotAmong, Test
from syncwright.impact.losing import counts

VALUES = st.lists(
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
    | st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{1,3})?", fullmatch=True),
    max_size=6,
)
PICKLIST = st.lists(st.sampled_from(["A", "B", "it's", "é"]), min_size=1, max_size=3, unique=True)


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as made:
        yield made


def number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def loses(value: str, test: Test) -> bool:
    match test:
        case Longer(most):
            return len(value) > most
        case Larger(most):
            return len(value.encode()) > most
        case Beyond(most):
            read = number(value)
            return read is not None and abs(read) > most
        case NotAmong(values, several):
            return any(one.strip(" ") not in values for one in value.split(";")) if several else value not in values
        case "fraction":
            read = number(value)
            return read is not None and read != read.to_integral_value()
        case "several":
            return ";" in value
    raise AssertionError(test)


def counted(engine, values, *tests) -> tuple[int, ...]:
    engine.execute("CREATE OR REPLACE TEMP TABLE t(c VARCHAR)")
    if values:
        engine.executemany("INSERT INTO t VALUES (?)", [[one] for one in values])
    return engine.execute(counts("t", [("c", test) for test in tests])).fetchone()


def expected(values, *tests) -> tuple[int, ...]:
    filled = [one for one in values if one]
    return (len(values), *(n for test in tests for n in (len(filled), sum(loses(one, test) for one in filled))))


@settings(max_examples=40)
@given(VALUES, st.integers(0, 10), PICKLIST)
def test_texts_are_counted_as_python_counts_them(engine, values, most, picklist):
    tests = (Longer(most), Larger(most), NotAmong(tuple(picklist)), NotAmong(tuple(picklist), several=True), "several")
    assert counted(engine, values, *tests) == expected(values, *tests)


@settings(max_examples=40)
@given(st.lists(st.none() | st.from_regex(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,3})?", fullmatch=True), max_size=6), st.integers(0, 10**9))
def test_numbers_are_counted_as_python_counts_them(engine, values, most):
    assert counted(engine, values, Beyond(most), "fraction") == expected(values, Beyond(most), "fraction")


def test_times_and_blanks_are_counted():
    values = ["2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01 08:30:00", "soon", "", None]
    with duckdb.connect() as made:
        assert counted(made, values, "time", "blank", "filled") == (6, 4, 1, 4, 2, 4, 4)


def test_values_of_their_own_type_are_counted_like_texts(engine):
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE n AS SELECT * FROM (VALUES (1.5, 7, TIMESTAMP '2026-01-01 08:00'), (2.0, NULL, NULL)) v(a, b, c)"
    )
    row = engine.execute(counts("n", [("a", "fraction"), ("b", Beyond(6)), ("b", "blank"), ("c", "time")])).fetchone()
    assert row == (2, 2, 1, 1, 1, 1, 1, 1, 1)
