#!/usr/bin/env python3
"""`mkdocs_pages.py SITE OUT`: mkdocs from PyPI in an environment of its own, and the pages of a docs site as its project.

A page is a Markdown file with the same headings, tables, lists and links. Pictures and controls are left out, which is less work for mkdocs.
Knows pages as trees of HTML alone.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import html as pages
from lxml.etree import Element

# `bench` is a package below tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import from_pypi

HERE = Path(__file__).parent
#: Exact versions. Its theme and its search are those that it has without being asked.
REQUIREMENTS = HERE / "mkdocs-requirements.txt"

_LEFT_OUT = ("svg", "nav", "select", "datalist", "button", "label", "script")
_BLOCKS = ("section", "div", "article", "figure", "details", "h1", "h2", "h3", "h4", "p", "pre", "ul", "ol", "dl", "table", *_LEFT_OUT)
_MARKS = {"strong": "**", "em": "*"}
_MARKUP = re.compile(r"([\\`*\[\]|])")


def executable() -> Path:
    """The `mkdocs` command. Raises NotInstalled."""
    return from_pypi.executable("mkdocs", REQUIREMENTS)


def building(mkdocs: Path) -> list[str | Path]:
    """The command that builds the project in the folder it is run in."""
    return [mkdocs, "build", "--quiet", "--clean"]


def project(site: Path, folder: Path) -> int:
    """Write the pages of a site as a project of mkdocs, with the navigation that the site has; answers how many pages there are."""
    sources = sorted(site.rglob("*.html"))
    for path in sources:
        into = folder / "docs" / path.relative_to(site).with_suffix(".md")
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_text(markdown(path.read_text("utf-8")), "utf-8")
    first = pages.fromstring((site / "index.html").read_text("utf-8"))
    nav = [{link.text: _target(link.get("href"))} for link in first.xpath("//header/nav/a")]
    # The two extensions come with mkdocs: addresses of sections, and lists of terms.
    said = {"site_name": "bench", "nav": nav, "markdown_extensions": ["attr_list", "def_list"]}
    (folder / "mkdocs.yml").write_text(json.dumps(said), "utf-8")
    return len(sources)


def markdown(page: str) -> str:
    """What a page says, as Markdown."""
    [main] = pages.fromstring(page).xpath("//main")
    return "\n\n".join(_blocks(main)) + "\n"


def _blocks(parent: Element) -> Iterator[str]:
    """What is in an element, block by block; text between blocks is a paragraph."""
    line = [_text(parent.text)]
    for child in parent:
        if child.tag in _BLOCKS:
            yield from filter(None, ["".join(line).strip()])
            line = []
            yield from _block(child)
        elif child.get("hidden") is None:
            line.append(_inline(child))
        line.append(_text(child.tail))
    yield from filter(None, ["".join(line).strip()])


def _block(one: Element) -> Iterator[str]:
    match one.tag:
        case tag if tag in _LEFT_OUT:
            return
        case "h1" | "h2" | "h3" | "h4":
            name = one.get("id") or (one.getparent().get("id") if one.getparent().tag == "section" else None)
            yield f"{'#' * int(one.tag[1])} {_line(one)}" + (f" {{ #{name} }}" if name else "")
        case "pre":
            yield f"```\n{one.text_content().rstrip()}\n```"
        case "ul" | "ol":
            yield "\n".join(_item("1. " if one.tag == "ol" else "- ", item) for item in one)
        case "dl":
            yield "\n".join(f":   {_line(said)}" if said.tag == "dd" else f"\n{_line(said)}" for said in one.iter("dt", "dd")).strip()
        case "table":
            rows = [[_line(cell) for cell in row] for row in one.iter("tr")]
            rows.insert(1, ["---"] * len(rows[0]))
            yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
        case _:
            yield from _blocks(one)


def _item(mark: str, one: Element) -> str:
    """An item of a list, with what stands in it."""
    return (mark.ljust(4) + "\n".join(_blocks(one))).replace("\n", "\n    ")


def _line(one: Element) -> str:
    return " ".join(_within(one).split())


def _within(one: Element) -> str:
    return _text(one.text) + "".join(_inline(child) + _text(child.tail) for child in one)


def _inline(one: Element) -> str:
    match one.tag:
        case "a":
            return f"[{_within(one)}]({_target(one.get('href') or '')})"
        case "code":
            return f"`{one.text_content()}`"
        case "br":
            return "<br>"
        case "input":
            return ("[x] " if one.get("checked") is not None else "[ ] ") if one.get("type") == "checkbox" else ""
        case tag:
            mark = _MARKS.get(tag, "")
            return f"{mark}{_within(one)}{mark}"


def _text(text: str | None) -> str:
    """A text as Markdown that shows it. Underlines stay, as within names they are no markup."""
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False)) if text else ""


def _target(address: str) -> str:
    """Pages are written as files of Markdown, and so are links to them."""
    path, mark, part = address.partition("#")
    return address if "://" in address else f"{path.removesuffix('.html')}.md{mark}{part}" if path.endswith(".html") else address


if __name__ == "__main__":
    project(*map(Path, sys.argv[1:]))
