"""What search looks in: the index of MiniSearch in parts, a script each, as pages that lie on disk may load scripts and nothing else.

A part has the words that begin with the same two characters, in the form in which MiniSearch writes an index (version 2 of that form). The page
loads the parts of the words that are typed, asks each, and takes what all have found. Entries stand in scripts of their own, a thousand each.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

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
_FORM = 2


def words(text: str) -> list[str]:
    """The words of a text in small letters, and the parts of those that are several in one. Those of one letter, such as `c` in `__c`, say nothing."""
    found = _WORDS.findall(text)
    parts = [part for word in found if not word.islower() and len(split := _HUMPS.split(word)) > 1 for part in split]
    return [word.lower() for word in (*found, *parts) if len(word) > 1]


def files(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Every script: what there is, and where words are."""
    parts: dict[str, dict[str, tuple[dict[int, int], dict[int, int]]]] = defaultdict(dict)
    lengths: list[tuple[int, int]] = []
    known: dict[tuple[str, bool], dict[str, int]] = {}

    def said(text: str, *, telling: bool) -> dict[str, int]:
        """The words of a text, and how often each is there."""
        found = known.get((text, telling))
        if found is None:
            found = known[text, telling] = Counter(word for word in words(text) if not telling or word not in _COMMON)
        return found

    for number, entry in enumerate(entries):
        names, texts = said(entry.name, telling=False), said(entry.text, telling=True)
        lengths.append((len(names), len(texts)))
        for field, counts in enumerate((names, texts)):
            for word, times in counts.items():
                part = parts[word[:2]]
                found = part.get(word)
                if found is None:
                    found = part[word] = ({}, {})
                found[field][number] = times
    yield from _entries(entries)
    average = [sum(one[field] for one in lengths) / max(len(lengths), 1) for field in (0, 1)]
    for name, part in sorted(parts.items()):
        yield f"{FOLDER}/{_file(name)}.js", _script("part", name, _index(part, lengths, average))
    listed = {"entries": len(entries), "block": BLOCK, "parts": sorted(parts), "common": sorted(_COMMON)}
    yield f"{FOLDER}/parts.js", b"syncwright.search.begin(" + line(listed) + b");\n"


def _entries(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(entries), BLOCK):
        block = [(one.kind, one.title, one.url) for one in entries[start : start + BLOCK]]
        yield f"{FOLDER}/entries-{start // BLOCK}.js", _script("block", str(start // BLOCK), block)


def _index(part: dict[str, tuple[dict[int, int], dict[int, int]]], lengths: Sequence[tuple[int, int]], average: list[float]) -> object:
    """As `MiniSearch.toJSON` has it."""
    held = sorted({number for found in part.values() for field in found for number in field})
    index = [[word, {field: said for field, said in enumerate(found) if said}] for word, found in sorted(part.items())]
    return {
        "documentCount": len(lengths),
        "nextId": len(lengths),
        "documentIds": {number: number for number in held},
        "fieldIds": {"name": 0, "text": 1},
        "fieldLength": {number: lengths[number] for number in held},
        "averageFieldLength": average,
        "storedFields": {},
        "dirtCount": 0,
        "index": index,
        "serializationVersion": _FORM,
    }


def _script(call: str, name: str, value: object) -> bytes:
    return b"syncwright.search.%s(%s, %s);\n" % (call.encode(), line(name), line(value))


def _file(name: str) -> str:
    """A name for a file: letters and digits as they are, all else by number."""
    return "w-" + "".join(one if one.isascii() and one.isalnum() else f"-{ord(one):x}" for one in name)
