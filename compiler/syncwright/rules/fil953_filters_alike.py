"""FIL953: two filters that do not name each other let the same records pass, under two names."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._filters import clock, of_all, said_so

if TYPE_CHECKING:
    from syncwright.expression.clock import Clock

RULE = Rule("FIL953", "filters-alike", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    if len(catalog.filters) < 2:
        return
    today = clock(catalog)
    for some in _reading_the_same(catalog):
        for one, other in _perhaps_alike(some, today):
            apart = f"filter/{one.name}" not in other.uses and f"filter/{other.name}" not in one.uses
            if apart and _alike(one, other, today):
                message = f"the filter `{other.name}` lets the same records of {of_all(list(one.on))} pass as `{one.name}`"
                help_ = f"keep one of them, or say `filter {one.name}` in the other, so that they stay alike"
                yield RULE(other.at("where"), message, help=help_, related=[(one.at("where"), "says the same")])


def _reading_the_same(catalog: Catalog) -> Iterator[Sequence[CatalogFilter]]:
    """Filters that are about the same objects and read the same fields of them."""
    from syncwright.expression.predicate import columns

    found: dict[object, list[CatalogFilter]] = {}
    for one in catalog.filters.values():
        if one.on and not any(map(said_so, one.on.values())):
            fields = frozenset((owner, column.name) for owner, predicate in one.on.items() for column in columns(predicate))
            found.setdefault((frozenset(one.on), fields), []).append(one)
    return (some for some in found.values() if len(some) > 1)


def _perhaps_alike(some: Sequence[CatalogFilter], today: "Clock") -> Iterator[tuple[CatalogFilter, CatalogFilter]]:
    """Pairs that answer alike for each record that shows one of them to be true or false. A proof takes far longer than an answer."""
    from syncwright.expression.algebra import FEW, Witness, some_record
    from syncwright.expression.evaluate import passes
    from syncwright.expression.predicate import Not

    owner = next(iter(some[0].on))
    asked = (some_record(said, today, FEW) for one in some for said in (one.on[owner], Not(one.on[owner])))
    shown = [found for found in asked if isinstance(found, Witness)]
    answers = [tuple(passes(one.on[owner], found.record, found.clock) for found in shown) for one in some]
    for (one, here), (other, there) in combinations(zip(some, answers, strict=True), 2):
        if here == there:
            yield one, other


def _alike(one: CatalogFilter, other: CatalogFilter, today: "Clock") -> bool:
    """Whether they are equal on every object."""
    from syncwright.expression.algebra import equal

    return all(equal(predicate, other.on[owner], today) for owner, predicate in one.on.items())
