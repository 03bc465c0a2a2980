"""GOV509: a lead's field and a contact's whose API names differ by case or `_` alone, and which the specs take for two."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._people import CONTACT, LEAD, common, fields_of, is_custom

RULE = Rule("GOV509", "names-nearly-alike", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    leads, contacts = fields_of(catalog, LEAD), fields_of(catalog, CONTACT)
    alike: dict[str, CatalogField] = {}
    for contact in contacts.values():
        if is_custom(contact.name) and contact.name not in leads:
            alike.setdefault(_folded(contact.name), contact)
    for lead in leads.values():
        if not is_custom(lead.name) or lead.name in contacts:
            continue
        other = alike.get(_folded(lead.name))
        if other is None or _one_idea(lead, other) or not common(lead, other):
            continue
        by = "case" if lead.name.casefold() == other.name.casefold() else "`_`"
        message = f"`{LEAD}.{lead.name}` and `{CONTACT}.{other.name}` differ by {by} alone, and stand here as two ideas"
        help_ = "if they are one, name both under one `is:`; if they are two, give one of them another name"
        yield RULE(lead.at(), message, help=help_, related=((other.at(), "the other"),))


def _folded(name: str) -> str:
    return name.removesuffix("__c").replace("_", "").casefold()


def _one_idea(lead: CatalogField, contact: CatalogField) -> bool:
    return (lead.group.path, lead.said) == (contact.group.path, contact.said)
