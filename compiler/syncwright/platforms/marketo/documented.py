"""The preset `documented`: all that Adobe's set-up page gives the sync user, whether a spec needs it or not. A wildcard of the page is expanded here.

What a spec says of a field goes before the page. Whether an org has a field that only some orgs have is not known unless its inventory shows it.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.inventory.store import standard_objects
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.spec.words import Access
from syncwright.want import Want, WantField, WantObject, WantPermission, of_connector

PAGE = "Adobe's set-up page lists it"
#: The page starts from a copy of the profile Standard User, and has only custom fields taken away from it.
STANDARD = Fact("Adobe's set-up page leaves all standard fields visible: it changes the access to custom fields alone", "SETUP")
#: What that profile lets its users edit is not said there, so what the sync never writes is only read.
EVERYTHING: tuple[Access, ...] = ("read", "create", "edit", "delete")

#: Standard fields that only some orgs have: fewer than two in five of 830 complete public profiles list them, and of all others nine in ten do
#: (counted for `inventory/standard`; of tasks and events nearly half list IsVisibleInSelfService).
SOME_ORGS = {
    "Account": frozenset(
        [
            "CleanStatus",
            "DandbCompanyId",
            "DunsNumber",
            "NaicsCode",
            "NaicsDesc",
            "OperatingHoursId",
            "PersonEmail",
            "Tradestyle",
            "YearStarted",
        ],
    ),
    "Contact": frozenset(
        ["BuyerAttributes", "CanAllowPortalSelfReg", "CleanStatus", "DepartmentGroup", "GenderIdentity", "Pronouns", "TitleType"]
    ),
    "Lead": frozenset(["CleanStatus", "CompanyDunsNumber", "DandbCompanyId", "GenderIdentity", "PartnerAccountId", "Pronouns"]),
    "Opportunity": frozenset(("PartnerAccountId",)),
}


def documented(catalog: Catalog, user: str, connector: Named[MarketoConnector]) -> Iterator[Want]:
    """Permissions, objects and fields of the page, each with the page as its reason."""
    for permission, label in facts.DOCUMENTED_PERMISSIONS.items():
        yield WantPermission(user, permission, of_connector(connector, f"{PAGE}: {label}"))
    campaigns = ("Campaign",) if connector.spec.options.campaign_sync else ()
    for name in (*facts.DOCUMENTED_OBJECTS, *campaigns):
        yield WantObject(user, name, EVERYTHING, of_connector(connector, f"{PAGE}: Read, Create, Edit, Delete"))
    for path in facts.DOCUMENTED_FIELDS:
        owner, _, field = path.partition(".")
        if not _hidden(catalog, connector.name, owner, field):
            yield WantField(user, owner, field, True, of_connector(connector, PAGE))
    yield from _whole(catalog, user, connector)
    yield from _standard(catalog, user, connector)


def _whole(catalog: Catalog, user: str, connector: Named[MarketoConnector]) -> Iterator[Want]:
    """All fields of tasks and events, custom ones included, to read and to edit."""
    for name in facts.DOCUMENTED_WHOLE:
        reason = of_connector(connector, f"{PAGE}: all fields of {name}", wildcard=f"{name}.*")
        held = catalog.org.objects.get(name)
        for field, said in sorted(held.fields.items()) if held else ():
            listed = said.fls in ("yes", "read") or field.endswith("__c")
            if listed and not _hidden(catalog, connector.name, name, field):
                yield WantField(user, name, field, _editable(said), reason)


def _standard(catalog: Catalog, user: str, connector: Named[MarketoConnector]) -> Iterator[Want]:
    """All standard fields that the page leaves as they are; of those that a spec names, the spec says the direction."""
    for name in facts.DOCUMENTED_OBJECTS:
        synced = catalog.objects.get(name)
        listed = {field: said for field, said in standard_fields(catalog, name) if not _named(synced, connector.name, field)}
        without = [field for field in listed if not has(catalog, name, field)]
        less = f", without {', '.join(without)}, which only some orgs have" if without else ""
        reason = of_connector(connector, STANDARD.says, wildcard=f"standard fields of {name}{less}")
        for field, said in listed.items():
            if field not in without:
                yield WantField(user, name, field, facts.SYNCS_VISIBLE[name] == "two-way" and _editable(said), reason)


def _named(synced: CatalogObject | None, connector: str, field: str) -> bool:
    """Whether a spec says something of a field for the connector."""
    return synced is not None and field in synced.fields and connector in synced.fields[field].directions


def standard_fields(catalog: Catalog, name: str) -> Iterator[tuple[str, Field]]:
    """Standard fields of an object that have field-level security, each compound as a whole."""
    held = catalog.org.objects.get(name)
    for field, said in sorted(held.fields.items()) if held else ():
        if said.fls in ("yes", "read") and said.part_of is None and not field.endswith(("__c", "__pc")):
            yield field, said


def has(catalog: Catalog, name: str, field: str) -> bool:
    """Whether an org has a standard field: nearly all do, or the inventory says something of it."""
    if field not in SOME_ORGS.get(name, ()):
        return True
    held = standard_objects()[name].fields.get(field)
    people, path = catalog.org.people, f"{name}.{field}"
    holders = (*people.profiles.values(), *people.permission_sets.values())
    return catalog.org.field(name, field) is not held or any(path in one.rows.get("fields", {}) for one in holders)


def _hidden(catalog: Catalog, connector: str, owner: str, field: str) -> bool:
    """Whether a spec hides it from the connector."""
    held = catalog.objects.get(owner)
    return held is not None and field in held.fields and held.fields[field].directions.get(connector) == "hidden"


def _editable(said: Field) -> bool:
    return said.fls != "read" and said.formula is None and not said.read_only and said.type not in ("AutoNumber", "Summary")
