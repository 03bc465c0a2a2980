"""The whole site, page by page."""

from collections.abc import Iterator

from syncwright.compile import Compilation
from syncwright.files.package import data, listed
from syncwright.registry import all_rules
from syncwright.site import documents, history, plans, search, steps, units
from syncwright.site.around import Around
from syncwright.site.around import pages as pages_around
from syncwright.site.estate_map import estate_map
from syncwright.site.findings import findings
from syncwright.site.given import NOTHING, Given
from syncwright.site.guide_pages import INDEX, SECTION, guide_pages
from syncwright.site.links import Links
from syncwright.site.objects import Objects, url_of
from syncwright.site.overview import overview
from syncwright.site.page import Entry, Frame, Section
from syncwright.site.there import There
from syncwright.site.users import users

_ASSETS, _VENDOR = "syncwright.site.assets", "syncwright.site.vendor"


def site(compilation: Compilation, version: str, given: Given = NOTHING, *, live: bool = False) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file. `given`: what is shown besides the specs. `live`: for pages that are served while specs are written."""
    catalog, seen = compilation.catalog, compilation.seen()
    assert catalog is not None, "asked of what compiled"
    sections = (
        Section("At a glance", "index.html"),
        Section("Objects", "objects.html"),
        Section("Map", "map.html"),
        Section("Users", "users.html"),
        Section(units.SECTION, units.INDEX),
        *(Section(name, documents.url_of(name)) for name in documents.SECTIONS),
        Section(steps.SECTION, steps.INDEX),
        Section(plans.SECTION, plans.INDEX),
        *([Section(history.SECTION, history.PAGE)] if given.history is not None else ()),
        Section("Findings", "findings.html"),
        Section(SECTION, INDEX),
    )
    frame = Frame(catalog.estate.name, catalog.environment.name, sections, version, live)
    entries: list[Entry] = []
    around = Around(compilation)
    histories = history.Histories(given.history, catalog) if given.history is not None else None
    yield from Objects(catalog, seen, frame, around, There(compilation), histories).pages(entries)
    if histories is not None:
        yield histories.page(frame, entries)
    objects = [(one.name, url_of(one.name), len(one.fields), one.groups[0].spec.why) for one in catalog.objects.values()]
    yield frame.page("objects.html", "Objects", "objects", section="Objects", objects=objects)
    yield overview(frame, catalog, compilation.platforms, list(compilation.diagnostics))
    yield from estate_map(frame, catalog, compilation.platforms, around)
    yield from users(frame, compilation, around, entries)
    told, rules = [one for one in compilation.documents() if one.path.endswith(".md")], all_rules(compilation.platforms)
    inside = units.inside(compilation)
    links = Links(catalog, rules, {*inside, *(one.address for parts in inside.values() for one in parts)})
    yield from documents.documents(frame, told, around, entries)
    yield from pages_around(frame, catalog, around, documents.by_node(told, entries), entries)
    yield from units.Connectors(frame, compilation, inside, told, links, around, entries).pages()
    yield steps.steps(frame, compilation, given, told, links, entries)
    yield from plans.plans(frame, compilation, given.plans, links, entries)
    yield from findings(frame, compilation.diagnostics, rules, entries)
    yield from guide_pages(frame, entries)
    yield from search.files(entries)
    for package, folder in ((_ASSETS, "assets"), (_VENDOR, "vendor")):
        yield from ((f"{folder}/{name}", data(package, name)) for name in listed(package) if name.endswith((".css", ".js", ".svg", ".txt")))
