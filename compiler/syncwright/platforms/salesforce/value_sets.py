"""Global value sets that the estate owns, and the lists of the picklists that it creates, as attributes of resources. Knows no XML.

A value that is to become another stays in its list as long as the org's inventory holds it: records are moved before it goes.
"""

from collections.abc import Iterator, Mapping

from syncwright.catalog.listed import PICKLISTS, own_list
from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.catalog.values import label_of_set, moves
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH
from syncwright.platforms.salesforce.types import VALUE_SET
from syncwright.platforms.salesforce.value_lists import RESTRICTED, SET, VALUES, List, reasons_of, wanted_list, with_values
from syncwright.resource import Resource
from syncwright.spec.compiled import ValueSetSpec
from syncwright.want import Reason, because

Because = Mapping[str, Mapping[str, tuple[Reason, ...]]]


def value_sets(catalog: Catalog) -> Iterator[Resource]:
    """The global value sets that specs define, as they are to be now."""
    moved = moves(catalog) if catalog.value_sets else {}
    for one in catalog.value_sets.values():
        held = catalog.org.value_sets[one.name].values if one.name in catalog.org.value_sets else ()
        leaving = {old: old for (holder, old), move in moved.items() if holder == one.name and move.ours and old in held}
        yield _resource(one, with_values(_list_of(one), leaving))


def _list_of(one: Named[ValueSetSpec]) -> List:
    return wanted_list(one.spec.values, one.spec.order, by_label=one.spec.sorted)


def _resource(one: Named[ValueSetSpec], list_: List) -> Resource:
    spec = one.spec
    description = " ".join((spec.description or spec.why).split())[:DESCRIPTION_LENGTH]
    whole = (Reason(spec.why, f"value_set/{one.name}", one.path, ("value_set",)),)

    def each(name: str) -> tuple[Reason, ...]:
        said = name if name in spec.values else next((new for new, value in spec.values.items() if name in value.previously), None)
        return (Reason(spec.why, f"value_set/{one.name}#values.{said}", one.path, ("values", said)),) if said is not None else whole

    head = {"label": {"": whole}, "description": {"": whole}}
    attributes: List = {"label": label_of_set(one.name, spec), "description": description, **list_}
    return Resource(f"{VALUE_SET}/{one.name}", attributes, {**head, **reasons_of(list_, whole, each)})


def values_of_field(catalog: Catalog, field: CatalogField) -> tuple[List, Because]:
    """What a field that the estate creates says of its values, and why; nothing if it is no picklist with values of either kind."""
    create = field.spec.create
    if create is None or create.type not in PICKLISTS:
        return {}, {}
    whole = (because(field),)
    if create.value_set is not None:
        # DOC: CustomField: a custom picklist that uses a global value set is restricted.
        return {SET: create.value_set, RESTRICTED: "true", VALUES: {}}, {SET: {"": whole}, RESTRICTED: {"": whole}}
    if not own_list(create, field.spec.values):
        return {}, {}
    held = catalog.org.field(field.object, field.name)
    there = held.values if held is not None and held.value_set is None else ()
    former = {old for value in field.spec.values.values() for old in value.previously}
    list_ = with_values(wanted_list(field.spec.values, create.order, by_label=create.sorted), {old: old for old in there if old in former})

    def each(name: str) -> tuple[Reason, ...]:
        values = field.spec.values
        said = name if name in values else next(new for new, value in values.items() if name in value.previously)
        return (Reason(field.why or "", field.key, field.group.path, (*field.keys, "values", said)),)

    restricted = "true" if create.restricted else "false"
    head = {SET: {"": whole}, RESTRICTED: {"": whole}}
    return {SET: "", RESTRICTED: restricted, **list_}, {**head, **reasons_of(list_, whole, each)}
