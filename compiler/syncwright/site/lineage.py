"""What fields are made of and what is made of them, through formulas, bands, conversions and campaigns, to the platforms that they sync with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from syncwright.catalog.model import Catalog
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import Conversions
from syncwright.graph.model import KINDS, Edge
from syncwright.graph.reads import Reads, made
from syncwright.site.drawing import Arrow, Box, drawn

#: Steps in each direction, and nodes in one picture.
_STEPS, _MOST = 4, 40
_LEFT_OUT = ("contains", "lookup", "master-detail", "value-set")
#: Where the word for a kind of edge has no room between two boxes.
_WORDS = {"audience": "who goes through"}
_WAYS = {"two-way": "both ways", "from-salesforce": "to it", "to-salesforce": "from it"}


class Lineage:
    """Edges between fields, campaigns and connectors, by both ends; only fields that something is made of, or that are made of something, have any."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.up: dict[str, list[Edge]] = defaultdict(list)
        self.down: dict[str, list[Edge]] = defaultdict(list)
        for edge in self._edges():
            if edge.kind not in _LEFT_OUT:
                self.up[edge.target].append(edge)
                self.down[edge.source].append(edge)

    def _edges(self) -> Iterator[Edge]:
        reads, conversions, campaigns = Reads(self._catalog.org, ""), Conversions(self._catalog, ""), Campaigns(self._catalog)
        for field in self._catalog.fields():
            if field.held is not None and made(field.held):
                yield from reads.of(f"{field.object}.{field.name}")
            if field.object == "Lead":
                yield from conversions.of(f"Lead.{field.name}")
        for field in self._catalog.rare:
            if field.spec.band is not None:
                yield Edge(f"{field.object}.{field.spec.band.of}", "band", f"{field.object}.{field.name}")
        for name in self._catalog.campaigns:
            yield from campaigns.into(f"campaign:{name}")
            yield from campaigns.out(f"campaign:{name}")

    def picture(self, owner: str, name: str) -> Markup | None:
        """The picture of one field; None if nothing but the sync itself has to do with it."""
        start = f"{owner}.{name}"
        if start not in self.up and start not in self.down:
            return None
        edges = self._around(start)
        field = self._catalog.objects[owner].fields[name]
        synced = [Arrow(start, f"connector:{one}", _WAYS[way]) for one, way in field.directions.items() if way in _WAYS]
        arrows = [*(Arrow(one.source, one.target, _WORDS.get(one.kind, KINDS[one.kind])) for one in edges), *synced]
        ids = dict.fromkeys(end for one in arrows for end in (one.source, one.target))
        return drawn({one: self._box(one, start) for one in ids}, arrows, f"What {start} is made of, and what is made of it")

    def _around(self, start: str) -> list[Edge]:
        found: dict[tuple[str, str, str], Edge] = {}
        for edges, other in ((self.up, "source"), (self.down, "target")):
            here, seen = [start], {start}
            for _ in range(_STEPS):
                here = list(self._next(here, edges, other, found, seen))
        return list(found.values())

    @staticmethod
    def _next(
        here: list[str], edges: Mapping[str, list[Edge]], other: str, found: dict[tuple[str, str, str], Edge], seen: set[str]
    ) -> Iterator[str]:
        for node in here:
            for edge in edges.get(node, ()):
                if len(found) < _MOST:
                    found[edge.source, edge.kind, edge.target] = edge
                    there = getattr(edge, other)
                    if there not in seen:
                        seen.add(there)
                        yield there

    def _box(self, node: str, about: str) -> Box:
        kind, colon, name = node.partition(":")
        if colon:
            return Box(name, "", kind)
        owner, _, field = node.partition(".")
        held = self._catalog.objects.get(owner)
        url = f"{owner}.html#{field}" if held is not None and field in held.fields else ""
        return Box(node, url, "about" if node == about else "field")
