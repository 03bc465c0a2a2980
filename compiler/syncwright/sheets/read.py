"""CSV and XLSX into rows of text. The two are told apart by how a file begins; the columns by the first row that is not empty.

CSV may come from any spreadsheet: with commas, semicolons or tabs, in UTF-8 or UTF-16. Of a workbook the sheet `dictionary` is read, else
its first one; a day is a day whatever it looks like there, and a formula is what it came to.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from syncwright.diagnostics import Finding, Place
from syncwright.limits import INVENTORY, SOURCE
from syncwright.sheets.handed import NAMED_BY, Handed, NotASheet
from syncwright.sheets.rules import EDIT_NOT_TAKEN
from syncwright.text import FILE_START, Position, SourceFile, Span

SHEET = "dictionary"
_DELIMITERS = ",;\t"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheet(source: SourceFile) -> Handed:
    """The rows of a file. Raises NotASheet, and ModuleNotFoundError where nothing that reads workbooks is installed."""
    if len(source.data) > SOURCE.file_bytes:
        raise NotASheet(
            _wrong(source, f"the file is more than {SOURCE.file_bytes >> 20} MiB long", "hand back the rows that you have edited")
        )
    if source.data.startswith(_ZIP):
        return _handed(source, enumerate(_workbook(source), 1), "")
    if source.data.startswith(_OLD):
        raise NotASheet(_wrong(source, "this is a workbook of Excel before 2007", "save it as XLSX, or as CSV in UTF-8"))
    source = SourceFile(source.path, _text(source).encode())
    delimiter = _delimiter(source)
    return _handed(source, _records(source, delimiter), delimiter)


def _handed(source: SourceFile, records: Iterable[tuple[int, Sequence[str]]], delimiter: str) -> Handed:
    """Header and rows, those without a text left out."""
    told = [(number, line, cells) for number, (line, cells) in enumerate(records, 1) if any(cells)]
    columns = tuple(cell.strip() for cell in told[0][2]) if told else ()
    if missing := [name for name in NAMED_BY if name not in columns]:
        said = " and ".join(f"`{name}`" for name in missing)
        raise NotASheet(
            _wrong(source, f"its first row has no column {said}", "keep the header of the dictionary: it says what each column is")
        )
    numbers, lines, rows = zip(*told, strict=True)
    return Handed(source, columns, rows[1:], numbers, lines, delimiter)


def _wrong(source: SourceFile, message: str, help_: str, line: int = 0) -> Finding:
    span = Span(Position(line, 1), Position(line, 1)) if line else FILE_START
    return EDIT_NOT_TAKEN(Place(source.path, span=span), message, help=help_)


# ------------------------------------------------------------------ CSV


def _text(source: SourceFile) -> str:
    coding = "utf-16" if source.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = source.data.decode(coding)
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        raise NotASheet(_wrong(source, "this is not UTF-8", "save it as `CSV UTF-8`, or as XLSX", line)) from error
    return text


def _delimiter(source: SourceFile) -> str:
    """What parts the cells of the first line: whatever gives both columns that name a field."""
    head = source.line(1)
    return next((one for one in _DELIMITERS if {*NAMED_BY} <= {cell.strip().strip('"') for cell in head.split(one)}), ",")


def _records(source: SourceFile, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record, with the line on which it begins."""
    reader = csv.reader(StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotASheet(_wrong(source, f"this cannot be read as CSV: {error}", "export it again, or hand it back as XLSX", line)) from error


# ------------------------------------------------------------------ XLSX


def _workbook(source: SourceFile) -> Iterator[Sequence[str]]:
    # It comes with an extra.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with ZipFile(BytesIO(source.data)) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if size > INVENTORY.tree_bytes:
            raise NotASheet(_wrong(source, f"unpacked, this is more than {INVENTORY.tree_bytes >> 20} MiB long", "hand back fewer rows"))
        book = CalamineWorkbook.from_object(BytesIO(source.data))
        name = SHEET if SHEET in book.sheet_names else next(iter(book.sheet_names), None)
        rows = [] if name is None else book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError, OSError, ValueError) as error:
        raise NotASheet(_wrong(source, "this is no workbook that can be read", "save it as XLSX again, or as CSV in UTF-8")) from error
    return ([_shown(cell) for cell in row] for row in rows)


def _shown(cell: Any) -> str:
    """A cell as text. Numbers without a fraction have none, and a moment at midnight is a day."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if not (cell.hour or cell.minute or cell.second):
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
