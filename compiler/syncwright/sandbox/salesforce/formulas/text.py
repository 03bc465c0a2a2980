"""The text of a Salesforce formula as a tree. Knows the grammar of Salesforce's open engine (0.9.13), and no field, function or type.

Of note: `^` binds looser than `*` and `/`; `NOT` also stands before a value without parentheses; of the escapes in a text only
`\\"` and `\\\\` mean one character, and one that is not among the six known is an error; a text does not go over a line's end.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

#: As Salesforce counts: more are not saved.
LONGEST = 3_900
#: Deeper than any formula of ours.
DEEPEST = 100


class FormulaRefused(ValueError):
    """The formula would not be saved; says why. `at` is the offset in its text."""

    def __init__(self, why: str, at: int = 0) -> None:
        super().__init__(why)
        self.at = at


@dataclass(frozen=True, slots=True)
class Literal:
    """Text, a Decimal, a Boolean, or None for `null`."""

    value: str | Decimal | bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or an operator under its sign; `NOT`, `&&` and `||` are the functions, unary signs are `+1` and `-1`."""

    name: str
    args: tuple["Node", ...]
    at: int


Node = Literal | Field | Call

TOKEN = re.compile(
    r"""
    (?P<space>[ \t\f\r\n]+|/\*.*?\*/)
  | (?P<number>[0-9]+(\.[0-9]+)?)
  | (?P<text>"(?:\\[nrtNRT"'\\]|[^"\\\r\n])*"|'(?:\\[nrtNRT"'\\]|[^'\\\r\n])*')
  | (?P<name>[A-Za-z$][A-Za-z0-9_$:.#]*)
  | (?P<sign>&&|\|\||<>|!=|<=|>=|==|[-+*/^&=<>!(),])
    """,
    re.VERBOSE | re.DOTALL,
)

#: From the loosest to the tightest, with the name each sign goes by.
LEVELS: tuple[dict[str, str], ...] = (
    {"||": "OR"},
    {"&&": "AND"},
    {"=": "=", "==": "=", "<>": "<>", "!=": "<>"},
    {"<": "<", ">": ">", "<=": "<=", ">=": ">="},
    {"+": "+", "-": "-", "&": "&"},
    {"^": "^"},
    {"*": "*", "/": "/"},
)
TIGHT = {sign: (level, name) for level, names in enumerate(LEVELS) for sign, name in names.items()}
WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    at: int


def parsed(text: str) -> Node:
    """The tree, or FormulaRefused."""
    if len(text) > LONGEST:
        raise FormulaRefused(f"{len(text)} characters, but a formula has at most {LONGEST}", LONGEST)
    reader = _Reader(tuple(tokens(text)))
    tree = reader.level(0)
    if reader.now.kind != "end":
        reader.refuse("an operator or the end")
    return tree


def tokens(text: str) -> Iterator[Token]:
    """Without spaces and comments; the last is the end."""
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise FormulaRefused(f"syntax error at {text[at : at + 12]!r}", at)
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found.group(), at)
        at = found.end()
    yield Token("end", "", at)


def unescaped(quoted: str) -> str:
    """What a quoted text stands for: `\\n` and `\\'` stay as they are."""
    return re.sub(r'\\(["\\])|(\\.)', lambda one: one[1] or one[2], quoted[1:-1])


class _Reader:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.index]

    def refuse(self, expected: str) -> NoReturn:
        raise FormulaRefused(f"syntax error: expected {expected}, found {self.now.text or 'the end'}", self.now.at)

    def take(self, sign: str) -> None:
        if (self.now.kind, self.now.text) != ("sign", sign):
            self.refuse(f"`{sign}`")
        self.index += 1

    def level(self, loosest: int) -> Node:
        """What operators of this level and tighter ones join, from the left."""
        left = self.unary()
        while self.now.kind == "sign" and (found := TIGHT.get(self.now.text, (-1, "")))[0] >= loosest:
            sign = self.now
            self.index += 1
            left = Call(found[1], (left, self.level(found[0] + 1)), sign.at)
        return left

    def unary(self) -> Node:
        token = self.now
        names = {"-": "-1", "+": "+1", "!": "NOT"}
        name = names.get(token.text) if token.kind == "sign" else "NOT" if token.text.upper() == "NOT" else None
        if name is None:
            return self.primary()
        self.index += 1
        return Call(name, (self.deeper(self.unary),), token.at)

    def primary(self) -> Node:
        token = self.now
        match token.kind:
            case "number":
                self.index += 1
                return Literal(Decimal(token.text), token.at)
            case "text":
                self.index += 1
                return Literal(unescaped(token.text), token.at)
            case "name":
                self.index += 1
                return self.named(token)
        self.take("(")
        inner = self.deeper(lambda: self.level(0))
        self.take(")")
        return inner

    def named(self, token: Token) -> Node:
        if (self.now.kind, self.now.text) == ("sign", "("):
            return Call(token.text.upper(), self.arguments(), token.at)
        if token.text.lower() in WORDS:
            return Literal(WORDS[token.text.lower()], token.at)
        return Field(token.text, token.at)

    def arguments(self) -> tuple[Node, ...]:
        self.take("(")
        found: list[Node] = []
        if (self.now.kind, self.now.text) != ("sign", ")"):
            found.append(self.deeper(lambda: self.level(0)))
            while (self.now.kind, self.now.text) == ("sign", ","):
                self.index += 1
                found.append(self.deeper(lambda: self.level(0)))
        self.take(")")
        return tuple(found)

    def deeper(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaRefused("nested too deep", self.now.at)
        found = read()
        self.depth -= 1
        return found
