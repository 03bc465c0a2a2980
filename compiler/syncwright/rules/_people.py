"""Leads and contacts: one person before and after conversion, whose fields a marketing platform keeps in one record."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.records import Struct

LEAD, CONTACT = "Lead", "Contact"
_WRITES = ("two-way", "to-salesforce")


class Pair(Struct, frozen=True):
    """A lead's field and a contact's that are to be one, and the connectors that both sync with."""

    lead: CatalogField
    contact: CatalogField
    connectors: tuple[str, ...]

    def written(self, field: CatalogField) -> bool:
        """Whether one of the connectors writes this one of the two."""
        return any(field.directions[connector] in _WRITES for connector in self.connectors)


def pairs(catalog: Catalog) -> Iterator[Pair]:
    """Fields of leads and contacts that are one: one idea in the specs, or one API name."""
    contacts = fields_of(catalog, CONTACT)
    by_idea = {(field.group.path, field.said): field for field in contacts.values()}
    for lead in fields_of(catalog, LEAD).values():
        contact = by_idea.get((lead.group.path, lead.said)) or contacts.get(lead.name)
        if contact is not None and (both := common(lead, contact)):
            yield Pair(lead, contact, both)


def fields_of(catalog: Catalog, name: str) -> Mapping[str, CatalogField]:
    """The fields of an object, by API name; none where the specs do not speak of it."""
    one = catalog.objects.get(name)
    return one.fields if one is not None else {}


def common(one: CatalogField, other: CatalogField) -> tuple[str, ...]:
    """The connectors that both fields sync with."""
    return tuple(c for c, way in one.directions.items() if way != "hidden" and other.directions.get(c, "hidden") != "hidden")


def is_custom(name: str) -> bool:
    """Whether a field was made by the org or a package."""
    return name.endswith("__c")
