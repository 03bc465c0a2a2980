"""Text with places in it: source files, positions, spans. Knows nothing of YAML or of specs."""

from functools import cached_property

from syncwright.records import Struct


class Position(Struct, frozen=True, order=True):
    """A place between two characters. Line and column are 1-based, counted in code points."""

    line: int
    column: int


class Span(Struct, frozen=True, order=True):
    """From `start` up to, not including, `end`."""

    start: Position
    end: Position


FILE_START = Span(Position(1, 1), Position(1, 1))


def short(text: str, longest: int = 60) -> str:
    """`text` as it is quoted in a message: no longer than fits on a line."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


class SourceFile(Struct, frozen=True, dict=True):
    """One file as it was read: `path` is how it is shown to people, `data` the bytes on disk."""

    path: str
    data: bytes

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.data)} bytes)"

    @cached_property
    def text(self) -> str:
        """The file as text without a byte order mark; bytes that are no UTF-8 show as U+FFFD."""
        return self.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends. Only LF, CRLF and CR end a line, as in YAML 1.2."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """Line `number` (1-based); empty past the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""
