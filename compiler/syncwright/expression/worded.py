"""Texts, ids and picklists as their tests tell them apart: the values that are named, and whatever else.

A picklist may hold a value that it does not list: records keep what was taken out of it, and not every picklist is restricted to its values.
"""

from collections.abc import Callable, Iterable, Sequence

from syncwright.expression.choices import Choices, Cut, Cuts, Field, bits, either
from syncwright.expression.evaluate import Held
from syncwright.expression.folding import fold
from syncwright.expression.predicate import Column, Test
from syncwright.expression.strangers import Trait, another_id, another_text, text_with


def of_texts(column: Column, tests: Sequence[Test]) -> Field:
    """Each text that a test names, something else, and blank. `contains` and `starts with` are traits of something else."""
    same: Callable[[str], str] = str if column.kind == "id" else fold
    named: dict[str, str] = {}
    traits: dict[Trait, int] = {}
    for test in tests:
        if test.operator in ("contains", "starts with"):
            traits.setdefault((test.operator == "starts with", fold(str(test.values[0]))), len(traits))
        else:
            for value in test.values:
                named.setdefault(same(str(value)), str(value))
    place = {text: index for index, text in enumerate(named)}
    listed = tuple(traits)
    implied = [bits(_implies(one, other) for other in listed) for one in listed]
    against = tuple(bits(_apart(one, other) for other in listed) for one in listed)

    def make(has: int, lacks: int) -> Held:
        if column.kind == "id":
            return another_id(named)
        if not listed:
            return another_text(column, named)
        return text_with(_some(listed, has), _some(listed, lacks), {*named, *(text for _, text in listed)}, named, column.length)

    blank = 1 << len(named)
    choices = Choices(column, (*named.values(), None), Cut(2 * blank - 1, True), blank - 1, make, against if any(against) else ())

    def cuts(test: Test) -> Cuts:
        if test.operator == "blank":
            return either(choices, Cut(blank))
        if test.operator not in ("contains", "starts with"):
            return either(choices, Cut(_sum(place[same(str(value))] for value in test.values)))
        trait = (test.operator == "starts with", fold(str(test.values[0])))
        index = traits[trait]
        points = bits(_has(text, trait) for text in named)
        implying = bits(bool(one >> index & 1) for one in implied)
        return Cut(points, True, implied[index], 0), Cut(choices.all.points & ~points, True, 0, implying)

    return Field(choices, cuts)


def _has(text: str, trait: Trait) -> bool:
    return text.startswith(trait[1]) if trait[0] else trait[1] in text


def _implies(one: Trait, other: Trait) -> bool:
    """Whether every text with one trait has the other."""
    return one[1].startswith(other[1]) if one[0] and other[0] else not other[0] and other[1] in one[1]


def _apart(one: Trait, other: Trait) -> bool:
    """Whether no text has both."""
    return one[0] and other[0] and not (one[1].startswith(other[1]) or other[1].startswith(one[1]))


def _some(listed: Sequence[Trait], bits: int) -> list[Trait]:
    return [one for index, one in enumerate(listed) if bits >> index & 1]


def _sum(places: Iterable[int]) -> int:
    return sum({1 << place for place in places})


def of_several(column: Column, tests: Sequence[Test]) -> Field:
    """Which of the values that tests name it has; blank if it has none at all."""
    named: dict[str, str] = {}
    for test in tests:
        for value in test.values:
            named.setdefault(fold(str(value)), str(value))
    place = {text: index for index, text in enumerate(named)}
    listed = tuple(named.values())

    def make(has: int, _lacks: int) -> Held:
        had = tuple(value for index, value in enumerate(listed) if has >> index & 1)
        other = None if had else another_text(column, named)
        return had or (None if other is None else (other,))

    choices = Choices(column, (None,), Cut(1, True), 0, make)

    def cuts(test: Test) -> Cuts:
        if test.operator == "blank":
            return either(choices, Cut(1))
        bit = 1 << place[fold(str(test.values[0]))]
        return Cut(0, True, bit, 0), Cut(1, True, 0, bit)

    return Field(choices, cuts)
