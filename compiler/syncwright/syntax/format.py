"""What `syncwright fmt` does to the text of one spec file. Does no I/O, and knows neither kinds of specs nor rules.

It makes edits on spans and never writes a file anew: what it has no opinion on (alignment, quotes, order) stays as written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yaml import YAMLError

from syncwright.syntax.blocks import STEP, block_form
from syncwright.syntax.layout import Edit, Mapping, Node, Scalar, Sequence, comments, edited, gaps, line_start, read, scalars, slots, unix

_BREAKS = re.compile(r"(?:[ \t]*\n)+")
_COMMENT_LINE = re.compile(r"^[ \t]*(?=#)", re.MULTILINE)
_TRAILING = re.compile(r"[ \t]+(?=\n)")
_INNER_LINE = re.compile(r"(?<=\n)[ \t]*(?=[^ \t\n])")
_VISIBLE = re.compile(r"[^ \t\n]")
_INDICATORS = re.compile(r"[|>][-+0-9]*")


class FormatError(Exception):
    """We would have changed what a file says, or cannot read it at all: a bug of ours, never the author's."""


def format_text(text: str) -> str:
    """The text of an accepted spec file, formatted. Its scalars and comments stay what they were; formatting it again changes nothing."""
    try:
        before = unix(text)
        once = _formatted(before)
        if once != before and _said(once) != _said(before):
            raise FormatError("formatting would change a value or a comment")
        if once != before and _formatted(once) != once:
            raise FormatError("formatting twice would give another text")
    except YAMLError as error:
        raise FormatError(f"not readable: {error}") from error
    return once


def _formatted(text: str) -> str:
    return block_form(_laid_out(text))


def _said(text: str) -> tuple[object, list[str]]:
    """What a file says: its tree of text, where no value is None, and its comments in order."""
    root = read(text)
    return _tree(root), list(comments(text, root))


def _tree(node: Node | None) -> object:
    match node:
        case Scalar():
            return None if node.empty else node.value
        case Sequence():
            return [_tree(item) for item in node.items]
        case Mapping():
            return tuple((_tree(key), _tree(value)) for key, value in node.pairs)
        case None:
            return ()


@dataclass(frozen=True, slots=True)
class _Level:
    """An open block collection: the column it has, and the one it gets."""

    was: int
    column: int


@dataclass(frozen=True, slots=True)
class _Lead:
    """Something that may stand first on its line, the column it then gets, and the collections open around it, outermost first."""

    at: int
    end: int
    column: int
    levels: tuple[_Level, ...]
    value: Node | None = None


def _laid_out(text: str) -> str:
    """The text with its lines indented, and no blanks where nobody needs them."""
    root = read(text)
    leads = [] if root is None else list(_leads(text, root, 0, ()))
    return edited(text, [*_moves(text, leads), *_comment_moves(text, leads), *_blanks(text, root), *_dashes(text, root)])


def _leads(text: str, node: Node, column: int, levels: tuple[_Level, ...]) -> Iterator[_Lead]:
    if isinstance(node, Scalar) or node.flow:
        yield _Lead(node.start, node.end, column, _inside(node, column, levels), node)
        return
    levels = (*levels, _Level(node.start - line_start(text, node.start), column))
    for slot in slots(text, node):
        yield _Lead(slot.lead, slot.lead + 1, column, levels)
        if slot.key is not None and slot.key.start > slot.lead:
            yield _Lead(slot.key.start, slot.key.end, column + STEP, levels, slot.key)
        if text[slot.mark - 1] == ":":
            yield _Lead(slot.mark - 1, slot.mark, column, levels)
        yield from _leads(text, slot.value, column + STEP, levels)


def _inside(node: Node, column: int, levels: tuple[_Level, ...]) -> tuple[_Level, ...]:
    """Under a key without a value, comments may stand where its value would."""
    if isinstance(node, Scalar) and node.empty and levels:
        return (*levels, _Level(levels[-1].was + 1, column))
    return levels


def _moves(text: str, leads: list[_Lead]) -> Iterator[Edit]:
    shift = 0
    for lead in leads:
        if lead.value is not None and lead.value.start == lead.value.end:
            continue
        start = line_start(text, lead.at)
        if not text[start : lead.at].strip(" "):
            shift = lead.column - (lead.at - start)
            yield start, lead.at, " " * lead.column
        if isinstance(lead.value, Scalar) and lead.value.block:
            yield lead.value.start, lead.value.end, _block_scalar(text, lead.value, lead.column)
        elif lead.value is not None:
            yield from _inner_moves(text, lead.value, lead.column, shift)


def _inner_moves(text: str, node: Node, column: int, shift: int) -> Iterator[Edit]:
    """The further lines of a scalar stand at `column`; those of a flow collection move as far as its first, but not out of it."""
    for match in _INNER_LINE.finditer(text, node.start, node.end):
        floor = max(column, STEP) - STEP * (text[match.end()] in "]}")
        if isinstance(node, Scalar):
            yield match.start(), match.end(), " " * column
        elif shift:
            yield match.start(), match.end(), " " * max(len(match[0]) + shift, floor)


def _block_scalar(text: str, scalar: Scalar, column: int) -> str:
    """A block scalar with its lines at `column`, and with at most one of the blank lines after it that are not its own."""
    header, *lines = text[scalar.start : scalar.end].removesuffix("\n").split("\n")
    breaks = len(scalar.value) - len(scalar.value.rstrip("\n"))
    body = _dedented(lines, scalar.value)
    own = max(0, breaks - bool(body))
    apart = len(lines) - len(body) > own and _VISIBLE.search(text, scalar.end) is not None
    match = _INDICATORS.match(header)
    assert match is not None, "a block scalar begins with its indicators"
    indicators = re.sub(r"\d", str(STEP), match[0])
    if body and not breaks and "-" not in indicators:  # the file ends without a line break; we add one
        indicators = indicators.replace("+", "") + "-"
    written = [indicators + header[match.end() :].rstrip(" \t"), *(" " * column + line if line else "" for line in body)]
    return "\n".join([*written, *[""] * (own + apart), ""])


def _dedented(lines: list[str], value: str) -> list[str]:
    """The lines without their indentation, up to the last one that is not blank."""
    text = value.lstrip("\n")
    if not text:
        return []
    first = lines[len(value) - len(text)]
    base = (len(first) - len(first.lstrip(" "))) - (len(text) - len(text.lstrip(" ")))
    body = [line[base:] for line in lines]
    while not body[-1]:
        body.pop()
    return body


def _comment_moves(text: str, leads: list[_Lead]) -> Iterator[Edit]:
    """Comments on lines of their own stand with the line they precede, or end the collection they are indented for."""
    edges = [_Lead(0, 0, 0, ()), *leads, _Lead(len(text), len(text), 0, ())]
    for before, after in pairwise(edges):
        limit = after.at - line_start(text, after.at) if after is not edges[-1] else -1
        for match in _COMMENT_LINE.finditer(text, before.end, after.at):
            ended = [level for level in before.levels if limit < level.was <= len(match[0])]
            # Where a sequence and its mapping share a column, `max` takes the mapping: the comment stays where it is.
            column = max(ended, key=lambda level: level.was).column if ended else after.column
            yield match.start(), match.end(), " " * column


def _blanks(text: str, root: Node | None) -> Iterator[Edit]:
    """No blanks at the ends of lines, no two blank lines in a row, none at either end of the file."""
    spans = list(gaps(root, 0, len(text)))
    last = spans[-1][0]
    end = max(last, len(text.rstrip(" \t\n")))
    for start, stop in spans:
        for match in _BREAKS.finditer(text, start, min(stop, end)):
            yield match.start(), match.end(), "\n" * min(2, match[0].count("\n")) if match.start() else ""
    for scalar in scalars(root):
        if not scalar.block:
            for match in _TRAILING.finditer(text, scalar.start, scalar.end):
                yield match.start() + _escaped(text, match.start(), scalar), match.end(), ""
    ends_in_block = end == last and any(scalar.block and scalar.end == end for scalar in scalars(root))
    yield end, len(text), "" if end == 0 or ends_in_block else "\n"


def _escaped(text: str, at: int, scalar: Scalar) -> bool:
    """Whether a backslash makes the blank at this place part of the value."""
    before = text[scalar.start : at]
    return scalar.style == '"' and (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _dashes(text: str, node: Node | None) -> Iterator[Edit]:
    """One space between a dash and the collection that begins beside it."""
    if node is None or isinstance(node, Scalar) or node.flow:
        return
    for slot in slots(text, node):
        beside = "\n" not in text[slot.mark : slot.value.start]
        if not isinstance(slot.value, Scalar) and not slot.value.flow and beside:
            yield slot.mark, slot.value.start, " "
        yield from _dashes(text, slot.value)
