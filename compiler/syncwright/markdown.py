"""A text as Markdown that shows it, whatever it holds: what people and orgs wrote stays text."""

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
MARKUP_BYTES = bytes(sorted({text.encode()[0] for text in (*_CONTROL, *(markup for markup, _ in _MARKUP))}))


def escaped(text: str) -> str:
    """A text as Markdown that shows it: line ends as breaks, control characters as U+FFFD."""
    for markup, shown in _MARKUP:
        text = text.replace(markup, shown)
    return text if text.isprintable() else _printable(text)


def _printable(text: str) -> str:
    for control in _CONTROL:
        text = text.replace(control, "\ufffd")
    return text
