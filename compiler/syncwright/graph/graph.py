"""The graph of one estate: for each node the edges in and out. Nothing is worked out before it is asked for.

By default it holds what the specs name, what that needs of the org, and what is granted besides; with `everything` the whole org.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Place
from syncwright.graph import nodes, said
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import Conversions
from syncwright.graph.filters import Filters, id_of
from syncwright.graph.granted import Granted, Wants
from syncwright.graph.model import Edge, Node, kind_of, split
from syncwright.graph.reads import Reads
from syncwright.graph.scope import Scope


class Graph:
    """Nodes by id, and edges by their ends. `folder`: where the inventory of the org lies, for places in it.

    An edge belongs to one of its ends: to the field or object that needs something (`needs`), or that goes somewhere (`serves`).
    """

    def __init__(self, catalog: Catalog, folder: str, wants: Wants, *, everything: bool = False) -> None:
        self.catalog = catalog
        self.reads = Reads(catalog.org, folder)
        self.granted = Granted(catalog, wants)
        self.conversions = Conversions(catalog, folder)
        self.campaigns = Campaigns(catalog)
        self.filters = Filters(catalog)
        self.scope = Scope(catalog, self.reads, self.granted, self.conversions, (self.campaigns, self.filters), everything=everything)
        self._needs: dict[str, list[Edge]] = {}
        self._serves: dict[str, list[Edge]] = {}

    def node(self, node_id: str) -> Node | None:
        """The node of an id; None if the graph has none."""
        return nodes.node(self.catalog, node_id) if self.scope.inside(node_id) else None

    def needs(self, node_id: str) -> list[Edge]:
        """Edges into a node that belong to it, whether or not their source is a node."""
        found = self._needs.get(node_id)
        if found is None:
            found = self._needs[node_id] = list(self._needed(node_id))
        return found

    def serves(self, node_id: str) -> list[Edge]:
        """Edges out of a field or an object that belong to it: what it becomes, where it syncs, to whom it is granted."""
        found = self._serves.get(node_id)
        if found is None:
            found = self._serves[node_id] = list(self._served(node_id))
        return found

    def _needed(self, node_id: str) -> Iterator[Edge]:
        match kind_of(node_id):
            case "field":
                yield from self._needed_by_field(node_id)
            case "object":
                held = self.catalog.objects.get(node_id)
                groups = sorted(held.groups, key=lambda group: group.path, reverse=True) if held is not None else ()
                places = {group.spec.owner: Place(group.path, ("owner",)) for group in groups if group.spec.owner is not None}
                yield from (Edge(f"owner:{owner}", "owns", node_id, "", place) for owner, place in places.items())
            case "connector":
                one = self.catalog.connectors[node_id.partition(":")[2]]
                yield Edge(f"owner:{one.spec.owner}", "owns", node_id, "", one.at("owner"))
                yield Edge(f"sync_user:{one.spec.sync_user}", "uses", node_id, "", one.at("sync_user"))
            case "sync_user":
                user = self.catalog.users[node_id.partition(":")[2]]
                yield Edge(f"owner:{user.spec.owner}", "owns", node_id, "", user.at("owner"))
            case "campaign":
                yield from self.campaigns.into(node_id)
                yield from self.filters.into(node_id)
            case "filter" | "partition":
                yield from self.filters.into(node_id)
            case _:
                return

    def _needed_by_field(self, node_id: str) -> Iterator[Edge]:
        owner, name = split(node_id)
        said_of = self.catalog.objects.get(owner)
        one = said_of.fields.get(name) if said_of is not None else None
        if one is not None or self.catalog.org.field(owner, name) is not None:
            yield Edge(owner, "contains", node_id, "", one.at() if one is not None else self.reads.place(owner, name))
        yield from self.reads.of(node_id)
        if one is None:
            return
        if one.owner is not None:
            yield Edge(f"owner:{one.owner}", "owns", node_id, "", said.place(one, "owner"))
        if one.spec.band is not None:
            yield Edge(f"{one.object}.{one.spec.band.of}", "band", node_id, "", one.at("band", "of"))
        yield from (Edge(other, "same-idea", node_id, "", one.at()) for other in self.same_idea(one) if other < node_id)

    def _served(self, node_id: str) -> Iterator[Edge]:
        kind = kind_of(node_id)
        if kind == "campaign":
            yield from self.campaigns.out(node_id)
        if kind in ("filter", "partition"):
            # What it is named by says so itself.
            yield from (edge for edge in self.filters.out(node_id) if edge.kind != "named")
        if kind not in ("field", "object"):
            return
        yield from self.conversions.of(node_id)
        one = self.scope.said(node_id) if kind == "field" else None
        held = self.catalog.objects.get(node_id) if kind == "object" else None
        if one is not None:
            yield from (_goes(node_id, name, way, said.direction_place(one, name)) for name, way in one.directions.items())
        for connector, direction in held.records.items() if held is not None else ():
            path = min(g.path for g in held.groups if g.spec.sync is not None and connector in g.spec.for_) if held is not None else ""
            yield _goes(node_id, connector, direction, Place(path, ("sync",)))
        yield from self.granted.edges(node_id, self.granted.of(node_id))

    def same_idea(self, one: CatalogField) -> list[str]:
        """Fields of other objects that the same lines of a spec are about."""
        return said.same_idea(self.catalog, one)

    def up(self, node_id: str) -> list[Edge]:
        """Edges into a node, from what it needs."""
        found = list(self.needs(node_id))
        match kind_of(node_id):
            case "field":
                found += [*self.conversions.into(node_id), *self.campaigns.into(node_id), *self.filters.into(node_id)]
            case "connector":
                found += self.filters.into(node_id)
                found += self._into(node_id, self._synced(node_id.partition(":")[2]))
            case "sync_user":
                found += self._into(node_id, (one for asked in self.granted.all().values() for one in asked))
            case _:
                pass
        return self._inside(found, [edge.source for edge in found])

    def _inside(self, edges: list[Edge], others: list[str]) -> list[Edge]:
        """Edges whose other end is a node."""
        known, inside = self.scope.known, self.scope.inside
        return [edge for edge, other in zip(edges, others, strict=True) if known.get(other) or inside(other)]

    def down(self, node_id: str) -> list[Edge]:
        """Edges out of a node, to what needs it."""
        found = [*self.serves(node_id), *self.reads.readers(node_id)]
        match kind_of(node_id):
            case "field":
                found += [*self._beside(node_id), *self.campaigns.out(node_id), *self.filters.out(node_id)]
            case "connector":
                found += self.campaigns.out(node_id)
            case "filter":
                found += (edge for edge in self.filters.out(node_id) if edge.kind == "named")
            case "object":
                found += (edge for field in self.scope.fields(node_id) for edge in self.needs(field) if edge.kind == "contains")
            case "sync_user":
                found += (edge for name in self.catalog.connectors for edge in self.needs(f"connector:{name}") if edge.source == node_id)
            case "owner":
                owned = self.owned(node_id.partition(":")[2])
                found += (edge for one in owned for edge in self.needs(one) if edge.source == node_id)
            case _:
                pass
        return self._inside(found, [edge.target for edge in found])

    def _beside(self, node_id: str) -> Iterator[Edge]:
        """Edges to other fields that belong to those: banded copies, and the same idea on other objects."""
        owner, name = split(node_id)
        held, one = self.catalog.objects.get(owner), self.scope.said(node_id)
        for other in held.fields.values() if held is not None else ():
            if other.spec.band is not None and other.spec.band.of == name:
                yield Edge(node_id, "band", f"{owner}.{other.name}", "", other.at("band", "of"))
        for same in self.same_idea(one) if one is not None else ():
            if same > node_id:
                yield Edge(node_id, "same-idea", same, "", one.at() if one is not None else None)

    def _into(self, node_id: str, fields: Iterator[str]) -> Iterator[Edge]:
        for one in fields:
            yield from (edge for edge in self.serves(one) if edge.target == node_id)

    def _synced(self, connector: str) -> Iterator[str]:
        yield from (f"{one.object}.{one.name}" for one in self.catalog.fields() if connector in one.directions)
        yield from (one.name for one in self.catalog.objects.values() if connector in one.records)

    def owned(self, owner: str) -> Iterator[str]:
        """Ids of what an owner owns."""
        yield from (f"connector:{name}" for name, one in self.catalog.connectors.items() if one.spec.owner == owner)
        yield from (f"sync_user:{name}" for name, user in self.catalog.users.items() if user.spec.owner == owner)
        yield from (f"campaign:{name}" for name, one in self.catalog.every_campaign().items() if one.spec.owner == owner)
        yield from (id_of(one) for one in self.catalog.scopes() if one.spec.owner == owner)
        yield from (name for name, held in self.catalog.objects.items() if any(g.spec.owner == owner for g in held.groups))
        yield from (f"{field.object}.{field.name}" for field in self.catalog.fields() if field.owner == owner)


def _goes(node_id: str, connector: str, direction: str, place: Place) -> Edge:
    if direction == "hidden":
        return Edge(node_id, "hidden", f"connector:{connector}", "", place)
    return Edge(node_id, "sync", f"connector:{connector}", direction, place)
