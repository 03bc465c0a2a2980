"""The dictionary as Markdown: a table for each object, with the columns that say something there. What people wrote stays text."""

from collections.abc import Iterable

from syncwright.docs.columns import Column
from syncwright.docs.table import Table
from syncwright.markdown import MARKUP_BYTES, escaped

#: Lines that stand before the rows of an object: a blank one, its name, another, and the head of the table.
HEADING = 5


def head(title: str, columns: Iterable[Column]) -> bytes:
    """What stands above the tables: what each column means."""
    meant = "".join(f"| `{column.name}` | {column.means} |\n" for column in columns)
    about = "A table an object, with the columns that say something there."
    return f"# {escaped(title)}\n\n{about}\n\n| column | what it says |\n| --- | --- |\n{meant}".encode()


def body(one: Table) -> bytes:
    """The table of one object, a row a line. Its name is the heading and no column."""
    if not one.rows:
        return b""
    told = [cells for cells in one.columns if cells.texts and cells.column.name != "object"]
    names = " | ".join(cells.column.name for cells in told)
    # API names and our own words hold nothing to escape: underscores within a word mean nothing.
    rows = zip(*(cells.changed(MARKUP_BYTES, escaped) for cells in told), strict=True)
    lines = " |\n| ".join(map(" | ".join, rows))
    return f"\n## {one.object}\n\n| {names} |\n|{' --- |' * len(told)}\n| {lines} |\n".encode()


def blank(rows: int) -> bytes:
    """As many lines, with nothing on them."""
    return b"\n" * (HEADING + rows) if rows else b""
