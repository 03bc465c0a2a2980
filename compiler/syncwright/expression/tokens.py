"""A filter's text as tokens with their places. Knows no grammar."""

import re
from typing import Literal

from syncwright.diagnostics import Rule
from syncwright.expression import rules
from syncwright.expression.tree import Slice
from syncwright.records import Struct
from syncwright.text import short

Kind = Literal["word", "name", "text", "number", "date", "sign", "end"]

#: Words of the language. All are lower case; names of fields begin with a capital letter or end in `__c`.
WORDS = frozenset(
    {"and", "or", "not", "in", "contains", "starts", "with", "includes", "any", "all", "excludes", "is", "blank"}
    | {"true", "false", "today", "day", "days", "week", "weeks", "keys", "of", "filter"}
)

_TOKEN = re.compile(
    r"""
      (?P<date>\d{4}-\d{1,2}-\d{1,2}(?!\d)(?:[T\ ]\d[\w:.+-]*)?)
    | (?P<number>\d[\w.,/]*(?<![,/])%?)
    | (?P<name>[^\W\d]\w*(?:\.\w+)*)
    | (?P<sign><=|>=|!=|[=<>()\[\],+-])
    """,
    re.VERBOSE,
)
_FILTER_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?![\w-])")
_QUOTED = {"'": re.compile(r"'((?:[^'\n]|'')*)'"), '"': re.compile(r'"((?:[^"\n]|"")*)"')}
#: What people write who know other languages, and what it is here.
_OTHER_SIGNS = {
    "==": "`=`", "<>": "`!=`", "&&": "`and`", "||": "`or`", "!": "`not`", "=<": "`<=`", "=>": "`>=`", "“": "`'`", "”": "`'`", "‘": "`'`",
    "’": "`'`", "{": "`[`", "}": "`]`", "≠": "`!=`", "≤": "`<=`", "≥": "`>=`", ";": "`,`", "&": "`and`", "|": "`or`", "#": "no comment: put it above the key",
}  # fmt: skip


class Wrong(Exception):
    """The text is no filter: which rule, where, what is wrong, and what to do."""

    def __init__(self, rule: Rule, at: Slice, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.rule, self.at, self.message, self.help = rule, at, message, help_


class Token(Struct, frozen=True):
    """One token. `text` is as written, but for a quoted text, of which it is the value."""

    kind: Kind
    text: str
    at: Slice


def tokens(text: str) -> list[Token]:
    """All tokens, and one for the end. Raises Wrong at what is none."""
    found: list[Token] = []
    at = _blank(text, 0)
    while at < len(text):
        one = _next(text, at, found)
        found.append(one)
        at = _blank(text, one.at.end)
    stop = len(text.rstrip())
    found.append(Token("end", "", Slice(stop, stop)))
    return found


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _next(text: str, at: int, before: list[Token]) -> Token:
    if text[at] in _QUOTED:
        return _quoted(text, at)
    if _names_a_spec(before) and (named := _FILTER_NAME.match(text, at)):
        return Token("name", named[0], Slice(at, named.end()))
    match = _TOKEN.match(text, at)
    there = next((sign for sign in sorted(_OTHER_SIGNS, key=len, reverse=True) if text.startswith(sign, at)), None)
    if match is None or (there is not None and len(there) > len(match[0])):
        wrong = there or text[at]
        where = Slice(at, at + len(wrong))
        help_ = f"write {_OTHER_SIGNS[wrong]}" if wrong in _OTHER_SIGNS else "text stands in quotes, as in `'US'`"
        raise Wrong(rules.FILTER_SYNTAX, where, f"`{wrong}` means nothing in a filter", help_)
    kind: Kind = match.lastgroup  # type: ignore[assignment]
    if kind == "name" and match[0] in WORDS:
        kind = "word"
    return Token(kind, match[0], Slice(at, match.end()))


def _names_a_spec(before: list[Token]) -> bool:
    """Whether the name of a filter or a map comes next. Those hold dashes, and others do not."""
    words = [one.text if one.kind == "word" else "" for one in before[-2:]]
    return words[-1:] == ["filter"] or words == ["keys", "of"]


def _quoted(text: str, at: int) -> Token:
    quote = text[at]
    match = _QUOTED[quote].match(text, at)
    if match is None:
        line = text.find("\n", at)
        stop = len(text.rstrip()) if line < 0 else line
        message = f"the text {short(text[at:stop], 30)} has no quote at its end"
        raise Wrong(
            rules.UNTERMINATED_TEXT, Slice(at, stop), message, f"end it with `{quote}`; a quote inside is written twice: `{quote * 2}`"
        )
    return Token("text", match[1].replace(quote * 2, quote), Slice(at, match.end()))
