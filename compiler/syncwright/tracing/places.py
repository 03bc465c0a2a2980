"""Where spec keys, such as `object/Lead#Email`, stand as the specs are now: file, lines and what is written there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.at import inherits
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.diagnostics import Key, Place
from syncwright.records import Struct
from syncwright.syntax.positions import Locator, Node
from syncwright.text import SourceFile

#: What a file says for all its fields holds for a field that does not say it itself.
_INHERITED = ("sync", "why", "owner", "pii", "basis", "reviewed")


class Written(Struct, frozen=True):
    """A piece of a spec: from `line` up to and with `end`, 1-based; `column` is where it starts. `part` says which, such as `defaults.sync`."""

    path: str
    line: int
    column: int
    end: int
    part: str = ""


class Specs:
    """Looks up spec keys in the specs of one compilation."""

    def __init__(self, catalog: Catalog, sources: Mapping[str, SourceFile]) -> None:
        self.catalog = catalog
        self.sources = sources
        self.locate = Locator(sources)

    def of(self, key: str) -> list[Written]:
        """The places of a key; none if no spec says it. A field has those of the defaults that hold for it, after its own."""
        return [self.written(place) for place in self._places(key)]

    def written(self, place: Place) -> Written:
        """The lines of a place: those of an entry from its key to the end of its value, without what follows."""
        span = self.locate(place)
        entry = self._entry(place)
        end = _last_line(entry) if entry is not None else span.start.line
        # What is a whole document is said by its first line.
        return Written(place.path, span.start.line, span.start.column, self._trimmed(place.path, span.start.line, end), _dotted(place.keys))

    def lines(self, one: Written) -> Sequence[str]:
        """What is written there."""
        source = self.sources.get(one.path)
        return source.lines[one.line - 1 : one.end] if source is not None else ()

    def named(self) -> Iterator[tuple[str, Named[Any]]]:
        """Every spec but those of objects, by its key."""
        catalog = self.catalog
        yield f"estate/{catalog.estate.name}", catalog.estate
        yield from ((f"environment/{name}", one) for name, one in catalog.environments.items())
        shelves: Mapping[str, Mapping[str, Named[Any]]] = {
            "connector": catalog.connectors,
            "sync_user": catalog.users,
            "map": catalog.maps,
            "value_set": catalog.value_sets,
            "filter": {one.name: Named(one.name, one.spec, one.path) for one in catalog.filters.values()},
            "partition": {one.name: Named(one.name, one.spec, one.path) for one in catalog.partitions.values()},
            "campaign": {one.name: Named(one.name, one.spec, one.path) for one in catalog.every_campaign().values()},
        }
        for kind, held in shelves.items():
            yield from ((f"{kind}/{name}", one) for name, one in held.items())

    def objects(self) -> Iterator[CatalogObject]:
        """Those of Salesforce, and those that live on a marketing platform alone."""
        yield from self.catalog.objects.values()
        for held in self.catalog.elsewhere.values():
            yield from held.values()

    def _places(self, key: str) -> Iterator[Place]:
        whole, _, anchor = key.partition("#")
        kind, _, name = whole.partition("/")
        if kind != "object":
            named = dict(self.named()).get(whole)
            if named is not None:
                yield self._anchored(named.path, anchor) if anchor else Place(named.path, (kind,), "key")
            return
        # An object that lives on a marketing platform alone has one name there, whatever the connector.
        elsewhere = (objects[name] for objects in self.catalog.elsewhere.values() if name in objects)
        held = self.catalog.objects.get(name) or next(elsewhere, None)
        if held is not None and not anchor:
            yield from (Place(group.path, ("object",), "key") for group in sorted(held.groups, key=lambda group: group.path))
        elif held is not None and anchor in held.fields:
            field = held.fields[anchor]
            yield field.at()
            yield from inherited(field)

    def _anchored(self, path: str, anchor: str) -> Place:
        """The place under a dotted path. A key of a spec may have dots in it, as `Lead.Email` has."""
        node, keys, left = self.locate.root(path), list[Key](), anchor.split(".")
        while node is not None and left:
            count = next((n for n in range(len(left), 0, -1) if node.child(".".join(left[:n])) is not None), 0)
            entry = node.child(".".join(left[:count])) if count else None
            if entry is None:
                break
            keys.append(".".join(left[:count]))
            node, left = entry[1], left[count:]
        return Place(path, tuple(keys), "key")

    def _entry(self, place: Place) -> tuple[Node | None, Node] | None:
        node, entry = self.locate.root(place.path), None
        for key in place.keys:
            entry = node.child(key) if node is not None else None
            if entry is None:
                return None
            node = entry[1]
        return entry

    def _trimmed(self, path: str, line: int, end: int) -> int:
        source = self.sources.get(path)
        while source is not None and end > line and not source.line(end).split("#")[0].strip():
            end -= 1
        return end


def inherited(field: CatalogField) -> Iterator[Place]:
    """What the field's file says for all its fields and the field does not say itself."""
    path, defaults = field.group.path, field.group.defaults
    for attribute in _INHERITED:
        if getattr(defaults, attribute) and not getattr(field.spec, attribute):
            yield Place(path, ("defaults", attribute))
    for address in defaults.at:
        if inherits(field, address):
            yield Place(path, ("defaults", "at", address))


def _last_line(entry: tuple[Node | None, Node]) -> int:
    """A block ends, for libyaml, where the next token starts."""
    end = entry[1].span.end
    first = (entry[0] or entry[1]).span.start.line
    return max(first, end.line - 1 if end.column == 1 else end.line)


def _dotted(keys: Sequence[Key]) -> str:
    return ".".join(map(str, keys))
