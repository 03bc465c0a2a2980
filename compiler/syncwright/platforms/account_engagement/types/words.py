"""The types that a field of a prospect can have in Account Engagement, and how people write them.

Source: Salesforce Developers, "Custom Field" of the Account Engagement API, names the types.
"""

from typing import Literal, get_args

AeType = Literal[
    "Text",
    "Radio Button",
    "Checkbox",
    "Dropdown",
    "Textarea",
    "Multi-Select",
    "Hidden",
    "Number",
    "Date",
    "CRM User",
]
TYPES: tuple[AeType, ...] = get_args(AeType)

#: Types that can have predefined values. Salesforce Help, "Map Salesforce and Account Engagement Custom Fields".
LISTS: frozenset[AeType] = frozenset({"Radio Button", "Checkbox", "Dropdown", "Multi-Select"})
#: Types of which a prospect can have several values. Pardot Knowledge Base, 2127353: a checkbox is a choice of several.
SEVERAL: frozenset[AeType] = frozenset({"Checkbox", "Multi-Select"})

_LETTERS: dict[str, AeType] = {"".join(filter(str.isalpha, name)).lower(): name for name in TYPES}


def written(type_: AeType) -> str:
    """As specs write it: `radio_button`."""
    return type_.replace(" ", "_").replace("-", "_").lower()


def ae_type(said: str) -> AeType | None:
    """The type that a name means, however its words are joined: `Radio Button` and `radio_button` are one; None where it is none."""
    return _LETTERS.get("".join(filter(str.isalpha, said)).lower())
