"""Where a spec says what holds for a field: on the field itself, in the defaults of its file, or for the whole file."""

from collections.abc import Mapping
from typing import Literal

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Place
from syncwright.spec.compiled import AtSpec, PartSpec
from syncwright.spec.words import Direction

Attribute = Literal["why", "owner", "pii", "basis", "reviewed"]


def value(field: CatalogField, attribute: Attribute) -> object:
    """What holds for the field, wherever it is said."""
    whole = field.group.spec.owner if attribute == "owner" else None
    return getattr(field.spec, attribute) or getattr(field.group.defaults, attribute) or whole


def place(field: CatalogField, attribute: Attribute) -> Place | None:
    """Where it is said; None where nothing says it."""
    if getattr(field.spec, attribute):
        return field.at(attribute)
    if getattr(field.group.defaults, attribute):
        return Place(field.group.path, ("defaults", attribute))
    return Place(field.group.path, ("owner",)) if attribute == "owner" and field.group.spec.owner else None


def direction_place(field: CatalogField, connector: str) -> Place:
    """Where the direction of a field for a connector is said; what nothing says is hidden, by the line that names the others."""
    spec, defaults, path = field.spec, field.group.defaults, field.group.path
    if spec.retire is not None:
        return field.at("retire")
    goes = field.directions.get(connector)
    if (address := _address(spec.at, connector, goes)) is not None:
        return field.at("at", address, "sync")
    if spec.sync:
        return field.at("sync", connector) if isinstance(spec.sync, dict) and connector in spec.sync else field.at("sync")
    if (address := _address(defaults.at, connector, goes)) is not None:
        return Place(path, ("defaults", "at", address, "sync"))
    if defaults.sync:
        named = isinstance(defaults.sync, dict) and connector in defaults.sync
        return Place(path, ("defaults", "sync", connector) if named else ("defaults", "sync"))
    whole = field.group.spec.sync
    return Place(path, ("sync", connector) if isinstance(whole, dict) and connector in whole else ("sync",)) if whole else field.at()


def _address(said: Mapping[str, AtSpec], connector: str, goes: Direction | None) -> str | None:
    """The address at which a connector's direction is said: its own or the first of its units that goes so, else its own."""
    mine = [name for name, at in sorted(said.items()) if name.partition("/")[0] == connector and at.sync is not None]
    return next((name for name in mine if said[name].sync == goes), connector if connector in mine else None)


def same_idea(catalog: Catalog, field: CatalogField) -> list[str]:
    """Ids of the fields of other objects that the same lines of a spec are about."""
    found: list[str] = []
    if len(field.group.spec.object) == 1:
        return found
    for owner in field.group.spec.object:
        name = field.spec.is_.get(owner, field.said)
        held = catalog.objects.get(owner)
        other = held.fields.get(name) if held is not None else None
        if owner != field.object and other is not None and other.spec is field.spec:
            found.append(f"{owner}.{name}")
    return found


def part_of(field: CatalogField, name: str) -> tuple[str, PartSpec | None]:
    """Of a compound's component such as `MailingCity` its name as a part, `City`, and what the spec says of that part."""
    part = name.removeprefix(field.name.removesuffix("Address"))
    return part, field.spec.parts.get(part)
