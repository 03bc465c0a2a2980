"""What one Marketo connector is to sync by one filter or partition: on which objects, kept in which field, as which value."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition, Named, Stored
from syncwright.expression.predicate import Any, Predicate
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.records import Struct


class Scope(Struct, frozen=True):
    """`on`: what records of each object have to pass. `values`: what the stored field holds on them: `true`, `false`, or names of cases."""

    of: CatalogFilter | CatalogPartition
    connector: Named[MarketoConnector]
    on: Mapping[str, Predicate]
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """`filter` or `partition`."""
        return "filter" if isinstance(self.of, CatalogFilter) else "partition"

    @property
    def key(self) -> str:
        """Its spec key."""
        return f"{self.kind}/{self.of.name}"

    @property
    def stored(self) -> Mapping[str, Stored]:
        """The field of each object that keeps the answer."""
        return self.of.stored

    @property
    def box(self) -> bool:
        """Whether the answer is kept in a checkbox."""
        return isinstance(self.of, CatalogFilter)


def scopes(catalog: Catalog) -> Iterator[Scope]:
    """By filter or partition, and by connector."""
    for connector in catalog.connectors.values():
        if isinstance(connector.spec, MarketoConnector):
            marketo = Named(connector.name, connector.spec, connector.path)
            for one in catalog.scopes():
                yield from _of_filter(one, marketo) if isinstance(one, CatalogFilter) else _of_partition(one, marketo)


def _of_filter(one: CatalogFilter, connector: Named[MarketoConnector]) -> Iterator[Scope]:
    if connector.name in one.spec.for_ and one.on:
        synced = one.spec.as_ is None or one.spec.as_.syncs_when
        yield Scope(one, connector, one.on, ("true" if synced else "false",))


def _of_partition(one: CatalogPartition, connector: Named[MarketoConnector]) -> Iterator[Scope]:
    on = {owner: tuple(case.takes for case in cases if case.connector == connector.name) for owner, cases in one.on.items()}
    values = tuple(name for name, case in one.spec.cases.items() if case.for_ == connector.name)
    if values and on:
        yield Scope(one, connector, {owner: taken[0] if len(taken) == 1 else Any(taken) for owner, taken in on.items()}, values)
