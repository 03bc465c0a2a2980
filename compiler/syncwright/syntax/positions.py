"""Where keys and values stand in one file: read again with marks, only for files that have findings."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from yaml.cyaml import CParser
from yaml.error import YAMLError
from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from syncwright.diagnostics import Key, Place
from syncwright.records import Struct
from syncwright.text import FILE_START, Position, SourceFile, Span

Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block"]
_SCALAR_STYLES: dict[str | None, Style] = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


class Node(Struct, frozen=True):
    """A value with its place. `items` are (key node, value node) of a mapping; (None, value) of a sequence."""

    span: Span
    style: Style
    value: str | None
    items: tuple[tuple["Node | None", "Node"], ...] = ()
    index: Mapping[str | None, int] = {}

    def child(self, key: Key) -> "tuple[Node | None, Node] | None":
        """The entry under a key or index; None if there is none."""
        if isinstance(key, int):
            return self.items[key] if key < len(self.items) else None
        return self.items[self.index[key]] if key in self.index else None


def position(mark: Any) -> Position:
    """A YAML mark (0-based) as a position (1-based)."""
    return Position(mark.line + 1, mark.column + 1)


def compose(source: SourceFile) -> Node | None:
    """The file as nodes with places; None if it cannot be read to the end."""
    try:
        get = CParser(source.text).get_event
        get()
        get()
        first = get()
        return _node(first, get) if isinstance(first, (MappingStartEvent, SequenceStartEvent, ScalarEvent)) else None
    except YAMLError:
        return None


def _node(event: Any, get: Callable[[], Any]) -> Node:
    start = position(event.start_mark)
    if isinstance(event, (ScalarEvent, AliasEvent)):
        style = _SCALAR_STYLES[getattr(event, "style", None)]
        return Node(Span(start, position(event.end_mark)), style, getattr(event, "value", ""))
    items, closing = _items(isinstance(event, MappingStartEvent), get)
    # A block collection ends, for libyaml, where the next token starts: its last child's end is ours.
    end = items[-1][1].span.end if items and not event.flow_style else position(closing.end_mark)
    index = {key.value: place for place, (key, _) in reversed(list(enumerate(items))) if key is not None}
    return Node(Span(start, end), "flow" if event.flow_style else "block", None, items, index)


def _items(pairs: bool, get: Callable[[], Any]) -> tuple[tuple[tuple[Node | None, Node], ...], Any]:
    """The entries up to the event that closes them, and that event."""
    items = []
    while isinstance(event := get(), (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)):
        key = _node(event, get) if pairs else None
        items.append((key, _node(get() if pairs else event, get)))
    return tuple(items), event


class Locator:
    """Looks places up in the sources of one run; each file with findings is read once more, the others never."""

    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        self._sources = sources
        self._roots: dict[str, Node | None] = {}

    def __call__(self, place: Place) -> Span:
        """The span of the place, or of the nearest thing above it that is written in the file."""
        root = self.root(place.path)
        if root is None:
            return FILE_START
        found: tuple[Node | None, Node] = (None, root)
        for key in place.keys:
            inner = found[1].child(key)
            if inner is None:
                return _head(found)
            found = inner
        if place.part == "key" and found[0] is not None:
            return found[0].span
        if place.inside is not None and found[1].value is not None:
            from syncwright.syntax.inside import span_inside

            return span_inside(self._sources[place.path], found[1], *place.inside)
        return _value(found)

    def node(self, place: Place) -> Node | None:
        """The value node at a place; None if it isn't written."""
        node = self.root(place.path)
        for key in place.keys:
            entry = node.child(key) if node else None
            node = entry[1] if entry else None
        return node

    def root(self, path: str) -> Node | None:
        """The whole of one file."""
        if path not in self._roots:
            source = self._sources.get(path)
            self._roots[path] = compose(source) if source else None
        return self._roots[path]


def _head(entry: tuple[Node | None, Node]) -> Span:
    key, value = entry
    if key is not None:
        return key.span
    first = value.items[0] if value.items else None
    return (first[0] or first[1]).span if first else value.span


def _value(entry: tuple[Node | None, Node]) -> Span:
    """A scalar or flow collection itself; for what spreads over lines its key; for nothing at all the key too."""
    _, value = entry
    if value.span.start.line != value.span.end.line or value.span.start == value.span.end:
        return _head(entry)
    return value.span
