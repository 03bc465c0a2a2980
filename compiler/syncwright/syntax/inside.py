"""Where the characters of a scalar's value stand in its file, in every style that YAML has. Knows nothing of what the value means."""

import re
from collections.abc import Iterator

from syncwright.syntax.positions import Node
from syncwright.text import Position, SourceFile, Span

#: Where a character of a value stands: 0-based line and column.
_Mark = tuple[int, int]

_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)
_BREAKS = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")
_INDICATOR = re.compile(r"[1-9]")


def span_inside(source: SourceFile, node: Node, start: int, end: int) -> Span:
    """The span of the value's characters from `start` up to `end`, as far as they stand on one line."""
    assert node.value is not None, "only text has characters"
    marks = [*_marks(source.lines, node)]
    assert len(marks) == len(node.value) + 1, f"{source.path}: {len(node.value)} characters, {len(marks)} places"
    first, last = marks[min(start, len(marks) - 1)], marks[max(start, min(end, len(marks) - 1) - 1)]
    here = Position(first[0] + 1, first[1] + 1)
    if end <= start or last == marks[-1]:
        return Span(here, here)
    if last[0] != first[0]:  # a span that goes on in other lines is shown to the end of its first
        return Span(here, Position(first[0] + 1, len(source.lines[first[0]]) + 1))
    after = marks[min(end, len(marks) - 1)]
    return Span(here, Position(first[0] + 1, (after[1] if after[0] == last[0] else last[1] + 1) + 1))


def _marks(lines: list[str], node: Node) -> Iterator[_Mark]:
    """The place of every character of the value, and of its end."""
    if node.style == "literal":
        yield from _literal(lines, node)
    elif node.style == "folded":
        yield from _folded(lines, node)
    else:
        yield from _flow(lines, node)


def _flow(lines: list[str], node: Node) -> Iterator[_Mark]:
    """A plain or quoted scalar. Line breaks in it fold: one is a blank, more are line breaks but for the first."""
    quotes = 0 if node.style == "plain" else 1
    line, column = node.span.start.line - 1, node.span.start.column - 1 + quotes
    last = node.span.end.line - 1
    text = "\n".join(lines[line : last + 1])[column:]
    stop = len(text) - len(lines[last]) + node.span.end.column - 1 - quotes if last > line else node.span.end.column - 1 - quotes - column
    at = 0
    while at < stop:
        width, made = _step(text, at, node.style)
        for _ in range(made):
            yield line, column
        taken = text[at : at + width]
        if "\n" in taken:
            line, column = line + taken.count("\n"), len(taken) - taken.rindex("\n") - 1
        else:
            column += width
        at += width
    yield line, column


def _step(text: str, at: int, style: str) -> tuple[int, int]:
    """How many characters of the file stand at `at` for how many of the value."""
    if (breaks := _BREAKS.match(text, at)) is not None:
        count = breaks[0].count("\n")
        return len(breaks[0]), max(1, count - 1)
    if style == "single" and text.startswith("''", at):
        return 2, 1
    if style == "double" and text[at] == "\\":
        if (continued := re.compile(r"\\" + _BREAKS.pattern).match(text, at)) is not None:
            return len(continued[0]), continued[0].count("\n") - 1
        escape = _ESCAPE.match(text, at)
        assert escape is not None, "a file that was read has no escape at its end"
        return len(escape[0]), 1
    return 1, 1


def _block(lines: list[str], node: Node) -> tuple[int, int, list[str]]:
    """First line of a block scalar's text, its indentation, and its lines without that."""
    first = node.span.start.line
    header = lines[first - 1][node.span.start.column - 1 :]
    last = node.span.end.line - 1 if node.span.end.column == 1 else node.span.end.line
    body = lines[first:last]
    full = [line for line in body if line.strip(" ")]
    indent = len(full[0]) - len(full[0].lstrip(" ")) if full else 0
    if _INDICATOR.search(header.partition("#")[0]) is not None and node.value:
        # An explicit indentation counts from the parent's. The text shows it: blanks that the value begins with are its own.
        text = node.value.lstrip("\n")
        indent -= len(text) - len(text.lstrip(" "))
    return first, indent, [line[indent:] for line in body]


def _literal(lines: list[str], node: Node) -> Iterator[_Mark]:
    first, indent, texts = _block(lines, node)
    assert node.value is not None, "only text has characters"
    value = node.value.split("\n")
    for number, text in enumerate(value):
        for column in range(len(text)):
            yield first + number, indent + column
        if number < len(value) - 1:
            yield first + number, indent + len(text)
    number = min(len(value), max(1, len(texts))) - 1
    yield first + number, indent + len(value[number] if number < len(value) else "")


def _folded(lines: list[str], node: Node) -> Iterator[_Mark]:
    first, indent, texts = _block(lines, node)
    value = node.value or ""
    at, mark = 0, (first, indent)
    for number, text in enumerate(texts):
        if not text:
            continue
        while at < len(value) and (value[at] == "\n" or not value.startswith(text, at)):
            yield mark
            at += 1
        for column in range(min(len(text), len(value) - at)):
            yield first + number, indent + column
        at += len(text)
        mark = first + number, indent + len(text)
    for _ in range(len(value) - at):
        yield mark
    yield mark
