"""The dictionary as XLSX: a row a field, for people who filter and edit. Knows neither specs nor what becomes of an edit.

Each text is a cell of text, in a format that stays text when somebody edits it, so that none ever becomes a formula. Where XlsxWriter keeps
what it has not packed yet is said by the caller, and it needs no more memory for many rows than for few.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from syncwright.docs.columns import Column
from syncwright.docs.csv import would_calculate
from syncwright.docs.table import Table

if TYPE_CHECKING:  # it comes with an extra
    from xlsxwriter.worksheet import Worksheet

SHEET = "dictionary"
_MEANINGS = "columns"
#: Longest text of a cell, in units of UTF-16, and most rows of a sheet: "Excel specifications and limits" (support.microsoft.com).
LONGEST, ROWS = 32_767, 1_048_576
#: Longest list of choices that stands in a validation, in characters (data_validation() of XlsxWriter: Excel's limit).
_CHOICES = 255
#: Widths of columns, in characters.
_NARROW, _WIDE = 9, 60
#: A workbook says when it was made. The same dictionary is the same bytes.
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no zone
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FIRST_DAY = date(1900, 3, 1)

#: Words that a column may hold, by its name: a list to choose from.
Choices = Mapping[str, Sequence[str]]


class DoesNotFit(Exception):
    """There are more rows than a sheet holds; the message says so."""


def fitted(text: str) -> str:
    """What of a text a cell can hold: the whole, or its beginning and `…`."""
    if len(text) <= LONGEST // 2 or len(encoded := text.encode("utf-16-le", "replace")) <= 2 * LONGEST:
        return text
    return encoded[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…"


def write(out: BinaryIO, columns: Sequence[Column], tables: Iterable[Table], choices: Choices, folder: str) -> int:
    """Writes the workbook and tells how many texts were cut. `folder`: takes what is not packed yet. Raises DoesNotFit."""
    # It comes with an extra, and start-up time.
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {**_OPTIONS, "tmpdir": folder})
    book.set_properties({"created": _MADE})
    formats = {name: book.add_format(said) for name, said in _FORMATS.items()}
    sheet = book.add_worksheet(SHEET)
    try:
        number, widths, cut = _rows(sheet, formats, columns, tables)
        _finish(sheet, formats, columns, number, widths, choices)
        _meanings(book.add_worksheet(_MEANINGS), formats, columns)
    finally:
        book.close()
    return cut


#: Excel's own number for the format of text.
_TEXT = 49
_FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "num_format": _TEXT, "bottom": 1, "bg_color": "#E4E7EB", "font_color": "#16191D"},
    "edited": {"bold": True, "num_format": _TEXT, "bottom": 1, "bg_color": "#CFE3F7", "font_color": "#16191D"},
    "text": {"num_format": _TEXT},
    "calculated": {"num_format": _TEXT, "quote_prefix": True},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def _rows(sheet: "Worksheet", formats: Mapping[str, Any], columns: Sequence[Column], tables: Iterable[Table]) -> tuple[int, list[int], int]:
    """Header and rows; how many rows there are, how wide each column is, and how many texts were cut."""
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name, formats["edited" if column.edited else "head"])
    widths = [len(column.name) + 3 for column in columns]
    put, row, cut = _putting(sheet, formats), 0, 0
    for one in tables:
        if row + one.rows >= ROWS:
            raise DoesNotFit(
                f"a sheet of XLSX holds {ROWS - 1:,} rows below its header, and there are more fields; `--format csv` has no such limit"
            )
        told = [(at, cells.column.name == "reviewed", cells.texts) for at, cells in enumerate(one.columns) if cells.texts]
        for at, _, texts in told:
            widths[at] = max(widths[at], *map(len, texts))
        for index in range(one.rows):
            row += 1
            for at, is_day, texts in told:
                if text := texts[index]:
                    cut += put(row, at, text, is_day)
    return row, widths, cut


def _putting(sheet: "Worksheet", formats: Mapping[str, Any]) -> Callable[[int, int, str, bool], bool]:
    """Puts one text into a cell; whether it had to be cut."""
    text_format, calculated, day = formats["text"], formats["calculated"], formats["day"]

    def put(row: int, at: int, text: str, is_day: bool) -> bool:
        if is_day and (when := date.fromisoformat(text)) >= _FIRST_DAY:
            sheet.write_datetime(row, at, datetime(when.year, when.month, when.day), day)  # noqa: DTZ001 - a day is a day anywhere
            return False
        shown = fitted(text)
        how = calculated if would_calculate(shown) else text_format
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # XlsxWriter takes it for markup of its own. In two pieces it is text again.
            sheet.write_rich_string(row, at, shown[:1], text_format, shown[1:], how)
        else:
            sheet.write_string(row, at, shown, how)
        return shown is not text

    return put


def _finish(
    sheet: "Worksheet", formats: Mapping[str, Any], columns: Sequence[Column], rows: int, widths: Sequence[int], choices: Choices
) -> None:
    """What holds for columns: width, the format of what somebody types, choices; a header that stays, and filters."""
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(at, at, min(max(width, _NARROW), _WIDE), formats["day" if column.name == "reviewed" else "text"])
        words = choices.get(column.name, ())
        if rows and words and len(",".join(words)) <= _CHOICES:
            sheet.data_validation(1, at, rows, at, {"validate": "list", "source": list(words), "error_type": "warning"})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, rows, len(columns) - 1)


def _meanings(sheet: "Worksheet", formats: Mapping[str, Any], columns: Sequence[Column]) -> None:
    """What each column means, and whether it may be edited."""
    for at, name in enumerate(("column", "what it says", "may be edited")):
        sheet.write_string(0, at, name, formats["head"])
    for row, column in enumerate(columns, 1):
        for at, text in enumerate((column.name, column.means, "yes" if column.edited else "")):
            if text:
                sheet.write_string(row, at, text, formats["text"])
    for at, width in enumerate((24, 90, 14)):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 0)
