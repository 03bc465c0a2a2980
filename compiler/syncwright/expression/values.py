"""Numbers, days and moments as a filter writes them, to values. Knows no field that they are compared with."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from syncwright.expression import rules
from syncwright.expression.tokens import Token, Wrong
from syncwright.expression.tree import Day, Moment, Number, Relative, Slice, Unit

#: Most digits that a number field keeps: CustomField's `precision` in the Metadata API Developer Guide.
DIGITS = 18
#: Furthest that a relative day may be from today, in days: a hundred years.
FURTHEST = 36_525

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")


def number(token: Token, at: Slice, *, negative: bool) -> Number:
    """A number, or so many per cent. `at` includes the sign."""
    text, percent = token.text.removesuffix("%"), token.text.endswith("%")
    if not _NUMBER.fullmatch(text):
        help_ = "a date is written as `2026-03-31`" if len(re.findall(r"\d+", text)) == 3 else "a number is written as `1500` or `2.5`"
        raise Wrong(rules.FILTER_SYNTAX, token.at, f"`{token.text}` is not a number", help_)
    if len(text.replace(".", "").lstrip("0")) > DIGITS:
        raise Wrong(
            rules.NUMBER_TOO_LONG, token.at, f"this number has more than {DIGITS} digits", "Salesforce keeps no number of more digits"
        )
    value = Decimal(text)
    return Number(plain(-value if negative and value else value), percent, at)


def plain(value: Decimal) -> Decimal:
    """The same number without zeros at its end and without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def day_or_moment(token: Token) -> Day | Moment:
    """A day as `2026-03-31`, or a moment as `2026-03-31T10:00:00Z`. A moment says its offset, so it is one everywhere."""
    if _DAY.fullmatch(token.text):
        return Day(_day(token, token.text), token.at)
    match = _MOMENT.fullmatch(token.text)
    if match is None:
        help_ = "a day is written as `2026-03-31`, a moment as `2026-03-31T10:00:00Z`"
        raise Wrong(rules.NO_SUCH_DATE, token.at, f"`{token.text}` is neither a day nor a moment", help_)
    if match[3]:
        raise Wrong(rules.NO_SUCH_DATE, token.at, f"`{token.text}` is more exact than a second", "leave the fraction out")
    if match[4] is None:
        raise Wrong(
            rules.TIME_ZONE_MISSING, token.at, f"`{token.text}` says no time zone", f"end it with `Z` or with an offset: `{token.text}Z`"
        )
    _day(token, match[1])
    try:
        return Moment(datetime.fromisoformat(token.text).astimezone(UTC), token.at)
    except (ValueError, OverflowError):
        raise Wrong(
            rules.NO_SUCH_DATE, token.at, f"there is no time `{match[2]}{match[4]}`", "hours go from 00 to 23, minutes to 59"
        ) from None


def _day(token: Token, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Wrong(
            rules.NO_SUCH_DATE,
            token.at,
            f"there is no day `{text}`",
            str(error).partition(",")[0].replace("month must be in 1..12", "months go from 01 to 12"),
        ) from None


def relative(sign: int, count: Token, unit: Token, at: Slice) -> Relative:
    """So many days from today."""
    if not re.fullmatch(r"[0-9]+", count.text):
        raise Wrong(rules.FILTER_SYNTAX, count.at, f"`{count.text}` is no number of whole days")
    said = unit.text.rstrip("s")
    if said in ("month", "year", "hour", "minute", "quarter"):
        help_ = "months and years differ in length: say `365 days`" if said not in ("hour", "minute") else "filters know whole days"
        raise Wrong(rules.FILTER_SYNTAX, unit.at, f"`{unit.text}` cannot be counted from today", help_)
    if said not in ("day", "week"):
        raise Wrong(rules.FILTER_SYNTAX, unit.at, "expected `days` or `weeks`", "as in `today - 365 days`")
    kind: Unit = "days" if said == "day" else "weeks"
    if len(count.text) > 9 or int(count.text) * (7 if kind == "weeks" else 1) > FURTHEST:
        raise Wrong(rules.NO_SUCH_DATE, count.at, f"{count.text} {kind} are more than a hundred years")
    days = sign * int(count.text)
    return Relative(days, kind if days else "days", at)
