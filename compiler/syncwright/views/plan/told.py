"""Words of ours with values of others in them, made safe for where they go: a terminal or log, Markdown, a line of HTML in Markdown.

A phrase is a row of pieces. A plain string is ours and is written as it is; whatever came from outside is a `Said` and is encoded.
"""

import re
from collections.abc import Iterable
from html import escape

from syncwright.records import Struct
from syncwright.views.paint import visible

#: Longest value that is shown, in characters. The document holds them whole.
SHOWN = 300


class Said(Struct, frozen=True, gc=False):
    """A value from outside. `name`: shown as code where there is code, for names, values, and text that may hold anything."""

    text: str
    name: bool


Piece = str | Said
Phrase = tuple[Piece, ...]


def name(text: str) -> Said:
    """A name or value, character by character."""
    return Said(text, True)


def prose(text: str) -> Said:
    """Words of a person."""
    return Said(text, False)


# What a build log's reader obeys wherever it stands in a line: old workflow commands, and those of Azure Pipelines and TeamCity.
_COMMANDS = re.compile(r"##(?=\[|vso\[|teamcity\[)")


def one_line(text: str, longest: int | None = SHOWN) -> str:
    """A value on one line, with nothing that a terminal or a log's reader obeys; what is cut off is counted."""
    beyond = 0 if longest is None else len(text) - longest
    shown = visible(" ".join((text if beyond <= 0 else text[:longest]).split()))
    shown = _COMMANDS.sub("#\ufffd", shown) if "##" in shown else shown
    return f"{shown}… ({beyond:,} more characters)" if beyond > 0 else shown


def lines_of(text: str, longest: int | None = None) -> list[str]:
    """A text of several lines, each as safe as one line."""
    cut = text if longest is None else text[:longest]
    lines = [
        quiet(visible(line.expandtabs(4)).rstrip()) for line in re.split(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", cut.strip("\r\n"))
    ]
    beyond = len(text) - len(cut)
    return [*lines, f"… ({beyond:,} more characters)"] if beyond else lines


def quiet(line: str) -> str:
    """A whole line that no log's reader obeys: what would make it a command is shown as U+FFFD."""
    line = _COMMANDS.sub("#\ufffd", line)
    return line.replace("::", "\ufffd:", 1) if line.lstrip().startswith("::") else line


# ------------------------------------------------------------------ where it goes


def plain(phrase: Iterable[Piece]) -> str:
    """For a terminal or a log."""
    return "".join([piece if isinstance(piece, str) else one_line(piece.text) or "(empty)" for piece in phrase])


def marked(phrase: Iterable[Piece]) -> str:
    """For a line of Markdown. What is neither ours nor harmless stands in code, where GitHub links, mentions and formats nothing."""
    return "".join([piece if isinstance(piece, str) else _marked(piece) for piece in phrase])


def _marked(said: Said) -> str:
    text = one_line(said.text)
    pieces = None if said.name else _mixed(text)
    return code(text) if pieces is None else "".join([code(piece) if odd else piece for piece, odd in pieces])


#: A run of backticks that nobody writes. GitHub takes no span of code between runs of more than 80, and then reads what is in it.
_RUN = re.compile("`{17,}")


def code(text: str) -> str:
    """A span of code with a text on one line. A run of more than 16 backticks is shown as U+FFFD."""
    if not text:
        return "(empty)"
    text, longest = _runs(text)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def block(text: str, longest: int) -> list[str]:
    """A block of code with a text of several lines, cut after so many characters."""
    text, run = _runs("\n".join(lines_of(text, longest)))
    fence = "`" * max(3, run + 1)
    return [f"{fence}text", *text.split("\n"), fence]


def _runs(text: str) -> tuple[str, int]:
    """The text without long runs of backticks, and the longest run in it."""
    if "`" not in text:
        return text, 0
    text = _RUN.sub("\ufffd", text)
    return text, max(map(len, re.findall("`+", text)), default=0)


def summarised(phrase: Iterable[Piece]) -> str:
    """For the line of HTML that is a `<summary>`."""
    return "".join([escape(piece) if isinstance(piece, str) else _summarised(piece) for piece in phrase])


def _summarised(said: Said) -> str:
    text = one_line(said.text)
    return text if not said.name and _harmless(text) else f"<code>{escape(text)}</code>" if text else "(empty)"


def _mixed(text: str) -> list[tuple[str, bool]] | None:
    """Harmless words with names in backticks among them, each with whether it is such a name; None if it is anything else."""
    pieces = text.split("`")
    words, names = pieces[::2], pieces[1::2]
    between = all(_BETWEEN.fullmatch(piece) and not _LINKED.search(piece) for piece in words)
    if (
        not text
        or len(pieces) % 2 == 0
        or not all(names)
        or not all(words[1:-1])
        or not between
        or (words[0] and not words[0][0].isalnum())
    ):
        return None
    return [(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]


def cell(text: str) -> str:
    """For a cell of a Markdown table. Rows are split at bars before anything else is read."""
    shown = one_line(text).replace("|", "\ufffd").replace("\\", "\ufffd")
    return shown if _harmless(shown) else code(shown)


# Words, and the marks that mean nothing to Markdown inside a line.
_BETWEEN = re.compile(r"(?:[^\W_]|[ ,;()'’“”–—.?!%\"/-]|: )*")
# What GitHub links although nothing in it is marked: hosts, issues by their number, commits, and keys that a repository may link to
# elsewhere. And what would start a list.
_LINKED = re.compile(r"www\.|\w\.\w|\w-\d|//|\b[0-9a-f]{7,}\b|^\d+[.)]", re.IGNORECASE)


def _harmless(text: str) -> bool:
    return text[:1].isalnum() and _BETWEEN.fullmatch(text) is not None and _LINKED.search(text) is None
