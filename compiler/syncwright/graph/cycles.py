"""Circles: fields that are computed of each other, and objects that point at each other. networkx's home.

It is imported when circles are asked for, and sees only what can be part of one.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from syncwright.graph.graph import Graph
from syncwright.graph.model import Edge, EdgeKind, kind_of, split
from syncwright.records import Struct

#: Kinds by which one field is computed of another.
_COMPUTED: frozenset[EdgeKind] = frozenset({"formula", "roll-up", "controls", "band"})
#: Kinds by which a field points at an object.
_POINTING: frozenset[EdgeKind] = frozenset({"lookup", "master-detail"})

#: How many circles are listed. An org in which everything points at everything has more than anybody can read.
MOST = 100


Kind = Literal["computed", "pointing", "hierarchy"]
_ORDER: tuple[Kind, ...] = ("computed", "pointing", "hierarchy")


class Circle(Struct, frozen=True):
    """Edges that lead back to where they began: fields "computed" of each other, objects "pointing" at each other, or one object's "hierarchy"."""

    kind: Kind
    edges: tuple[Edge, ...]


class Circles(Struct, frozen=True):
    """The circles found, by kind and the shortest first; `complete` says that every edge that is part of one is in one of these."""

    circles: tuple[Circle, ...]
    complete: bool


def circles(graph: Graph, ids: Iterable[str]) -> Circles:
    """The circles among these nodes: for every edge that is part of any, the shortest one through it."""
    found: dict[tuple[str, ...], Circle] = {}
    complete = True
    edges = list(_edges(graph, set(ids)))
    for circle in _shortest(edges):
        if len(found) >= MOST:
            complete = False
            break
        found.setdefault(tuple(edge.source for edge in circle.edges), circle)
    ordered = sorted(found.values(), key=lambda one: (_ORDER.index(one.kind), len(one.edges), [edge.source for edge in one.edges]))
    return Circles(tuple(ordered), complete)


def _edges(graph: Graph, ids: set[str]) -> Iterator[Edge]:
    """From an object to its lookups and from a lookup to its targets, and from what is computed to its inputs."""
    for node_id in sorted(ids):
        if kind_of(node_id) != "field":
            continue
        pointing = False
        for edge in graph.needs(node_id):
            if edge.source not in ids:
                continue
            if edge.kind in _POINTING or edge.kind in _COMPUTED:
                yield Edge(node_id, edge.kind, edge.source, edge.detail, edge.place)
            pointing = pointing or edge.kind in _POINTING
        if pointing:
            yield Edge(split(node_id)[0], "contains", node_id)


def _shortest(edges: list[Edge]) -> Iterator[Circle]:
    import networkx as nx

    whole = nx.DiGraph()
    by_ends = {(edge.source, edge.target): edge for edge in edges}
    whole.add_edges_from(by_ends)
    groups = sorted(sorted(group) for group in nx.strongly_connected_components(whole))
    for group in groups:
        part = whole.subgraph(group)
        for source, target in sorted(part.edges):
            # Of a circle's edges those from objects are passed over: each is part of the circle of the lookup behind it.
            if len(group) > 1 and by_ends[source, target].kind == "contains":
                continue
            way = [source, *nx.shortest_path(part, target, source)]
            yield _turned([by_ends[pair] for pair in pairwise(way)])


def _turned(edges: list[Edge]) -> Circle:
    """A circle that begins at the least of its nodes, however it was found."""
    least = min(range(len(edges)), key=lambda index: edges[index].source)
    turned = tuple(edges[least:] + edges[:least])
    if all(edge.kind in _COMPUTED for edge in turned):
        return Circle("computed", turned)
    return Circle("pointing" if len(turned) > 2 else "hierarchy", turned)
