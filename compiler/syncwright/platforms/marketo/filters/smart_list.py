"""A filter as a Marketo smart list: filters of fields, numbered, and the logic that joins them. What such a list cannot say exactly is refused.

Source: Adobe's "Smart List Filter Operators Glossary", "Using Advanced Smart List Rule Logic" and "Add Multiple Values to a Smart List Filter".
Said there: `is 0` finds people without a number; `before` and `on or before` find people without a date; several values of one `is` mean
any of them; advanced logic needs three filters, and parentheses where `and` and `or` mix. What the other operators do with people
without a value is not said, nor what several values of `is not` mean: so each of them has a test for that beside it, and one value.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal, assert_never

from syncwright.expression.normal import Atom, Blank, Every, Filled, Holds, Normal, Operator, Some, atoms, known_filled
from syncwright.expression.predicate import Column, Fixed, Today, Value
from syncwright.platforms.marketo.known_fields import TYPE
from syncwright.records import Struct, replace

#: Objects whose records are people in Marketo.
PEOPLE = ("Lead", "Contact")

#: Why a smart list cannot say a test.
Reason = Literal["relative date", "several values", "record id", "parent", "moment"]

_TEXT: dict[Operator, str] = {
    "=": "is",
    "in": "is",
    "!=": "is not",
    "not in": "is not",
    "contains": "contains",
    "not contains": "not contains",
    "starts with": "starts with",
    "not starts with": "not starts with",
}
_NUMBER: dict[Operator, str] = {
    "=": "is",
    "in": "is",
    "!=": "is not",
    "not in": "is not",
    "<": "less than",
    "<=": "at most",
    ">": "greater than",
    ">=": "at least",
}
_DATE: dict[Operator, str] = {
    "=": "is",
    "in": "is",
    "!=": "is not",
    "not in": "is not",
    "<": "before",
    "<=": "on or before",
    ">": "after",
    ">=": "on or after",
}


class ListFilter(Struct, frozen=True):
    """One filter of a smart list: what Marketo calls the field, the operator, and its values, any of them. `column`: what it is in Salesforce."""

    field: str
    operator: str
    values: tuple[str, ...] = ()
    column: Column | None = None


class SmartList(Struct, frozen=True):
    """Its filters in order, and their logic: `all`, `any`, or a text such as `1 and (2 or 3)`."""

    filters: tuple[ListFilter, ...]
    logic: str


class Refused(Struct, frozen=True):
    """A test that a smart list cannot say."""

    reason: Reason
    column: Column


class _Joined(Struct, frozen=True):
    word: Literal["and", "or"]
    parts: tuple["_Part", ...]


_Part = ListFilter | _Joined


def refusals(form: Normal) -> Iterator[Refused]:
    """What keeps a filter from being a smart list: each reason once a field, in order."""
    found = (Refused(reason, atom.column) for atom in atoms(form) if (reason := _refused(atom)) is not None)
    yield from dict.fromkeys(found)


def _refused(atom: Atom) -> Reason | None:
    column = atom.column
    if column.of_parent:
        return "parent"
    if not isinstance(atom, Holds):
        return None
    if any(isinstance(value, Today) for value in atom.values):
        return "relative date"
    return {"several": "several values", "id": "record id", "datetime": "moment"}.get(column.kind)  # type: ignore[return-value]


def smart_list(form: Normal, owner: str, named: Callable[[Column], str]) -> SmartList:
    """The list of an object's records that pass, as people. `named`: what Marketo calls a field. Only for what has no refusals."""
    return _listed((ListFilter(TYPE, "is", (owner,)), *_passing(form, named)))


def list_of_people(
    forms: Mapping[str, Normal], named: Callable[[str, Column], str], *, everybody: bool, filled: Mapping[str, frozenset[str]] = {}
) -> SmartList:
    """The list of people who pass as what they are in Salesforce: the forms are by object. `named`: what Marketo calls a field of an object.

    `everybody`: people whom Salesforce does not hold pass as leads do. Where the same is asked of all, nobody is asked what they are.
    `filled`: fields that are known to be filled, by object.
    """
    asked = {
        owner: _passing(form, partial(named, owner), filled.get(owner, frozenset()))
        for owner, form in forms.items()
        if form != Fixed(value=False)
    }
    if len({tuple(map(_bare, parts)) for parts in asked.values()}) == 1 and len(asked) == len(forms):
        parts = next(iter(asked.values()))
        return _listed(parts if everybody else (ListFilter(TYPE, "is", tuple(asked)), *parts))
    some = tuple(_joined("and", (_being(owner, everybody=everybody), *parts)) for owner, parts in asked.items())
    return _listed((_joined("or", some),) if some else (ListFilter(TYPE, "is", tuple(forms)), ListFilter(TYPE, "is empty")))


def always_filled(form: Normal) -> frozenset[str]:
    """The fields that whoever passes has a value in."""
    match form:
        case Every(parts):
            return frozenset().union(*map(always_filled, parts))
        case Some(parts):
            first, *others = map(always_filled, parts)
            return first.intersection(*others)
        case Holds(column) | Filled(column):
            return frozenset({column.name})
        case _:
            return frozenset()


def _being(owner: str, *, everybody: bool) -> "_Part":
    """That a person is this in Salesforce, or may become it."""
    held = ListFilter(TYPE, "is", (owner,))
    return _joined("or", (held, ListFilter(TYPE, "is empty"))) if everybody and owner == PEOPLE[0] else held


def _bare(part: "_Part") -> "_Part":
    """The same without what its fields are in Salesforce."""
    return replace(part, column=None) if isinstance(part, ListFilter) else _Joined(part.word, tuple(map(_bare, part.parts)))


def _listed(parts: tuple["_Part", ...]) -> SmartList:
    """All parts as filters, numbered, with their logic."""
    if not parts:
        return SmartList((), "all")
    whole = _joined("and", parts)
    filters: list[ListFilter] = []
    logic = _numbered(whole, filters)
    if isinstance(whole, ListFilter) or all(isinstance(part, ListFilter) for part in whole.parts):
        logic = "any" if isinstance(whole, _Joined) and whole.word == "or" else "all"
    return SmartList(tuple(filters), logic)


def _passing(form: Normal, named: Callable[[Column], str], filled: frozenset[str] = frozenset()) -> tuple[_Part, ...]:
    if isinstance(form, Fixed):
        # No person is both: what they are in Salesforce, and nothing.
        return () if form.value else (ListFilter(TYPE, "is empty"),)
    return (_part(form, filled, named),)


def _part(form: Normal, filled: frozenset[str], named: Callable[[Column], str]) -> _Part:
    match form:
        case Every(parts) | Some(parts):
            known, kept = known_filled(form, filled), [part for part in parts if not _settled(part, form, filled)] or parts
            return _joined("and" if isinstance(form, Every) else "or", tuple(_part(part, known, named) for part in kept))
        case Blank(column):
            return ListFilter(named(column), "is empty", (), column)
        case Filled(column):
            return ListFilter(named(column), "is not empty", (), column)
        case Holds(column):
            test = _test(form, named(column))
            if column.name in filled or _safe(form):
                return test
            return _joined("and", (ListFilter(named(column), "is not empty", (), column), test))
        case Fixed():
            raise AssertionError("a normal form has no part that is fixed")
        case _:
            assert_never(form)


def _settled(part: Normal, within: Every | Some, filled: frozenset[str]) -> bool:
    """Whether a test for a blank decides nothing, as what stands round it lets only people with a value pass."""
    return isinstance(part, Filled if isinstance(within, Every) else Blank) and part.column.name in filled


def _safe(test: Holds) -> bool:
    """Whether nobody without a value can pass: a text or a date that is another, a number that is not 0, a box."""
    if test.column.kind == "checkbox":
        return True
    if test.operator in ("contains", "starts with"):
        return True
    return test.operator in ("=", "in") and 0 not in [value for value in test.values if isinstance(value, Decimal)]


def _test(test: Holds, field: str) -> _Part:
    column, values = test.column, tuple(map(_said, test.values))
    if column.kind == "checkbox":
        return ListFilter(field, "is", values, column)
    if column.kind in ("text", "picklist"):
        operator = _TEXT[test.operator]
        if operator == "is":
            return ListFilter(field, operator, values, column)
    else:
        operator = (_DATE if column.kind == "date" else _NUMBER)[test.operator]
    # One value each: what several mean is documented of a text's `is` alone.
    every = operator.startswith(("is not", "not "))
    return _joined("and" if every else "or", tuple(ListFilter(field, operator, (value,), column) for value in values))


def _said(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Today():
            raise AssertionError("what is counted from today is refused")
        case _:
            return value


def _joined(word: Literal["and", "or"], parts: tuple[_Part, ...]) -> _Part:
    """Parts in one, without parentheses that change nothing, and nothing twice."""
    kept: dict[_Part, None] = {}
    for part in parts:
        kept.update(dict.fromkeys(part.parts if isinstance(part, _Joined) and part.word == word else (part,)))
    return next(iter(kept)) if len(kept) == 1 else _Joined(word, tuple(kept))


def _numbered(part: _Part, filters: list[ListFilter]) -> str:
    """The logic, with the filters put into a list as they get their numbers."""
    if isinstance(part, ListFilter):
        filters.append(part)
        return str(len(filters))
    said = (_numbered(inner, filters) for inner in part.parts)
    return f" {part.word} ".join(f"({one})" if not one.isdecimal() else one for one in said)
