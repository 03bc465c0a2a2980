"""The sync from a bird's eye: Salesforce's objects, each platform beside them, and which way records go. An SVG that needs no script."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from syncwright.records import Struct
from syncwright.site.drawing import Arrow, Box, Ends
from syncwright.site.figure import told
from syncwright.spec.words import Direction

#: Sizes in pixels.
_ROW, _BOX, _WIDTH, _GAP, _TOP = 34, 26, 220, 190, 56
#: Where it lies as a file, below the site.
PATH = "birds-eye.svg"
#: Objects that get a row of their own; the others are one row together.
_MOST = 24


class Lane(Struct, frozen=True):
    """One object, or several together: how many fields go which way, by connector."""

    name: str
    url: str
    fields: Mapping[str, Mapping[Direction, int]]


def going(counts: Mapping[Direction, int]) -> tuple[Ends | None, int]:
    """Which way records go from Salesforce, None for no way, and how many fields do."""
    ways = {way for way, count in counts.items() if count and way != "hidden"}
    count = sum(count for way, count in counts.items() if way != "hidden")
    if not ways:
        return None, 0
    return ("target" if ways == {"from-salesforce"} else "source" if ways == {"to-salesforce"} else "both"), count


def fields(count: int) -> str:
    """So many fields."""
    return "1 field" if count == 1 else f"{count:,} fields"


def picture(connectors: Sequence[tuple[str, str]], lanes: Sequence[Lane]) -> Markup:
    """Connectors as name and platform, and a row a lane, with what one can take along of it."""
    rows = _rows(lanes)
    ways = [(row.name, name, *going(row.fields.get(name, {}))) for row in rows for name, _ in connectors]
    arrows = [Arrow(row, f"connector:{name}", fields(count), ends) for row, name, ends, count in ways if ends is not None]
    boxes = {row.name: Box(row.name) for row in rows} | {f"connector:{name}": Box(name) for name, _ in connectors}
    return svg(connectors, lanes) + told(boxes, arrows, PATH)


def _rows(lanes: Sequence[Lane]) -> list[Lane]:
    """The largest, and the others together."""
    ordered = sorted(lanes, key=_by_size)
    shown, rest = ordered[:_MOST], ordered[_MOST:]
    return [*shown, _together(rest)] if rest else shown


def _by_size(lane: Lane) -> tuple[int, str]:
    return -sum(count for counts in lane.fields.values() for way, count in counts.items() if way != "hidden"), lane.name


def svg(connectors: Sequence[tuple[str, str]], lanes: Sequence[Lane]) -> Markup:
    """The picture alone: Salesforce in the middle, platforms to its left and right in turns."""
    rows = _rows(lanes)
    height = _TOP + _ROW * len(rows) + 10
    sides = [(one, number % 2) for number, one in enumerate(connectors)]
    left = sum(1 for _, side in sides if not side)
    right = len(sides) - left
    middle = left * (_WIDTH + _GAP)
    width = middle + _WIDTH + right * (_WIDTH + _GAP)
    parts = [_column(middle, "Salesforce", "", height), *_boxes(rows, middle)]
    for number, ((name, title), side) in enumerate(sides):
        step = number // 2
        at = middle - (step + 1) * (_WIDTH + _GAP) if not side else middle + (step + 1) * (_WIDTH + _GAP)
        parts.append(_column(at, name, title, height))
        parts += _arrows(rows, name, at, middle, left_side=not side)
    text = f"Which way records go between Salesforce and {', '.join(name for name, _ in connectors)}; the table of objects says the same"
    head = f'<svg class="eye" viewBox="0 0 {width} {height}" role="group" aria-label="{escape(text)}">'
    marks = (
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    return Markup("".join((head, marks, *parts, "</svg>")))  # noqa: S704 - every text in it is escaped


def _together(lanes: Sequence[Lane]) -> Lane:
    fields: dict[str, dict[Direction, int]] = {}
    for lane in lanes:
        for connector, counts in lane.fields.items():
            into = fields.setdefault(connector, {})
            for way, count in counts.items():
                into[way] = into.get(way, 0) + count
    return Lane(f"{len(lanes):,} more objects", "objects.html", fields)


def _column(x: int, name: str, title: str, height: int) -> str:
    below = f'<text x="{x + _WIDTH // 2}" y="42" class="below">{escape(title)}</text>' if title else ""
    return (
        f'<rect x="{x}" y="2" width="{_WIDTH}" height="{height - 4}" rx="10" class="system"/>'
        f'<text x="{x + _WIDTH // 2}" y="24" class="name">{escape(name)}</text>{below}'
    )


def _boxes(rows: Sequence[Lane], x: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW
        yield (
            f'<a href="{escape(row.url)}"><rect x="{x + 12}" y="{y}" width="{_WIDTH - 24}" height="{_BOX}" rx="5" class="thing"/>'
            f'<text x="{x + _WIDTH // 2}" y="{y + 18}">{escape(row.name)}</text></a>'
        )


def _arrows(rows: Sequence[Lane], connector: str, at: int, middle: int, *, left_side: bool) -> Iterator[str]:
    for number, row in enumerate(rows):
        counts = row.fields.get(connector, {})
        ends, total = going(counts)
        if ends is None:
            continue
        y = _TOP + number * _ROW + _BOX // 2
        there, here = (at + _WIDTH, middle + 12) if left_side else (at, middle + _WIDTH - 12)
        # Drawn from Salesforce to the platform.
        marks = "".join(f' marker-{mark}="url(#to)"' for mark, end in (("end", "target"), ("start", "source")) if ends in (end, "both"))
        yield (
            f'<line x1="{here}" y1="{y}" x2="{there}" y2="{y}"{marks}/>'
            f'<text x="{(here + there) // 2}" y="{y - 5}" class="small">{fields(total)}</text>'
        )
