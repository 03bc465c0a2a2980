"""Which fields of Salesforce a campaign can read and change: those that its connector syncs, as far as the specs say it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogCampaign, CatalogField, Touched
from syncwright.diagnostics import Place
from syncwright.expression.predicate import Predicate, columns
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.layouts import professional

_WRITES = ("two-way", "to-salesforce")


def pushed(catalog: Catalog, connector: str, field: Touched) -> bool:
    """Whether a change of the field goes to Salesforce."""
    return _direction(catalog, connector, field.object, field.field, field.access) in _WRITES


def not_synced(catalog: Catalog, one: CatalogCampaign) -> Iterator[tuple[Place, str, list[str]]]:
    """Places at which a campaign reads, waits for or changes fields that do not sync; what it does, and the fields. Each field once."""
    seen: set[str] = set()
    found: dict[tuple[Place, str], list[str]] = {}
    for place, does, owner, name, access in (*_changed(one), *_read(one)):
        path = f"{owner}.{name}"
        if path not in seen and not _visible(catalog, one.connector, owner, name, access):
            seen.add(path)
            found.setdefault((place, does), []).append(path)
    yield from ((place, does, paths) for (place, does), paths in found.items())


def _changed(one: CatalogCampaign) -> Iterator[tuple[Place, str, str, str, str]]:
    for step in one.steps:
        yield from ((one.at(*step.keys, step.kind), "changes", f.object, f.field, f.access) for f in step.fields if f.held is not None)
    for event in one.events:
        yield from ((one.at(*event.keys, event.kind), "waits for", f.object, f.field, f.access) for f in event.fields if f.held is not None)


def _read(one: CatalogCampaign) -> Iterator[tuple[Place, str, str, str, str]]:
    for place, predicate in _asked(one):
        for column in columns(predicate):
            # What belongs to a parent no smart list asks about, which is a finding of its own.
            if column.needs and not column.of_parent:
                of, _, access = column.needs[-1].partition(".")
                yield place, "reads", of, column.name, access


def _asked(one: CatalogCampaign) -> Iterator[tuple[Place, Predicate]]:
    yield from ((one.at("who"), predicate) for predicate in one.on.values())
    for step in one.steps:
        for choices in step.choices.values():
            yield from ((one.at(*step.keys, "choices", index, "if"), choice) for index, choice in enumerate(choices))


def _visible(catalog: Catalog, connector: str, owner: str, name: str, access: str) -> bool:
    """Whether the connector has the field: the specs sync it, or something else than a spec shows it."""
    way = _direction(catalog, connector, owner, name, access)
    if way is not None or name in facts.FLOOR.get(owner, ()) or access in facts.FLOOR.get(owner, ()):
        return way != "hidden"
    user = catalog.users.get(catalog.connectors[connector].spec.sync_user)
    held = catalog.org.field(owner, name)
    # Nothing here says what else such a user sees, and what everybody sees needs no grant.
    return professional(catalog) or user is None or user.spec.preset != "least-privilege" or (held is not None and held.fls == "no")


def _direction(catalog: Catalog, connector: str, owner: str, name: str, access: str) -> str | None:
    """Which way a field goes; None if no spec says it. A part of a compound goes the compound's, unless it says its own."""
    one = catalog.objects.get(owner)
    field = (one.fields.get(name) or one.fields.get(access)) if one is not None else None
    if field is None:
        return None
    own = _of_part(field, connector, name) if field.name != name else None
    return own or field.directions.get(connector, "hidden")


def _of_part(field: CatalogField, connector: str, name: str) -> str | None:
    part = field.spec.parts.get(name.removeprefix(field.name.removesuffix("Address")))
    if part is None:
        return None
    at = part.at.get(connector)
    if at is not None and at.sync is not None:
        return at.sync
    return part.sync if isinstance(part.sync, str) or part.sync is None else part.sync.get(connector, "hidden")
