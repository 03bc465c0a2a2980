"""What a SQL condition written for a warehouse matches: read by sqlglot's reader of that dialect, run in DuckDB. For tests alone.

It judges the text: quotes, escapes, names of functions, what is NULL in them. It does not judge sqlglot, where that writes and reads
with the same mistake, nor the engines; of those Spark runs in the long tier.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cache
from typing import Any

import duckdb
import sqlglot
from sqlglot.errors import SqlglotError

#: In sqlglot's words. DuckDB's own text is run as it is.
DIALECTS = ("duckdb", "spark", "trino", "snowflake", "bigquery", "databricks")

COLUMNS = {
    **dict.fromkeys(("number", "currency", "percent"), "DECIMAL(30, 6)"),
    "checkbox": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


class SqlRefused(ValueError):
    """The dialect's reader, or DuckDB, cannot read it; says why."""


def matches(wheres: Sequence[str], dialect: str, records: Sequence[Mapping[str, Any]], fields: Mapping[str, str]) -> list[list[bool]]:
    """For each condition, for each record: is it true? NULL is not.

    A column has its field's name. Moments are in UTC without a zone; texts, ids and choices are VARCHAR.
    """
    with duckdb.connect() as run:
        _fill(run, records, fields)
        return [_found(run, where, dialect, len(records)) for where in wheres]


def _fill(run: duckdb.DuckDBPyConnection, records: Sequence[Mapping[str, Any]], fields: Mapping[str, str]) -> None:
    types = {name: COLUMNS.get(word, "VARCHAR") for name, word in fields.items()}
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    run.execute(f"CREATE TABLE t (_number INTEGER, {columns})")
    values = [list(range(len(records))), *([stored(record.get(name), word) for record in records] for name, word in fields.items())]
    lists = ", ".join(f"unnest(?::{kind}[])" for kind in ("INTEGER", *types.values()))
    run.execute(f"INSERT INTO t SELECT {lists}", values)


def _found(run: duckdb.DuckDBPyConnection, where: str, dialect: str, count: int) -> list[bool]:
    condition = where if dialect == "duckdb" else _translated(where, dialect)
    try:
        found = {number for (number,) in run.execute(f"SELECT _number FROM t WHERE {condition}").fetchall()}
    except duckdb.Error as why:
        raise SqlRefused(f"cannot run {condition}, made of {where}: {why}") from why
    return [number in found for number in range(count)]


@cache
def _translated(where: str, dialect: str) -> str:
    try:
        (query,) = sqlglot.transpile(f"SELECT 1 FROM t WHERE {where}", read=dialect, write="duckdb")
    except SqlglotError as why:
        raise SqlRefused(f"{dialect} cannot read {where}: {why}") from why
    return query.partition(" WHERE ")[2]


def stored(value: Any, word: str) -> Any:
    """As a loaded export has it: no empty texts, a checkbox that is never NULL."""
    if word == "checkbox":
        return bool(value)
    if value in (None, "", ()):
        return None
    if word == "datetime" and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return ";".join(value) if isinstance(value, tuple) else value
