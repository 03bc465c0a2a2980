"""The whole site, page by page."""

from collections.abc import Iterator

from syncwright.compile import Compilation
from syncwright.files.package import data, listed
from syncwright.registry import all_rules
from syncwright.site import documents, search
from syncwright.site.estate_map import estate_map
from syncwright.site.findings import findings
from syncwright.site.guide_pages import INDEX, SECTION, guide_pages
from syncwright.site.objects import Objects, url_of
from syncwright.site.overview import overview
from syncwright.site.page import Entry, Frame, Section
from syncwright.site.users import users

_ASSETS, _VENDOR = "syncwright.site.assets", "syncwright.site.vendor"


def site(compilation: Compilation, version: str, *, live: bool = False) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file. `live`: for pages that are served while specs are written."""
    catalog, seen = compilation.catalog, compilation.seen()
    assert catalog is not None, "asked of what compiled"
    sections = (
        Section("At a glance", "index.html"),
        Section("Objects", "objects.html"),
        Section("Map", "map.html"),
        Section("Users", "users.html"),
        *(Section(name, documents.url_of(name)) for name in documents.SECTIONS),
        Section("Findings", "findings.html"),
        Section(SECTION, INDEX),
    )
    frame = Frame(catalog.estate.name, catalog.environment.name, sections, version, live)
    entries: list[Entry] = []
    yield from Objects(catalog, seen, frame).pages(entries)
    objects = [(one.name, url_of(one.name), len(one.fields), one.groups[0].spec.why) for one in catalog.objects.values()]
    yield frame.page("objects.html", "Objects", "objects", section="Objects", objects=objects)
    yield overview(frame, catalog, compilation.platforms, list(compilation.diagnostics))
    yield from estate_map(frame, catalog)
    yield from users(frame, compilation, entries)
    yield from documents.documents(frame, compilation.documents(), entries)
    yield from findings(frame, compilation.diagnostics, all_rules(compilation.platforms), entries)
    yield from guide_pages(frame, entries)
    yield from search.files(entries)
    for package, folder in ((_ASSETS, "assets"), (_VENDOR, "vendor")):
        yield from ((f"{folder}/{name}", data(package, name)) for name in listed(package) if name.endswith((".css", ".js", ".svg", ".txt")))
