"""Fields on their way: those that a person said to delete, those that are to have another name, and what is there of both."""

from collections.abc import Collection, Iterator
from datetime import date

from syncwright.catalog.model import Catalog
from syncwright.catalog.retiring import earliest
from syncwright.durations import ends
from syncwright.inventory import Field
from syncwright.plan.diff import Removal
from syncwright.platforms.salesforce import value_moves
from syncwright.platforms.salesforce.destructive import deleted, undeletable
from syncwright.platforms.salesforce.elements import ATTRIBUTES
from syncwright.platforms.salesforce.types import ASSIGNMENTS, FIELD
from syncwright.platforms.salesforce.users import assignments
from syncwright.resource import Resource
from syncwright.want import because

#: Custom fields of activities are defined on `Activity`, and appear on both. DOC: CustomField in the Metadata API Developer Guide.
_ACTIVITIES = ("Task", "Event")


def removed(catalog: Catalog) -> Iterator[Removal]:
    """Custom fields whose specs say `stage: delete`, each waiting until `since` and `delete_after` have gone by, and flows of such bands; values that became others."""
    found: dict[str, Removal] = {}
    for field in deleted(catalog):
        until = earliest(field.spec.retire) if field.spec.retire is not None else None
        if until is not None and undeletable(field) is None:
            address = _address(field.object, field.name)
            before = found.get(address)
            day = max(until.isoformat(), before.until or "") if before else until.isoformat()
            shown = frozenset({(ATTRIBUTES["fields"], f"{field.object}.{field.name}"), *(before.shown_by if before else ())})
            stays = _longer(before.hidden_for if before else None, field.spec.retire.delete_after if field.spec.retire else None)
            found[address] = Removal(address, (*(before.reasons if before else ()), because(field)), day, shown, stays)
        if until is not None and field.spec.band is not None:
            # Start-up time: hardly any plan deletes a band.
            from syncwright.platforms.salesforce.band_flows import flow_address

            found[flow_address(field)] = Removal(flow_address(field), (because(field),), until.isoformat())
    yield from found.values()
    yield from value_moves.going(catalog)


def _longer(one: str | None, other: str | None) -> str | None:
    """Of two lengths of time, the one that ends later."""
    return max((said for said in (one, other) if said), key=lambda said: ends(date.min, said), default=None)


def renamed(catalog: Catalog) -> Iterator[Resource]:
    """Custom fields that the org holds under their former name alone, under the new one."""
    found: dict[str, Resource] = {}
    for field in catalog.rare:
        former = catalog.org.renamed.get(f"{field.object}.{field.name}")
        if former is not None:
            address = _address(field.object, field.name)
            found[address] = Resource(address, {}, {"type": {"": (because(field),)}}, previously=_address(field.object, former))
    return iter(found.values())


def beside(catalog: Catalog, made: Collection[str]) -> Iterator[Resource]:
    """What the specs want besides what is built: what users have, and fields and values under their new names."""
    yield from assignments(catalog, made)
    yield from renamed(catalog)
    yield from value_moves.coming(catalog)


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has: what users had, fields that its org holds and that were not to be deleted."""
    gone = {one.address for one in removed(catalog)}
    had = {one.address: one for one in assignments(catalog, made)}
    new = {one.address for one in renamed(catalog)}
    for address in sorted(addresses):
        kind, _, name = address.partition("/")
        if kind == ASSIGNMENTS and address in had:
            yield had[address]
        elif kind == FIELD and address not in gone and address not in made:
            owner, _, field = name.partition(".")
            inside = _defined(catalog, owner, field)
            if inside is not None or address in new:
                yield resource(address, inside or Field())
    yield from value_moves.held(catalog, addresses)


def resource(address: str, inside: Field) -> Resource:
    """A field as what a plan may rename or delete."""
    said = {"label": inside.label or "", "type": inside.type or ""}
    return Resource(address, {name: text for name, text in said.items() if text})


def _defined(catalog: Catalog, owner: str, field: str) -> Field | None:
    return next((found for name in (_ACTIVITIES if owner == "Activity" else (owner,)) if (found := catalog.org.field(name, field))), None)


def _address(owner: str, field: str) -> str:
    return f"{FIELD}/{'Activity' if owner in _ACTIVITIES else owner}.{field}"
