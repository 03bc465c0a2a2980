"""A filter as a condition in DuckDB's SQL. Runs nothing; knows neither files nor tables.

What it expects of a column: text, picklists and ids as VARCHAR, several values joined by `;`, a checkbox as BOOLEAN, a number as DECIMAL or
DOUBLE, a percentage as a number of per cent, a date as DATE, a moment as TIMESTAMP in UTC. A text is blank if it is NULL or empty.

Days are worked out here, so the condition needs no time zone and no clock. What is left of functions is `lower`, `replace`, `strpos` and
`starts_with`, `coalesce`, which other dialects have under some name.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from syncwright.expression.clock import Clock
from syncwright.expression.days import BOUNDS
from syncwright.expression.folding import fold
from syncwright.expression.normal import Blank, Every, Filled, Holds, Normal, Some, known_filled
from syncwright.expression.predicate import Column, Fixed, Today, Value

_TEXTS = ("text", "picklist", "several", "id")
_NEGATIVE = ("!=", "not in", "not contains", "not starts with", "excludes")
#: Lower-case İ is two characters everywhere but in DuckDB.
_WIDE, _DOT = "İ", "\u0307"

Name = Callable[[Column], str]


def identifier(column: Column) -> str:
    """The column under its own name."""
    return '"' + column.name.replace('"', '""') + '"'


def condition(form: Normal, clock: Clock, name: Name = identifier) -> str:
    """The condition, true or false of every row. `name` gives the SQL of a column."""
    return holds(form, clock, name) if isinstance(form, Fixed) else f"coalesce({holds(form, clock, name)}, FALSE)"


def holds(form: Normal, clock: Clock, name: Name = identifier) -> str:
    """The condition where NULL counts as false anyway, as after WHERE and WHEN: an engine may then leave out what decides nothing more."""
    return _Emitter(clock, name).emit(form, frozenset())


class _Emitter:
    """Writes one condition. In it NULL counts as false: nothing negates what could be NULL and is not meant to fail."""

    def __init__(self, clock: Clock, name: Name) -> None:
        self.clock = clock
        self.name = name

    def emit(self, form: Normal, filled: frozenset[str]) -> str:
        match form:
            case Every(parts) | Some(parts):
                word = " AND " if isinstance(form, Every) else " OR "
                known = known_filled(form, filled)
                return "(" + word.join(self.emit(part, known) for part in parts) + ")"
            case Blank(column):
                return f"coalesce({self.name(column)}, '') = ''" if column.kind in _TEXTS else f"{self.name(column)} IS NULL"
            case Filled(column):
                return f"coalesce({self.name(column)}, '') <> ''" if column.kind in _TEXTS else f"{self.name(column)} IS NOT NULL"
            case Fixed(value):
                return "TRUE" if value else "FALSE"
            case Holds(column, operator, _):
                test = self._test(form)
                # An empty text is blank, and it would pass what says `not`.
                safe = column.kind not in _TEXTS or operator not in _NEGATIVE
                return test if safe or column.name in filled else f"({self.emit(Filled(column), filled)} AND {test})"
            case _:
                assert_never(form)

    def _test(self, test: Holds) -> str:
        match test.column.kind:
            case "text" | "picklist":
                return self._text(test)
            case "several":
                return self._several(test)
            case "checkbox":
                held = f"coalesce({self.name(test.column)}, FALSE)"
                return held if test.values[0] is True else f"NOT {held}"
            case "datetime":
                return self._moment(test)
            case _:
                return self._compared(test, self.name(test.column), [self._literal(value) for value in test.values])

    @staticmethod
    def _compared(test: Holds, held: str, values: list[str]) -> str:
        match test.operator:
            case "in" | "not in":
                return f"{held} {'IN' if test.operator == 'in' else 'NOT IN'} ({', '.join(values)})"
            case "!=":
                return f"{held} <> {values[0]}"
            case _:
                return f"{held} {test.operator} {values[0]}"

    # ------------------------------------------------------------------ text

    def _text(self, test: Holds) -> str:
        texts = [fold(str(value)) for value in test.values]
        match test.operator:
            case "contains":
                return f"strpos({self._folded(test.column, texts)}, {quoted(texts[0])}) > 0"
            case "not contains":
                return f"strpos({self._folded(test.column, texts)}, {quoted(texts[0])}) = 0"
            case "starts with":
                return f"starts_with({self._folded(test.column, texts)}, {quoted(texts[0])})"
            case "not starts with":
                return f"NOT starts_with({self._folded(test.column, texts)}, {quoted(texts[0])})"
        return self._compared(test, self._folded(test.column, texts), [quoted(text) for text in texts])

    def _several(self, test: Holds) -> str:
        text = fold(str(test.values[0]))
        found = f"strpos(';' || {self._folded(test.column, [text])} || ';', {quoted(f';{text};')})"
        return f"{found} > 0" if test.operator == "includes" else f"{found} = 0"

    def _folded(self, column: Column, texts: list[str]) -> str:
        """The column in lower case. Where `İ` could be taken for `i`, it is written as the two characters that its lower case has."""
        held = self.name(column)
        declared = column.kind != "text" and bool(column.values) and not any(_WIDE in value for value in column.values)
        if declared or not any("i" in text or _DOT in text for text in texts):
            return f"lower({held})"
        return f"lower(replace({held}, '{_WIDE}', 'i{_DOT}'))"

    # ------------------------------------------------------------------ time

    def _moment(self, test: Holds) -> str:
        held, value = self.name(test.column), test.values[0]
        if isinstance(value, datetime):
            return self._compared(test, held, [self._literal(value)])
        assert isinstance(value, (date, Today)), "a moment is compared with a moment or a day"
        parts = [f"{held} {operator} {self._literal(self.clock.begins(value, after))}" for operator, after in BOUNDS[test.operator]]
        word = " OR " if test.operator == "!=" else " AND "
        return parts[0] if len(parts) == 1 else f"({word.join(parts)})"

    def _literal(self, value: Value) -> str:
        match value:
            case str():
                return quoted(value)
            case datetime():
                return f"TIMESTAMP '{value.replace(tzinfo=None).isoformat(' ')}'"
            case date() | Today():
                return f"DATE '{self.clock.day(value).isoformat()}'"
            case Decimal():
                return f"{value:f}"
            case _:
                raise AssertionError("a checkbox is compared with nothing")


def quoted(text: str) -> str:
    """A text as a literal of standard SQL."""
    return "'" + text.replace("'", "''") + "'"
