"""A small graph as a picture: boxes in layers, from left to right, and arrows between them. An SVG that needs no script, links included."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from markupsafe import Markup, escape

from syncwright.records import Struct
from syncwright.site.layers import layers

#: Sizes in pixels: how wide a box is, and the edge around all.
_BOX, _EDGE = 220, 12
#: Characters of a name, and of what stands below it, that fit into a box.
_FITS, _SMALL = 28, 35

#: At which end an arrow has its head.
Ends = Literal["target", "source", "both"]


class Box(Struct, frozen=True):
    """A node: what stands in its box, where it leads, and how it looks: as a field, another thing, or what the picture is about. `below`: small, under its name."""

    name: str
    url: str = ""
    kind: str = "field"
    below: str = ""


class Shape(Struct, frozen=True):
    """Sizes in pixels: how high a box is, how far columns are apart, and from one box to the next below. `words`: whether arrows say what they mean."""

    high: int
    between: int
    step: int
    words: bool


#: What leads from one to the next, step by step; and what is around one thing, where each box says what it has to do with it.
CHAIN, STAR = Shape(30, 140, 44, words=True), Shape(38, 110, 46, words=False)


class Arrow(Struct, frozen=True):
    """From one node to another, by their ids, and in a word or two what it means."""

    source: str
    target: str
    word: str = ""
    ends: Ends = "target"


def drawn(
    boxes: Mapping[str, Box], arrows: Sequence[Arrow], label: str, columns: Sequence[Sequence[str]] = (), shape: Shape = CHAIN
) -> Markup:
    """The picture. `boxes` by id, each with an arrow at least; `label`: what it shows, for whoever cannot see it. `columns`: which boxes stand in which,
    from left to right; without any, what is needed stands to the left of what needs it."""
    places = _placed(columns or layers([(one.source, one.target) for one in arrows]), shape)
    width = max(x for x, _ in places.values()) + _BOX + _EDGE
    height = max(y for _, y in places.values()) + shape.high + _EDGE
    head = f'<svg class="graph" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="group" aria-label="{escape(label)}">'
    ends = [(places[one.source], places[one.target], one) for one in arrows]
    parts = [head, *(_line(start, end, one.ends, shape.high / 2) for start, end, one in ends)]
    if shape.words:
        out, into = Counter(one.source for one in arrows), Counter(one.target for one in arrows)
        parts += [_word(start, end, one.word, shape, out[one.source], into[one.target]) for start, end, one in ends if one.word]
    parts += [_box(box, *places[name], shape.high) for name, box in boxes.items() if name in places]
    return Markup("".join((*parts, "</svg>")))  # noqa: S704 - every text in it is escaped


def _placed(columns: Sequence[Sequence[str]], shape: Shape) -> dict[str, tuple[float, float]]:
    """Where the upper left corner of each box is, in pixels."""
    most = max(map(len, columns))
    return {
        name: (_EDGE + across * (_BOX + shape.between), _EDGE + (down + (most - len(column)) / 2) * shape.step)
        for across, column in enumerate(columns)
        for down, name in enumerate(column)
    }


def _line(start: tuple[float, float], end: tuple[float, float], ends: Ends, middle: float) -> str:
    """`middle`: half the height of a box."""
    x1, y1, x2, y2 = start[0] + _BOX, start[1] + middle, end[0], end[1] + middle
    bend = (x1 + x2) / 2
    back = 1 if x2 >= x1 else -1
    # Arrow heads of their own, as a marker would need an id that is there once in a page.
    heads = ""
    if ends != "source":
        heads, x2 = f'<path class="head" d="M{x2:g} {y2:g}l{-7 * back} -4v8z"/>', x2 - 6 * back
    if ends != "target":
        heads, x1 = f'{heads}<path class="head" d="M{x1:g} {y1:g}l{7 * back} -4v8z"/>', x1 + 6 * back
    return f'<path class="edge" d="M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"/>{heads}'


def _word(start: tuple[float, float], end: tuple[float, float], word: str, shape: Shape, out: int, into: int) -> str:
    """`out`, `into`: how many arrows leave the one box and reach the other."""
    y1, y2 = start[1] + shape.high / 2, end[1] + shape.high / 2
    x, y = end[0] - shape.between / 2, (y1 + y2) / 2
    # Between two layers, where no box can be; where arrows spread or meet, at the end where each is alone and almost level; a long one, before its target.
    if abs(end[0] - start[0]) > _BOX + shape.between:
        y = y2
    elif into == 1 < out:
        x, y = end[0] - shape.between / 3.5, y2
    elif out == 1 < into:
        x, y = start[0] + _BOX + shape.between / 3.5, y1
    return f'<text x="{x:g}" y="{y - 4:g}" class="small">{escape(word)}</text>'


def _box(box: Box, x: float, y: float, high: int) -> str:
    middle, line = x + _BOX / 2, y + high / 2 + (-1 if box.below else 5)
    inside = (
        f'<rect x="{x:g}" y="{y:g}" width="{_BOX}" height="{high}" rx="5" class="{escape(box.kind)}"/>'
        f'<text x="{middle:g}" y="{line:g}">{escape(_short(box.name, _FITS))}</text>'
    )
    if box.below:
        inside += f'<text x="{middle:g}" y="{line + 14:g}" class="below">{escape(_short(box.below, _SMALL))}</text>'
    if len(box.name) > _FITS or len(box.below) > _SMALL:
        inside += f"<title>{escape(box.name)} {escape(box.below)}</title>"
    return f'<a href="{escape(box.url)}">{inside}</a>' if box.url else f"<g>{inside}</g>"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
