"""People of several tables beside each other by their e-mail addresses, as statements in DuckDB's SQL with one row each. Runs nothing; knows no platform.

Tables and columns are given by their SQL. Addresses are compared without case and without blanks around them; what is blank is nobody's.
"""

from collections.abc import Sequence

#: A table, and its column of e-mail addresses.
Addresses = Sequence[tuple[str, str]]
#: What a ticked box is exported as.
_TICKED = "('true', '1', 'yes')"


def repeated(tables: Addresses) -> str:
    """How many addresses are on more than one record, and on how many records."""
    return f"SELECT count(*), coalesce(sum(n), 0) FROM (SELECT e, count(*) AS n FROM {_all(tables)} GROUP BY e HAVING count(*) > 1)"


def alone(table: str, email: str, filled: str, blank: str, others: Addresses) -> str:
    """How many records there are, how many of them have something in `filled`, and how many of those nothing in `blank` and an address of nobody else."""
    has = f"NOT ({_blank(filled)})"
    nobody = f"{_blank(blank)} AND coalesce({_address(email)}, '') NOT IN (SELECT e FROM {_all(others)})"
    return f"SELECT count(*), count(*) FILTER (WHERE {has}), count(*) FILTER (WHERE {has} AND {nobody}) FROM {table}"


def unticked(table: str, boxes: Sequence[str]) -> str:
    """How many records there are, and how many have none of these boxes ticked."""
    free = " AND ".join(f"lower(coalesce(trim(CAST({one} AS VARCHAR)), '')) NOT IN {_TICKED}" for one in boxes)
    return f"SELECT count(*), count(*) FILTER (WHERE {free}) FROM {table}"


def _all(tables: Addresses) -> str:
    every = " UNION ALL ".join(f"SELECT {_address(email)} AS e FROM {table}" for table, email in tables)
    return f"(SELECT e FROM ({every}) WHERE coalesce(e, '') <> '')"


def _address(column: str) -> str:
    return f"lower(trim(CAST({column} AS VARCHAR)))"


def _blank(column: str) -> str:
    return f"coalesce(trim(CAST({column} AS VARCHAR)), '') = ''"
