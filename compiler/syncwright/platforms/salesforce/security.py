"""Whether field-level security applies to a field: what may carry it, what can only be read, what is always visible."""

from typing import Literal

from syncwright.inventory import Field
from syncwright.platforms.salesforce.facts import READ_ONLY_TYPES
from syncwright.records import Struct


class Security(Struct, frozen=True):
    """`kind`: "yes", "read" (can be read, never edited), "no" (always visible), "undocumented". `because` names the reason.

    `refused`: that a deployment refuses a row of the field is documented (FieldPermissions) and reported with the text of the error.
    """

    kind: Literal["yes", "read", "no", "undocumented"]
    because: str = ""
    refused: bool = False


YES = Security("yes")
_MASTER = Security("no", "a master-detail field is visible to whoever sees the object", refused=True)
_REQUIRED = Security("no", "a required field is visible to whoever sees the object", refused=True)
_FORMULA = Security("read", "a formula field cannot be written")
_PERSON = Security("no", "field-level security of a person account's field is that of the contact's field")
_STANDARD_NO = Security("no", "this standard field has no field-level security")
_STANDARD_READ = Security("read", "this standard field cannot be written")
_UNDOCUMENTED = Security("undocumented", "whether this standard field has field-level security is not documented")
_BY_TYPE = {
    "AutoNumber": Security("read", "an auto-number field cannot be written"),
    "Summary": Security("read", "a roll-up summary field cannot be written"),
}
assert set(_BY_TYPE) == READ_ONLY_TYPES, "the facts list these types"


#: Types of custom fields of which nothing but the field itself decides whether they can be read and written.
_ORDINARY = frozenset(
    {"Text", "Picklist", "Number", "Checkbox", "Date", "DateTime", "Currency", "Percent", "Email", "Phone", "Url", "TextArea"}
)


def ordinary(name: str, held: Field | None) -> bool:
    """Whether a field is like nearly all: it can be granted, read and written. What is not created yet is so, too; no is no answer."""
    if held is None:
        return True
    return held.type in _ORDINARY and held.formula is None and not (held.required or held.read_only) and name.endswith("__c")


def security(name: str, held: Field | None) -> Security:
    """Field-level security of a field. One that nothing is known of is taken to have it."""
    if held is None:
        return YES
    if name.endswith("__pc"):
        return _PERSON
    if not name.endswith("__c"):
        return _standard(held)
    if held.formula is not None:
        return _FORMULA
    if held.type == "MasterDetail":
        return _MASTER
    if held.required:
        return _REQUIRED
    return _BY_TYPE.get(held.type or "", YES)


def _standard(held: Field) -> Security:
    if held.fls == "no":
        return _STANDARD_NO
    if held.required:
        return _REQUIRED
    if held.fls is None:
        return _UNDOCUMENTED
    return _STANDARD_READ if held.fls == "read" else YES


def whole(held: Field) -> str | None:
    """The compound on which access to a field is granted, for a part of an address. Parts of a name are fields that everybody sees."""
    return held.part_of if held.part_of != "Name" else None
