"""Phrases and messages as HTML: names as code, each with a link where it has a page; all else as the text that it is."""

from collections.abc import Callable

from markupsafe import Markup, escape

from syncwright.site.links import Links
from syncwright.views.plan.told import Phrase, Piece, one_line

#: Puts a phrase on a page.
Say = Callable[[Phrase], Markup]


def saying(links: Links | None = None, up: str = "") -> Say:
    """For a page from which `up` leads to the site's first folder; without links where none may stand, as in what is clicked itself."""

    def piece(one: Piece) -> Markup:
        if isinstance(one, str):
            return coded(one)
        text = one_line(one.text) or "(empty)"
        return named(text) if one.name else coded(text, named)

    def named(text: str) -> Markup:
        url = links.of(text) if links is not None else None
        return Markup('<a href="{}">{}</a>').format(up + url, code(text)) if url is not None else code(text)

    return lambda phrase: Markup().join(map(piece, phrase))


def code(text: str) -> Markup:
    """A name, letter by letter."""
    return Markup("<code>{}</code>").format(text)


def coded(text: str, name: Callable[[str], Markup] = code) -> Markup:
    """What stands between backticks as a name; all of it is text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup().join(name(part) if number % 2 else escape(part) for number, part in enumerate(parts))
