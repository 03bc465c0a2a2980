"""Puts other words where words of a spec stand, and takes entries out. Comments, quotes and columns of values stay.

Edits are made on spans of the text. Does no I/O, and knows neither kinds of specs nor rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from syncwright.diagnostics import Key
from syncwright.records import Struct
from syncwright.syntax.blocks import has_comment
from syncwright.syntax.edit import EditError
from syncwright.syntax.format import format_text
from syncwright.syntax.layout import Edit, Node, Scalar, comments, edited, line_start, read, slots, token
from syncwright.syntax.layout import Mapping as Pairs
from syncwright.syntax.layout import Sequence as Items
from syncwright.syntax.tree import Tree, parse
from syncwright.syntax.written import in_double_quotes, scalar
from syncwright.text import SourceFile

Keys = tuple[Key, ...]


class Spelling(Struct, frozen=True):
    """The word at `keys` is to be another: the last key itself, or the value there. `within`: the value is a longer text that has `was` in it.

    Of `within` the occurrences that are meant are counted from 0 among those that stand alone.
    """

    keys: Keys
    part: Literal["key", "value"]
    was: str
    text: str
    within: tuple[int, ...] = ()


def respelled(text: str, spellings: Sequence[Spelling], dropped: Sequence[Keys] = ()) -> str:
    """The text of an accepted spec with the spellings in it and without the entries that are dropped, formatted.

    Raises EditError if we would have changed anything else: a bug of ours.
    """
    before = format_text(text)
    wanted = _respelled_tree(_tree(before), spellings, dropped)
    said = list(comments(before, read(before)))
    for plain in (True, False):
        after = _made(before, spellings, dropped, plain=plain)
        parsed = parse(SourceFile("", after.encode()))
        if parsed.tree is not None and _filled(parsed.tree) == _filled(wanted):
            after = format_text(after)
            if sorted(comments(after, read(after))) == sorted(said):
                return after
    raise EditError("an edit would have changed another value or lost a comment")


def _tree(text: str) -> Tree:
    parsed = parse(SourceFile("", text.encode()))
    assert parsed.tree is not None, "what was accepted is formatted"
    return parsed.tree


def _filled(tree: Tree) -> Tree:
    """What is left empty and what is empty say the same; the order of keys means nothing."""
    if isinstance(tree, dict):
        return {key: _filled(value) for key, value in tree.items()}
    return [_filled(one) for one in tree] if isinstance(tree, list) else tree or {}


# ------------------------------------------------------------------ the tree that is meant


def _respelled_tree(tree: Tree, spellings: Sequence[Spelling], dropped: Sequence[Keys]) -> Tree:
    keys = {one.keys: one.text for one in spellings if one.part == "key"}
    values: dict[Keys, list[Spelling]] = {}
    for one in spellings:
        if one.part == "value":
            values.setdefault(one.keys, []).append(one)
    gone = set(dropped)

    def made(node: Tree, at: Keys) -> Tree:
        if isinstance(node, dict):
            return {keys.get((*at, key), key): made(value, (*at, key)) for key, value in node.items() if (*at, key) not in gone}
        if isinstance(node, list):
            return [made(one, (*at, index)) for index, one in enumerate(node)]
        return _replaced(node, values[at]) if at in values else node

    return made(tree, ())


def _replaced(text: str, spellings: Sequence[Spelling]) -> str:
    """A value with its spellings in it."""
    if not spellings[0].within:
        return spellings[0].text
    return edited(text, [edit for one in spellings for edit in _inside(text, 0, len(text), one)])


def alone(word: str) -> str:
    """A pattern for a word that is no part of a longer one."""
    return rf"(?<!\w){re.escape(word)}(?!\w)"


# ------------------------------------------------------------------ the text


def _made(text: str, spellings: Sequence[Spelling], dropped: Sequence[Keys], *, plain: bool) -> str:
    root = read(text)
    found = dict(_standing(text, root, (), {one.keys for one in spellings} | set(dropped)))
    edits: list[Edit] = []
    new: dict[int, str] = {}
    for one in spellings:
        key, value = found[one.keys]
        node = key if one.part == "key" else value
        assert isinstance(node, Scalar), "a spelling is of a word"
        if one.within:
            edits += _inside(text, node.start, node.end, one)
            continue
        written = _written(text, node, one.text, plain=plain)
        edits.append((node.start, node.end, written))
        if one.part == "key":
            new[node.start] = written
    edits += _columns(text, root, new)
    edits += [edit for keys in dropped for edit in _without(text, root, keys)]
    return edited(text, sorted(edits))


def _standing(text: str, node: Node | None, at: Keys, wanted: set[Keys]) -> Iterator[tuple[Keys, tuple[Scalar | None, Node]]]:
    """The key and the value at each of the keys that are wanted."""
    if isinstance(node, Pairs):
        for key, value in node.pairs:
            here = (*at, key.value)
            if here in wanted:
                yield here, (key, value)
            yield from _standing(text, value, here, wanted)
    elif isinstance(node, Items):
        for index, value in enumerate(node.items):
            if (*at, index) in wanted:
                yield (*at, index), (None, value)
            yield from _standing(text, value, (*at, index), wanted)


def _written(text: str, held: Scalar, new: str, *, plain: bool) -> str:
    """A word as the one before it was written: in its quotes, or in none where none are needed."""
    if held.style == "'" and "\n" not in new:
        return "'" + new.replace("'", "''") + "'"
    if held.style == '"':
        return in_double_quotes(new)
    said = new if plain and new and new == new.strip() else scalar(new)
    if not held.block:
        return said
    note = text[held.start :].partition("\n")[0].lstrip("|>+-0123456789")
    return f"{said}{note}\n"


def _inside(text: str, start: int, end: int, one: Spelling) -> Iterator[Edit]:
    """The occurrences in a longer text. Names are written alike in every style, so that they are counted the same in the file."""
    places = [match.span() for match in re.finditer(alone(one.was), text[start:end])]
    for index in one.within:
        if index >= len(places):
            raise EditError(f"`{one.was}` is not written as it reads")
        yield start + places[index][0], start + places[index][1], one.text


# ------------------------------------------------------------------ columns of values


class _Line(Struct, frozen=True):
    """An entry on a line of its own: where its value begins, how wide the line is up to the mark, now and with the new key."""

    mark: int
    value: int
    before: int
    after: int

    @property
    def column(self) -> int:
        return self.before + self.value - self.mark


def _columns(text: str, node: Node | None, new: Mapping[int, str]) -> Iterator[Edit]:
    """Blanks that keep values in one column where a key beside them changes its length."""
    if not new or node is None or isinstance(node, Scalar):
        return
    if isinstance(node, Pairs) and not node.flow:
        for lines in _runs(text, node, new):
            slack = min(line.value - line.mark for line in lines)
            if len({line.before for line in lines}) > 1 or slack > 1:
                column = max(line.after for line in lines) + slack
                for line in lines:
                    yield line.mark, line.value, " " * (column - line.after)
    for value in (value for _, value in node.pairs) if isinstance(node, Pairs) else node.items:
        yield from _columns(text, value, new)


def _runs(text: str, node: Pairs, new: Mapping[int, str]) -> Iterator[list[_Line]]:
    """Neighbours with their values in one column, those runs in which a key changes."""
    run: list[_Line] = []
    for line in [*_lines(text, node, new), None]:
        if run and (line is None or line.column != run[-1].column):
            if len(run) > 1 and any(one.before != one.after for one in run):
                yield run
            run = []
        if line is not None:
            run.append(line)


def _lines(text: str, node: Pairs, new: Mapping[int, str]) -> Iterator[_Line | None]:
    """The entries of a mapping; None for one that is not on one line, or says nothing."""
    for slot in slots(text, node):
        key, value = slot.key, slot.value
        if key is None or value.start == value.end or "\n" in text[slot.lead : value.end] or text[slot.mark : value.start].strip(" "):
            yield None
            continue
        was = slot.mark - line_start(text, slot.lead)
        longer = len(new[key.start]) - (key.end - key.start) if key.start in new else 0
        yield _Line(slot.mark, value.start, was, was + longer)


# ------------------------------------------------------------------ entries that go


def _without(text: str, node: Node | None, keys: Keys) -> Iterator[Edit]:
    """The edits that take one entry of a mapping out; a comment beside it gets a line of its own."""
    above = node
    for step in keys[:-1]:
        above, node = node, _child(node, step)
    assert isinstance(node, Pairs), "an entry is dropped out of a mapping"
    index = next(index for index, (key, _) in enumerate(node.pairs) if key.value == keys[-1])
    key, value = node.pairs[index]
    if node.flow:
        only = len(node.pairs) == 1 and isinstance(above, Pairs) and not above.flow and above is not node
        bare = len(text[: node.start].rstrip(" "))
        yield (bare, node.end, "") if only and text[bare - 1] == ":" and not has_comment(text, node) else _cut(text, node, index)
        return
    start, stop = line_start(text, key.start), text.find("\n", max(value.end - 1, key.end)) + 1 or len(text)
    lead = text[start : key.start]
    beside = text[max(value.end, key.end) : stop] if not (isinstance(value, Scalar) and value.block) else ""
    note = f"{lead}{beside[beside.index('#') :]}" if "#" in beside else ""
    if not lead.strip(" "):
        yield start, stop, note
        return
    # Beside the dash of a list item: what comes next moves up to it.
    after = node.pairs[index + 1][0].start if index + 1 < len(node.pairs) else max(value.end, key.end)
    yield key.start, after, "" if index + 1 < len(node.pairs) else "{}"


def _child(node: Node | None, key: Key) -> Node:
    if isinstance(node, Items):
        assert isinstance(key, int), "items are counted"
        return node.items[key]
    assert isinstance(node, Pairs), "keys lead through collections"
    return next(value for held, value in node.pairs if held.value == key)


def _cut(text: str, node: Pairs, index: int) -> Edit:
    """Out of braces, with the comma on one side. Comments stay where they are, and so does the comma before them."""
    key, value = node.pairs[index]
    end = max(value.end, key.end)
    if index + 1 < len(node.pairs):
        comma = token(text, end) + 1
        after = token(text, comma)
        return key.start, comma if "#" in text[comma:after] else after, ""
    start = max(node.pairs[index - 1][1].end, node.pairs[index - 1][0].end) if index else key.start
    return key.start if "#" in text[start : key.start] else start, end, ""
