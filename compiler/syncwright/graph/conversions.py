"""What becomes of a lead's fields when the lead is converted: as the specs say it, and as the org maps it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Place
from syncwright.graph.model import Edge, split

#: The one object that is converted into others.
CONVERTED = "Lead"


class Conversions:
    """Edges from fields of a lead to the fields they become. `folder`: where the inventory lies, for places."""

    def __init__(self, catalog: Catalog, folder: str) -> None:
        self._catalog = catalog
        self._place = f"{folder}/objects/{CONVERTED}.json"
        self._into: dict[str, list[Edge]] | None = None

    def of(self, node_id: str) -> list[Edge]:
        """What a field becomes. What the org maps and a spec says too is one edge, with the spec's place."""
        owner, name = split(node_id)
        if owner != CONVERTED:
            return []
        found: dict[str, Edge] = {}
        said = self._catalog.objects[owner].fields.get(name) if owner in self._catalog.objects else None
        if said is not None and said.spec.convert is not None:
            found[said.spec.convert] = Edge(node_id, "conversion", said.spec.convert, "", said.at("convert"))
        held = self._catalog.org.objects.get(owner)
        for target in held.conversion.get(name, ()) if held is not None else ():
            found.setdefault(target, Edge(node_id, "conversion", target, "", Place(self._place, ("conversion", name))))
        return list(found.values())

    def into(self, node_id: str) -> list[Edge]:
        """What becomes this field."""
        if self._into is None:
            self._into = {}
            for name in self._names():
                for edge in self.of(f"{CONVERTED}.{name}"):
                    self._into.setdefault(edge.target, []).append(edge)
        return self._into.get(node_id, [])

    def _names(self) -> Iterator[str]:
        said, held = self._catalog.objects.get(CONVERTED), self._catalog.org.objects.get(CONVERTED)
        names = {*(said.fields if said is not None else ()), *(held.conversion if held is not None else ())}
        return iter(sorted(names))
