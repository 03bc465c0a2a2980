"""A list of values that specs define: which it has, in which order. Knows neither the catalog nor what an org holds."""

from collections.abc import Mapping, Sequence

from syncwright.spec.compiled import CreateSpec, ValueSpec

#: Types of fields that have values.
PICKLISTS = ("Picklist", "MultiselectPicklist")


def own_list(create: CreateSpec | None, values: Mapping[str, ValueSpec]) -> bool:
    """Whether a spec creates a picklist with values of its own."""
    return create is not None and create.type in PICKLISTS and create.value_set is None and bool(values)


def in_order(values: Mapping[str, ValueSpec], order: Sequence[str], *, by_label: bool) -> list[str]:
    """Values in the order in which they are shown: those of `order`, then the others by name; all by label if `by_label`."""
    if by_label:
        return sorted(values, key=lambda name: ((values[name].label or name).casefold(), name))
    first = list(dict.fromkeys(name for name in order if name in values))
    return [*first, *sorted(values.keys() - set(first))]


def active_in_order(values: Mapping[str, ValueSpec], order: Sequence[str], *, by_label: bool) -> tuple[str, ...]:
    """Those that can be chosen."""
    return tuple(in_order({name: value for name, value in values.items() if value.active}, order, by_label=by_label))
