"""Where things stand on the map: objects in areas of those that sync with the same systems, one below the other, and the systems to both sides of them.
Knows no estate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, sqrt

from syncwright.records import Struct

#: Sizes in pixels: an object's box; from one to the next; the edge of what holds others.
WIDE, HIGH = 200, 36
_ACROSS, _DOWN, _EDGE = 220, 52, 24
#: How much wider than high the map and a block should be; objects of one area above which owners have blocks of their own.
_WIDER, _MANY = 1.7, 40
#: A window that the map is made for, and how much wider than the areas it is altogether.
_WINDOW, _ALL = (1200, 620), 2.1
#: What has to be seen from afar is so large, for each pixel that the areas are wide: titles, systems, and the way to these.
_TITLE, _SYSTEM_WIDE, _SYSTEM_HIGH, _AWAY = 0.04, 0.24, 0.11, 0.2


class Place(Struct, frozen=True):
    """A rectangle by its middle, in pixels."""

    x: float
    y: float
    wide: float
    high: float


class Thing(Struct, frozen=True):
    """An object: with which systems it syncs, and whose it is. Things come in the order in which they are to stand."""

    name: str
    systems: tuple[str, ...]
    owner: str


class Area(Struct, frozen=True):
    """Objects that sync with the same systems."""

    systems: tuple[str, ...]
    names: Sequence[str]
    place: Place


class Block(Struct, frozen=True):
    """Those of one owner within an area, where there are many in it."""

    owner: str
    count: int
    place: Place


class Placed(Struct, frozen=True):
    """The whole map. `title`: how high titles may be, in pixels."""

    systems: Mapping[str, Place]
    areas: Sequence[Area]
    blocks: Sequence[Block]
    objects: Mapping[str, Place]
    around: Place
    title: float


def placed(things: Sequence[Thing], left: Sequence[str], right: Sequence[str]) -> Placed:
    """What syncs with systems of the left alone stands above what syncs with both sides, then what syncs with the right, and with none."""
    alike: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for one in things:
        alike[one.systems].append(one)
    least = max(_wide(3), sqrt(len(things) * _ACROSS * _DOWN), *(_wide(_across(count)) for count in _counts(alike.values())))
    # Wide enough to be seen as large as can be: of a few widths the best.
    wide = max((least * tenths / 10 for tenths in range(10, 31, 2)), key=lambda one: _scale(alike, one))
    title = max(HIGH, wide * _TITLE)
    areas: list[Area] = []
    blocks: list[Block] = []
    objects: dict[str, Place] = {}
    y = 0.0
    for systems in sorted(alike, key=lambda some: (not some, bool(set(some) & set(right)) - bool(set(some) & set(left)), some)):
        held, high = _filled(alike[systems], wide, y, title)
        for owner, names, place, top in held:
            objects |= _grid(names, place, top)
            blocks += [Block(owner, len(names), place)] if owner else []
        areas.append(Area(systems, [one.name for one in alike[systems]], Place(wide / 2, y + high / 2, wide, high)))
        y += high + title
    around = Place(wide / 2, (y - title - title) / 2, wide + 2 * title, y + 2 * title)
    sides = ((-1, left), (1, right))
    return Placed(
        {name: place for side, names in sides for name, place in _beside(side, names, areas, around)}, areas, blocks, objects, around, title
    )


def _scale(alike: Mapping[tuple[str, ...], Sequence[Thing]], wide: float) -> float:
    """How large the map is in its window if the areas are so wide."""
    title = max(HIGH, wide * _TITLE)
    high = sum(_filled(things, wide, 0, title)[1] + title for things in alike.values()) + 2 * title
    return min(_WINDOW[0] / wide / _ALL, _WINDOW[1] / high)


def _by_owner(things: Sequence[Thing]) -> Mapping[str, list[str]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for one in things:
        owners[one.owner if len(things) > _MANY else ""].append(one.name)
    return dict(sorted(owners.items()))


def _counts(alike: Iterable[Sequence[Thing]]) -> Iterator[int]:
    """How many objects are in each block of owners."""
    yield from (len(names) for things in alike if len(things) > _MANY for names in _by_owner(things).values())


def _across(count: int) -> int:
    """How many objects of a block stand in a row."""
    return max(1, min(count, ceil(sqrt(count * _DOWN * _WIDER / _ACROSS))))


def _wide(across: int) -> float:
    return across * _ACROSS - (_ACROSS - WIDE) + 4 * _EDGE


def _filled(things: Sequence[Thing], wide: float, top: float, title: float) -> tuple[list[tuple[str, Sequence[str], Place, float]], float]:
    """Blocks from left to right, row below row: owner, names, place and where its first object stands; and how high all are."""
    owners = _by_owner(things)
    if list(owners) == [""]:
        names = owners[""]
        across = min(len(names), int((wide - 2 * _EDGE) // _ACROSS))
        high = title + ceil(len(names) / across) * _DOWN - (_DOWN - HIGH) + 2 * _EDGE
        inside = across * _ACROSS - (_ACROSS - WIDE) + 2 * _EDGE
        return [("", names, Place(wide / 2, top + high / 2, inside, high), top + title + _EDGE)], high
    found: list[tuple[str, Sequence[str], Place, float]] = []
    x, y, row = float(_EDGE), top + title, 0.0
    for owner, names in owners.items():
        across = _across(len(names))
        size, high = _wide(across) - 2 * _EDGE, title + ceil(len(names) / across) * _DOWN - (_DOWN - HIGH) + 2 * _EDGE
        if x > _EDGE and x + size > wide - _EDGE:
            x, y, row = float(_EDGE), y + row + _EDGE, 0.0
        found.append((owner, names, Place(x + size / 2, y + high / 2, size, high), y + title + _EDGE))
        x, row = x + size + _EDGE, max(row, high)
    return found, y + row + _EDGE - top


def _grid(names: Sequence[str], whole: Place, top: float) -> dict[str, Place]:
    """Row by row."""
    across = max(1, round((whole.wide - 2 * _EDGE + _ACROSS - WIDE) / _ACROSS))
    left = whole.x - whole.wide / 2 + _EDGE + WIDE / 2
    return {
        name: Place(left + number % across * _ACROSS, top + HIGH / 2 + number // across * _DOWN, WIDE, HIGH)
        for number, name in enumerate(names)
    }


def _beside(side: int, names: Sequence[str], areas: Sequence[Area], around: Place) -> Iterator[tuple[str, Place]]:
    """Each as high as the middle of what syncs with it, where the one above it leaves room."""
    wide, high = max(WIDE + _EDGE, around.wide * _SYSTEM_WIDE), max(3.0 * HIGH, around.wide * _SYSTEM_HIGH)
    x = around.x + side * (around.wide / 2 + max(WIDE, around.wide * _AWAY) + wide / 2)
    heights = {name: [one.place.y for one in areas if name in one.systems] for name in names}
    wanted = sorted((sum(found) / len(found) if found else around.y, name) for name, found in heights.items())
    room = high * 1.3
    last = min((height for height, _ in wanted), default=0.0) - room * (len(wanted) + 1) / 2
    for height, name in wanted:
        last = max(height - room * (len(wanted) - 1) / 2, last + room)
        yield name, Place(x, last, wide, high)
