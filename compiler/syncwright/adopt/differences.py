"""Where an instance of a marketing platform and the specs disagree about what the CRM manages, as data. Knows no platform.

Says nothing unless something said which fields the CRM manages: a list of names alone cannot disagree.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.adopt.counterparts import Counterparts
from syncwright.catalog.at import direction, place_said, said_at
from syncwright.catalog.model import CatalogField
from syncwright.compile import Compilation
from syncwright.diagnostics import Place
from syncwright.instance import Counterpart, Instance, Known
from syncwright.platform import Platform
from syncwright.records import Struct

_WRITES = ("two-way", "to-salesforce")

#: Managed there and in no spec, or hidden by one; in no field of Salesforce that anything names; synced here and not managed there; written here and
#: read-only there; called by a name here that nothing there has; to live there alone, and managed by the CRM; of a type here that it has not there.
What = Literal[
    "not in specs", "hidden in specs", "not known", "not managed", "read-only there", "no such name", "not alone", "another type"
]


class Difference(Struct, frozen=True):
    """One of them: which field of Salesforce it is about, if any, what to do, and where it stands, in a spec or in what was read."""

    what: What
    field: str
    says: str
    help: str
    place: Place


def differences(instance: Instance, connector: str, now: Compilation, platforms: Mapping[str, Platform]) -> tuple[Difference, ...]:
    """All of them, by what and by field."""
    if not instance.says_crm:
        return ()
    alone = [*_not_alone(instance, connector, now)]
    told = {one.field for one in alone}
    there = [
        one
        for one in _there(instance, connector, Counterparts(now, connector, platforms))
        if one.what != "not known" or one.field not in told
    ]
    found = [*there, *_here(instance, connector, now), *alone]
    return tuple(sorted(found, key=lambda one: (one.what, one.field)))


def _there(instance: Instance, connector: str, counterparts: Counterparts) -> Iterator[Difference]:
    """What the instance says and the specs do not."""
    for known in instance.fields:
        one = known.field
        if one.of_crm and not known.counterparts:
            says = f"the CRM manages `{one.name}` in `{connector}`, and nothing says as which field of Salesforce"
            help_ = "name the field in a spec, with its name there under `at:`" if not known.several else _one_of(known)
            yield Difference("not known", one.name, says, help_, one.place)
        for each in known.counterparts if one.of_crm else ():
            yield from _disagreed(known, each, instance.address or connector, counterparts)


def _one_of(known: Known) -> str:
    return f"it is called like {', '.join(f'`{one}`' for one in known.several)}: say under `at:` of one of them that it is `{known.field.name}`"


def _disagreed(known: Known, each: Counterpart, address: str, counterparts: Counterparts) -> Iterator[Difference]:
    field, part = counterparts.named(each.object, each.field)
    path = f"{each.object}.{each.field}"
    if field is None or (part is not None and part not in field.spec.parts):
        if counterparts.claims.clean(each.object, counterparts.whole(each.object, each.field)[0], "read"):
            says = f"`{address}` syncs `{path}` as `{known.field.name}`, and no spec names it"
            yield Difference("not in specs", path, says, "name it, or `sync: hidden`", known.field.place)
        return
    way = direction(field, address)
    if way == "hidden":
        says = f"`{path}` is hidden from `{address}`, which says that the CRM manages `{known.field.name}`"
        help_ = "hide it there once the sync user no longer sees it: whether that alone changes what it says is not documented"
        yield Difference("hidden in specs", path, says, help_, field.at())
    elif way in _WRITES and known.field.writable is False:
        says = f"`{path}` is `{way}`, and `{address}` says that `{known.field.name}` cannot be written by its API"
        yield Difference("read-only there", path, says, "say `sync: from-salesforce`, if nothing there changes it", field.at())
    if way != "hidden":
        yield from _type(known, field, path, address)


def _type(known: Known, field: CatalogField, path: str, address: str) -> Iterator[Difference]:
    """Where specs say a type there, and it has another."""
    at, there = said_at(field, address), known.type
    if at is not None and at.type is not None and there is not None and at.type != there:
        says = f"`{known.field.name}`, as which `{path}` is to sync, is of type `{there}` in `{address}`, and the specs say `{at.type}`"
        yield Difference(
            "another type",
            path,
            says,
            "say the type that it has there, or have it made anew",
            place_said(field, address, "type") or field.at(),
        )


def _not_alone(instance: Instance, connector: str, now: Compilation) -> Iterator[Difference]:
    """Fields that are to live there alone, and that the CRM manages."""
    assert now.catalog is not None, "asked of what compiled"
    managed = {known.field.name for known in instance.fields if known.field.of_crm}
    held = now.catalog.elsewhere.get(connector, {}).get(instance.alone)
    for field in held.fields.values() if held is not None else ():
        at = field.spec.at.get(connector)
        name = at.field if at is not None and at.field is not None else field.name
        if name in managed:
            says = f"`{name}` is to live in `{connector}` alone, which says that the CRM manages it"
            yield Difference("not alone", name, says, "name it on its object of Salesforce instead", field.at())


def _here(instance: Instance, connector: str, now: Compilation) -> Iterator[Difference]:
    """What the specs say and the instance does not."""
    assert now.catalog is not None, "asked of what compiled"
    managed = {(each.object, each.field) for known in instance.fields if known.field.of_crm for each in known.counterparts}
    names, address = {known.field.name for known in instance.fields}, instance.address or connector
    for owner in instance.objects:
        one = now.catalog.objects.get(owner)
        for field in one.visible(connector) if one is not None else ():
            at = said_at(field, address)
            if direction(field, address) == "hidden" or (at is not None and at.field in instance.everywhere):
                continue
            if at is not None and at.field is not None and at.field not in names:
                says = f"`{address}` has no field `{at.field}`, as which `{owner}.{field.name}` is to sync"
                yield Difference(
                    "no such name",
                    f"{owner}.{field.name}",
                    says,
                    "say the name that it has there",
                    place_said(field, address, "field") or field.at(),
                )
            elif not instance.custom or field.name.endswith("__c"):
                yield from _unmanaged(field, address, managed)


def _unmanaged(field: CatalogField, address: str, managed: set[tuple[str, str]]) -> Iterator[Difference]:
    prefix = field.name.removesuffix("Address")
    for name in [prefix + part for part in field.spec.parts] or [field.name]:
        if (field.object, name) not in managed:
            path = f"{field.object}.{name}"
            says = f"`{path}` is to sync with `{address}`, which has no field of it that the CRM manages"
            help_ = "see whether the sync user sees it, and under which name it is there; say that name under `at:`"
            yield Difference("not managed", path, says, help_, field.at())
