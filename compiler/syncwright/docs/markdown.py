"""The dictionary as Markdown: a table for each object, with the columns that say something there. What people wrote stays text."""

from collections.abc import Iterable
from io import BytesIO

from syncwright.docs.columns import Column
from syncwright.docs.table import Table

#: What could be markup, the backslash and the ampersand first, as the others are escaped by them. `{` starts a template on many sites.
_MARKUP = (
    ("\\", "\\\\"),
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("{", "&#123;"),
    ("}", "&#125;"),
    ("|", "\\|"),
    ("`", "\\`"),
    ("*", "\\*"),
    ("_", "\\_"),
    ("[", "\\["),
    ("]", "\\]"),
    ("~", "\\~"),
    ("$", "\\$"),
    ("\r\n", "<br>"),
    ("\r", "<br>"),
    ("\n", "<br>"),
)
#: Control characters, and line ends that only some programs know.
_CONTROL = [chr(code) for code in (*range(10), 11, 12, *range(14, 0x20), 0x7F, 0x85, 0x2028, 0x2029)]
#: The first byte of each: a text without any of them is shown as it is.
_BYTES = bytes(sorted({text.encode()[0] for text in (*_CONTROL, *(markup for markup, _ in _MARKUP))}))


class Markdown:
    """Takes tables and holds the bytes of one file."""

    def __init__(self, title: str, columns: Iterable[Column]) -> None:
        self._out = BytesIO()
        meant = "".join(f"| `{column.name}` | {column.means} |\n" for column in columns)
        self._out.write(f"# {escaped(title)}\n\nA table an object, with the columns that say something there.\n\n".encode())
        self._out.write(f"| column | what it says |\n| --- | --- |\n{meant}".encode())

    def add(self, one: Table) -> None:
        """The table of one object. Its name is the heading and no column."""
        if not one.rows:
            return
        told = [cells for cells in one.columns if cells.texts and cells.column.name != "object"]
        head = " | ".join(cells.column.name for cells in told)
        # API names and our own words hold nothing to escape: underscores within a word mean nothing.
        rows = zip(*(cells.changed(_BYTES, escaped) for cells in told), strict=True)
        body = " |\n| ".join(map(" | ".join, rows))
        self._out.write(f"\n## {one.object}\n\n| {head} |\n|{' --- |' * len(told)}\n| {body} |\n".encode())

    def data(self) -> bytes:
        """The file."""
        return self._out.getvalue()


def escaped(text: str) -> str:
    """A text as Markdown that shows it: line ends as breaks, control characters as U+FFFD."""
    for markup, shown in _MARKUP:
        text = text.replace(markup, shown)
    return text if text.isprintable() else _printable(text)


def _printable(text: str) -> str:
    for control in _CONTROL:
        text = text.replace(control, "\ufffd")
    return text
