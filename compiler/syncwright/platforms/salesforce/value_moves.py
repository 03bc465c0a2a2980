"""Values on their way: what becomes another value, what is there of both, and how a list looks until its records were moved.

A list that the estate owns keeps a value that is to go as long as it is seen there; that it goes is a change of its own, after its
records. Values of lists that the org owns are renamed by hand. What nobody can choose is no difference.
"""

from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog.listed import own_list
from syncwright.catalog.model import Catalog
from syncwright.catalog.owned import definition
from syncwright.catalog.values import Move, moves
from syncwright.inventory.offered import offered
from syncwright.plan.diff import Removal
from syncwright.platforms.salesforce.types import FIELD, PICKLIST_VALUE, VALUE_SET
from syncwright.platforms.salesforce.value_lists import (
    ALPHABETICAL,
    CONTROLLED_BY,
    DEPENDENCIES,
    INACTIVE,
    ORDER,
    VALUES,
    List,
    joined,
    rows,
    shown,
    split,
    text,
    without_values,
)
from syncwright.records import replace
from syncwright.resource import Attribute, Observation, Resource
from syncwright.want import Reason


def address(holder: str, value: str) -> str:
    """Of a value in the list that something holds."""
    return f"{PICKLIST_VALUE}/{holder}/{value}"


def parted(name: str) -> tuple[str, str]:
    """Holder and value of such an address, or of a resource's name."""
    holder, _, value = name.removeprefix(f"{PICKLIST_VALUE}/").partition("/")
    return holder, value


def list_address(holder: str) -> str:
    """Of what holds a list: a field, or a set."""
    return f"{FIELD if '.' in holder else VALUE_SET}/{holder}"


def going(catalog: Catalog) -> Iterator[Removal]:
    """The values that are to go once their records were moved."""
    return (Removal(address(one.holder, one.old), (_reason(one),)) for one in moves(catalog).values())


def coming(catalog: Catalog) -> Iterator[Resource]:
    """The values that others become, in lists that the org owns: a deployment of ours does not bring them."""
    found: dict[str, Resource] = {}
    for one in moves(catalog).values():
        if not one.ours:
            at = address(one.holder, one.new)
            found.setdefault(at, Resource(at, {}, {"label": {"": (_reason(one),)}}, previously=address(one.holder, one.old)))
    return iter(found.values())


def held(catalog: Catalog, addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these values another revision of the specs has. What it said to move is gone, and what it said to become is there."""
    asked = [one for one in addresses if one.startswith(f"{PICKLIST_VALUE}/")]
    if not asked:
        return
    moved = moves(catalog)
    became = {(one.holder, one.new) for one in moved.values()}
    for at in sorted(asked):
        holder, value = parted(at)
        if (holder, value) not in moved and ((holder, value) in became or value in _values(catalog, holder)):
            yield Resource(at, {"label": value})


def _values(catalog: Catalog, holder: str) -> Collection[str]:
    """The values of a list as specs define it, else as the org holds it."""
    if holder in catalog.value_sets:
        return [name for name, value in catalog.value_sets[holder].spec.values.items() if value.active]
    owner, dot, name = holder.partition(".")
    if not dot:
        return catalog.org.value_sets[holder].values if holder in catalog.org.value_sets else ()
    for each in ("Task", "Event") if owner == "Activity" else (owner,):
        one = catalog.objects.get(each)
        field = one.fields.get(name) if one is not None else None
        if field is not None and own_list(field.spec.create, field.spec.values) and definition(each, name).path == holder:
            return [said for said, value in field.spec.values.items() if value.active]
        if (found := offered(catalog.org, each, name)) is not None:
            return found
    return ()


def _reason(one: Move) -> Reason:
    return Reason(one.why, one.key, one.path, one.keys)


# ------------------------------------------------------------------ what is wanted beside what was seen


def settled(catalog: Catalog, resources: Mapping[str, Resource], observed: Observation) -> dict[str, Resource]:
    """What is wanted, with lists as they are to be now: a value that goes stays while it is seen, and an inactive one stays as it is."""
    leaving: dict[str, set[str]] = {}
    for one in moves(catalog).values():
        if one.ours:
            leaving.setdefault(list_address(one.holder), set()).add(one.old)
    found = dict(resources)
    for at, wanted in resources.items():
        if wanted.type in (FIELD, VALUE_SET) and VALUES in wanted.attributes:
            seen = observed.resources.get(at)
            list_ = _beside(wanted.attributes, seen, leaving.get(at, set()))
            found[at] = replace(wanted, attributes={**wanted.attributes, **list_})
    return found


def _beside(wanted: Mapping[str, Attribute], seen: Resource | None, leaving: Collection[str]) -> List:
    list_ = without_values(wanted, leaving)
    if seen is None:
        return list_
    list_ |= _dependencies(list_, seen, leaving)
    there, idle = rows(seen.attributes, VALUES), rows(seen.attributes, INACTIVE)
    kept = {name: label for name, label in there.items() if name in leaving}
    inactive = {name: label for name, label in rows(list_, INACTIVE).items() if name in there or name in idle}
    mine = rows(list_, VALUES)
    idle = {name: label for name, label in idle.items() if name not in mine}
    list_ = {**list_, VALUES: {**mine, **kept}, INACTIVE: {**inactive, **idle}}
    if kept and text(list_, ORDER) != ALPHABETICAL:
        list_[ORDER] = _order(split(text(list_, ORDER)), shown(seen.attributes), kept)
    return list_


def _dependencies(list_: Mapping[str, Attribute], seen: Resource, leaving: Collection[str]) -> List:
    """Which field controls the picklist is not said in specs, and stays as it was seen."""
    if CONTROLLED_BY not in seen.attributes and DEPENDENCIES not in seen.attributes:
        return {}
    mine = {*rows(list_, VALUES), *leaving}
    kept = {name: said for name, said in rows(seen.attributes, DEPENDENCIES).items() if not mine or name in mine}
    return {CONTROLLED_BY: text(seen.attributes, CONTROLLED_BY), DEPENDENCIES: kept}


def _order(wanted: list[str], seen: list[str], kept: Mapping[str, str]) -> str:
    """As it was seen where nothing but what goes is in another place; else what goes stands last."""
    if [name for name in seen if name not in kept] == wanted:
        return joined(seen)
    return joined([*wanted, *(name for name in seen if name in kept)])
