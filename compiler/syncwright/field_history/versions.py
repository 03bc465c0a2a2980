"""Versions of one file, one after the other: of each only the lines are read that did not stand in another before.

A file whose fields come last is cut before each of them. That the cuts are right is known and not guessed: a file that was read as a whole has
these very fields in this order, so each stands where it was cut, and nothing in quotes or brackets goes on behind it. Of the next version with the
same fields the same pieces mean the same, and those that are new are read by themselves and have to give these very fields again. Whatever does
not fit is read as a whole.
"""

import re
from collections.abc import Mapping
from typing import Any

from syncwright.field_history.meaning import NOTHING, Head, Version, head_of, version_of
from syncwright.records import Struct
from syncwright.syntax.tree import Tree, parse
from syncwright.text import SourceFile

_FIELDS = re.compile(rb"^fields:[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\n)*( +)(?=[^ #\r\n])", re.MULTILINE)
_AFTER = re.compile(rb"^[^ #\r\n]", re.MULTILINE)


class _Cut(Struct, frozen=True):
    """A version cut before its fields: what stands before, their names, and a piece each."""

    head: bytes
    names: tuple[str, ...]
    pieces: tuple[bytes, ...]


class Versions:
    """Reads versions of one file. What was read is kept by its bytes, until a version has other fields."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._names: tuple[str, ...] = ()
        self._heads: dict[bytes, Head] = {}
        self._entries: dict[bytes, Mapping[str, Any]] = {}

    def of(self, data: bytes | None) -> Version | None:
        """What a version says; nothing where there is no file, and None where it cannot be read."""
        if not data:
            return None if data is None else NOTHING
        cut = _cut(data)
        if cut is not None and cut.names == self._names and self._read(cut):
            head = self._heads[cut.head]
            return Version(head, {name: self._entries[piece] for name, piece in zip(cut.names, cut.pieces, strict=True)})
        return self._whole(data, cut)

    def _whole(self, data: bytes, cut: _Cut | None) -> Version | None:
        tree = _tree(self._path, data)
        if tree is None:
            return None
        made = version_of(tree)
        if cut is not None and tuple(made.entries) == cut.names:
            self._names, self._heads = cut.names, {cut.head: made.head}
            self._entries = dict(zip(cut.pieces, made.entries.values(), strict=True))
        return made

    def _read(self, cut: _Cut) -> bool:
        """Read what is new of a version; whether that can be done without the rest."""
        new = [(name, piece) for name, piece in zip(cut.names, cut.pieces, strict=True) if piece not in self._entries]
        if new:
            tree = _tree(self._path, b"object: o\nfields:\n" + b"".join(piece for _, piece in new))
            found = version_of(tree).entries if tree is not None else {}
            if list(found) != [name for name, _ in new]:
                return False
            self._entries |= {piece: found[name] for name, piece in new}
        if cut.head not in self._heads:
            tree = _tree(self._path, cut.head)
            if tree is None or next(reversed(tree)) != "fields" or tree["fields"]:
                return False
            head = head_of(tree)
            if not head.objects:
                return False
            self._heads[cut.head] = head
        return True


def _tree(path: str, data: bytes) -> dict[str, Tree] | None:
    return parse(SourceFile(path, data)).tree


def _cut(data: bytes) -> _Cut | None:
    """A file cut before each of its fields; None where they are written otherwise, or something comes behind them."""
    found = _FIELDS.search(data)
    if found is None or _AFTER.search(data, found.start(1)) is not None or not data.endswith(b"\n"):
        return None
    starts = list(_entry(len(found[1])).finditer(data, found.start(1)))
    if not starts or starts[0].start() != found.start(1):
        return None
    ends = [one.start() for one in starts[1:]] + [len(data)]
    names = tuple(one[1].decode() for one in starts)
    return _Cut(data[: starts[0].start()], names, tuple(data[one.start() : end] for one, end in zip(starts, ends, strict=True)))


def _entry(indent: int) -> "re.Pattern[bytes]":
    return re.compile(rb"^ {%d}([A-Za-z_][A-Za-z0-9_]*):(?=[ \r\n])" % indent, re.MULTILINE)
