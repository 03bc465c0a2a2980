"""A filter's tree as text, in the one form that says it. Reading that text gives the same tree again."""

from typing import assert_never

from syncwright.expression.parse import parse
from syncwright.expression.tokens import Wrong
from syncwright.expression.tree import (
    All,
    Among,
    Any,
    Blank,
    Compare,
    Contains,
    Day,
    Expression,
    Includes,
    KeysOf,
    Literally,
    Moment,
    Named,
    Not,
    Number,
    Relative,
    Text,
    Truth,
    Values,
)


def canonical(text: str) -> str:
    """A filter's text in the one form that says it; a text that is no filter as it is."""
    try:
        return written(parse(text))
    except Wrong:
        return text


def written(tree: Expression) -> str:
    """The filter on one line."""
    match tree:
        case All(parts):
            return " and ".join(_bracketed(part) if isinstance(part, (All, Any)) else written(part) for part in parts)
        case Any(parts):
            return " or ".join(_bracketed(part) if isinstance(part, Any) else written(part) for part in parts)
        case Not(inner):
            return "not " + (_bracketed(inner) if isinstance(inner, (All, Any)) else written(inner))
        case Truth(value):
            return "true" if value else "false"
        case Named(name):
            return f"filter {name}"
        case _:
            return _test(tree)


def _bracketed(tree: Expression) -> str:
    return f"({written(tree)})"


def _test(tree: Compare | Among | Contains | Includes | Blank) -> str:
    name = tree.path.name
    match tree:
        case Compare(_, operator, value):
            return f"{name} {operator} {literal(value)}"
        case Among(_, values, negated):
            return f"{name} {'not in' if negated else 'in'} {_values(values)}"
        case Contains(_, value, only_start, negated):
            return f"{name} {'not ' if negated else ''}{'starts with' if only_start else 'contains'} {literal(value)}"
        case Includes(_, mode, values):
            return f"{name} {'excludes' if mode == 'none' else f'includes {mode}'} {_values(values)}"
        case Blank(_, negated):
            return f"{name} is {'not ' if negated else ''}blank"
        case _:
            assert_never(tree)


def _values(values: Values | KeysOf) -> str:
    if isinstance(values, KeysOf):
        return f"keys of {values.map}"
    return "[" + ", ".join(map(literal, values.items)) + "]"


def literal(value: Literally) -> str:
    """One value."""
    match value:
        case Text(text):
            return quoted(text)
        case Number(number, percent):
            return f"{number:f}{'%' if percent else ''}"
        case Truth(truth):
            return "true" if truth else "false"
        case Day(day):
            return day.isoformat()
        case Moment(moment):
            return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year > 999 else f"{moment.replace(tzinfo=None).isoformat()}Z"
        case Relative(count, unit):
            return "today" if count == 0 else f"today {'-' if count < 0 else '+'} {abs(count)} {unit if abs(count) != 1 else unit[:-1]}"
        case _:
            assert_never(value)


def quoted(text: str) -> str:
    """A text in quotes; in double ones where that spares doubling."""
    quote = '"' if "'" in text and '"' not in text else "'"
    return quote + text.replace(quote, quote * 2) + quote
