"""Picklist values as the specs mean them: which lists of values the estate owns, and which value becomes which. Knows no platform's limits."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from syncwright.catalog.listed import active_in_order, own_list
from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.catalog.owned import definition
from syncwright.diagnostics import Key
from syncwright.inventory import Org
from syncwright.inventory.model import ValueSet
from syncwright.inventory.offered import value_set_of
from syncwright.records import Struct, replace
from syncwright.spec.compiled import ValueSetSpec, ValueSpec

#: Where a list of values stands: with its field, in a global value set, or in the set of a standard picklist.
ListKind = Literal["own", "global", "standard"]


class Move(Struct, frozen=True):
    """A value that becomes another: records first, then the old one goes.

    `holder`: what holds the list, `Lead.Fair__c` for a field's own and else the set's name. `ours`: the estate owns the list, so that a
    deployment adds values to it and takes them out. `fields`: fields of the specs whose records have such values. `why`, `key`, `path`
    and `keys` say which spec asks for it, and where.
    """

    holder: str
    kind: ListKind
    ours: bool
    old: str
    new: str
    owner: str | None
    why: str
    key: str
    path: str
    keys: tuple[Key, ...]
    fields: tuple[str, ...] = ()


def with_value_sets(org: Org, specs: Iterable[Named[ValueSetSpec]]) -> Org:
    """The org with the global value sets that the specs define and it does not hold yet. What it holds stays as it is."""
    made = {one.name: _as_held(one) for one in specs if one.name not in org.value_sets}
    return replace(org, value_sets={**org.value_sets, **made}) if made else org


def _as_held(one: Named[ValueSetSpec]) -> ValueSet:
    spec = one.spec
    return ValueSet(one.name, "global", active_in_order(spec.values, spec.order, by_label=spec.sorted), label_of_set(one.name, spec))


def label_of_set(name: str, spec: ValueSetSpec) -> str:
    """What people see as a set's name."""
    return spec.label or name.replace("_", " ")


def moves(catalog: Catalog) -> dict[tuple[str, str], Move]:
    """Every value that becomes another, by its list and the value that goes. What a set says of itself goes before what a field says of it."""
    found: dict[tuple[str, str], Move] = {}
    for one in catalog.value_sets.values():
        for old, new in _former(one.spec.values):
            keys: tuple[Key, ...] = ("values", new)
            found[one.name, old] = Move(
                one.name, "global", True, old, new, one.spec.owner, one.spec.why, f"value_set/{one.name}#values.{new}", one.path, keys
            )
    for field in _with_values(catalog):
        holder, kind, ours = holder_of(catalog, field)
        path = f"{field.object}.{field.name}"
        for old, new in _former(field.spec.values):
            before = found.get((holder, old))
            if before is not None:
                found[holder, old] = replace(before, fields=(*before.fields, path))
                continue
            keys = (*field.keys, "values", new)
            found[holder, old] = Move(
                holder, kind, ours, old, new, field.owner, field.why or "", field.key, field.group.path, keys, (path,)
            )
    return found


def _with_values(catalog: Catalog) -> Iterator[CatalogField]:
    return (field for field in catalog.rare if field.spec.values)


def _former(values: Mapping[str, ValueSpec]) -> Iterator[tuple[str, str]]:
    return ((old, new) for new, value in values.items() for old in value.previously)


def holder_of(catalog: Catalog, field: CatalogField) -> tuple[str, ListKind, bool]:
    """What holds a picklist's values, of which kind that is, and whether the estate owns it."""
    if own_list(field.spec.create, field.spec.values):
        return definition(field.object, field.name).path, "own", True
    shared = value_set_of(catalog.org, field.object, field.name)
    if shared is None:
        return definition(field.object, field.name).path, "own", False
    held = catalog.org.value_sets.get(shared)
    return shared, "standard" if held is not None and held.kind == "standard" else "global", shared in catalog.value_sets


def users_by_set(catalog: Catalog) -> dict[str, list[str]]:
    """Fields of the org that take their values from a set, by the set; each by object and name."""
    found: dict[str, list[str]] = {}
    for owner, one in catalog.org.objects.items():
        for name, held in one.fields.items():
            if held.value_set is not None:
                found.setdefault(held.value_set, []).append(f"{owner}.{name}")
    return {name: sorted(fields) for name, fields in found.items()}
