"""Records to filter and literals to filter by: typed, 30 % blank, rich in text that trips platforms. Knows nothing of the compiler.

    pool(random, fields)      a Pool from a source of chance, as `random.Random(7)`
    pools(fields)             a hypothesis strategy of the same

    pool.records              dicts from a field's name to its value
    pool.literals[name]       values that fit the field: those of the records, what lies just beside them, and a stranger
    pool.pieces[name]         of a text field: what to look for inside and at the start; never empty, may begin or end with a space

Values: texts and ids `str`; a picklist's `str`; a multi-select's `str` such as 'C d;A' (judges take a
tuple too); checkbox `bool`; number, currency and percent
Decimal (50 means 50 %); date `date`; datetime in UTC, whole seconds; blank None (a checkbox is never blank).
Texts are as Salesforce stores them: without spaces at their ends, never empty.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

#: The words for kinds of fields that every judge of filters knows.
TEXTS = ("text", "email", "phone", "url", "textarea", "longtext")
NUMBERS = ("number", "currency", "percent")
IDS = ("id", "lookup")
WORDS = (*TEXTS, *IDS, *NUMBERS, "picklist", "multipicklist", "checkbox", "date", "datetime")

TODAY = date(2026, 11, 21)
#: Of values a set has unless told: one that is a part of another, one with a space.
VALUES = ("A", "AB", "C d")

PLAIN = "aAbBkKiI19"
#: Wildcards, quotes, escapes and separators of one language or another.
SIGNS = "%_\\'\";, *?-"
#: Letters whose cases differ in number, in zone, or by place in the word; an accent on its own; a character of two code units.
ODD = "ßẞéÉİıKςσΣΟÅ\u0301🚢"
LETTERS = PLAIN * 2 + SIGNS * 2 + ODD

AMOUNTS = tuple(map(Decimal, ("0", "1", "-1", "0.01", "-0.5", "2.5", "7", "33.33", "50", "99.99", "100", "1000000", "12345678.9")))
CLOCKS = (time(0, 0), time(0, 0, 1), time(12, 0), time(22, 30), time(23, 59, 59))
DAYS = (-3650, -366, -365, -364, -90, -31, -30, -29, -7, -2, -1, 0, 1, 2, 7, 30, 365)
#: Of ids: two differ by case alone.
IDENTIFIERS = ("001A0000006Vm9rIAC", "001a0000006vm9rAAA", "001A0000006Vm9sIAC", "003000000000001AAA")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pool:
    fields: Mapping[str, str]
    today: date
    records: tuple[Record, ...]
    literals: Mapping[str, tuple[Any, ...]]
    pieces: Mapping[str, tuple[str, ...]]


def pools(
    fields: Mapping[str, str],
    *,
    size: int = 8,
    today: date = TODAY,
    value_sets: Mapping[str, Collection[str]] | None = None,
    letters: str = LETTERS,
) -> st.SearchStrategy[Pool]:
    """As `pool`, and shrinks."""
    return st.randoms(use_true_random=False).map(
        lambda random: pool(random, fields, size=size, today=today, value_sets=value_sets, letters=letters)
    )


def pool(
    random: Random,
    fields: Mapping[str, str],
    *,
    size: int = 8,
    today: date = TODAY,
    value_sets: Mapping[str, Collection[str]] | None = None,
    letters: str = LETTERS,
) -> Pool:
    """`fields` maps names to WORDS; `value_sets` says the API values of picklists where they are not VALUES."""
    sets = {name: tuple((value_sets or {}).get(name, VALUES)) for name, word in fields.items() if word in {"picklist", "multipicklist"}}
    make = {name: _maker(word, random, today, sets.get(name, ()), letters) for name, word in fields.items()}
    records = tuple({name: _or_blank(random, fields[name], make[name]) for name in fields} for _ in range(size))
    held = {name: [record[name] for record in records if record[name] is not None] for name in fields}
    literals = {name: _literals(word, held[name], sets.get(name, ()), make[name]) for name, word in fields.items()}
    pieces = {name: _pieces(random, [*held[name], make[name]()]) for name, word in fields.items() if word in TEXTS}
    return Pool(fields, today, records, literals, pieces)


def _or_blank(random: Random, word: str, make: Callable[[], Any]) -> Any:
    return None if word != "checkbox" and random.randrange(10) < 3 else make()


def _maker(word: str, random: Random, today: date, values: tuple[str, ...], letters: str) -> Callable[[], Any]:
    """Makes one value, never blank."""
    match word:
        case "picklist":
            return lambda: random.choice(values)
        case "multipicklist":
            return lambda: ";".join(random.sample(values, random.randint(1, len(values))))
        case "checkbox":
            return lambda: random.randrange(2) == 1
        case "date":
            return lambda: _day(random, today)
        case "datetime":
            return lambda: datetime.combine(_day(random, today), _clock(random), tzinfo=UTC)
        case "id" | "lookup":
            return lambda: random.choice(IDENTIFIERS)
        case "number" | "currency" | "percent":
            return lambda: random.choice(AMOUNTS) if random.randrange(4) else Decimal(random.randint(-10_000, 10_000)).scaleb(-2)
    assert word in TEXTS, f"no kind of field: {word}"
    return lambda: _text(random, letters)


def _text(random: Random, letters: str) -> str:
    return "".join(random.choice(letters) for _ in range(random.randint(1, 5))).strip() or random.choice(PLAIN)


def _day(random: Random, today: date) -> date:
    if random.randrange(8) == 0:
        return date(2024, 2, 29)
    return today + timedelta(days=random.choice(DAYS))


def _clock(random: Random) -> time:
    return random.choice(CLOCKS) if random.randrange(4) else time(random.randrange(24), random.randrange(60), random.randrange(60))


def _literals(word: str, held: list[Any], values: tuple[str, ...], make: Callable[[], Any]) -> tuple[Any, ...]:
    if values:
        return values
    if word == "checkbox":
        return (True, False)
    return tuple(dict.fromkeys([*held, *(near for value in held for near in _beside(word, value)), make()]))


def _beside(word: str, value: Any) -> Iterable[Any]:
    match value:
        case Decimal():
            return value - Decimal("0.01"), value + Decimal("0.01")
        case datetime():
            return value - timedelta(seconds=1), value + timedelta(seconds=1), datetime.combine(value.date(), time(), tzinfo=UTC)
        case date():
            return value - timedelta(days=1), value + timedelta(days=1)
    return () if word in IDS else (value.swapcase(), value.upper(), value.lower())


def _pieces(random: Random, texts: list[str]) -> tuple[str, ...]:
    """Starts, ends and middles, in another case too."""
    found = []
    for text in texts:
        start = random.randrange(len(text))
        stop = random.randint(start + 1, len(text))
        found += [text, text[:stop], text[start:stop], text[start:], text[start:stop].swapcase()]
    return tuple(dict.fromkeys(found))
