"""What would be lost without a field: what only it causes to be granted, and who asks for it all the same. Knows no platform by name."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject
from syncwright.compile import Compilation, wants
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.want import Want, WantField, WantHidden, WantObject


class Lost(Struct, frozen=True):
    """One entry of a resource that would change: what it is with the field, and without; empty where there would be none."""

    address: str
    attribute: str
    name: str
    before: str
    after: str


class Loss(Struct, frozen=True):
    """`lost`: what would be granted no more. `still`: who asks for the field although no spec of its object names it."""

    lost: tuple[Lost, ...]
    still: tuple[WantField, ...]


def loss(compilation: Compilation, owner: str, name: str) -> Loss:
    """What the specs would mean without this field of an object.

    Of other objects only what could matter is asked and lowered again: their fields matter to what is granted in that there are any.
    """
    assert compilation.catalog is not None, "asked of what compiled"
    catalog = slim(compilation.catalog, owner)
    before = [want for want in wants(catalog, compilation.platforms) if _on(want, owner) or not isinstance(want, WantHidden)]
    others = [want for want in before if not _on(want, owner)]
    without = _without(catalog, owner, name)
    alone = without.of({owner: without.objects[owner]} if owner in without.objects else {})
    left = [want for want in wants(alone, compilation.platforms) if _on(want, owner)]
    still = tuple(want for want in left if isinstance(want, WantField) and want.field == name)
    after = [*others, *left]
    lost: list[Lost] = []
    for platform in compilation.platforms.values():
        if platform.lower is not None:
            lost += _differences(platform.lower(catalog, before).resources, platform.lower(without, after).resources)
    return Loss(tuple(sorted(lost, key=lambda one: (one.address, one.attribute, one.name))), still)


def slim(catalog: Catalog, owner: str) -> Catalog:
    """The catalog with one object as it is, and of the others one field for each way that fields go, and those that the estate makes."""
    objects = {
        name: one if name == owner else CatalogObject(name, one.groups, _few(one.fields), one.records)
        for name, one in catalog.objects.items()
    }
    return catalog.of(objects)


def _few(fields: Mapping[str, CatalogField]) -> dict[str, CatalogField]:
    # Directions are shared between fields that go the same ways, so that hardly any are compared by what they say.
    few = {id(field.directions): field for field in fields.values()}
    kept = {field.name for field in {tuple(field.directions.items()): field for field in few.values()}.values()}
    kept |= {field.name for field in fields.values() if field.spec.create is not None or field.spec.band is not None}
    return {name: fields[name] for name in fields if name in kept}


def _on(want: Want, owner: str) -> bool:
    return isinstance(want, WantField | WantHidden | WantObject) and want.object == owner


def _without(catalog: Catalog, owner: str, name: str) -> Catalog:
    """The catalog as it would be if no spec named the field."""
    held = catalog.objects.get(owner)
    if held is None:
        return catalog
    fields = {other: field for other, field in held.fields.items() if other != name}
    return catalog.of({**catalog.objects, owner: CatalogObject(owner, held.groups, fields, held.records)})


def _differences(before: tuple[Resource, ...], after: tuple[Resource, ...]) -> Iterator[Lost]:
    left = {one.address: one for one in after}
    for one in before:
        attributes = left[one.address].attributes if one.address in left else {}
        for attribute, held in one.attributes.items():
            now = attributes.get(attribute, {})
            if isinstance(held, Mapping):
                rows = now if isinstance(now, Mapping) else {}
                for name, access in held.items():
                    if rows.get(name) != access:
                        yield Lost(one.address, attribute, name, access, rows.get(name, ""))
