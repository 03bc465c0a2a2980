"""What campaigns read and change, as edges: from a field that decides who goes through, or that starts it, and to a field that it changes."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogCampaign, ConnectedCampaign
from syncwright.diagnostics import Place
from syncwright.graph.ends import ByEnds
from syncwright.graph.filters import fields_read
from syncwright.graph.model import Edge, EdgeKind

#: Kinds of edges between campaigns and what they have to do with.
CAMPAIGN_KINDS: tuple[EdgeKind, ...] = ("audience", "starts", "changes", "runs")


class Campaigns(ByEnds):
    """Edges of campaigns."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def every(self) -> Iterator[Edge]:
        """From the fields, connectors and owners behind them, and to the fields that they change."""
        for one in self._catalog.campaigns.values():
            yield from dict.fromkeys(self._of(one))
        for connected in self._catalog.connected.values():
            yield from _around(connected)

    def touched(self) -> Iterator[str]:
        """Ids of fields of the org that a campaign reads or changes."""
        for one in self._catalog.campaigns.values():
            for edge in self._of(one):
                yield from (end for end in (edge.source, edge.target) if ":" not in end)

    def _of(self, one: CatalogCampaign) -> Iterator[Edge]:
        me = f"campaign:{one.name}"
        yield from _around(one)
        read = _read(one)
        yield from (Edge(path, "audience", me, "", place) for path, place in read.items())
        for event in one.events:
            for field in event.fields:
                if field.held is not None:
                    yield Edge(f"{field.object}.{field.field}", "starts", me, "", one.at(*event.keys))
        for step in one.steps:
            for field in step.fields:
                if field.held is not None:
                    yield Edge(me, "changes", f"{field.object}.{field.field}", "", one.at(*step.keys))


def _around(one: CatalogCampaign | ConnectedCampaign) -> Iterator[Edge]:
    """Whose it is, and on which connector it runs."""
    me = f"campaign:{one.name}"
    yield Edge(f"connector:{one.connector}", "runs", me, "", one.at("for"))
    if one.spec.owner is not None:
        yield Edge(f"owner:{one.spec.owner}", "owns", me, "", one.at("owner"))


def _read(one: CatalogCampaign) -> dict[str, Place]:
    """The fields of the org that its audience and its choices read, each with the first place that does."""
    said = [(owner, predicate, one.at("who")) for owner, predicate in one.on.items()]
    for step in one.steps:
        for owner, choices in step.choices.items():
            said += [(owner, choice, one.at(*step.keys, "choices", index, "if")) for index, choice in enumerate(choices)]
    return fields_read(said)
