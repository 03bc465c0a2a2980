"""Who has to approve what a plan changes, and which way each field goes, by spec key, for those who read the plan."""

from collections.abc import Iterable, Iterator

from syncwright.catalog import Catalog
from syncwright.catalog.model import CatalogField
from syncwright.plan.changes import Delete
from syncwright.plan.document import Owner
from syncwright.plan.model import Plan
from syncwright.want import Reason


def reasons(plan: Plan) -> Iterator[Reason]:
    """The reasons behind every part that changes."""
    for change in plan.changes:
        for edit in change.edits:
            yield from edit.reasons
        if isinstance(change, Delete):
            yield from change.reasons


def owners(catalog: Catalog, keys: Iterable[str]) -> dict[str, Owner]:
    """Who answers for each of these specs; the owner of the estate where nobody is named."""
    known = {name: Owner(name, one.title, one.github or "") for name, one in catalog.estate.spec.owners.items()}
    named = {key: _owner(catalog, key) or catalog.estate.spec.owner for key in keys}
    return {key: known[name] for key, name in named.items() if name in known}


def directions(catalog: Catalog, keys: Iterable[str]) -> dict[str, str]:
    """Which way fields go, in words."""
    found = {key: field for key in keys if (field := _field(catalog, key)) is not None}
    return {key: _direction(field) for key, field in found.items()}


def _owner(catalog: Catalog, key: str) -> str | None:
    field = _field(catalog, key)
    if field is not None:
        return field.owner
    kind, _, name = key.partition("#")[0].partition("/")
    if kind == "object" and name in catalog.objects:
        return next((group.spec.owner for group in catalog.objects[name].groups if group.spec.owner is not None), None)
    user = catalog.users.get(name) if kind == "sync_user" else None
    connector = catalog.connectors.get(name) if kind == "connector" else None
    found: str | None = user.spec.owner if user is not None else connector.spec.owner if connector is not None else None
    return found


def _field(catalog: Catalog, key: str) -> CatalogField | None:
    spec, _, name = key.partition("#")
    kind, _, owner = spec.partition("/")
    held = catalog.objects.get(owner) if kind == "object" else None
    return held.fields.get(name) if held is not None else None


def _direction(field: CatalogField) -> str:
    ways = set(field.directions.values())
    if len(ways) == 1:
        return ways.pop()
    return ", ".join(f"{connector}: {way}" for connector, way in sorted(field.directions.items()))
