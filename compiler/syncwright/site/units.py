"""Connectors and what lies inside them, such as business units: a page each with what holds of it, what it syncs, and how units differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.model import Named
from syncwright.compile import Compilation
from syncwright.parts import ConnectorPart
from syncwright.platform import Artifact
from syncwright.site import about_connectors as about
from syncwright.site.around import Around
from syncwright.site.differing import UNKNOWN, differing, fields_of, words_of
from syncwright.site.links import Links
from syncwright.site.overview import WAYS, lanes_of
from syncwright.site.page import Entry, Frame
from syncwright.site.where import url_of_connector
from syncwright.spec.compiled import ConnectorSpec

SECTION, INDEX = "Connectors", "connectors.html"
#: Rows of one table that a page shows.
_ROWS = 1000


#: What lies inside each connector, by its name.
Inside = Mapping[str, Sequence[ConnectorPart]]


def inside(compilation: Compilation) -> Inside:
    """The parts of each connector that are here, as its platform tells them."""
    catalog = compilation.catalog
    assert catalog is not None, "asked of what compiled"
    deeds = {name: compilation.platforms[one.spec.platform].parts for name, one in catalog.connectors.items()}
    return {name: tuple(deed(catalog, catalog.connectors[name])) if deed is not None else () for name, deed in deeds.items()}


class Connectors:
    """Makes the pages. `documents`: of the build, as Markdown; `entries` has them already, with their titles."""

    def __init__(
        self,
        frame: Frame,
        compilation: Compilation,
        inside: Inside,
        documents: Sequence[Artifact],
        links: Links,
        around: Around,
        entries: list[Entry],
    ) -> None:
        assert compilation.catalog is not None, "asked of what compiled"
        self._frame, self._catalog, self._platforms, self._documents = frame, compilation.catalog, compilation.platforms, documents
        self._inside, self._links, self._around, self._entries = inside, links, around, entries
        self._titles = {one.url: one.title for one in entries if one.kind == "document"}
        self._owners = {name: one.title for name, one in self._catalog.estate.spec.owners.items()}
        self._lanes = {one.name: one.fields for one in lanes_of(self._catalog)}

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The list, a page a connector, and a page for each of its parts that is here."""
        listed = []
        for name, connector in self._catalog.connectors.items():
            parts = self._inside[name]
            listed.append((name, connector.spec, self._title(connector), self._named(connector), parts))
            yield self._connector(connector, parts)
            yield from (self._part(connector, one, parts) for one in parts if one.address != name)
        differ = [(name, parts, list(differing(parts)), _fields_differing(parts)) for name, _, _, _, parts in listed if len(parts) > 1]
        yield self._frame.page(
            INDEX, SECTION, "units", section=SECTION, connectors=listed, differ=differ, place=self._place, **self._asked()
        )

    def _connector(self, connector: Named[ConnectorSpec], parts: Sequence[ConnectorPart]) -> tuple[str, bytes]:
        """The whole of it; what holds of its only part, where the specs name none, is told with it."""
        spec, platform = connector.spec, self._platforms[connector.spec.platform]
        addresses = [connector.name, *(f"{connector.name}/{one}" for one in spec.parts())]
        both = platform.both_sides(self._catalog, connector) if platform.both_sides is not None else None
        only = next((one for one in parts if one.address == connector.name), None)
        return self._page(
            connector,
            connector.name,
            addresses,
            inside=self._named(connector),
            objects=[(one, self._lanes.get(one.object, {}).get(connector.name, {})) for one in both.objects] if both is not None else [],
            said=list(about.said(spec))[:_ROWS],
            documents=about.documents_of(connector.name, self._documents, self._titles, None, [one for one in parts if one is not only]),
            **_told(only, ()),
        )

    def _part(self, connector: Named[ConnectorSpec], part: ConnectorPart, parts: Sequence[ConnectorPart]) -> tuple[str, bytes]:
        """One part of it, beside the others."""
        return self._page(
            connector,
            part.address,
            [part.address, connector.name],
            inside=[],
            objects=[],
            said=[],
            documents=about.documents_of(connector.name, self._documents, self._titles, part.folder, parts),
            **_told(part, [one for one in parts if one is not part]),
        )

    def _page(self, connector: Named[ConnectorSpec], address: str, addresses: Sequence[str], **told: Any) -> tuple[str, bytes]:
        """A page at an address; filters and campaigns for any of `addresses` are its own."""
        url, why = url_of_connector(address), told.pop("why") or connector.spec.why
        self._entries.append(Entry(url, "connector", address, address, f"{self._title(connector)} {why}"))
        return self._frame.page(
            url,
            address,
            "unit",
            section=SECTION,
            address=address,
            name=connector.name,
            spec=connector.spec,
            why=why,
            platform=self._title(connector),
            place=self._place(address),
            near=self._around.of(f"connector:{address}", url) if address == connector.name else None,
            called=about.parts_called(connector.spec),
            scopes=list(about.scopes(self._catalog, addresses)),
            campaigns=list(about.campaigns(self._catalog, addresses, self._documents)),
            **self._asked(),
            **told,
        )

    def _asked(self) -> dict[str, Any]:
        """What templates of connectors ask."""
        return {"owners": self._owners, "of": self._links.of, "url_of": url_of_connector, "ways": WAYS, "unknown": UNKNOWN}

    def _title(self, connector: Named[ConnectorSpec]) -> str:
        return self._platforms[connector.spec.platform].title

    def _named(self, connector: Named[ConnectorSpec]) -> list[tuple[str, bool]]:
        """Addresses of its parts, and whether each is here."""
        addresses = [f"{connector.name}/{one}" for one in connector.spec.parts()]
        return [(one, not about.is_absent(self._catalog, one)) for one in addresses]

    def _place(self, address: str) -> list[tuple[str, str]]:
        return about.place(self._catalog, address)


def _told(part: ConnectorPart | None, others: Sequence[ConnectorPart]) -> dict[str, Any]:
    """What a platform says of one part, beside the others; nothing of a connector that has parts with pages of their own."""
    fields = fields_of(part, others) if part is not None else []
    return {
        "why": part.why if part is not None else "",
        "words": words_of(part, others) if part is not None else [],
        "others": others,
        "fields": fields[:_ROWS],
        "more_fields": len(fields) - _ROWS,
        "records": part.records if part is not None else (),
    }


def _fields_differing(parts: Sequence[ConnectorPart]) -> int:
    """How many fields are not the same in all."""
    return sum(1 for one in fields_of(parts[0], parts[1:]) if one.elsewhere)
