"""A condition of DuckDB's in the dialects of warehouses. Translated by sqlglot, which comes with the extra `impact`.

Executed in tests on Spark and DuckDB alone; what Trino, Snowflake, BigQuery and Databricks get is read back by the dialect's own reader.
"""

from collections.abc import Iterable, Mapping

from syncwright.expression.predicate import Column

#: Dialects by the name that people give, with sqlglot's name.
DIALECTS: Mapping[str, str] = {
    "duckdb": "duckdb",
    "spark": "spark",
    "databricks": "databricks",
    "trino": "trino",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
}


def without_dots(column: Column) -> str:
    """A column's name as every warehouse takes it: a parent's field is `Account_Industry`. BigQuery reads a dot as a path, even in quotes."""
    return f'"{column.name.replace(".", "_")}"'


class NoTranslator(Exception):
    """Sqlglot is not installed."""


def translated(condition: str, dialect: str) -> str:
    """The condition in one dialect. Raises NoTranslator without the extra, KeyError for a dialect that is not among ours."""
    return translations(condition, (dialect,))[dialect]


def translations(condition: str, dialects: Iterable[str] = tuple(DIALECTS)) -> dict[str, str]:
    """The condition in several dialects; reading it takes longer than writing one of them."""
    wanted = {name: DIALECTS[name] for name in dialects}
    if set(wanted) <= {"duckdb"}:
        return dict.fromkeys(wanted, condition)
    try:
        # Start-up time, and most installations translate nothing.
        import sqlglot
    except ImportError as error:
        raise NoTranslator("install `syncwright[impact]`") from error
    tree = sqlglot.parse_one(condition, read="duckdb")
    return {name: condition if known == "duckdb" else str(tree.sql(known)) for name, known in wanted.items()}
