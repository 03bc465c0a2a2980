"""What a field can hold, as far as some tests tell it apart, and what is left of that once some of them are answered. Knows no operator.

A field holds one of finitely many points (a value, what lies between two values, a blank), or something else that is free: whatever has
some traits, such as a text inside it, and lacks others. Sets of points and of traits are the bits of a number.
"""

from collections.abc import Callable, Iterable

from syncwright.expression.evaluate import Held
from syncwright.expression.predicate import Column, Test
from syncwright.records import Struct


class Cut(Struct, frozen=True):
    """A part of the choices: some points, and if `free` whatever else has these traits and lacks those."""

    points: int
    free: bool = False
    has: int = 0
    lacks: int = 0

    @property
    def simple(self) -> bool:
        """Whether it speaks of no trait, so that it is a set like any other."""
        return not (self.has or self.lacks)


class Choices(Struct, frozen=True):
    """All that a field can hold.

    `points`: a value for each; a blank comes last. `all`: those that there are, and whether there is more. `named`: those to show rather
    than others. `against`: for each trait those that nothing has together with it; empty if there are none. `make`: a value that has some
    traits and lacks others and is no point; None if none was found.
    """

    column: Column
    points: tuple[Held, ...]
    all: Cut
    named: int
    make: Callable[[int, int], Held]
    against: tuple[int, ...] = ()

    def meet(self, one: Cut, other: Cut) -> Cut | None:
        """What is in both; None if that is nothing."""
        points = one.points & other.points
        if not (one.free and other.free):
            return Cut(points) if points else None
        has, lacks = one.has | other.has, one.lacks | other.lacks
        if self._possible(has, lacks):
            return Cut(points, True, has, lacks)
        return Cut(points) if points else None

    def others(self, one: Cut) -> Cut:
        """What is not in one that is simple."""
        return Cut(self.all.points & ~one.points, self.all.free and not one.free)

    def _possible(self, has: int, lacks: int) -> bool:
        return not has & lacks and not any(has >> trait & 1 and against & has for trait, against in enumerate(self.against))

    def value(self, left: Cut) -> tuple[Held] | None:
        """One of what is left, a blank only if nothing else is; None if none was found, though there may be one."""
        blank = 1 << (len(self.points) - 1) if self.points and self.points[-1] is None else 0
        filled = left.points & ~blank
        if filled := filled & self.named or filled:
            return (self.points[(filled & -filled).bit_length() - 1],)
        made = self.make(left.has, left.lacks) if left.free else None
        if made is not None:
            return (made,)
        return (None,) if left.points & blank else None


#: What a test leaves, and what its opposite leaves.
Cuts = tuple[Cut, Cut]


class Field(Struct, frozen=True):
    """A field with its choices. `cuts`: of a test, what it leaves and what it does not."""

    choices: Choices
    cuts: Callable[[Test], Cuts]


def nothing_else(_has: int, _lacks: int) -> Held:
    """Makes a value where there is nothing but the points."""
    return None


def either(choices: Choices, yes: Cut) -> Cuts:
    """A simple cut and the rest."""
    return yes, choices.others(yes)


def bits(said: Iterable[bool]) -> int:
    """Answers as the bits of a number, the first as its lowest."""
    return sum(1 << index for index, one in enumerate(said) if one)
