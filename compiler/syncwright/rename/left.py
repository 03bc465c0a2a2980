"""Where a former name still stands: in words that people read and in comments. Changes nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from syncwright.records import Struct
from syncwright.syntax.layout import Mapping, Node, Scalar, read, unix
from syncwright.syntax.layout import Sequence as Items
from syncwright.syntax.respell import alone

#: Keys whose values are words for people.
_PROSE = frozenset({"why", "used_by", "basis", "title", "label", "description", "help", "relationship_label"})


class Left(Struct, frozen=True, order=True):
    """A line that still has the former name, and the line itself."""

    path: str
    line: int
    text: str


def left_in_words(texts: Iterable[tuple[str, str]], words: Collection[str]) -> Iterator[Left]:
    """Lines of accepted specs in which one of the words stands in a comment or in prose. `texts`: path and text of each."""
    pattern = re.compile("|".join(map(alone, sorted(words)))) if words else None
    for path, written in texts:
        if pattern is not None and pattern.search(written):
            text = unix(written)
            names = list(_names(read(text)))
            yield from _lines(path, text, (m.start() for m in pattern.finditer(text) if not any(a <= m.start() < b for a, b in names)))


def _names(node: Node | None, *, prose: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of scalars that are no prose."""
    match node:
        case Scalar():
            if not prose:
                yield node.start, node.end
        case Mapping():
            for key, value in node.pairs:
                yield key.start, key.end
                yield from _names(value, prose=key.value in _PROSE)
        case Items():
            for item in node.items:
                yield from _names(item, prose=prose)
        case None:
            return


def _lines(path: str, text: str, places: Iterable[int]) -> Iterator[Left]:
    lines: Sequence[str] = text.split("\n")
    for number in dict.fromkeys(text.count("\n", 0, at) for at in places):
        yield Left(path, number + 1, lines[number].strip())
