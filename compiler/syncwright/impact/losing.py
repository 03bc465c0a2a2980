"""How many values of a column lose something on their way, as statements in DuckDB's SQL. Runs nothing; knows neither files nor fields.

A column may hold texts, as in a CSV, or values of its own type: it is read as text, and numbers and times out of that. What cannot be read as
one is not counted as one. A text is blank if it is NULL or empty.
"""

from collections.abc import Sequence
from typing import assert_never

from syncwright.crossing import Beyond, Larger, Longer, NotAmong, Test
from syncwright.sql.duckdb import quoted

_NUMBER = "DECIMAL(38, 18)"


def counts(table: str, asked: Sequence[tuple[str, Test]]) -> str:
    """One row: how many records, and for each column and test how many values there are and how many the test holds of."""
    cells = ["count(*)"]
    for column, test in asked:
        cells += [_count(_filled(column)), _count(holds(column, test))]
    return f"SELECT {', '.join(cells)} FROM {table}"


def holds(column: str, test: Test) -> str:
    """The test as a condition that is true, false or NULL."""
    text = _text(column)
    match test:
        case Longer(most):
            return f"length({text}) > {most}"
        case Larger(most):
            return f"strlen({text}) > {most}"
        case Beyond(most):
            return f"abs(try_cast({text} AS DOUBLE)) > {most}"
        case NotAmong(values, several):
            return _none_of(text, values, several=several)
        case "fraction":
            return f"try_cast({text} AS {_NUMBER}) <> trunc(try_cast({text} AS {_NUMBER}))"
        case "several":
            return f"contains({text}, ';')"
        case "time":
            return f"try_cast({text} AS TIMESTAMP)::TIME <> TIME '00:00:00'"
        case "filled":
            return _filled(column)
        case "blank":
            return f"NOT {_filled(column)}"
        case _:
            assert_never(test)


def _none_of(text: str, values: Sequence[str], *, several: bool) -> str:
    listed = ", ".join(map(quoted, values))
    if several:
        strange = f"[one for one in string_split({text}, ';') if trim(one) NOT IN ({listed})]"
        return f"{_filled_text(text)} AND len({strange}) > 0"
    return f"{_filled_text(text)} AND {text} NOT IN ({listed})"


def _text(column: str) -> str:
    return f"CAST({column} AS VARCHAR)"


def _filled(column: str) -> str:
    return _filled_text(_text(column))


def _filled_text(text: str) -> str:
    return f"coalesce({text}, '') <> ''"


def _count(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"
