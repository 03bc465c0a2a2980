"""A text as Markdown that shows it, whatever it holds: what people and orgs wrote stays text."""

import re

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
#: A name in a sentence, or a command, of characters that are nobody's markup inside code.
_NAME = re.compile(r"`([\w ./:,=()-]+)`")
#: The first byte of each: a text without any of them is shown as it is.
MARKUP_BYTES = bytes(sorted({text.encode()[0] for text in (*_CONTROL, *(markup for markup, _ in _MARKUP))}))


def escaped(text: str) -> str:
    """A text as Markdown that shows it: line ends as breaks, control characters as U+FFFD."""
    for markup, shown in _MARKUP:
        text = text.replace(markup, shown)
    return text if text.isprintable() else _printable(text)


def prose(text: str) -> str:
    """A sentence as Markdown, its names in backquotes as code."""
    parts = _NAME.split(text)
    return "".join(f"`{part}`" if index % 2 else escaped(part) for index, part in enumerate(parts))


def _printable(text: str) -> str:
    for control in _CONTROL:
        text = text.replace(control, "\ufffd")
    return text
