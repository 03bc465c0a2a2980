#!/usr/bin/env python3
"""`flame.py < RAW > SVG`: a flame graph of samples, as `py-spy record --format raw` writes them, small enough to lie beside a decision.

A box is a function, as wide as its share of the samples, and stands on its caller. What is narrower than a 250th is left out.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from html import escape

WIDTH, HEIGHT, LEAST = 1200, 17, 1 / 250
#: What stands before this is the command line; the same in every run.
FIRST = "_build"
_FRAME = re.compile(r"^(?P<name>\S.*?) \((?P<file>[^()]*?)(?::\d+)?\)$")

Tree = dict[str, "Node"]


class Node:
    """A function as it was called from another: samples in it and below it."""

    def __init__(self) -> None:
        self.samples = 0
        self.below: Tree = {}


def grown(lines: Iterator[str]) -> Node:
    """All samples as a tree."""
    root = Node()
    for line in lines:
        stack, _, count = line.rstrip().rpartition(" ")
        names = [_named(frame) for frame in stack.split(";")]
        start = next((index for index, name in enumerate(names) if name.startswith(FIRST)), None)
        node = root
        node.samples += int(count)
        for name in names[start:] if start is not None else names[:1]:
            node = node.below.setdefault(name, Node())
            node.samples += int(count)
    return root


def _named(frame: str) -> str:
    match = _FRAME.match(frame)
    if match is None:
        return frame
    return f"{match['name']} ({match['file'].removeprefix('syncwright/')})"


def boxes(below: Mapping[str, Node], left: float, depth: int, whole: int) -> Iterator[tuple[float, float, int, str]]:
    """Left edge and width in shares of the whole, depth, and name; the widest first."""
    for name, node in sorted(below.items(), key=lambda one: (-one[1].samples, one[0])):
        share = node.samples / whole
        if share >= LEAST:
            yield left, share, depth, name
            yield from boxes(node.below, left, depth + 1, whole)
        left += share


def drawn(root: Node) -> str:
    """The picture."""
    found = list(boxes(root.below, 0.0, 0, root.samples))
    height = (max(depth for _, _, depth, _ in found) + 1) * HEIGHT
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="11">\n'
    return head + "".join(_box(*one, height) for one in found) + "</svg>\n"


def _box(left: float, share: float, depth: int, name: str, height: int) -> str:
    x, width, y = left * WIDTH, share * WIDTH, height - (depth + 1) * HEIGHT
    shown = name if len(name) * 6.7 < width else name.partition(" (")[0]
    text = f'<text x="{x + 3:.1f}" y="{y + 12}">{escape(shown)}</text>' if len(shown) * 6.7 < width else ""
    colour = f"hsl({20 + sum(map(ord, name)) % 35},85%,{68 + depth % 3 * 5}%)"
    title = f"<title>{escape(name)}: {share:.1%}</title>"
    return f'<g>{title}<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{HEIGHT - 1}" fill="{colour}"/>{text}</g>\n'


if __name__ == "__main__":
    sys.stdout.write(drawn(grown(iter(sys.stdin))))
