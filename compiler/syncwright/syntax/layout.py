"""A spec's text as nodes with their offsets, for the formatter. Offsets are 0-based and counted in code points."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from yaml import YAMLError
from yaml.cyaml import CParser
from yaml.events import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

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


def unix(text: str) -> str:
    """Without a byte order mark, and with line feeds alone. Nothing here takes other text."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


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


def comments(text: str, root: Node | None) -> Iterator[str]:
    """All comments in the order of the text."""
    headers = (_header(text, scalar) if scalar.block else "" for scalar in scalars(root))
    for start, end in gaps(root, 0, len(text)):
        for comment in re.findall(r"#.*", text[start:end]):
            yield comment.rstrip(" \t")
        yield from re.findall(r"#.*\S", next(headers, ""))


def _header(text: str, scalar: Scalar) -> str:
    return text[scalar.start : scalar.end].partition("\n")[0]


def slots(text: str, node: Mapping | Sequence) -> Iterator[Slot]:
    """The places of a block collection."""
    at = node.start
    for key, value in node.pairs if isinstance(node, Mapping) else ((None, item) for item in node.items):
        lead = token(text, at)
        mark = lead + 1
        if key is not None:
            colon = token(text, key.end)
            mark = colon + 1 if text[colon : colon + 1] == ":" else key.end
        yield Slot(lead, mark, key, value)
        at = max(mark, value.end)


def token(text: str, at: int) -> int:
    """Where the next thing stands that is neither white space nor comment."""
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
