"""Which conditions a Marketing Data Sharing rule can say: one field of the record's own that equals one value, letter for letter.

A filter does not mind the case of a text and a rule does, so they agree only where a record cannot hold a value in another case: in a checkbox,
and in a picklist that is restricted to its values. Knows no business unit and no org.
"""

from collections.abc import Callable, Sequence
from typing import assert_never

from syncwright.catalog.model import Case
from syncwright.expression.folding import fold
from syncwright.expression.normal import Blank, Every, Filled, Holds, Some, normal
from syncwright.expression.predicate import Column, Fixed, Predicate
from syncwright.expression.types import TITLES
from syncwright.records import Struct


class Equals(Struct, frozen=True):
    """A column, and the one value that it has on every record in scope and on no other."""

    column: Column
    value: str | bool


class Refused(Struct, frozen=True):
    """Why a rule cannot say something: the end of `it ...`."""

    says: str


#: Whether the values of a picklist are all that a record can hold.
Restricted = Callable[[Column], bool]


def equals(where: Predicate, restricted: Restricted) -> Equals | Refused:
    """The condition as a rule's, or why it is none."""
    match normal(where):
        case Fixed(value):
            return Refused("takes every record, and without a rule they all sync" if value else "takes no record")
        case Blank(column) | Filled(column):
            return Refused(f"asks whether `{column.name}` is blank")
        case Every() | Some():
            return Refused("asks for more than that one field equals one value")
        case Holds(column, operator, values):
            if operator != "=":
                several = operator == "in"
                return Refused(
                    f"takes several values of `{column.name}`" if several else f"asks of `{column.name}` more than what it equals"
                )
            unfit = _unfit(column, restricted)
            if unfit is not None:
                return Refused(unfit)
            [one] = values
            assert isinstance(one, str | bool), "a checkbox is true or false, and a picklist has texts"
            return Equals(column, one)
        case never:
            assert_never(never)


def _unfit(column: Column, restricted: Restricted) -> str | None:
    """What keeps a column from being the field of a rule."""
    if column.of_parent:
        return f"tests `{column.name}`, and the field of a rule is one of the object's own"
    if column.kind == "checkbox":
        return None
    if column.kind == "text":
        return f"tests `{column.name}`, a text, of which a rule minds the case and a filter does not"
    if column.kind != "picklist":
        return f"tests `{column.name}`, {TITLES[column.kind]}, and what a rule makes of that is not documented"
    if not column.values or not restricted(column):
        return f"tests `{column.name}`, a picklist that is not known to be restricted: a record may hold a value in another case, which a rule minds"
    if len({fold(value) for value in column.values}) < len(column.values):
        return f"tests `{column.name}`, of which two values differ in case alone"
    return None


def case_equals(cases: Sequence[Case], name: str, otherwise: str, restricted: Restricted) -> Equals | Refused:
    """A case of a partition as a rule's. Cases above it must not take any of its records, as a rule does not know of them."""
    number = next(number for number, case in enumerate(cases) if case.name == name)
    found = equals(cases[number].where, restricted)
    if isinstance(found, Refused):
        return found
    if name == otherwise != "blank":
        return Refused("also gets what no case takes")
    for above in cases[:number]:
        other = equals(above.where, restricted)
        if isinstance(other, Refused) or other.column.name != found.column.name or other.value == found.value:
            return Refused(f"does not get what `{above.name}` takes, which a rule cannot leave out")
    return found
