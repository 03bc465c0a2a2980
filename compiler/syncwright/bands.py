"""Bands of a score: which band a number is in, what it is called, and which comes next. Knows neither specs nor platforms.

Exact: edges are whole numbers, a score is compared as the decimal number that it is. Every number has a band. The first band takes what
lies below it too and the last what lies above; a number between two whole ones is in the band of the whole one below it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from syncwright.records import Struct

if TYPE_CHECKING:
    from decimal import Decimal

    Score = int | Decimal


class Band(Struct, frozen=True):
    """Scores from `start` up to, not including, `end`; None where the band is open, as the first is below and the last above."""

    name: str
    start: int | None
    end: int | None


def bands(edges: Sequence[int], names: Sequence[str] = ()) -> tuple[Band, ...]:
    """The bands that edges make, from the lowest: one fewer than there are edges, as the last edge is the top of the last band.

    Edges in disorder make the bands of the same edges in order. Names that are not as many as the bands are not taken.
    """
    rising = sorted(set(edges))
    last = len(rising) - 2
    cuts = list(pairwise(rising))
    said = names if len(names) == len(cuts) else [_name(low, high if index == last else high - 1) for index, (low, high) in enumerate(cuts)]
    return tuple(
        Band(name, low if index else None, high if index < last else None)
        for index, (name, (low, high)) in enumerate(zip(said, cuts, strict=True))
    )


def band_of(made: Sequence[Band], score: "Score") -> Band:
    """The band that a score is in."""
    return next(band for band in made if band.end is None or score < band.end)


def next_band(made: Sequence[Band], current: str | None, score: "Score | None", dead_band: int) -> str | None:
    """The band of a record that is in `current` and now has this score; None where there is no score.

    The band stays until the score is past its edge by `dead_band`: with the edge 26 and a dead band of 2 it rises at 28, and falls below 24.
    A current band that is not among these counts for none.
    """
    if score is None:
        return None
    held = next((band for band in made if band.name == current), None)
    return current if held is not None and _keeps(held, score, dead_band) else band_of(made, score).name


def _keeps(band: Band, score: "Score", dead_band: int) -> bool:
    above = band.start is None or score >= band.start - dead_band
    return above and (band.end is None or score < band.end + dead_band)


def _name(low: int, high: int) -> str:
    """`26-50`; `26` for a band of one whole number; `-10 to -1` where a dash would read as a sign."""
    if low == high:
        return str(low)
    return f"{low} to {high}" if low < 0 else f"{low}-{high}"
