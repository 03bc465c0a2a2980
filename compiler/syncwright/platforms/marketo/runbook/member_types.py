"""Which field of programme members a field of campaign members can be mapped to, by Adobe's table. Knows no spec."""

from syncwright.inventory import Field

#: Salesforce's object of them.
MEMBER = "CampaignMember"

#: Types of Salesforce fields that a field of programme members can be mapped to, and its type. Program Member Custom Field Sync; the names
#: of Salesforce's types are those of its metadata.
_TYPES = {
    "Text": "String",
    "Picklist": "String",
    "MultiselectPicklist": "String",
    "Phone": "String",
    "Email": "String",
    "Number": "Integer",
    "Checkbox": "Boolean",
    "Url": "URL",
    "Date": "Date",
    "DateTime": "Datetime",
    "Lookup": "String",
}
#: A number with digits behind the point.
_FRACTION = "Float"


def member_type(held: Field | None) -> str | None:
    """The type that a field of programme members has to have to be mapped to a field of Salesforce; None where Adobe's table has none."""
    if held is None or held.type is None:
        return None
    return _FRACTION if held.type == "Number" and held.scale else _TYPES.get(held.type)
