"""What filters and partitions ask of records: their predicates with where each stands, and which of them read a field."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.diagnostics import Place

if TYPE_CHECKING:  # start-up time: rules are imported in every run, and most estates have no filter
    from syncwright.expression.predicate import Predicate


def called(one: CatalogFilter | CatalogPartition) -> str:
    """How people call it."""
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


def reading(catalog: Catalog, path: str) -> Iterator[tuple[CatalogFilter | CatalogPartition, str, Place]]:
    """Each filter and partition that reads a field, such as `Contact.AccountId`: of which object it asks then, and where; once for each place."""
    for one in catalog.scopes():
        from syncwright.expression.predicate import columns

        for owner, predicate, place in predicates(one):
            # Of a part of a compound it needs the whole, as access is granted on that.
            if any(path in (*column.needs, f"{owner}.{column.name}") for column in columns(predicate)):
                yield one, owner, place
