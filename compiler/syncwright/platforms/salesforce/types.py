"""The types of resources on Salesforce: what each attribute is, and what a change of it means."""

from collections.abc import Iterator

from syncwright.inventory.access import ELEMENTS
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.resource import AttributeType, Resource, ResourceType

#: A custom field: it is renamed by hand and deleted by a deployment. We never make one by a plan.
FIELD = "salesforce.field"
#: What a sync user has: permission sets, licences for them, flags. No source file says it.
ASSIGNMENTS = "salesforce.assignments"

#: Attributes of what a user has.
ASSIGNED, LICENSES, FLAGS = "assigned", "permission_set_licenses", "flags"

#: What one row of each kind gives, in words.
ROWS = {
    "agents": "agent",
    "apps": "app",
    "classes": "Apex class",
    "computing_summaries": "generated summary",
    "custom_permissions": "custom permission",
    "custom_settings": "custom setting",
    "email_routing_addresses": "e-mail routing address",
    "external_credentials": "external credential",
    "external_data_sources": "external data source",
    "fields": "field",
    "flows": "flow",
    "metadata_types": "custom metadata type",
    "objects": "object",
    "pages": "Visualforce page",
    "permissions": "user permission",
    "record_types": "record type",
    "service_presence_statuses": "service presence status",
    "tabs": "tab",
}

_HEAD = {
    "label": AttributeType("label", "scalar"),
    "description": AttributeType("description", "scalar"),
}
_SESSION = {"activation_required": AttributeType("activation in each session", "scalar")}
_LICENSE = {"license": AttributeType("licence", "scalar")}


def _rows(*, access: bool) -> dict[str, AttributeType]:
    return {
        ATTRIBUTES[one.kind]: AttributeType(ROWS[one.kind], "words" if one.kind == "objects" else "map", access=access) for one in ELEMENTS
    }


#: A muting set takes away what its rows name, so a row more is access less. We write rows of fields alone; others are there to be seen.
_MUTED = {HIDDEN_FIELDS: AttributeType("hidden field", "map"), **_rows(access=False)}
del _MUTED[ATTRIBUTES["fields"]]

TYPES = (
    # From API version 40 a deployment replaces the whole set. DOC: PermissionSet in the Metadata API Developer Guide.
    ResourceType(SET, "permission set", {**_HEAD, **_LICENSE, **_SESSION, **_rows(access=True)}),
    ResourceType(
        GROUP,
        "permission set group",
        {**_HEAD, **_SESSION, MEMBERS: AttributeType("permission set", "map", access=True), MUTING: AttributeType("muting set", "scalar")},
    ),
    ResourceType(MUTING_SET, "muting set", {**_HEAD, **_LICENSE, **_SESSION, **_MUTED}),
    # A profile is laid over the one that is there: what is to be off has to be said. DOC: Profile in the Metadata API Developer Guide.
    ResourceType(
        PROFILE,
        "profile",
        {HIDDEN_FIELDS: AttributeType("hidden field", "map"), ATTRIBUTES["fields"]: AttributeType("field", "map", access=True)},
        whole=False,
    ),
    ResourceType(FIELD, "field", {"label": AttributeType("label", "scalar"), "type": AttributeType("type", "scalar")}, whole=False),
    ResourceType(
        ASSIGNMENTS,
        "assignments of a user",
        {
            ASSIGNED: AttributeType("permission set or group", "map", access=True),
            LICENSES: AttributeType("permission set licence", "map"),
            FLAGS: AttributeType("flag of the user record", "map"),
        },
        in_source=False,
    ),
)


def needs(resource: Resource) -> Iterator[str]:
    """What a group names: its permission sets and its muting set."""
    if resource.type == GROUP:
        members, muting = resource.attributes.get(MEMBERS, {}), resource.attributes.get(MUTING)
        yield from (f"{SET}/{name}" for name in members)
        if muting:
            yield f"{MUTING_SET}/{muting}"
