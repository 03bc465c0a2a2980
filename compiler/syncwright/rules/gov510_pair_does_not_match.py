"""GOV510: a field that leads and contacts have both, and of which one takes values that the other cannot."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.types import typed
from syncwright.diagnostics import Finding, Rule
from syncwright.inventory import Field, Org
from syncwright.rules._fields import listed
from syncwright.rules._people import CONTACT, LEAD, Pair, is_custom, pairs

RULE = Rule("GOV510", "pair-does-not-match", "warning", __package__)

#: Types whose values are the same kind of thing. A text field holds any of the first row's, if it is long enough.
_KINDS = (
    ("Text", "TextArea", "LongTextArea", "Html", "Email", "Phone", "Url", "Picklist", "MultiselectPicklist", "AutoNumber", "EncryptedText"),
    ("Number", "Currency", "Percent", "Summary"),
)
_KIND = {name: row[0] for row in _KINDS for name in row}
_TEXTS = ("Text", "TextArea", "LongTextArea")
#: A text area has no length of its own in an org's source, and holds 255 characters (Salesforce Help, "Custom Field Types").
_TEXT_AREA = 255


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for pair in pairs(catalog):
        lead, contact = pair.lead, pair.contact
        if lead.held is None or contact.held is None or not (is_custom(lead.name) or is_custom(contact.name)):
            continue
        difference = _types(pair, lead.held, contact.held) or _sizes(pair) or _values(pair, catalog.org)
        if difference is not None:
            related = ((contact.at(), f"of `{CONTACT}`"),) if contact.at() != lead.at() else ()
            yield RULE(lead.at(), difference, help="make the two alike in the org, or sync only one of them", related=related)


def _types(pair: Pair, lead: Field, contact: Field) -> str | None:
    """Different kinds of values never match; different types of one kind, where something is written."""
    if lead.type is None or contact.type is None or lead.type == contact.type:
        return None
    if lead.type in _TEXTS and contact.type in _TEXTS:
        return None
    written = pair.written(pair.lead) or pair.written(pair.contact)
    if _KIND.get(lead.type, lead.type) == _KIND.get(contact.type, contact.type) and not written:
        return None
    return f"{_both(pair)}: what one takes the other need not take"


def _sizes(pair: Pair) -> str | None:
    for longer, shorter in _either_way(pair):
        if _size(longer.held) > _size(shorter.held) > 0 and pair.written(shorter):
            return f"{_both(pair)}: what `{longer.object}` holds may not fit `{shorter.object}`"
    return None


def _values(pair: Pair, org: Org) -> str | None:
    for more, fewer in _either_way(pair):
        offered, taken = _offered(more.held, org), _offered(fewer.held, org)
        lacking = sorted(set(offered) - set(taken))
        if taken and lacking and pair.written(fewer):
            return f"the picklist `{fewer.object}.{fewer.name}` lacks {listed(lacking)}, which `{more.object}.{more.name}` has"
    return None


def _either_way(pair: Pair) -> tuple[tuple[CatalogField, CatalogField], tuple[CatalogField, CatalogField]]:
    return (pair.lead, pair.contact), (pair.contact, pair.lead)


def _size(held: Field | None) -> int:
    """Characters that a text takes, or digits before the point; 0 where that is not known or nothing is stored."""
    if held is None or held.formula is not None:
        return 0
    if held.precision is not None:
        return held.precision - (held.scale or 0)
    return held.length or (_TEXT_AREA if held.type == "TextArea" else 0)


def _offered(held: Field | None, org: Org) -> Sequence[str]:
    if held is None:
        return ()
    shared = org.value_sets.get(held.value_set) if held.value_set is not None else None
    return held.values or (shared.values if shared is not None else ())


def _both(pair: Pair) -> str:
    assert pair.lead.held is not None and pair.contact.held is not None, "compared only where both are there"
    return f"`{LEAD}.{pair.lead.name}` is {typed(pair.lead.held)} and `{CONTACT}.{pair.contact.name}` {typed(pair.contact.held)}"
