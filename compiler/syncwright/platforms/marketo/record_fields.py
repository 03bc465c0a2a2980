"""Field by field, which way a record's values go: what the specs say, what the sync user may do, and what Salesforce would not take back."""

from collections.abc import Iterator

from syncwright.candidates.answer import Way
from syncwright.candidates.of_field import BLANK, NOT_OFFERED, filled, is_offered
from syncwright.candidates.read import Candidate
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named
from syncwright.graph.said import direction_place
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.fields import marketo_field, named_field
from syncwright.seen import FieldAccess, Seen
from syncwright.spec.words import Direction

_COMPOUNDS = ("Address", "Name", "Location")
_WRITES = ("two-way", "to-salesforce")


def ways(catalog: Catalog, connector: Named[MarketoConnector], seen: Seen, candidate: Candidate, one: CatalogObject) -> Iterator[Way]:
    """Every field that the specs name for the connector, and those of the record that sync although no spec names them."""
    user, told = connector.spec.sync_user, set()
    for field in one.fields.values():
        direction = field.directions.get(connector.name)
        if direction is None:
            continue
        access = next((each for each in seen(one.name, field.name) if each.user == user), None)
        says = tuple(_lacking(catalog, field, direction, access, candidate))
        there = marketo_field(catalog, connector.name, field)
        yield Way(
            field.name, direction, direction_place(field, connector.name), there.rest or there.label, filled(candidate, field.name), says
        )
        told |= {field.name.casefold(), *(part.casefold() for part in _parts(catalog, one.name, field.name))}
    if one.name in facts.SYNCS_VISIBLE:
        yield from _besides(catalog, connector, seen, candidate, told)


def _parts(catalog: Catalog, owner: str, compound: str) -> Iterator[str]:
    held = catalog.org.field(owner, compound)
    if held is not None and held.type in _COMPOUNDS:
        for name, field in catalog.org.objects[owner].fields.items():
            if field.part_of == compound:
                yield name


def _lacking(
    catalog: Catalog, field: CatalogField, direction: Direction, access: FieldAccess | None, candidate: Candidate
) -> Iterator[str]:
    reads, edits = access is not None and bool(access.read), access is not None and bool(access.edit)
    if direction == "hidden":
        if reads:
            yield "the sync user sees it all the same, so that it syncs"
        return
    if not reads:
        yield "the sync user does not see it, so that it does not sync"
    elif direction in _WRITES and not edits:
        yield "the sync user may not edit it, so that it does not go to Salesforce"
    if field.held is not None and field.held.formula is not None:
        yield "a formula: what it refers to reaches Marketo only once something else changes the record"
    if direction in _WRITES and not is_offered(catalog, field, candidate.get(field.name)):
        yield NOT_OFFERED


def _besides(catalog: Catalog, connector: Named[MarketoConnector], seen: Seen, candidate: Candidate, told: set[str]) -> Iterator[Way]:
    """Marketo syncs what its user sees. Fields that every record has, and parts of what is told, are left out."""
    owner, direction = candidate.object, facts.SYNCS_VISIBLE[candidate.object]
    fields = catalog.org.objects[owner].fields
    spelled = {name.casefold(): name for name in fields}
    for key in candidate.values:
        name = spelled.get(key.casefold())
        if name is None or name.casefold() in told or fields[name].fls == "no":
            continue
        if any(each.user == connector.spec.sync_user and each.read for each in seen(owner, name)):
            there = named_field(catalog, connector.name, owner, name)
            says = ("no spec names it, and the sync user sees it, so that it syncs",)
            has = candidate.values[key] not in BLANK
            yield Way(name, direction, None, (there.rest or there.label) if there is not None else None, has, says)
