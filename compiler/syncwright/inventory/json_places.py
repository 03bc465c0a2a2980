"""Places in JSON text, looked for only once something is wrong there. Knows nothing of what the JSON means.

They are looked for again in the text because records, which are made fast, do not keep them.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from syncwright.diagnostics import Place
from syncwright.text import FILE_START, Position, SourceFile, Span

_BLANK = re.compile(r"[ \t\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r'"name"[ \t\r\n]*:[ \t\r\n]*("(?:[^"\\]|\\.)*")')


class JsonPlaces:
    """Places in one file. Each thing that is looked for is looked for once, however many findings ask."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source

    @property
    def start(self) -> Place:
        """The start of the file, for what concerns all of it."""
        return Place(self.source.path, span=FILE_START)

    def at(self, offset: int, length: int = 1) -> Place:
        """`length` code points of one line, from `offset` on, which counts the code points of the text from 0."""
        line = bisect_left(self._line_ends, offset + 1)
        column = offset - (self._line_ends[line - 1] if line else 0) + 1
        return Place(self.source.path, span=Span(Position(line + 1, column), Position(line + 1, column + length)))

    def called(self, name: str, which: int = 0) -> Place:
        """Where something is called `name`, of several places the one at index `which`; the start of the file if there is none."""
        found = self._names.get(name)
        return self.at(*found[which]) if found else self.start

    def elements(self, keys: Sequence[str]) -> list[int]:
        """Offsets of the elements of the array that the keys lead to. The text is well-formed."""
        offset = _past_blank(self.source.text, 0)
        for key in keys:
            offset = dict(self._entries(offset))[key]
        return [begins for _, begins in self._entries(offset)]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.end() for match in _LINE_END.finditer(self.source.text)]

    @cached_property
    def _names(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for match in _NAME.finditer(self.source.text):
            found.setdefault(json.loads(match[1]), []).append((match.start(1), len(match[1])))
        return found

    def _entries(self, offset: int) -> Iterator[tuple[str, int]]:
        """Key and start of each value of the object or array that begins at `offset`; keys of an array are empty."""
        text, decode = self.source.text, json.JSONDecoder().raw_decode
        is_object = text[offset] == "{"
        offset = _past_blank(text, offset + 1)
        while text[offset] not in "}]":
            key = ""
            if is_object:
                key, offset = decode(text, offset)
                offset = _past_blank(text, _past_blank(text, offset) + 1)
            yield key, offset
            offset = _past_blank(text, decode(text, offset)[1])
            if text[offset] == ",":
                offset = _past_blank(text, offset + 1)


def _past_blank(text: str, offset: int) -> int:
    match = _BLANK.match(text, offset)
    assert match is not None, "it matches nothing too"
    return match.end()
