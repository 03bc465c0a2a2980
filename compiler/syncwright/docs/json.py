"""The dictionary as JSON: what its columns mean, then a row a line. What is not said is not there."""

from collections.abc import Sequence

from syncwright.catalog.model import Catalog
from syncwright.docs.columns import Column
from syncwright.docs.rows import Sheet
from syncwright.records import line, lines

FORMAT = 1
#: Lines that stand before the rows, besides one a column.
HEADING = 2
#: What stands before the first row, between two, and behind the last.
START, BETWEEN, END = b"\n", b",\n", b"\n]}\n"


def head(catalog: Catalog, every: Sequence[Column]) -> bytes:
    """All that stands before the first row."""
    said = {"format": FORMAT, "estate": catalog.estate.name, "environment": catalog.environment.name}
    meant = b",\n".join(line({"name": column.name, "path": column.path, "means": column.means}) for column in every)
    return line(said)[:-1] + b',"columns":[\n' + meant + b'\n],"fields":['


def body(sheet: Sheet) -> bytes:
    """The rows of one object."""
    # No text of JSON has a line end in it: each of these ends a row.
    return lines(sheet.rows())[:-1].replace(b"\n", BETWEEN)


def blank(rows: int) -> bytes:
    """As many lines, with nothing on them."""
    return BETWEEN * (rows - 1)
