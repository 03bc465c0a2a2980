"""Functions and operators of Salesforce formulas over values, as its open engine (0.9.13) runs them, blanks included.

Values: text `str`, Decimal, bool, date, datetime in UTC, None. Knows neither fields nor records. Function by function what a blank
gives was read in the engine; `CASESAFEID` is not in it and follows the published way of making 18 characters of 15.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, DecimalException
from typing import Any, TypeVar

Made = TypeVar("Made")

Kind = str
NUMBER, TEXT, BOOLEAN, DATE, DATETIME, NULL = "Number", "Text", "Boolean", "Date", "Datetime", "Null"
PICKLIST, MULTIPICKLIST = "Picklist", "Multipicklist"

#: The engine's precision.
EXACT = Context(prec=39, rounding=ROUND_HALF_UP)
POWER = Context(prec=18, rounding=ROUND_HALF_UP)
#: FLOOR and CEILING round to this first, so that 2.9999999999999999999999 is 3.
STEADY = Context(prec=33, rounding=ROUND_HALF_UP)
DAY = timedelta(days=1)


class FormulaFailed(ValueError):
    """The formula was saved, and this record brings it down, as `DATE(2026, 2, 30)` does."""


@dataclass(frozen=True, slots=True)
class Function:
    takes: tuple[Kind, ...]
    gives: Kind
    run: Callable[..., Any]


# ---------------------------------------------------------------- text


def contains(text: str | None, part: str | None) -> bool | None:
    """A blank part is in everything; else nothing can be said of a blank text."""
    if part is None:
        return True
    return part in text if text else None


def begins(text: str | None, part: str | None) -> bool | None:
    if part is None:
        return True
    return text.startswith(part) if text else None


def units(text: str) -> bytes:
    """Two bytes for each of what Java counts as a character."""
    return text.encode("utf-16-le", "surrogatepass")


def cut(text: str, start: int, stop: int) -> str:
    return units(text)[2 * start : 2 * stop].decode("utf-16-le", "surrogatepass")


def length(text: str | None) -> Decimal:
    return Decimal(len(units(text or "")) // 2)


def left(text: str | None, count: Decimal | None) -> str | None:
    return cut(text, 0, int(count)) if text and count is not None and count > 0 else None


def right(text: str | None, count: Decimal | None) -> str | None:
    if not text or count is None or count <= 0:
        return None
    whole = int(length(text))
    return cut(text, max(0, whole - int(count)), whole)


def middle(text: str | None, start: Decimal | None, count: Decimal | None) -> str | None:
    if not text or start is None or count is None or count <= 0 or max(start, Decimal(1)) > length(text):
        return None
    first = int(max(start, Decimal(1))) - 1
    return cut(text, first, first + int(count))


def find(part: str | None, text: str | None, start: Decimal = Decimal(1)) -> Decimal:
    if part is None or text is None:
        return Decimal(0)
    before = cut(text, 0, max(0, int(start) - 1))
    found = text.find(part, len(before))
    return Decimal(0) if found < 0 else length(text[:found]) + 1


def substituted(text: str | None, old: str | None, new: str | None) -> str | None:
    if text is None or old is None:
        return None
    return text.replace(old, new or "") if old else text


def folded(change: Callable[[str], str]) -> Callable[[str | None], str | None]:
    return lambda text: change(text) if text else None


def number(text: str | None) -> Decimal | None:
    """Like Java's BigDecimal: no spaces, no separators, exponents welcome."""
    if text is None:
        return None
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text):
        raise FormulaFailed(f"VALUE: {text!r} is no number")
    return EXACT.create_decimal(text)


def shown(value: Decimal | date | datetime | None) -> str | None:
    match value:
        case None:
            return None
        case Decimal():
            return f"{value.normalize(EXACT):f}" if value else "0"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}Z"
    return value.isoformat()


def case_safe(text: str | None) -> str | None:
    """An id of 15 characters with the three that say which of them are capitals."""
    if text is None or len(text) != 15:
        return text
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    chunks = (text[:5], text[5:10], text[10:])
    return text + "".join(letters[sum("A" <= one <= "Z" and 1 << n for n, one in enumerate(chunk))] for chunk in chunks)


# ---------------------------------------------------------------- dates

DAYS = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
MOMENTS = re.compile(DAYS.pattern + r"\s+([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})")


def day(year: Decimal | None, month: Decimal | None, of_month: Decimal | None) -> date | None:
    if year is None or month is None or of_month is None:
        return None
    return made(date, (int(year), int(month), int(of_month)), "DATE")


def date_in(text: str | None) -> date | None:
    return None if text is None else made(date, read(DAYS, text, "DATEVALUE"), "DATEVALUE")


def moment_in(text: str | None) -> datetime | None:
    if text is None:
        return None
    return made(datetime, read(MOMENTS, text, "DATETIMEVALUE"), "DATETIMEVALUE").replace(tzinfo=UTC)


def read(form: re.Pattern[str], text: str, function: str) -> tuple[int, ...]:
    """Java reads as far as it understands; what follows is of no matter to it."""
    found = form.match(text)
    if found is None:
        raise FormulaFailed(f"{function}: cannot read {text!r}")
    return tuple(map(int, found.groups()))


def made(kind: Callable[..., Made], parts: tuple[int, ...], function: str) -> Made:
    try:
        return kind(*parts)
    except ValueError as error:
        raise FormulaFailed(f"{function}: {error}") from error


def midnight(value: date | None) -> datetime | None:
    return None if value is None else datetime(value.year, value.month, value.day, tzinfo=UTC)


def months_later(value: date | None, months: Decimal | None) -> date | None:
    """From a month's last day to a month's last day."""
    if value is None or months is None:
        return None
    year, month = divmod(value.year * 12 + value.month - 1 + int(months), 12)
    last = calendar.monthrange(year, month + 1)[1]
    ends = value.day == calendar.monthrange(value.year, value.month)[1]
    return value.replace(year=year, month=month + 1, day=last if ends else min(value.day, last))


def part(name: Callable[[date], int]) -> Callable[[date | None], Decimal | None]:
    return lambda value: None if value is None else Decimal(name(value))


def moved(sign: int) -> Callable[[Any, Any], Any]:
    """A date or a moment by days: a date by whole ones, a moment to the nearest second."""

    def run(value: date | None, days: Decimal | None) -> date | None:
        if value is None or days is None:
            return None
        try:
            if isinstance(value, datetime):
                return value + timedelta(seconds=int((sign * days * 86_400).to_integral_value(ROUND_HALF_UP)))
            return value + int(sign * days) * DAY
        except OverflowError as error:
            raise FormulaFailed(str(error)) from error

    return run


def days_between(later: date | None, earlier: date | None) -> Decimal | None:
    if later is None or earlier is None:
        return None
    apart = later - earlier
    return EXACT.divide(Decimal(apart.days * 86_400 + apart.seconds), Decimal(86_400))


# ---------------------------------------------------------------- numbers


def known(run: Callable[..., Any]) -> Callable[..., Any]:
    """Blank as soon as one argument is; what Decimal cannot do, the record cannot have."""

    def guarded(*values: Any) -> Any:
        if None in values:
            return None
        try:
            return run(*values)
        except (DecimalException, OverflowError) as error:
            raise FormulaFailed(type(error).__name__) from error

    return guarded


def power(base: Decimal, exponent: Decimal) -> Decimal:
    if exponent == 0:
        return Decimal(1)
    if exponent != int(exponent) or (base and abs(base).log10() * exponent > 64):
        raise FormulaFailed("Out of range argument to POWER() function")
    return POWER.power(base, exponent)


def rounded(value: Decimal, digits: Decimal) -> Decimal:
    """More digits than it has leave it as it is."""
    return value if digits >= EXACT.prec else value.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


def whole(how: str) -> Callable[[Decimal], Decimal]:
    return lambda value: STEADY.plus(value).to_integral_value(how)


# ---------------------------------------------------------------- comparisons


def equal(first: Any, second: Any) -> bool | None:
    return None if first is None or second is None else first == second


def equal_texts(first: str | None, second: str | None) -> bool:
    return (first or "") == (second or "")


def unlike(same: Callable[[Any, Any], bool | None]) -> Callable[[Any, Any], bool | None]:
    return lambda first, second: None if (found := same(first, second)) is None else not found


def order(value: Any) -> Any:
    """Java compares texts by UTF-16 code units."""
    return value.encode("utf-16-be", "surrogatepass") if isinstance(value, str) else value


def compared(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool | None]:
    return known(lambda first, second: holds(order(first), order(second)))


COMPARISONS: dict[str, Callable[[Any, Any], bool | None]] = {
    "<": compared(lambda first, second: first < second),
    "<=": compared(lambda first, second: first <= second),
    ">": compared(lambda first, second: first > second),
    ">=": compared(lambda first, second: first >= second),
}


def joined(first: str | None, second: str | None) -> str | None:
    return second if first is None else first if second is None else first + second


def either(value: Any, instead: Any) -> Any:
    return instead if value is None else value


def _on_numbers(run: Callable[..., Any], count: int = 2) -> Function:
    return Function((NUMBER,) * count, NUMBER, known(run))


#: Each with its forms; which one is meant shows in the kinds of the arguments.
FUNCTIONS: dict[str, tuple[Function, ...]] = {
    "+": (
        _on_numbers(EXACT.add),
        *(Function((kind, NUMBER), kind, moved(1)) for kind in (DATE, DATETIME)),
        *(Function((NUMBER, kind), kind, lambda days, value: moved(1)(value, days)) for kind in (DATE, DATETIME)),
        Function((TEXT, TEXT), TEXT, joined),
    ),
    "-": (
        _on_numbers(EXACT.subtract),
        *(Function((kind, NUMBER), kind, moved(-1)) for kind in (DATE, DATETIME)),
        *(Function((kind, kind), NUMBER, days_between) for kind in (DATE, DATETIME)),
    ),
    "*": (_on_numbers(EXACT.multiply),),
    "/": (_on_numbers(EXACT.divide),),
    "^": (_on_numbers(power),),
    "&": (Function((TEXT, TEXT), TEXT, joined),),
    "+1": (_on_numbers(lambda value: value, 1),),
    "-1": (_on_numbers(lambda value: -value, 1),),
    "NOT": (Function((BOOLEAN,), BOOLEAN, known(lambda value: not value)),),
    "ABS": (_on_numbers(abs, 1),),
    "ROUND": (_on_numbers(rounded),),
    "FLOOR": (_on_numbers(whole(ROUND_DOWN), 1),),
    "CEILING": (_on_numbers(whole(ROUND_UP), 1),),
    "MOD": (_on_numbers(EXACT.remainder),),
    "VALUE": (Function((TEXT,), NUMBER, number),),
    "TEXT": (*(Function((kind,), TEXT, shown) for kind in (NUMBER, DATE, DATETIME)), Function((PICKLIST,), TEXT, lambda value: value)),
    "LEN": (Function((TEXT,), NUMBER, length),),
    "LEFT": (Function((TEXT, NUMBER), TEXT, left),),
    "RIGHT": (Function((TEXT, NUMBER), TEXT, right),),
    "MID": (Function((TEXT, NUMBER, NUMBER), TEXT, middle),),
    "FIND": (Function((TEXT, TEXT), NUMBER, find), Function((TEXT, TEXT, NUMBER), NUMBER, find)),
    "SUBSTITUTE": (Function((TEXT, TEXT, TEXT), TEXT, substituted),),
    "TRIM": (Function((TEXT,), TEXT, lambda text: (text or "").strip(" ") or None),),
    "LOWER": (Function((TEXT,), TEXT, folded(str.lower)),),
    "UPPER": (Function((TEXT,), TEXT, folded(str.upper)),),
    "CONTAINS": (Function((TEXT, TEXT), BOOLEAN, contains),),
    "BEGINS": (Function((TEXT, TEXT), BOOLEAN, begins),),
    "CASESAFEID": (Function((TEXT,), TEXT, case_safe),),
    "DATE": (Function((NUMBER, NUMBER, NUMBER), DATE, day),),
    "DATETIMEVALUE": (
        Function((TEXT,), DATETIME, moment_in),
        Function((DATE,), DATETIME, midnight),
        Function((DATETIME,), DATETIME, lambda value: value),
    ),
    "YEAR": (Function((DATE,), NUMBER, part(lambda value: value.year)),),
    "MONTH": (Function((DATE,), NUMBER, part(lambda value: value.month)),),
    "DAY": (Function((DATE,), NUMBER, part(lambda value: value.day)),),
    "WEEKDAY": (Function((DATE,), NUMBER, part(lambda value: value.isoweekday() % 7 + 1)),),
    "ADDMONTHS": tuple(Function((kind, NUMBER), kind, months_later) for kind in (DATE, DATETIME)),
}
