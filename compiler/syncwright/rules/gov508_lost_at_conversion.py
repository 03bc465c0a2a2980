"""GOV508: a lead's own field syncs, and nothing takes its value when the lead becomes a contact."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._fields import per_file
from syncwright.rules._people import CONTACT, LEAD, fields_of, is_custom

RULE = Rule("GOV508", "lost-at-conversion", "warning", __package__)

_CONVERTS = "ConvertLeads"


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    lead = catalog.org.objects.get(LEAD)
    mapped = lead.conversion if lead is not None else {}
    leads = fields_of(catalog, LEAD)
    if not _converts(catalog, leads, mapped):
        return
    contact = catalog.objects.get(CONTACT)
    both = {name for name in catalog.connectors if contact is not None and contact.syncs(name)}
    lost = (field for field in leads.values() if _stays(field, mapped) and any(field.directions.get(c, "hidden") != "hidden" for c in both))
    if mapped:
        help_ = "say `convert:`, and map it in the org's lead conversion; or hide it"
        yield from per_file(
            RULE, lost, lambda names, _: f"the org's lead conversion maps {names} to nothing: what it holds stays behind", help_
        )
    else:
        help_ = "say `convert:`, or import the org's lead conversion settings if they map it"
        yield from per_file(RULE, lost, lambda names, _: f"nothing says what takes {names} when a lead is converted", help_)


def _converts(catalog: Catalog, leads: Mapping[str, CatalogField], mapped: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether leads are known to be converted here: the org maps fields for it, a spec says `convert:`, or a sync user may do it."""
    if mapped or any(_CONVERTS in user.spec.grants.permissions for user in catalog.users.values()):
        return True
    return any(field.spec.convert is not None for field in leads.values())


def _stays(field: CatalogField, mapped: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a value stays behind on the lead. Standard fields go along by themselves, and a formula holds none."""
    if not is_custom(field.name) or field.spec.convert is not None or field.name in mapped:
        return False
    return field.held is None or field.held.formula is None
