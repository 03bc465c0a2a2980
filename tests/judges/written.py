"""Conditions on one field, written by hand for every platform that has a judge, in the way that is documented as safe: texts in lower
case, and a test for blank beside whatever a blank would decide. Comes in pairs, a condition and its opposite, which takes blanks in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from operator import contains, eq, ge, gt, le, lt
from typing import Any

from judges.smart_list import Filter

#: Letters whose lower case is not the same everywhere.
UNCERTAIN = frozenset("İΣσς")
SIGNS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}
FLIPPED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "<>"}
OF_NUMBERS = {"<": "less than", "<=": "at most", ">": "greater than", ">=": "at least", "=": "is", "<>": "is not"}
OF_DATES = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after", "=": "is", "<>": "is not"}


@dataclass(frozen=True, slots=True)
class Written:
    """`holds` says what is true of a value, `blank` of none. `filters` are Marketo's, None for what it cannot say."""

    name: str
    holds: Callable[[Any], bool]
    formula: str
    soql: str
    sql: str
    filters: tuple[Filter, ...] | None = None
    logic: str = "all"
    blank: bool = False

    def of(self, record: dict[str, Any]) -> bool:
        value = record[self.name]
        return self.blank if value is None else self.holds(value)


def opposite(one: Written, **said: Any) -> Written:
    return replace(one, holds=lambda value: not one.holds(value), blank=True, **said)


def guarded(one: Written, *, formula: bool = True) -> Written:
    """With the test for blank; without one in the formula where a blank decides nothing there."""
    name = one.name
    if one.blank:
        test, words = f"OR(ISBLANK({name}), {one.formula})", (f"{name} = null OR", f"{name} IS NULL OR", "is empty", "any")
    else:
        test, words = f"AND(NOT(ISBLANK({name})), {one.formula})", (f"{name} != null AND", f"{name} IS NOT NULL AND", "is not empty", "all")
    query, sql, operator, logic = words
    filters = None if one.filters is None else (Filter(name, operator), *one.filters)
    told = test if formula else one.formula
    return replace(one, formula=told, soql=f"({query} {one.soql})", sql=f"({sql} {one.sql})", filters=filters, logic=logic)


def escaped(text: str, quote: str) -> str:
    return text.replace("\\", "\\\\").replace(quote, "\\" + quote)


def lowered(name: str) -> str:
    """DuckDB makes one character of a small İ, Java and Python two."""
    return f"lower(replace({name}, 'İ', 'i\u0307'))"


def doubled(text: str) -> str:
    return text.replace("'", "''")


# ---------------------------------------------------------------- by kind of field


def same_text(name: str, value: str) -> Iterator[Written]:
    low = value.lower()
    formula, query, sql = escaped(low, '"'), escaped(value, "'"), doubled(low)
    yield (
        one := Written(
            name,
            lambda held: held.lower() == low,
            f'LOWER({name}) = "{formula}"',
            f"{name} = '{query}'",
            f"{lowered(name)} = '{sql}'",
            (Filter(name, "is", (value,)),),
        )
    )
    never = (Filter(name, "is not", (value,)),)
    yield guarded(
        opposite(one, formula=f"NOT({one.formula})", soql=f"{name} != '{query}'", sql=f"{lowered(name)} <> '{sql}'", filters=never),
        formula=False,
    )


def part_of_text(name: str, value: str) -> Iterator[Written]:
    low = value.lower()
    text, pattern = escaped(low, '"'), escaped(value, "'").replace("%", "\\%").replace("_", "\\_")
    found = f"strpos({lowered(name)}, '{doubled(low)}')"
    inside = Written(
        name,
        lambda held: contains(held.lower(), low),
        f'CONTAINS(LOWER({name}), "{text}")',
        f"{name} LIKE '%{pattern}%'",
        f"{found} > 0",
        (Filter(name, "contains", (value,)),),
    )
    first = Written(
        name,
        lambda held: held.lower().startswith(low),
        f'BEGINS(LOWER({name}), "{text}")',
        f"{name} LIKE '{pattern}%'",
        f"{found} = 1",
        (Filter(name, "starts with", (value,)),),
    )
    for one in (inside, first):
        assert one.filters is not None, "set above"
        never = (Filter(name, f"not {one.filters[0].operator}", (value,)),)
        yield guarded(one)
        yield guarded(opposite(one, formula=f"NOT({one.formula})", soql=f"(NOT {one.soql})", sql=f"NOT {one.sql}", filters=never))


def order(name: str, value: Any, formula: str, query: str, sql: str, words: dict[str, str] | None) -> Iterator[Written]:
    """`words` are Marketo's."""

    def said(sign: str) -> dict[str, Any]:
        return {
            "formula": f"{name} {sign} {formula}",
            "soql": f"{name} {sign.replace('<>', '!=')} {query}",
            "sql": f"{name} {sign} {sql}",
            "filters": None if words is None else (Filter(name, words[sign], (value,)),),
        }

    for sign, compare in SIGNS.items():
        one = Written(name, partial(_holds, compare, value), **said(sign))
        yield guarded(one)
        yield guarded(opposite(one, **said(FLIPPED[sign])))


def _holds(compare: Callable[[Any, Any], bool], value: Any, held: Any) -> bool:
    return compare(held, value)


def number(name: str, value: Decimal, *, percent: bool = False) -> Iterator[Written]:
    """A formula sees a percent as a share."""
    return order(name, value, f"{value / 100 if percent else value:f}", f"{value:f}", f"{value:f}", OF_NUMBERS)


def day(name: str, value: date, today: date) -> Iterator[Written]:
    """As a date, and in a formula and a query also counted from today."""
    yield from order(name, value, f"DATE({value.year}, {value.month}, {value.day})", f"{value}", f"DATE '{value}'", OF_DATES)
    ago = (today - value).days
    counted, query = (f"TODAY() - {ago}", f"N_DAYS_AGO:{ago}") if ago > 0 else (f"TODAY() + {-ago}", f"{value}")
    yield from order(name, value, counted, query, f"DATE '{value}'", OF_DATES)


def moment(name: str, value: datetime) -> Iterator[Written]:
    shown = f"{value:%Y-%m-%d %H:%M:%S}"
    return order(name, value, f'DATETIMEVALUE("{shown}")', f"{value:%Y-%m-%dT%H:%M:%SZ}", f"TIMESTAMP '{shown}'", None)


def choice(name: str, value: str) -> Iterator[Written]:
    said = f'ISPICKVAL({name}, "{value}")', f"{name} = '{value}'", f"lower({name}) = '{value.lower()}'"
    yield (one := Written(name, partial(eq, value), *said, (Filter(name, "is", (value,)),)))
    yield guarded(opposite(one, formula=f"NOT({said[0]})", soql=f"{name} != '{value}'", sql=f"NOT {said[2]}", filters=None), formula=False)


def one_of_choices(name: str, value: str) -> Iterator[Written]:
    sql = f"strpos(concat(';', lower({name}), ';'), ';{value.lower()};') > 0"
    one = Written(name, lambda held: value in held.split(";"), f'INCLUDES({name}, "{value}")', f"{name} INCLUDES ('{value}')", sql)
    yield guarded(one, formula=False)
    yield guarded(opposite(one, formula=f"NOT({one.formula})", soql=f"{name} EXCLUDES ('{value}')", sql=f"NOT {sql}"), formula=False)


def identity(name: str, value: str) -> Iterator[Written]:
    one = Written(name, partial(eq, value), f'CASESAFEID({name}) = "{value}"', f"{name} = '{value}'", f"{name} = '{value}'")
    yield one
    yield guarded(opposite(one, formula=f"NOT({one.formula})", soql=f"{name} != '{value}'", sql=f"{name} <> '{value}'"), formula=False)


def checkbox(name: str) -> Iterator[Written]:
    yield Written(name, bool, name, f"{name} = true", name, (Filter(name, "is", (True,)),))
    yield Written(name, lambda held: not held, f"NOT({name})", f"{name} = false", f"NOT {name}", (Filter(name, "is", (False,)),))


def filled(name: str) -> Iterator[Written]:
    yield Written(
        name, lambda held: False, f"ISBLANK({name})", f"{name} = null", f"{name} IS NULL", (Filter(name, "is empty"),), blank=True
    )
    filters = (Filter(name, "is not empty"),)
    yield Written(name, lambda held: True, f"NOT(ISBLANK({name}))", f"{name} != null", f"{name} IS NOT NULL", filters)
