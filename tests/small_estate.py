"""A small estate for tests, in memory: a few files, the org that they speak of, and what they compile to."""

from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree

from syncwright.compile import Compilation, compile_estate
from syncwright.diagnostics import Diagnostic
from syncwright.files import Tree
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import kind_by_name
from syncwright.inventory.store import inventory_files
from syncwright.platform import installed
from syncwright.platforms.salesforce import metadata
from syncwright.resource import Resource
from syncwright.text import SourceFile

TODAY = date(2026, 6, 1)
NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}"

FILES = {
    "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n",
    "environments/production.yaml": (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    ),
    "connectors/marketo.yaml": "connector: marketo\nplatform: marketo\nowner: ops\nwhy: programmes run there\nsync_user: marketo-sync\n",
    "connectors/ae.yaml": (
        "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: regional teams mail from there\nsync_user: ae-integration\nversion: 2\n"
        "operations: {errors_owner: ops, review_every: 7 days}\npartner: ops\nsettings: {match_users: true}\n"
    ),
    "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\n",
    "users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\nkind: account_engagement_integration_user\n",
}

#: Every kind of field that has rules of its own, on an object and on the detail of an object.
DEVICE = {
    "Name": Field(type="Text", label="Device", required=True, fls="no"),
    "Text__c": Field(type="Text", label="Text", length=80),
    "Other__c": Field(type="Text", label="Other", length=80),
    "Email__c": Field(type="Email"),
    "Required__c": Field(type="Text", length=80, required=True),
    "Required_Lookup__c": Field(type="Lookup", references=("Contact",), required=True),
    "Lookup__c": Field(type="Lookup", references=("Contact",)),
    "Account__c": Field(type="MasterDetail", references=("Account",)),
    "Formula__c": Field(type="Text", formula="Text__c"),
    "Rollup__c": Field(type="Summary", summary="count Visit__c.Device__c"),
    "Number__c": Field(type="AutoNumber"),
}
ORG: dict[str, dict[str, Field]] = {
    "Device__c": DEVICE,
    "Visit__c": {"Device__c": Field(type="MasterDetail", references=("Device__c",)), "Text__c": Field(type="Text", length=80)},
    "Loose__c": {"Text__c": Field(type="Text", length=80)},
    "Lead": {"Score__c": Field(type="Number"), "Region__c": Field(type="Picklist", required=True), "Motto__c": Field(type="Text")},
    "Contact": {"Score__c": Field(type="Number"), "Motto__c": Field(type="Text")},
    "Activity": {"Outcome__c": Field(type="Picklist"), "Worth__c": Field(type="Currency", formula="1")},
    "CampaignMember": {"Source__c": Field(type="Text")},
    "OpportunityContactRole": {"Weight__c": Field(type="Number")},
    "User": {"Badge__c": Field(type="Text")},
}


def org(extra: Mapping[str, dict[str, Field]] | None = None) -> dict[str, Object]:
    """The objects of the org, with more or other ones."""
    return {name: Object(name, kind_by_name(name), fields) for name, fields in {**ORG, **(extra or {})}.items()}


def compiled(
    files: Mapping[str, str | None], objects: Mapping[str, Object] | Org | None = None, environment: str | None = None, today: date = TODAY
) -> Compilation:
    """The estate with these files over its own (None takes one away), in an org that holds these objects, or this org."""
    texts = {name: text for name, text in {**FILES, **files}.items() if text is not None}
    sources = [SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(texts.items())]
    held = inventory_files(objects if isinstance(objects, Org) else Org(org() if objects is None else objects))
    inventory = Tree([SourceFile(f"specs/inventory/production/{name}", data) for name, data in held.items()])
    return compile_estate(Tree(sources), "specs", lambda _: inventory, installed(), environment=environment, today=today)


def found(compilation: Compilation) -> list[tuple[str, str]]:
    """Rule and place of each finding that is not allowed, as `estate.yaml:3:1`."""
    return [(one.rule.id, placed(one)) for one in compilation.diagnostics if one.allowed is None]


def placed(one: Diagnostic) -> str:
    start = one.primary.span.start
    return f"{one.primary.path.removeprefix('specs/')}:{start.line}:{start.column}"


def told(compilation: Compilation) -> str:
    """Every finding, for a person who reads a failing test."""
    return "\n".join(f"{one.rule.id} {placed(one)} {one.message} | {one.help}" for one in compilation.diagnostics) or "nothing was found"


def clean(
    files: Mapping[str, str | None], objects: Mapping[str, Object] | Org | None = None, environment: str | None = None
) -> Compilation:
    """The same, and nothing is wrong with it."""
    compilation = compiled(files, objects, environment)
    assert not found(compilation), told(compilation)
    return compilation


def permission_set(compilation: Compilation, name: str = "Marketo_Sync") -> Resource:
    """One permission set of those that were made."""
    return next(one for one in compilation.resources if one.name == name)


def fields_of(compilation: Compilation, name: str = "Marketo_Sync") -> dict[str, str]:
    """Fields that a set grants, with `read` or `edit`."""
    return dict(permission_set(compilation, name).attributes["field_permissions"])


def objects_of(compilation: Compilation, name: str = "Marketo_Sync") -> dict[str, set[str]]:
    """Objects that a set grants, with the accesses."""
    held = permission_set(compilation, name).attributes["object_permissions"]
    return {one: set(access.split()) for one, access in held.items()}


def permissions_of(compilation: Compilation, name: str = "Marketo_Sync") -> set[str]:
    """User permissions that a set grants."""
    return set(permission_set(compilation, name).attributes["user_permissions"])


def spec(object_name: str, fields: Mapping[str, str] | str, connectors: str = "marketo", defaults: str = "{sync: from-salesforce}") -> str:
    """An object spec; each field with what stands in its braces. All have a privacy class and a use, behind the rest."""
    lines = fields if isinstance(fields, str) else "".join(f"  {name}: {{why: w, {said}}}\n" for name, said in fields.items())
    if "pii:" not in defaults:
        defaults = f"{defaults[:-1]}, pii: none}}" if len(defaults) > 2 else "{pii: none}"
    head = f"object: {object_name}\nowner: ops\nwhy: it is needed\nfor: [{connectors}]\ndefaults: {defaults}\n"
    return f"{head}fields:\n{lines}used_by: w\n" if lines else f"{head}fields: {{}}\nused_by: w\n"


def user(grants: str = "", name: str = "marketo-sync", more: str = "") -> dict[str, str]:
    """The file of a sync user, with what stands in the braces of its grants."""
    return {f"users/{name}.yaml": f"sync_user: {name}\nowner: ops\n{more}grants: {{{grants}}}\n"}


def xml(resource: Resource) -> bytes:
    """The file of a permission set."""
    return metadata.permission_set(resource).data


def rows(xml: bytes) -> dict[str, list[dict[str, str]]]:
    """What a permission set's XML says, read by nothing of ours: element to its rows."""
    read: dict[str, list[dict[str, str]]] = {}
    for element in ElementTree.fromstring(xml):
        children = {child.tag.removeprefix(NAMESPACE): child.text or "" for child in element}
        read.setdefault(element.tag.removeprefix(NAMESPACE), []).append(children or {"": element.text or ""})
    return read
