"""What has to do with what in one estate: asked by every page that shows it. And a page for each thing that has no other, such as a filter or an owner."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from syncwright.catalog.model import Catalog
from syncwright.compile import Compilation
from syncwright.platform import Users
from syncwright.site import ties
from syncwright.site.lineage import Lineage
from syncwright.site.neighbours import Surroundings, surroundings
from syncwright.site.overview import lanes_of
from syncwright.site.page import Entry, Frame
from syncwright.site.where import KINDS, RESOURCE, title_of, url_of

#: Where people look for it, if not on the map.
_SECTIONS = {"filter": "Filters", "partition": "Filters", "campaign": "Campaigns"}
#: Rows of one page's table; the command beside it lists all.
_LISTED = 300
#: Edges that are within an object, or told in another way.
_LEFT_OUT = frozenset({"contains", "part", "controls", "band", "lookup", "master-detail"})


class Around:
    """Made once for a site. `reach`: how much of which objects each user sees; `has`: which users have what a resource gives, by its address."""

    def __init__(self, compilation: Compilation) -> None:
        catalog, seen = compilation.catalog, compilation.seen()
        assert catalog is not None, "asked of what compiled"
        self._catalog = catalog
        self.lineage = Lineage(catalog, seen, partial(url_of, catalog))
        self.reach, self.has = ties.reached(catalog, seen), _has(compilation, catalog)
        self.lanes, self.relations = lanes_of(catalog), ties.relations(catalog)
        others = (ties.syncing(self.lanes), ties.granted(self.reach, self.has), ties.pointing(self.relations), ties.owned(catalog))
        edges = [one for one in self.lineage.edges if one.kind not in _LEFT_OUT]
        self._ties = ties.Ties(edges, [one for some in others for one in some])

    def url(self, node_id: str) -> str:
        """The page of a thing, below the site; empty where there is none. Resources are told of on the page of who has what they give."""
        kind, _, address = node_id.partition(":")
        if kind != RESOURCE:
            return url_of(self._catalog, node_id)
        return f"{url_of(self._catalog, f'sync_user:{self.has[address][0]}')}#{address}" if self.has.get(address) else ""

    def of(self, node_id: str, page: str) -> Surroundings | None:
        """What one thing has to do with, for a page below the site; None for what has to do with nothing."""
        return surroundings(node_id, self._ties.of(node_id), self.url, page)

    def ids(self) -> Iterator[str]:
        """Everything that has to do with anything and is no object and no resource, kind by kind."""
        found = sorted(self._ties.others())
        yield from (one for kind in KINDS for one in found if one.startswith(f"{kind}:") and self.url(one))


def _has(compilation: Compilation, catalog: Catalog) -> Users:
    """As the platforms say."""
    addresses = [one.address for one in compilation.resources]
    found: dict[str, tuple[str, ...]] = {}
    for platform in compilation.platforms.values():
        asked = platform.planning().users if platform.planning is not None else None
        if asked is not None:
            found |= asked(catalog, addresses)
    return found


#: Title and page of the documents that tell of a thing, by its id.
Documents = Mapping[str, Sequence[tuple[str, str]]]


def pages(frame: Frame, catalog: Catalog, around: Around, documents: Documents, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """A page each, with its picture as a file; and those of connectors, whose pages are made elsewhere."""
    connectors = ((around.of(f"connector:{name}", around.url(f"connector:{name}"))) for name in catalog.connectors)
    yield from (one.file() for one in connectors if one is not None)
    for node_id in around.ids():
        (kind, name), url = title_of(node_id), around.url(node_id)
        near = around.of(node_id, url)
        assert near is not None, "it has to do with something"
        facts, why = _said(catalog, node_id)
        rows = [(*title_of(other), around.url(other), one.word) for other, one in near.ties[:_LISTED]]
        told = documents.get(node_id, ())
        entries.append(Entry(url, kind, name, name, " ".join((why, *(text for _, text in facts)))))
        yield near.file()
        yield frame.page(
            url,
            name,
            "around",
            section=_SECTIONS.get(kind, "Map"),
            kind=kind,
            why=why,
            facts=facts,
            near=near,
            rows=rows,
            documents=told,
            count=len(near.ties),
        )


def _said(catalog: Catalog, node_id: str) -> tuple[list[tuple[str, str]], str]:
    """What a spec says of it, by name, and why it is there."""
    kind, _, name = node_id.partition(":")
    if kind == "owner":
        owner = catalog.estate.spec.owners.get(name)
        return ([("title", owner.title), ("contact", owner.contact)], "") if owner is not None else ([], "")
    specs: dict[str, Mapping[str, Any]] = {
        "filter": catalog.filters,
        "partition": catalog.partitions,
        "campaign": catalog.every_campaign(),
        "value_set": catalog.value_sets,
    }
    one = specs[kind].get(name)
    if one is None:
        return [], ""
    return ([("owner", one.spec.owner)] if one.spec.owner else []), one.spec.why or ""
