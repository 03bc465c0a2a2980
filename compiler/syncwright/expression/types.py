"""Which tests each kind of field takes, as data. What is not taken has a rule and a way out. Knows no org."""

from collections.abc import Mapping
from typing import Literal, get_args

from syncwright.diagnostics import Rule
from syncwright.expression import rules
from syncwright.records import Struct

#: What a field is to a filter. `several` is a picklist of which several values can be chosen.
Kind = Literal["text", "picklist", "several", "checkbox", "number", "currency", "percent", "date", "datetime", "id"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: Tests that are taken or refused together.
Group = Literal["equal", "order", "list", "contains", "includes", "blank"]
GROUPS: tuple[Group, ...] = get_args(Group)

#: How the tests of a group are written.
WRITTEN: Mapping[Group, str] = {
    "equal": "`=` `!=`",
    "order": "`<` `<=` `>` `>=`",
    "list": "`in` `not in`",
    "contains": "`contains` `starts with`, each also with `not`",
    "includes": "`includes any` `includes all` `excludes`",
    "blank": "`is blank` `is not blank`",
}

TITLES: Mapping[Kind, str] = {
    "text": "text",
    "picklist": "a picklist",
    "several": "a picklist of several values",
    "checkbox": "a checkbox",
    "number": "a number",
    "currency": "an amount of money",
    "percent": "a percentage",
    "date": "a date",
    "datetime": "a date with a time",
    "id": "a record id",
}

#: What a value is written like, by the kind of field that it is compared with.
VALUES: Mapping[Kind, str] = {
    "text": "a text, such as `'Rotterdam'`",
    "picklist": "one of its values, such as `'Open'`",
    "several": "one of its values, such as `'Open'`",
    "checkbox": "`true` or `false`",
    "number": "a number, such as `2.5`",
    "currency": "a number, such as `1500`",
    "percent": "a number, such as `50%` or `50`",
    "date": "a day, such as `2026-03-31` or `today - 30 days`",
    "datetime": "a day, such as `2026-03-31` or `today - 30 days`, or a moment, such as `2026-03-31T10:00:00Z`",
    "id": "an id of 15 or 18 characters, such as `'0035e00000BqXyZAAV'`",
}

#: What a field of each type is to a filter. The names of types are the inventory's.
KIND_OF_TYPE: Mapping[str, Kind] = {
    "Text": "text",
    "Email": "text",
    "Phone": "text",
    "Url": "text",
    "TextArea": "text",
    "AutoNumber": "text",
    "Combobox": "text",
    "Picklist": "picklist",
    "MultiselectPicklist": "several",
    "Checkbox": "checkbox",
    "Number": "number",
    "Currency": "currency",
    "Percent": "percent",
    "Date": "date",
    "DateTime": "datetime",
    "Id": "id",
    "Lookup": "id",
    "MasterDetail": "id",
    "Hierarchy": "id",
}


class Refusal(Struct, frozen=True):
    """Why something is not taken: the rule, the message's end (`Lead.X is ...`), and the way out."""

    rule: Rule
    says: str
    help: str | None = None


#: Types that no filter reads, each with the reason. Long text is neither read by formulas nor filtered by SOQL, encrypted text the same.
REFUSED_TYPES: Mapping[str, Refusal] = {
    "LongTextArea": Refusal(
        rules.LONG_TEXT, "a long text, which neither formulas nor queries can test", "test a shorter field that is set from it"
    ),
    "Html": Refusal(rules.LONG_TEXT, "rich text, which neither formulas nor queries can test", "test a shorter field that is set from it"),
    "EncryptedText": Refusal(rules.ENCRYPTED, "encrypted, and what is encrypted cannot be compared", "test another field"),
    "Address": Refusal(rules.COMPOUND, "an address of several parts", "name the part that is meant, such as `{name}.Country`"),
    "Name": Refusal(rules.COMPOUND, "a name of several parts", "name the part that is meant, such as `LastName`"),
    "Location": Refusal(rules.COMPOUND, "a latitude and a longitude", "test another field"),
    "Time": Refusal(rules.TYPE_NOT_FILTERED, "a time of day, and filters know whole days", "test a date"),
}

_LIST = "say `{name} in [...]`"
_ORDER = "list the values that are meant: `{name} in [...]`"
_SEVERAL = "say `{name} includes any [...]`, `includes all` or `excludes`"
_BLANK = Refusal(rules.CHECKBOX_NEVER_BLANK, "a checkbox, which is true or false and never blank", "say `{name} = false`")


def _refused(rule: Rule, help_: str) -> Refusal:
    return Refusal(rule, "", help_)


_NOT_FOR = rules.OPERATOR_NOT_FOR_TYPE
_NUMBERS: tuple[Kind, ...] = ("number", "currency", "percent")

#: What is refused, by group and kind. Whatever is not here is taken.
REFUSED: Mapping[Group, Mapping[Kind, Refusal]] = {
    "equal": {"several": _refused(rules.SEVERAL_VALUES, _SEVERAL)},
    "order": {
        "text": _refused(rules.TEXT_HAS_NO_ORDER, _ORDER),
        "picklist": _refused(rules.TEXT_HAS_NO_ORDER, _ORDER),
        "several": _refused(rules.SEVERAL_VALUES, _SEVERAL),
        "checkbox": _refused(_NOT_FOR, "say `{name} = true` or `{name} = false`"),
        "id": _refused(_NOT_FOR, _LIST),
    },
    "list": {
        "several": _refused(rules.SEVERAL_VALUES, _SEVERAL),
        "checkbox": _refused(_NOT_FOR, "say `{name} = true` or `{name} = false`"),
        "datetime": _refused(_NOT_FOR, "say from when to when: `{name} >= ... and {name} < ...`"),
    },
    "contains": {
        "picklist": _refused(_NOT_FOR, _ORDER),
        "several": _refused(rules.SEVERAL_VALUES, _SEVERAL),
        "checkbox": _refused(_NOT_FOR, "say `{name} = true` or `{name} = false`"),
        **dict.fromkeys(_NUMBERS, _refused(_NOT_FOR, "say `{name} = ...` or `{name} >= ...`")),
        **dict.fromkeys(("date", "datetime"), _refused(_NOT_FOR, "say from when to when: `{name} >= ... and {name} < ...`")),
        "id": _refused(_NOT_FOR, _LIST),
    },
    "includes": {
        **dict.fromkeys(("text", "picklist", "id", "date", *_NUMBERS), _refused(_NOT_FOR, _LIST)),
        "checkbox": _refused(_NOT_FOR, "say `{name} = true` or `{name} = false`"),
        "datetime": _refused(_NOT_FOR, "say from when to when: `{name} >= ... and {name} < ...`"),
    },
    "blank": {"checkbox": _BLANK},
}


def kind_of(type_: str | None) -> Kind | Refusal:
    """What a field of this type is to a filter."""
    if type_ is None:
        return Refusal(
            rules.TYPE_NOT_FILTERED, "of a type that the inventory does not say", "import the field from source that has its type"
        )
    kind = KIND_OF_TYPE.get(type_)
    return (
        kind
        or REFUSED_TYPES.get(type_)
        or Refusal(rules.TYPE_NOT_FILTERED, f"of type {type_}, which filters do not read", "test another field")
    )
