"""The mistake behind a YAML error: a scanner says where it stumbled, a person wants to know what to quote.

Each explanation looks at the one line where the scanner stopped; what it cannot name keeps the scanner's words.
"""

import re
from dataclasses import dataclass

from yaml.error import MarkedYAMLError

from syncwright.diagnostics import Finding, Place
from syncwright.syntax import rules
from syncwright.text import Position, SourceFile, Span, short

_BLOCK_KEY = re.compile(r"""\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[^\s:#'"{\[][^:]*?):(?:\s+|$)""")
_FLOW_KEY = re.compile(r"""[{,]\s*(?:"[^"]*"|'[^']*'|[^\s:,{}\[\]]+)\s*:\s+""")
_COMMENT = re.compile(r"\s#.*")
_CANNOT_START = {
    "@": "`@`", "`": "a backquote", "%": "`%`", "&": "`&`", "*": "`*`", "!": "`!`", "|": "`|`", ">": "`>`",
    "[": "`[`", "{": "`{`", "]": "`]`", "}": "`}`", ",": "`,`", "-": "`- `", "?": "`? `",
}  # fmt: skip
_WORDS = {
    "did not find expected key": "a key is expected here",
    "did not find expected ',' or '}'": "`,` or `}` is expected here",
    "did not find expected ',' or ']'": "`,` or `]` is expected here",
    "did not find expected '-' indicator": "a list item is expected here",
    "could not find expected ':'": "a key without `:`",
    "did not find expected node content": "a value is expected here",
    "did not find expected <document start>": "text after the end of the document",
    "found character that cannot start any token": "plain text cannot start with this character",
    "found unexpected document indicator": "`---` or `...` at the start of a line inside a quoted text",
    "found unknown escape character": "an escape that YAML does not know",
    "found invalid Unicode character escape code": "an escape that is no character",
    "mapping values are not allowed in this context": "a `:` where no key can end",
}
_QUOTE_IT = "quote the whole text"


@dataclass(frozen=True, slots=True)
class _Spot:
    """The line where the scanner stopped, and where the value that it was reading starts (0-based columns)."""

    path: str
    number: int
    line: str
    column: int
    start: int | None
    in_flow: bool

    @property
    def first(self) -> str:
        """First character of the value; empty if there is none."""
        return self.line[self.start : self.start + 1] if self.start is not None else ""

    def place(self, start: int, end: int) -> Place:
        return Place(self.path, span=Span(Position(self.number, start + 1), Position(self.number, max(end, start + 1) + 1)))

    @property
    def whole(self) -> Place:
        """The value, as far as this line goes."""
        start = self.column if self.start is None else self.start
        return self.place(start, self.column + 1 if self.in_flow else len(_COMMENT.sub("", self.line).rstrip()))


def explain_error(source: SourceFile, error: MarkedYAMLError) -> Finding:
    """The mistake behind an error of the YAML scanner or parser, at the place where a person would mend it."""
    if error.context in ("while scanning a quoted scalar", "while parsing a quoted scalar") and "end of stream" in str(error.problem):
        spot = _spot(source, error.context_mark)
        return rules.YAML_SYNTAX(spot.place(spot.column, spot.column), "the quote that opens here is never closed", help="close it")
    simple_key = error.context == "while scanning a simple key"
    spot = _spot(source, error.context_mark if simple_key else error.problem_mark)
    if spot.column < len(spot.line) and "\t" in spot.line[: spot.column + 1] and not spot.line[: spot.column + 1].strip():
        place = spot.place(0, spot.column + 1)
        return rules.TAB_INDENTATION(place, "indentation is written with spaces, not with tabs", help="two spaces a level")
    if spot.line.startswith("%") and ("directive" in str(error.context) or "YAML" in str(error.problem)):
        return rules.DIRECTIVE(spot.place(0, len(spot.line)), "`%` directives are not part of the language", help="delete the line")
    if "escape" in str(error.problem):
        return _plain(source, spot, error)
    return _of_value(spot) or _colon(spot) or _bracket(spot) or _plain(source, spot, error)


def _spot(source: SourceFile, mark: object) -> _Spot:
    number, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    line = source.line(number + 1)
    if number and column == 0 and not line:
        number -= 1
        line = source.line(number + 1)
        column = len(line)
    flow = [m for m in _FLOW_KEY.finditer(line) if m.end() <= column + 1]
    block = _BLOCK_KEY.match(line)
    start = flow[-1].end() if flow else block.end() if block and block.end() < len(line) else None
    if start is not None and start > column and not flow:
        start = None
    return _Spot(source.path, number + 1, line, column, start, bool(flow))


def _of_value(spot: _Spot) -> Finding | None:
    after = spot.line[spot.column :].strip(" ,}]")
    if spot.first in ("'", '"') and spot.start is not None and spot.column > spot.start and after:
        message = f"the text starts with a quote and goes on after it closes: `{short(after, 40)}`"
        return rules.TEXT_AFTER_QUOTE(spot.whole, message, help=_requote(spot.first))
    if spot.start is None or spot.first not in _CANNOT_START:
        return None
    closer = {"[": "]", "{": "}"}.get(spot.first)
    at_closer = spot.line[spot.column : spot.column + 1] in ("]", "}")
    unclosed = closer is not None and (at_closer or closer not in spot.line[spot.start : spot.column])
    a_word = spot.first in "-?" and spot.line[spot.start + 1 : spot.start + 2] not in ("", " ")
    if unclosed or a_word:
        return None
    return rules.UNQUOTED_START(spot.whole, f"plain text cannot start with {_CANNOT_START[spot.first]}", help=_QUOTE_IT)


def _requote(quote: str) -> str:
    if quote == "'":
        return "put the whole text in double quotes, or write each ' inside as ''"
    return 'put the whole text in single quotes, or write each " inside as \\"'


def _colon(spot: _Spot) -> Finding | None:
    at_colon = spot.line[spot.column : spot.column + 1] == ":"
    before = "" if spot.start is None else spot.line[spot.start : spot.column].rstrip()
    if not at_colon or not before or before.endswith((",", "[", "{")):
        return None
    return rules.UNQUOTED_COLON(spot.whole, "`: ` inside plain text starts a new key", help=_QUOTE_IT)


def _bracket(spot: _Spot) -> Finding | None:
    if not spot.in_flow or spot.start is None or spot.line[spot.column : spot.column + 1] not in tuple("[]{}"):
        return None
    sign = spot.line[spot.column]
    opened = _opened(spot.line[: spot.column])
    if sign in "]}" and (not opened or spot.first in ("[", "{")):
        if opened.endswith(spot.first):
            return None
        place = spot.place(spot.column, spot.column + 1)
        return rules.YAML_SYNTAX(place, f"`{sign}` closes nothing that is open", help="delete it, or quote the text that it belongs to")
    return rules.UNQUOTED_START(spot.whole, f"`{sign}` cannot stand in plain text inside braces", help=_QUOTE_IT)


def _opened(line: str) -> str:
    """The brackets of a line that nothing closes in it."""
    opened: list[str] = []
    for character in line:
        if character in "[{":
            opened.append(character)
        elif character in "]}" and opened:
            opened.pop()
    return "".join(opened)


def _plain(source: SourceFile, spot: _Spot, error: MarkedYAMLError) -> Finding:
    problem = str(error.problem)
    message = _WORDS.get(problem, problem)
    related: tuple[tuple[Place, str], ...] = ()
    if error.context_mark is not None and error.context and error.context_mark.line != spot.number - 1:
        opened = _spot(source, error.context_mark)
        related = ((opened.place(opened.column, opened.column), error.context.removeprefix("while ")),)
    help_ = "check the indentation and the quotes of this line and the one before"
    return rules.YAML_SYNTAX(spot.place(spot.column, spot.column), message, help=help_, related=related)
