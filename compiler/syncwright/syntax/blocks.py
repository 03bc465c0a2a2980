"""A spec's text as nodes with their offsets, and the block form of `where` and of long text.

Knows YAML's styles and nothing of what specs mean. Offsets and columns are 0-based and counted in code points.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from yaml import YAMLError
from yaml.cyaml import CParser
from yaml.events import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from syncwright.syntax.characters import refused

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
_BETWEEN = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text. The end of a block scalar is past its last line break; an empty value has no width."""

    start: int
    end: int
    value: str
    style: str

    @property
    def empty(self) -> bool:
        return self.start == self.end

    @property
    def block(self) -> bool:
        return self.style in {"|", ">"}


@dataclass(frozen=True, slots=True)
class Mapping:
    start: int
    end: int
    flow: bool
    pairs: tuple[tuple[Scalar, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    start: int
    end: int
    flow: bool
    items: tuple["Node", ...]


Node = Scalar | Mapping | Sequence
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value in a block collection: it begins at `lead` (`-`, `?` or the key), and `mark` is past its `-` or `:`."""

    lead: int
    mark: int
    key: Scalar | None
    value: Node


@lru_cache(maxsize=3)  # formatting reads the same text up to four times: before, after, and to see that both say the same
def read(text: str) -> Node | None:
    """The root of the only document; None where there is none. YAMLError for what a spec may not hold."""
    parser, root = CParser(text), None
    while (event := parser.get_event()) is not None:
        if isinstance(event, NodeEvent):
            if root is not None:
                raise YAMLError("a second document")
            root = _node(text, parser, event)
    return root


def _node(text: str, parser: CParser, event: Event | None) -> Node:
    match event:
        case ScalarEvent(anchor=None, tag=None):
            return _scalar(text, event)
        case SequenceStartEvent(anchor=None, tag=None):
            items, end = _children(text, parser, event)
            return Sequence(event.start_mark.index, end, event.flow_style, tuple(items))
        case MappingStartEvent(anchor=None, tag=None):
            nodes, end = _children(text, parser, event)
            keys = [key for key in nodes[::2] if isinstance(key, Scalar) and not key.block]
            if len(keys) * 2 == len(nodes):
                return Mapping(event.start_mark.index, end, event.flow_style, tuple(zip(keys, nodes[1::2], strict=True)))
    raise YAMLError(f"outside the subset: {event}")


def _scalar(text: str, event: ScalarEvent) -> Scalar:
    start, end = event.start_mark.index, event.end_mark.index
    while start == end and text[end - 1 : end].isspace():  # a value that is not there may begin, for libyaml, at the next token
        start = end = end - 1
    return Scalar(start, end, event.value, event.style or "")


def _children(text: str, parser: CParser, event: SequenceStartEvent | MappingStartEvent) -> tuple[list[Node], int]:
    """What a collection holds, and its end. For a block that is the end of its last child: the parser's is the next token."""
    nodes = []
    while not isinstance(child := parser.get_event(), CollectionEndEvent):
        nodes.append(_node(text, parser, child))
    return nodes, child.end_mark.index if event.flow_style else nodes[-1].end


def scalars(node: Node | None) -> Iterator[Scalar]:
    """All scalars in the order of the text, keys included."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.pairs:
                yield key
                yield from scalars(value)


def gaps(node: Node | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans outside the node's scalars: indicators, white space and comments. A `#` in one begins a comment."""
    for scalar in scalars(node):
        yield start, scalar.start
        start = scalar.end
    yield start, end


def slots(text: str, node: Mapping | Sequence) -> Iterator[Slot]:
    """The places of a block collection."""
    at = node.start
    for key, value in node.pairs if isinstance(node, Mapping) else ((None, item) for item in node.items):
        lead = _token(text, at)
        mark = lead + 1
        if key is not None:
            colon = _token(text, key.end)
            mark = colon + 1 if text[colon : colon + 1] == ":" else key.end
        yield Slot(lead, mark, key, value)
        at = max(mark, value.end)


def _token(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    assert between is not None, "the pattern matches nothing, too"
    return between.end()


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. They are (start, end, new) and do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        assert start >= at, "two edits of one place"
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


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
    if _has_comment(text, node) or not _opens(text, node, lambda scalar: _line_width(text, scalar, node.end)):
        return
    comment = _after(text, node)[1]
    head = text[line_start(text, slot.mark) : slot.mark]
    if not head or "#" in text[slot.mark : node.start]:  # a comment keeps the collection on a line of its own
        yield _replaced(text, node.start, node, "\n".join(_opened(text, "", node, column)).lstrip(), comment)
    else:
        yield _replaced(text, slot.mark, node, "\n".join(_opened(text, head, node, column))[len(head) :], comment)


def _has_comment(text: str, node: Node) -> bool:
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
