"""Values of fields, from JSON and from CSV, as records hold them. Knows no record and no request.

What a refusal says is how answers of orgs are reported in public issues; where none was found, the words are ours.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from syncwright.sandbox.salesforce.described import Described
from syncwright.sandbox.salesforce.soql_schema import IDS, NUMBERS
from syncwright.sandbox.state import long_id

#: What one writes in CSV to make a field empty (Bulk API 2.0 Developer Guide, Valid CSV Record Rows).
EMPTY = "#N/A"
_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_XSD = {"boolean": "xsd:boolean", "date": "xsd:date", "datetime": "xsd:dateTime", "int": "xsd:int"}
#: The largest whole number of a describe's type `int`.
_INT = 2**31


@dataclass(frozen=True)
class WrongValue(Exception):
    """A value that a field does not take. `code` as in answers."""

    code: str
    says: str
    field: str


def from_json(field: Described, value: Any) -> Any:
    """What a record holds. Raises WrongValue."""
    if value is None or value == "":
        return False if field.type == "boolean" else None
    return _checked(field, _read(field, value, f"Cannot deserialize instance of {field.type} from {_token(value)} value {value}"))


def from_csv(field: Described, text: str, column: int) -> Any:
    """What a record holds; the text is not empty. `column`: its number from 0, for the refusal. Raises WrongValue."""
    if text == EMPTY:
        return False if field.type == "boolean" else None
    kind = _XSD.get(field.type, "xsd:double")
    says = f"Failed to deserialize field at col {column}. Due to, '{text}' is not a valid value for the type {kind}"
    try:
        return _checked(field, _read(field, text, says))
    except WrongValue as wrong:
        # One of CSV that cannot be read at all is a field that is not right.
        raise WrongValue("INVALID_FIELD" if wrong.code == "JSON_PARSER_ERROR" else wrong.code, wrong.says, wrong.field) from None


def _token(value: Any) -> str:
    match value:
        case bool():
            return f"VALUE_{str(value).upper()}"
        case int():
            return "VALUE_NUMBER_INT"
        case float():
            return "VALUE_NUMBER_FLOAT"
        case str():
            return "VALUE_STRING"
        case _:
            return "START_OBJECT"


def _read(field: Described, value: Any, says: str) -> Any:
    wrong = WrongValue("JSON_PARSER_ERROR", says, field.name)
    if isinstance(value, dict | list):
        raise wrong
    if field.type == "boolean":
        known = {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
        if known is None:
            raise wrong
        return known
    if field.type in NUMBERS:
        return _number(field, value, wrong)
    if not isinstance(value, str):
        raise wrong
    try:
        if field.type == "date":
            return date.fromisoformat(value[:10]).isoformat() if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value) else _refuse(wrong)
        if field.type == "datetime":
            return _moment(value)
    except ValueError:
        raise wrong from None
    return value


def _refuse(wrong: WrongValue) -> Any:
    raise wrong


def _number(field: Described, value: Any, wrong: WrongValue) -> int | float:
    if isinstance(value, bool):
        raise wrong
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise wrong from None
    if not number.is_finite():
        raise wrong
    if field.type == "int":
        if number != number.to_integral_value() or abs(number) >= _INT:
            raise wrong
        return int(number)
    if field.precision and abs(number) >= Decimal(10) ** (field.precision - field.scale):
        raise WrongValue("NUMBER_OUTSIDE_VALID_RANGE", f"{field.label}: value outside of valid range on numeric field: {value}", field.name)
    return float(number)


def _moment(text: str) -> str:
    """UTC with milliseconds, as records hold it; without a zone it is taken as UTC."""
    found = datetime.fromisoformat(text)
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found.strftime("%Y-%m-%dT%H:%M:%S.") + f"{found.microsecond // 1000:03d}+0000"


def _checked(field: Described, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if field.type in IDS:
        if not _ID.fullmatch(value):
            raise WrongValue("MALFORMED_ID", f"{field.label}: id value of incorrect type: {value}", field.name)
        return long_id(value)
    if field.length and len(value) > field.length and field.type not in ("picklist", "multipicklist"):
        raise WrongValue("STRING_TOO_LONG", f"{field.label}: data value too large: {value} (max length={field.length})", field.name)
    if field.type == "email" and not _EMAIL.fullmatch(value):
        raise WrongValue("INVALID_EMAIL_ADDRESS", f"{field.label}: invalid email address: {value}", field.name)
    known = {one.name.lower() for one in field.values if one.active}
    if field.restricted and known:
        for part in value.split(";") if field.type == "multipicklist" else (value,):
            if part.lower() not in known:
                says = f"{field.label}: bad value for restricted picklist field: {part}"
                raise WrongValue("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", says, field.name)
    return value
