"""The dictionary as Markdown: a table for each object, with the columns that say something there. What people wrote stays text."""

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

from syncwright.docs.columns import Column
from syncwright.docs.table import Table, whole
from syncwright.markdown import MARKUP_BYTES, escaped

#: Lines that stand before the rows of an object: a blank one, its name, another, and the head of the table.
HEADING = 5


class Markdown:
    """Takes tables and holds the bytes of one file. A row is a line."""

    def __init__(self, title: str, columns: Iterable[Column], out: BinaryIO | None = None) -> None:
        self._out = out or BytesIO()
        meant = "".join(f"| `{column.name}` | {column.means} |\n" for column in columns)
        head = f"# {escaped(title)}\n\nA table an object, with the columns that say something there.\n\n"
        head += f"| column | what it says |\n| --- | --- |\n{meant}"
        self._out.write(head.encode())
        self.lines = head.count("\n")

    def add(self, one: Table) -> None:
        """The table of one object. Its name is the heading and no column."""
        if not one.rows:
            return
        told = [cells for cells in one.columns if cells.texts and cells.column.name != "object"]
        head = " | ".join(cells.column.name for cells in told)
        # API names and our own words hold nothing to escape: underscores within a word mean nothing.
        rows = zip(*(cells.changed(MARKUP_BYTES, escaped) for cells in told), strict=True)
        body = " |\n| ".join(map(" | ".join, rows))
        self._out.write(f"\n## {one.object}\n\n| {head} |\n|{' --- |' * len(told)}\n| {body} |\n".encode())

    def data(self) -> bytes:
        """The file."""
        return whole(self._out)
