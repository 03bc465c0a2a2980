"""Values that no filter names, made up to show what else a record could hold. Knows no test but for what a text contains and begins with."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count

from syncwright.expression.folding import fold
from syncwright.expression.predicate import Column
from syncwright.record_ids import whole_id

#: Whether a text begins with something, or contains it, and what that is, folded.
Trait = tuple[bool, str]

#: What stands between parts of a text: one that occurs in none of them. Ideographs, if all else does.
_BETWEEN = "xyzqjkvw0123456789-._"


def another_id(named: Collection[str]) -> str:
    """A record id that is none of these, of the same object as the first of them."""
    prefix = next(iter(named), "001")[:3]
    ids = (whole_id(f"{prefix}{number:012d}") for number in count(1))
    return next(one for one in ids if one is not None and one not in named)


def another_text(column: Column, named: Collection[str]) -> str | None:
    """A text that is none of these, which are folded: a value of the picklist if it has another; None if nothing so short was found."""
    fits = (one for one in chain(column.values, ("another value", *_BETWEEN), _more()) if fold(one) not in named)
    return next((one for one in fits if column.length is None or len(one) <= column.length), None)


def _more() -> Iterator[str]:
    """More texts than any filter names."""
    return (f"another value {number}" for number in range(2, 2_000))


def text_with(
    has: Collection[Trait], lacks: Collection[Trait], used: Iterable[str], named: Collection[str], length: int | None
) -> str | None:
    """A text that has some traits, lacks others, and is none of those named. `used`: texts of which all are a part.

    Between parts stands a character that occurs in no text that is asked for, so that nothing comes about where two parts meet: if any
    text has and lacks all this, the longest of those that are tried does. None if that is too long.
    """
    letters = set().union(*used)
    between = next(one for one in chain(_BETWEEN, map(chr, count(0x4E00))) if one not in letters)
    start = max((text for first, text in has if first), key=len, default="")
    inside = sorted({text for first, text in has if not first and text not in start})
    inside = [one for one in inside if not any(one in other for other in inside if one != other)]
    for text in _tried(start, inside, between):
        if text.strip() == text and (length is None or len(text) <= length) and _fits(text, has, lacks, named):
            return text
    return None


def _tried(start: str, inside: list[str], between: str) -> Iterator[str]:
    yield start + "".join(inside)
    yield between.join([*([start] if start else []), *inside])
    yield between.join([start, *inside])
    yield between.join([start, *inside, ""])


def _fits(text: str, has: Iterable[Trait], lacks: Iterable[Trait], named: Collection[str]) -> bool:
    def held(one: Trait) -> bool:
        return text.startswith(one[1]) if one[0] else one[1] in text

    return bool(text) and text not in named and all(map(held, has)) and not any(map(held, lacks))
