"""Whether the rules of two units take one record: by their values where both ask for one field, by the conditions behind them where by two."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.expression.algebra import FEW, NoRecord, Witness, some_record
from syncwright.expression.clock import clock_in
from syncwright.expression.evaluate import Held
from syncwright.expression.predicate import All, Any, Column, Not, Predicate, Test
from syncwright.expression.types import kind_of
from syncwright.expression.written import quoted
from syncwright.platforms.account_engagement.sharing.rule import SharingRule
from syncwright.records import Struct


class Apart(Struct, frozen=True):
    """`by value`: one field, two values. `by condition`: proven of the conditions. `no`: `record` shows one, in words, or both are the same rule."""

    how: Literal["by value", "by condition", "no", "not provable"]
    record: str = ""


def apart(catalog: Catalog, one: SharingRule, other: SharingRule) -> Apart:
    """What is known of two rules of one object, of records whose stored answers are up to date."""
    if one.field == other.field:
        return Apart("no" if one.value == other.value else "by value")
    clock = clock_in(catalog.estate.spec.salesforce.timezone, catalog.today)
    found = some_record(All((takes(one), takes(other))), clock, FEW)
    if isinstance(found, NoRecord):
        return Apart("by condition")
    if isinstance(found, Witness):
        return Apart("no", in_words(found))
    return Apart("not provable")


def takes(rule: SharingRule) -> Predicate:
    """The records that a rule takes, by what the spec says; of a case also those that no case takes, where they are to get its name."""
    of = rule.asked.of
    if isinstance(of, CatalogFilter):
        return of.on[rule.object]
    cases = of.on[rule.object]
    own = next(case.takes for case in cases if case.name == rule.asked.case)
    if of.spec.otherwise != rule.asked.case or of.spec.otherwise == "blank":
        return own
    return Any((own, All(tuple(Not(case.where) for case in cases))))


def has(rule: SharingRule) -> Predicate:
    """The records that match a rule by what its field holds."""
    kind = kind_of(rule.held.type if rule.held is not None else None)
    column = Column(rule.field, kind if isinstance(kind, str) else "text", needs=(f"{rule.object}.{rule.field}",))
    return Test(column, "=", (rule.value,))


def in_words(found: Witness) -> str:
    """A record as a message says it."""
    return ", ".join(f"`{column.name}` {_held(found.record.get(column.name))}" for column in found.columns)


def _held(value: Held) -> str:
    """What a record holds, as a message says it."""
    match value:
        case None | "" | ():
            return "blank"
        case str():
            return quoted(value)
        case bool():
            return "ticked" if value else "not ticked"
        case tuple():
            return " and ".join(map(quoted, value))
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
