"""Which records a SOQL WHERE clause matches, over the tree of a real SOQL parser. For tests alone; shares no code with the compiler.

Facts: SOQL and SOSL Reference (Comparison Operators, Logical Operators, Use null in WHERE, Quoted String Escape Sequences, Date Formats).
What a null does with `!=`, NOT, NOT IN and EXCLUDES is not documented; each question is asked in one of three readings. What else is not
documented, or depends on a collation, is refused: `''`, order of texts, LAST_N_DAYS and NEXT_N_DAYS, weeks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from judges.soql_tree import Comparison, Condition, Joined, Negated, SoqlRefused, conditions

__all__ = ["READINGS", "Reading", "SoqlRefused", "matches", "read", "where"]

#: Of a null: what asks for something else matches it; or never does; or `!=` and NOT IN do, while NOT and EXCLUDES do not.
Reading = Literal["matches", "never", "mixed"]
READINGS: tuple[Reading, ...] = ("matches", "never", "mixed")

Test = Callable[[Mapping[str, Any]], bool | None]
KNOWN: dict[str, Condition | SoqlRefused] = {}

TEXTS = ("text", "email", "phone", "url", "textarea", "picklist")
IDS = ("id", "lookup")
NUMBERS = ("number", "currency", "percent")
EQUALITIES = ("=", "!=", "<>", "IN", "NOT IN")
ORDERS = ("<", "<=", ">", ">=")
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Who asks, when, of what; names of fields in lower case."""

    fields: Mapping[str, str]
    today: date | None
    zone: str
    reading: Reading


def read(texts: Iterable[str]) -> None:
    """Have the parser read these in one call of Node, so that no later question takes one."""
    if unknown := [text for text in dict.fromkeys(texts) if text not in KNOWN]:
        KNOWN.update(zip(unknown, conditions(unknown), strict=True))


def where(
    texts: Sequence[str], fields: Mapping[str, str], *, today: date | None = None, zone: str = "UTC", reading: Reading = "matches"
) -> list[Test]:
    """A test each for conditions (without the word WHERE); SoqlRefused at the first that Salesforce would not take."""
    read(texts)
    setting = Setting({name.lower(): word for name, word in fields.items()}, today, zone, reading)
    return [_whole(KNOWN[text], setting) for text in texts]


def matches(
    texts: Sequence[str],
    records: Sequence[Mapping[str, Any]],
    fields: Mapping[str, str],
    *,
    today: date | None = None,
    zone: str = "UTC",
    reading: Reading = "matches",
) -> list[list[bool]]:
    """For each condition, for each record: does it match? All are parsed in one call of Node, each once a process."""
    return [[bool(test(record)) for record in records] for test in where(texts, fields, today=today, zone=zone, reading=reading)]


def _whole(condition: Condition | SoqlRefused, setting: Setting) -> Test:
    if isinstance(condition, SoqlRefused):
        raise condition
    test = _test(condition, setting)
    return lambda record: test({name.lower(): value for name, value in record.items()})


def _test(condition: Condition, setting: Setting) -> Test:
    match condition:
        case Negated(part):
            test, nulls = _test(part, setting), setting.reading == "matches"
            return lambda record: nulls or None if (found := test(record)) is None else not found
        case Joined(word, parts):
            tests = [_test(part, setting) for part in parts]
            join = _every if word == "AND" else _some
            return lambda record: join(test(record) for test in tests)
    return _comparison(condition, setting)


def _every(found: Iterator[bool | None]) -> bool | None:
    seen = list(found)
    return False if False in seen else None if None in seen else True


def _some(found: Iterator[bool | None]) -> bool | None:
    seen = list(found)
    return True if True in seen else None if None in seen else False


# ---------------------------------------------------------------- one comparison


def _comparison(one: Comparison, setting: Setting) -> Test:
    name = one.field.lower()
    word = setting.fields.get(name)
    if word is None:
        raise SoqlRefused(f"no field `{one.field}`")
    if one.kind == "NULL":
        return _null(one, name, word)
    held, holds = _reading(one, word, setting)
    negative = one.operator in {"!=", "<>", "NOT IN", "EXCLUDES"}
    nulls = negative and (setting.reading == "matches" or (setting.reading == "mixed" and one.operator != "EXCLUDES"))

    def test(record: Mapping[str, Any]) -> bool | None:
        value = held(record.get(name))
        return nulls or None if value is None else bool(holds(value)) is not negative

    return test


def _null(one: Comparison, name: str, word: str) -> Test:
    """Documented: a checkbox that is false is null."""
    if one.operator not in {"=", "!=", "<>"}:
        raise SoqlRefused(f"null with {one.operator} is not documented")
    if word == "longtext":
        raise SoqlRefused(f"`{one.field}` cannot be filtered in a query call")
    wanted = one.operator == "="
    blank = (None, "", (), False) if word == "checkbox" else (None, "", ())
    return lambda record: (record.get(name) in blank) is wanted


def _reading(one: Comparison, word: str, setting: Setting) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How the field's value is read, and when what the operator asks holds, for a negative one its opposite."""
    if word in TEXTS:
        return _folded, _like(one) if one.operator == "LIKE" else _among(one, "STRING", lambda text: _plain(text).lower())
    if word in IDS:
        return _id, _among(one, "STRING", lambda text: _id(_plain(text), written=True))
    if word == "multipicklist":
        return _choices, _includes(one)
    if word == "checkbox":
        return bool, _among(one, "BOOLEAN", lambda text: text == "TRUE", ("=", "!=", "<>"))
    if word in NUMBERS:
        return _number, _ordered(one, ("INTEGER", "DECIMAL"), lambda text: (Decimal(text), Decimal(text)))
    if word in {"date", "datetime"}:
        span = _days if word == "date" else _moments
        kinds = ("DATE" if word == "date" else "DATETIME", "DATE_LITERAL", "DATE_N_LITERAL")
        return _date if word == "date" else _moment, _ordered(one, kinds, lambda text: span(text, setting))
    raise SoqlRefused(f"`{one.field}` of kind {word} cannot be filtered in a query call")


def _expect(one: Comparison, kinds: Sequence[str], operators: Sequence[str]) -> None:
    if one.kind not in kinds:
        raise SoqlRefused(f"`{one.field}` is not compared with a {one.kind}")
    if one.operator not in operators:
        raise SoqlRefused(f"`{one.field}` does not take {one.operator}")


def _among(one: Comparison, kind: str, read: Callable[[str], Any], operators: Sequence[str] = EQUALITIES) -> Callable[[Any], bool]:
    _expect(one, (kind,), operators)
    values = {read(text) for text in one.values}
    return lambda held: held in values


def _ordered(one: Comparison, kinds: Sequence[str], span: Callable[[str], tuple[Any, Any]]) -> Callable[[Any], bool]:
    """`span` gives the first and the last that a value stands for."""
    _expect(one, kinds, EQUALITIES + ORDERS)
    spans = [span(text) for text in one.values]
    first, last = spans[0]
    match one.operator:
        case "<":
            return lambda held: held < first
        case "<=":
            return lambda held: held <= last
        case ">":
            return lambda held: held > last
        case ">=":
            return lambda held: held >= first
    return lambda held: any(first <= held <= last for first, last in spans)


def _includes(one: Comparison) -> Callable[[frozenset[str]], bool]:
    """Any of the values; of one with semicolons, all parts."""
    _expect(one, ("STRING",), ("INCLUDES", "EXCLUDES"))
    wanted = [frozenset(_plain(text).lower().split(";")) for text in one.values]
    return lambda held: any(parts <= held for parts in wanted)


def _like(one: Comparison) -> Callable[[str], Any]:
    _expect(one, ("STRING",), ("LIKE",))
    wild = {"%": ".*", "_": "."}
    parts = [wild[text] if bare and text in wild else re.escape(text.lower()) for text, bare in _characters(one.values[0], "%_")]
    return re.compile("".join(parts), re.DOTALL).fullmatch


# ---------------------------------------------------------------- values


def _characters(quoted: str, more: str = "") -> Iterator[tuple[str, bool]]:
    """Each character of a quoted text, and whether it stands there bare; `more` are those that may be escaped besides."""
    for bare, code, escaped in re.findall(r"([^\\])|\\u([0-9a-fA-F]{4})|\\(.?)", quoted[1:-1], re.DOTALL):
        if bare or code:
            yield bare or chr(int(code, 16)), bool(bare)
        elif escaped in more and escaped:
            yield escaped, False
        elif escaped.lower() in ESCAPES:
            yield ESCAPES[escaped.lower()], False
        else:
            raise SoqlRefused(f"illegal escape `\\{escaped}`")


def _plain(quoted: str) -> str:
    text = "".join(character for character, _ in _characters(quoted))
    if not text:
        raise SoqlRefused("what '' matches is not documented")
    return text


def _folded(value: str | None) -> str | None:
    return value.lower() if value else None


def _id(value: str | None, *, written: bool = False) -> str | None:
    """Fifteen characters say it all; case matters."""
    if written and (value is None or not re.fullmatch(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?", value)):
        raise SoqlRefused(f"invalid id: {value}")
    return value[:15] if value else None


def _choices(value: str | Sequence[str] | None) -> frozenset[str] | None:
    if not value:
        return None
    return frozenset(one.lower() for one in (value.split(";") if isinstance(value, str) else value))


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: datetime | str | None) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _days(text: str, setting: Setting) -> tuple[date, date]:
    """A date as written, or the one day that TODAY or N_DAYS_AGO:n is."""
    if not text[0].isdigit():
        day = _relative(text, setting)
    else:
        try:
            day = date.fromisoformat(text)
        except ValueError as why:
            raise SoqlRefused(f"no date: {text}") from why
    return day, day


def _moments(text: str, setting: Setting) -> tuple[datetime, datetime]:
    """A moment as written, or from the first to the last microsecond of the day in the zone of who asks."""
    if text[0].isdigit():
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as why:
            raise SoqlRefused(f"no date and time: {text}") from why
        if moment.tzinfo is None:
            raise SoqlRefused(f"without a zone: {text}")
        return moment, moment
    day = _relative(text, setting)
    start, end = (datetime(one.year, one.month, one.day, tzinfo=ZoneInfo(setting.zone)) for one in (day, day + timedelta(days=1)))
    return start.astimezone(UTC), end.astimezone(UTC) - timedelta(microseconds=1)


def _relative(text: str, setting: Setting) -> date:
    assert setting.today is not None, f"the query asks for {text}: say what today is"
    word, _, count = text.upper().partition(":")
    days = {"TODAY": 0, "YESTERDAY": -1, "TOMORROW": 1, "N_DAYS_AGO": -int(count or 0)}
    if word not in days:
        raise SoqlRefused(f"what {word} is exactly is documented in more than one way")
    return setting.today + timedelta(days=days[word])
