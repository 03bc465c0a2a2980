"""Source files: lines, ends of lines, bytes that are no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.text import FILE_START, Position, SourceFile, Span, short

LINES = {
    "nothing": (b"", [""]),
    "no end": (b"a", ["a"]),
    "LF": (b"a\nb\n", ["a", "b", ""]),
    "CRLF": (b"a\r\nb\r\n", ["a", "b", ""]),
    "CR": (b"a\rb", ["a", "b"]),
    "all of them": (b"a\r\n\r\n\n\rb", ["a", "", "", "", "b"]),
    "none of Unicode's others": ("a\u0085b\u2028c\u2029d\x0be\x0cf\x1cg".encode(), ["a\u0085b\u2028c\u2029d\x0be\x0cf\x1cg"]),
    "a byte order mark": (b"\xef\xbb\xbfa\nb", ["a", "b"]),
    "no UTF-8": (b"a\xffb\nc", ["a\ufffdb", "c"]),
}


@pytest.mark.parametrize(("data", "lines"), LINES.values(), ids=LINES)
def test_lines_end_where_yaml_ends_them(data: bytes, lines: list[str]) -> None:
    source = SourceFile("a.yaml", data)
    assert source.lines == lines
    assert [source.line(number + 1) for number in range(len(lines))] == lines


def test_a_line_past_the_end_is_empty() -> None:
    assert SourceFile("a.yaml", b"a").line(2) == ""


@given(st.binary(max_size=60))
def test_any_bytes_are_text(data: bytes) -> None:
    source = SourceFile("a.yaml", data)
    assert source.text.encode("utf-8") is not None
    assert len(source.lines) >= 1
    assert not any(set(line) & {"\n", "\r"} for line in source.lines)


def test_places_are_ordered_as_they_are_read() -> None:
    assert Position(1, 9) < Position(2, 1) < Position(2, 2)
    assert Span(Position(1, 1), Position(1, 2)) < Span(Position(1, 1), Position(1, 3)) < Span(Position(1, 2), Position(1, 2))
    assert FILE_START.start == FILE_START.end == Position(1, 1)


def test_long_text_is_quoted_as_far_as_it_fits() -> None:
    assert short("a" * 60) == "a" * 60
    assert short("a" * 61) == "a" * 59 + "…"
    assert short("abcd", 3) == "ab…"


def test_what_a_file_shows_of_itself_does_not_hold_its_bytes() -> None:
    assert "secret" not in repr(SourceFile("a.yaml", b"secret"))
