"""Fields on their way: those that a person said to delete, those that are to have another name, and what is there of both."""

from collections.abc import Collection, Iterator

from syncwright.catalog.model import Catalog
from syncwright.durations import ends
from syncwright.inventory import Field
from syncwright.plan.diff import Removal
from syncwright.platforms.salesforce.types import ASSIGNMENTS, FIELD
from syncwright.platforms.salesforce.users import assignments
from syncwright.resource import Resource
from syncwright.want import because

#: Custom fields of activities are defined on `Activity`, and appear on both. DOC: CustomField in the Metadata API Developer Guide.
_ACTIVITIES = ("Task", "Event")


def removed(catalog: Catalog) -> Iterator[Removal]:
    """Custom fields whose specs say `stage: delete`; each waits until `since` and `delete_after` have gone by."""
    found: dict[str, Removal] = {}
    for field in catalog.fields():
        retire = field.spec.retire
        if retire is not None and retire.stage == "delete" and field.name.endswith("__c"):
            until = ends(retire.since, retire.delete_after) if retire.delete_after else retire.since
            address = _address(field.object, field.name)
            before = found.get(address)
            day = max(until.isoformat(), before.until or "") if before else until.isoformat()
            found[address] = Removal(address, (*(before.reasons if before else ()), because(field)), day)
    return iter(found.values())


def renamed(catalog: Catalog) -> Iterator[Resource]:
    """Custom fields that the org holds under their former name alone, under the new one."""
    found: dict[str, Resource] = {}
    for field in catalog.fields():
        former = field.spec.previously
        if former is not None and catalog.org.field(field.object, field.name) is None and catalog.org.field(field.object, former):
            address = _address(field.object, field.name)
            found[address] = Resource(address, {}, {"type": {"": (because(field),)}}, previously=_address(field.object, former))
    return iter(found.values())


def beside(catalog: Catalog, made: Collection[str]) -> Iterator[Resource]:
    """What the specs want besides what is built: what users have, and fields under their new names."""
    yield from assignments(catalog, made)
    yield from renamed(catalog)


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has: what users had, fields that its org holds and that were not to be deleted."""
    gone = {one.address for one in removed(catalog)}
    had = {one.address: one for one in assignments(catalog, made)}
    new = {one.address for one in renamed(catalog)}
    for address in sorted(addresses):
        kind, _, name = address.partition("/")
        if kind == ASSIGNMENTS and address in had:
            yield had[address]
        elif kind == FIELD and address not in gone:
            owner, _, field = name.partition(".")
            inside = _defined(catalog, owner, field)
            if inside is not None or address in new:
                yield resource(address, inside or Field())


def resource(address: str, inside: Field) -> Resource:
    """A field as what a plan may rename or delete."""
    said = {"label": inside.label or "", "type": inside.type or ""}
    return Resource(address, {name: text for name, text in said.items() if text})


def _defined(catalog: Catalog, owner: str, field: str) -> Field | None:
    return next((found for name in (_ACTIVITIES if owner == "Activity" else (owner,)) if (found := catalog.org.field(name, field))), None)


def _address(owner: str, field: str) -> str:
    return f"{FIELD}/{'Activity' if owner in _ACTIVITIES else owner}.{field}"
