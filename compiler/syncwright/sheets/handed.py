"""A sheet as rows of text, and where each of its cells stands for people. Knows neither CSV nor XLSX."""

from collections.abc import Sequence

from syncwright.diagnostics import Finding, Place
from syncwright.records import Struct
from syncwright.text import Position, SourceFile, Span

#: Columns that say which field a row is about.
NAMED_BY = ("object", "field")


class NotASheet(Exception):
    """A file cannot be read as a sheet."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Handed(Struct, frozen=True):
    """What people handed back. `numbers`: what a spreadsheet calls each row, from 1, and `lines` the line of the file on which it begins;
    the header's stand first.

    `delimiter`: of CSV; empty for a workbook, whose cells have names such as `L7`.
    """

    source: SourceFile
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    lines: Sequence[int]
    delimiter: str = ""

    @property
    def is_workbook(self) -> bool:
        return not self.delimiter

    def field(self, row: int) -> str:
        """Which field a row is about, `Object.Field`."""
        cells, where = self.rows[row], (self.columns.index(name) for name in NAMED_BY)
        return ".".join(cells[at].strip() if at < len(cells) else "" for at in where)

    def fields(self) -> dict[str, int]:
        """The row of each field."""
        return {self.field(row): row for row in range(len(self.rows))}

    def place(self, row: int, column: int) -> Place:
        """A cell; row -1 is the header."""
        line = self.lines[row + 1]
        at = Position(line, column + 1) if self.is_workbook else self._in_text(line, column)
        return Place(self.source.path, span=Span(at, Position(at.line, at.column + 1)))

    def named(self, row: int, column: int) -> str:
        """What people call a cell: `cell L7`, or `row 7`."""
        number = self.numbers[row + 1]
        return f"cell {letters(column)}{number}" if self.is_workbook else f"row {number}"

    def _in_text(self, line: int, column: int) -> Position:
        """Where a cell of CSV begins; a text in quotes may have taken lines before."""
        quoted, at = False, 0
        while column and line <= len(self.source.lines):
            text = self.source.line(line)
            for at, sign in enumerate(text, 1):
                quoted ^= sign == '"'
                column -= sign == self.delimiter and not quoted
                if not column:
                    return Position(line, at + 1)
            line += 1
        return Position(line, 1)


def letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
