"""The fast way from bytes to a tree: C events, no positions. What it does not like is left to `refusal` to explain."""

from typing import Any

from yaml.cyaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from syncwright.diagnostics import Finding
from syncwright.limits import SPECS, Limits
from syncwright.records import Struct
from syncwright.syntax.characters import all_plain, refused, unwritable
from syncwright.text import SourceFile

#: What a file holds: text, lists of trees, and mappings from text to trees.
Tree = Any
Mapping = dict[str, Tree]

# libyaml makes at most four events of one byte pair (`:,` in a flow sequence); shorter files cannot pass the limit.
_EVENTS_PER_BYTE = 3
_MARKS = (b"&", b"*", b"!", b"<<", b"%")


class _Refused(Exception):
    """The file is not in the subset; why and where is found by reading it again."""


class Parsed(Struct, frozen=True):
    """A file and its tree. Without a tree there is at least one finding."""

    source: SourceFile
    tree: Mapping | None
    findings: tuple[Finding, ...] = ()


def parse(source: SourceFile, limits: Limits = SPECS) -> Parsed:
    """The tree of a file, or the findings that say why it has none."""
    try:
        return Parsed(source, _tree(source, limits))
    except (_Refused, YAMLError):
        from syncwright.syntax.refusal import explain

        return Parsed(source, None, explain(source, limits))


def _tree(source: SourceFile, limits: Limits) -> Mapping:
    data = source.data
    if len(data) > limits.file_bytes:
        raise _Refused
    if not all_plain(data):
        data = _seen_text(data)
    if len(data) * _EVENTS_PER_BYTE > limits.events and count_events(data, limits) > limits.events:
        raise _Refused
    if any(mark in data for mark in _MARKS):
        _refuse_marks(data, limits.depth)
    tree = _build(data, limits)
    if b"\\" in data and _escaped(tree):
        raise _Refused
    return tree


def _escaped(tree: Tree) -> bool:
    """Whether an escape stands for a character that nothing can hold that is made of specs."""
    match tree:
        case str():
            return unwritable(tree) is not None
        case list():
            return any(map(_escaped, tree))
    return any(_escaped(key) or _escaped(value) for key, value in tree.items())


def _seen_text(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Refused from error
    if next(refused(text), None) is not None:
        raise _Refused
    return data.removeprefix(b"\xef\xbb\xbf")


def count_events(data: bytes | str, limits: Limits) -> int:
    """How many events `data` makes, counted no further than one past the limit and no deeper than the depth.

    What nests deeper is refused for that; libyaml would take minutes over a mebibyte of brackets.
    """
    get = CParser(data).get_event
    count = nested = 0
    while count <= limits.events and nested <= limits.depth and (event := get()) is not None:
        count += 1
        kind = type(event)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            nested += 1
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            nested -= 1
    return count


def _refuse_marks(data: bytes, depth: int) -> None:
    """Refuse tags, anchors, aliases, merge keys and directives. Run only where their characters occur at all."""
    get = CParser(data).get_event
    nested = 0
    while (event := get()) is not None:
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            nested += 1
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            nested -= 1
        if nested > depth or getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
            raise _Refused
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise _Refused
        if isinstance(event, ScalarEvent) and event.value == "<<" and not event.style:
            raise _Refused


def _build(data: bytes, limits: Limits) -> Mapping:
    get = CParser(data).get_event
    get()
    if type(get()) is StreamEndEvent or type(get()) is not MappingStartEvent:
        raise _Refused
    longest, deepest = limits.scalar, limits.depth

    def mapping(depth: int) -> Mapping:
        if depth > deepest:
            raise _Refused
        here: Mapping = {}
        while (kind := type(event := get())) is ScalarEvent:
            key = event.value
            if key in here:
                raise _Refused
            kind = type(event := get())
            if kind is ScalarEvent:
                here[key] = value = event.value
                if len(value) > longest:
                    raise _Refused
            else:
                here[key] = mapping(depth + 1) if kind is MappingStartEvent else sequence(depth + 1)
        if kind is not MappingEndEvent or (len(here) > 1 and _same_key(here)):
            raise _Refused
        return here

    def sequence(depth: int) -> list[Tree]:
        if depth > deepest:
            raise _Refused
        here: list[Tree] = []
        while (kind := type(event := get())) is not SequenceEndEvent:
            if kind is ScalarEvent:
                here.append(event.value)
                if len(event.value) > longest:
                    raise _Refused
            else:
                here.append(mapping(depth + 1) if kind is MappingStartEvent else sequence(depth + 1))
        return here

    root = mapping(1)
    get()
    if type(get()) is not StreamEndEvent:
        raise _Refused
    return root


def _same_key(mapping: Mapping) -> bool:
    """Whether two keys differ only in case or in how Unicode composes them."""
    joined = "\n".join(mapping)
    if joined.islower() and joined.isascii():
        return False
    return len({fold(key) for key in mapping}) != len(mapping)


def fold(key: str) -> str:
    """What two keys have in common if a person would take them for the same."""
    if key.isascii():
        return key.casefold()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).casefold())
