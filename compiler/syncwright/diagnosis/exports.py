"""Exports of sync errors: CSV whose headers nobody has documented well, so that cells are told apart by what stands in them. Opens no file.

Source: Adobe's "Salesforce Sync Errors", whose table of fields has its columns shifted, and the template of its error log, which has other names.
"""

import re
from collections.abc import Sequence

from syncwright.candidates.read import NotRead
from syncwright.candidates.rules import QUESTION_NOT_READ
from syncwright.csv_table import TableNotRead, header, read_table
from syncwright.diagnostics import Place
from syncwright.inventory.model import Org
from syncwright.record_ids import whole_id
from syncwright.records import Struct
from syncwright.text import Position, SourceFile, Span

_LEVELS = {"record level": "record", "job level": "job"}
_CODE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]{2,})+\b")
#: What Marketo calls the objects that are called otherwise in Salesforce. Source: Adobe, "Salesforce Sync Status", list of objects.
_OBJECTS = {"person": "Lead", "person (lead)": "Lead", "lead": "Lead", "opportunity contact role": "OpportunityContactRole"}
#: Headers of a column that says how many records an error is about. Source: Adobe's template of an error log.
_COUNTS = ("# of records", "number of records", "records")


class Row(Struct, frozen=True):
    """One error of an export. `line`: where it begins, from 1; `count`: how many records it is about; `object`: where a cell names it."""

    line: int
    text: str
    object: str | None = None
    when: str | None = None
    level: str | None = None
    ids: tuple[str, ...] = ()
    count: int = 1


def looks_like_export(text: str) -> bool:
    """Whether a text is a table with headers and not the text of one error."""
    first, _, rest = text.partition("\n")
    columns = header(first)
    return bool(rest.strip()) and len(columns) > 1 and not _CODE.search(first) and all(_header(one) for one in columns)


def _header(cell: str) -> bool:
    return len(cell.strip()) <= 60 and not any(mark in cell for mark in ":[]{}=")


def read_export(source: SourceFile, org: Org) -> tuple[Row, ...]:
    """Its errors, in order. Raises NotRead where a line cannot be read: half an export is worse than none."""
    try:
        table = read_table(source.text)
    except TableNotRead as error:
        raise NotRead(QUESTION_NOT_READ(_line(source.path, error.line), error.says, help=error.help)) from error
    headers = [one.casefold() for one in table.header.cells]
    return tuple(_row(line.number, line.cells, headers, org) for line in table.lines)


def _line(path: str, number: int) -> Place:
    return Place(path, span=Span(Position(number, 1), Position(number, 2)))


def _row(line: int, cells: Sequence[str], headers: Sequence[str], org: Org) -> Row:
    said = [(column, cell) for column, cell in zip(headers, cells, strict=False) if cell]
    ids = tuple(dict.fromkeys(found for _, cell in said if (found := whole_id(cell)) is not None and any(c.isdigit() for c in cell)))
    return Row(
        line,
        _message(said),
        next((name for _, cell in said if (name := _object(cell, org)) is not None), None),
        next((cell for header, cell in said if _moment(header, cell)), None),
        next((_LEVELS[cell.casefold()] for _, cell in said if cell.casefold() in _LEVELS), None),
        ids,
        next((int(cell) for header, cell in said if header in _COUNTS and cell.isdigit() and len(cell) < 10), 1),
    )


def _message(said: Sequence[tuple[str, str]]) -> str:
    """The cells that tell the error: those with a name of one in them; else the longest."""
    told = [cell for _, cell in said if _CODE.search(cell)]
    return "\n".join(told) if told else max((cell for _, cell in said), key=len)


def _object(cell: str, org: Org) -> str | None:
    name = _OBJECTS.get(cell.casefold(), cell)
    return name if name in org.objects else None


def _moment(header: str, cell: str) -> bool:
    """Whether a cell says when: headers of such columns are not to be trusted alone."""
    return any(word in header for word in ("date", "time", "failed on", " at")) and bool(re.search(r"\d{1,4}[-/.]\d{1,2}", cell))
