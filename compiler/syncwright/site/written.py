"""Markdown as HTML, for documents that are written as Markdown anyway. No markup of HTML in it is taken as such: it is shown as it stands."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from itertools import pairwise
from posixpath import join, normpath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from syncwright.records import Struct

_BOX = re.compile(r"^\[([ x])\] ")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
#: The line of a task that says how it is attested.
_ATTEST = re.compile(r"syncwright attest (\S+) --by")


class Written(Struct, frozen=True):
    """A document: its first heading, and the rest as HTML. `headings`: those of the second level, as id and text. `words`: its text without markup."""

    title: str
    body: Markup
    headings: tuple[tuple[str, str], ...]
    words: str


def written(path: str, text: str, pages: Mapping[str, str] | None = None) -> Written:
    """The Markdown of a document at `path`. `pages`: where documents stand on the site, for links between them."""
    tokens = _parser().parse(text)
    title, headings = path.rpartition("/")[2], []
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, tokens = _plain(tokens[1]), tokens[3:]
    taken: set[str] = set()
    for opened, inline in pairwise(tokens):
        if opened.type == "heading_open":
            name = _id(_plain(inline), taken)
            opened.attrSet("id", name)
            if opened.tag == "h2":
                headings.append((name, _plain(inline)))
        if inline.type == "inline":
            _shown(inline)
            _boxes(inline)
            _links(inline, path, pages or {})
    _tasks(tokens, taken)
    words = " ".join(_plain(one) for one in tokens if one.type == "inline")
    return Written(title, Markup(_parser().renderer.render(tokens, _parser().options, {})), tuple(headings), words)  # noqa: S704 - markdown-it escaped it


def task_in(line: str) -> str | None:
    """The name of the task that a line of a document says how to attest."""
    found = _ATTEST.search(line)
    return found[1] if found is not None else None


def anchor_of(text: str) -> str:
    """The id of a heading, or of the task of this name, where nothing before it in the document has the same."""
    return _NOT_IN_IDS.sub("-", text.lower()).strip("-") or "part"


@cache
def _parser() -> MarkdownIt:
    # Markup within a line is read so that it can be told from text, and none but a break is left.
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("html_block")


def _plain(inline: Token) -> str:
    return "".join(
        child.content if child.type in ("text", "code_inline") else " " for child in inline.children or () if child.type != "html_inline"
    )


def _id(text: str, taken: set[str]) -> str:
    name = base = anchor_of(text)
    number = 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _tasks(tokens: Sequence[Token], taken: set[str]) -> None:
    """Each task is an item of a list, with an id that others can link to."""
    open_: list[Token] = []
    for one in tokens:
        if one.type == "list_item_open":
            open_.append(one)
        elif one.type == "list_item_close":
            open_.pop()
        elif one.type == "inline" and open_ and open_[0].attrGet("id") is None and (task := task_in(one.content)) is not None:
            open_[0].attrSet("id", _id(task, taken))


def _shown(inline: Token) -> None:
    for child in inline.children or ():
        if child.type == "html_inline" and child.content != "<br>":
            child.type = "text"


def _boxes(inline: Token) -> None:
    """`[ ]` at the start of an item is a box that can be ticked."""
    first = inline.children[0] if inline.children else None
    if first is not None and first.type == "text" and (box := _BOX.match(first.content)):
        first.content = first.content[box.end() :]
        tick = Token("tick", "input", 0)
        tick.attrs = {"type": "checkbox", "aria-label": unescape(_plain(inline)[:80])}
        if box[1] == "x":
            tick.attrSet("checked", "")
        inline.children = [tick, *(inline.children or ())]


def _links(inline: Token, path: str, pages: Mapping[str, str]) -> None:
    """Links to documents become links to their pages; of links to files that are on no page the text is left."""
    left: list[Token] = []
    open_: list[bool] = []
    for child in inline.children or ():
        if child.type == "link_open":
            target = str(child.attrGet("href") or "")
            page = (
                target
                if "://" in target or target.startswith("#")
                else pages.get(normpath(join(path.rpartition("/")[0], target.partition("#")[0])))
            )
            if page is not None and page is not target:
                _, hash_, part = target.partition("#")
                child.attrSet("href", "../" * pages.get(path, path).count("/") + page + hash_ + part)
            open_.append(page is not None)
        if child.type not in ("link_open", "link_close") or (open_[-1] if child.type == "link_open" else open_.pop()):
            left.append(child)
    inline.children = left
