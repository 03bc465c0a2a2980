"""What filters and partitions read, keep and limit, as edges: from a field that decides, and to the field, the campaign or the connector that hangs on them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogCampaign, CatalogFilter, CatalogPartition
from syncwright.diagnostics import Place
from syncwright.graph.ends import ByEnds
from syncwright.graph.model import Edge, EdgeKind

if TYPE_CHECKING:  # start-up time: most estates have no filter
    from syncwright.expression.predicate import Predicate

#: Kinds of edges between filters or partitions and what they have to do with.
FILTER_KINDS: tuple[EdgeKind, ...] = ("scope", "stored", "limits", "named")


def fields_read(said: Iterable[tuple[str, "Predicate", Place]]) -> dict[str, Place]:
    """The fields of the org that predicates on objects read, each with the first place that does."""
    from syncwright.expression.predicate import columns

    found: dict[str, Place] = {}
    for owner, predicate, place in said:
        for column in columns(predicate):
            # What lies behind a relationship is read through the lookup, and is the parent's.
            for path in (
                *column.needs[:-1],
                *([column.needs[-1] if column.of_parent else f"{owner}.{column.name}"] if column.needs else ()),
            ):
                found.setdefault(path, place)
    return found


class Filters(ByEnds):
    """Edges of filters and partitions."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def every(self) -> Iterator[Edge]:
        """From the fields and owners behind them, and to the fields, connectors and campaigns that hang on them."""
        for one in self._catalog.scopes():
            yield from _of(one)
        yield from self._named()

    def touched(self) -> Iterator[str]:
        """Ids of fields of the org that a filter or a partition reads or keeps its answer in."""
        for one in self._catalog.scopes():
            for edge in _of(one):
                yield from (end for end in (edge.source, edge.target) if ":" not in end)

    def _named(self) -> Iterator[Edge]:
        """From each filter to what names it. Of what names a filter, what that filter names is known too, and is told there alone."""
        filters = self._catalog.filters
        for one in (*self._catalog.scopes(), *self._catalog.campaigns.values()):
            uses = [key.partition("/")[2] for key in one.uses if key.startswith("filter/")]
            further = {key for name in uses if name in filters for key in filters[name].uses}
            yield from (Edge(f"filter:{name}", "named", id_of(one), "", _place(one)) for name in uses if f"filter/{name}" not in further)


def _of(one: CatalogFilter | CatalogPartition) -> Iterator[Edge]:
    me = id_of(one)
    if one.spec.owner is not None:
        yield Edge(f"owner:{one.spec.owner}", "owns", me, "", one.at("owner"))
    yield from (Edge(path, "scope", me, "", place) for path, place in fields_read(_said(one)).items())
    yield from (Edge(me, "stored", f"{kept.object}.{kept.field}", "", one.at("as", "field")) for kept in one.stored.values())
    yield from _limited(one)


def _said(one: CatalogFilter | CatalogPartition) -> Iterator[tuple[str, "Predicate", Place]]:
    """What it asks of each object, and where."""
    match one:
        case CatalogFilter():
            yield from ((owner, predicate, one.at("where")) for owner, predicate in one.on.items())
        case _:
            for owner, cases in one.on.items():
                yield from ((owner, case.where, one.at("cases", case.name, "where")) for case in cases)


def _limited(one: CatalogFilter | CatalogPartition) -> Iterator[Edge]:
    """To the connectors that sync only what is in scope; of a partition with the case and the part of the connector that takes it."""
    me = id_of(one)
    match one:
        case CatalogFilter():
            for address in one.spec.for_:
                yield Edge(me, "limits", f"connector:{address.partition('/')[0]}", address if "/" in address else "", one.at("for"))
        case _:
            for name, case in one.spec.cases.items():
                yield Edge(me, "limits", f"connector:{case.for_.partition('/')[0]}", f"{name}: {case.for_}", one.at("cases", name, "for"))


def _place(one: CatalogFilter | CatalogPartition | CatalogCampaign) -> Place:
    """Where it names other filters."""
    match one:
        case CatalogFilter():
            return one.at("where")
        case CatalogPartition():
            return one.at("cases")
        case _:
            return one.at("who")


def id_of(one: CatalogFilter | CatalogPartition | CatalogCampaign) -> str:
    """Its name in the graph."""
    match one:
        case CatalogFilter():
            return f"filter:{one.name}"
        case CatalogPartition():
            return f"partition:{one.name}"
        case _:
            return f"campaign:{one.name}"
