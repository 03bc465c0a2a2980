"""An estate and its org, small enough to be applied a thousand times, whose first plan has a step of every kind that Salesforce carries out.

The org as it is: three objects, a profile, a set that users are to have besides, and a value set. The specs as they are to be: more values, fields of
ours, the sets of two users, those of one in a group with a muting set, flows for a stored answer and for a band, what is filled once those are
active, what the users are given, and a field that goes.
"""

from collections.abc import Mapping
from pathlib import Path

ORG_ID = "00D7Q000000vKmRUAU"
USERNAMES = ("marketo.sync@tiny.example", "events.sync@tiny.example")

SPECS = {
    "estate.yaml": (
        "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\n"
        "salesforce: {edition: enterprise, timezone: Europe/Amsterdam}\n"
    ),
    "environments/production.yaml": (
        "environment: production\n"
        f"salesforce: {{org: {ORG_ID}, instance: '127.0.0.1:PORT', inventory: inventory/production}}\n"
        f"users: {{marketo-sync: {{username: {USERNAMES[0]}}}, events-sync: {{username: {USERNAMES[1]}}}}}\n"
    ),
    "connectors/marketo.yaml": "connector: marketo\nplatform: marketo\nowner: ops\nwhy: programmes run there\nsync_user: marketo-sync\n",
    "connectors/events.yaml": "connector: events\nplatform: marketo\nowner: ops\nwhy: events are run there\nsync_user: events-sync\n",
    "users/marketo-sync.yaml": (
        "sync_user: marketo-sync\nowner: ops\nlicense: Salesforce Integration\nprofile: Sync\nmarketing_user: true\nwith: [Shared]\n"
    ),
    "users/events-sync.yaml": "sync_user: events-sync\nowner: ops\nprofile: Sync\ngroup: true\nwith: [Shared]\n",
    "objects/campaign.yaml": (
        "object: Campaign\nowner: ops\nwhy: it is needed\nfor: [events]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
        "  Type: {why: what it is}\n  Budget__c: {why: nobody there may see it, sync: hidden}\nused_by: w\n"
    ),
    "value_sets/tier.yaml": (
        "value_set: Tier\nlabel: Tier\nowner: ops\nwhy: one list for both objects\n"
        "order: [Gold, Silver, Bronze, Plain]\nvalues: {Gold: , Silver: , Bronze: , Plain: }\n"
    ),
    "objects/person.yaml": (
        "object: [Lead, Contact]\nowner: ops\nwhy: it is needed\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
        "  Email: {why: to mail people, pii: contact, basis: consent}\n"
        "  Score__c: {why: the score, sync: {marketo: to-salesforce}}\n"
        "used_by: w\n"
    ),
    "objects/lead.yaml": (
        "object: Lead\nowner: ops\nwhy: it is needed\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
        "  Tier__c: {why: who is served first, values: {Gold: {}, Silver: {}, Bronze: {}}}\n"
        "  Motto__c: {why: nobody reads it, retire: {stage: delete, since: 2026-01-01}}\n"
        "  Nickname__c: {why: how to greet, create: {label: Nickname, type: Text, length: 40}}\n"
        "  Warmth__c:\n    why: how warm a person is\n    band: {of: Score__c, edges: [0, 50, 100]}\n"
        "  Sync_it__c:\n    why: the answer of the filter\n    create: {label: Sync it, type: Checkbox}\n"
        "used_by: w\n"
    ),
    "filters/scope.yaml": (
        "filter: scope\nwhy: w\nowner: ops\nobjects: [Lead]\nfor: [marketo]\nwhere: |\n  Email is not blank and Score__c > 2\n"
        "as: {field: Sync_it__c, syncs_when: true, backfill: bulk}\n"
    ),
}

#: How the estate began: the field that goes is hidden, and the user has a set alone. Applied first, as what was never hidden is not deleted.
EARLIER: Mapping[str, str | None] = {
    "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nprofile: Sync\n",
    "environments/production.yaml": SPECS["environments/production.yaml"].replace(f", events-sync: {{username: {USERNAMES[1]}}}", ""),
    "users/events-sync.yaml": None,
    "connectors/events.yaml": None,
    "objects/campaign.yaml": None,
    "objects/lead.yaml": SPECS["objects/lead.yaml"][: SPECS["objects/lead.yaml"].index("  Tier__c")]
    + "  Motto__c: {why: nobody reads it, retire: {stage: hidden, since: 2026-01-01}}\nused_by: w\n",
    "filters/scope.yaml": None,
    "value_sets/tier.yaml": None,
}

_ROOT = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
_HOME = "force-app/main/default"


def _field(name: str, kind: str, more: str = "") -> str:
    label = name.removesuffix("__c").replace("_", " ")
    return f"<CustomField {_ROOT}><fullName>{name}</fullName><label>{label}</label>{more}<type>{kind}</type></CustomField>"


def _object(label: str) -> str:
    return f"<CustomObject {_ROOT}><label>{label}</label><sharingModel>ReadWrite</sharingModel></CustomObject>"


_NUMBER = "<precision>5</precision><scale>0</scale><required>false</required>"
_TIER = "<required>false</required><valueSet><restricted>true</restricted><valueSetName>Tier</valueSetName></valueSet>"
_VALUE = "<customValue><fullName>{0}</fullName><default>false</default><label>{0}</label></customValue>"

ORG = {
    "sfdx-project.json": '{"packageDirectories": [{"path": "force-app", "default": true}], "sourceApiVersion": "67.0"}',
    f"{_HOME}/objects/Lead/Lead.object-meta.xml": _object("Lead"),
    f"{_HOME}/objects/Lead/fields/Score__c.field-meta.xml": _field("Score__c", "Number", _NUMBER),
    f"{_HOME}/objects/Lead/fields/Motto__c.field-meta.xml": _field("Motto__c", "Text", "<length>80</length><required>false</required>"),
    f"{_HOME}/objects/Lead/fields/Tier__c.field-meta.xml": _field("Tier__c", "Picklist", _TIER),
    f"{_HOME}/objects/Contact/Contact.object-meta.xml": _object("Contact"),
    f"{_HOME}/objects/Contact/fields/Score__c.field-meta.xml": _field("Score__c", "Number", _NUMBER),
    f"{_HOME}/objects/Campaign/Campaign.object-meta.xml": _object("Campaign"),
    f"{_HOME}/objects/Campaign/fields/Budget__c.field-meta.xml": _field("Budget__c", "Number", _NUMBER),
    f"{_HOME}/globalValueSets/Tier.globalValueSet-meta.xml": (
        f"<GlobalValueSet {_ROOT}>{''.join(map(_VALUE.format, ('Gold', 'Plain')))}<masterLabel>Tier</masterLabel><sorted>false</sorted></GlobalValueSet>"
    ),
    f"{_HOME}/permissionsets/Shared.permissionset-meta.xml": (
        f"<PermissionSet {_ROOT}><description>for all</description><label>Shared</label>"
        "<userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions></PermissionSet>"
    ),
    f"{_HOME}/profiles/Sync.profile-meta.xml": (
        f"<Profile {_ROOT}><custom>true</custom><userLicense>Salesforce Integration</userLicense></Profile>"
    ),
}


def write(root: Path, files: Mapping[str, str | None]) -> Path:
    """These files below a folder; None takes one away."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True) if text is None else path.write_text(text)
    return root


def specs_at(port: int, more: Mapping[str, str | None] = {}) -> dict[str, str | None]:
    """The specs, for an org at that port of this machine, with other files over them."""
    return {name: text and text.replace("PORT", str(port)) for name, text in {**SPECS, **more}.items()}
