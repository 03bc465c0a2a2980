"""Two environments side by side, as a document, as text in two columns and as Markdown."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from syncwright.environments import SideBySide
from syncwright.limits import SHOWN_FINDINGS
from syncwright.views.diagnostics import as_json
from syncwright.views.paint import Paint, columns, visible
from syncwright.views.plan.told import cell

__all__ = ["as_json", "document", "human", "markdown"]

Document = dict[str, Any]

#: Columns of text where nothing says how many there are, and the fewest that it is laid out for.
WIDTH, _NARROW = 100, 60
_NONE = "-"


def document(found: SideBySide) -> Document:
    """Every difference, by topic."""
    return {
        "format": 1,
        "left": found.left,
        "right": found.right,
        "differences": [
            {"topic": one.topic, "name": one.name, "what": one.what, "left": one.left, "right": one.right} for one in found.differences
        ],
        "unnamed": found.unnamed,
    }


def _topics(doc: Document) -> Iterator[tuple[str, list[Document]]]:
    for topic, held in groupby(doc["differences"], key=lambda one: one["topic"]):
        yield topic, list(held)


def _heading(doc: Document) -> str:
    number = len(doc["differences"])
    if not number:
        return f"{doc['left']} and {doc['right']} are alike in all that the specs name"
    return f"{doc['left']} and {doc['right']}: {number:,} difference{'s' if number != 1 else ''}"


def _besides(doc: Document) -> list[str]:
    number = doc["unnamed"]
    if not number:
        return []
    return [f"the orgs differ in {number:,} more thing{'s' if number != 1 else ''} that no spec names and no sync user has"]


# ------------------------------------------------------------------ text


def human(doc: Document, paint: Paint, width: int = WIDTH) -> str:
    """Topic by topic, the two sides beside each other."""
    width = max(_NARROW, width)
    widths = _widths(doc, width)
    lines = [paint.bold(line) for line in _broken(_heading(doc), width)]
    for topic, held in _topics(doc):
        lines.append("")
        lines += [paint.bold(line) for line in _row((topic, doc["left"], doc["right"]), widths)]
        name = ""
        for one in held[:SHOWN_FINDINGS]:
            if one["name"] != name:
                name = one["name"]
                lines += [f"  {part}" for part in _broken(name, width - 2)]
            lines += _row((f"    {one['what']}", one["left"] or _NONE, one["right"] or _NONE), widths)
        if (more := len(held) - SHOWN_FINDINGS) > 0:
            lines.append(f"  ... and {more:,} more; `--format json` shows all")
    besides = [line for text in _besides(doc) for line in _broken(text, width)]
    return "\n".join([*lines, *([""] if besides and doc["differences"] else []), *besides]) + "\n"


def _widths(doc: Document, width: int) -> tuple[int, int, int]:
    """As much as the names of parts and topics need, no more than two fifths; what is left is shared by the sides."""
    needed = (max(columns(one["what"]) + 4, columns(one["topic"])) for one in doc["differences"])
    first = min(max(needed, default=0), width * 2 // 5)
    side = (width - first - 4) // 2
    return first, side, side


def _row(texts: tuple[str, str, str], widths: tuple[int, int, int]) -> list[str]:
    """Three texts beside each other, each in lines of its own width; what goes on of the first stands under its first word."""
    indent = len(texts[0]) - len(texts[0].lstrip(" "))
    first = [" " * indent + line for line in _broken(texts[0].lstrip(" "), widths[0] - indent)]
    cells = [first, *(list(_broken(text, width)) for text, width in zip(texts[1:], widths[1:], strict=True))]
    rows = []
    for number in range(max(map(len, cells))):
        parts = [held[number] if number < len(held) else "" for held in cells]
        rows.append("  ".join(part + " " * (width - columns(part)) for part, width in zip(parts, widths, strict=True)).rstrip())
    return rows


def _broken(text: str, width: int) -> list[str]:
    """The text in lines that fit: broken at blanks, and inside a word that is too long."""
    lines, line = [], ""
    for word in visible(text).split(" "):
        if line and columns(line) + 1 + columns(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(word, width)
        lines += whole
    return [*lines, line]


def _cut(word: str, width: int) -> Iterable[str]:
    part, used = "", 0
    for char in word:
        wide = columns(char)
        if part and used + wide > width:
            yield part
            part, used = "", 0
        part += char
        used += wide
    yield part


# ------------------------------------------------------------------ Markdown


def markdown(doc: Document) -> str:
    """A table a topic. Whatever a value holds is text."""
    lines = [f"## {cell(_heading(doc))}"]
    for topic, held in _topics(doc):
        lines += ["", f"### {topic}", "", f"| what | part | {cell(doc['left'])} | {cell(doc['right'])} |", "|:--|:--|:--|:--|"]
        lines += [f"| {' | '.join(cell(text) for text in _cells(one))} |" for one in held]
    return "\n".join([*lines, *(line for text in _besides(doc) for line in ("", text))]) + "\n"


def _cells(one: Document) -> tuple[str, str, str, str]:
    return one["name"], one["what"], one["left"] or _NONE, one["right"] or _NONE
