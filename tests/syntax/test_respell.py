"""Other words in specs that people have written: what changes, and what never does."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from syncwright.syntax.format import FormatError, format_text
from syncwright.syntax.layout import Mapping, Scalar, comments, read, scalars
from syncwright.syntax.respell import Spelling, respelled
from syntax.documents import documents


def text(*lines: str) -> str:
    return "\n".join([*lines, ""])


def key(*keys, new: str) -> Spelling:
    return Spelling(keys, "key", keys[-1], new)


def value(*keys, new: str) -> Spelling:
    return Spelling(keys, "value", "", new)


EXAMPLES = {
    "a value": (text("a: b   # c"), [value("a", new="x y")], [], text("a: x y   # c")),
    "quotes stay": (text("a: 'b'", 'c: "d"'), [value("a", new="it's"), value("c", new='"')], [], text("a: 'it''s'", 'c: "\\""')),
    "quotes come where they must": (text("a: [b, c]"), [value("a", 0, new="x, y")], [], text('a: ["x, y", c]')),
    "what needs none where it stands gets none": (text("a: b, c"), [value("a", new="x, y")], [], text("a: x, y")),
    "a word in a block": (text("a: |  # c", "  b", "d: e"), [value("a", new="x")], [], text("a: x  # c", "d: e")),
    "columns": (
        text("a:", "  bb:  {c: d}   # one", "  eee: f", "  g: h"),
        [key("a", "bb", new="longer")],
        [],
        text("a:", "  longer: {c: d}   # one", "  eee:    f", "  g: h"),
    ),
    "a shorter name": (
        text("a:", "  bb: c", "  eeee: d", "  f:    g"),
        [key("a", "eeee", new="h")],
        [],
        text("a:", "  bb: c", "  h: d", "  f: g"),
    ),
    "columns with more room keep it": (
        text("a:", "  bb:   c", "  e:    d"),
        [key("a", "bb", new="long")],
        [],
        text("a:", "  long:   c", "  e:      d"),
    ),
    "what stands in no column stays": (
        text("a:", "  bb: c", "  e: d"),
        [key("a", "bb", new="long")],
        [],
        text("a:", "  long: c", "  e: d"),
    ),
    "a key in braces": (text("a: {b: c, d: e}"), [key("a", "b", new="x")], [], text("a: {x: c, d: e}")),
    "the last entry in braces goes": (text("a: {b: c, d: e}   # f"), [], [("a", "d")], text("a: {b: c}   # f")),
    "the first entry in braces goes": (text("a: {b: c, d: e}"), [], [("a", "b")], text("a: {d: e}")),
    "the only entry in braces goes with them": (text("a:", "  b: {c: d}   # e"), [], [("a", "b", "c")], text("a:", "  b:   # e")),
    "in braces they stay": (text("a: {b: {c: d}}"), [], [("a", "b", "c")], text("a: {b: {}}")),
    "a comment in braces stays": (text("a: {b: c,   # one", "    d: e}"), [], [("a", "d")], text("a: {b: c,   # one", "    }")),
    "a line goes": (text("a:", "  b: c", "  d: e", "f: g"), [], [("a", "d")], text("a:", "  b: c", "f: g")),
    "the last line goes": (text("a:", "  b: c"), [], [("a", "b")], text("a:")),
    "a comment beside a line stays": (text("a:", "  b: c   # d", "  e: f"), [], [("a", "b")], text("a:", "  # d", "  e: f")),
    "comments around stay": (
        text("a:", "  # one", "  b: c", "  # two", "  e: f"),
        [],
        [("a", "b")],
        text("a:", "  # one", "  # two", "  e: f"),
    ),
    "lines go together": (text("a:", "  b:", "    c: d", "  e: f"), [], [("a", "b")], text("a:", "  e: f")),
    "words within": (
        text("a: |", "  One.Two & Two_One", "  & One"),
        [Spelling(("a",), "value", "One", "X", (0, 1))],
        [],
        text("a: |", "  X.Two & Two_One", "  & X"),
    ),
    "one of several words within": (text("a: One + One"), [Spelling(("a",), "value", "One", "X", (1,))], [], text("a: One + X")),
}


@pytest.mark.parametrize(("before", "spellings", "dropped", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(before, spellings, dropped, after):
    assert respelled(before, spellings, dropped) == after


def places(node, at=()):
    """Keys of every entry and value that is a word."""
    if isinstance(node, Mapping):
        for held, below in node.pairs:
            yield (*at, held.value), "key"
            yield from places(below, (*at, held.value))
    elif isinstance(node, Scalar):
        if not node.empty:
            yield at, "value"
    elif node is not None:
        for index, below in enumerate(node.items):
            yield from places(below, (*at, index))


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(documents(), st.data())
def test_a_word_there_and_back_leaves_what_a_file_says(written, data):
    try:
        before = format_text(written)
    except FormatError:
        assume(False)
    words = list(places(read(before)))
    assume(words)
    keys, part = data.draw(st.sampled_from(words))
    old = keys[-1] if part == "key" else next(one for one in found(read(before), keys))
    assume(old and old.strip() == old and "\n" not in old)
    new = data.draw(st.sampled_from(["Renamed__c", "a value: with # marks", "x"]))
    assume(
        part == "value" or not any(new.casefold() == one[-1].casefold() for one, kind in words if kind == "key" and one[:-1] == keys[:-1])
    )
    there = respelled(before, [Spelling(keys, part, old, new)])
    then = (*keys[:-1], new) if part == "key" else keys
    back = respelled(there, [Spelling(then, part, new, old)])
    assert format_text(there) == there
    assert list(comments(there, read(there))) == list(comments(before, read(before)))
    assert [one.value for one in scalars(read(back))] == [one.value for one in scalars(read(before))]
    assert len(re.findall(r"#", back)) >= 0


def found(node, keys):
    for step in keys:
        node = node.items[step] if isinstance(step, int) else next(value for held, value in node.pairs if held.value == step)
    yield node.value
