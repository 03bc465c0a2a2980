"""What search looks in: the index of MiniSearch in parts, a script each, as pages that lie on disk may load scripts and nothing else.

A part has the words that begin with the same two characters, each with the entries that have it. The page loads the parts of the words that are
typed, makes an index of each (`assets/index.js`), asks it, and takes what all have found. Entries stand in scripts of their own, a thousand each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from syncwright.records import line
from syncwright.site.page import Entry

FOLDER = "search"
#: Entries in one script.
BLOCK = 1000
#: Words of texts that say nothing by themselves.
_COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "they",
        "this",
        "to",
        "we",
        "what",
        "which",
        "who",
        "with",
    ]
)
_WORDS = re.compile(r"[^\W_]+")
#: Where a name in one word has several: `LeadSource`, `HTTPCode2`.
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
#: By word: in which entries it is, by number, and how often in each.
_Found = dict[str, dict[int, int]]


class _Spellings(dict[str, tuple[str, ...]]):
    """A word of a text, and the words in small letters that it is found by. Texts are many and their words few, so each is taken apart once."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        split = _HUMPS.split(word)
        made = self[word] = tuple(one.lower() for one in ((word, *split) if len(split) > 1 else split) if len(one) > 1)
        return made

    def of(self, text: str) -> Iterator[str]:
        return chain.from_iterable(map(self.__getitem__, _WORDS.findall(text)))


def words(text: str) -> list[str]:
    """The words of a text in small letters, and the parts of those that are several in one. Those of one letter, such as `c` in `__c`, say nothing."""
    return list(_Spellings().of(text))


def files(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Every script: what there is, and where words are."""
    spellings = _Spellings()
    in_names: _Found = defaultdict(dict)
    in_texts: _Found = defaultdict(dict)
    lengths: tuple[list[int], list[int]] = ([], [])
    named: dict[str, Mapping[str, int]] = {}
    for number, entry in enumerate(entries):
        names = named.get(entry.name)
        if names is None:
            names = named[entry.name] = Counter(spellings.of(entry.name))
        texts = Counter(spellings.of(entry.text))
        for word in texts.keys() & _COMMON:
            del texts[word]
        for word, times in names.items():
            in_names[word][number] = times
        for word, times in texts.items():
            in_texts[word][number] = times
        lengths[0].append(len(names))
        lengths[1].append(len(texts))
    yield from _entries(entries)
    parts: dict[str, list[str]] = defaultdict(list)
    for word in sorted(in_names.keys() | in_texts.keys()):
        parts[word[:2]].append(word)
    for name, held in sorted(parts.items()):
        part = [(word, _counts(in_names.get(word, {})), _counts(in_texts.get(word, {}))) for word in held]
        yield f"{FOLDER}/{_file(name)}.js", _script("part", name, part)
    average = [sum(each) / max(len(each), 1) for each in lengths]
    listed = {
        "entries": len(entries),
        "block": BLOCK,
        "parts": sorted(parts),
        "common": sorted(_COMMON),
        "lengths": lengths,
        "average": average,
    }
    yield f"{FOLDER}/parts.js", b"syncwright.search.begin(" + line(listed) + b");\n"


def _entries(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(entries), BLOCK):
        block = [(one.kind, one.title, one.url) for one in entries[start : start + BLOCK]]
        yield f"{FOLDER}/entries-{start // BLOCK}.js", _script("block", str(start // BLOCK), block)


def _counts(found: Mapping[int, int]) -> list[int | tuple[int, int]]:
    """Entries by number, those that have a word several times with how often."""
    return [number if times == 1 else (number, times) for number, times in found.items()]


def _script(call: str, name: str, value: object) -> bytes:
    return b"syncwright.search.%s(%s, %s);\n" % (call.encode(), line(name), line(value))


def _file(name: str) -> str:
    """A name for a file: letters and digits as they are, all else by number."""
    return "w-" + "".join(one if one.isascii() and one.isalnum() else f"-{ord(one):x}" for one in name)
