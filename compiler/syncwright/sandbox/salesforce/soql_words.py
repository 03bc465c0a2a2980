"""A SOQL text as words, each with its place, and the values that literals stand for. Knows no grammar, no object and no clock.

Sources: SOQL and SOSL Reference: Quoted String Escape Sequences, Date Formats and Date Literals.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

_WORD = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^'\\]|\\.)*')
    | (?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))
    | (?P<date>\d{4}-\d\d-\d\d)(?![\dT])
    | (?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?!\w)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    | (?P<sign><>|!=|<=|>=|[=<>(),:])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_PLAIN = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
    "N": "\n",
    "R": "\r",
    "T": "\t",
    "B": "\b",
    "F": "\f",
}


class QueryRefused(Exception):
    """A query that is not answered: `code` and `says` as Salesforce's answers have them."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(f"{code}: {says}")
        self.code, self.says = code, says


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `kind`: text, datetime, date, number, name, sign, end. `at`: offset in the query."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stands in quotes. `value`: for every comparison but LIKE; `like`: a regular expression of the whole text."""

    value: str
    like: str


Literal = Pattern | date | datetime | Decimal | bool | None


def words(query: str) -> list[Word]:
    """All words and an `end`. Raises QueryRefused for a character that begins none."""
    found, at = [], 0
    while query[at:].strip():
        match = _WORD.match(query, at)
        if match is None or match.lastgroup is None:
            start = at + len(query[at:]) - len(query[at:].lstrip())
            row, column = place(query, start)
            raise QueryRefused("MALFORMED_QUERY", f"line {row}:{column - 1} no viable alternative at character '{query[start]}'")
        found.append(Word(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        at = match.end()
    return [*found, Word("end", "<EOF>", len(query))]


def place(query: str, at: int) -> tuple[int, int]:
    """Row and column, 1-based."""
    before = query[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def literal(word: Word) -> Literal:
    """The value of a word that is one. Raises QueryRefused for a day that no calendar has and for an escape that there is not."""
    try:
        match word.kind:
            case "text":
                return _unquoted(word.text[1:-1])
            case "date":
                return date.fromisoformat(word.text)
            case "datetime":
                return datetime.fromisoformat(word.text).astimezone(UTC)
            case _:
                return Decimal(word.text)
    except (ValueError, OverflowError) as error:
        raise QueryRefused("MALFORMED_QUERY", f"invalid {'date' if word.kind == 'date' else 'datetime'} literal: {word.text}") from error


def _unquoted(text: str) -> Pattern:
    """Both readings of one text: `\\%` and `\\_` stand for themselves in LIKE, where `%` and `_` do not."""
    value, like, at = "", "", 0
    for match in _ESCAPE.finditer(text):
        value, like = value + text[at : match.start()], like + _wild(text[at : match.start()])
        stands = _stands(match[1])
        value, like = value + stands, like + re.escape(stands)
        at = match.end()
    return Pattern(value + text[at:], like + _wild(text[at:]))


def _stands(escaped: str) -> str:
    if len(escaped) > 1:
        return chr(int(escaped[1:], 16))
    if escaped in "%_":
        return escaped
    if escaped not in _PLAIN:
        raise QueryRefused("MALFORMED_QUERY", f"Invalid string literal. Illegal character sequence '\\{escaped}' in string literal")
    return _PLAIN[escaped]


def _wild(text: str) -> str:
    return re.escape(text).replace("%", ".*").replace("_", ".")
