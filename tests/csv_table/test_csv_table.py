"""Tables that people hand in as CSV: what is read of them, and where they are refused."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.csv_table import Line, Table, TableNotRead, header, read_table

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


def test_lines_are_numbered_as_in_the_file_and_blank_ones_are_nothing():
    text = '\ufeff\nName;Says\n" a ";"two\nlines"\n;\n\nb;\n'
    assert read_table(text) == Table(Line(2, ("Name", "Says")), (Line(3, ("a", "two\nlines")), Line(7, ("b", ""))))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_stands_most_often_in_the_first_line(delimiter):
    text = delimiter.join(["Name", "Of, it", "Type"]).replace("Of, it", '"Of, it"' if delimiter == "," else "Of, it")
    assert header(text) == ("Name", "Of, it", "Type")


def test_nothing_is_a_table_without_columns():
    assert read_table(" \n\n") == Table(Line(1, ()), ())
    assert header("") == ()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("A,B\n1,2\n\n1,2,3\n", 4, "this line has 3 values, and the header names 2 columns"),
        ('A,B\n1,2\n"3,4\n', 3, "this line cannot be read: unexpected end of data"),
        ('A,B\n"1"x,2\n', 2, "this line cannot be read: ',' expected after '\"'"),
    ],
)
def test_half_a_table_is_never_read(text, line, says):
    with pytest.raises(TableNotRead) as error:
        read_table(text)
    assert (error.value.line, error.value.says, error.value.help) == (line, says, "export it again")


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6), st.sampled_from(",;\t|"))
def test_what_was_written_is_read(rows, delimiter):
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("A", "B", "C"), *rows])
    kept = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert [line.cells for line in read_table(file.getvalue()).lines] == kept
