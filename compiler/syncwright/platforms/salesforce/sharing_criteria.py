"""A filter as the criteria of a sharing rule: tests of fields, numbered, and the logic that joins them. What they cannot say exactly is refused.

Sources: SharingCriteriaRule and FilterItem in the Metadata API Developer Guide; "Criteria-Based Sharing Rules" in the Salesforce Security
Guide: it lists the types of fields that can be tested, and says that text is compared with regard to case. What becomes of a blank it
does not say, so that only tests remain in which none can matter: a checkbox, and values of a picklist.
"""

from collections.abc import Iterator
from typing import Literal

from syncwright.expression.normal import Atom, Blank, Every, Filled, Holds, Normal, Some, atoms
from syncwright.expression.predicate import Column, Fixed
from syncwright.records import Struct

#: Why criteria cannot say a test, after the name of the field.
Reason = Literal[
    "is a field of a parent",
    "is a formula",
    "is asked for a blank, and what criteria make of one is not documented",
    "is a text, whose case criteria mind and a filter does not",
    "is a picklist of several values, which criteria cannot test",
    "is a record id, which criteria test for owners alone",
    "is compared, and what criteria make of a blank is not documented",
    "is asked for what it is not, and what criteria make of a blank then is not documented",
    "is a picklist whose values are not known, nor how criteria compare them",
    "is asked for a value with a comma or a quote, with which criteria part values",
]


class Item(Struct, frozen=True):
    """One criterion."""

    field: str
    operation: str
    value: str


class Criteria(Struct, frozen=True):
    """Criteria in order, and their logic, such as `1 AND (2 OR 3)`; empty where all of them have to hold."""

    items: tuple[Item, ...]
    logic: str = ""


class Refused(Struct, frozen=True):
    """What criteria cannot say; without a field, the filter as a whole."""

    field: str
    reason: str


def criteria(form: Normal) -> Criteria:
    """The criteria. Only for what has no refusals."""
    items: list[Item] = []
    logic = _numbered(form, items)
    return Criteria(tuple(items), logic if "OR" in logic else "")


def ticked(field: str, *, value: bool) -> Criteria:
    """The criteria of a checkbox."""
    return Criteria((Item(field, "equals", _flag(value)),))


def refusals(form: Normal) -> Iterator[Refused]:
    """What keeps a filter from being criteria, each reason once a field."""
    if isinstance(form, Fixed):
        yield Refused("", f"it lets {'every' if form.value else 'no'} record pass, and criteria test a field")
        return
    found = (Refused(atom.column.name, reason) for atom in atoms(form) if (reason := _refused(atom)) is not None)
    yield from dict.fromkeys(found)


def _refused(atom: Atom) -> Reason | None:
    column = atom.column
    if column.of_parent:
        return "is a field of a parent"
    if column.formula is not None:
        return "is a formula"
    if isinstance(atom, Blank | Filled):
        return "is asked for a blank, and what criteria make of one is not documented"
    return None if column.kind == "checkbox" else _of_values(atom, column)


def _of_values(test: Holds, column: Column) -> Reason | None:
    match column.kind:
        case "picklist" if test.operator in ("!=", "not in"):
            return "is asked for what it is not, and what criteria make of a blank then is not documented"
        case "picklist" if any(sign in str(value) for value in test.values for sign in ",\"'"):
            return "is asked for a value with a comma or a quote, with which criteria part values"
        case "picklist" if any(value not in column.values for value in test.values):
            return "is a picklist whose values are not known, nor how criteria compare them"
        case "picklist":
            return None
        case "text":
            return "is a text, whose case criteria mind and a filter does not"
        case "several":
            return "is a picklist of several values, which criteria cannot test"
        case "id":
            return "is a record id, which criteria test for owners alone"
        case _:
            return "is compared, and what criteria make of a blank is not documented"


def _numbered(form: Normal, items: list[Item]) -> str:
    match form:
        case Every(parts) | Some(parts):
            word = " AND " if isinstance(form, Every) else " OR "
            return word.join(f"({one})" if " " in one else one for one in [_numbered(part, items) for part in parts])
        case Holds(column, _, values):
            first = len(items) + 1
            said = [_flag(value) if isinstance(value, bool) else str(value) for value in values]
            items += (Item(column.name, "equals", value) for value in said)
            return " OR ".join(str(first + number) for number in range(len(said)))
        case _:
            raise AssertionError(f"{form} is refused")


def _flag(value: bool) -> str:
    return "True" if value else "False"
