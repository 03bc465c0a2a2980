"""A filter as the condition of a SOQL query. Says of every null what it wants, as what `!=`, NOT and EXCLUDES do with one is not documented.

Sources: SOQL and SOSL Reference: Comparison Operators, Quoted String Escape Sequences, Date Formats and Date Literals.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from syncwright.expression.clock import Clock
from syncwright.expression.days import BOUNDS
from syncwright.expression.normal import Blank, Every, Filled, Holds, Normal, Some, known_filled
from syncwright.expression.predicate import Fixed, Today, Value

_NEGATIVE = ("!=", "not in", "not contains", "not starts with", "excludes")


def where(form: Normal, clock: Clock) -> str:
    """The condition, without the word WHERE. Days are worked out for this very run: in a text that is kept they grow old."""
    return _Emitter(clock).emit(form, frozenset(), top=True)


def counted(form: Normal, owner: str, clock: Clock) -> str:
    """A query that counts an object's records that pass."""
    return f"SELECT COUNT() FROM {owner} WHERE {where(form, clock)}"  # noqa: S608 - it is handed on as text


class _Emitter:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def emit(self, form: Normal, filled: frozenset[str], *, top: bool = False) -> str:
        match form:
            case Every(parts) | Some(parts):
                known = known_filled(form, filled)
                text = (" AND " if isinstance(form, Every) else " OR ").join(self.emit(part, known) for part in parts)
                return text if top else f"({text})"
            case Fixed(value):
                return "Id != null" if value else "Id = null"
            case Blank(column):
                return f"{column.name} = null"
            case Filled(column):
                return f"{column.name} != null"
            case Holds(column, operator, _):
                test = self._test(form)
                if operator not in _NEGATIVE or column.name in filled:
                    return test
                return f"({column.name} != null AND {test})"
            case _:
                assert_never(form)

    def _test(self, test: Holds) -> str:
        name, values = test.column.name, test.values
        match test.operator:
            case "in" | "not in":
                return f"{name} {'IN' if test.operator == 'in' else 'NOT IN'} ({', '.join(self._list(values))})"
            case "includes" | "excludes":
                return f"{name} {test.operator.upper()} ({self._literal(values[0])})"
            case "contains" | "starts with":
                return f"{name} LIKE {_like(test)}"
            case "not contains" | "not starts with":
                return f"(NOT {name} LIKE {_like(test)})"
            case _ if test.column.kind == "datetime" and not isinstance(values[0], datetime):
                return self._day(test)
            case _:
                return f"{name} {test.operator} {self._literal(values[0])}"

    def _day(self, test: Holds) -> str:
        value = test.values[0]
        assert isinstance(value, (date, Today)), "a moment is compared with a moment or a day"
        parts = [f"{test.column.name} {sign} {self._literal(self.clock.begins(value, after))}" for sign, after in BOUNDS[test.operator]]
        return parts[0] if len(parts) == 1 else f"({(' OR ' if test.operator == '!=' else ' AND ').join(parts)})"

    def _list(self, values: tuple[Value, ...]) -> list[str]:
        """Values of one kind: whole numbers among others get a fraction, as a list mixes no integers with decimals."""
        found = [self._literal(value) for value in values]
        if any(isinstance(value, Decimal) and "." in text for value, text in zip(values, found, strict=True)):
            return [text if "." in text else f"{text}.0" for text in found]
        return found

    def _literal(self, value: Value) -> str:
        match value:
            case str():
                return quoted(value)
            case datetime():
                return f"{value.replace(tzinfo=None).isoformat()}Z"
            case date() | Today():
                return self.clock.day(value).isoformat()
            case Decimal():
                return f"{value:f}"
            case _:
                return "TRUE" if value else "FALSE"


def _like(test: Holds) -> str:
    text = _escaped(str(test.values[0])).replace("%", "\\%").replace("_", "\\_")
    return f"'{text}%'" if "starts" in test.operator else f"'%{text}%'"


def quoted(text: str) -> str:
    """A text as a literal of SOQL."""
    return f"'{_escaped(text)}'"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
