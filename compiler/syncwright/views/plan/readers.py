"""The same plan for one of its readers, about a screen each: what they have to decide, and nothing else. What is not shown is counted."""

from collections.abc import Iterator

from syncwright.plan.document import Document
from syncwright.views.paint import Paint
from syncwright.views.plan.blocks import Block, Reader, View
from syncwright.views.plan.boxes import Room
from syncwright.views.plan.human import WIDTH
from syncwright.views.plan.markdown import LONGEST, marker
from syncwright.views.plan.page import Page
from syncwright.views.plan.phrases import heading
from syncwright.views.plan.told import marked

_ALL = "the plan without `--for` has more"
#: Set aside for titles and for what is not shown, which hold no values.
_AROUND = 3_000


def for_reader(doc: Document, reader: Reader, paint: Paint, width: int = WIDTH) -> str:
    """For a terminal."""
    page = Page(paint, width, _ALL)
    page.line(*heading(doc), bold=True)
    for block in blocks(doc, reader):
        page.head(block.title)
        for phrase in block.shown or ((block.none,),):
            page.line(*phrase, indent=2)
        page.more(block.beyond)
    return page.text()


def markdown_for_reader(doc: Document, reader: Reader) -> str:
    """For a comment on a pull request."""
    lines = [marker(doc.binding.environment, reader), f"## Syncwright plan for {reader}", "", f"**{marked(heading(doc))}**", ""]
    room = Room(LONGEST - _AROUND)
    room.takes(*lines)
    for block in blocks(doc, reader):
        shown = [line for phrase in block.shown if room.takes(line := f"- {marked(phrase)}")]
        beyond = block.beyond + len(block.shown) - len(shown)
        rest = [f"- and {beyond:,} more; {_ALL}"] if beyond else []
        lines += [f"**{block.title}**", "", *(shown if block.shown else [block.none]), *rest, ""]
    return "\n".join(lines).rstrip() + "\n"


def blocks(doc: Document, reader: Reader) -> Iterator[Block]:
    """What a reader is shown, in order; of one that changes nothing what rules noticed."""
    view = View(doc)
    found = {"salesforce-admin": view.salesforce_admin, "marketing": view.marketing, "security": view.security}[reader]
    for block in (view.noticed(), *(found() if doc.changes or doc.scopes else ())):
        if block.shown or block.none:
            yield block
