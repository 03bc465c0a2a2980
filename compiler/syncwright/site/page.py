"""A page of the site, what search finds of it, and how its text becomes HTML. Knows nothing of what pages are about."""

from collections.abc import Mapping
from typing import Any

from syncwright.records import Struct
from syncwright.render import html

_PACKAGE = "syncwright.site"


class Entry(Struct, frozen=True, gc=False):
    """One thing that search finds. `url`: below the site; `kind`: what it is, in a word; `name`: what names it, such as an API name and a label, which
    counts for more than `text`."""

    url: str
    kind: str
    title: str
    name: str
    text: str = ""


class Section(Struct, frozen=True):
    """A place in the navigation: its name and its first page."""

    name: str
    url: str


class Frame(Struct, frozen=True):
    """What every page shows: which estate, which environment, where one can go. `live`: pages are served, and wait for changes."""

    estate: str
    environment: str
    sections: tuple[Section, ...]
    version: str
    live: bool = False

    def page(self, path: str, title: str, template: str, /, section: str = "", **values: Any) -> tuple[str, bytes]:
        """A page at `path` below the site, from a template of this room and values; whatever is no markup of a template is text."""
        up = "../" * path.count("/")
        text = html(_PACKAGE, "templates", f"{template}.html", frame=self, title=title, up=up, path=path, section=section, **values)
        return path, text.encode()


#: Values that a template shows: names and texts.
Values = Mapping[str, Any]
