"""One field of a describe, as the Metadata API would say it. Knows nothing of files.

A describe is what one user sees: what that user may not edit looks like what nobody can, and where the two cannot be told apart nothing is
said. Source: Field in the SOAP API Developer Guide; type names are those of the Metadata API.
"""

from collections.abc import Iterable
from typing import Literal

from syncwright.inventory.model import Field
from syncwright.records import Struct

Security = Literal["yes", "read", "no"] | None

#: Types by their names in a describe. None: the Metadata API has no name for it.
TYPES = {
    "address": "Address",
    "anyType": None,
    "base64": None,
    "boolean": "Checkbox",
    "combobox": "Combobox",
    "complexvalue": None,
    "currency": "Currency",
    "DataCategoryGroupReference": None,
    "date": "Date",
    "datetime": "DateTime",
    "double": "Number",
    "email": "Email",
    "encryptedstring": "EncryptedText",
    "id": "Id",
    "int": "Number",
    "JunctionIdList": "JunctionIdList",
    "location": "Location",
    "long": "Number",
    "multipicklist": "MultiselectPicklist",
    "percent": "Percent",
    "phone": "Phone",
    "picklist": "Picklist",
    "reference": "Lookup",
    "string": "Text",
    "textarea": "TextArea",
    "time": "Time",
    "url": "Url",
}
_REFERENCES = {"externallookup": "ExternalLookup", "indirectlookup": "IndirectLookup"}
#: Types whose length is kept, as in the table of standard objects. Elsewhere it is the same for all, or means storage.
_WITH_LENGTH = {"Combobox", "Email", "EncryptedText", "Html", "LongTextArea", "Name", "Phone", "Text", "TextArea", "Url"}
_NUMBERS = {"Currency", "Number", "Percent"}
#: Results that a roll-up can have.
_SUMMARIES = _NUMBERS | {"Date", "DateTime"}
_LONGEST_TEXT_AREA = 255


class _Value(Struct, frozen=True, gc=False):
    value: str
    active: bool = True


class Described(Struct, frozen=True, rename="camel", gc=False):
    """A field. Keys that older versions of the API lack have defaults."""

    name: str
    type: str
    label: str | None = None
    length: int | None = None
    precision: int | None = None
    digits: int | None = None
    scale: int | None = None
    nillable: bool = True
    createable: bool = False
    updateable: bool = False
    permissionable: bool | None = None
    defaulted_on_create: bool = False
    unique: bool = False
    external_id: bool = False
    auto_number: bool = False
    calculated: bool = False
    calculated_formula: str | None = None
    html_formatted: bool = False
    extra_type_info: str | None = None
    compound_field_name: str | None = None
    controller_name: str | None = None
    inline_help_text: str | None = None
    picklist_values: tuple[_Value, ...] | None = ()
    reference_to: tuple[str, ...] | None = ()
    relationship_order: int | None = None
    write_requires_master_read: bool = False


def compounds(described: Iterable[Described]) -> dict[str, bool]:
    """Compound fields, and whether one of their parts can be written: that is how a compound is written."""
    found: dict[str, bool] = {}
    for one in described:
        whole = one.compound_field_name
        if whole is not None and whole != one.name:
            found[whole] = found.get(whole, False) or one.createable or one.updateable
    return found


def field_of(owner: str, one: Described, compounds: dict[str, bool]) -> Field:
    """The field of the object `owner`; `compounds` as the function of that name gives them."""
    kind = _type(owner, one, compounds)
    custom = one.name.endswith(("__c", "__pc"))
    part_of = one.compound_field_name if one.compound_field_name != one.name else None
    required = _required(one, kind, custom=custom)
    number = kind in _NUMBERS
    return Field(
        type=kind,
        label=one.label,
        length=(one.length or None) if kind in _WITH_LENGTH and not one.calculated else None,
        precision=(one.precision or one.digits or None) if number else None,
        scale=one.scale if number and (one.precision or one.digits) else None,
        required=required,
        unique=one.unique,
        external_id=one.external_id,
        formula=_formula(one, kind),
        references=tuple(sorted(set(one.reference_to or ()))),
        values=tuple(dict.fromkeys(value.value for value in one.picklist_values or () if value.active)),
        controlled_by=one.controller_name,
        help=one.inline_help_text,
        read_only=not custom and _read_only(one, compounds),
        fls=_security_of_custom(one, kind, required=required) if custom else _security(owner, one, part_of, compounds),
        part_of=part_of,
    )


def _type(owner: str, one: Described, compounds: dict[str, bool]) -> str | None:
    kind = TYPES.get(one.type)
    custom = one.name.endswith("__c")
    if one.type == "textarea":
        rich = one.html_formatted or one.extra_type_info == "richtextarea"
        return "Html" if rich else "LongTextArea" if (one.length or 0) > _LONGEST_TEXT_AREA else "TextArea"
    if one.type == "reference":
        return _reference(one, custom=custom, of_metadata=owner.endswith("__mdt"))
    if one.type == "string" and one.auto_number:
        return "AutoNumber"
    if one.type == "string" and one.extra_type_info == "personname" and one.name in compounds:
        return "Name"
    # A roll-up is a calculated field without a formula; so is a formula that a package keeps to itself. Nobody edits either.
    if custom and one.calculated and not one.calculated_formula and kind in _SUMMARIES:
        return "Summary"
    return kind


def _reference(one: Described, *, custom: bool, of_metadata: bool) -> str:
    """The order of relationships is there for master-detail alone. `cascadeDelete` is not looked at: lookups can have it too.

    On User a hierarchy cannot be told from a lookup.
    """
    if custom and of_metadata:
        return "MetadataRelationship"
    if custom and (one.relationship_order is not None or one.write_requires_master_read):
        return "MasterDetail"
    return _REFERENCES.get(one.extra_type_info or "", "Lookup")


def _formula(one: Described, kind: str | None) -> str | None:
    """Empty where there is one that the org does not show."""
    if one.calculated_formula:
        return one.calculated_formula
    return "" if one.calculated and one.name.endswith("__c") and kind != "Summary" else None


def _required(one: Described, kind: str | None, *, custom: bool) -> bool:
    if one.nillable or kind in ("Checkbox", "AutoNumber", "MasterDetail") or one.calculated:
        return False
    # A custom field can be required and have a default; a standard one with a default never asks for a value.
    return custom or (one.createable and not one.defaulted_on_create)


def _read_only(one: Described, compounds: dict[str, bool]) -> bool:
    if one.name in compounds:
        return not (compounds[one.name] or one.createable or one.updateable)
    # With field-level security it may be this user alone who cannot write it.
    return not (one.createable or one.updateable) and (one.permissionable is not True or one.calculated or one.auto_number)


def _security(owner: str, one: Described, part_of: str | None, compounds: dict[str, bool]) -> Security:
    """Field-level security of a standard field, which describes also claim for the parts of an address."""
    if one.permissionable is None:
        return None
    if not one.permissionable or part_of is not None:
        return "no"
    if owner == "Account" and one.name.startswith("Person"):
        return None  # not settled: standard/SOURCES.md
    if one.calculated or one.auto_number:
        return "read"
    return "yes" if one.createable or one.updateable or compounds.get(one.name) else None


def _security_of_custom(one: Described, kind: str | None, *, required: bool) -> Security:
    """Only what does not follow from the rest."""
    return "no" if one.permissionable is False and not required and kind != "MasterDetail" else None
