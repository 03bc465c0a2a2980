"""The types of resources on Salesforce: what each attribute is, and what a change of it means."""

from collections.abc import Iterator

from syncwright.catalog.owned import definition
from syncwright.graph.formula import references
from syncwright.inventory.access import ELEMENTS
from syncwright.platforms.salesforce import value_lists
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.field_attributes import TYPES as FIELD_TEXTS
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.resource import AttributeType, Resource, ResourceType

#: A custom field, by the object that it is defined on. One that the estate creates is deployed; any is renamed by hand.
FIELD = "salesforce.field"
#: Values that several picklists share. A deployment replaces the list: what it leaves out is deactivated (DOC: CustomValue).
VALUE_SET = "salesforce.value_set"
#: One value of a picklist or a set, on its way: `Lead.Fair__c/Old` or `Region/Old`.
PICKLIST_VALUE = "salesforce.picklist_value"
#: A flow that keeps a band or an answer. `elements`: those of a flow that is neither, as what it does cannot be said in words of ours.
FLOW = "salesforce.flow"
#: A sharing rule with criteria, by its object and its name: `Lead.Marketo_Scope`. One file says all those of an object.
SHARING_RULE = "salesforce.sharing_rule"
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
        always_there=True,
    ),
    # What we have no attribute for, and what a spec leaves alone, stays as it is.
    ResourceType(FIELD, "field", {**FIELD_TEXTS, **value_lists.FIELD_TYPES}, whole=False),
    # A deployment makes a new version of a flow. Which version is active no file says, so that it is not compared.
    ResourceType(
        FLOW,
        "flow",
        {
            "label": AttributeType("label", "scalar"),
            "description": AttributeType("description", "scalar"),
            "api_version": AttributeType("API version", "scalar"),
            "object": AttributeType("object", "scalar"),
            "field": AttributeType("field it keeps", "scalar"),
            "score": AttributeType("score field", "scalar"),
            "bands": AttributeType("band", "map"),
            "dead_band": AttributeType("dead band", "scalar"),
            "copies": AttributeType("formula field it copies", "scalar"),
            "keeps": AttributeType("kind of answer", "scalar"),
            "runs": AttributeType("when it runs", "scalar"),
            "answers": AttributeType("answer", "map"),
            "elements": AttributeType("element", "map"),
        },
    ),
    ResourceType(
        SHARING_RULE,
        "sharing rule",
        {
            **_HEAD,
            "access": AttributeType("access to the records", "scalar"),
            "group": AttributeType("public group", "scalar"),
            "logic": AttributeType("logic", "scalar"),
            "tests": AttributeType("criterion", "map", whole=True),
        },
    ),
    ResourceType(VALUE_SET, "global value set", {**_HEAD, **value_lists.TYPES}),
    ResourceType(PICKLIST_VALUE, "picklist value", {"label": AttributeType("label", "scalar")}, whole=False),
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
    """What a group names: its permission sets and its muting set. What a set opens: fields. What a field names: its value set, other fields."""
    if resource.type == SET:
        opened = resource.attributes.get(ATTRIBUTES["fields"], {})
        yield from (_defined(path) for path in opened if path.endswith(("__c", "__pc")))
    if resource.type == FIELD:
        yield from _named_by(resource)
    if resource.type == FIELD and (shared := resource.attributes.get(value_lists.SET)):
        yield f"{VALUE_SET}/{shared}"
    if resource.type == GROUP:
        members, muting = resource.attributes.get(MEMBERS, {}), resource.attributes.get(MUTING)
        yield from (f"{SET}/{name}" for name in members)
        if muting:
            yield f"{MUTING_SET}/{muting}"


def _defined(path: str) -> str:
    """The address of a field that is named by an object that shows it."""
    owner, _, name = path.partition(".")
    return f"{FIELD}/{definition(owner, name).path}"


def _named_by(field: Resource) -> Iterator[str]:
    """The fields that a formula names on its own object, and those that a roll-up works on."""
    owner = field.name.partition(".")[0]
    formula = field.attributes.get("formula")
    if isinstance(formula, str):
        yield from (_defined(f"{owner}.{path}") for path in references(formula) if path.endswith("__c") and "." not in path)
    for attribute in ("summary_by", "summary_of"):
        if isinstance(path := field.attributes.get(attribute), str) and path:
            yield _defined(path)
