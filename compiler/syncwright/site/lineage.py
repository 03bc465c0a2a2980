"""What fields are made of and what is made of them, through formulas, bands, conversions, campaigns and filters, to the platforms that they sync with
and the users that see them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.graph import said
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import Conversions
from syncwright.graph.filters import Filters, id_of
from syncwright.graph.model import KINDS, Edge
from syncwright.graph.reads import Reads, made
from syncwright.seen import Seen
from syncwright.site.drawing import Arrow, Box, Ends, drawn
from syncwright.site.figure import told

#: Steps in each direction, and nodes in one picture.
_STEPS, _MOST = 4, 40
_LEFT_OUT = ("contains", "owns", "runs", "named", "limits")
#: What one field has, and no other field has to do with: told of the field that a picture is about, and not walked along.
_OWN = ("lookup", "master-detail", "value-set")
#: In an estate of at most so many fields each has a picture, in a larger one those that have to do with more than the sync.
_EVERY = 2_000
#: Where the word for a kind of edge has no room between two boxes.
_WORDS = {
    "audience": "who goes through",
    "scope": "who is in",
    "same-idea": "same idea",
    "master-detail": "is the master of",
    "value-set": "gives its values",
}
_ENDS: Mapping[str, Ends] = {"two-way": "both", "from-salesforce": "target", "to-salesforce": "source"}


class Lineage:
    """Edges between fields, campaigns, filters and connectors, by both ends; only fields that something is made of, or that are made of something, have any.
    `own`: those of one field alone, to the object that it points to or the values that it has.

    `url`: the page of a node, below the site; empty where there is none. `edges`: all that were found, with those that no picture of a field shows,
    such as whose a campaign is.
    """

    def __init__(self, catalog: Catalog, seen: Seen, url: Callable[[str], str]) -> None:
        self._catalog, self._seen, self._url = catalog, seen, url
        self._users: tuple[str, Mapping[str, list[Arrow]]] = ("", {})
        self.up: dict[str, list[Edge]] = defaultdict(list)
        self.down: dict[str, list[Edge]] = defaultdict(list)
        self.own: dict[str, list[Edge]] = defaultdict(list)
        self.edges = list(self._edges())
        self._every = sum(len(one.fields) for one in catalog.objects.values()) <= _EVERY
        for edge in self.edges:
            if edge.kind in _OWN:
                self.own[edge.target].append(edge)
            elif edge.kind not in _LEFT_OUT:
                self.up[edge.target].append(edge)
                self.down[edge.source].append(edge)

    def _edges(self) -> Iterator[Edge]:
        reads, conversions = Reads(self._catalog.org, ""), Conversions(self._catalog, "")
        for field in self._catalog.fields():
            if field.held is not None and made(field.held):
                yield from reads.of(f"{field.object}.{field.name}")
            if field.object == "Lead":
                yield from conversions.of(f"Lead.{field.name}")
        for field in self._catalog.rare:
            if field.spec.band is not None:
                yield Edge(f"{field.object}.{field.spec.band.of}", "band", f"{field.object}.{field.name}")
        # What leads from one of these to another is known by both.
        yield from dict.fromkeys(self._of_specs())

    def _of_specs(self) -> Iterator[Edge]:
        campaigns, filters = Campaigns(self._catalog), Filters(self._catalog)
        for one in self._catalog.every_campaign():
            yield from (*campaigns.into(f"campaign:{one}"), *campaigns.out(f"campaign:{one}"))
        for scope in self._catalog.scopes():
            yield from (*filters.into(id_of(scope)), *filters.out(id_of(scope)))

    def picture(self, owner: str, name: str) -> Markup | None:
        """The picture of one field; None if nothing has to do with it, or in a large estate nothing but the sync itself."""
        start, field = f"{owner}.{name}", self._catalog.objects[owner].fields[name]
        if not self._drawn(field):
            return None
        edges = [*self._around(start), *self.own.get(start, ())]
        edges += [Edge(start, "same-idea", other) for other in said.same_idea(self._catalog, field)]
        synced = [Arrow(start, f"connector:{one}", "syncs with", _ENDS[way]) for one, way in field.directions.items() if way in _ENDS]
        arrows = [*map(_arrow, edges), *synced, *self._seen_by(owner, name)]
        if not arrows:
            return None
        ids = dict.fromkeys(end for one in arrows for end in (one.source, one.target))
        boxes = {one: self._box(one, start) for one in ids}
        return drawn(boxes, arrows, f"What {start} is made of, and what is made of it") + told(boxes, arrows)

    def _drawn(self, field: CatalogField) -> bool:
        start = f"{field.object}.{field.name}"
        return self._every or start in self.up or start in self.down or start in self.own or len(field.group.spec.object) > 1

    def _seen_by(self, owner: str, name: str) -> Sequence[Arrow]:
        """To the users that see a field; asked of all fields of an object that have a picture at once."""
        if self._users[0] != owner:
            names = [one for one, field in self._catalog.objects[owner].fields.items() if self._drawn(field)]
            self._users = (
                owner,
                {
                    one: [
                        Arrow(f"{owner}.{one}", f"sync_user:{each.user}", "edited by" if each.edit else "read by")
                        for each in accesses
                        if each.read
                    ]
                    for one, accesses in zip(names, self._seen.alike(owner, names), strict=True)
                },
            )
        return self._users[1][name]

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
        url = self._url(node)
        title = f"{kind.replace('_', ' ')} {name}" if colon else node
        return Box(title, f"../{url}" if url else "", kind if colon else "about" if node == about else "field")


def _arrow(edge: Edge) -> Arrow:
    return Arrow(edge.source, edge.target, _WORDS.get(edge.kind, KINDS[edge.kind]), "both" if edge.kind == "same-idea" else "target")
