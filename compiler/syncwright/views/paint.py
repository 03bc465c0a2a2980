"""Colour for terminals, and text made safe to show on one."""

from unicodedata import combining, east_asian_width

from syncwright.records import Struct

_COLOURS = {"error": "31", "warning": "33", "note": "36", "fine": "32"}


class Paint(Struct, frozen=True):
    """Wraps text in colour, or leaves it as it is."""

    colour: bool

    def strong(self, text: str, role: str) -> str:
        """Bold, in the colour of a severity."""
        return self._wrapped(text, f"1;{_COLOURS[role]}")

    def bold(self, text: str) -> str:
        """Bold."""
        return self._wrapped(text, "1")

    def dim(self, text: str) -> str:
        """For lines and arrows that lead the eye."""
        return self._wrapped(text, "34")

    def _wrapped(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def visible(text: str) -> str:
    """`text` with nothing that a terminal would obey or hide: each such character is shown as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
