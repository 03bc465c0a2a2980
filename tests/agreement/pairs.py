"""Filters beside the records they are asked about. The records come first, and what a filter compares with is what they hold, or lies beside it.

So a comparison is asked where its answer turns: `Score__c < 2.5` of a record with 2.5, of one with 2.49, and of one with nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS
from judges.records import LETTERS, Pool, pool
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.folding import UNCERTAIN
from syncwright.expression.predicate import All, Column, Fixed, Not, Operator, Predicate, Test, Today
from syncwright.expression.predicate import Any as Either
from syncwright.expression.types import REFUSED, Group, Kind

#: How judges call the kinds of fields.
WORDS = {name: {"several": "multipicklist", "id": "lookup"}.get(column.kind, column.kind) for name, column in COLUMNS.items()}
#: The values of picklists; of one that declares none, those that records hold all the same.
VALUE_SETS = {name: column.values or ("A", "AB", "C d") for name, column in COLUMNS.items() if column.kind in ("picklist", "several")}
_OPERATORS: dict[Group, tuple[Operator, ...]] = {
    "equal": ("=",),
    "order": ("<", "<=", ">", ">="),
    "list": ("in",),
    "contains": ("contains", "starts with"),
    "includes": ("includes",),
    "blank": ("blank",),
}
#: Records of a case, and filters that are drawn for it.
RECORDS, FILTERS = 10, 20


@dataclass(frozen=True, slots=True)
class Case:
    """Some filters, and records that each of them is asked about: as judges take them, and as the reference does."""

    filters: tuple[Predicate, ...]
    records: tuple[Record, ...]
    known: tuple[Record, ...]

    def pairs(self) -> int:
        """How many pairs there are, each once."""
        return len({*self.filters}) * len({tuple(record.values()) for record in self.known})

    def expected(self) -> list[list[bool]]:
        """What the reference says, filter by filter, record by record."""
        return [[passes(one, record, CLOCK) for record in self.known] for one in self.filters]


def some_pool(seed: int, size: int = RECORDS) -> Pool:
    """Records of every column, rich in text that trips platforms; moments lie around the beginning of a day in the org's zone."""
    random = Random(seed)
    found = pool(random, WORDS, size=size, today=CLOCK.today, value_sets=VALUE_SETS, letters=LETTERS)
    for record in found.records:
        for name, word in WORDS.items():
            if word == "datetime" and record[name] is not None and random.randrange(2):
                day = record[name].date()
                record[name] = CLOCK.begins(day, random.randrange(2)) + timedelta(seconds=random.choice((-1, 0, 1)))
    return found


def as_known(record: Record) -> Record:
    """As the reference has it: several values are several texts."""
    return {name: tuple(held.split(";")) if held and WORDS[name] == "multipicklist" else held for name, held in record.items()}


def literals(column: Column, found: Pool, operator: str) -> list[Any]:
    """What may stand on the right: what records hold, what lies beside it, and for days the same counted from today."""
    held = [record[column.name] for record in found.records if record[column.name] is not None]
    match column.kind:
        case "text":
            texts = found.pieces[column.name] if operator in ("contains", "starts with") else (*held, *found.literals[column.name])
            return [text for text in texts if text.strip() and not UNCERTAIN & {*text}] or ["a"]
        case "date":
            days = [*held, *found.literals[column.name]]
            return [*days, *map(_counted, days)]
        case "datetime":
            moments = [near for one in held for near in (one, one, one - timedelta(seconds=1), one + timedelta(seconds=1))]
            days = [CLOCK.day_of(one) + timedelta(days=after) for one in held for after in (-1, 0, 0, 1)] or [CLOCK.today]
            return [*moments, *days, *map(_counted, days)]
        case _:
            return (
                [*held, *held, *found.literals[column.name]] if column.kind not in ("picklist", "several") else [*VALUE_SETS[column.name]]
            )


def _counted(day: date) -> Today:
    return Today((day - CLOCK.today).days)


@cache
def cases(pairs: int) -> list[Case]:
    """Cases with so many different pairs, or a few more. Hypothesis draws some filters twice; such a one counts once."""
    found: list[Case] = []
    while sum(map(Case.pairs, found)) < pairs:
        found.append(_case(len(found)))
    return found


def joined(some: Sequence[Case], count: int) -> Iterator[Case]:
    """So many cases as one: each filter is asked about the records of all of them."""
    for start in range(0, len(some), count):
        part = some[start : start + count]
        filters, records, known = ([item for case in part for item in getattr(case, name)] for name in ("filters", "records", "known"))
        yield Case(tuple(filters), tuple(records), tuple(known))


def _case(number: int) -> Case:
    some = some_pool(number)
    filters: dict[Predicate, None] = {}

    @seed(number)
    @settings(
        max_examples=FILTERS,
        derandomize=False,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(filters_over(some))
    def draw(one: Predicate) -> None:
        filters[one] = None

    draw()
    return Case(tuple(filters), some.records, tuple(map(as_known, some.records)))


def operators(kind: Kind) -> tuple[Operator, ...]:
    """What a field of this kind is asked: what the language's table takes."""
    return tuple(one for group, names in _OPERATORS.items() if kind not in REFUSED.get(group, {}) for one in names)


ASKED = [(column, operator) for column in COLUMNS.values() for operator in operators(column.kind)]


@st.composite
def tests_over(draw: st.DrawFn, found: Pool) -> Test:
    column, operator = draw(st.sampled_from(ASKED))
    if operator == "blank":
        return Test(column, operator)
    choices = st.sampled_from(literals(column, found, operator))
    count = draw(st.integers(2, 4)) if operator == "in" else 1
    return Test(column, operator, tuple(dict.fromkeys(draw(choices) for _ in range(count))))


def filters_over(found: Pool) -> st.SearchStrategy[Predicate]:
    """Up to three levels deep, negated anywhere."""
    one = _perhaps_not(tests_over(found))
    two = st.one_of(one, _joined(st.one_of(one, one, one, st.booleans().map(Fixed))), _joined(one))
    return st.one_of(two, _joined(_perhaps_not(two)))


def _perhaps_not(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    return st.one_of(inner, inner.map(Not))


def _joined(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(Either))
