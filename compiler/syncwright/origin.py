"""Where the lines of a file come from: its parts in order, each with the spec keys behind it. Knows no file and no spec."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.records import Struct


class Lines(Struct, frozen=True, gc=False):
    """So many lines that come from these spec keys together; without keys, from what the whole file comes from.

    `part`: attribute and name of the part of a resource that they say, if they say one.
    """

    count: int
    keys: tuple[str, ...] = ()
    part: tuple[str, str] | None = None


class Rows(Struct, frozen=True):
    """A part for each of these names, of so many lines each: `Email` comes from the spec key `object/Lead#Email`, if `of` is `object/Lead`.

    `attribute`: that of a resource in which the parts are called `Lead.Email`.
    """

    each: int
    of: str
    names: Sequence[str]
    attribute: str = ""


#: What stands after the last part belongs to the whole file.
Part = Lines | Rows
#: A line of a file and the byte that it begins at, both counted from 0.
Place = tuple[int, int]


def lines_of(part: Part) -> int:
    """How many lines a part takes."""
    return part.count if isinstance(part, Lines) else part.each * len(part.names)


def rows(of: str, names: Sequence[str], heights: Sequence[int]) -> Iterator[Rows]:
    """Rows that need not be of the same height."""
    if heights.count(1) == len(names):
        yield from (Rows(1, of, names),) if names else ()
        return
    start = 0
    for height, alike in groupby(heights):
        end = start + sum(1 for _ in alike)
        yield Rows(height, of, names[start:end])
        start = end


def at(parts: Sequence[Part], line: int) -> tuple[Part, int, int] | None:
    """The part that a line (1-based) belongs to, the line it starts at, and which of its rows it is; None behind the last."""
    start = 1
    for part in parts:
        end = start + lines_of(part)
        if line < end:
            row = (line - start) // part.each if isinstance(part, Rows) else 0
            return part, start + row * part.each if isinstance(part, Rows) else start, row
        start = end
    return None
