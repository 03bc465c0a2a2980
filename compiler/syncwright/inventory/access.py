"""What an org lets people do: permission sets, profiles, muting sets, and groups of them. Names of elements are those of the Metadata API.

A row is kept as a word or two: `Lead: read edit`, `Lead.Email: edit`. Rows that grant nothing are left out.
Source of the elements: PermissionSet, Profile, MutingPermissionSet and PermissionSetGroup in the Metadata API Developer Guide, v67.
"""

from typing import Literal

from syncwright.records import Struct


class Element(Struct, frozen=True):
    """A kind of thing that a permission set grants access to.

    `kind`: what specs, inventory and resources call it. `tag`: the XML element of one row. `name`: its child that names the thing.
    `flag`: its child that says whether (`true`), or how (`Visible`).
    """

    kind: str
    tag: str
    name: str
    flag: str = "enabled"


#: Every kind of row, in the order in which Salesforce retrieves them, which is that of the tags. Objects and fields have several flags each.
ELEMENTS = (
    Element("agents", "agentAccesses", "agentName"),
    Element("apps", "applicationVisibilities", "application", "visible"),
    Element("classes", "classAccesses", "apexClass"),
    Element("metadata_types", "customMetadataTypeAccesses", "name"),
    Element("custom_permissions", "customPermissions", "name"),
    Element("custom_settings", "customSettingAccesses", "name"),
    Element("email_routing_addresses", "emailRoutingAddressAccesses", "name"),
    Element("external_credentials", "externalCredentialPrincipalAccesses", "externalCredentialPrincipal"),
    Element("external_data_sources", "externalDataSourceAccesses", "externalDataSource"),
    Element("fields", "fieldPermissions", "field", "editable readable"),
    Element("flows", "flowAccesses", "flow"),
    Element("computing_summaries", "genComputingSummaryDefAccesses", "configName"),
    Element(
        "objects",
        "objectPermissions",
        "object",
        "allowRead allowCreate allowEdit allowDelete viewAllRecords modifyAllRecords viewAllFields",
    ),
    Element("pages", "pageAccesses", "apexPage"),
    Element("record_types", "recordTypeVisibilities", "recordType", "visible"),
    Element("service_presence_statuses", "servicePresenceStatusAccesses", "servicePresenceStatus"),
    Element("tabs", "tabSettings", "tab", "visibility"),
    Element("permissions", "userPermissions", "name"),
)
KINDS = {element.kind: element for element in ELEMENTS}

#: Words for the flags of an object's row, in the order in which they are written.
OBJECT_WORDS = {
    "allowRead": "read",
    "allowCreate": "create",
    "allowEdit": "edit",
    "allowDelete": "delete",
    "viewAllRecords": "view-all",
    "modifyAllRecords": "modify-all",
    "viewAllFields": "view-all-fields",
}

#: Words for a tab's visibility. A profile says the same in words of its own.
TAB_WORDS = {"Visible": "visible", "Available": "available", "DefaultOn": "visible", "DefaultOff": "available"}

HolderKind = Literal["permission_set", "profile", "muting_set"]


class Holder(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A permission set, a profile or a muting set as the org holds it.

    `rows`: by kind of element and name. Objects: words of OBJECT_WORDS between blanks. Fields: "read" or "edit", which includes
    reading. Tabs: "visible" or "available". Everything else: "yes". In a muting set a row takes away what it names, and
    "edit-only" is a field that can still be read.
    `license`: of a profile the user licence. `elsewhere`: what a profile says that no permission set can hold, such as page layouts
    and login addresses, by element, for people to read.
    """

    name: str
    kind: HolderKind
    label: str | None = None
    description: str | None = None
    license: str | None = None
    activation_required: bool = False
    rows: dict[str, dict[str, str]] = {}
    elsewhere: dict[str, tuple[str, ...]] = {}


class SetGroup(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A permission set group: its permission sets, and the muting set that takes from them, at most one."""

    name: str
    label: str | None = None
    description: str | None = None
    sets: tuple[str, ...] = ()
    muting: tuple[str, ...] = ()
    activation_required: bool = False


class Layout(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A page layout, as far as it shows fields: `edit` or `read`, by the name of the field. Its own name begins with its object's: `Lead-Sales`."""

    name: str
    shows: dict[str, str] = {}

    @property
    def object(self) -> str:
        """Its object."""
        return self.name.partition("-")[0]


class People(Struct, frozen=True):
    """Everything in an org that lets people do something, by kind and name. Names are as the Metadata API spells them."""

    permission_sets: dict[str, Holder] = {}
    profiles: dict[str, Holder] = {}
    muting_sets: dict[str, Holder] = {}
    groups: dict[str, SetGroup] = {}
    layouts: dict[str, Layout] = {}
