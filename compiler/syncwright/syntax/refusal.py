"""Why a file is not in the subset, with places. The slow way, for files that are refused."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from yaml.cyaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from syncwright.diagnostics import Finding, Place
from syncwright.limits import FILE_FINDINGS, Limits
from syncwright.syntax import rules
from syncwright.syntax.characters import refused, unwritable
from syncwright.syntax.mistakes import explain_error
from syncwright.syntax.positions import position
from syncwright.syntax.tree import count_events, fold
from syncwright.text import FILE_START, Position, SourceFile, Span, short

#: Forbidden characters named one by one; more of them are the same cause.
_CHARACTERS_NAMED = 10
_START = "start with a kind and a name, such as `object: Lead`"


def explain(source: SourceFile, limits: Limits) -> tuple[Finding, ...]:
    """At least one finding for a file that has no tree."""
    whole = Place(source.path, span=FILE_START)
    if len(source.data) > limits.file_bytes:
        message = f"the file is {len(source.data):,} bytes long; the limit is {limits.file_bytes:,} (file size)"
        return (rules.LIMIT_PASSED(whole, message, help="split it: a spec may be spread over several files"),)
    if found := tuple(_bytes(source)):
        return found
    try:
        if count_events(source.text, limits) > limits.events:
            return (rules.LIMIT_PASSED(whole, f"the file has more than {limits.events:,} keys and values (events)", help="split the file"),)
    except YAMLError:
        pass
    found = tuple(islice(_events(source, limits), FILE_FINDINGS + 1))
    assert found, f"{source.path} was refused without a finding"
    return found if len(found) <= FILE_FINDINGS else (*found[:-1], rules.too_many(found[-1].place))


def _bytes(source: SourceFile) -> Iterator[Finding]:
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        span = _at(before, len(before))
        byte = data[error.start]
        yield rules.NOT_UTF8(Place(source.path, span=span), f"byte 0x{byte:02X} is not UTF-8", help="save the file as UTF-8")
        return
    for count, (index, name) in enumerate(refused(text)):
        if count == _CHARACTERS_NAMED:
            break
        place = Place(source.path, span=_at(text, index))
        yield rules.FORBIDDEN_CHARACTER(place, f"{name} may not stand in a spec", help="delete it; nobody who reviews the file can see it")


def _at(text: str, index: int) -> Span:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    start = Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    return Span(start, Position(start.line, start.column + 1))


class _Level:
    """One open collection while walking: whether it maps, the keys seen, whether a key is due."""

    def __init__(self, mapping: bool) -> None:
        self.mapping = mapping
        self.keys: dict[str, tuple[str, Span]] = {}
        self.key_due = mapping


def _events(source: SourceFile, limits: Limits) -> Iterator[Finding]:
    walk = _Walk(source, limits)
    lines = set()
    try:
        get = CParser(source.text).get_event
        while not walk.ended and (event := get()) is not None:
            for finding in walk.take(event):
                lines.add(finding.place.span and finding.place.span.start.line)
                yield finding
    except MarkedYAMLError as error:
        mistake = explain_error(source, error)
        # `*bold text*` is an alias first and an error after: one cause, one finding.
        if mistake.place.span is None or mistake.place.span.start.line not in lines:
            yield mistake
    except YAMLError as error:
        yield rules.YAML_SYNTAX(Place(source.path, span=FILE_START), f"this is not YAML: {error}")


class _Walk:
    """Takes events one by one and says what is wrong with each."""

    def __init__(self, source: SourceFile, limits: Limits) -> None:
        self.path = source.path
        self.limits = limits
        self.levels: list[_Level] = []
        self.documents = 0
        self.rooted = False
        self.ended = False

    def take(self, event: Any) -> Iterator[Finding]:
        place = Place(self.path, span=_span(event))
        if isinstance(event, DocumentStartEvent):
            yield from self._document(event, place)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.levels.pop()
        elif hasattr(event, "anchor"):
            yield from self._node(event, place)
        elif type(event).__name__ == "StreamEndEvent" and not self.rooted:
            yield self._nothing()

    def _document(self, event: Any, place: Place) -> Iterator[Finding]:
        self.documents += 1
        if self.documents == 1 and (event.version or event.tags):
            yield rules.DIRECTIVE(place, "`%` directives are not part of the language", help="delete the line")
        if self.documents > 1:
            yield rules.SECOND_DOCUMENT(place, "a second document starts here", help="one spec per file: move it to a file of its own")
            self.ended = True

    def _node(self, event: Any, place: Place) -> Iterator[Finding]:
        level = self.levels[-1] if self.levels else None
        yield from self._marks(event, place)
        if level is None and not isinstance(event, MappingStartEvent) and not self.ended:
            self.ended = True
            yield self._not_a_mapping(event, place)
        self.rooted = True
        is_key = level is not None and level.mapping and level.key_due
        if level is not None and level.mapping:
            level.key_due = not level.key_due
        if isinstance(event, ScalarEvent):
            if len(event.value) > self.limits.scalar:
                message = f"this text is {len(event.value):,} characters long; the limit is {self.limits.scalar:,} (scalar length)"
                yield rules.LIMIT_PASSED(place, message, help="shorten it")
            if (name := unwritable(event.value)) is not None:
                help_ = "take the escape out: nothing that is made of specs can hold what it stands for"
                yield rules.FORBIDDEN_CHARACTER(place, f"{name} may not stand in a spec, not even as an escape", help=help_)
            if is_key and level is not None:
                yield from self._key(level, event, place)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            yield from self._open(event, place, is_key)

    def _nothing(self) -> Finding:
        return rules.NOT_A_MAPPING(Place(self.path, span=FILE_START), "the file says nothing", help=_START)

    def _not_a_mapping(self, event: Any, place: Place) -> Finding:
        text = getattr(event, "value", None)
        if text == "" and not event.style:
            return self._nothing()
        help_ = "put a space after `:`" if text and ":" in text else _START
        return rules.NOT_A_MAPPING(place, "a spec is a mapping of keys to values", help=help_)

    def _open(self, event: Any, place: Place, is_key: bool) -> Iterator[Finding]:
        if is_key:
            shown = "{…}" if isinstance(event, MappingStartEvent) else "[…]"
            yield rules.KEY_NOT_TEXT(place, f"a key is text, and this is `{shown}`", help="quote it if it is meant as text")
        self.levels.append(_Level(isinstance(event, MappingStartEvent)))
        if len(self.levels) > self.limits.depth:
            yield rules.LIMIT_PASSED(place, f"nested more than {self.limits.depth} deep (depth)", help="the language never nests that deep")
            self.ended = True

    def _marks(self, event: Any, place: Place) -> Iterator[Finding]:
        quote = "quote it if it is meant as text"
        if event.anchor is not None:
            sign = "*" if type(event).__name__ == "AliasEvent" else "&"
            yield rules.ANCHOR(place, f"`{sign}{short(event.anchor)}` is an anchor or alias, which specs do not have", help=quote)
        if getattr(event, "tag", None) is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            yield rules.TAG(place, f"`{short(tag)}` is a tag, which specs do not have", help=quote)
        if getattr(event, "value", None) == "<<" and not event.style:
            yield rules.ANCHOR(
                place, "`<<` is a merge key, which specs do not have", help="write the keys out, or quote it if it is meant as text"
            )

    def _key(self, level: _Level, event: Any, place: Place) -> Iterator[Finding]:
        assert place.span is not None, "a walk's places have spans"
        first = level.keys.setdefault(fold(event.value), (event.value, place.span))
        if first[1] != place.span:
            same = "is written twice" if first[0] == event.value else f"is the same key as `{short(first[0])}` but for case or composition"
            related = ((Place(self.path, span=first[1]), "first here"),)
            yield rules.REPEATED_KEY(place, f"`{short(event.value)}` {same}", help="keep one of the two", related=related)


def _span(event: Any) -> Span:
    start, end = position(event.start_mark), position(event.end_mark)
    return Span(start, end if end.line == start.line else Position(start.line, start.column + 1))
