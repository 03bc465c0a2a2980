"""Answers of a Marketo instance for tests, and what they become in a small estate."""

import json
from collections.abc import Mapping
from typing import Any

from small_estate import ORG, TODAY, org
from syncwright.adopt.differences import Difference, differences
from syncwright.adopt.instances import InstanceAdoption, adopt_instance
from syncwright.compile import Compilation, compile_estate
from syncwright.files import Tree
from syncwright.instance import Instance
from syncwright.inventory import Field, Org
from syncwright.inventory.store import inventory_files
from syncwright.platform import installed
from syncwright.text import SourceFile

ESTATE = {
    "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n",
    "environments/production.yaml": (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    ),
    "connectors/marketo.yaml": "connector: marketo\nplatform: marketo\nowner: ops\nwhy: programmes run there\nsync_user: marketo-sync\n",
    "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\n",
}
PEOPLE = {
    "Lead": {
        **ORG["Lead"],
        "Tier__c": Field(type="Text", label="Tier", length=80),
        "Role__c": Field(type="Text", label="Role on site", length=80),
        "Fit__c": Field(type="Number", label="Fit", formula="1"),
    },
    "Contact": {
        **ORG["Contact"],
        "Tier__c": Field(type="Text", label="Tier", length=80),
        "Site_Role__c": Field(type="Text", label="Role on site", length=80),
    },
    "Account": {"Segment__c": Field(type="Text", label="Segment", length=80)},
}
HELD = Org(org(PEOPLE))


def field(name: str, label: str = "", crm: bool | None = True, **more: Any) -> dict[str, Any]:
    """One field of `describe2`."""
    said = {"name": name, "displayName": label or name, "dataType": "string", "updateable": True, "crmManaged": crm, **more}
    return {key: value for key, value in said.items() if value is not None}


def describe2(*fields: dict[str, Any]) -> SourceFile:
    """The answer with these fields."""
    tree = {"requestId": "1", "success": True, "result": [{"name": "API Lead", "searchableFields": [["email"]], "fields": list(fields)}]}
    return SourceFile("describe2.json", json.dumps(tree, indent=1).encode())


def tree_of(files: Mapping[str, str]) -> Tree:
    return Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted({**ESTATE, **files}.items())])


def compiled(tree: Tree, held: Org = HELD) -> Compilation:
    inventory = Tree([SourceFile(f"specs/inventory/production/{name}", data) for name, data in inventory_files(held).items()])
    return compile_estate(tree, "specs", lambda _: inventory, installed(), environment=None, today=TODAY)


def read(source: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD) -> tuple[Instance, Compilation]:
    """What an answer says, held against an estate."""
    now = compiled(tree_of(files), held)
    assert now.catalog is not None and not now.failed
    ask = installed()["marketo"].adopt
    assert ask is not None
    return ask(now.catalog, now.catalog.connectors["marketo"], [source]), now


def adopted(source: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD) -> InstanceAdoption:
    """The adoption of an answer into an estate, which then has no errors."""
    instance, now = read(source, files, held)
    done = adopt_instance(instance, "marketo", now, tree_of(files), "specs", lambda tree: compiled(tree, held), installed())
    assert not done.after.failed, [one.message for one in done.after.diagnostics if one.severity == "error"]
    return done


def differ(source: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD) -> tuple[Difference, ...]:
    """Where an answer and an estate disagree."""
    instance, now = read(source, files, held)
    return differences(instance, "marketo", now, installed())


def after(done: InstanceAdoption, files: Mapping[str, str] = ESTATE) -> dict[str, str]:
    """The estate with the specs that an adoption wrote."""
    return {**files, **{path.removeprefix("specs/"): text for path, text in done.files.items()}}
