"""The dictionary as CSV: another library reads back what was written, and no spreadsheet takes a cell for a formula."""

import csv
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.docs.columns import Column
from syncwright.docs.csv import body, head, plain, safe
from syncwright.docs.table import Table, cells_of

#: Formulas as OWASP and others list them: at once, behind what is dropped, and at full width.
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://evil.example","look")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u2066=1+1",
    "\x00=1+1",
    "\tharmless behind a tab",
    "\rharmless behind a return",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\u22121+1",
    "-",
    "--5",
    "-5 degrees",
    "+31 20 1234567",
    "-1;=2",
    "-1e",
    "'=1+1",
    "''=1+1",
]
NUMBERS = ["-5", "-12.50", "-0", "+7", "42", "-1e-9", "3.14E+10"]
TEXTS = [
    "",
    "plain",
    "a, b",
    'say "yes"',
    "two\nlines",
    "two\r\nlines",
    "o'clock",
    "'quoted'",
    "5-3",
    "a=b",
    "Ünïcode – ж 漢字",
    ";",
    "|",
    "\\",
    "1,5",
]


def written(values: list[str]) -> str:
    """A file of one column beside another, as text."""
    number, value = Column("id", ""), Column("value", "", free=True)
    rows = Table("Lead", len(values), [cells_of(number, [str(n) for n, _ in enumerate(values)]), cells_of(value, values)])
    return (head([number, value]) + body(rows)[0]).decode("utf-8")


def read(text: str) -> list[str]:
    """Its values, by Python's reader."""
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert rows[0] == ["id", "value"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(len(rows) - 1)]
    return [row[1] for row in rows[1:]]


def starts_a_formula(cell: str) -> bool:
    """What a wary reader would say, by other means than ours: drop what is no character to see, fold the width, look at the first."""
    dropped = ("Cc", "Cf", "Zs", "Zl", "Zp")
    seen = next((character for character in cell if unicodedata.category(character) not in dropped), "")
    first = unicodedata.normalize("NFKC", seen).replace("\u2212", "-")
    return first in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n")


def test_what_would_be_a_formula_begins_with_an_apostrophe_and_is_whole_behind_it():
    assert read(written(FORMULAS)) == [f"'{cell}" for cell in FORMULAS]


def test_numbers_stay_as_they_are():
    assert read(written(NUMBERS)) == NUMBERS


def test_other_texts_stay_as_they_are():
    assert read(written(TEXTS)) == TEXTS


def test_one_bad_cell_of_a_column_leaves_the_others_as_they_are():
    assert read(written(["a", "=1", "-5", "", "b, c"])) == ["a", "'=1", "-5", "", "b, c"]


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=5))
def test_any_text_comes_back_and_none_is_a_formula(values):
    back = read(written(values))
    assert [plain(cell) for cell in back] == values
    assert not any(starts_a_formula(cell) for cell in back if not is_number(cell))


@given(st.lists(st.sampled_from([*"=+-@'\t\r\n \u00a0\uff1d\uff0b1.e,\"x;", "\r\n"]), max_size=6).map("".join))
def test_any_mix_of_the_characters_that_matter_comes_back_and_is_no_formula(value):
    [back] = read(written([value]))
    assert plain(back) == value
    assert is_number(back) or not starts_a_formula(back)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell == cell.strip() and cell.isascii()


@pytest.mark.parametrize("cell", [*FORMULAS, *NUMBERS, *TEXTS])
def test_taking_the_apostrophe_away_gives_the_text_back(cell):
    assert plain(safe(cell)) == cell


def test_lines_end_with_a_line_feed_and_there_is_no_byte_order_mark():
    data = written(["a", "b"]).encode()
    assert data == b"id,value\n0,a\n1,b\n"
