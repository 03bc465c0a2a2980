"""The tables of a ledger, the same in every database, and rows as records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table

from syncwright.ledger.model import Damaged, Record
from syncwright.records import NotThatRecord, compact, converted, parsed

TABLES = MetaData()

#: One row: the version of the ledger.
ABOUT = Table("about", TABLES, Column("format", Integer, nullable=False))

#: One row for each record. No two have a number, so that of two who write after the same record one fails.
RECORDS = Table(
    "records",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=False) for name in ("at", "by", "kind", "plan", "step", "body", "before", "hash")),
)

#: Who holds the lock, in words, where the lock itself cannot carry them. `session`: the database's number of the session that holds it.
HOLDERS = Table(
    "holders",
    TABLES,
    *(Column(name, String, nullable=False) for name in ("who", "host", "since")),
    *(Column(name, Integer, nullable=False) for name in ("pid", "session")),
)


def row(record: Record) -> dict[str, Any]:
    """A record as a row."""
    cells = {name: getattr(record, name) for name in Record.__struct_fields__}
    return {**cells, "body": compact(record.body).decode()}


def record(cells: Sequence[Any], place: int) -> Record:
    """A row as a record, the one at a place counted from 1. Raises Damaged if it holds what was never written."""
    try:
        named = dict(zip(Record.__struct_fields__, cells, strict=True))
        return converted({**named, "body": parsed(named["body"].encode())}, Record)
    except (NotThatRecord, ValueError, AttributeError, RecursionError) as error:
        raise Damaged(f"record {place} holds what was never written: {error}", place) from error
