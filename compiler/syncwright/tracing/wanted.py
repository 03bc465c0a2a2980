"""Spec keys that are asked about, and the lines of files that come from them."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.origin import Lines, Part
from syncwright.records import Struct


class Wanted(Struct, frozen=True):
    """Fields by object, and of other specs whole ones and dotted paths within them, such as `sync_user/marketo-sync#with`."""

    fields: Mapping[str, frozenset[str]] = {}
    others: frozenset[str] = frozenset()

    def has(self, key: str) -> bool:
        """Whether a key says what is asked about, more than that or a part of it."""
        whole, _, anchor = key.partition("#")
        if anchor and whole in self.fields:
            return anchor in self.fields[whole]
        return any(_meet(whole, anchor, *other.partition("#")[::2]) for other in self.others)

    def exactly(self, key: str) -> bool:
        """The same, but for a key of a whole spec of which only a part is asked about."""
        return self.has(key) and ("#" in key or key in self.others)


def _meet(whole: str, anchor: str, of: str, asked: str) -> bool:
    if of != whole or (of.startswith("object/") and anchor != asked):
        return False
    return not anchor or not asked or f"{anchor}.".startswith(f"{asked}.") or f"{asked}.".startswith(f"{anchor}.")


def ranges(parts: Sequence[Part], wanted: Wanted) -> list[tuple[int, int]]:
    """First and last lines of the parts that come from what is wanted, in order; those that touch are one."""
    found: list[tuple[int, int]] = []
    for first, last in _each(parts, wanted):
        touches = found and found[-1][1] == first - 1
        found.append((found.pop()[0] if touches else first, last))
    return found


def partly(parts: Sequence[Part], wanted: Wanted) -> bool:
    """Whether any part comes from a whole spec of which a part is wanted."""
    keys = {key for part in parts if isinstance(part, Lines) for key in part.keys}
    return any(wanted.has(key) and not wanted.exactly(key) for key in keys)


def _each(parts: Sequence[Part], wanted: Wanted) -> Iterator[tuple[int, int]]:
    start = 1
    for part in parts:
        if isinstance(part, Lines):
            if any(wanted.exactly(key) for key in part.keys):
                yield start, start + part.count - 1
            start += part.count
            continue
        names = wanted.fields.get(part.of)
        for row, name in enumerate(part.names if names else ()):
            if names and name in names:
                yield start + row * part.each, start + (row + 1) * part.each - 1
        start += part.each * len(part.names)
