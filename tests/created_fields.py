"""Specs of fields that an estate creates, one of every type, and the estate that holds them."""

import json
from collections.abc import Mapping
from typing import Any

from small_estate import ORG, compiled
from syncwright.compile import Compilation
from syncwright.inventory import Field, Object
from syncwright.inventory.model import kind_by_name

Create = Mapping[str, Any]

#: By API name: the object it stands on, and all that its type can have.
EVERY_TYPE: dict[str, tuple[str, Create]] = {
    "Text_A__c": (
        "Device__c",
        {"type": "Text", "length": 255, "unique": True, "case_sensitive": True, "external_id": True, "default": '"<a> & b"'},
    ),
    "Area_A__c": ("Device__c", {"type": "TextArea", "required": True, "default": '"a"'}),
    "Long_A__c": ("Device__c", {"type": "LongTextArea", "length": 131_072, "visible_lines": 50}),
    "Rich_A__c": ("Device__c", {"type": "Html", "length": 32_768, "visible_lines": 25}),
    "Number_A__c": ("Device__c", {"type": "Number", "precision": 18, "scale": 18, "unique": True, "external_id": True}),
    "Currency_A__c": ("Device__c", {"type": "Currency", "precision": 16, "scale": 2, "default": "0"}),
    "Percent_A__c": ("Device__c", {"type": "Percent", "precision": 5, "scale": 2}),
    "Box_A__c": ("Device__c", {"type": "Checkbox", "default": "true"}),
    "Date_A__c": ("Device__c", {"type": "Date", "default": "TODAY() + 7"}),
    "Moment_A__c": ("Device__c", {"type": "DateTime", "default": "NOW()"}),
    "Time_A__c": ("Device__c", {"type": "Time"}),
    "Mail_A__c": ("Device__c", {"type": "Email", "unique": True, "external_id": True}),
    "Phone_A__c": ("Device__c", {"type": "Phone"}),
    "Link_A__c": ("Device__c", {"type": "Url"}),
    "Serial_A__c": ("Device__c", {"type": "AutoNumber", "display_format": "S-{YYYY}-{00000}", "starting_number": 7, "external_id": True}),
    "Lookup_A__c": (
        "Device__c",
        {
            "type": "Lookup",
            "refers_to": "Contact",
            "relationship_name": "Devices_A",
            "relationship_label": "Devices",
            "on_delete": "restrict",
            "required": True,
        },
    ),
    "Master_A__c": (
        "Device__c",
        {
            "type": "MasterDetail",
            "refers_to": "Contact",
            "relationship_name": "Devices_B",
            "relationship_order": 1,
            "reparentable": True,
            "read_suffices": True,
        },
    ),
    "Count_A__c": ("Device__c", {"type": "Summary", "summary": {"operation": "count", "by": "Visit__c.Device__c"}}),
    "Sum_A__c": ("Device__c", {"type": "Summary", "summary": {"operation": "max", "by": "Visit__c.Device__c", "of": "Visit__c.Cost__c"}}),
    "Place_A__c": ("Device__c", {"type": "Location", "scale": 6, "decimal": True}),
    "Secret_A__c": ("Device__c", {"type": "EncryptedText", "length": 100, "mask": {"kind": "lastFour", "char": "X"}}),
    "Formula_Box__c": ("Device__c", {"type": "Checkbox", "formula": 'Text__c <> "a & b" && NOT(ISBLANK(Other__c))', "blanks": "as-blank"}),
    "Formula_Number__c": ("Device__c", {"type": "Number", "scale": 2, "formula": "Number_A__c * 2"}),
    "Formula_Text__c": ("Device__c", {"type": "Text", "formula": "Account__r.Name"}),
    "Formula_Date__c": ("Device__c", {"type": "Date", "formula": "DATEVALUE(CreatedDate)"}),
    "Outcome_A__c": ("Task", {"type": "Text", "length": 40}),
}
OBJECTS = {**ORG, "Visit__c": {**ORG["Visit__c"], "Cost__c": Field(type="Currency", precision=16, scale=2)}}
#: Attributes that every field may have.
ALSO: Create = {"label": "A & B <c>", "help": 'What it is for: 1 < 2 & "so" on'}


def org(extra: Mapping[str, dict[str, Field]] | None = None) -> dict[str, Object]:
    """The objects that the fields stand on and refer to."""
    return {name: Object(name, kind_by_name(name), fields) for name, fields in {**OBJECTS, **(extra or {})}.items()}


def spec_of(fields: Mapping[str, tuple[str, Create]], more: str = "sync: hidden, pii: none", label: bool = True) -> dict[str, str]:
    """The files that create these fields, one for each object."""
    files: dict[str, str] = {}
    for name, (owner, create) in fields.items():
        said = {**(ALSO if label else {}), **create}
        path = f"objects/{owner.lower()}.yaml"
        files.setdefault(path, f"object: {owner}\nowner: ops\nwhy: w\nfor: [marketo]\nfields:\n")
        files[path] += f"  {name}: {{why: what <it> & is for, {more}, create: {yaml(said)}}}\n"
    return files


def yaml(value: Any) -> str:
    """A tree of plain values as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {yaml(one)}" for name, one in value.items()) + "}"
    if isinstance(value, bool | int):
        return json.dumps(value)
    return json.dumps(value, ensure_ascii=False)


def created(fields: Mapping[str, tuple[str, Create]], extra: Mapping[str, dict[str, Field]] | None = None, **more: Any) -> Compilation:
    """An estate that creates these fields."""
    return compiled(spec_of(fields, **more), org(extra))
