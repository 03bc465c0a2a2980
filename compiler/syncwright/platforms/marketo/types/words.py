"""The types that a field of a person can have in Marketo, as its REST API calls them, and how people write them.

Source: Adobe's "Field Types" and "Custom Field Type Glossary" name the types; how a describe spells them was read in recorded answers.
"""

from typing import Literal, get_args

MarketoType = Literal[
    "boolean",
    "currency",
    "date",
    "datetime",
    "email",
    "float",
    "formula",
    "integer",
    "percent",
    "phone",
    "reference",
    "score",
    "string",
    "text",
    "url",
]
TYPES: tuple[MarketoType, ...] = get_args(MarketoType)

#: Other names of some, in small letters and without what stands between words: the glossary's, and those of older describes.
_ALSO: dict[str, MarketoType] = {"textarea": "text", "checkbox": "boolean", "leadfunction": "formula", "dateandtime": "datetime"}
_BY_NAME: dict[str, MarketoType] = {**{name: name for name in TYPES}, **_ALSO}

#: What Adobe's pages call each.
TITLES: dict[MarketoType, str] = {
    "boolean": "Boolean",
    "currency": "Currency",
    "date": "Date",
    "datetime": "Datetime",
    "email": "Email",
    "float": "Float",
    "formula": "Formula",
    "integer": "Integer",
    "percent": "Percent",
    "phone": "Phone",
    "reference": "Reference",
    "score": "Score",
    "string": "String",
    "text": "Text Area",
    "url": "URL",
}


def marketo_type(said: str) -> MarketoType | None:
    """The type that a name means, however its words are joined: `Text Area`, `text_area` and `text` are one; None where it is none."""
    return _BY_NAME.get("".join(filter(str.isalnum, said)).lower())
