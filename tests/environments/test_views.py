"""The difference of two environments as people read it: in columns that fit, and in tables that hold whatever a value holds as text."""

import html
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from syncwright.environments import Difference, SideBySide
from syncwright.views import environments as view
from syncwright.views.paint import Paint, columns

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "`code`",
    "[x](http://y.example)",
    "@somebody",
    "#12",
    "\x1b[31mred",
    "::error::x",
    "a\nb",
    "漢字 漢字",
    "\u202eright",
    "\\|",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


def doc(*values: str | None, topic: str = "built") -> view.Document:
    found = [Difference(topic, f"name{n}", "part", value, None) for n, value in enumerate(values)]  # type: ignore[arg-type]
    return view.document(SideBySide("production", "uat", tuple(found), 0))


@given(st.lists(texts, min_size=1, max_size=4), st.integers(60, 160))
def test_no_line_is_wider_than_the_terminal(values, width):
    shown = view.human(doc(*values), Paint(colour=False), width)
    assert all(columns(line) <= width for line in shown.splitlines())
    assert all(char.isprintable() or char == "\n" for char in shown)


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=200), st.integers(60, 120))
def test_a_value_is_shown_whole(value, width):
    shown = view.human(doc(value), Paint(colour=False), width)
    first = len("    part")
    left = "".join(cut(line, first + 2, (width - first - 4) // 2) for line in shown.splitlines()[4:])
    assert value in left


def cut(line: str, start: int, length: int) -> str:
    """The part of a line between two columns."""
    kept, at = "", 0
    for char in line:
        if start <= at < start + length and char != " ":
            kept += char
        at += columns(char)
    return kept


@given(st.lists(texts, min_size=1, max_size=4))
def test_markdown_is_a_table_with_four_cells_a_row_and_no_markup_of_a_value(values):
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(view.markdown(doc(*values)))
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == len(values) + 1
    assert sum(1 for token in tokens if token.type == "td_open") == 4 * len(values)
    inner = [child.type for token in tokens for child in token.children or ()]
    assert not {"html_inline", "link_open", "image", "em_open", "strong_open"} & set(inner)


def test_environments_that_are_alike_say_so():
    found = view.document(SideBySide("production", "uat", (), 3))
    alike = "production and uat are alike in all that the specs name\n"
    besides = "the orgs differ in 3 more things that no spec names and no sync user has\n"
    assert view.human(found, Paint(colour=False)) == alike + besides
    assert view.markdown(found) == f"## {alike}\n{besides}"


def test_many_differences_are_cut_in_text_and_not_in_the_document():
    found = doc(*["x"] * 80)
    assert "... and 30 more; `--format json` shows all" in view.human(found, Paint(colour=False))
    assert view.markdown(found).count("| name") == 80


# ------------------------------------------------------------------ the command


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    """A copy of the example estate."""
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    return root


@pytest.mark.parametrize("form", ["human", "markdown"])
def test_the_example_estate(form, estate, syncwright, snapshot):
    done = syncwright("diff", "production", "uat", "--format", form, cwd=estate, env={**os.environ, "COLUMNS": "100"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == snapshot


def test_the_width_of_the_terminal_is_kept(estate, syncwright):
    done = syncwright("diff", "production", "uat", cwd=estate, env={**os.environ, "COLUMNS": "70"})
    assert max(map(len, done.stdout.splitlines())) <= 70
    assert "\x1b" not in done.stdout


def test_the_forms_say_the_same(estate, syncwright):
    found = json.loads(syncwright("diff", "production", "uat", "--format", "json", cwd=estate).stdout)
    markdown = syncwright("diff", "production", "uat", "--format", "markdown", cwd=estate).stdout
    rows = [line for line in markdown.splitlines() if line.startswith("| ") and not line.startswith("| what |")]
    assert len(rows) == len(found["differences"])
    first = found["differences"][0]
    assert html.unescape(re.sub(r"[`\\]", "", rows[0])) == f"| {first['name']} | {first['what']} | {first['left']} | {first['right']} |"


def test_an_environment_and_itself_are_alike(estate, syncwright):
    done = syncwright("diff", "uat", "uat", cwd=estate)
    assert (done.returncode, done.stdout) == (0, "uat and uat are alike in all that the specs name\n")


def test_an_environment_that_is_not_there_is_a_finding(estate, syncwright):
    done = syncwright("diff", "prodution", "uat", cwd=estate)
    assert done.returncode == 1
    assert "error[REF403]: there is no environment `prodution`" in done.stdout
    assert "did you mean `production`?" in done.stdout
