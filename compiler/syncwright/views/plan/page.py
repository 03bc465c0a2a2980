"""Lines of a terminal: marks, colour, wrapping. Knows no plan."""

from collections.abc import Iterator, Sequence

from syncwright.views.paint import Paint, columns
from syncwright.views.plan.told import Phrase, Piece, lines_of, plain, quiet


class Page:
    """Lines, wrapped at blanks to `width` columns where they can be. `rest`: what to do to see what is not shown."""

    def __init__(self, paint: Paint, width: int, rest: str) -> None:
        self.paint = paint
        self.width = max(40, width)
        self.rest = rest
        self.lines: list[str] = []

    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines) + "\n"

    def head(self, *title: Piece) -> None:
        """A heading after an empty line."""
        self.lines.append("")
        self.line(*title, bold=True)

    def line(self, *phrase: Piece, mark: str = "", role: str = "", indent: int = 0, bold: bool = False) -> None:
        """A phrase behind a mark in the colour of a role; what goes on below stands under its first word."""
        lead = " " * indent + (f"{mark} " if mark else "")
        lines = map(quiet, wrapped(plain(phrase), self.width - len(lead)))
        shown = [self.paint.bold(one) if bold else one for one in lines]
        drawn = " " * indent + (self.paint.strong(mark, role) if role else mark) + " " if mark else lead
        self.lines.append(f"{drawn}{shown[0]}")
        self.lines += [" " * len(lead) + one for one in shown[1:]]

    def some(self, phrases: Sequence[Phrase], most: int, indent: int = 2) -> None:
        """The first phrases, and how many more there are."""
        for phrase in phrases[:most]:
            self.line(*phrase, indent=indent)
        self.more(len(phrases) - most, indent=indent)

    def more(self, number: int, what: str = "", indent: int = 2) -> None:
        """How many are not shown, if any."""
        if number > 0:
            self.line(f"... and {number:,} more{what}; {self.rest}", indent=indent)

    def block(self, text: str, indent: int) -> None:
        """A text of several lines as it stands, with a bar before each, so that none can be taken for one of ours."""
        self.lines += [f"{' ' * indent}| {line}".rstrip() for line in lines_of(text)]


def wrapped(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` columns, broken at blanks; a longer word has a line of its own."""
    if columns(text) <= width:
        yield text
        return
    line: list[str] = []
    used = 0
    for word in text.split(" "):
        wide = columns(word) + 1
        if line and used + wide > width + 1:
            yield " ".join(line)
            line, used = [], 0
        line.append(word)
        used += wide
    yield " ".join(line)
