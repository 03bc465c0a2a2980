"""A small graph as a picture: boxes in layers, from left to right, and arrows between them. An SVG that needs no script, links included."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from syncwright.records import Struct
from syncwright.site.layers import layers

#: Sizes in pixels: a box, the room between layers, and from one box of a layer to the next.
_BOX, _HIGH, _BETWEEN, _STEP, _EDGE = 220, 30, 140, 44, 12
#: Characters of a name that fit into a box.
_FITS = 28


class Box(Struct, frozen=True):
    """A node: what stands in its box, where it leads, and how it looks: as a field, another thing, or what the picture is about."""

    name: str
    url: str = ""
    kind: str = "field"


class Arrow(Struct, frozen=True):
    """From one node to another, by their ids, and in a word or two what it means."""

    source: str
    target: str
    word: str = ""


def drawn(boxes: Mapping[str, Box], arrows: Sequence[Arrow], label: str) -> Markup:
    """The picture. `boxes` by id; `label`: what it shows, for whoever cannot see it. Each id has an arrow at least."""
    places = placed([(one.source, one.target) for one in arrows])
    width = max(x for x, _ in places.values()) + _BOX + _EDGE
    height = max(y for _, y in places.values()) + _HIGH + _EDGE
    head = f'<svg class="graph" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="group" aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">'
    ends = [(places[one.source], places[one.target], one.word) for one in arrows]
    parts = [head, *(_line(start, end) for start, end, _ in ends), *(_word(start, end, word) for start, end, word in ends if word)]
    parts += [_box(box, *places[name]) for name, box in boxes.items() if name in places]
    return Markup("".join((*parts, "</svg>")))  # noqa: S704 - every text in it is escaped


def placed(edges: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Where the upper left corner of each node is, in pixels: what is needed stands to the left of what needs it."""
    found = layers(edges)
    most = max(map(len, found))
    return {
        name: (_EDGE + across * (_BOX + _BETWEEN), _EDGE + (down + (most - len(layer)) / 2) * _STEP)
        for across, layer in enumerate(found)
        for down, name in enumerate(layer)
    }


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    x1, y1, x2, y2 = start[0] + _BOX, start[1] + _HIGH / 2, end[0], end[1] + _HIGH / 2
    middle = (x1 + x2) / 2
    # An arrow head of its own, as a marker would need an id that is there once in a page.
    back = 1 if x2 >= x1 else -1
    head = f'<path class="head" d="M{x2:g} {y2:g}l{-7 * back} -4v8z"/>'
    return f'<path class="edge" d="M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2 - 6 * back:g} {y2:g}"/>{head}'


def _word(start: tuple[float, float], end: tuple[float, float], word: str) -> str:
    # Between two layers, where no box can be: half-way to the next one, else just before the target, where a long arrow is almost level.
    y1, y2 = start[1] + _HIGH / 2, end[1] + _HIGH / 2
    height = (y1 + y2) / 2 if abs(end[0] - start[0]) <= _BOX + _BETWEEN else y2
    return f'<text x="{end[0] - _BETWEEN / 2:g}" y="{height - 4:g}" class="small">{escape(word)}</text>'


def _box(box: Box, x: float, y: float) -> str:
    name = box.name if len(box.name) <= _FITS else f"{box.name[: _FITS - 1]}…"
    inside = (
        f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{_HIGH}" rx="5" class="{escape(box.kind)}"/>'
        f'<text x="{x + _BOX / 2:g}" y="{y + 20:g}">{escape(name)}</text><title>{escape(box.name)}</title>'
    )
    return f'<a href="{escape(box.url)}">{inside}</a>' if box.url else f"<g>{inside}</g>"
