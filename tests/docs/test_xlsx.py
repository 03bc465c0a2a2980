"""The dictionary as XLSX: what people wrote stays text, whatever it looks like, and the sheet is made for filtering."""

import re
import tempfile
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from syncwright.docs import xlsx
from syncwright.docs.columns import EDITED, columns
from syncwright.docs.table import Table, cells_of

EVERY = columns(["marketo"])
AT = {column.name: index for index, column in enumerate(EVERY)}


def table(**said: list[str]) -> Table:
    """The rows of one object with these texts, a list a column."""
    rows = max(map(len, said.values()), default=0)
    told = {"object": ["Lead"] * rows, "field": [f"F{number}__c" for number in range(rows)], **said}
    return Table("Lead", rows, [cells_of(column, told.get(column.name, ("",) * rows)) for column in EVERY])


def written(*tables: Table, folder, choices=None) -> bytes:
    out = BytesIO()
    xlsx.write(out, EVERY, tables, choices or {}, str(folder))
    return out.getvalue()


def read(data: bytes, sheet: str = "dictionary") -> list[list[object]]:
    return CalamineWorkbook.from_object(BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def sheet_xml(data: bytes, number: int = 1) -> str:
    with ZipFile(BytesIO(data)) as packed:
        return packed.read(f"xl/worksheets/sheet{number}.xml").decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("xlsx")


HOSTILE = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "a\r\nb", "=HYPERLINK(\"http://x.example\")", "<r><t>x</t></r>", "<r></r>", "</r>", "<r>",
           "_x0041_", "_x000D_", "007", "1e5", "TRUE", "#N/A", "http://x.example", "mailto:a@x.example", "internal:Sheet1!A1", "'=1", " a ", "\x00\x07", "{=1}"]  # fmt: skip
#: What XML can hold, and the control characters that XLSX has escapes for.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_that_text(text, folder):
    data = written(table(why=[text]), folder=folder)
    assert read(data)[1][AT["why"]] == text
    assert not re.search("<f[ >]", sheet_xml(data))
    with ZipFile(BytesIO(data)) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name or "hyperlink" in name or "_rels/sheet" in name]


@settings(max_examples=60)
@given(TEXTS, TEXTS)
@example("<r>", "</r>")
def test_every_text_is_read_back_as_it_was(why, label):
    out = BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        xlsx.write(out, EVERY, [table(why=[why], label=[label])], {}, folder)
    row = read(out.getvalue())[1]
    assert (row[AT["why"]], row[AT["label"]]) == (why, label)
    assert not re.search("<f[ >]", sheet_xml(out.getvalue()))


def test_cells_stay_text_when_they_are_edited(folder):
    data = written(table(why=["=1+1", "plain"]), folder=folder)
    with ZipFile(BytesIO(data)) as packed:
        styles = packed.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2])
    xml = sheet_xml(data)
    used = {ref: formats[int(style)] for ref, style in re.findall(r'<c r="(\w+)" s="(\d+)"', xml)}
    why = "ABCDEFGHIJ"[AT["why"]]
    assert 'numFmtId="49"' in used[f"{why}2"] and 'quotePrefix="1"' in used[f"{why}2"]
    assert 'numFmtId="49"' in used[f"{why}3"] and "quotePrefix" not in used[f"{why}3"]
    # What is typed into an empty cell is text, too: format 49 is `@`.
    runs = re.findall(r'<col min="(\d+)" max="(\d+)" [^>]*style="(\d+)"', xml)
    empty = [formats[int(style)] for first, last, style in runs for _ in range(int(first), int(last) + 1)]
    assert len(empty) == len(EVERY)
    assert sum('numFmtId="49"' in one for one in empty) == len(EVERY) - 1


def test_a_text_longer_than_a_cell_is_cut_and_says_so(folder):
    out = BytesIO()
    cut = xlsx.write(out, EVERY, [table(why=["x" * 40_000, "x" * 32_767, "😀" * 20_000])], {}, str(folder))
    texts = [row[AT["why"]] for row in read(out.getvalue())[1:]]
    assert cut == 2
    assert texts == ["x" * 32_766 + "…", "x" * 32_767, "😀" * 16_383 + "…"]
    assert all(len(text.encode("utf-16-le")) // 2 <= 32_767 for text in texts)


def test_a_day_is_a_day(folder):
    row = read(written(table(reviewed=["2026-03-31"], why=["2026-03-31"]), folder=folder))[1]
    assert row[AT["reviewed"]].isoformat() == "2026-03-31"
    assert row[AT["why"]] == "2026-03-31"


def test_a_day_before_there_were_any_in_a_spreadsheet_is_text(folder):
    assert read(written(table(reviewed=["1899-12-31"]), folder=folder))[1][AT["reviewed"]] == "1899-12-31"


def test_the_header_stays_and_every_column_has_a_filter(folder):
    xml = sheet_xml(written(table(why=["a", "b"]), folder=folder))
    assert '<pane xSplit="2" ySplit="1" topLeftCell="C2"' in xml and 'state="frozen"' in xml
    last = xlsx_letters(len(EVERY) - 1)
    assert f'<autoFilter ref="A1:{last}3"/>' in xml


def xlsx_letters(column: int) -> str:
    first, second = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def test_columns_are_as_wide_as_what_stands_in_them_within_reason(folder):
    xml = sheet_xml(written(table(why=["x" * 500], label=["y" * 30]), folder=folder))
    runs = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', xml)
    widths = [float(width) for first, last, width in runs for _ in range(int(first), int(last) + 1)]
    assert 60 <= widths[AT["why"]] < 61
    assert 30 <= widths[AT["label"]] < 31
    assert 9 <= widths[AT["pii"]] < 10


def test_words_that_a_column_may_hold_can_be_chosen(folder):
    xml = sheet_xml(written(table(why=["a"]), folder=folder, choices={"pii": ("none", "contact"), "owner": ["x" * 100] * 3}))
    assert re.findall(r"<formula1>(.*?)</formula1>", xml) == ['"none,contact"']


def test_a_second_sheet_says_what_columns_mean_and_which_may_be_edited(folder):
    _, *rows = read(written(table(why=["a"]), folder=folder), "columns")
    assert [row[0] for row in rows] == [column.name for column in EVERY]
    assert [row[0] for row in rows if row[2] == "yes"] == list(EDITED) == ["why", "owner", "pii", "basis", "reviewed", "used_by"]


def test_the_same_dictionary_is_the_same_bytes(folder, tmp_path):
    tables = [table(why=["a", "=b"], reviewed=["2026-03-31", ""])]
    assert written(*tables, folder=folder) == written(*tables, folder=tmp_path)


def test_nothing_is_left_where_it_was_packed(tmp_path):
    written(table(why=["a"]), folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(folder, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 4)
    assert len(read(written(table(why=["a", "b", "c"]), folder=folder))) == 4
    with pytest.raises(xlsx.DoesNotFit, match="a sheet of XLSX holds 3 rows below its header"):
        written(table(why=["a", "b"]), table(why=["a", "b"]), folder=folder)


def test_an_estate_without_fields_is_a_header(folder):
    assert read(written(folder=folder)) == [[column.name for column in EVERY]]
