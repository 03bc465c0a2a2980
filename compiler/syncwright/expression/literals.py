"""A value as written, to the value that a field of one kind is compared with; or what is wrong with it. Knows no operator."""

from datetime import date, datetime

from syncwright.diagnostics import Rule
from syncwright.expression import rules
from syncwright.expression.folding import UNCERTAIN, fold
from syncwright.expression.predicate import Column, Today, Value
from syncwright.expression.tokens import Wrong
from syncwright.expression.tree import Day, Literally, Moment, Number, Relative, Text, Truth
from syncwright.expression.types import TITLES, VALUES
from syncwright.expression.values import plain
from syncwright.expression.written import literal, quoted
from syncwright.names import did_you_mean
from syncwright.record_ids import whole_id
from syncwright.text import short

#: How many values of a picklist a message names.
SHOWN = 8


def value_of(one: Literally, column: Column, zone: str | None) -> Value:
    """The value. Raises Wrong with its place."""
    match column.kind:
        case "text":
            return _text(one, column)
        case "picklist" | "several":
            return _picked(one, column)
        case "checkbox":
            return _truth(one, column)
        case "number" | "currency" | "percent":
            return _number(one, column)
        case "id":
            return _id(one, column)
        case "date":
            return _day(one, column)
        case "datetime":
            return _moment(one, column, zone)


def _other(one: Literally, column: Column, help_: str | None = None) -> Wrong:
    shown = short(literal(one), 40)
    message = f"`{column.name}` is {TITLES[column.kind]}, and {shown} is none"
    return Wrong(rules.VALUE_OF_OTHER_TYPE, one.at, message, help_ or f"compare it with {VALUES[column.kind]}")


def _filled(one: Literally, column: Column) -> str:
    if not isinstance(one, Text):
        help_ = f"write `'{literal(one)}'`" if column.kind == "text" else None
        raise _other(one, column, help_)
    if not one.value.strip():
        raise Wrong(
            rules.EMPTY_TEXT,
            one.at,
            "an empty text matches nothing that anybody means",
            f"say `{column.name} is blank` or `{column.name} is not blank`",
        )
    return one.value


def _text(one: Literally, column: Column) -> Value:
    text = _filled(one, column)
    if uncertain := sorted(UNCERTAIN & set(text)):
        message = f"the lower case of `{uncertain[0]}` differs between platforms, so no text with it can be compared"
        raise Wrong(rules.CASE_NOT_COMPARABLE, one.at, message, "test for a part of the text that does without it, or for another field")
    return text


def _picked(one: Literally, column: Column) -> Value:
    text = _filled(one, column)
    if not column.values:
        return text
    declared = next((value for value in column.values if value == text), None)
    declared = declared or next((value for value in column.values if fold(value) == fold(text)), None)
    if declared is None:
        raise Wrong(rules.NOT_IN_VALUE_SET, one.at, f"`{column.name}` has no value {quoted(text)}", near_value(text, column))
    return declared


def near_value(text: str, column: Column) -> str:
    """The value that was probably meant, or those there are."""
    shown = ", ".join(quoted(value) for value in column.values[:SHOWN])
    more = len(column.values) - SHOWN
    return did_you_mean(text, column.values) or f"its values are {shown}{f' and {more} more' if more > 0 else ''}"


def _truth(one: Literally, column: Column) -> Value:
    if not isinstance(one, Truth):
        raise _other(one, column)
    return one.value


def _number(one: Literally, column: Column) -> Value:
    if not isinstance(one, Number):
        help_ = f"write {one.value} without quotes" if isinstance(one, Text) and one.value.replace(".", "", 1).isdigit() else None
        raise _other(one, column, help_)
    if one.percent and column.kind != "percent":
        raise _other(one, column, f"write {one.value:f} without `%`")
    return plain(one.value)


def _id(one: Literally, column: Column) -> Value:
    text = _filled(one, column)
    whole = whole_id(text)
    if whole is None:
        rule: Rule = rules.NOT_A_RECORD_ID
        help_ = (
            "copy the id from the record's address" if len(text) != 18 else "the last three characters check the others: copy the id again"
        )
        raise Wrong(rule, one.at, f"{quoted(short(text, 30))} is no record id of 15 or 18 characters", help_)
    return whole


def _day(one: Literally, column: Column) -> date | Today:
    match one:
        case Day(day):
            return day
        case Relative(count, unit):
            return Today(count * (7 if unit == "weeks" else 1))
        case Moment(moment):
            raise _other(one, column, f"write {moment.date().isoformat()}")
        case _:
            help_ = f"write {one.value} without quotes" if isinstance(one, Text) and _is_day(one.value) else None
            raise _other(one, column, help_)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(one: Literally, column: Column, zone: str | None) -> datetime | date | Today:
    if isinstance(one, Moment):
        return one.value
    day = _day(one, column)
    if zone is None:
        message = f"`{column.name}` is a date with a time, and nobody says in which time zone a day begins"
        raise Wrong(rules.TIME_ZONE_MISSING, one.at, message, "say `timezone:` under `salesforce:` in the estate, or compare with a moment")
    return day
