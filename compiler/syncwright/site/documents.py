"""Pages of the documents that a build writes as Markdown: filters, runbooks, campaigns, tickets and the rest, each under what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from syncwright.platform import Artifact
from syncwright.records import Struct
from syncwright.site.page import Entry, Frame
from syncwright.site.written import written

if TYPE_CHECKING:  # which links to documents
    from syncwright.site.around import Around

#: Where a document stands in the navigation, by a folder or a name in its path; the first that fits.
_SECTIONS = (
    ("campaigns", "Campaigns"),
    ("filters", "Filters"),
    ("filters.md", "Filters"),
    ("sharing-rules.md", "Filters"),
    ("support", "Runbooks"),
    ("runbook.md", "Runbooks"),
    ("unpause.md", "Runbooks"),
    ("retirement.md", "Runbooks"),
)
_OTHERS = "Platforms"
SECTIONS = ("Filters", "Campaigns", "Runbooks", _OTHERS)
#: Pictures of what a document is about that its page shows.
_PICTURES = 3
#: What the site tells in pages of its own.
_TOLD = ("dictionary/dictionary.md",)


class _Document(Struct, frozen=True):
    path: str
    section: str
    title: str


def documents(frame: Frame, artifacts: Iterable[Artifact], around: "Around", entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """A page a document, and a page that lists those of a section."""
    made = {one.path: one for one in artifacts if one.path.endswith(".md") and one.path not in _TOLD}
    texts = {path: one.data.decode() for path, one in made.items()}
    pages = {path: page_of(path) for path in texts}
    listed: dict[str, list[_Document]] = {name: [] for name in SECTIONS}
    for path, text in sorted(texts.items()):
        told, section = written(path, text, pages), section_of(path)
        listed[section].append(_Document(path, section, told.title))
        entries.append(Entry(pages[path], "document", told.title, told.title, told.words))
        near = [one for node in about(made[path])[:_PICTURES] if (one := around.of(node, pages[path])) is not None]
        yield frame.page(pages[path], told.title, "document", section=section, told=told, source=path, near=near)
    for section, held in listed.items():
        yield frame.page(url_of(section), section, "documents", section=section, groups=_grouped(held, pages))


def about(artifact: Artifact) -> list[str]:
    """Ids of the nodes that a document is about: campaigns, else filters and partitions, else the one connector that it is made of."""
    keys = [key.partition("/") for key in artifact.keys if "#" not in key]
    for kinds in (("campaign",), ("filter", "partition"), ("connector",)):
        found = [f"{kind}:{name}" for kind, _, name in keys if kind in kinds]
        if found:
            return found if kinds != ("connector",) or len(found) == 1 else []
    return []


def by_node(artifacts: Iterable[Artifact], entries: Iterable[Entry]) -> Mapping[str, list[tuple[str, str]]]:
    """Title and page of the documents that are about each node. `entries` has them already."""
    titles = {one.url: one.title for one in entries if one.kind == "document"}
    found: dict[str, list[tuple[str, str]]] = {}
    for one in artifacts:
        url = page_of(one.path)
        for node in about(one) if url in titles else ():
            found.setdefault(node, []).append((titles[url], url))
    return found


def _grouped(held: Sequence[_Document], pages: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By folder, each with the title and the page of its documents."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in held:
        groups.setdefault(one.path.rpartition("/")[0], []).append((one.title, pages[one.path]))
    return sorted(groups.items())


def section_of(path: str) -> str:
    """Where a document stands in the navigation."""
    parts = path.split("/")
    return next((section for name, section in _SECTIONS if name in parts), _OTHERS)


def page_of(path: str) -> str:
    """The page of a document."""
    return f"documents/{path.removesuffix('.md')}.html"


def url_of(section: str) -> str:
    """The page that lists a section."""
    return f"{section.lower()}.html"
