"""Reads what source says of one object: its own file, whole or in parts, and the files of its record types and rules.

Pages, layouts, list views and the like are not looked at. Each reader gives an object that holds what its file says and nothing else.
"""

from collections.abc import Callable
from typing import TypeVar

from syncwright.inventory import rules
from syncwright.inventory.elements import PARTS
from syncwright.inventory.fields import field_of
from syncwright.inventory.model import Field, Kind, Object, RecordType, ValidationRule, kind_by_name
from syncwright.inventory.source import API_NAME, Reading, Unreadable
from syncwright.text import short
from syncwright.xml import Element

Part = TypeVar("Part")

_FOLDER_HELP = "name the package folder, such as `force-app`: a {} lies in `objects/<Object>/{}`"


def object_file(reading: Reading) -> Object:
    """`Lead.object-meta.xml` of SFDX source, or `Lead.object` with everything in it. Raises Unreadable."""
    root = reading.root("CustomObject")
    name = _object_name(reading, root, reading.stem)
    reading.once(root, "object", name)
    said = reading.texts(root, "CustomObject", PARTS)
    kind: Kind = "setting" if said.get("customSettingsType") else kind_by_name(name)
    fields: dict[str, Field] = {}
    # The record's name is a field of every custom object, although its file does not list it as one.
    named = root.first("nameField")
    if named is not None and kind in ("custom", "external"):
        fields["Name"] = _record_name(reading, named)
    return Object(
        name,
        kind,
        fields | _each(reading, root, "fields", "field", field_of),
        said.get("label"),
        _each(reading, root, "recordTypes", "record type", _record_type),
        _each(reading, root, "validationRules", "validation rule", _validation_rule),
    )


def _record_name(reading: Reading, named: Element) -> Field:
    said = reading.texts(named)
    kind = said.get("type") or "Text"
    tracked = reading.flag(named, said, "trackHistory")
    return Field(type=kind, label=said.get("label"), required=kind != "AutoNumber", tracked=tracked, fls="no")


def _each(reading: Reading, root: Element, tag: str, thing: str, read: Callable[[Reading, Element], Part]) -> dict[str, Part]:
    """The parts of an object that its file lists, by name."""
    first: dict[str, Element] = {}
    found: dict[str, Part] = {}
    for element in root.children:
        if element.tag == tag:
            name = reading.name(element, "fullName", thing)
            other = first.setdefault(name, element)
            if other is not element:
                related = ((reading.place(other), "there"),)
                message = f"the {thing} `{name}` stands in this file twice"
                raise Unreadable(rules.DEFINED_TWICE(reading.place(element), message, help="delete one of them", related=related))
            found[name] = read(reading, element)
    return found


def _record_type(reading: Reading, element: Element) -> RecordType:
    said = reading.texts(element, "RecordType", ("picklistValues",))
    return RecordType(said.get("label"), reading.flag(element, said, "active"))


def _validation_rule(reading: Reading, element: Element) -> ValidationRule:
    said = reading.texts(element, "ValidationRule")
    formula = said.get("errorConditionFormula")
    if not formula:
        raise reading.wrong(element, "the validation rule has no `errorConditionFormula`")
    return ValidationRule(formula, reading.flag(element, said, "active"), said.get("errorDisplayField"))


def field_file(reading: Reading) -> Object:
    """The object of a field's file, with that field alone. Raises Unreadable."""
    root, name, owner = _part(reading, "CustomField", "field", "fields")
    return Object(owner, kind_by_name(owner), {name: field_of(reading, root)})


def record_type_file(reading: Reading) -> Object:
    """The object of a record type's file, with that record type alone. Raises Unreadable."""
    root, name, owner = _part(reading, "RecordType", "record type", "recordTypes")
    return Object(owner, kind_by_name(owner), {}, record_types={name: _record_type(reading, root)})


def validation_rule_file(reading: Reading) -> Object:
    """The object of a validation rule's file, with that rule alone. Raises Unreadable."""
    root, name, owner = _part(reading, "ValidationRule", "validation rule", "validationRules")
    return Object(owner, kind_by_name(owner), {}, validation_rules={name: _validation_rule(reading, root)})


def _part(reading: Reading, tag: str, thing: str, folder: str) -> tuple[Element, str, str]:
    """Root, name and object of a file that holds a part of an object."""
    root = reading.root(tag)
    name = reading.name(root, "fullName", thing)
    parts = reading.path.split("/")
    owner = parts[-3] if len(parts) > 2 and parts[-2] == folder else ""
    owner = _object_name(reading, root, owner, thing, folder)
    reading.once(root, thing, owner, name)
    return root, name, owner


def _object_name(reading: Reading, root: Element, name: str, thing: str = "field", folder: str = "fields") -> str:
    if API_NAME.fullmatch(name):
        return name
    message = (
        f"`{short(name)}` cannot be the name of an object" if name else f"which object the {thing} belongs to is not to be seen from here"
    )
    raise reading.wrong(root, message, _FOLDER_HELP.format(thing, folder))


def duplicate_rule_file(reading: Reading) -> Object:
    """`Lead.Same_Email.duplicateRule`: the object with that rule alone. Raises Unreadable."""
    root = reading.root("DuplicateRule")
    said = reading.texts(root, "DuplicateRule", ("duplicateRuleMatchRules", "operationsOnInsert", "operationsOnUpdate"))
    owner, _, name = reading.stem.partition(".")
    if not (API_NAME.fullmatch(owner) and API_NAME.fullmatch(name)):
        raise reading.wrong(
            root, "which object the duplicate rule belongs to is not to be seen from its name", "call it `Object.Rule.duplicateRule`"
        )
    reading.once(root, "duplicate rule", owner, name)
    return Object(owner, kind_by_name(owner), {}, duplicate_rules={name: reading.flag(root, said, "isActive")})


def lead_conversion_file(reading: Reading) -> Object:
    """`LeadConvertSettings.LeadConvertSetting`: the lead, with what becomes of its fields. Raises Unreadable."""
    root = reading.root("LeadConvertSettings")
    reading.texts(root, "LeadConvertSettings", ("objectMapping",))
    found: dict[str, list[str]] = {}
    for mapping in root.all("objectMapping"):
        source, target = (reading.name(mapping, tag, "mapping") for tag in ("inputObject", "outputObject"))
        if source != "Lead":
            raise reading.wrong(mapping, f"`{source}` is not converted: only a lead is")
        for one in mapping.all("mappingFields"):
            field, becomes = (reading.name(one, tag, "mapping") for tag in ("inputField", "outputField"))
            found.setdefault(field, []).append(f"{target}.{becomes}")
    return Object("Lead", "standard", {}, conversion={name: tuple(sorted(set(found[name]))) for name in sorted(found)})
