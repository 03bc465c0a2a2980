"""What rules about filters share: how a filter or a partition is called, and the predicates of each object with where they stand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncwright.catalog.model import CatalogFilter, CatalogPartition
from syncwright.diagnostics import Place

if TYPE_CHECKING:  # start-up time: rules are imported in every run, and most estates have no filter
    from syncwright.expression.predicate import Predicate


def called(one: CatalogFilter | CatalogPartition) -> str:
    """How a message calls it."""
    return f"the {'filter' if isinstance(one, CatalogFilter) else 'partition'} `{one.name}`"


def predicates(one: CatalogFilter | CatalogPartition) -> Iterator[tuple[str, "Predicate", Place]]:
    """Each object, what is said of its records, and where that stands."""
    if isinstance(one, CatalogFilter):
        for owner, predicate in one.on.items():
            yield owner, predicate, one.at("where")
    else:
        for owner, cases in one.on.items():
            for case in cases:
                yield owner, case.where, one.at("cases", case.name, "where")
