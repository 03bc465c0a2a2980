"""The user documentation, shipped as Markdown: guides, and what there is to look up. Knows nothing of an estate."""

import re
from collections.abc import Iterator

from syncwright.files.package import data, listed
from syncwright.site.page import Entry, Frame
from syncwright.site.written import written

SECTION = "Guides"
#: The first page of the section.
INDEX = "guides/index.html"
_FOLDERS = (("guides", "guide"), ("reference", "reference"))
#: Pages of the site that a guide may lead to, as if they were documents.
_ELSEWHERE = {"rules.md": "rules.html", "findings.md": "findings.html"}
#: A block that is a file, or a part of one: its fence says of which.
_OF_FILE = re.compile(r"^```(\w+) (?:path|in)=\+?(\S+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def guide_pages(frame: Frame, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """A page a document. Search finds each, and each section of what there is to look up."""
    texts = {path: data(f"syncwright.site.{folder}", name).decode() for folder, path, name in _shipped()}
    pages = _ELSEWHERE | {path: path.removesuffix(".md") + ".html" for path in texts}
    for folder, kind in _FOLDERS:
        for path, text in texts.items():
            if path.startswith(f"{folder}/"):
                told = written(path, _OF_FILE.sub(r"`\2`\n\n```\1", text), pages)
                entries.append(Entry(pages[path], kind, told.title, told.title, told.words))
                if kind == "reference":
                    entries += _sections(pages[path], told.title, told.headings, text)
                yield frame.page(pages[path], told.title, "document", section=SECTION, told=told, source="")


def _shipped() -> Iterator[tuple[str, str, str]]:
    for folder, _ in _FOLDERS:
        for name in listed(f"syncwright.site.{folder}"):
            if name.endswith(".md"):
                yield folder, f"{folder}/{name}", name


def _sections(url: str, title: str, headings: tuple[tuple[str, str], ...], text: str) -> Iterator[Entry]:
    """What search finds below a page: its headings, each with the text under it."""
    bodies = re.split(r"^## .*\n", _FENCE.sub("", text), flags=re.MULTILINE)[1:]
    for (anchor, heading), body in zip(headings, bodies, strict=True):
        yield Entry(f"{url}#{anchor}", "reference", f"{heading} ({title})", heading, body)
