"""What rules about filters share: how a filter or a partition is called, and what can be said of a predicate."""

from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog

if TYPE_CHECKING:  # start-up time: rules are imported in every run, and most estates have no filter
    from syncwright.expression.clock import Clock
    from syncwright.expression.predicate import Predicate


def clock(catalog: Catalog) -> "Clock":
    """Today in the org's time zone."""
    from syncwright.expression.clock import clock_in

    return clock_in(catalog.estate.spec.salesforce.timezone, catalog.today)


def said_so(predicate: "Predicate") -> bool:
    """Whether it is `true` or `false` in so many words, which nobody writes by mistake."""
    from syncwright.expression.predicate import Fixed

    return isinstance(predicate, Fixed)


def of_all(objects: list[str]) -> str:
    """Objects as a message names them."""
    return " or ".join(f"`{name}`" for name in objects)


def contradicting(predicate: "Predicate", on: "Clock") -> str:
    """Of what no record passes: the fields of which two parts exclude each other; empty where no two do."""
    from itertools import combinations

    from syncwright.expression.algebra import disjoint
    from syncwright.expression.predicate import All, columns

    parts = predicate.parts if isinstance(predicate, All) else ()
    for one, other in combinations(parts[:20], 2):
        if disjoint(one, other, on):
            shared = {column.name for column in columns(one)} & {column.name for column in columns(other)}
            return ", ".join(f"`{name}`" for name in sorted(shared))
    return ""
