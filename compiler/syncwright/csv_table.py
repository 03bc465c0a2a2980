"""A table that people hand in as CSV: its header, and its lines with their numbers. Knows no column, and opens no file."""

import csv
from io import StringIO

from syncwright.records import Struct

_DELIMITERS = ",;\t|"
_AGAIN = "export it again"


class Line(Struct, frozen=True):
    """One line. `number`: where it begins in the file, from 1; `cells`: without the blanks around them."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """A header and the lines below it that are not blank; none has more cells than the header, and some may have fewer."""

    header: Line
    lines: tuple[Line, ...]


class TableNotRead(Exception):
    """Why half a table would be read, where that is, from 1, and what to do about it."""

    def __init__(self, line: int, says: str, help_: str | None = None) -> None:
        super().__init__(says)
        self.line, self.says, self.help = line, says, help_


def header(text: str) -> tuple[str, ...]:
    """The cells of the first line that is not blank, to know a table by; of a text that is none, whatever stands there."""
    first = _first(text)
    return _cells(next(iter(csv.reader([first], delimiter=_delimiter(first))), []))


def read_table(text: str) -> Table:
    """A text as a table. Raises TableNotRead where a line cannot be read or has more cells than the header: half a table is worse than none."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(_first(text)), strict=True)
    found: list[Line] = []
    begins = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells):
                if found and len(cells) > len(found[0].cells):
                    raise uneven(found[0], Line(begins, _cells(cells)))
                found.append(Line(begins, _cells(cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TableNotRead(begins, f"this line cannot be read: {error}", _AGAIN) from error
    return Table(found[0], tuple(found[1:])) if found else Table(Line(1, ()), ())


def uneven(header: Line, line: Line) -> TableNotRead:
    """What is wrong with a line whose cells are not as many as the columns."""
    return TableNotRead(line.number, f"this line has {len(line.cells)} values, and the header names {len(header.cells)} columns", _AGAIN)


def _first(text: str) -> str:
    return next((line for line in StringIO(text.removeprefix("\ufeff")) if line.strip()), "").rstrip("\r\n")


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


def _cells(cells: list[str]) -> tuple[str, ...]:
    return tuple(one.strip() for one in cells)
