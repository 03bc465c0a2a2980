"""Which type a custom field of Salesforce has in Account Engagement. Knows types alone: what the specs say of one field goes before it.

Sources: HELP = Salesforce Help, "Map Salesforce and Account Engagement Custom Fields"; KB:n = article n of the Pardot Knowledge Base, of 2016.
Most pairs are in neither, and are then said to be assumed.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.types.words import AeType
from syncwright.records import Struct

PHONE = Fact("a phone field of Salesforce is mapped to a text", "HELP: Map Custom Fields")
CHECKBOX = Fact(
    "a Salesforce checkbox is a Radio Button there, with the values `true` and `false` in small letters; a Checkbox there is a choice of several",
    "KB:2127353",
)
PICKLIST = Fact("a restricted value is the same on both sides, small and capital letters and blanks at its ends included", "KB:2126816")
ROLL_UP = Fact("the result of a roll-up is a number, and a new one starts a sync", "KB:2126816")
FORMULA = Fact("a formula can be mapped, and a new result of it does not start a sync", "KB:2126816")
UNSUPPORTED = Fact("fields there do not sync with lookups and geolocations", "HELP: Map Custom Fields")
A_LOOKUP_TOO = Fact("a master-detail field and a hierarchy are lookups of their own kind", "an assumption", certain=False)
ALIKE = Fact("types of the same kind are taken for each other: no page lists the pairs", "an assumption", certain=False)
ENCRYPTED = Fact("whether an encrypted text can be mapped is not documented", "not documented", certain=False)
UNKNOWN = Fact("which type it has there is not documented", "not documented", certain=False)

#: The values that stand for a checkbox. KB:2127353.
TRUE_FALSE = ("true", "false")


class Counterpart(Struct, frozen=True):
    """A type and what that rests on; None where nobody has said one, or the field cannot be mapped."""

    type: AeType | None
    fact: Fact
    supported: bool = True


_TEXTS = ("Text", "Email", "Url", "AutoNumber")
_AREAS = ("TextArea", "LongTextArea")
_NUMBERS = ("Number", "Currency", "Percent")
_PAIRS: Mapping[str, Counterpart] = {
    **{name: Counterpart("Text", ALIKE) for name in _TEXTS},
    **{name: Counterpart("Textarea", ALIKE) for name in _AREAS},
    **{name: Counterpart("Number", ALIKE) for name in _NUMBERS},
    **{name: Counterpart("Date", ALIKE) for name in ("Date", "DateTime")},
    **{name: Counterpart(None, UNSUPPORTED, supported=False) for name in ("Lookup", "Location")},
    **{name: Counterpart(None, A_LOOKUP_TOO, supported=False) for name in ("MasterDetail", "Hierarchy")},
    "Phone": Counterpart("Text", PHONE),
    "Picklist": Counterpart("Dropdown", PICKLIST),
    "MultiselectPicklist": Counterpart("Multi-Select", ALIKE),
    "Checkbox": Counterpart("Radio Button", CHECKBOX),
    "Summary": Counterpart("Number", ROLL_UP),
    "EncryptedText": Counterpart(None, ENCRYPTED),
}
_UNKNOWN = Counterpart(None, UNKNOWN)


def counterpart(held: Field) -> Counterpart:
    """The type of a custom field. A formula has the type of its result."""
    return _PAIRS.get(held.type or "", _UNKNOWN)
