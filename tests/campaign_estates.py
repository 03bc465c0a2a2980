"""A small estate with a campaign, and what becomes of it, for tests."""

import json
from typing import Any

from small_estate import compiled, org, told
from syncwright.compile import Compilation
from syncwright.inventory import Field, Org
from syncwright.platform import Artifact
from syncwright.platforms.marketo.campaigns.tasks import tasks as campaign_tasks
from syncwright.platforms.marketo.runbook.task import Task

PERSON = {
    "Sync__c": Field(type="Checkbox", label="Sync to Marketo"),
    "Worth__c": Field(type="Number", label="Worth"),
    "Tier__c": Field(type="Picklist", label="Tier", values=("A", "B")),
    "Lines__c": Field(type="MultiselectPicklist", values=("A", "B")),
}
HELD = Org(
    org(
        {
            "Lead": {**PERSON, "Plant_Role__c": Field(type="Text", label="Plant Role")},
            "Contact": {**PERSON, "Site_Role__c": Field(type="Text", label="Site Role")},
        }
    )
)
PEOPLE = """\
object: [Lead, Contact]
owner: ops
why: people
for: [marketo]
defaults: {why: w, pii: none, reviewed: 2026-05-01, sync: two-way}
fields:
  Email:
  Sync__c:
  Worth__c:
  Tier__c:
  Lines__c:
  Address:
    is: {Lead: Address, Contact: MailingAddress}
    parts: {Country: , State: }
  Role:
    is: {Lead: Plant_Role__c, Contact: Site_Role__c}
    allow: {pair-named-apart: {why: told apart below, until: 2026-12-31}}
used_by: w
"""
ALONE = "object: Person\nof: marketo\nowner: ops\nwhy: w\nfields:\n  scoreBand: {why: w, create: {label: Score band, type: string}}\n"
MAP = "map: country\nwhy: what forms send\nvalues: {USA: United States, U.S.: United States, UK: United Kingdom}\n"
BATCH = 'campaign: one\nfor: marketo\nowner: ops\nwhy: it is needed\ntype: batch\nevery: {day: "02:00"}\nqualify: every-time\n'
TRIGGER = "campaign: one\nfor: marketo\nowner: ops\nwhy: it is needed\ntype: trigger\n"
FOLDER = "marketo/campaigns/one"


def made(text: str, more: dict[str, str] | None = None) -> Compilation:
    """The estate with the one campaign, compiled."""
    estate = {
        "objects/people.yaml": PEOPLE,
        "objects/alone.yaml": ALONE,
        "maps/country.yaml": MAP,
        "campaigns/one.yaml": text,
        **(more or {}),
    }
    compilation = compiled(estate, HELD)
    assert not compilation.failed, told(compilation)
    return compilation


def files(text: str, more: dict[str, str] | None = None) -> dict[str, Artifact]:
    """The files of the one campaign, by name."""
    return {one.path.removeprefix(f"{FOLDER}/"): one for one in made(text, more).artifacts() if one.path.startswith(FOLDER)}


def tasks(text: str) -> list[Task]:
    """What of it is in the runbook."""
    catalog = made(text).catalog
    assert catalog is not None
    return [*campaign_tasks(catalog, catalog.connectors["marketo"])]


def document(text: str, more: dict[str, str] | None = None) -> dict[str, Any]:
    """The document of the one campaign."""
    found: dict[str, Any] = json.loads(files(text, more)["campaign.json"].data)
    return found


def shown(one: dict[str, Any]) -> str:
    """A filter in short."""
    return " ".join([one["name"], one["operator"], *(["|".join(one["values"])] if one["values"] else [])])
