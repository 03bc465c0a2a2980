"""Places inside a scalar: each character of a value is found where it stands in the file, whatever the scalar's style."""

import pytest
from hypothesis import given, settings

from syncwright.diagnostics import Place
from syncwright.syntax.inside import _marks
from syncwright.syntax.positions import Locator, Node, compose
from syntax.documents import documents
from syntax.refused import source, spanned

STYLES = {
    "plain": "where: Email = 5 and bad\n",
    "plain over lines": "where: Email = 5\n  and\n\n  bad or\n  x\nnext: y\n",
    "single": "where: 'it''s and bad'\n",
    "single over lines": "where: 'it''s\n\n   and\n   bad ''x'''\n",
    "double": 'where: "tab \\t and \\x41 \\u00e9 \\"bad"\n',
    "double over lines": 'where: "one \\\n   two\n\n   bad \\\n"\n',
    "in braces": "{a: b, where: \"C = 'x' bad\", d: e}\n",
    "literal": "where: |\n  Email = 5\n  and bad\n",
    "literal, indented more": "a:\n  where: |-  # note\n\n      Email = 5\n        and bad\n    \n  b: c\n",
    "literal with an indicator": "where: |2\n    Email\n  and bad\n",
    "folded": "where: >\n  Email = 5\n  and\n\n  bad\n",
    "folded with a line that stands in": "where: >-\n\n  Email\n    and\n  or bad\n\n\n",
    "with carriage returns": "where: |\r\n  Email = 5\r\n  and bad\r\n",
    "outside the basic plane": "where: |\n  X = '😀é'\n  and bad\n",
}


def scalar(written: str) -> tuple[tuple[str, ...], str]:
    keys = ("a", "where") if written.startswith("a:") else ("where",)
    file = source(written)
    node = Locator({file.path: file}).node(Place(file.path, keys))
    assert node is not None and node.value is not None
    return keys, node.value


@pytest.mark.parametrize("written", STYLES.values(), ids=STYLES)
def test_a_word_inside_a_scalar_is_found_where_it_stands(written):
    file = source(written)
    keys, value = scalar(written)
    at = value.index("bad")
    span = Locator({file.path: file})(Place(file.path, keys, inside=(at, at + 3)))
    assert spanned(file, span) == "bad"
    assert file.lines[span.start.line - 1].index("bad") == span.start.column - 1


@pytest.mark.parametrize("written", STYLES.values(), ids=STYLES)
def test_the_end_of_a_scalar_stands_behind_its_last_word(written):
    file = source(written)
    keys, value = scalar(written)
    span = Locator({file.path: file})(Place(file.path, keys, inside=(len(value), len(value))))
    assert span.start == span.end
    assert span.start.line <= len(file.lines)


def test_what_goes_over_lines_is_shown_to_the_end_of_its_first():
    file = source("where: |\n  one two\n  three\n")
    assert spanned(file, Locator({file.path: file})(Place(file.path, ("where",), inside=(4, 12)))) == "two"


def scalars(node: Node | None) -> list[Node]:
    if node is None:
        return []
    inner = [one for pair in node.items for one in pair if one is not None]
    return [*([node] if node.value is not None else []), *(found for one in inner for found in scalars(one))]


@settings(max_examples=200)
@given(documents())
def test_every_character_that_no_escape_makes_stands_at_its_place(document):
    file = source(document if isinstance(document, str) else document[0])
    for node in scalars(compose(file)):
        marks = [*_marks(file.lines, node)]
        assert len(marks) == len(node.value) + 1
        for character, (line, column) in zip(node.value, marks, strict=False):
            held = file.lines[line][column : column + 1]
            assert held == character or character in " \n\t" or held == "\\" or (held == "'" and node.style == "single"), (
                character,
                held,
                node,
            )
