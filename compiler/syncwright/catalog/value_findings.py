"""What is wrong with values and value sets by their names alone: unknown, named twice, contradicting each other. Knows no platform's limits."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog import rules
from syncwright.catalog.listed import PICKLISTS
from syncwright.catalog.model import Named, ObjectFile
from syncwright.diagnostics import Finding, Key, Place
from syncwright.inventory import Org
from syncwright.inventory.offered import offered, value_set_of
from syncwright.names import did_you_mean
from syncwright.spec.compiled import FieldSpec, ValueSetSpec, ValueSpec
from syncwright.text import short

#: Names that a help line lists.
_LISTED = 8


def value_findings(groups: Sequence[ObjectFile], sets: Mapping[str, Named[ValueSetSpec]], org: Org) -> Iterator[Finding]:
    """Findings about picklist values, of sets and of fields. `org`: with what the estate makes of it."""
    for one in sets.values():
        yield from _of_list(one.path, (), one.spec.values, one.spec.order)
    for group in groups:
        if group.spec.of == "salesforce":
            for said, spec in group.notes.telling.items():
                if spec.values or spec.create is not None:
                    yield from _of_field(group, said, spec, sets, org)


def _of_field(group: ObjectFile, said: str, spec: FieldSpec, sets: Mapping[str, Named[ValueSetSpec]], org: Org) -> Iterator[Finding]:
    keys: tuple[Key, ...] = ("fields", said)
    create = spec.create
    if create is None:
        yield from _of_orgs(group, said, spec, sets, org)
        return
    if create.type not in PICKLISTS:
        if spec.values:
            message = f"a field of type `{create.type}` has no values to choose from"
            yield rules.NO_PICKLIST(Place(group.path, (*keys, "values"), "key"), message, help="say `type: Picklist`, or leave this out")
        return
    if create.value_set is not None:
        held = org.value_sets.get(create.value_set)
        if held is None or held.kind == "standard":
            yield _unknown_set(Place(group.path, (*keys, "create", "value_set")), create.value_set, org, standard=held is not None)
    yield from _of_list(group.path, keys, spec.values, create.order, ("create",))


def _unknown_set(place: Place, name: str, org: Org, *, standard: bool) -> Finding:
    if standard:
        message = f"`{name}` is the set of a standard picklist, and a field that is created takes its values from a global one"
        return rules.UNKNOWN_VALUE_SET(place, message, help="list the values under `values:`, or name a global value set")
    known = [each.name for each in org.value_sets.values() if each.kind == "global"]
    help_ = did_you_mean(name, known) or "write it as a spec of kind `value_set`, or list the values under `values:`"
    return rules.UNKNOWN_VALUE_SET(place, f"there is no global value set `{name}`, neither in the specs nor in the org", help=help_)


def _of_orgs(group: ObjectFile, said: str, spec: FieldSpec, sets: Mapping[str, Named[ValueSetSpec]], org: Org) -> Iterator[Finding]:
    """Of a picklist that the org owns: values that it does not offer, and what is not for the specs to say."""
    keys: tuple[Key, ...] = ("fields", said, "values")
    for name, value in spec.values.items():
        if value.label or value.description or value.color or value.default or not value.active:
            key = next(
                key for key in ("label", "description", "color", "default", "active") if getattr(value, key) not in (None, key == "active")
            )
            message = f"`{said}` is a field of the org, and its values are not for the specs to describe"
            help_ = "leave it out; `create:` makes the field the estate's, and `value_set:` its set"
            yield rules.NO_PICKLIST(Place(group.path, (*keys, name, key), "key"), message, help=help_)
    yield from _contradictions(group.path, keys, spec.values)
    reported: set[str] = set()
    for owner in group.spec.object:
        api_name = spec.is_.get(owner, said)
        held = org.field(owner, api_name)
        if held is None or spec.previously is not None:
            continue
        if held.type is not None and held.type not in PICKLISTS and not reported:
            reported.add(said)
            message = f"`{owner}.{api_name}` is of type {held.type} and has no values to choose from"
            yield rules.NO_PICKLIST(Place(group.path, keys, "key"), message, help="leave `values:` out")
            continue
        known = offered(org, owner, api_name)
        shared = value_set_of(org, owner, api_name)
        ours = sets[shared].spec.values if shared is not None and shared in sets else {}
        if known is None:
            continue
        there = {*known, *(name for name, value in ours.items() if value.active)}
        for name, value in spec.values.items():
            if name not in there | reported and not there.intersection(value.previously):
                reported.add(name)
                of = f"the value set `{shared}`" if shared else f"`{owner}.{api_name}`"
                yield rules.UNKNOWN_VALUE(
                    Place(group.path, (*keys, name), "key"), f"{of} offers no value `{short(name)}`", help=_near(name, known)
                )


def _near(name: str, known: Sequence[str]) -> str:
    listed = ", ".join(f"`{short(one)}`" for one in known[:_LISTED]) + (f" and {len(known) - _LISTED} more" if len(known) > _LISTED else "")
    return did_you_mean(name, known) or f"it offers {listed}"


def _of_list(
    path: str, keys: tuple[Key, ...], values: Mapping[str, ValueSpec], order: Sequence[str], order_keys: tuple[Key, ...] = ()
) -> Iterator[Finding]:
    """Of a list that the estate owns."""
    seen: set[str] = set()
    for index, name in enumerate(order):
        place = Place(path, (*keys, *order_keys, "order", index))
        if name in seen:
            yield rules.ORDER_NOT_OF_VALUES(place, f"`{short(name)}` stands in the order twice", help="name each value once")
        elif name not in values:
            message = f"`{short(name)}` is ordered and is none of the values"
            yield rules.ORDER_NOT_OF_VALUES(place, message, help=did_you_mean(name, values) or "list it under `values:`")
        seen.add(name)
    yield from _contradictions(path, (*keys, "values"), values)


def _contradictions(path: str, keys: tuple[Key, ...], values: Mapping[str, ValueSpec]) -> Iterator[Finding]:
    """Former names that are wanted still, or claimed twice. That two names differ in case alone is a matter of syntax."""
    claimed: dict[str, str] = {}
    for name, value in values.items():
        for old in value.previously:
            place = Place(path, (*keys, name, "previously"))
            if old in values:
                message = f"`{short(old)}` is to become `{short(name)}`, and is listed as a value too"
                yield rules.VALUE_CONTRADICTS(
                    place, message, help=f"leave `{short(old)}` out of the values: it stays until its records are moved"
                )
            elif old in claimed:
                message = f"`{short(old)}` is to become `{short(claimed[old])}` and `{short(name)}`"
                related = ((Place(path, (*keys, claimed[old], "previously")), "here"),)
                yield rules.VALUE_CONTRADICTS(place, message, help="one value can become only one other", related=related)
            claimed.setdefault(old, name)
            if not value.active:
                message = f"`{short(old)}` is to become `{short(name)}`, which nobody can choose"
                yield rules.VALUE_CONTRADICTS(place, message, help="leave `active: false` out until the records are moved")
