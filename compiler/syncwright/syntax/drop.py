"""Takes entries out of the text of a spec that people have written. Comments above an entry stay; those beside and inside it go with it.

Does no I/O, and knows neither kinds of specs nor rules.
"""

from collections.abc import Sequence

from syncwright.syntax.edit import EditError, line_after
from syncwright.syntax.format import format_text
from syncwright.syntax.layout import Edit, Mapping, Node, Scalar, Slot, edited, line_start, read, slots, token
from syncwright.syntax.layout import Sequence as Items
from syncwright.syntax.patch import filled
from syncwright.syntax.tree import Tree, parse
from syncwright.text import SourceFile


def drop(text: str, keys: Sequence[str], parents: int = 0) -> str:
    """The text without the entry at these keys; the last may be an item of a list. `parents`: how many of those that hold it go, too, if
    nothing else stands in them.

    Raises EditError where there is no such entry.
    """
    before = format_text(text)
    path = list(keys)
    tree = _tree(before)
    while len(path) > max(1, len(keys) - parents) and _alone(tree, path):
        path.pop()
    after = format_text(edited(before, [_edit(before, read(before), path)]))
    if filled(_tree(after)) != filled(_without(tree, path)):
        raise EditError("an edit would have changed another value")
    return after


def drop_items(text: str, keys: Sequence[Sequence[str]]) -> str:
    """The text without items of lists, each at keys as in `drop`. It is read once for one item of each list."""
    left: dict[tuple[str, ...], list[str]] = {}
    for path in keys:
        left.setdefault(tuple(path[:-1]), []).append(path[-1])
    text = format_text(text)
    while left:
        node, tree = read(text), _tree(text)
        for above, items in left.items():
            tree = _without(tree, (*above, items[0]))
        after = format_text(edited(text, [_edit(text, node, (*above, items[0])) for above, items in left.items()]))
        if filled(_tree(after)) != filled(tree):
            raise EditError("an edit would have changed another value")
        text = after
        left = {above: items[1:] for above, items in left.items() if items[1:]}
    return text


def _tree(text: str) -> Tree:
    parsed = parse(SourceFile("", text.encode()))
    if parsed.tree is None:
        raise EditError(f"an edit would have made a file that is refused: {parsed.findings[0].message}")
    return parsed.tree


def _alone(tree: Tree, path: Sequence[str]) -> bool:
    """Whether nothing stands beside an entry."""
    held = tree
    for key in path[:-1]:
        held = held.get(key) if isinstance(held, dict) else None
    return isinstance(held, str) or (isinstance(held, dict | list) and len(held) == 1)


def _without(tree: Tree, path: Sequence[str]) -> Tree:
    first, *rest = path
    if isinstance(tree, dict):
        return {key: _without(value, rest) if key == first else value for key, value in tree.items() if rest or key != first}
    return [item for item in tree if item != first] if isinstance(tree, list) else tree


def _edit(text: str, node: Node | None, path: Sequence[str], column: int = 0) -> Edit:
    first, *rest = path
    match node:
        case Mapping(flow=False):
            for slot in slots(text, node):
                if slot.key is not None and slot.key.value == first:
                    return _edit(text, slot.value, rest, column + 2) if rest else _lines(text, slot, column)
        case Mapping(flow=True):
            for index, (key, value) in enumerate(node.pairs):
                if key.value == first:
                    return _edit(text, value, rest) if rest else _piece(text, node, index, [one for pair in node.pairs for one in pair], 2)
        case Items(flow=False):
            for slot in slots(text, node):
                if isinstance(slot.value, Scalar) and slot.value.value == first:
                    return _lines(text, slot, slot.lead - line_start(text, slot.lead))
        case Items(flow=True):
            for index, item in enumerate(node.items):
                if isinstance(item, Scalar) and item.value == first:
                    return _piece(text, node, index, node.items, 1)
        case _:
            pass
    raise EditError(f"there is no `{first}` to take out")


def _lines(text: str, slot: Slot, column: int) -> Edit:
    """The lines of an entry of a block."""
    return line_start(text, slot.lead), line_after(text, slot.value, column), ""


def _piece(text: str, node: Mapping | Items, index: int, nodes: Sequence[Node], each: int) -> Edit:
    """An entry in braces or brackets, with the comma that parted it from the next one, else from the one before."""
    start, end = nodes[index * each].start, nodes[index * each + each - 1].end
    comma = token(text, end)
    if text[comma] == ",":
        return start, token(text, comma + 1), ""
    if index == 0:
        return node.start + 1, token(text, end), ""
    last = nodes[index * each - 1].end
    # A `:` that a bracket follows would be a part of the key.
    return last, end, " " if text[last - 1] == ":" else ""
