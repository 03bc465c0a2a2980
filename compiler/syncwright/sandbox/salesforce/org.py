"""All that a query can name in this org: records, what is read from components, and what the Tooling API adds. Knows no request.

Values that an org works out are worked out for formulas, addresses and names of persons: roll-ups and automatic numbers are null unless a record was
written with one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from syncwright.sandbox.salesforce.described import Described, DescribedObject, described, objects
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.salesforce.setup_rows import DERIVED
from syncwright.sandbox.salesforce.soql_schema import Child, Column, Entity, Row
from syncwright.sandbox.salesforce.standard import user_permissions
from syncwright.sandbox.salesforce.users import is_admin, permissions
from syncwright.sandbox.salesforce.virtual import BOTH, TOOLING, Virtual
from syncwright.sandbox.salesforce.worked import Worked
from syncwright.sandbox.state import State

#: Columns that the facts leave out, as they are names of permissions or of an object that is in no reference page.
_MORE = {
    "ObjectPermissions": tuple(
        Column(f"Permissions{verb}", "boolean")
        for verb in ("Create", "Delete", "Edit", "Read", "ModifyAllRecords", "ViewAllRecords", "ViewAllFields")
    ),
    "FieldPermissions": (Column("PermissionsEdit", "boolean"), Column("PermissionsRead", "boolean")),
    "PermissionSetGroup": (
        Column("Id", "id"),
        Column("IsDeleted", "boolean"),
        Column("CreatedById", "reference", "CreatedBy", ("User",)),
        Column("CreatedDate", "datetime"),
        Column("LastModifiedById", "reference", "LastModifiedBy", ("User",)),
        Column("LastModifiedDate", "datetime"),
    ),
    "PermissionSetGroupComponent": (Column("Id", "id"),),
}
_ORGANIZATION = (
    Column("Id", "id"),
    Column("Name"),
    Column("InstanceName"),
    Column("IsSandbox", "boolean"),
    Column("TrialExpirationDate", "datetime"),
    Column("NamespacePrefix"),
    Column("OrganizationType", "picklist"),
    Column("LanguageLocaleKey", "picklist"),
    Column("TimeZoneSidKey", "picklist"),
)
_MUTING = (Column("Id", "id"), Column("DeveloperName"), Column("MasterLabel"), Column("IsDeleted", "boolean"))
#: Objects whose columns are said here, as no facts say them.
_OWN = {"Organization": _ORGANIZATION, "MutingPermissionSet": _MUTING}
#: Children of standard objects by the name that a query in brackets uses (Object Reference).
_CHILDREN = {
    ("Account", "Contacts"): Child("Contact", "AccountId"),
    ("Account", "Opportunities"): Child("Opportunity", "AccountId"),
    ("Account", "Cases"): Child("Case", "AccountId"),
    ("Campaign", "CampaignMembers"): Child("CampaignMember", "CampaignId"),
    ("PermissionSet", "Assignments"): Child("PermissionSetAssignment", "PermissionSetId"),
    ("PermissionSet", "FieldPerms"): Child("FieldPermissions", "ParentId"),
    ("PermissionSet", "ObjectPerms"): Child("ObjectPermissions", "ParentId"),
    ("PermissionSetGroup", "Assignments"): Child("PermissionSetAssignment", "PermissionSetGroupId"),
    ("PermissionSetGroup", "PermissionSetGroupComponents"): Child("PermissionSetGroupComponent", "PermissionSetGroupId"),
    ("User", "PermissionSetAssignments"): Child("PermissionSetAssignment", "AssigneeId"),
}


class RecordsOf:
    """An object with records."""

    def __init__(self, org: "Org", name: str, about: DescribedObject | None) -> None:
        self.org, self.state, self.name, self.about = org, org.state, name, about
        self._columns: dict[str, Column] | None = None
        self._rows: Sequence[Row] | None = None

    def column(self, name: str) -> Column | None:
        """The column of this name; user permissions are columns of what grants them."""
        found = self._known().get(name.lower())
        if found is None and self.name in ("PermissionSet", "Profile"):
            found = _permission(name)
        return found or self._flag(name)

    def _flag(self, name: str) -> Column | None:
        """`UserPermissionsMarketingUser` and `UserPreferences...` are columns of User that the facts leave out."""
        flagged = self.name == "User" and name.startswith(("UserPermissions", "UserPreferences")) and name.isalnum()
        return Column(name, "boolean") if flagged else None

    def columns(self) -> Sequence[Column]:
        """All but user permissions."""
        return tuple(self._known().values())

    def _known(self) -> dict[str, Column]:
        if self._columns is None:
            held = [] if self.about is None else [self._column(one) for one in self.about.fields.values()]
            self._columns = {one.name.lower(): one for one in (*held, *_MORE.get(self.name, ()), *_OWN.get(self.name, ()))}
        return self._columns

    def _column(self, field: Described) -> Column:
        return replace(field.column, worked=Worked(self.org, self, field, self.state.now())) if field.formula else field.column

    def rows(self) -> Sequence[Row]:
        """As they can be read now."""
        if self._rows is None:
            made = DERIVED.get(self.name)
            found = made(self.state) if made else self.state.records(self.name)
            compounds = self._compounds()
            self._rows = [_whole(row, compounds) for row in found] if compounds else found
        return self._rows

    def _compounds(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.about.fields.values() if self.about else ():
            if one.part_of is not None:
                found.setdefault(one.part_of, []).append(one.name)
        return found


def _whole(row: Row, compounds: Mapping[str, list[str]]) -> Row:
    made: dict[str, Any] = dict(row)
    for name, parts in compounds.items():
        if name == "Name":
            said = [str(row[part]) for part in ("FirstName", "MiddleName", "LastName", "Suffix") if row.get(part)]
            made["Name"] = " ".join(said) or row.get("Name")
        else:
            held = {part.removeprefix(name.removesuffix("Address")): row.get(part) for part in parts}
            made[name] = {key[0].lower() + key[1:]: value for key, value in held.items()} if any(held.values()) else None
    return made


def _permission(name: str) -> Column | None:
    """`PermissionsApiEnabled`, whatever its case."""
    wanted = name.lower().removeprefix("permissions")
    known = next((one for one in user_permissions() if one.lower() == wanted), None) if name.lower().startswith("permissions") else None
    return None if known is None else Column(f"Permissions{known}", "boolean")


class Access:
    """What whoever asks may do: one row (Object Reference, UserPermissionAccess)."""

    name = "UserPermissionAccess"

    def __init__(self, state: State, user: str) -> None:
        self.state, self.user = state, user

    def column(self, name: str) -> Column | None:
        """A user permission."""
        return Column("Id", "id") if name.lower() == "id" else _permission(name)

    def columns(self) -> Sequence[Column]:
        """All user permissions."""
        return (Column("Id", "id"), *(Column(f"Permissions{name}", "boolean") for name in sorted(user_permissions())))

    def rows(self) -> Sequence[Row]:
        """The one row."""
        held = user_permissions() if is_admin(self.state, self.user) else permissions(self.state, self.user)
        return [{"Id": None, **{f"Permissions{name}": True for name in held}}]


class Read:
    """An object of the Tooling API."""

    def __init__(self, state: State, about: Virtual) -> None:
        self.state, self.about, self.name = state, about, about.name

    def column(self, name: str) -> Column | None:
        """The column of this name."""
        return next((one for one in self.about.held if one.name.lower() == name.lower()), None)

    def columns(self) -> Sequence[Column]:
        """All of them."""
        return self.about.held

    def rows(self) -> Sequence[Row]:
        """All of them."""
        return self.about.read(self.state)


class Org:
    """The schema of a query over REST, or over the Tooling API, by a user. Made for one request: what it has read it keeps."""

    def __init__(self, state: State, user: str = "", *, tooling: bool = False) -> None:
        self.state, self.user = state, user
        self.virtual = {one.name.lower(): one for one in (*BOTH, *(TOOLING if tooling else ()))}
        self._seen: dict[str, Entity | None] = {}

    def entity(self, name: str) -> Entity | None:
        """The object of this name, whatever its case."""
        lower = name.lower()
        if lower not in self._seen:
            self._seen[lower] = self._entity(lower)
        return self._seen[lower]

    def _entity(self, lower: str) -> Entity | None:
        if lower in self.virtual:
            return Read(self.state, self.virtual[lower])
        if lower == Access.name.lower():
            return Access(self.state, self.user)
        own = next((name for name in _OWN if name.lower() == lower), None)
        if own is not None:
            return RecordsOf(self, own, None)
        about = described(self.state, lower)
        return None if about is None else RecordsOf(self, about.name, about)

    def child(self, entity: Entity, relationship: str) -> Child | None:
        """Of standard objects those that are known, and what custom lookups name."""
        known = next(
            (one for (owner, name), one in _CHILDREN.items() if owner == entity.name and name.lower() == relationship.lower()), None
        )
        return known or self._custom_child(entity, relationship)

    def _custom_child(self, entity: Entity, relationship: str) -> Child | None:
        for one in self.state.components("CustomField"):
            root = parsed(one.body)
            named = f"{root.get('relationshipName')}__r".lower()
            if root.get("referenceTo") == entity.name and named == relationship.lower():
                owner, _, field = one.name.partition(".")
                return Child(owner, field)
        return None

    def names(self) -> list[str]:
        """All objects that hold records."""
        return sorted({*objects(self.state), *_OWN})
