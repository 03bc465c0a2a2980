"""The answers that an estate keeps on records: of each filter and partition with `as:`, on each object, with the two fields and the formula."""

from collections.abc import Iterator

from syncwright.catalog.model import Case, Catalog, CatalogFilter, CatalogPartition, Stored
from syncwright.catalog.owned import definition
from syncwright.diagnostics import Key
from syncwright.expression.normal import Normal, normal
from syncwright.expression.predicate import Column, Predicate, columns, relative
from syncwright.platforms.salesforce.filters.stored import answer, chosen
from syncwright.platforms.salesforce.types import FIELD
from syncwright.records import Struct
from syncwright.want import Reason


class Answer(Struct, frozen=True):
    """One answer on one object. `zone`: where its days begin and end."""

    of: CatalogFilter | CatalogPartition
    object: str
    stored: Stored
    zone: str

    @property
    def kind(self) -> str:
        """`filter` or `partition`."""
        return "filter" if isinstance(self.of, CatalogFilter) else "partition"

    @property
    def called(self) -> str:
        """How people call it: `filter marketo-scope`."""
        return f"{self.kind} {self.of.name}"

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of a partition; none of a filter."""
        return self.of.on[self.object] if isinstance(self.of, CatalogPartition) else ()

    @property
    def address(self) -> str:
        """Of the formula field's resource."""
        return f"{FIELD}/{definition(self.object, self.stored.formula).path}"

    @property
    def stored_address(self) -> str:
        """Of the stored field's resource, if the estate makes it."""
        return f"{FIELD}/{definition(self.object, self.stored.field).path}"

    @property
    def nightly(self) -> bool:
        """Whether it is renewed every night."""
        return self.of.spec.as_ is not None and self.of.spec.as_.refresh is not None

    @property
    def syncs_when(self) -> bool:
        """What a filter's checkbox holds on records in scope."""
        assert isinstance(self.of, CatalogFilter) and self.of.spec.as_ is not None, "asked of a filter's answer"
        return self.of.spec.as_.syncs_when

    def formula(self) -> str:
        """What works it out."""
        if isinstance(self.of, CatalogFilter):
            return answer(self.of, self.object, self.zone)
        return chosen(self.cases, self.of.spec.otherwise, self.zone)

    def names(self) -> tuple[str, ...]:
        """Every name of a case that it can be, without blank; none of a filter."""
        if isinstance(self.of, CatalogFilter):
            return ()
        otherwise = self.of.spec.otherwise
        return tuple(dict.fromkeys((*(case.name for case in self.cases), *([] if otherwise == "blank" else [otherwise]))))

    def forms(self) -> tuple[Normal, ...]:
        """The normal forms that it is worked out by: a filter's, or those of all cases as they are written."""
        return tuple(normal(one) for one in self._predicates())

    def columns(self) -> tuple[Column, ...]:
        """Every field that it is worked out by, once, by name."""
        found = {column for predicate in self._predicates() for column in columns(predicate)}
        return tuple(sorted(found, key=lambda column: column.name))

    def relative(self) -> bool:
        """Whether it changes from one day to the next."""
        return any(relative(predicate) for predicate in self._predicates())

    def _predicates(self) -> tuple[Predicate, ...]:
        on = self.of.on[self.object]
        return tuple(case.where for case in on) if isinstance(on, tuple) else (on,)


def answers(catalog: Catalog) -> Iterator[Answer]:
    """Every answer that is kept, filters first, by name and object. What is broken is left out."""
    zone = catalog.estate.spec.salesforce.timezone or "Etc/UTC"
    for one in catalog.scopes():
        for owner, stored in one.stored.items():
            if owner in one.on:
                yield Answer(one, owner, stored, zone)


def reason(one: Answer, *keys: Key) -> Reason:
    """The reason that its spec gives, at these keys of it."""
    anchor = ".".join(map(str, keys))
    return Reason(one.of.spec.why, f"{one.kind}/{one.of.name}#{anchor}", one.of.path, keys)


def worked_out(catalog: Catalog, one: Answer) -> tuple[Reason, ...]:
    """Why its formula says what it says: what its spec says, and the filters and maps that are named there."""
    own: list[tuple[Key, ...]] = [("cases", case.name, "where") for case in one.cases] or [("where",)]
    if isinstance(one.of, CatalogPartition) and one.of.spec.otherwise != "blank":
        own.append(("otherwise",))
    return (*(reason(one, *keys) for keys in own), *_used(catalog, one))


def _used(catalog: Catalog, one: Answer) -> Iterator[Reason]:
    for key in one.of.uses:
        kind, _, name = key.partition("/")
        if kind == "filter" and name in catalog.filters:
            held = catalog.filters[name]
            yield Reason(held.spec.why, f"{key}#where", held.path, ("where",))
        elif kind == "map" and name in catalog.maps:
            yield Reason(catalog.maps[name].spec.why, f"{key}#values", catalog.maps[name].path, ("values",))
