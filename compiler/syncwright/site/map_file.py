"""The map of the estate as a picture of its own, which needs neither page nor script: the same places, every object with its link."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from syncwright.records import Struct
from syncwright.site.drawing import Ends
from syncwright.site.map_places import Area, Place, Placed
from syncwright.site.objects import url_of
from syncwright.site.where import url_of_connector

#: How wide a character is, for each pixel of its size.
_WIDE = 0.58


class Stream(Struct, frozen=True):
    """Which way records of an area go to a system, all together, and how many objects' in words."""

    area: int
    system: str
    ends: Ends
    word: str


def whole_map(found: Placed, streams: Sequence[Stream], relations: Sequence[tuple[str, str]], titles: Mapping[str, str]) -> Markup:
    """The picture. `titles`: of systems, what platform each is. Its links are seen from a folder beside those of pages."""
    everything = [found.around, *found.systems.values()]
    left, right = min(one.x - one.wide / 2 for one in everything) - 20, max(one.x + one.wide / 2 for one in everything) + 20
    top, bottom = min(one.y - one.high / 2 for one in everything) - 20, max(one.y + one.high / 2 for one in everything) + 20
    head = f'<svg viewBox="{left:g} {top:g} {right - left:g} {bottom - top:g}" role="group" aria-label="Map of the estate">'
    held = [_holding(found.around, "Salesforce", "system", found.title)]
    held += [_holding(one.place, title_of(one), "thing", found.title) for one in found.areas]
    held += [_holding(one.place, f"{one.owner} · {objects(one.count)}", "system", found.title) for one in found.blocks]
    parts = (*held, *_streams(found, streams), *_relations(found, relations), *_systems(found, titles), *_objects(found))
    return Markup("".join((head, *parts, "</svg>")))  # noqa: S704 - every text in it is escaped


def title_of(area: Area) -> str:
    """What an area is titled: with what its objects sync, and how many there are."""
    return f"{', '.join(area.systems) or 'with no system'} · {objects(len(area.names))}"


def objects(count: int) -> str:
    """So many objects."""
    return "1 object" if count == 1 else f"{count:,} objects"


def _rectangle(place: Place, looks: str, round_: int) -> str:
    return f'<rect x="{place.x - place.wide / 2:g}" y="{place.y - place.high / 2:g}" width="{place.wide:g}" height="{place.high:g}" rx="{round_}" class="{looks}"/>'


def _text(x: float, y: float, text: str, size: float, most: float, looks: str = "") -> str:
    """As many characters as fit into `most` pixels."""
    fits = max(4, int(most / size / _WIDE))
    short = text if len(text) <= fits else f"{text[: fits - 1]}…"
    looks = f' class="{looks}"' if looks else ""
    full = f"<title>{escape(text)}</title>" if short != text else ""
    return f'<text x="{x:g}" y="{y:g}" style="font-size:{size:g}px"{looks}>{escape(short)}{full}</text>'


def _holding(place: Place, title: str, looks: str, room: float) -> str:
    size = round(room * 0.6)
    return f"<g>{_rectangle(place, looks, 8)}{_text(place.x, place.y - place.high / 2 + room * 0.8, title, size, place.wide)}</g>"


def _streams(found: Placed, streams: Sequence[Stream]) -> Iterator[str]:
    for one in streams:
        area, system = found.areas[one.area].place, found.systems[one.system]
        side, size = 1 if system.x > area.x else -1, found.title * 0.4
        x1, x2 = area.x + side * area.wide / 2, system.x - side * system.wide / 2
        heads = "".join(
            f'<path class="head" d="M{x:g} {y:g}l{back * size:g} {-size / 2:g}v{size:g}z"/>'
            for x, y, back, end in ((x2, system.y, -side, "target"), (x1, area.y, side, "source"))
            if one.ends in (end, "both")
        )
        bend = (x1 + x2) / 2
        yield f'<path class="edge" d="M{x1:g} {area.y:g}C{bend:g} {area.y:g} {bend:g} {system.y:g} {x2:g} {system.y:g}"/>{heads}'
        yield _text(bend, (area.y + system.y) / 2 - size / 2, one.word, round(found.title * 0.5), abs(x2 - x1), "small")


def _relations(found: Placed, relations: Sequence[tuple[str, str]]) -> Iterator[str]:
    for source, target in relations:
        here, there = found.objects[source], found.objects[target]
        yield f'<path class="edge" opacity=".4" d="M{here.x:g} {here.y:g}L{there.x:g} {there.y:g}"/>'


def _systems(found: Placed, titles: Mapping[str, str]) -> Iterator[str]:
    for name, place in found.systems.items():
        size = round(found.title * 0.7)
        inside = _text(place.x, place.y, name, size, place.wide, "name") + _text(
            place.x, place.y + size, titles[name], round(size * 0.7), place.wide, "below"
        )
        yield f'<a href="../{escape(url_of_connector(name))}">{_rectangle(place, "system", 10)}{inside}</a>'


def _objects(found: Placed) -> Iterator[str]:
    for name, place in found.objects.items():
        inside = _rectangle(place, "thing", 5) + _text(place.x, place.y + 5, name, 13, place.wide)
        yield f'<a href="../{escape(url_of(name))}">{inside}</a>'
