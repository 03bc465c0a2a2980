"""The block form of `where` and of long text. Knows YAML's styles and nothing of what specs mean."""

import re
from collections.abc import Callable, Iterator

from syncwright.syntax.characters import refused
from syncwright.syntax.layout import Edit, Mapping, Node, Scalar, Sequence, Slot, edited, gaps, line_start, read, scalars, slots

STEP = 2
#: A line wider than this is too long.
WIDTH = 120
#: Folded text is wrapped here.
WRAP = 100
#: Inside `{ }` and `[ ]`, a value wider than this is text; what is shorter is one more item of a long line.
TEXT = WIDTH // 2

#: What a block would hide, or an editor might trim: a blank at the start, or at the end of a line; white space that is no plain space.
_HIDDEN = re.compile(r"\A[ \n]|[ ](?=\n|\Z)|[\t\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_BREAKABLE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def block_form(text: str) -> str:
    """The text with every `where` and all long text in block form. Its lines are already laid out and end in a line feed."""
    root = read(text)
    if root is None or isinstance(root, Scalar):
        return text
    if root.flow:
        mark = len(text[: root.start].rstrip(" "))
        return edited(text, _flow_edits(text, Slot(mark, mark, None, root), root, 0))
    return edited(text, _edits(text, root, STEP))


def _edits(text: str, node: Mapping | Sequence, column: int) -> Iterator[Edit]:
    """The edits inside a block collection whose children stand at `column`."""
    for slot in slots(text, node):
        if isinstance(slot.value, Scalar):
            yield from _scalar_edits(text, slot, slot.value, column)
        elif slot.value.flow:
            yield from _flow_edits(text, slot, slot.value, column)
        else:
            yield from _edits(text, slot.value, column + STEP)


def _scalar_edits(text: str, slot: Slot, scalar: Scalar, column: int) -> Iterator[Edit]:
    where = slot.key is not None and slot.key.value == "where"
    if not _wants_block(text, scalar, scalar.end - line_start(text, scalar.start), where=where):
        return
    line = line_start(text, slot.mark)
    head = text[line : slot.mark]
    above, beside = _notes(text, slot, scalar)
    if above:
        yield line, line, "".join(f"{head[: len(head) - len(head.lstrip(' '))]}{note}\n" for note in above)
    yield _replaced(text, slot.mark, scalar, "\n".join(_as_block(head, scalar.value, column, literal=where))[len(head) :], beside)


def _notes(text: str, slot: Slot, scalar: Scalar) -> tuple[list[str], str]:
    """Where the comments go that stand between an indicator and its scalar: above it, or beside it if that keeps their order."""
    gap, after = text[slot.mark : scalar.start], _after(text, scalar)[1]
    notes = re.findall(r" *#.*", gap)
    if len(notes) == 1 and not after and "#" in gap.partition("\n")[0]:
        return [], notes[0]
    return [note.strip(" ") for note in notes], after


def _flow_edits(text: str, slot: Slot, node: Mapping | Sequence, column: int) -> Iterator[Edit]:
    if not has_comment(text, node) and _opens(text, node, lambda scalar: _line_width(text, scalar, node.end)):
        yield opening(text, slot, node, column)


def opening(text: str, slot: Slot, node: Mapping | Sequence, column: int) -> Edit:
    """The edit that puts a flow collection into block form at `column`. No comment stands inside it."""
    comment = _after(text, node)[1]
    head = text[line_start(text, slot.mark) : slot.mark]
    if not head or "#" in text[slot.mark : node.start]:  # a comment keeps the collection on a line of its own
        return _replaced(text, node.start, node, "\n".join(_opened(text, "", node, column)).lstrip(), comment)
    return _replaced(text, slot.mark, node, "\n".join(_opened(text, head, node, column))[len(head) :], comment)


def has_comment(text: str, node: Node) -> bool:
    """Whether a comment stands inside a node."""
    return any("#" in text[start:end] for start, end in gaps(node, node.start, node.end))


def _line_width(text: str, scalar: Scalar, end: int) -> int:
    """The width of the line a scalar ends on, as far as the flow collection goes that ends at `end`."""
    return min(text.index("\n", scalar.end), end) - line_start(text, scalar.end)


def _after(text: str, node: Node) -> tuple[int, str]:
    """Where the last line of a node ends, without its line break, and what comment follows the node or a block's header."""
    if isinstance(node, Scalar) and node.block:
        header = text[node.start : text.index("\n", node.start)]
        return node.start + len(text[node.start : node.end].rstrip("\n")), header.lstrip("|>+-0123456789")
    stop = text.index("\n", node.end)
    return stop, text[node.end : stop]


def _replaced(text: str, start: int, node: Node, new: str, comment: str) -> Edit:
    """The edit that writes `new` for a node and what is before it from `start` on, with the comment at the end of the first line."""
    stop = _after(text, node)[0]
    while new.endswith("\n") and text.startswith("\n\n", stop):  # a blank line after `|+` would become text
        stop += 1
    first, line_break, rest = new.partition("\n")
    return start, stop, first + (comment if comment[:1] in {"", " "} else f"  {comment}") + line_break + rest


def _texts(node: Node, *, where: bool = False) -> Iterator[tuple[Scalar, bool]]:
    """The scalars that are values, each with whether it is a `where`."""
    match node:
        case Scalar():
            yield node, where
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for key, value in node.pairs:
                yield from _texts(value, where=key.value == "where")


def _wants_block(text: str, scalar: Scalar, width: int, *, where: bool) -> bool:
    """Whether the scalar, on a line of this width, should be a block and can be one."""
    if where:
        wanted = scalar.style != "|"
    elif width > WIDTH:
        wanted = not scalar.block and ("\n" in scalar.value or _BREAKABLE.search(scalar.value) is not None)
    else:
        wanted = not scalar.block and "\n" in text[scalar.start : scalar.end]
    return wanted and _holds(scalar.value)


def _holds(value: str) -> bool:
    """Whether a block scalar can hold the value to the character, and so that a reviewer sees all of it."""
    return bool(value) and not _HIDDEN.search(value) and next(refused(value), None) is None


def _opens(text: str, node: Mapping | Sequence, width: Callable[[Scalar], int]) -> bool:
    """Whether a flow collection holds something that belongs in a block, `width` being the width of a scalar's line."""
    return any(
        _wants_block(text, scalar, width(scalar) if scalar.end - scalar.start > TEXT else 0, where=where) for scalar, where in _texts(node)
    )


def _opened(text: str, head: str, node: Mapping | Sequence, column: int) -> list[str]:
    """The lines of a flow collection in block form at `column`, after `head`. A dash keeps the first of them beside it."""
    lines = []
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            lines += _lines(text, f"{' ' * column}{text[key.start : key.end]}:", value, column + STEP, where=key.value == "where")
    else:
        for item in node.items:
            lines += _lines(text, " " * column + "-", item, column + STEP)
    return [f"{head} {lines[0].lstrip(' ')}", *lines[1:]] if head.endswith(" -") else [head, *lines]


def _lines(text: str, head: str, node: Node, column: int, *, where: bool = False) -> list[str]:
    if isinstance(node, Scalar):
        return _scalar_lines(text, head, node, column, where=where)
    flat = _flat(text, node)
    width = len(head) + 1 + len(flat)
    bare = text[node.start] not in "[{"
    broken = "\n" in flat or (width > WIDTH and "\n" in text[node.start : node.end])
    if bare or broken or _opens(text, node, lambda _: width):
        return _opened(text, head, node, column)
    return [f"{head} {flat}"]


def _scalar_lines(text: str, head: str, scalar: Scalar, column: int, *, where: bool) -> list[str]:
    source = text[scalar.start : scalar.end]
    if scalar.empty:
        return [head]
    if _wants_block(text, scalar, len(head) + 1 + len(source), where=where):
        return _as_block(head, scalar.value, column, literal=where)
    if source == "-":  # between brackets it is text, on a line of its own an item
        source = "'-'"
    first, *rest = source.split("\n")
    return [f"{head} {first}", *(" " * column + line.lstrip(" ") if line else "" for line in rest)]


def _flat(text: str, node: Mapping | Sequence) -> str:
    """A flow collection without its line breaks, except those inside scalars."""
    pieces, at = [], node.start
    for scalar in scalars(node):
        if not scalar.empty:
            pieces += [_joined(text[at : scalar.start]), text[scalar.start : scalar.end]]
            at = scalar.end
    return "".join([*pieces, _joined(text[at : node.end])])


def _joined(gap: str) -> str:
    """A gap on one line. A blank stays after `:`, which must not touch a bracket."""
    tight = re.sub(r"(?<=[\[{])\s*\n\s*|(?<![:\s])\s*\n\s*(?=[\]}])", "", gap)
    return re.sub(r"\s*\n\s*", " ", tight)


def _as_block(head: str, value: str, column: int, *, literal: bool) -> list[str]:
    """`head` and a block scalar at `column` that has exactly this value."""
    body = value.rstrip("\n")
    breaks = len(value) - len(body)
    lines = body.split("\n")
    fits = len(lines) > 1 and max(map(len, lines)) + column <= WIDTH
    literal = literal or fits or "\n " in body
    written = lines if literal else _folded(lines, WRAP - column)
    header = ("|" if literal else ">") + ("-", "", "+")[min(breaks, 2)]
    return [f"{head} {header}", *(" " * column + line if line else "" for line in written), *[""] * (breaks - 1)]


def _folded(lines: list[str], width: int) -> list[str]:
    """Lines that fold back into these: each line break of the text becomes two, each break we add is one space."""
    written: list[str] = []
    for number, line in enumerate(lines):
        written += [""] if number else []
        written += _wrapped(line, width) if line else []
    return written


def _wrapped(line: str, width: int) -> Iterator[str]:
    row, *words = _BREAKABLE.split(line)
    for word in words:
        if len(row) + 1 + len(word) > width:
            yield row
            row = word
        else:
            row += f" {word}"
    yield row
