"""The WHERE of a SOQL query as a tree, made of what a SOQL parser says of its text. Knows how conditions join, and no field.

The parser gives a chain of conditions with counts of parentheses. "Parentheses are required whenever you mix the operators" (SOQL and
SOSL Reference, Logical Operators), and NOT is one of the three; what mixes is refused here, where the parser lets it pass.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judges.node_tools import node

SCRIPT = Path(__file__).with_name("soql.mjs")

WORDS = ("AND", "OR")


class SoqlRefused(ValueError):
    """The parser, or Salesforce, would not take the query; says why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kind` is the parser's word for the value, such as STRING; `values` are as written."""

    field: str
    operator: str
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """`word` is AND or OR."""

    word: str
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Negated:
    part: "Condition"


Condition = Comparison | Joined | Negated


def conditions(texts: Sequence[str]) -> list[Condition | SoqlRefused]:
    """One call of Node for all of them. A text that is refused is there as its refusal."""
    answers = json.loads(node(SCRIPT, input=json.dumps(list(texts)), timeout=600))
    return [tree(text, answer) for text, answer in zip(texts, answers, strict=True)]


def tree(text: str, answer: dict[str, Any]) -> Condition | SoqlRefused:
    try:
        if "error" in answer:
            raise SoqlRefused(answer["error"].partition("\n")[0])
        reader = _Reader([*pieces(answer["where"]), "end"])
        found = reader.group()
        if reader.now != "end":
            raise SoqlRefused(f"expected the end, found {reader.now}")
    except SoqlRefused as why:
        return SoqlRefused(f"{why}: {text}")
    return found


def pieces(where: dict[str, Any] | None) -> Iterator[str | Comparison]:
    """The chain in the order of its text: parentheses, words and comparisons."""
    while where is not None:
        left, word = where["left"] or {}, where.get("operator")
        yield from "(" * left.get("openParen", 0)
        if "operator" in left:
            yield comparison(left)
        yield from ")" * left.get("closeParen", 0)
        if word is not None:
            yield word
        where = where.get("right")


def comparison(said: dict[str, Any]) -> Comparison:
    if "field" not in said or "value" not in said:
        raise SoqlRefused("only fields are compared, and only with values")
    values = said["value"] if isinstance(said["value"], list) else [said["value"]]
    kind = said["literalType"]
    if not isinstance(kind, str):
        if len(set(kind)) > 1:
            raise SoqlRefused(f"values of several kinds: {', '.join(sorted(set(kind)))}")
        kind = kind[0]
    return Comparison(said["field"], said["operator"], kind, tuple(values))


class _Reader:
    def __init__(self, pieces: list[str | Comparison]) -> None:
        self.pieces = pieces
        self.index = 0

    @property
    def now(self) -> str | Comparison:
        return self.pieces[self.index]

    def group(self) -> Condition:
        """All up to a closing parenthesis or the end: NOT and one condition, or several joined by one word."""
        if self.now == "NOT":
            self.index += 1
            return self.alone(Negated(self.one()))
        parts, word = [self.one()], self.now
        while self.now == word and word in WORDS:
            self.index += 1
            parts.append(self.one())
        return self.alone(parts[0] if len(parts) == 1 else Joined(str(word), tuple(parts)))

    def alone(self, found: Condition) -> Condition:
        if self.now in WORDS:
            raise SoqlRefused("AND, OR and NOT are not mixed without parentheses")
        return found

    def one(self) -> Condition:
        """A comparison, or a group in parentheses."""
        piece = self.now
        self.index += 1
        if isinstance(piece, Comparison):
            return piece
        if piece != "(":
            raise SoqlRefused(
                "AND, OR and NOT are not mixed without parentheses" if piece == "NOT" else f"expected a condition, found {piece}"
            )
        found = self.group()
        if self.now != ")":
            raise SoqlRefused(f"expected `)`, found {self.now}")
        self.index += 1
        return found
