"""Which type a field of Salesforce has in Marketo. Knows types alone: what the specs or Marketo itself say of one field goes before it.

Adobe lists the pairs for the custom fields of programme members, and for no other field. Source: Program Member Custom Field Sync, data types.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.inventory import Field
from syncwright.platforms.marketo.types.words import MarketoType
from syncwright.records import Struct

#: The object whose custom fields are custom fields of programme members in Marketo.
MEMBERS = "CampaignMember"

LISTED = Fact("Adobe's table of program member fields has this pair", "Adobe: program member custom field sync")
ALIKE = Fact("types of the same name are taken for each other: no page lists those of people", "an assumption", certain=False)
UNKNOWN = Fact("which type Marketo gives it is not documented", "not documented", certain=False)

_MEMBERS: Mapping[str, MarketoType] = {
    "Text": "string",
    "Picklist": "string",
    "MultiselectPicklist": "string",
    "Phone": "string",
    "Email": "string",
    "Lookup": "string",
    "Checkbox": "boolean",
    "Url": "url",
    "Date": "date",
    "DateTime": "datetime",
}
_ALIKE: Mapping[str, MarketoType] = {
    **_MEMBERS,
    "AutoNumber": "string",
    "Currency": "currency",
    "Email": "email",
    "Hierarchy": "string",
    "Html": "text",
    "LongTextArea": "text",
    "MasterDetail": "string",
    "Percent": "percent",
    "Phone": "phone",
    "TextArea": "text",
}


class Counterpart(Struct, frozen=True):
    """A type, and what that rests on; None where nobody has said."""

    type: MarketoType | None
    fact: Fact


def counterpart(owner: str, name: str, held: Field) -> Counterpart:
    """The type of a field of this object."""
    listed = owner == MEMBERS and name.endswith("__c")
    if held.type == "Number":
        number: MarketoType = "integer" if not held.scale else "float"
        return Counterpart(number, LISTED if listed else ALIKE)
    known = (_MEMBERS if listed else _ALIKE).get(held.type or "")
    if known is None:
        return Counterpart(None, UNKNOWN)
    return Counterpart(known, LISTED if listed else ALIKE)
