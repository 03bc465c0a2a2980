"""How often a band changes where its score changes so and so often: the arithmetic of writes per day, and when it holds. An estimate.

For a score that wanders without drift and is spread evenly over its range. Real scores pile up at zero and decay in waves; to know, replay
a history of the field. With k changes a day of step d, and edges that are each crossed up and down `gap` apart, each edge between two
bands is crossed k E[d²] / (gap + E[d²] / E|d|) times a day for each point of the range.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from syncwright.records import Struct

#: Sizes of steps that are shown where nobody said how the score moves.
EXAMPLE_STEPS = (1, 5, 10)


class Estimate(Struct, frozen=True):
    """Changes a day of a score and of its band. `doubts`: what the estimate assumes and the numbers that were given do not bear out."""

    score: Fraction
    band: Fraction
    doubts: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction:
        """Changes of the band for each change of the score."""
        return self.band / self.score if self.score else Fraction(0)


def estimate(edges: Sequence[int], dead_band: int, per_day: str, steps: Sequence[int]) -> Estimate | None:
    """What bands with these edges make of a score that changes `per_day` times by one of `steps`, each as often as the others.

    None where nothing can be said: fewer than three edges make no edge between bands, and steps of nothing change nothing.
    """
    rising, sizes = sorted(set(edges)), [abs(step) for step in steps]
    if len(rising) < 2 or not any(sizes) or dead_band < 0:
        return None
    size, square = Fraction(sum(sizes), len(sizes)), Fraction(sum(step * step for step in steps), len(steps))
    # The dead band lies on both sides of an edge: it is crossed upwards at one end of the gap, and downwards at the other.
    gap = 2 * dead_band
    crossed = Fraction(len(rising) - 2, rising[-1] - rising[0]) * square / (gap + square / size)
    changes = Fraction(per_day)
    return Estimate(changes, changes * min(crossed, Fraction(1)), tuple(_doubts(rising, gap, steps, square)))


def _doubts(rising: Sequence[int], gap: int, steps: Sequence[int], square: Fraction) -> list[str]:
    narrowest = min(high - low for low, high in pairwise(rising))
    drift = Fraction(sum(steps), len(steps))
    found = []
    if narrowest * narrowest < 4 * square:
        found.append(f"the narrowest band is {narrowest} wide, less than two steps: it may be a quarter off")
    if gap > narrowest:
        found.append(f"the dead band, {gap} on both sides together, is wider than the narrowest band")
    if min(steps) < 0 < max(steps) and drift * drift * 4 > square:
        found.append(f"the steps do not even out: the score drifts by {worded(drift)} a change")
    return found


def worded(number: Fraction) -> str:
    """A number for people: two digits that count, and no zeros at the end."""
    if number == 0:
        return "0"
    digits = max(0, 1 - _magnitude(abs(number)))
    text = f"{float(number):.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _magnitude(number: Fraction) -> int:
    """The power of ten of its first digit: 0 for 6, -1 for 0.33."""
    power = 0
    while number >= 10:
        number, power = number / 10, power + 1
    while number < 1:
        number, power = number * 10, power - 1
    return power
