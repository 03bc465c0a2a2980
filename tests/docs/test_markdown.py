"""The dictionary as Markdown: what people wrote stays text, whatever they wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.reading import tables
from syncwright.docs.columns import Column
from syncwright.docs.markdown import body, head
from syncwright.docs.table import Table, cells_of

HOSTILE = [
    "a | b",
    "a \\| b",
    "ends with a backslash \\",
    "*bold* **bolder** _leaning_ __init__ ~~struck~~",
    "`code` ``more``",
    "[look](http://evil.example)",
    "![seen](http://evil.example/pixel.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "{{ site.secret }} {% include x %}",
    "$$\\href{javascript:alert(1)}{x}$$",
    "two\nlines",
    "two\r\nlines",
    "one\rreturn",
    "# no heading",
    "- no list",
    "> no quotation",
    "<!-- no comment",
    "]]>",
    "| --- |",
    "<br>",
]
NAME, TEXT = Column("field", ""), Column("why", "", free=True)


def written(values: list[str]) -> str:
    return file(Table("Lead", len(values), [cells_of(NAME, [f"F{n}_x__c" for n, _ in enumerate(values)]), cells_of(TEXT, values)]))


def file(rows: Table) -> str:
    return (head("Dictionary", [cells.column for cells in rows.columns]) + body(rows)).decode()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_shown_as_it_is(value):
    assert [row["why"] for row in tables(written([value, "tame"]))["Lead"]] == [value.replace("\r\n", "\n").replace("\r", "\n"), "tame"]


def test_hostile_values_of_one_column_do_not_meet():
    back = tables(written(HOSTILE))["Lead"]
    assert [row["why"] for row in back] == [value.replace("\r\n", "\n").replace("\r", "\n") for value in HOSTILE]
    assert [row["field"] for row in back] == [f"F{n}_x__c" for n, _ in enumerate(HOSTILE)]


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x1b[31m", "\x1f", "\x7f", "\x85", "\u2028"])
def test_a_control_character_shows_as_one_that_cannot_be_shown(control):
    assert [row["why"] for row in tables(written([f"a{control}b", "tame"]))["Lead"]] == [f"a\ufffd{control[1:]}b", "tame"]


@given(st.lists(st.text("|\\`*_[]~$<>&{}#-ab\n\r \x1f\x00é"), min_size=1, max_size=4))
def test_any_mix_of_markup_is_shown_as_it_is(values):
    def seen(value: str) -> str:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        return value.translate({0: "\ufffd", 0x1F: "\ufffd"}).strip(" ")

    assert [row.get("why", "") for row in tables(written(values))["Lead"]] == [seen(value) for value in values]


def test_a_column_in_which_no_row_says_anything_is_left_out():
    assert tables(file(Table("Lead", 1, [cells_of(NAME, ["Email"]), cells_of(TEXT, [""])]))) == {"Lead": [{"field": "Email"}]}


def test_an_object_without_fields_has_no_table():
    assert tables(file(Table("Lead", 0, [cells_of(NAME, [])]))) == {}
