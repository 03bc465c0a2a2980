"""A filter as the formula of a checkbox, blanks treated as blanks. Yields true or false of every record, and never an error.

Sources: ISBLANK, ISPICKVAL, INCLUDES, CONTAINS, BEGINS, CASESAFEID, DATETIMEVALUE in "Formula Operators and Functions" of Salesforce Help;
how each treats a blank was run on Salesforce's open formula engine.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from syncwright.expression.clock import Clock
from syncwright.expression.days import BOUNDS
from syncwright.expression.folding import fold
from syncwright.expression.normal import Blank, Every, Filled, Holds, Normal, Operator, Some, atoms, known_filled
from syncwright.expression.predicate import Column, Fixed, Today, Value

#: Longest formula, in characters; and largest once compiled, in bytes: "Formula Field Limits" in Salesforce Help.
LONGEST = 3_900
LARGEST = 15_000
#: From here on the estimate is no promise that it is taken.
LARGE = 10_000
#: What a character of a formula becomes when compiled, measured on the open engine's SQL; formulas that are referred to are compiled in.
GROWTH = 2.5
#: How much of a parent's text CONTAINS and BEGINS look at, in characters: Knowledge Article 000385300.
SEEN_OF_PARENT = 250

#: What needs no test for a blank beside it: no blank equals a text, a value or an id.
_SAFE: dict[str, tuple[Operator, ...]] = {
    "text": ("=", "in"),
    "picklist": ("=", "in"),
    "several": ("includes",),
    "id": ("=", "in"),
    "checkbox": ("=",),
}


def formula(form: Normal, zone: str) -> str:
    """The formula. `zone` is where calendar days begin and end; what speaks of today is asked for in the zone of whoever runs it."""
    return _Emitter(Clock(date(2000, 1, 1), zone)).emit(form, frozenset())


def compiled_size(text: str, form: Normal) -> int:
    """About how many bytes the formula has once compiled, with the formulas that it refers to, each as often as it does."""
    below = sum(len(atom.column.formula or "") for atom in atoms(form))
    return round((len(text) + below) * GROWTH)


def beyond_sight(form: Normal) -> Iterator[Column]:
    """Parents' texts that are longer than what CONTAINS and BEGINS look at."""
    for atom in atoms(form):
        looks = isinstance(atom, Holds) and ("contains" in atom.operator or "starts" in atom.operator)
        if looks and atom.column.of_parent and (atom.column.length or 0) > SEEN_OF_PARENT:
            yield atom.column


class _Emitter:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def emit(self, form: Normal, filled: frozenset[str]) -> str:
        match form:
            case Every(parts) | Some(parts):
                known = known_filled(form, filled)
                return f"{'AND' if isinstance(form, Every) else 'OR'}({', '.join(self.emit(part, known) for part in parts)})"
            case Fixed(value):
                return "TRUE" if value else "FALSE"
            case Blank(column):
                return _blank(column)
            case Filled(column):
                return f"NOT({_blank(column)})"
            case Holds(column, operator, _):
                test = self._test(form)
                if column.name in filled or operator in _SAFE.get(column.kind, ()):
                    return test
                return f"AND(NOT({_blank(column)}), {test})"
            case _:
                assert_never(form)

    def _test(self, test: Holds) -> str:
        name, values = test.column.name, test.values
        match test.column.kind:
            case "checkbox":
                return name if values[0] is True else f"NOT({name})"
            case "picklist":
                return _any([f"ISPICKVAL({name}, {quoted(str(value))})" for value in values], negated=test.operator in ("!=", "not in"))
            case "several":
                return _any([f"INCLUDES({name}, {quoted(str(values[0]))})"], negated=test.operator == "excludes")
            case "text":
                return _text(test)
            case "id":
                return _any([f"CASESAFEID({name}) = {quoted(str(value))}" for value in values], negated=test.operator in ("!=", "not in"))
            case "datetime":
                return self._moment(test)
            case _:
                return self._compared(test)

    def _compared(self, test: Holds) -> str:
        name, column = test.column.name, test.column
        if test.operator in ("in", "not in"):
            return _any([f"{name} = {self._literal(value, column)}" for value in test.values], negated=test.operator == "not in")
        sign = "<>" if test.operator == "!=" else test.operator
        return f"{name} {sign} {self._literal(test.values[0], column)}"

    def _moment(self, test: Holds) -> str:
        name, value = test.column.name, test.values[0]
        if isinstance(value, datetime):
            return self._compared(test)
        if isinstance(value, Today):
            sign = "<>" if test.operator == "!=" else test.operator
            return f"DATEVALUE({name}) {sign} {self._literal(value, test.column)}"
        assert isinstance(value, date), "a moment is compared with a moment or a day"
        parts = [f"{name} {sign} {self._literal(self.clock.begins(value, after), test.column)}" for sign, after in BOUNDS[test.operator]]
        return parts[0] if len(parts) == 1 else f"{'OR' if test.operator == '!=' else 'AND'}({', '.join(parts)})"

    @staticmethod
    def _literal(value: Value, column: Column) -> str:
        match value:
            case datetime():
                return f'DATETIMEVALUE("{value.replace(tzinfo=None).isoformat(" ")}")'
            case date():
                return f"DATE({value.year},{value.month},{value.day})"
            case Today(days):
                return "TODAY()" if days == 0 else f"TODAY() {'-' if days < 0 else '+'} {abs(days)}"
            case Decimal():
                # A percentage is a fraction to formulas. Divided by moving the point: nothing is rounded.
                number = value.scaleb(-2) if column.kind == "percent" else value
                return f"{number:f}" if number >= 0 else f"({number:f})"
            case _:
                raise AssertionError(f"{value!r} is compared by a function of its own")


def _text(test: Holds) -> str:
    held = f"LOWER({test.column.name})"
    texts = [quoted(fold(str(value))) for value in test.values]
    match test.operator:
        case "contains" | "not contains":
            return _any([f"CONTAINS({held}, {texts[0]})"], negated=test.operator == "not contains")
        case "starts with" | "not starts with":
            return _any([f"BEGINS({held}, {texts[0]})"], negated=test.operator == "not starts with")
        case _:
            return _any([f"{held} = {text}" for text in texts], negated=test.operator in ("!=", "not in"))


def _any(tests: list[str], *, negated: bool) -> str:
    one = tests[0] if len(tests) == 1 else f"OR({', '.join(tests)})"
    return f"NOT({one})" if negated else one


def _blank(column: Column) -> str:
    return f"ISBLANK(TEXT({column.name}))" if column.kind == "picklist" else f"ISBLANK({column.name})"


def quoted(text: str) -> str:
    """A text as a literal of a formula."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
