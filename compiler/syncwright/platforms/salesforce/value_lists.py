"""A list of picklist values as attributes of a resource: of a field that has its own, or of a global value set. Knows no XML.

Only values that can be chosen are compared by label, order and default. An inactive value is one that records may keep and nobody can choose.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from syncwright.catalog.listed import active_in_order, in_order
from syncwright.resource import Attribute, AttributeType
from syncwright.spec.compiled import ValueSpec
from syncwright.want import Reason

#: Attributes of a list. Rows of values are by API name.
VALUES, INACTIVE, DEFAULT, ORDER = "values", "inactive_values", "default_value", "order"
COLORS, DESCRIPTIONS = "value_colors", "value_descriptions"
ROWS = (VALUES, INACTIVE, COLORS, DESCRIPTIONS)
#: Attributes of a field that say where its values come from, besides its own list, and which of them another field lets be chosen.
SET, RESTRICTED, CONTROLLED_BY, DEPENDENCIES = "value_set", "restricted", "controlled_by", "value_dependencies"
#: What stands for an order in which Salesforce sorts by label.
ALPHABETICAL = "alphabetical"

#: All of a list is ours where any of it is: a deployment replaces the list.
TYPES = {
    VALUES: AttributeType("value", "map", whole=True),
    INACTIVE: AttributeType("inactive value", "map", whole=True),
    DEFAULT: AttributeType("default value", "scalar"),
    ORDER: AttributeType("order of the values", "scalar"),
    COLORS: AttributeType("colour of a value", "map", whole=True),
    DESCRIPTIONS: AttributeType("description of a value", "map", whole=True),
}

#: The same of a field.
FIELD_TYPES = {
    SET: AttributeType("global value set", "scalar"),
    RESTRICTED: AttributeType("restriction to the values", "scalar"),
    **TYPES,
    CONTROLLED_BY: AttributeType("controlling field", "scalar"),
    DEPENDENCIES: AttributeType("dependency of a value", "map", whole=True),
}

List = dict[str, Attribute]


def wanted_list(values: Mapping[str, ValueSpec], order: Sequence[str], *, by_label: bool) -> List:
    """The attributes of a list that specs define."""
    active = active_in_order(values, order, by_label=by_label)
    inactive = [name for name in in_order(values, order, by_label=by_label) if not values[name].active]
    return {
        VALUES: {name: values[name].label or name for name in active},
        INACTIVE: {name: values[name].label or name for name in inactive},
        DEFAULT: next((name for name in active if values[name].default), ""),
        ORDER: ALPHABETICAL if by_label else joined(active),
        COLORS: {name: color for name in active if (color := values[name].color)},
        DESCRIPTIONS: {name: said for name in active if (said := values[name].description)},
    }


def reasons_of(
    list_: List, whole: tuple[Reason, ...], each: Callable[[str], tuple[Reason, ...]]
) -> dict[str, dict[str, tuple[Reason, ...]]]:
    """Why each part of a list is there: `whole` for what concerns all of it, `each` for a value."""
    found: dict[str, dict[str, tuple[Reason, ...]]] = {DEFAULT: {"": whole}, ORDER: {"": whole}}
    for attribute in ROWS:
        found[attribute] = {name: each(name) for name in rows(list_, attribute)}
    return found


def rows(list_: Mapping[str, Attribute], attribute: str) -> Mapping[str, str]:
    """The rows under an attribute; none where it is not said."""
    held = list_.get(attribute, {})
    return held if isinstance(held, Mapping) else {}


def text(list_: Mapping[str, Attribute], attribute: str) -> str:
    """The text under an attribute; empty where it is not said."""
    held = list_.get(attribute, "")
    return held if isinstance(held, str) else ""


def shown(list_: Mapping[str, Attribute]) -> list[str]:
    """The values that can be chosen, in their order."""
    held = rows(list_, VALUES)
    order = text(list_, ORDER)
    if order == ALPHABETICAL:
        return sorted(held, key=lambda name: (held[name].casefold(), name))
    first = [name for name in split(order) if name in held]
    return [*first, *sorted(held.keys() - set(first))]


def with_values(list_: Mapping[str, Attribute], labels: Mapping[str, str]) -> List:
    """The list with these values too, behind the others."""
    order = text(list_, ORDER)
    behind = (
        ALPHABETICAL if order == ALPHABETICAL else joined([*shown(list_), *(name for name in labels if name not in rows(list_, VALUES))])
    )
    return {**list_, VALUES: {**rows(list_, VALUES), **labels}, ORDER: behind}


def without_values(list_: Mapping[str, Attribute], gone: Iterable[str]) -> List:
    """The list without these values."""
    names = set(gone)
    kept: List = dict(list_)
    for attribute in (VALUES, COLORS, DESCRIPTIONS, DEPENDENCIES):
        if attribute in list_:
            kept[attribute] = {name: said for name, said in rows(list_, attribute).items() if name not in names}
    if text(list_, ORDER) not in ("", ALPHABETICAL):
        kept[ORDER] = joined(name for name in split(text(list_, ORDER)) if name not in names)
    return kept | ({DEFAULT: ""} if text(list_, DEFAULT) in names else {})


def joined(names: Iterable[str]) -> str:
    """Values in their order as one text."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", name) for name in names)


def split(order: str) -> list[str]:
    """The values of such a text."""
    found = re.findall(r"((?:\\.|[^\\;])+)(?:; |$)", order)
    return [re.sub(r"\\(.)", r"\1", one) for one in found]
