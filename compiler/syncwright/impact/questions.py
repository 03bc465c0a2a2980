"""What is asked where people name a filter, a partition or a field: the cases of each object, in two catalogs. Counts nothing.

Of a field it is asked, for each connector, which records have a value there that leaves Salesforce: the field syncs from there, the value is
not blank, and the record is in scope of the connector's filters.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.expression.predicate import All, Any, Column, Fixed, Not, Predicate, Test
from syncwright.expression.types import kind_of
from syncwright.impact.question import Cases, Question
from syncwright.inventory import Field
from syncwright.names import did_you_mean

IN_SCOPE = "in scope"
EVERYTHING: Cases = ((IN_SCOPE, Fixed(True)),)
_LEAVES = ("two-way", "from-salesforce")


class NotAsked(Exception):
    """The name stands for nothing of which records can be counted; the message says what there is."""


def kind_of_name(catalog: Catalog, name: str) -> str:
    """Whether a name is that of a filter, of a partition, or of a field. Raises NotAsked if it is none of them."""
    if name in catalog.filters:
        return "filter"
    if name in catalog.partitions:
        return "partition"
    owner, dot, field = name.partition(".")
    if not dot:
        known = [*catalog.filters, *catalog.partitions]
        listed = ", ".join(f"`{one}`" for one in sorted(known)[:8])
        near = did_you_mean(name, known) or (f"there are {listed}" if known else "the specs have none")
        raise NotAsked(f"there is no filter or partition `{name}`; {near}")
    if catalog.org.field(owner, field) is None and not catalog.has(owner, field):
        held = catalog.org.objects.get(owner)
        meant = did_you_mean(field, held.fields) if held is not None else did_you_mean(owner, catalog.org.objects)
        raise NotAsked(f"there is no field `{name}`{f'; {meant}' if meant else ''}")
    return "field"


def about(catalog: Catalog, name: str) -> tuple[str, ...]:
    """The objects that it is about."""
    if name in catalog.filters:
        return tuple(catalog.filters[name].on)
    if name in catalog.partitions:
        return tuple(catalog.partitions[name].on)
    return (name.partition(".")[0],)


def broken(catalog: Catalog, name: str) -> bool:
    """Whether a filter or partition is there and cannot be read on one of its objects, which a finding says."""
    scope = catalog.filters.get(name) or catalog.partitions.get(name)
    return scope is not None and not set(scope.spec.objects) <= set(scope.on)


def questions(before: Catalog | None, former_name: str, after: Catalog, name: str, objects: tuple[str, ...]) -> Iterator[Question]:
    """What is asked of each object. `before` is None for everything in scope; there, a filter may have another name."""
    for owner in objects:
        if kind_of_name(after, name) == "field":
            yield from _of_field(before, after, owner, name.partition(".")[2])
        else:
            former = EVERYTHING if before is None else _cases(before, former_name, owner)
            now = _cases(after, name, owner)
            assert now is not None, "it was asked for by name, and compiled"
            yield Question(owner, EVERYTHING if former is None else former, now)


def known_before(before: Catalog, name: str, owner: str) -> bool:
    """Whether a filter or partition was there, and about this object."""
    return _cases(before, name, owner) is not None


def _cases(catalog: Catalog, name: str, owner: str) -> Cases | None:
    if name in catalog.filters:
        predicate = catalog.filters[name].on.get(owner)
        return None if predicate is None else ((IN_SCOPE, predicate),)
    partition = catalog.partitions.get(name)
    if partition is None or owner not in partition.on:
        return None
    return tuple((case.name, case.where) for case in partition.on[owner])


def _of_field(before: Catalog | None, after: Catalog, owner: str, name: str) -> Iterator[Question]:
    """One question for each connector that the field leaves to on either side."""
    sides = [_leaving(catalog, owner, name) if catalog is not None else {} for catalog in (before, after)]
    for connector in sorted(sides[0].keys() | sides[1].keys()):
        cases = [((IN_SCOPE, side[connector]),) if connector in side else () for side in sides]
        yield Question(owner, cases[0], cases[1], connector)


def _leaving(catalog: Catalog, owner: str, name: str) -> dict[str, Predicate]:
    """The records whose value leaves, by connector."""
    one = catalog.objects.get(owner)
    held = catalog.org.field(owner, name)
    said = one.fields.get(name) if one is not None else None
    if said is None and one is not None and held is not None and held.part_of:
        said = one.fields.get(held.part_of)  # access is granted on the whole, and so is the sync
    if said is None:
        return {}
    filled = _filled(catalog, owner, name)
    return {c: All((filled, *scope(catalog, owner, c))) for c, direction in said.directions.items() if direction in _LEAVES}


def scope(catalog: Catalog, owner: str, connector: str) -> Iterator[Predicate]:
    """What lets records of an object through to a connector: all its filters, and some case of each partition that is for it."""
    for one in catalog.filters.values():
        if connector in one.spec.for_ and owner in one.on:
            yield one.on[owner]
    for partition in catalog.partitions.values():
        cases = [case.takes for case in partition.on.get(owner, ()) if case.connector.partition("/")[0] == connector]
        if cases:
            yield Any(tuple(cases))


def _filled(catalog: Catalog, owner: str, name: str) -> Predicate:
    """Whether there is a value: of a compound, in any of its parts."""
    fields = catalog.org.objects[owner].fields if owner in catalog.org.objects else {}
    parts = sorted(part for part, held in fields.items() if held.part_of == name) or [name]
    found = tuple(_has_value(owner, part, catalog.org.field(owner, part)) for part in parts)
    return found[0] if len(found) == 1 else Any(found)


def _has_value(owner: str, name: str, held: Field | None) -> Predicate:
    kind = kind_of(held.type if held is not None else None)
    # A long text cannot be filtered by, and all the same it is there or not.
    known = kind if isinstance(kind, str) else "text"
    column = Column(name, known, name, needs=(f"{owner}.{name}",))
    return Fixed(True) if known == "checkbox" else Not(Test(column, "blank"))
