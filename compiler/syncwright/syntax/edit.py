"""Puts values into the text of a spec that people have written. What is not touched, comments included, stays as it is.

Edits are made on spans of the text, as the formatter makes them. Does no I/O, and knows neither kinds of specs nor rules.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from syncwright.syntax.blocks import STEP, has_comment, opening
from syncwright.syntax.format import format_text
from syncwright.syntax.layout import Edit, Mapping, Node, Scalar, Slot, comments, edited, line_start, read, slots, token
from syncwright.syntax.layout import Sequence as Items
from syncwright.syntax.patch import Patch, filled, missing, patched
from syncwright.syntax.tree import Tree, parse
from syncwright.syntax.written import entry, flow, nested, scalar
from syncwright.text import SourceFile

#: Blank lines and comments, and the indentation of the comment that they end in.
_COMMENTS_BELOW = re.compile(r"(?:[ ]*\n)*( *)#[^\n]*\n")


class EditError(Exception):
    """What is to be put somewhere does not fit what stands there, or we would have changed something else: a bug of ours."""


def put(text: str, patch: Patch) -> str:
    """The text of an accepted spec with the patch in it, formatted.

    New keys go where the order puts them if the keys beside them are in order, else to the end; those of the spec itself always go to
    the end. Raises EditError where the patch does not fit what is there.
    """
    before = format_text(text)
    now = before
    while (edit := _next_opening(now, read(now), patch, Slot(0, 0, None, _root(now)))) is not None:
        now = edited(now, [edit])
    root = _root(now)
    changes = _edits(now, root, patch, 0) if not root.flow else _flow_edits(now, root, patch)
    after = format_text(edited(now, changes))
    if filled(_tree(after)) != filled(patched(_tree(before), patch)):
        raise EditError("an edit would have changed another value")
    if list(comments(after, read(after))) != list(comments(before, read(before))):
        raise EditError("an edit would have lost a comment")
    return after


def _root(text: str) -> Mapping:
    root = read(text)
    assert isinstance(root, Mapping), "an accepted spec is a mapping"
    return root


def _tree(text: str) -> Patch:
    parsed = parse(SourceFile("", text.encode()))
    if parsed.tree is None:
        raise EditError(f"an edit would have made a file that is refused: {parsed.findings[0].message}")
    return parsed.tree


# ------------------------------------------------------------------ mappings in braces that get more lines than one


def _next_opening(text: str, node: Node | None, patch: Tree, slot: Slot, column: int = 0) -> Edit | None:
    """The edit that gives the outermost mapping in braces lines of its own, if the patch adds such lines to it or inside it."""
    if not isinstance(node, Mapping) or not isinstance(patch, dict):
        return None
    if node.flow:
        if not node.pairs or has_comment(text, node) or not _grows(node, patch):
            return None
        return opening(text, slot, node, column)
    for inner in slots(text, node):
        assert inner.key is not None, "slots of a mapping have keys"
        if inner.key.value in patch:
            edit = _next_opening(text, inner.value, patch[inner.key.value], inner, column + STEP)
            if edit is not None:
                return edit
    return None


def _grows(node: Node, patch: Tree) -> bool:
    """Whether a mapping gets an entry that is more than a word."""
    if not isinstance(node, Mapping) or not isinstance(patch, dict):
        return False
    held = {key.value: value for key, value in node.pairs}
    return any(_grows(held[key], value) if key in held else value == "" or isinstance(value, dict) for key, value in patch.items())


# ------------------------------------------------------------------ block form


def _edits(text: str, node: Mapping, patch: Patch, column: int) -> Iterator[Edit]:
    """The edits inside a block mapping whose keys stand at `column`."""
    held = list(slots(text, node))
    by_name = {slot.key.value: slot for slot in held if slot.key is not None}
    for key, value in patch.items():
        if key in by_name:
            yield from _changed(text, by_name[key], value, column)
    new = {key: value for key, value in patch.items() if key not in by_name}
    for place, keys in _places(list(by_name), list(new), in_order=column > 0).items():
        at = line_start(text, held[0].lead) if place == 0 else line_after(text, held[place - 1].value, column)
        if place == 0:
            at = _above(text, at)
        lines = [line for key in keys for line in entry(key, new[key], column)]
        # Where two levels end at one place, the deeper one has more blanks and so is sorted before the other.
        yield at, at, "".join(f"{line}\n" for line in lines)


def _places(held: list[str], new: list[str], *, in_order: bool) -> dict[int, list[str]]:
    """After how many of the keys that are there each new one goes."""
    if not in_order or held != sorted(held):
        return {len(held): new} if new else {}
    places: dict[int, list[str]] = {}
    for key in sorted(new):
        places.setdefault(bisect(held, key), []).append(key)
    return places


def _above(text: str, at: int) -> int:
    """The start of the comment lines directly above a line: they say something of it."""
    while at and text[line_start(text, at - 1) : at].lstrip(" ").startswith("#"):
        at = line_start(text, at - 1)
    return at


def line_after(text: str, value: Node, column: int) -> int:
    """Where the line after a value begins. Comments that are indented more than `column` belong to the value."""
    last = _last(value)
    if isinstance(last, Scalar) and last.block:
        at = last.end
        if "+" not in text[last.start :].partition("\n")[0]:
            at = last.start + len(text[last.start : last.end].rstrip("\n")) + 1
    else:
        at = text.index("\n", value.end) + 1
    while (match := _COMMENTS_BELOW.match(text, at)) is not None and len(match[1]) > column:
        at = match.end()
    return at


def _last(node: Node) -> Node:
    """What stands last in the text of a node."""
    while not isinstance(node, Scalar) and not node.flow:
        node = node.pairs[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node


def _changed(text: str, slot: Slot, value: Tree, column: int) -> Iterator[Edit]:
    """The edits of one entry that is there."""
    match slot.value, value:
        case _, "":
            return
        case Mapping(flow=False) as node, dict():
            yield from _edits(text, node, value, column + STEP)
        case Items(flow=False) as node, list():
            more = missing([_text(item) for item in node.items], value)
            indent = " " * (node.start - line_start(text, node.start))
            at = line_after(text, node, column)
            yield at, at, "".join(f"{indent}- {flow(item)}\n" for item in more)
        case Scalar(empty=True), dict() if nested(value):
            lines = [line for key, inner in value.items() for line in entry(key, inner, column + STEP)]
            at = text.index("\n", slot.mark) + 1
            yield at, at, "".join(f"{line}\n" for line in lines)
        case Scalar() as held, str() if value != held.value:
            yield held.start, held.end, _replacing(text, held, value)
        case node, _:
            yield from _value_edits(text, node, value)


def _replacing(text: str, held: Scalar, value: str) -> str:
    if held.empty:
        return f" {scalar(value)}"
    if not held.block:
        return scalar(value)
    note = text[held.start :].partition("\n")[0].lstrip("|>+-0123456789")
    return f"{scalar(value)}{note}\n"


# ------------------------------------------------------------------ braces and brackets


def _flow_edits(text: str, node: Mapping, patch: Patch) -> Iterator[Edit]:
    """The edits inside a mapping in braces."""
    held = {key.value: value for key, value in node.pairs}
    for key, value in patch.items():
        if key in held:
            yield from _value_edits(text, held[key], value)
    added = [f"{scalar(key)}: {flow(value)}" for key, value in patch.items() if key not in held]
    yield from _added(text, node, [*(value for pair in node.pairs for value in pair)], added)


def _value_edits(text: str, node: Node, value: Tree) -> Iterator[Edit]:
    match node, value:
        case _, "":
            return
        case Mapping(flow=True), dict():
            yield from _flow_edits(text, node, value)
        case Items(flow=True), list():
            yield from _added(text, node, node.items, [flow(item) for item in missing([_text(one) for one in node.items], value)])
        case Scalar(), str():
            if value != node.value:
                yield node.start, node.end, f" {flow(value)}" if node.empty else flow(value)
        case Scalar(), list():
            yield node.start, node.end, f"{' ' if node.empty else ''}{flow(patched(node.value, value))}"
        case Scalar(empty=True), dict():
            if value:
                yield node.start, node.end, f" {flow(value)}"
        case _:
            raise EditError(f"{flow(value)} cannot be put where something of another shape stands")


def _added(text: str, node: Mapping | Items, held: Sequence[Node], pieces: list[str]) -> Iterator[Edit]:
    """Further items. They go behind the last one, or behind the comment beside it."""
    if not pieces:
        return
    if not held:
        yield node.start + 1, node.start + 1, ", ".join(pieces)
        return
    last = held[-1].end
    comma = token(text, last)
    # A comma right behind the `:` of an empty value would be a part of the key.
    here, mark = (comma + 1, "") if text[comma] == "," else (last, " ," if text[last - 1] == ":" else ",")
    rest = text[here : text.index("\n", here) + 1]
    if rest.lstrip(" ").startswith("#"):
        indent = " " * (held[0].start - line_start(text, held[0].start))
        yield here, here, mark
        yield here + len(rest), here + len(rest), "".join(f"{indent}{piece},\n" for piece in pieces)
    else:
        yield here, here, f"{mark} {', '.join(pieces)}"


def _text(node: Node) -> Tree:
    return node.value if isinstance(node, Scalar) else None
