"""The types of custom fields: what each needs, what it may have besides, and within which limits; each with its source.

Sources: SKILL = Salesforce's own rules for generating fields (`platform-custom-field-generate` in forcedotcom/sf-skills, commit 2476476);
DOC = CustomField in the Metadata API Developer Guide, v67; HELP = Salesforce Help, by page; COUNT = so in every one of 2,200 custom fields
in public source, which is evidence and no proof; OURS = a choice of this program where Salesforce asks for a value. What has no source
has no limit here: whether Salesforce limits descriptions and help texts was not found documented.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.records import Struct

#: Attributes that a field of any type may have.
ALWAYS = frozenset({"label", "type", "help", "description", "history"})
_TEXT_KEY = frozenset({"unique", "external_id"})
#: A value that a new record begins with, and that a record cannot do without.
_STORED = frozenset({"required", "default"})


class FieldKind(Struct, frozen=True):
    """One type. `needs`: attributes that it cannot do without; `supplied`: values that are taken where the spec gives none.

    `may`: what it can have besides. `lowest` and `highest`: of a number, by attribute. `tracked`: whether its history can be kept.
    """

    title: str
    source: str
    needs: tuple[str, ...] = ()
    may: frozenset[str] = frozenset()
    supplied: Mapping[str, str] = {}
    lowest: Mapping[str, int] = {}
    highest: Mapping[str, int] = {}
    tracked: bool = True

    @property
    def takes(self) -> frozenset[str]:
        """Every attribute that it can have."""
        return ALWAYS | self.may | frozenset(self.needs)


_NUMBER = FieldKind(
    "number",
    "SKILL: precision at most 18, scale at most precision",
    ("precision", "scale"),
    _STORED,
    lowest={"precision": 1, "scale": 0},
    highest={"precision": 18},
)
_LONG = FieldKind(
    "long text",
    "SKILL; HELP: Custom Field Attributes, visible lines; Salesforce Developer Limits, Custom Field Limits, length",
    ("length", "visible_lines"),
    frozenset({"default"}),
    {"visible_lines": "6"},
    {"length": 256, "visible_lines": 2},
    {"length": 131_072, "visible_lines": 50},
)
_PLAIN = FieldKind("value", "SKILL, COUNT", (), _STORED)

#: Every type that is made here, by Salesforce's name for it.
KINDS: dict[str, FieldKind] = {
    "Text": FieldKind(
        "text", "SKILL: length at most 255", ("length",), _STORED | _TEXT_KEY | {"case_sensitive"}, {}, {"length": 1}, {"length": 255}
    ),
    "TextArea": _PLAIN,
    "LongTextArea": _LONG,
    # HELP gives the lines of long texts alone; ten stand in 3 of 4 public rich texts.
    "Html": FieldKind(
        "rich text", "SKILL, COUNT", ("length", "visible_lines"), frozenset(), {"visible_lines": "10"}, {"length": 256}, {"length": 131_072}
    ),
    "Number": FieldKind("number", _NUMBER.source, _NUMBER.needs, _STORED | _TEXT_KEY, {}, _NUMBER.lowest, _NUMBER.highest),
    "Currency": _NUMBER,
    "Percent": _NUMBER,
    "Checkbox": FieldKind("checkbox", "SKILL: defaultValue", ("default",), frozenset(), {"default": "false"}),
    "Date": _PLAIN,
    "DateTime": _PLAIN,
    "Time": _PLAIN,
    "Email": FieldKind("e-mail address", "SKILL, COUNT", (), _STORED | _TEXT_KEY),
    "Phone": _PLAIN,
    "Url": _PLAIN,
    "AutoNumber": FieldKind(
        "automatic number",
        "SKILL, DOC",
        ("display_format",),
        frozenset({"starting_number", "external_id"}),
        lowest={"starting_number": 0},
        tracked=False,
    ),
    "Lookup": FieldKind(
        "lookup",
        "SKILL, DOC",
        ("refers_to", "relationship_name", "on_delete"),
        frozenset({"required", "relationship_label"}),
        {"on_delete": "clear"},
    ),
    "MasterDetail": FieldKind(
        "master-detail",
        "SKILL, DOC",
        ("refers_to", "relationship_name", "relationship_order", "reparentable", "read_suffices"),
        frozenset({"relationship_label"}),
        {"relationship_order": "0", "reparentable": "false", "read_suffices": "false"},
        {"relationship_order": 0},
        {"relationship_order": 1},
    ),
    "Summary": FieldKind("roll-up summary", "SKILL, DOC", ("summary",), tracked=False),
    "Location": FieldKind("location", "SKILL", ("scale", "decimal"), frozenset({"required"}), {"decimal": "false"}, {"scale": 0}),
    "EncryptedText": FieldKind(
        "encrypted text", "DOC, Classic Encryption", ("length", "mask"), frozenset({"required"}), lowest={"length": 1}
    ),
    "Picklist": FieldKind("picklist", "SKILL", (), _STORED | {"value_set", "restricted", "order", "sorted"}),
    "MultiselectPicklist": FieldKind(
        "multi-select picklist",
        "SKILL; four lines in 9 of 14 public ones",
        ("visible_lines",),
        _STORED | {"value_set", "restricted", "order", "sorted"},
        {"visible_lines": "4"},
        {"visible_lines": 1},
    ),
}

#: What a formula may give, and what it needs besides. A formula has no default and is neither required nor unique. SKILL; COUNT.
_WORKED_OUT = frozenset({"formula", "blanks"})
FORMULAS: dict[str, FieldKind] = {
    **{
        name: FieldKind(f"{name} formula", "SKILL, COUNT", ("formula", "blanks"), _WORKED_OUT, {"blanks": "as-zero"}, tracked=False)
        for name in ("Checkbox", "Date", "DateTime", "Text", "Time")
    },
    **{
        name: FieldKind(
            f"{name} formula",
            "SKILL, COUNT",
            ("formula", "precision", "scale", "blanks"),
            _WORKED_OUT,
            {"precision": "18", "blanks": "as-zero"},
            _NUMBER.lowest,
            _NUMBER.highest,
            tracked=False,
        )
        for name in ("Currency", "Number", "Percent")
    },
}

_NOT_MADE = "this version does not make it"
#: Salesforce's other types, and why none is made here. DOC: CustomField and FieldType.
ELSEWHERE: dict[str, str] = {
    "Address": _NOT_MADE,
    "Array": _NOT_MADE,
    "CustomDataType": "it was withdrawn with API version 45.0",
    "ExternalLookup": "it points to an object outside of Salesforce",
    "File": "it belongs to article types",
    "Hierarchy": _NOT_MADE,
    "IndirectLookup": "it belongs to objects outside of Salesforce",
    "Integer": _NOT_MADE,
    "Long": _NOT_MADE,
    "MetadataRelationship": "it belongs to custom metadata types",
}


def kind_of(type_name: str, *, formula: bool) -> FieldKind | None:
    """What is known of a type; None for one that is not made here."""
    return (FORMULAS if formula else KINDS).get(type_name)


#: HELP 000381913: field names and labels have at most 40 characters; the ending is not counted.
LABEL_LENGTH = NAME_LENGTH = 40
NAME_FACT = Fact("a field's name and label have at most 40 characters", "Salesforce Help 000381913")
#: The least that a long text may hold: third parties say so, and no public field has less.
LEAST_LONG_FACT = Fact("a long text holds at least 256 characters", "third parties, COUNT", certain=False)

#: Characters and bytes of a formula. DOC: Apex FormulaEval ("including spaces, return characters, and comments"); HELP: Formula Field Limits.
FORMULA_CHARACTERS, FORMULA_BYTES = 3_900, 4_000
#: What Salesforce makes of it may have 15,000 bytes (HELP: formula_field_limits; older pages say 5,000). It is not known how large that gets,
#: and 2.5 bytes a character is what formulas came to that were tried; referenced formulas count.
COMPILED_BYTES, COMPILED_WARNING, BYTES_A_CHARACTER = 15_000, 10_000, 2.5
#: HELP and SKILL: long and rich texts and encrypted texts cannot stand in a formula.
NOT_IN_FORMULAS = {"LongTextArea": "a long text", "Html": "a rich text", "EncryptedText": "an encrypted text"}

#: SKILL: at most two on an object.
MASTERS = 2
#: DOC: CustomField: the summary names `count`, `min`, `max`, `sum`; all but the first need the field that is worked out.
SUMMED = ("min", "max", "sum")
#: Types of which history can be tracked at most so many on an object. HELP: Track Field History.
TRACKED_FIELDS = 20
TRACKED_FACT = Fact("an org tracks 20 fields of an object, more where Salesforce was paid for it", "Salesforce Help, Track Field History")
#: What cannot be tracked. HELP: Track Field History for Custom Objects.
NOT_TRACKED_FACT = Fact(
    "formulas, roll-ups and automatic numbers cannot be tracked", "Salesforce Help, Track Field History for Custom Objects"
)

#: Names that Salesforce's own rules for generating fields flag as reserved. SKILL, as far as it names them.
RESERVED = frozenset({"group", "order"})

#: Changes of a type that may lose what is in a field. HELP: Considerations for Converting the Field Type of a Custom Field.
CONVERSION = Fact("values may be lost", "Salesforce Help, Considerations for Converting the Field Type of a Custom Field")
_ANY_CHANGE = frozenset({"Date", "DateTime", "MultiselectPicklist"})
_INTO = frozenset({"Number", "Percent", "Currency"})
_FROM = frozenset({"Checkbox", "AutoNumber"})
_FROM_LONG = frozenset({"Email", "Phone", "Text", "TextArea", "Url"})


def loses(old: str, new: str) -> bool:
    """Whether Salesforce says that a change of type may lose values."""
    return (
        bool(_ANY_CHANGE & {old, new})
        or new in _INTO
        or old in _FROM
        or (new == "AutoNumber" and old != "Text")
        or (old, new) == ("Text", "Picklist")
        or (old == "LongTextArea" and new not in _FROM_LONG)
    )


#: Types that are converted neither way. Encrypted texts: HELP, same page. The others: third parties, who say it of formulas too.
UNCONVERTIBLE = {
    "EncryptedText": Fact("an encrypted field is converted neither way", CONVERSION.source),
    "Summary": Fact("a roll-up is converted neither way", "third parties", certain=False),
    "Location": Fact("a location is converted neither way", "third parties", certain=False),
}
FORMULA_UNCONVERTIBLE = Fact("a formula is converted neither way", "third parties", certain=False)
MAPPED_UNCONVERTIBLE = Fact("the type of a field that is mapped for lead conversion cannot be changed", CONVERSION.source)
