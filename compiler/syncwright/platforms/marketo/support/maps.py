"""Which fields of Salesforce one Marketo field should be mapped to, and which it may be mapped to now, as far as the specs tell.

Two things make a map wrong after the first sync: a field that has a new API name, and a lead's and a contact's field that are one idea under
two names. What is mapped in an instance is not known here; where the spec says the Marketo field of such a pair, it is taken to be mapped.
"""

from collections.abc import Iterator
from typing import Literal

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.platforms.marketo.facts import SYNCS_VISIBLE
from syncwright.platforms.marketo.fields import MarketoField, named_field
from syncwright.platforms.marketo.known_fields import DEFAULT
from syncwright.records import Struct

_PAIR = ("Lead", "Contact")
#: How the API names of compound addresses end; those of custom fields end with `__c`.
_COMPOUND = "Address"


class Mapped(Struct, frozen=True):
    """One side in Salesforce: the object, the field, the field of the specs that it is or is a part of, and the name that it had, if it has a new one."""

    object: str
    field: str
    key: str
    was: str | None = None


class Map(Struct, frozen=True):
    """One Marketo field and the fields of Salesforce that it should have the values of. `of`: the field of a spec that says it."""

    why: Literal["renamed", "named apart"]
    marketo: MarketoField
    sides: tuple[Mapped, ...]
    of: CatalogField


def maps(catalog: Catalog, connector: str) -> Iterator[Map]:
    """Every map that may have to be changed, each idea once, by where it stands."""
    found = [*_renamed(catalog, connector), *apart(catalog, connector)]
    yield from sorted(found, key=lambda one: (one.of.group.path, one.of.said, one.sides[0].field))


def _renamed(catalog: Catalog, connector: str) -> Iterator[Map]:
    ideas: dict[tuple[str, str], list[CatalogField]] = {}
    for field in catalog.rare:
        if field.spec.previously is not None and field.object in SYNCS_VISIBLE and _syncs(field, connector):
            ideas.setdefault((field.group.path, field.said), []).append(field)
    for fields in ideas.values():
        first = fields[0]
        marketo = named_field(catalog, connector, first.object, first.name)
        if marketo is not None:
            yield Map("renamed", marketo, tuple(Mapped(one.object, one.name, one.key, one.spec.previously) for one in fields), first)


def apart(catalog: Catalog, connector: str) -> Iterator[Map]:
    """Pairs of a lead's and a contact's field that are one idea under two names."""
    lead, contact = (catalog.objects.get(name) for name in _PAIR)
    for field in lead.fields.values() if lead is not None else ():
        if field.spec.is_ and field.spec.previously is None and contact is not None and _syncs(field, connector):
            other = contact.fields.get(field.spec.is_.get("Contact", field.said))
            if other is not None and other.spec is field.spec and _syncs(other, connector):
                yield from _pairs(catalog, connector, field, other)


def _pairs(catalog: Catalog, connector: str, lead: CatalogField, contact: CatalogField) -> Iterator[Map]:
    """The two fields, or each pair of their parts: a compound does not sync, its parts do."""
    if lead.name.endswith(_COMPOUND):
        names = [(_part(lead, part), _part(contact, part)) for part in sorted(lead.spec.parts)]
    else:
        names = [(lead.name, contact.name)]
    for on_lead, on_contact in names:
        marketo = named_field(catalog, connector, "Lead", on_lead)
        if on_lead != on_contact and marketo is not None and marketo.by != "specs" and not _mapped_by_default(on_lead, on_contact):
            yield Map("named apart", marketo, (Mapped("Lead", on_lead, lead.key), Mapped("Contact", on_contact, contact.key)), lead)


def _part(whole: CatalogField, part: str) -> str:
    return whole.name.removesuffix(_COMPOUND) + part


def _mapped_by_default(lead: str, contact: str) -> bool:
    label = DEFAULT["Lead"].get(lead)
    return label is not None and label == DEFAULT["Contact"].get(contact)


def _syncs(field: CatalogField, connector: str) -> bool:
    return field.directions.get(connector, "hidden") != "hidden"
