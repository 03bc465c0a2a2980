"""Which people a Marketo smart list takes in, with the quirks its documentation owns up to. For tests alone.

`Filter(field, operator, values)`; `logic` is "all", "any", or text such as `1 and (2 or 3)`. Sources: Smart List Filter Operators
Glossary, Using Advanced Smart List Rule Logic (Adobe). Owned up to there: `is 0` takes in people without a number; `before`,
`on or before` and `in past before` take in people without a date; `in past` ends now; advanced logic needs three filters, and
parentheses where `and` and `or` mix. What other operators do with the empty is not said there; each is asked in one of two readings.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

#: Are people without a value in where something else is asked for, and does no number count as 0; or neither?
Reading = Literal["empties match", "empties never match"]
READINGS: tuple[Reading, ...] = ("empties match", "empties never match")

TEXTS = ("text", "email", "phone", "url", "textarea", "longtext", "picklist", "multipicklist", "id", "lookup")
NUMBERS = ("number", "currency", "percent")
Compare = Callable[[Any, Any], bool]


class SmartListRefused(ValueError):
    """Marketo has no such operator for the field, or would not take the logic; says why."""


@dataclass(frozen=True, slots=True)
class Filter:
    """`values`: of one operator, any of them; two for `between`; days for `in past` and `in past before`; none for `is empty`."""

    field: str
    operator: str
    values: tuple[Any, ...] = ()


STRINGS: dict[str, Compare] = {
    "is": lambda held, value: held == value,
    "starts with": lambda held, value: held.startswith(value),
    "contains": lambda held, value: value in held,
}
OPPOSITES = {"is not": "is", "not starts with": "starts with", "not contains": "contains"}
INTEGERS: dict[str, Compare] = {
    "is": lambda held, value: held == value,
    "greater than": lambda held, value: held > value,
    "less than": lambda held, value: held < value,
    "at least": lambda held, value: held >= value,
    "at most": lambda held, value: held <= value,
}
DATES: dict[str, Compare] = {
    "is": lambda held, value: held == value,
    "after": lambda held, value: held > value,
    "before": lambda held, value: held < value,
    "on or after": lambda held, value: held >= value,
    "on or before": lambda held, value: held <= value,
}
#: These are documented to take in people without a date.
WITH_EMPTY = ("before", "on or before", "in past before")


def takes_in(
    filters: Sequence[Filter],
    record: Mapping[str, Any],
    fields: Mapping[str, str],
    *,
    reading: Reading,
    today: date,
    logic: str = "all",
    zone: str = "UTC",
) -> bool:
    """`zone` is the subscription's: where its days begin."""
    found = [_one(each, record, fields, reading == "empties match", today, zone) for each in filters]
    if logic in {"all", "any"}:
        return all(found) if logic == "all" else any(found)
    if len(filters) < 3:
        raise SmartListRefused("advanced logic is for three filters or more")
    return _Logic(logic, found).whole()


def _one(each: Filter, record: Mapping[str, Any], fields: Mapping[str, str], empties: bool, today: date, zone: str) -> bool:
    word = fields[each.field]
    held = _held(record.get(each.field), word, zone)
    if each.operator in {"is empty", "is not empty"} and word != "checkbox":
        return (held is None) == (each.operator == "is empty")
    if word in TEXTS:
        return _text(each, held, empties)
    if word in NUMBERS:
        return _number(each, held, empties)
    if word in {"date", "datetime"}:
        return _date(each, held, empties, today)
    assert word == "checkbox", f"no kind of field: {word}"
    if each.operator != "is" or each.values not in {(True,), (False,)}:
        raise SmartListRefused(f"a Boolean takes `is true` and `is false`, not `{each.operator}`")
    return each.values == (held,) if held is not None else empties and each.values == (False,)


def _held(value: Any, word: str, zone: str) -> Any:
    if value in (None, "", ()):
        return None
    if word == "multipicklist" and not isinstance(value, str):
        value = ";".join(value)
    if word in NUMBERS:
        return Decimal(str(value))
    if word == "datetime":
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(ZoneInfo(zone)).date()
    if word == "date":
        return date.fromisoformat(value) if isinstance(value, str) else value
    return value.lower() if word in TEXTS else value


def _text(each: Filter, held: str | None, empties: bool) -> bool:
    compare = _operator(STRINGS, OPPOSITES.get(each.operator, each.operator))
    negative = each.operator in OPPOSITES
    if held is None:
        return negative and empties
    return any(compare(held, value.lower()) for value in each.values) is not negative


def _number(each: Filter, held: Decimal | None, empties: bool) -> bool:
    values = [Decimal(str(value)) for value in each.values]
    compare = None if each.operator in {"between", "is not"} else _operator(INTEGERS, each.operator)
    if held is None and each.operator == "is":
        return 0 in values
    if held is None and not empties:
        return False
    number = held or Decimal(0)
    if each.operator == "between":
        return values[0] <= number <= values[1]
    if compare is None:
        return held is None or number not in values
    return any(compare(number, value) for value in values)


def _date(each: Filter, held: date | None, empties: bool, today: date) -> bool:
    compare = DATES["is"] if each.operator in {"is not", "between", "in past", "in past before"} else _operator(DATES, each.operator)
    if held is None:
        return each.operator in WITH_EMPTY or (each.operator == "is not" and empties)
    if each.operator == "between":
        return each.values[0] <= held <= each.values[1]
    if each.operator in {"in past", "in past before"}:
        first = today - timedelta(days=each.values[0])
        return first <= held <= today if each.operator == "in past" else held < first
    return any(compare(held, value) for value in each.values) is not (each.operator == "is not")


def _operator(known: Mapping[str, Compare], name: str) -> Compare:
    if name not in known:
        raise SmartListRefused(f"no operator `{name}` for such a field")
    return known[name]


class _Logic:
    """`1 and (2 or 3)` over what each filter found; a filter that is left out is an error."""

    def __init__(self, text: str, found: Sequence[bool]) -> None:
        self.pieces = [*re.findall(r"\d+|\w+|\S", text.lower()), "end"]
        self.found = found
        self.used: set[int] = set()

    def whole(self) -> bool:
        answer = self.group()
        if self.pieces != ["end"] or len(self.used) != len(self.found):
            raise SmartListRefused(f"the logic stops before `{self.pieces[0]}`, or leaves a filter out")
        return answer

    def group(self) -> bool:
        parts, word = [self.one()], self.pieces[0]
        while self.pieces[0] == word and word in {"and", "or"}:
            self.pieces.pop(0)
            parts.append(self.one())
        if self.pieces[0] in {"and", "or"}:
            raise SmartListRefused("mixing `and` and `or` requires parentheses")
        return any(parts) if word == "or" else all(parts)

    def one(self) -> bool:
        piece = self.pieces.pop(0)
        if piece == "(":
            answer = self.group()
            if self.pieces.pop(0) != ")":
                raise SmartListRefused("a parenthesis is not closed")
            return answer
        if not piece.isdecimal() or not 1 <= int(piece) <= len(self.found):
            raise SmartListRefused(f"no filter `{piece}`")
        self.used.add(int(piece))
        return self.found[int(piece) - 1]
