"""Places: every key and value of a file is found again, and the span holds its very text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from syncwright.diagnostics import Key, Place
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator, compose
from syncwright.text import FILE_START, Position, SourceFile, Span
from syntax.documents import documents
from syntax.refused import source, spanned

SPECS = sorted((Path(__file__).resolve().parents[2] / "specs").rglob("*.yaml"))


def found(written: str, *keys: Key, part: str = "value") -> str:
    """The text at a place."""
    file = source(written)
    return spanned(file, Locator({file.path: file})(Place(file.path, keys, part)))  # type: ignore[arg-type]


VALUES = {
    "plain": ("a: b\n", ("a",), "b"),
    "plain with blanks": ("a:   b c  # d\n", ("a",), "b c"),
    "single-quoted": ("a: 'b''c'\n", ("a",), "'b''c'"),
    "double-quoted": ('a: "b\\n"\n', ("a",), '"b\\n"'),
    "in braces": ("a: {b: c d, e: f}\n", ("a", "b"), "c d"),
    "last in braces": ("a: {b: c, e: f }\n", ("a", "e"), "f"),
    "braces": ("a: {b: c}\n", ("a",), "{b: c}"),
    "empty braces": ("a: {}\n", ("a",), "{}"),
    "brackets": ("a: [b, c]\n", ("a",), "[b, c]"),
    "in brackets": ("a: [b, c]\n", ("a", 1), "c"),
    "deep in flow": ("a: [{b: [c, {d: 'e'}]}]\n", ("a", 0, "b", 1, "d"), "'e'"),
    "indented": ("a:\n  b:\n    c: d\n", ("a", "b", "c"), "d"),
    "in a list": ("a:\n  - b\n  - c: d\n", ("a", 1, "c"), "d"),
    "after a quoted key": ("'a b': c\n", ("a b",), "c"),
    "on the line below": ("a:\n  b\n", ("a",), "b"),
    "Windows line ends": ("a: b\r\nc:\r\n  d: e\r\n", ("c", "d"), "e"),
    "after wide characters": ("漢字: {é\U0001f600: x}\n", ("漢字", "é\U0001f600"), "x"),
    "after a byte order mark": ("\ufeffa: b\n", ("a",), "b"),
    "after a document start": ("---\na: b\n", ("a",), "b"),
    "a key that is repeated": ("a: b\na: c\n", ("a",), "b"),
}


@pytest.mark.parametrize(("written", "keys", "text"), VALUES.values(), ids=VALUES)
def test_a_value_is_found(written: str, keys: tuple[Key, ...], text: str) -> None:
    assert found(written, *keys) == text


KEYS = {
    "plain": ("a b: c\n", ("a b",), "a b"),
    "quoted": ("'a: b': c\n", ("a: b",), "'a: b'"),
    "in braces": ("a: {b: c}\n", ("a", "b"), "b"),
    "without a value": ("a:\n  b:\n", ("a", "b"), "b"),
    "long": ("? a\n: b\n", ("a",), "a"),
    "wide": ("漢: {字: c}\r\n", ("漢", "字"), "字"),
}


@pytest.mark.parametrize(("written", "keys", "text"), KEYS.values(), ids=KEYS)
def test_a_key_is_found(written: str, keys: tuple[Key, ...], text: str) -> None:
    assert found(written, *keys, part="key") == text


ELSEWHERE = {
    "a value over several lines: its key": ("a: {b: c,\n  d: e}\n", ("a",), "a"),
    "a block scalar: its key": ("a: |\n  b\n", ("a",), "a"),
    "a folded text: its key": ("a: b\n  c\n", ("a",), "a"),
    "a block mapping: its key": ("a:\n  b: c\n  d: e\n", ("a",), "a"),
    "no value at all: its key": ("a: b\nc:\nd: e\n", ("c",), "c"),
    "a key that is not there: the key above": ("a:\n  b: c\n  d: e\n", ("a", "x"), "a"),
    "two keys that are not there: the last that is": ("a: {b: {c: d}}\n", ("a", "b", "x", "y"), "b"),
    "a key below text: its key": ("a: b\n", ("a", "x"), "a"),
    "an index past the end: the key above": ("a: [b]\n", ("a", 7), "a"),
    "a top key that is not there: the first key": ("a: b\nc: d\n", ("x",), "a"),
    "the whole file: the first key": ("# x\na: b\nc: d\n", (), "a"),
    "an item over several lines: its first key": ("a:\n  - b: c\n    d: e\n", ("a", 0), "b"),
    "a list in a list over lines: its first item": ("a:\n  - - b\n    - c\n", ("a", 0), "b"),
}


@pytest.mark.parametrize(("written", "keys", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_cannot_be_shown_in_a_line_or_is_not_there_is_shown_by_a_key(written: str, keys: tuple[Key, ...], text: str) -> None:
    assert found(written, *keys) == text


def test_a_file_that_is_not_there_or_not_yaml_has_its_start_alone() -> None:
    nothing, broken = SourceFile("x", b""), SourceFile("y", b"a: [b\n")
    locate = Locator({"x": nothing, "y": broken})
    for path in ("x", "y", "z"):
        assert locate(Place(path, ("a",))) == FILE_START
        assert locate.node(Place(path, ("a",))) is None


def test_a_file_is_composed_once_for_all_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    from syncwright.syntax import positions

    composed = []
    monkeypatch.setattr(positions, "compose", lambda file: composed.append(file) or compose(file))
    file = source("a: b\nc: d\n")
    locate = Locator({file.path: file})
    for key in ("a", "c", "a", "x"):
        locate(Place(file.path, (key,)))
    assert len(composed) == 1


def test_the_style_of_a_value_is_known() -> None:
    file = source("a: b\nc: 'd'\ne: \"f\"\ng: |\n  h\ni: >\n  j\nk: {}\nl:\n  - m\n")
    locate = Locator({file.path: file})
    styles = [node.style for key in "acegikl" if (node := locate.node(Place(file.path, (key,)))) is not None]
    assert styles == ["plain", "single", "double", "literal", "folded", "flow", "block"]


def test_a_place_of_twenty_thousand_keys_is_found_without_reading_all_of_them() -> None:
    file = source("".join(f"k{n}: v\n" for n in range(20_000)))
    locate = Locator({file.path: file})
    for n in range(20_000):
        assert locate(Place(file.path, (f"k{n}",), "key")).start.line == n + 1


def places(tree: object, keys: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Every scalar of a tree with the keys that lead to it."""
    match tree:
        case dict():
            for key, value in tree.items():
                yield from places(value, (*keys, key))
        case list():
            for index, value in enumerate(tree):
                yield from places(value, (*keys, index))
        case str():
            yield keys, tree


def check_every_place(file: SourceFile) -> int:
    """Each span lies in its file and holds what the tree has there; answers how many were plain one-liners."""
    tree = parse(file).tree
    assert tree is not None
    locate = Locator({file.path: file})
    compared = 0
    for keys, text in places(tree):
        node = locate.node(Place(file.path, keys))
        assert node is not None and node.value == text
        for part in ("key", "value"):
            assert_inside(file, locate(Place(file.path, keys, part)))  # type: ignore[arg-type]
        if node.style == "plain" and text and node.span.start.line == node.span.end.line:
            assert spanned(file, node.span) == text
            compared += 1
        if isinstance(keys[-1], str):
            key = spanned(file, locate(Place(file.path, keys, "key")))
            assert parse(source(f"{key}: x")).tree == {keys[-1]: "x"} or "\n" in key or key.startswith("?")
    return compared


def assert_inside(file: SourceFile, span: Span) -> None:
    assert Position(1, 1) <= span.start <= span.end
    assert span.end.line <= len(file.lines)
    assert span.start.column <= len(file.line(span.start.line)) + 1
    assert span.end.column <= len(file.line(span.end.line)) + 1


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_place_of_the_example_estate_is_found(path: Path, line_end: str) -> None:
    data = path.read_bytes().replace(b"\n", line_end.encode())
    assert check_every_place(SourceFile(path.name, data)) >= 3


@settings(max_examples=50)
@given(documents())
def test_every_place_of_any_document_is_found(written: str) -> None:
    check_every_place(source(written))
