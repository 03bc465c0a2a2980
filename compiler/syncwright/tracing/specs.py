"""From a line of a spec to what is made of it: which parts of which files, by the spec keys that the line has a say in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from syncwright.catalog.at import inherits
from syncwright.catalog.model import CatalogField, Group
from syncwright.diagnostics import Key
from syncwright.platform import Artifact
from syncwright.records import Struct
from syncwright.syntax.positions import Node
from syncwright.tracing.places import Specs
from syncwright.tracing.wanted import Wanted, partly, ranges

#: What stands in an object's file for all its fields.
_FOR_ALL = frozenset({"object", "of", "owner", "why", "for", "sync", "used_by", "defaults", "fields"})
_COMMENT = re.compile(r"\s*(#|$)")


class Line(Struct, frozen=True):
    """What a line of a spec says: keys down its file, none for a comment or a blank line. `wanted`: the spec keys that it has a say in."""

    kind: Literal["spec", "comment", "blank"]
    says: tuple[tuple[Key, ...], ...] = ()
    wanted: Wanted = Wanted()
    fields: int = 0


class Ranges(Struct, frozen=True):
    """Lines of one file, first and last. `whole`: the rest of the file comes from the spec, too, as a file and not by a part."""

    path: str
    ranges: tuple[tuple[int, int], ...]
    whole: bool


def on_line(specs: Specs, path: str, line: int) -> Line:
    """What a line (1-based) of a spec says, and the spec keys that it has a say in."""
    root, text = specs.locate.root(path), specs.sources[path].line(line)
    if root is None:
        return Line("blank")
    says = tuple(_says(root, line, ()))
    if _COMMENT.match(text) and not any(_inside(root, keys, line) for keys in says):
        return Line("comment" if text.strip() else "blank")
    fields, others = set[str](), set[str]()
    for keys in says:
        found, more = _keys(specs, path, keys, _begins(root, keys, line))
        fields.update(found)
        others.update(more)
    by_object: dict[str, set[str]] = {}
    for key in fields:
        of, _, name = key.partition("#")
        by_object.setdefault(of, set()).add(name)
    return Line("spec", says, Wanted({of: frozenset(names) for of, names in by_object.items()}, frozenset(others)), len(fields))


def comes_of(artifacts: Iterable[Artifact], wanted: Wanted) -> Iterator[Ranges]:
    """The files with something in them that comes from these keys, by path."""
    for artifact in sorted(artifacts, key=lambda one: one.path):
        found = ranges(artifact.parts, wanted)
        whole = any(wanted.has(key) for key in artifact.keys) or partly(artifact.parts, wanted)
        if found or whole:
            yield Ranges(artifact.path, tuple(found), whole)


def _says(node: Node, line: int, keys: tuple[Key, ...]) -> Iterator[tuple[Key, ...]]:
    """The innermost entries that stand on a line."""
    within = [
        (key.value if key is not None else number, value)
        for number, (key, value) in enumerate(node.items)
        if (key or value).span.start.line <= line <= _end(value)
    ]
    if not within:
        yield keys
    for key, value in within:
        yield from _says(value, line, (*keys, key if key is not None else ""))


def _end(value: Node) -> int:
    end = value.span.end
    return max(value.span.start.line, end.line - 1 if end.column == 1 else end.line)


def _inside(root: Node, keys: Sequence[Key], line: int) -> bool:
    """Whether the line is one of a text that spreads over several."""
    node: Node | None = root
    for key in keys:
        entry = node.child(key) if node is not None else None
        node = entry[1] if entry is not None else None
    return node is not None and node.value is not None and node.span.start.line < line <= _end(node)


def _begins(root: Node, keys: tuple[Key, ...], line: int) -> tuple[Key, ...]:
    """The outermost entry that begins on a line, of those round an entry: what such an entry leaves out would stand there too."""
    node = root
    for depth, key in enumerate(keys, 1):
        entry = node.child(key)
        if entry is None or (entry[0] or entry[1]).span.start.line == line:
            return keys[:depth]
        node = entry[1]
    return keys


def _keys(specs: Specs, path: str, keys: tuple[Key, ...], begun: tuple[Key, ...]) -> tuple[Iterable[str], Iterable[str]]:
    """The keys of fields, and the others, that an entry of a file has a say in. `begun`: the outermost round it that begins on its line."""
    for whole, named in specs.named():
        if named.path == path:
            dotted = ".".join(map(str, begun))
            # A file's kind and name stand for all of it.
            return (), (f"{whole}#{dotted}" if begun and begun[0] != whole.partition("/")[0] else whole,)
    groups = [group for one in specs.objects() for group in one.groups if group.path == path]
    if not groups or (keys and keys[0] not in _FOR_ALL):
        return (), ()
    fields = [field for field in _fields(specs, path) if _concerns(field, keys, groups[0])]
    objects = () if keys[:1] in (("fields",), ("defaults",)) else {f"object/{name}" for name in groups[0].spec.object}
    return (field.key for field in fields), objects


def _fields(specs: Specs, path: str) -> Iterator[CatalogField]:
    for one in specs.objects():
        if any(group.path == path for group in one.groups):
            yield from (field for field in one.fields.values() if field.group.path == path)


def _concerns(field: CatalogField, keys: Sequence[Key], group: Group) -> bool:
    """Whether an entry of its file has a say in a field: what stands for all fields has none in one that says it itself."""
    match keys:
        case ["fields", said, *_]:
            return field.said == said
        case ["defaults", "at", str(address), *rest]:
            return inherits(field, address, str(rest[0]) if rest else None)
        case ["defaults", str(attribute), *_] if attribute != "at":
            return not getattr(field.spec, attribute, None)
        case ["owner", *_]:
            return not (field.spec.owner or group.defaults.owner)
    return True
