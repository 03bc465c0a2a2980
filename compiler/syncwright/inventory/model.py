"""Objects and fields as an org holds them. Type names are those of Salesforce's Metadata API."""

from collections.abc import Iterable, Mapping
from typing import Literal

from syncwright.inventory.access import People
from syncwright.inventory.automation import Automation
from syncwright.records import Struct, replace

Kind = Literal["standard", "custom", "setting", "metadata", "event", "big", "external"]

#: Kinds of objects that marketing platforms sync. The others are recorded and cannot be synced.
SYNCABLE: tuple[Kind, ...] = ("standard", "custom", "external")

_KIND_BY_SUFFIX: dict[str, Kind] = {"__mdt": "metadata", "__e": "event", "__b": "big", "__x": "external", "__c": "custom"}


def kind_by_name(name: str) -> Kind:
    """What an object is by its name alone; a custom setting shows only in its file."""
    return next((kind for suffix, kind in _KIND_BY_SUFFIX.items() if name.endswith(suffix)), "standard")


class Field(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One field.

    `fls`: whether field-level security applies: "yes", "read" (it can be read, never edited), "no"; None where that
    is not documented. Only the built-in standard fields say it; for custom fields it follows from the rest.
    `part_of`: the compound field that this one is a component of. `references`: objects that a lookup points to.
    `length` in characters. `values`: the active values of a picklist that has its own; `value_set`: the set it takes them from.
    `controlled_by`: the field that decides which values of a picklist can be chosen. `tracked`: whether its history is kept.
    `summary`: operation and field of a roll-up, such as `sum Opportunity.Amount`; `summary_over`: the detail's field that
    points here. `classification` and `compliance`: what the org says of the sensitivity of the data.
    """

    type: str | None = None
    label: str | None = None
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    required: bool = False
    unique: bool = False
    external_id: bool = False
    formula: str | None = None
    references: tuple[str, ...] = ()
    summary: str | None = None
    summary_over: str | None = None
    values: tuple[str, ...] = ()
    value_set: str | None = None
    controlled_by: str | None = None
    tracked: bool = False
    description: str | None = None
    help: str | None = None
    classification: str | None = None
    compliance: tuple[str, ...] = ()
    read_only: bool = False
    fls: Literal["yes", "read", "no"] | None = None
    part_of: str | None = None


class RecordType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One record type of an object."""

    label: str | None = None
    active: bool = False


class ValidationRule(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A condition that forbids saving a record. `field`: where the message stands, if not above the page."""

    formula: str
    active: bool = False
    field: str | None = None


class Object(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One object and its fields by API name.

    `duplicate_rules`: by name, whether active. `conversion`: of a lead's field, the fields it becomes when the lead is converted,
    such as `Contact.Segment__c`; only what the org maps itself, as Salesforce maps standard fields on its own.
    """

    name: str
    kind: Kind
    fields: dict[str, Field]
    label: str | None = None
    record_types: dict[str, RecordType] = {}
    validation_rules: dict[str, ValidationRule] = {}
    duplicate_rules: dict[str, bool] = {}
    conversion: dict[str, tuple[str, ...]] = {}


class ValueSet(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Values that several picklists share: a global value set, or the standard one of a standard field. `values`: the active ones."""

    name: str
    kind: Literal["global", "standard"]
    values: tuple[str, ...] = ()
    label: str | None = None


#: Fields that every record has, though no file of an object lists them. None has field-level security
#: (FieldPermissions in Salesforce's Object Reference).
SYSTEM_FIELDS = {
    "Id": Field(type="Id", read_only=True, fls="no"),
    "OwnerId": Field(type="Lookup", references=("Group", "User"), fls="no"),
    "IsDeleted": Field(type="Checkbox", read_only=True, fls="no"),
    "CreatedById": Field(type="Lookup", references=("User",), read_only=True, fls="no"),
    "CreatedDate": Field(type="DateTime", read_only=True, fls="no"),
    "LastModifiedById": Field(type="Lookup", references=("User",), read_only=True, fls="no"),
    "LastModifiedDate": Field(type="DateTime", read_only=True, fls="no"),
    "SystemModstamp": Field(type="DateTime", read_only=True, fls="no"),
}


#: Every custom object has a name, though source that only extends the object does not say of which type.
RECORD_NAME = Field(label="Name", fls="no")


class Org(Struct, frozen=True):
    """All objects of an org, the standard ones included; the value sets they share, who may do what, and what writes records on its own.

    `renamed`: fields that are to be called otherwise, by `Object.Field` as it will be, with the name that they still have.
    """

    objects: Mapping[str, Object] = {}
    value_sets: Mapping[str, ValueSet] = {}
    people: People = People()
    renamed: Mapping[str, str] = {}
    automations: Mapping[str, Automation] = {}

    def field(self, object_name: str, field_name: str) -> Field | None:
        """A field, system fields included; None if the object or the field is not there."""
        owner = self.objects.get(object_name)
        if owner is None:
            return None
        held = owner.fields.get(field_name) or SYSTEM_FIELDS.get(field_name)
        if held is None and field_name == "Name" and owner.kind in ("custom", "external"):
            return RECORD_NAME
        if held is None and self.renamed and (former := self.renamed.get(f"{object_name}.{field_name}")) is not None:
            return owner.fields.get(former)
        return held


def merged(base: Object | None, other: Object, *, described: bool = False) -> Object:
    """What both say of one object; `other` is newer. An override of a standard field says only what differs.

    `described`: the newer one is a describe, which leaves out what source says of a field, such as its description.
    """
    if base is None:
        return other
    fields = dict(base.fields)
    for name, new in other.fields.items():
        old = fields.get(name)
        fields[name] = new if old is None or (_whole(name, new) and not described) else overlaid(old, new)
    # A field's file tells its object's kind by the name alone; the object's own file knows a custom setting.
    kind = other.kind if base.kind in ("standard", "custom") and other.kind != "standard" else base.kind
    return Object(
        base.name,
        kind,
        fields,
        other.label or base.label,
        base.record_types | other.record_types,
        base.validation_rules | other.validation_rules,
        base.duplicate_rules | other.duplicate_rules,
        base.conversion | other.conversion,
    )


def _whole(name: str, new: Field) -> bool:
    """Whether a definition says all of its field, so that nothing of an older one holds."""
    return new.type is not None and name.endswith("__c")


def overlaid(old: Field, new: Field) -> Field:
    """The newer field, with what only the older one says."""
    said = {name: value for name in Field.__struct_fields__ if (value := getattr(new, name)) not in (None, (), False)}
    return replace(old, **said)


def merge(orgs: Iterable[Mapping[str, Object]]) -> dict[str, Object]:
    """Several sets of objects as one, later ones over earlier ones."""
    objects: dict[str, Object] = {}
    for org in orgs:
        for name, one in org.items():
            objects[name] = merged(objects.get(name), one)
    return objects
