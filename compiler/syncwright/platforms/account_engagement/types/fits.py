"""Whether the values of a field there can be values of a field of Salesforce. Knows types alone."""

from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.types.words import AeType

MATCH = Fact("the types match where Account Engagement's values are written to Salesforce", "KB:2126816")
TEXT_IN_PICKLIST = Fact("a picklist that is restricted refuses any text but its values", "KB:2126816")

_LISTS: frozenset[AeType] = frozenset({"Dropdown", "Radio Button"})
_SEVERAL: frozenset[AeType] = frozenset({"Checkbox", "Multi-Select", "Dropdown", "Radio Button"})
#: What a field of Salesforce takes, by its type; any other takes whatever it is given, as far as anybody has said.
_TAKES: dict[str, frozenset[AeType]] = {
    **dict.fromkeys(("Number", "Currency", "Percent"), frozenset({"Number"})),
    **dict.fromkeys(("Date", "DateTime"), frozenset({"Date"})),
}
_PICKLISTS = {"Picklist": _LISTS, "MultiselectPicklist": _SEVERAL}
#: Types whose values nobody has described.
_UNKNOWN: frozenset[AeType] = frozenset({"Hidden", "CRM User"})


def fits(there: AeType, held: Field, *, restricted: bool | None) -> Fact | None:
    """None where they fit, else why not. `restricted`: whether a picklist takes no other values; None where that is not known."""
    kind = held.type or ""
    if there in _UNKNOWN:
        return None
    if kind in _PICKLISTS:
        return TEXT_IN_PICKLIST if there not in _PICKLISTS[kind] and restricted is not False else None
    return MATCH if kind in _TAKES and there not in _TAKES[kind] else None
