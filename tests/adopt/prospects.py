"""Answers of Account Engagement's API for tests, and what they become in a small estate."""

import json
from collections.abc import Mapping
from typing import Any

from adopt.instances import ESTATE as MARKETO
from adopt.instances import compiled
from small_estate import FILES
from small_estate import org as small_org
from syncwright.adopt.differences import Difference, differences
from syncwright.adopt.instances import InstanceAdoption, adopt_instance
from syncwright.catalog.model import Named
from syncwright.files import Tree
from syncwright.instance import Instance
from syncwright.inventory import Field, Org
from syncwright.platform import installed
from syncwright.text import SourceFile

PLATFORM = "account_engagement"
UNITS = "business_units: {emea: {why: w}, amer: {why: w}}\nmarketing_data_sharing: true\nsame_email_prospects: true\n"
ESTATE = {
    "estate.yaml": MARKETO["estate.yaml"],
    "environments/production.yaml": MARKETO["environments/production.yaml"],
    "connectors/ae.yaml": FILES["connectors/ae.yaml"],
    "users/ae-integration.yaml": FILES["users/ae-integration.yaml"],
}
PEOPLE = {
    "Tier__c": Field(type="Picklist", label="Tier", values=("Gold", "Silver")),
    "Hobby__c": Field(type="Text", label="Hobby", length=80),
    "my_crm_id__c": Field(type="Text", label="Something", length=80),
}
HELD = Org(small_org({"Lead": {**PEOPLE, "Age__c": Field(type="Number", label="Age")}, "Contact": dict(PEOPLE)}))


def field(field_id: str, label: str = "", type_: str = "Text", **more: Any) -> dict[str, Any]:
    """One custom field, as version 5 has it."""
    return {"id": 1, "fieldId": field_id, "name": label or field_id, "type": type_, **more}


def answer(*fields: dict[str, Any], token: str | None = None, name: str = "fields.json") -> SourceFile:
    """The answer with these fields."""
    tree = {"nextPageToken": token, "nextPageUrl": None, "values": list(fields)}
    return SourceFile(name, json.dumps(tree, indent=1).encode())


def tree_of(files: Mapping[str, str]) -> Tree:
    return Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(files.items())])


def read(*sources: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD, of: str = "ae") -> Instance:
    """What answers say of a connector or a unit, held against an estate."""
    now = compiled(tree_of(files), held)
    assert now.catalog is not None
    ask = installed()[PLATFORM].adopt
    assert ask is not None
    whole = now.catalog.connectors["ae"]
    return ask(now.catalog, Named(of, whole.spec, whole.path), sources)


def adopted(*sources: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD, of: str = "ae") -> InstanceAdoption:
    """The adoption of answers into an estate, which then has no errors that it had not before."""
    now, instance = compiled(tree_of(files), held), read(*sources, files=files, held=held, of=of)
    done = adopt_instance(instance, "ae", now, tree_of(files), "specs", lambda tree: compiled(tree, held), installed())
    assert not done.after.failed, [one.message for one in done.after.diagnostics if one.severity == "error"]
    return done


def differ(*sources: SourceFile, files: Mapping[str, str] = ESTATE, held: Org = HELD, of: str = "ae") -> tuple[Difference, ...]:
    """Where answers and an estate disagree."""
    return differences(read(*sources, files=files, held=held, of=of), "ae", compiled(tree_of(files), held), installed())


def after(done: InstanceAdoption, files: Mapping[str, str] = ESTATE) -> dict[str, str]:
    """The estate with the specs that an adoption wrote."""
    return {**files, **{path.removeprefix("specs/"): text for path, text in done.files.items()}}
