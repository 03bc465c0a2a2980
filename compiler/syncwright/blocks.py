"""A sheet that people read and tick, as blocks: headings, sentences, boxes to tick, lists of values, tables. Written as Markdown or as HTML.

Whatever a text holds, it is shown and never taken for markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.records import Struct


class Bold(Struct, frozen=True):
    """A part of a sentence that stands out: what is looked for or typed."""

    text: str


#: A sentence in parts.
Words = tuple[str | Bold, ...]


class Block(Struct, frozen=True):
    """One block, and the spec keys behind it, where they are not those of the whole sheet."""

    keys: tuple[str, ...]


class Heading(Block, frozen=True):
    """A heading; 1 is that of the sheet."""

    level: int
    text: str


class Sentence(Block, frozen=True):
    """Something to read."""

    words: Words


class Box(Block, frozen=True):
    """Something to do, and tick. `depth`: 0, or 1 within the box before."""

    words: Words
    depth: int = 0


class Note(Block, frozen=True):
    """Something to know, within the box before."""

    words: Words
    depth: int = 1


class Values(Block, frozen=True):
    """Values to type, one a line, within the box before."""

    lines: tuple[str, ...]
    depth: int = 0


class Table(Block, frozen=True):
    """A table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# ------------------------------------------------------------------ Markdown


#: Blocks of one list.
_WITHIN = (Box, Note, Values)


def markdown(blocks: Iterable[Block]) -> Page:
    """The sheet as Markdown."""
    page = Page()
    before: Block | None = None
    for one in blocks:
        if before is not None and not (isinstance(one, _WITHIN) and isinstance(before, _WITHIN)):
            page.add()
        _line(page, one)
        before = one
    return page


def _line(page: Page, one: Block) -> None:
    match one:
        case Heading(keys=keys, level=level, text=text):
            page.add(f"{'#' * level} {escaped(text)}", *keys)
        case Sentence(keys=keys, words=words):
            page.add("".join(_marked(words)), *keys)
        case Box(keys=keys, words=words, depth=depth):
            page.add(f"{'  ' * depth}- [ ] {''.join(_marked(words))}", *keys)
        case Note(keys=keys, words=words, depth=depth):
            page.add(f"{'  ' * depth}- {''.join(_marked(words))}", *keys)
        case Values(keys=keys, lines=lines, depth=depth):
            _fenced(page, [_shown(line) for line in lines], "  " * (depth + 1), keys)
        case Table(keys=keys, head=head, rows=rows):
            page.add(f"| {' | '.join(map(escaped, head))} |")
            page.add(f"|{'---|' * len(head)}")
            for row in rows:
                page.add(f"| {' | '.join(map(escaped, row))} |", *keys)


def _fenced(page: Page, lines: Sequence[str], indent: str, keys: tuple[str, ...]) -> None:
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    page.add(f"{indent}{fence}text", *keys)
    for line in lines:
        page.add(f"{indent}{line}", *keys)
    page.add(f"{indent}{fence}", *keys)


def _marked(words: Words) -> Iterator[str]:
    for one in words:
        yield f"**{escaped(one.text)}**" if isinstance(one, Bold) and one.text.strip() == one.text else escaped(_text(one))


def _text(one: str | Bold) -> str:
    return one.text if isinstance(one, Bold) else one


def _shown(line: str) -> str:
    """A value on one line: what is no printable character is shown as such."""
    return "".join(one if one.isprintable() else "\ufffd" for one in line)


# ------------------------------------------------------------------ HTML

#: Plain, readable on paper, without a script and without anything from elsewhere.
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #ccc }
ul.boxes { list-style: none; padding-left: 0 } ul.boxes ul.boxes { padding-left: 2rem }
label { display: block; padding: .15rem 0 .15rem 1.8rem; text-indent: -1.8rem } span { display: block; color: #555; padding-left: 1.8rem } input { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; margin: 0 .7rem 0 0 }
pre { columns: 3 14rem; white-space: pre-wrap; background: #f4f4f4; padding: .75rem; margin: .25rem 0 .5rem 1.8rem }
table { border-collapse: collapse } th, td { border: 1px solid #bbb; padding: .25rem .6rem; text-align: left }
@media print { body { margin: 0; max-width: none; font-size: 11pt } h2 { break-after: avoid } li { break-inside: avoid } }
""".strip()


def html(blocks: Sequence[Block], title: str) -> bytes:
    """The sheet as a page that stands for itself."""
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_safe(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
    )
    return (head + "".join(_body(blocks)) + "</body>\n</html>\n").encode()


def _body(blocks: Sequence[Block]) -> Iterator[str]:
    depth = -1
    for one in blocks:
        wanted = one.depth if isinstance(one, _WITHIN) else -1
        while depth > wanted:
            yield "</li>\n</ul>\n"
            depth -= 1
        match one:
            case Heading(level=level, text=text):
                yield f"<h{level}>{_safe(text)}</h{level}>\n"
            case Sentence(words=words):
                yield f"<p>{''.join(_strong(words))}</p>\n"
            case Box(words=words) | Note(words=words):
                yield "</li>\n" if depth == wanted else ""
                while depth < wanted:
                    yield '<ul class="boxes">\n'
                    depth += 1
                said = "".join(_strong(words))
                yield f'<li><label><input type="checkbox">{said}</label>\n' if isinstance(one, Box) else f"<li><span>{said}</span>\n"
            case Values(lines=lines):
                yield f"<pre>{_safe(chr(10).join(map(_shown, lines)))}</pre>\n"
            case Table(head=head, rows=rows):
                yield "<table>\n" + _row(head, "th") + "".join(_row(row, "td") for row in rows) + "</table>\n"
    while depth > -1:
        yield "</li>\n</ul>\n"
        depth -= 1


def _row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_safe(cell)}</{tag}>' for cell in cells)}</tr>\n"


def _strong(words: Words) -> Iterator[str]:
    for one in words:
        yield f"<strong>{_safe(one.text)}</strong>" if isinstance(one, Bold) else _safe(one)


def _safe(text: str) -> str:
    """A text as HTML that shows it."""
    return escape("".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text))
