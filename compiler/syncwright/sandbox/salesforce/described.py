"""Fields and objects of the org as a describe and a query see them, from the facts and from what was deployed. Knows no request and no record.

Not known: picklist values of standard fields that nobody deployed a StandardValueSet for, help texts of standard fields, record types, and who is
asking: everything is described as an administrator sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from syncwright.sandbox.salesforce.fields import UNSECURED, Field, custom_object, fields_of, parsed
from syncwright.sandbox.salesforce.kept import kept
from syncwright.sandbox.salesforce.soql_schema import Column
from syncwright.sandbox.salesforce.standard import SYSTEM, StandardField, standard_objects
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: Types of the Metadata API and what a describe calls them (Object Reference, Primitive Data Types and Field Types).
_TYPES = {
    "AutoNumber": "string",
    "Checkbox": "boolean",
    "Currency": "currency",
    "Date": "date",
    "DateTime": "datetime",
    "Email": "email",
    "EncryptedText": "encryptedstring",
    "ExternalLookup": "reference",
    "Hierarchy": "reference",
    "Html": "textarea",
    "IndirectLookup": "reference",
    "Location": "location",
    "LongTextArea": "textarea",
    "Lookup": "reference",
    "MasterDetail": "reference",
    "MetadataRelationship": "reference",
    "MultiselectPicklist": "multipicklist",
    "Number": "double",
    "Percent": "percent",
    "Phone": "phone",
    "Picklist": "picklist",
    "Summary": "double",
    "Text": "string",
    "TextArea": "textarea",
    "Time": "time",
    "Url": "url",
}
_LENGTHS = {"Checkbox": 0, "Email": 80, "Phone": 40, "Picklist": 255, "Url": 255, "TextArea": 255, "MultiselectPicklist": 4099, "Text": 255}
#: A text of this length or less can be filtered by (SOQL and SOSL Reference: WHERE, long text areas).
_FILTERABLE = 255
_ADDRESS = ("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode", "Latitude", "Longitude", "GeocodeAccuracy")
_NAME_PARTS = ("Salutation", "FirstName", "MiddleName", "LastName", "Suffix")
#: Standard fields and the StandardValueSet that holds their values (Metadata API Developer Guide, StandardValueSet Names and Fields).
_VALUE_SETS = {
    "Account.Industry": "Industry",
    "Account.Rating": "AccountRating",
    "Account.Type": "AccountType",
    "Account.Ownership": "AccountOwnership",
    "Campaign.Status": "CampaignStatus",
    "Campaign.Type": "CampaignType",
    "Case.Origin": "CaseOrigin",
    "Case.Priority": "CasePriority",
    "Case.Reason": "CaseReason",
    "Case.Status": "CaseStatus",
    "Case.Type": "CaseType",
    "Lead.Industry": "Industry",
    "Lead.Rating": "AccountRating",
    "Lead.Status": "LeadStatus",
    "Opportunity.StageName": "OpportunityStage",
    "Opportunity.Type": "OpportunityType",
    "Task.Priority": "TaskPriority",
    "Task.Status": "TaskStatus",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a picklist."""

    name: str
    label: str
    active: bool
    default: bool


@dataclass(frozen=True, slots=True)
class Described:
    """One field. `type`: as a describe writes it. `part_of`: its compound. `secured`: what a describe calls permissionable.

    `zeroes`: a formula takes blank numbers for 0.
    """

    name: str
    label: str
    type: str
    length: int = 0
    precision: int = 0
    scale: int = 0
    createable: bool = False
    updateable: bool = False
    nillable: bool = True
    defaulted: bool = False
    calculated: bool = False
    auto_number: bool = False
    unique: bool = False
    external_id: bool = False
    restricted: bool = False
    secured: bool = False
    custom: bool = False
    to: tuple[str, ...] = ()
    relationship: str | None = None
    cascades: bool = False
    part_of: str | None = None
    formula: str | None = None
    zeroes: bool = True
    help: str | None = None
    values: tuple[Value, ...] = ()

    @property
    def column(self) -> Column:
        """The field as a query sees it."""
        long_text = self.type in ("textarea", "encryptedstring") and (self.length > _FILTERABLE or self.type == "encryptedstring")
        return Column(
            self.name, self.type, self.relationship, self.to, filterable=not long_text and self.type not in ("address", "location")
        )

    @property
    def required(self) -> bool:
        """A new record needs it."""
        return self.createable and not self.nillable and not self.defaulted and self.type != "boolean"


class DescribedObject:
    """One object with its fields, worked out when they are asked for."""

    def __init__(self, state: State, name: str) -> None:
        self.state, self.name = state, name
        self.custom = name not in standard_objects()

    @cached_property
    def metadata(self) -> Element | None:
        """What was deployed for the object itself."""
        found = self.state.component("CustomObject", self.name)
        return None if found is None else parsed(found.body)

    @cached_property
    def label(self) -> str:
        """As people read it."""
        said = None if self.metadata is None else self.metadata.get("label")
        return said or self.name

    @property
    def plural(self) -> str:
        """For several of them, as people read it."""
        said = None if self.metadata is None else self.metadata.get("pluralLabel")
        return said or f"{self.label}s"

    @cached_property
    def prefix(self) -> str:
        """The first three characters of its records' ids: an org gives custom objects `a00`, `a01` and so on."""
        if not self.custom:
            return standard_objects()[self.name].prefix
        kept = self.state.setting(f"prefix/{self.name}")
        if not kept:
            number = int(self.state.setting("last_prefix", "0"))
            kept = _prefix(number)
            self.state.keep(f"prefix/{self.name}", kept)
            self.state.keep("last_prefix", str(number + 1))
        return kept

    @cached_property
    def fields(self) -> Mapping[str, Described]:
        """By name in lower case."""
        found = [_system(name, self) for name in _SYSTEM] if self.custom else []
        compounds = _compounds(self.name)
        for one in fields_of(self.state, self.name):
            if one.standard is not None:
                found.append(_standard(self.state, self.name, one, one.standard, compounds.get(one.name)))
            elif one.name.endswith("__c"):
                found.append(_custom(self.state, self.name, one))
        return {one.name.lower(): one for one in found if one is not None}


def objects(state: State) -> list[str]:
    """Names of all objects that hold records."""
    return kept(state, "objects", lambda: _objects(state))


def _objects(state: State) -> list[str]:
    custom = [one.name for one in state.components("CustomObject") if custom_object(state, one.name) and one.name != "Activity"]
    return sorted({*standard_objects(), *custom})


def described(state: State, name: str) -> DescribedObject | None:
    """One object by its name, without regard to case; None if the org has none of this name."""
    known = next((one for one in objects(state) if one.lower() == name.lower()), None)
    return None if known is None else kept(state, f"object/{known}", lambda: DescribedObject(state, known))


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _prefix(number: int) -> str:
    return f"a{_DIGITS[number // 62 % 62]}{_DIGITS[number % 62]}"


_SYSTEM = ("Id", "OwnerId", "IsDeleted", "Name", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp")
_SYSTEM_TYPES = {
    "Id": "id",
    "IsDeleted": "boolean",
    "Name": "string",
    "CreatedById": "reference",
    "LastModifiedById": "reference",
    "OwnerId": "reference",
}


def _system(name: str, object_: DescribedObject) -> Described | None:
    """A field that every custom object has; a detail has no owner of its own."""
    root = object_.metadata
    if name == "Name":
        named = None if root is None else root.first("nameField")
        counted = named is not None and named.get("type") == "AutoNumber"
        label = (named.get("label") if named else None) or "Name"
        return Described(name, label, "string", 80, createable=not counted, updateable=not counted, defaulted=True, auto_number=counted)
    if name == "OwnerId":
        if root is not None and root.get("sharingModel") == "ControlledByParent":
            return None
        return Described(
            name,
            "Owner ID",
            "reference",
            18,
            createable=True,
            updateable=True,
            defaulted=True,
            nillable=False,
            to=("Group", "User"),
            relationship="Owner",
        )
    type_ = _SYSTEM_TYPES.get(name, "datetime")
    by = name.endswith("ById")
    return Described(
        name, name, type_, 18 if type_ in ("id", "reference") else 0, nillable=False, defaulted=True, to=("User",) if by else (), relationship=name[:-2] if by else None
    )  # fmt: skip


def _compounds(object_: str) -> dict[str, str]:
    """Which fields are parts of which compound."""
    about = standard_objects().get(object_)
    if about is None:
        return {}
    parts: dict[str, str] = {}
    for compound in (one.name for one in about.fields.values() if one.type == "address"):
        parts |= {compound.removesuffix("Address") + part: compound for part in _ADDRESS}
    if "LastName" in about.fields:
        parts |= dict.fromkeys(_NAME_PARTS, "Name")
    return parts


def _standard(state: State, object_: str, field: Field, facts: StandardField, compound: str | None) -> Described:
    about = standard_objects()[object_]
    whole = about.fields.get(compound or "")
    secured = (whole or facts).secured if compound != "Name" else False
    length, precision, scale = _sizes(facts)
    needed = facts.name in _NEEDED.get(object_, ())
    return Described(
        facts.name,
        field.get("label") or facts.label or facts.name,
        facts.type,
        length,
        precision,
        scale,
        "C" in facts.flags,
        "U" in facts.flags,
        not needed and facts.name not in SYSTEM and facts.type != "boolean" and ("N" in facts.flags or "C" in facts.flags),
        "D" in facts.flags or facts.name in SYSTEM,
        auto_number=facts.name == f"{object_}Number" and "C" not in facts.flags,
        restricted="R" in facts.flags,
        secured=secured,
        to=_targets(facts),
        relationship=facts.name[:-2] if facts.type == "reference" and facts.name.endswith("Id") else None,
        part_of=compound,
        help=field.get("inlineHelpText") or None,
        values=_standard_values(state, object_, facts),
    )


#: What every record needs (Object Reference: fields that are neither nillable nor defaulted). The flags in the facts leave some of them out.
_NEEDED = {
    "Account": ("Name",),
    "Asset": ("Name",),
    "Campaign": ("Name",),
    "CampaignMember": ("CampaignId",),
    "Contact": ("LastName",),
    "Contract": ("AccountId",),
    "Lead": ("LastName", "Company"),
    "Opportunity": ("Name", "StageName", "CloseDate"),
    "OpportunityContactRole": ("ContactId", "OpportunityId"),
    "PermissionSetAssignment": ("AssigneeId",),
    "PermissionSetLicenseAssign": ("AssigneeId", "PermissionSetLicenseId"),
    "Product2": ("Name",),
    "Quote": ("Name", "OpportunityId"),
}


def _targets(facts: StandardField) -> tuple[str, ...]:
    if facts.name in ("CreatedById", "LastModifiedById"):
        return ("User",)
    if facts.name == "OwnerId":
        return facts.to or ("Group", "User")
    return facts.to


def _sizes(facts: StandardField) -> tuple[int, int, int]:
    if "." in facts.size:
        whole, _, scale = facts.size.partition(".")
        return 0, int(whole), int(scale)
    return int(facts.size or 0), 0, 0


def _standard_values(state: State, object_: str, facts: StandardField) -> tuple[Value, ...]:
    if facts.type != "picklist":
        return ()
    found = state.component("StandardValueSet", _VALUE_SETS.get(f"{object_}.{facts.name}", facts.name))
    return () if found is None else _values(parsed(found.body).all("standardValue"))


def _custom(state: State, object_: str, field: Field) -> Described:
    type_ = field.type
    kind = _TYPES.get(type_, "string")
    made = "Formula" if field.get("formula") else type_
    link = kind == "reference"
    writable = not field.computed
    needed = field.get("required") == "true" or type_ == "MasterDetail"
    return Described(
        field.name,
        field.get("label") or field.name,
        kind,
        18 if link else int(field.get("length") or _LENGTHS.get(type_, 1300 if made == "Formula" and kind == "string" else 0)),
        int(field.get("precision") or (18 if kind in ("double", "currency", "percent") else 0)),
        int(field.get("scale") or 0),
        writable,
        writable and not (type_ == "MasterDetail" and field.get("reparentableMasterDetail") != "true"),
        nillable=not needed and kind != "boolean",
        defaulted=kind == "boolean" or bool(field.get("defaultValue")),
        calculated=bool(field.get("formula")) or type_ == "Summary",
        auto_number=type_ == "AutoNumber",
        unique=field.get("unique") == "true",
        external_id=field.get("externalId") == "true",
        restricted=_restricted(field),
        secured=not needed and not object_.endswith(UNSECURED),
        custom=True,
        to=tuple(filter(None, (field.get("referenceTo"),))) if link else (),
        relationship=f"{field.name[:-1]}r" if link else None,
        cascades=type_ == "MasterDetail",
        formula=field.get("formula") or None,
        zeroes=field.get("formulaTreatBlanksAs") != "BlankAsBlank",
        help=field.get("inlineHelpText") or None,
        values=_custom_values(state, field),
    )


def _restricted(field: Field) -> bool:
    held = None if field.xml is None else field.xml.first("valueSet")
    return held is not None and (held.get("restricted") == "true" or held.get("valueSetName") is not None)


def _custom_values(state: State, field: Field) -> tuple[Value, ...]:
    held = None if field.xml is None else field.xml.first("valueSet")
    if held is None:
        return ()
    name, own = held.get("valueSetName"), held.first("valueSetDefinition")
    if name:
        found = state.component("GlobalValueSet", name) or state.component("StandardValueSet", name)
        root = None if found is None else parsed(found.body)
        return () if root is None else _values([*root.all("customValue"), *root.all("standardValue")])
    return () if own is None else _values(own.all("value"))


def _values(found: list[Element]) -> tuple[Value, ...]:
    return tuple(
        Value(
            one.get("fullName") or "",
            one.get("label") or one.get("fullName") or "",
            one.get("isActive") != "false",
            one.get("default") == "true",
        )
        for one in found
    )
