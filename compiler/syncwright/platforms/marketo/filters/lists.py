"""The smart lists of a scope, as a document: who is in scope and who is not, asked of the stored answer, and of the condition in full."""

from collections.abc import Iterator
from typing import Any

from syncwright.catalog.model import Catalog, Stored
from syncwright.diagnostics import Rule
from syncwright.expression.normal import Normal, normal
from syncwright.expression.predicate import Column, Predicate, Test, tests
from syncwright.platforms.marketo.fields import label
from syncwright.platforms.marketo.filters import rules
from syncwright.platforms.marketo.filters.scope import Scope
from syncwright.platforms.marketo.filters.smart_list import PEOPLE, Reason, SmartList, refusals, smart_list
from syncwright.records import Struct
from syncwright.rules.fil928_amounts_in_several_currencies import RULE as SEVERAL_CURRENCIES
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies

Document = dict[str, Any]


class Reasoned(Struct, frozen=True):
    """Why there is no smart list: the rule, what is wrong, and what to do."""

    rule: Rule
    says: str
    help: str


_KEEP = "keep the answer in a field: `as:`; a smart list can test that"
_REASONS: dict[Reason, tuple[Rule, str]] = {
    "relative date": (rules.RELATIVE_DATE, "is compared with a day counted from today, which a smart list counts up to the time of day"),
    "several values": (rules.SEVERAL_VALUES, "holds several values, which Marketo keeps as one text and finds by any part of it"),
    "record id": (rules.RECORD_ID, "is a record id, whose case counts and which a smart list compares without it"),
    "parent": (rules.PARENT, "is a field of a parent, and a smart list asks people for fields of their own"),
    "moment": (rules.MOMENT, "has a time, and where its days begin is the subscription's to say, which the specs do not know"),
}


def refused(catalog: Catalog, predicate: Predicate) -> Iterator[Reasoned]:
    """What keeps the condition from being said in full."""
    for one in refusals(normal(predicate)):
        rule, says = _REASONS[one.reason]
        yield Reasoned(rule, f"`{one.column.name}` {says}", _KEEP)
    amounts = sorted({test.column.name for test in tests(predicate) if test.column.kind == "currency" and test.operator != "blank"})
    if amounts and several_currencies(catalog):
        says = f"`{amounts[0]}` is an amount in one of several currencies, which Marketo keeps in that of the subscription"
        yield Reasoned(SEVERAL_CURRENCIES, says, _KEEP)


def lists(catalog: Catalog, scope: Scope) -> list[Document]:
    """Object by object."""
    return [_of_object(catalog, scope, owner, predicate) for owner, predicate in scope.on.items()]


def _of_object(catalog: Catalog, scope: Scope, owner: str, predicate: Predicate) -> Document:
    if owner not in PEOPLE:
        says = f"a smart list finds people, and records of `{owner}` are none"
        return {"object": owner, "lists": [], "refused": [{"rule": None, "name": None, "says": says}]}
    found: list[Document] = []
    if owner in scope.stored:
        found += _both(owner, "answer", normal(_kept(scope, scope.stored[owner])), normal(_kept(scope, scope.stored[owner]), negated=True))
    reasons = [*refused(catalog, predicate)]
    if not reasons:
        found += _both(owner, "condition", normal(predicate), normal(predicate, negated=True))
    return {"object": owner, "lists": found, "refused": [_refusal(one) for one in reasons]}


def _kept(scope: Scope, stored: Stored) -> Predicate:
    """That the stored answer is that of records in scope."""
    called = (stored.held.label if stored.held is not None else None) or stored.field
    if scope.box:
        return Test(Column(stored.field, "checkbox", called), "=", (scope.values == ("true",),))
    return Test(Column(stored.field, "text", called), "in", scope.values)


def _both(owner: str, by: str, inside: Normal, outside: Normal) -> list[Document]:
    """`by`: whether the stored answer is asked, or the condition itself."""
    return [
        {"finds": finds, "by": by, **_list(smart_list(form, owner, lambda column: _called(owner, column)), owner)}
        for finds, form in (("in scope", inside), ("out of scope", outside))
    ]


def _called(owner: str, column: Column) -> str:
    return label(owner, column.name, column.label)[0]


def _list(one: SmartList, owner: str) -> Document:
    """In the words that Marketo's API reads smart lists with, and what each field is in Salesforce."""
    return {
        "match": "All" if one.logic == "all" else "Advanced",
        "logic": None if one.logic == "all" else one.logic,
        "filters": [
            {
                "number": number,
                "name": each.field,
                "operator": each.operator,
                "values": list(each.values),
                "field": each.column.name if each.column is not None else None,
                "name_documented": each.column is None or label(owner, each.column.name, each.column.label)[1],
            }
            for number, each in enumerate(one.filters, 1)
        ],
    }


def _refusal(one: Reasoned) -> Document:
    return {"rule": one.rule.id, "name": one.rule.name, "says": one.says}
