"""Queries about stored answers, for people to run: which are stale, and how many records are in scope and how many are not."""

from collections.abc import Iterator

from syncwright.catalog.model import CatalogFilter
from syncwright.expression.clock import Clock
from syncwright.expression.normal import Normal, normal
from syncwright.expression.predicate import Any
from syncwright.platforms.salesforce.filters.answer_flow import CONVERTED
from syncwright.platforms.salesforce.filters.answers import Answer
from syncwright.platforms.salesforce.filters.soql import quoted, where


def stale(one: Answer) -> str:
    """The condition that the stored field holds another answer than the formula. Two fields are not compared in a query, so their values are."""
    stored, now = one.stored.field, one.stored.formula
    if not one.cases:
        return _changeable(one, f"({stored} = TRUE AND {now} = FALSE) OR ({stored} = FALSE AND {now} = TRUE)")
    parts = [f"({now} = {quoted(name)} AND ({stored} = null OR {stored} != {quoted(name)}))" for name in one.names()]
    return _changeable(one, " OR ".join((*parts, f"({now} = null AND {stored} != null)")))


def counts(one: Answer, clock: Clock) -> Iterator[tuple[str, str, str]]:
    """What is counted, the query by the condition itself, and the one by the stored field: both are to answer the same."""
    if isinstance(one.of, CatalogFilter):
        predicate = one.of.on[one.object]
        for title, negated in (("in scope", False), ("not in scope", True)):
            held = "TRUE" if one.syncs_when is not negated else "FALSE"
            yield title, _counted(one, normal(predicate, negated=negated), clock), _count(one, f"{one.stored.field} = {held}")
        return
    otherwise = one.of.spec.otherwise
    for name in one.names():
        predicates = [normal(case.takes) for case in one.cases if case.name == name]
        rest = normal(Any(tuple(case.where for case in one.cases)), negated=True)
        yield name, _counted(one, predicates[0] if predicates else rest, clock), _count(one, f"{one.stored.field} = {quoted(name)}")
    if otherwise == "blank":
        rest = normal(Any(tuple(case.where for case in one.cases)), negated=True)
        yield "none of these", _counted(one, rest, clock), _count(one, f"{one.stored.field} = null")


def count_stale(one: Answer) -> str:
    """A query that counts the stale ones."""
    return _select(one, "COUNT()", stale(one))


def list_stale(one: Answer) -> str:
    """A query that lists them, each with the answer that is to be stored."""
    return _select(one, f"Id, {one.stored.formula}", stale(one))


def _counted(one: Answer, form: Normal, clock: Clock) -> str:
    return _count(one, where(form, clock))


def _count(one: Answer, condition: str) -> str:
    return _select(one, "COUNT()", _changeable(one, condition))


def _select(one: Answer, what: str, condition: str) -> str:
    return f"SELECT {what} FROM {one.object} WHERE {condition}"  # noqa: S608 - for people to run


def _changeable(one: Answer, condition: str) -> str:
    flag = CONVERTED.get(one.object)
    return f"{flag} = FALSE AND ({condition})" if flag is not None else condition
