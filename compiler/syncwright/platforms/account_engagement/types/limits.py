"""What a value can be on either side, by type, and what becomes of one that does not fit. Each fact carries its own source; most lengths have none.

KB = Pardot's knowledge base of 2016, the only text that says some of this. HELP = Salesforce Help.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.platforms.account_engagement.types.words import LISTS, SEVERAL, AeType

_TYPES = "Pardot Knowledge Base: Field Type Reference, 2016"
_MAP = "Salesforce Help: Map Salesforce and Account Engagement Custom Fields"
_BEHAVIOUR = "Salesforce Help: Prospect Field Sync Behavior"
_VALUES = "Pardot Knowledge Base: article 2126816, 2016"

DEFAULT_TEXT = Fact("a default field of type Text holds 255 characters", _TYPES)
CUSTOM_TEXT = Fact("a custom field of type Text holds 56,000 characters", _TYPES)
TEXTAREA = Fact("a Textarea holds 65,535 characters", _TYPES)
ONE_OPTION = Fact("in a Radio Button or a Dropdown one option out of several is selected", _TYPES)
NUMBERS = Fact("a Number takes numerical values", _TYPES)
DAYS = Fact("a Date takes a day, best as YYYY-MM-DD; nothing is said of a time of day", _TYPES, certain=False)
NO_LOOKUP = Fact("fields do not sync with lookups and locations of Salesforce", _MAP)
USERS = Fact(
    "a CRM User takes what a lookup to users holds, once users are matched automatically",
    _TYPES,
)
PHONE = Fact("a phone of Salesforce holds more than numbers and does not sync correctly with a Number", _MAP)
MATCH = Fact("to go to Salesforce the types of both sides have to match", _VALUES)
RESTRICTED = Fact("a picklist refuses what is none of its values; case and blanks at either end count", _VALUES)
SAME_VALUES = Fact("where values are restricted they have to be the same on both sides, with case and blanks at either end", _VALUES)
TRUE_FALSE = Fact(
    "a checkbox of Salesforce goes with a Radio Button of the values `true` and `false`; a Checkbox there takes several values",
    "Pardot Knowledge Base: article 2127353, 2016",
)
NO_CURRENCY = Fact(
    "none of its types holds a currency", "Account Engagement API: custom field, version 5, which lists the types", certain=False
)
FILLS = Fact("an empty value in Salesforce does not win: it is filled from the prospect", _BEHAVIOUR)
KEEPS = Fact("an empty value of a prospect does not win: it is filled from Salesforce", _BEHAVIOUR)

#: How many characters each type holds; of Text that depends on whether it is a default field. Of the others no source says it.
_CHARACTERS: Mapping[AeType, tuple[int, Fact]] = {"Textarea": (65_535, TEXTAREA)}

#: Types that hold one of some values.
ONE: frozenset[AeType] = LISTS - SEVERAL


def longest(there: AeType | None, *, default: bool) -> tuple[int, Fact] | None:
    """How many characters a field holds, and who says so; None where nobody does."""
    if there == "Text":
        return (255, DEFAULT_TEXT) if default else (56_000, CUSTOM_TEXT)
    return _CHARACTERS.get(there) if there is not None else None


def narrows(before: AeType, after: AeType) -> Fact | None:
    """Why values of one type may have no place in another, as far as a page says it; None where none does."""
    if after in ("Number", "Date"):
        return NUMBERS if after == "Number" else DAYS
    if before in SEVERAL and after in ONE:
        return ONE_OPTION
    held, holds = longest(before, default=False), longest(after, default=False)
    return holds[1] if held is not None and holds is not None and holds[0] < held[0] else None
