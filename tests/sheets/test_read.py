"""Sheets that people hand back: the same rows from CSV of any spreadsheet and from workbooks, and a place for every cell."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.sheets import Handed, NotASheet, read_sheet
from syncwright.sheets.handed import letters
from syncwright.text import SourceFile

HEAD = ["object", "field", "why"]
ROWS = [["Lead", "Email", 'a "quoted", why'], ["Lead", "Role__c", "two\nlines"], ["Contact", "Email", "ümlaut; semicolon"]]


def as_csv(rows, delimiter=",", coding="utf-8", end="\n", quoting=csv.QUOTE_MINIMAL) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue().encode(coding)


def as_xlsx(rows, sheets=("dictionary",)) -> bytes:
    """A workbook with the rows on its last sheet, each value as what it is."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for sheet in [book.add_worksheet(name) for name in sheets][-1:]:
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, at, value, day)
                    elif value is not None:
                        sheet.write(number, at, value)
    return out.getvalue()


def read(data: bytes, path="back.csv") -> Handed:
    return read_sheet(SourceFile(path, data))


def refused(data: bytes) -> tuple[str, int, str]:
    with pytest.raises(NotASheet) as caught:
        read(data)
    finding = caught.value.finding
    return finding.message, finding.place.span.start.line, finding.help


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_of_any_spreadsheet_is_the_same_rows(delimiter, coding, end):
    handed = read(as_csv([HEAD, *ROWS], delimiter, coding, end))
    assert (handed.columns, list(handed.rows), list(handed.lines)) == (tuple(HEAD), ROWS, [1, 2, 3, 5])


def test_a_workbook_is_the_same_rows():
    handed = read(as_xlsx([HEAD, *ROWS]))
    assert (handed.columns, list(handed.rows), list(handed.lines)) == (tuple(HEAD), ROWS, [1, 2, 3, 4])


@settings(max_examples=100)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=3, max_size=3).filter(any), max_size=6))
def test_what_csv_writes_is_what_is_read(rows):
    assert [*read(as_csv([HEAD, *rows], quoting=csv.QUOTE_ALL)).rows] == rows


def test_rows_without_a_text_are_left_out_and_lines_are_those_of_the_file():
    handed = read(as_xlsx([[None], HEAD, [None], ROWS[0], [None], ROWS[2]]))
    assert (list(handed.rows), list(handed.lines)) == ([ROWS[0], ROWS[2]], [2, 4, 6])
    assert read(b"\n" + as_csv([HEAD, ["", "", ""], ROWS[0]])).lines == (2, 4)


def test_the_dictionary_is_found_beside_other_sheets():
    assert read(as_xlsx([HEAD, *ROWS], ("notes", "dictionary"))).rows == tuple(ROWS)
    with pytest.raises(NotASheet):
        read(as_xlsx([HEAD, *ROWS], ("notes", "more")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 31), "2026-03-31"),
        (datetime(2026, 3, 31), "2026-03-31"),
        (datetime(2026, 3, 31, 8, 30), "2026-03-31T08:30:00"),
        (42, "42"),
        (0.5, "0.5"),
        (True, "yes"),
        (False, ""),
    ],
)
def test_values_of_a_workbook_are_texts(value, text):
    assert read(as_xlsx([HEAD, ["Lead", "Email", value]])).rows == (["Lead", "Email", text],)


def test_cells_of_csv_stand_where_an_editor_shows_them():
    handed = read(as_csv([HEAD, *ROWS, ["Lead", "a", "b"]]))
    starts = [[handed.place(row, at).span.start for at in range(3)] for row in range(-1, 4)]
    assert [[(one.line, one.column) for one in row] for row in starts] == [
        [(1, 1), (1, 8), (1, 14)],
        [(2, 1), (2, 6), (2, 12)],
        [(3, 1), (3, 6), (3, 14)],
        [(5, 1), (5, 9), (5, 15)],
        [(6, 1), (6, 6), (6, 8)],
    ]
    assert [handed.named(row, 2) for row in (-1, 1, 2)] == ["row 1", "row 3", "row 4"]


def test_a_cell_behind_a_text_of_several_lines_stands_on_its_last():
    handed = read(b'object,why,field\nLead,"a\n""b"", c",Email\n')
    assert (handed.place(0, 2).span.start.line, handed.place(0, 2).span.start.column) == (3, 11)


def test_cells_of_a_workbook_have_their_names():
    handed = read(as_xlsx([HEAD, *ROWS]), "back.xlsx")
    assert handed.named(1, 2) == "cell C3"
    assert (handed.place(1, 2).path, handed.place(1, 2).span.start.line, handed.place(1, 2).span.start.column) == ("back.xlsx", 3, 3)
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "its first row has no column `object` and `field`", 1),
        (b"object,name\nLead,Email\n", "its first row has no column `field`", 1),
        (b"object,field,why\nLead,Email,\xfcber\n", "this is not UTF-8", 2),
        (b"\xff\xfeo", "this is not UTF-8", 1),
        (b'object,field,why\nLead,Email,a\nLead,Email,"b\n', "this cannot be read as CSV: unexpected end of data", 3),
        (b'object,field,why\nLead,Email,"a"b\n', "this cannot be read as CSV: ',' expected after '\"'", 2),
        (b"PK\x03\x04 and no workbook", "this is no workbook that can be read", 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a workbook of Excel before 2007", 1),
    ],
)
def test_what_is_no_sheet_says_why(data, message, line):
    assert refused(data)[:2] == (message, line)


def test_every_broken_workbook_is_a_finding():
    whole = as_xlsx([HEAD, *ROWS])
    for end in range(4, len(whole) - 1, 97):
        assert refused(whole[:end])[0] == "this is no workbook that can be read"


def test_a_file_beyond_all_bounds_is_refused(monkeypatch):
    from syncwright.limits import SOURCE
    from syncwright.records import replace
    from syncwright.sheets import read as module

    monkeypatch.setattr(module, "SOURCE", replace(SOURCE, file_bytes=1 << 20))
    assert refused(b"x" * ((1 << 20) + 1))[0] == "the file is more than 1 MiB long"
    monkeypatch.setattr(module, "INVENTORY", replace(SOURCE, tree_bytes=100))
    assert refused(as_xlsx([HEAD, *ROWS]))[0].startswith("unpacked, this is more than")
