"""GOV511: `convert:` names a field that cannot take the value.

Source of what can be mapped: Salesforce Help, "Guidelines for Mapping Custom Lead Fields for Lead Conversion"; of the decimal places,
its article 005104886; of the objects, LeadConvertSettings in the Metadata API Developer Guide. They speak of custom fields only.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.types import typed
from syncwright.diagnostics import Finding, Rule
from syncwright.inventory import Field
from syncwright.rules._people import LEAD, fields_of, is_custom

RULE = Rule("GOV511", "conversion-does-not-fit", "error", __package__)

_OBJECTS = ("Account", "Contact", "Opportunity")
#: Types that take a value of another type. What is not listed here is mapped to its own type alone, or no source says what it is mapped to.
_ALSO = {
    "AutoNumber": ("Text", "TextArea"),
    "Picklist": ("Picklist", "Text", "TextArea"),
    "Text": ("LongTextArea", "Picklist", "Text", "TextArea"),
    "TextArea": ("LongTextArea", "Picklist", "Text", "TextArea"),
}
_ALONE = frozenset(
    {
        "Checkbox",
        "Currency",
        "Date",
        "DateTime",
        "Email",
        "EncryptedText",
        "Html",
        "Location",
        "LongTextArea",
        "Lookup",
        "MultiselectPicklist",
        "Number",
        "Percent",
        "Phone",
        "Url",
    }
)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    taken: dict[str, CatalogField] = {}
    for field in fields_of(catalog, LEAD).values():
        path = field.spec.convert
        if path is None:
            continue
        first = taken.setdefault(path, field)
        if first is not field:
            message = f"`{path}` takes the value of one field, and `{first.name}` is converted to it too"
            related = ((first.at("convert"), "the other"),)
            yield RULE(field.at("convert"), message, help="name another field for one of the two", related=related)
            continue
        wrong = _wrong(catalog, field, path)
        if wrong is not None:
            yield RULE(field.at("convert"), wrong[0], help=wrong[1])


def _wrong(catalog: Catalog, field: CatalogField, path: str) -> tuple[str, str] | None:
    """What is wrong with one conversion, and what to do."""
    owner, _, name = path.partition(".")
    target = catalog.org.field(owner, name)
    if owner in catalog.org.objects and owner not in _OBJECTS:
        return f"a lead becomes an account, a contact and an opportunity, and `{owner}` is none of them", "name a field of one of the three"
    if field.held is None or target is None or not (is_custom(field.name) and is_custom(name)):
        return None
    if target.formula is not None:
        return f"`{path}` is a formula and takes no value", "name a field that stores one"
    return _unfit(f"`{LEAD}.{field.name}` is {typed(field.held)} and `{path}` {typed(target)}", field.held, target)


def _unfit(both: str, lead: Field, target: Field) -> tuple[str, str] | None:
    if lead.type is None or target.type is None or lead.formula is not None:
        return None
    types = _ALSO.get(lead.type) or ((lead.type,) if lead.type in _ALONE else None)
    if types is None:
        return None
    if target.type not in types:
        return f"{both}: a lead's field of that type is not converted to it", f"name a field of type {' or '.join(f'`{t}`' for t in types)}"
    if lead.type == "Lookup" and lead.references != target.references and lead.references and target.references:
        return f"{both}: both have to point to one object", "name a lookup to the same object"
    if (lead.length or 0) > (target.length or lead.length or 0) or _digits(lead) > (_digits(target) or _digits(lead)):
        return f"{both}: the field that takes the value has to be as long", "name a longer field, or lengthen it in the org"
    if lead.precision is not None and target.precision is not None and (lead.scale or 0) != (target.scale or 0):
        return f"{both}: numbers need the same decimal places", "name a field with as many, or change one of the two in the org"
    return None


def _digits(held: Field) -> int:
    return held.precision or 0
