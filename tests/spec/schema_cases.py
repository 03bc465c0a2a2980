"""Small specs that the loader and the schemas must both accept or both refuse, and how an editor reads YAML."""

import json
import re
from contextlib import suppress
from itertools import product
from typing import Annotated, Any, get_origin

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from syncwright.platform import connector_models, installed
from syncwright.spec import schema as subject
from syncwright.spec import values
from syncwright.spec.kinds import KINDS, kind_of
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.text import SourceFile

ESTATE = """\
estate: meadow-tools
owner: crm
owners:
  crm: {title: CRM team, contact: crm@meadow.example}
salesforce: {edition: enterprise}
"""
ENVIRONMENT = """\
environment: live
salesforce: {org: 00D000000000001EAA, instance: meadow.my.salesforce.com, inventory: inventory/live}
"""
MARKETO = """\
connector: m1
platform: marketo
owner: web
why: newsletters
sync_user: m1-sync
"""
ENGAGEMENT = """\
connector: pardot
platform: account_engagement
owner: web
why: dealers mail from it
sync_user: pardot-sync
version: 2
"""
OBJECT = """\
object: Lead
why: every enquiry
fields: {}
"""
FILTER = "filter: reachable\nwhy: the others cost backlog\nobjects: Lead\nwhere: Email is not blank\n"
PARTITION = "partition: regions\nwhy: each unit sees its own\nobjects: [Lead, Contact]\ncases:\n  NO: {for: pardot/north, where: Email is not blank}\n"
MAP = """\
map: colours
why: forms send codes
values: {R: red}
"""
BATCH = """\
campaign: tidy
for: m1
why: forms send codes
type: batch
flow: [{change: Colour, map: colours}]
"""
TRIGGER = """\
campaign: hand-over
for: m1
why: sellers call within the hour
type: trigger
when: [{created: true}]
flow: [{sync_person: true}]
"""
VALUE_SET = """\
value_set: Colours
why: forms offer them
values: {Red: }
"""
SYNC_USER = """\
sync_user: m1-sync
owner: crm
"""
SMALLEST = {
    "estate": ESTATE,
    "environment": ENVIRONMENT,
    "connector of Marketo": MARKETO,
    "connector of Account Engagement": ENGAGEMENT,
    "object": OBJECT,
    "filter": FILTER,
    "partition": PARTITION,
    "map": MAP,
    "campaign of batch": BATCH,
    "campaign of trigger": TRIGGER,
    "value_set": VALUE_SET,
    "sync_user": SYNC_USER,
}


def field(*lines: str) -> str:
    """An object with one field `A__c` that says `lines`."""
    return "object: Lead\nwhy: every enquiry\nfields:\n  A__c:\n" + "".join(f"    {line}\n" for line in lines)


#: Plain scalars that an editor takes for something else than text.
TYPED = ["67.0", "1", "-1", "+1", "0", "007", "1e3", "1.", ".5", "0x1F", "0o17", ".inf", "-.INF", ".NaN"]
TYPED += ["true", "True", "TRUE", "false", "null", "Null", "NULL", "~", "005e00000000001"]
#: The same for an editor that is set to YAML 1.1, and what only looks like it.
ONCE_TYPED = ["NO", "yes", "on", "off", "y", "2026-03-01", "2026-03-01T10:00:00Z", "12:30:45", "0b11", "1_000", "017"]

ACCEPTED = SMALLEST | {
    "an estate in full": """\
---
# the whole of it
estate: meadow-tools
owner: crm
default_environment: live
owners:
  crm: {title: CRM team, contact: crm@meadow.example, github: "@meadow/crm"}
  web: {title: 42, contact: web@meadow.example, github: '@meadow'}
salesforce: {edition: unlimited, api_version: 67.0, timezone: Europe/Oslo}
policy:
  rules: {formula-field-synced: off, field-without-owner: warning, length-beyond-platform: note, some-rule: error}
  review_every: 1 year
allow:
  field-without-owner: {why: agreed, until: 2027-01-31}
""",
    "an API version in quotes": ESTATE.replace("enterprise", 'enterprise, api_version: "100.0"'),
    "an environment in full": ENVIRONMENT
    + """\
protected: true
connectors:
  m1: {munchkin: 123-ABC-456, first_sync: 2026-01-31}
  pardot/north: {business_unit: 0Uv000000000001CAA, state: paused}
  pardot/south: {business_unit: 0Uv000000000001, state: running}
  pardot/east: absent
  m2: {}
users:
  m1-sync: {username: m1.sync@meadow.example}
""",
    "a yes in quotes": ENVIRONMENT + 'protected: "false"\n',
    "a folder that looks like a number": ENVIRONMENT.replace("inventory/live", "67.0"),
    "a Marketo connector in full": MARKETO
    + """\
activities: [Filled out form, Email opened]
volumes: {Filled out form: 40, Email opened: "0.5"}
custom_objects: {Boat__c: {why: NO, constraints: [Name]}}
program_member_fields: {Cabin__c: {field: 67.0, why: the berth}}
member_statuses: {Webinar: [Invited, 67.0, NO]}
options: {campaign_sync: true, default_last_name: Null, default_company: 0x1F, owner_notifications: false}
operations: {errors_owner: web, deputy: crm, review_every: 3 days}
""",
    "an Account Engagement connector in full": ENGAGEMENT
    + """\
marketing_data_sharing: true
same_email_prospects: false
person_accounts: off
blank_salesforce_values_overwrite: "true"
operations: {errors_owner: web, review_every: 12 hours}
resources: {Our rules: "https://wiki.example/rules?a=b", 67.0: "https://wiki.example/numbers"}
edition: advanced
object_change_log: false
connected_campaigns: "false"
mailable_prospects: 150000
partner: NO
user_sync: {public_groups: [AE_1], roles: [R], roles_and_subordinates: [S], users: [kim@meadow.example], profiles: {1: Sales, NO: Marketing}}
settings: {create_prospects: true, default_campaign: 2026, change_emails: false, match_users: true, delete_and_merge: "true", creates: contact, assignment: queue}
business_units:
  east: {why: x, mailable_prospects: "7", user_sync: {profiles: {}}, settings: {}}
  north: {why: dealers in the north, campaign_record_types: [North, 1]}
  south: {why: ~}
""",
    "a connector's keys in any order": "sync_user: s\nwhy: x\nowner: web\nplatform: 'marketo'\nconnector: m1\n",
    "a version in quotes": ENGAGEMENT.replace("version: 2", 'version: "1"'),
    "a version without quotes": ENGAGEMENT.replace("version: 2", "version: 1"),
    "person accounts": ENGAGEMENT + "person_accounts: create_as_person_account\n",
    "a sync user in full": SYNC_USER
    + """\
kind: user
license: Salesforce
profile: Minimum Access - Salesforce
marketing_user: true
with: [Login_Policy, Shared_1]
preset: documented
grants:
  objects:
    Lead: {access: [create, edit], why: makes leads}
    Task: {access: view-all, why: 2}
  fields: {Account.Type: {access: edit, why: "a set-up page, step 2"}}
  permissions: {ConvertLeads: {why: hand-off}}
""",
    "the other kind of sync user": SYNC_USER + "kind: account_engagement_integration_user\nwith: []\n",
    "several objects": OBJECT.replace("Lead", "[Lead, Contact, A_B__c]"),
    "objects below each other": OBJECT.replace("object: Lead", "object:\n- Lead\n- Contact"),
    "one connector": OBJECT + "for: m1\n",
    "several connectors": OBJECT + "for: [m1, pardot]\n",
    "connectors that look typed": OBJECT + "for: [1, 2e5, true, null, 007]\n",
    "one user of a thing": OBJECT + "used_by: 67.0\n",
    "several users of a thing": OBJECT + "used_by: [67.0, true, list view Hot, ~]\n",
    "an object that lives elsewhere": OBJECT + "of: m1\nowner: 1\nsync: hidden\n",
    "a direction for each connector": OBJECT + "sync: {m1: two-way, 2: hidden}\n",
    "defaults in full": OBJECT
    + """\
defaults:
  sync: {m1: to-salesforce}
  why: 1
  owner: crm
  pii: behaviour
  basis: false
  reviewed: 2026-03-01
  at: {m1: {sync: hidden, field: 1, wins: salesforce, type: true}}
""",
    "fields without values": "object: Lead\nwhy: x\nfields:\n  A__c:\n  B__c: {}\n  C__c: ''\n  D__c: # later\n",
    "fields whose names look typed": "object: Lead\nwhy: x\nfields: {true: {why: x}, Null: , No: , y: }\n",
    "a field's governance": field(
        "why: call lists", "owner: 2", "pii: consent", "basis: law", "reviewed: 2026-12-31", "used_by: report 1", "previously: Old"
    ),
    "a field's names": field("is: {Lead: Address, Contact: MailingAddress}", "convert: Contact.A__c", "previously: 5"),
    "parts with and without values": field(
        "parts:", "  Country: {at: {pardot: {field: country}}, why: x}", "  City:", "  Zip: {sync: hidden}"
    ),
    "a field of ours": field("create: {label: 1, type: 2, length: 80}"),
    "a length in quotes": field('create: {label: A, type: text, length: "80"}'),
    "bands": field("band: {of: Score__c, edges: [0, 26, -5], dead_band: 2}"),
    "bands in quotes": field("band: {of: Score__c, edges: ['0', \"26\"], dead_band: '2'}"),
    "values with and without values": field(
        "values:", "  Drives:", "  Old sensors: {previously: SENSOR}", "  1:", "  2.0: {previously: 2}"
    ),
    "own values in full": field(
        "create: {label: A, type: Picklist, order: [Red, 1], sorted: false, restricted: true}",
        "values: {Red: {label: 1, default: true, active: 'true', color: '#00aa55', description: ~}, 1: {previously: [true, 2]}}",
    ),
    "a set of the org": field("create: {label: A, type: Picklist, value_set: Colours}"),
    "a batch campaign in full": BATCH
    + """\
owner: web
qualify: {every: 7 days}
every: {week: {on: [monday, friday], at: "02:00"}, timezone: Europe/Oslo}
objects: Lead
who: Colour in keys of colours
limit: 5000
tokens: {Colour: red, Points: {type: number, value: 5}}
""",
    "a trigger campaign in full": TRIGGER.replace(
        "{created: true}", "{created: 'true'}, {changes: A, to: 1}, {fills_out_form: any}"
    ).replace(
        "{sync_person: true}",
        "{sync_person: {queue: 1}}, {change: A, to: NULL}, {change: A, choices: [{if: B = 1, to: 2}], otherwise: true}, "
        '{change_score: S, by: "+5"}, {create_task: {subject: call, due: 2 days}}, {convert_person: {notify: false}}, {wait: 1 day}',
    ),
    "a score that is set": BATCH.replace("change: Colour, map: colours", "change_score: S, by: =5"),
    "a map of countries": MAP.replace("values: {R: red}", "base: countries"),
    "a map of states": MAP + "base: {states: NO}\n",
    "a value set in full": VALUE_SET + "owner: crm\nlabel: 1\ndescription: true\norder: [Red]\nsorted: true\n",
    "a removal": field("retire: {stage: hidden, since: 2026-06-30, delete_after: 90 days}"),
    "the end of a removal": field("retire: {stage: delete, since: '2026-06-30'}"),
    "findings that are allowed": field("allow: {formula-field-synced: {why: checked, until: 2027-06-30}}"),
    "everything at one connector": field("at: {pardot: {field: score, wins: most_recent_field, sync: from-salesforce, type: dropdown}}"),
    "text over lines": field("why: |", "  first", "  second", "basis: >-", "  folded", "  text"),
    "values that look typed": MAP.replace("{R: red}", "{" + ", ".join(f"k{n}: {word}" for n, word in enumerate(TYPED)) + "}"),
    "values that once looked typed": MAP.replace("{R: red}", "{" + ", ".join(f"k{n}: {word}" for n, word in enumerate(ONCE_TYPED)) + "}"),
    "keys that look like numbers": MAP.replace("{R: red}", "{1: a, 67.0: b, 0x1F: c, -3: d, 1e3: e, .inf: f}"),
    "keys that look like other things": MAP.replace("{R: red}", "{true: a, FALSE: b, null: c, 2026-03-01: d, NO: e, on: f}"),
    **{f"`{word}` for a reason": OBJECT.replace("every enquiry", word) for word in (*TYPED, *ONCE_TYPED)},
    **{f"`{word}` for a name": MAP.replace("colours", word) for word in ("1", "007", "1e3", "0x1f", "true", "null", "off", "2026-03-01")},
}

#: Each with the line (from 1) that has to be underlined.
REFUSED = {
    "no kind": (1, "objekt: Lead\nwhy: x\nfields: {}\n"),
    "a list": (1, "- object: Lead\n"),
    "an unknown key": (3, "object: Lead\nwhy: x\nwhi: x\nfields: {}\n"),
    "an unknown key of an estate": (6, ESTATE + "ownr: crm\n"),
    "an unknown key of an environment": (3, ENVIRONMENT + "user: {}\n"),
    "an unknown key of a map": (4, MAP + "value: {}\n"),
    "an unknown key of a value set": (4, VALUE_SET + "restricted: true\n"),
    "an unknown key of a value": (3, VALUE_SET.replace("{Red: }", "{Red: {colour: x}}")),
    "a value set without values": (3, VALUE_SET.replace("{Red: }", "{}")),
    "a wrong name of a value set": (1, VALUE_SET.replace("Colours", "my colours")),
    "an unknown key of a sync user": (3, SYNC_USER + "lisence: x\n"),
    "an unknown key of a field": (6, field("why: x", "pi: none")),
    "an unknown key deep below": (5, field("at: {m1: {feild: x}}")),
    "a key of another platform": (6, MARKETO + "version: 2\n"),
    "a key of another kind": (4, OBJECT + "grants: {}\n"),
    "a missing reason": (1, "object: Lead\nfields: {}\n"),
    "missing fields": (1, "object: Lead\nwhy: x\n"),
    "a missing owner": (1, "sync_user: x\n"),
    "a missing platform": (1, MARKETO.replace("platform: marketo\n", "")),
    "a missing version": (1, ENGAGEMENT.replace("version: 2\n", "")),
    "a missing org": (2, "environment: x\nsalesforce: {instance: a.b.com, inventory: x}\n"),
    "a missing end": (5, field("allow: {some-rule: {why: x}}")),
    "a type that is not there": (4, BATCH.replace("batch", "engagement")),
    "a missing type": (1, BATCH.replace("type: batch\n", "")),
    "a key of another type": (6, BATCH + "when: [{created: true}]\n"),
    "no steps": (5, BATCH.replace("[{change: Colour, map: colours}]", "[]")),
    "no events": (5, TRIGGER.replace("[{created: true}]", "[]")),
    "an unknown key of a step": (5, BATCH.replace("map: colours", "mp: colours")),
    "a time of no day": (6, BATCH + 'every: {day: "24:00"}\n'),
    "a day of no week": (6, BATCH + 'every: {week: {on: someday, at: "02:00"}}\n'),
    "a base that is not there": (4, MAP + "base: cities\n"),
    "a country that is none": (4, MAP + "base: {states: norway}\n"),
    "a platform that is not there": (2, MARKETO.replace("marketo", "markto")),
    "a wrong direction": (5, field("sync: both")),
    "a wrong direction for one": (5, field("sync: {m1: both}")),
    "a wrong severity": (6, ESTATE + "policy: {rules: {some-rule: on}}\n"),
    "a wrong edition": (5, ESTATE.replace("enterprise", "1")),
    "a wrong version": (6, ENGAGEMENT.replace("version: 2", "version: 3")),
    "a wrong way with person accounts": (7, ENGAGEMENT + "person_accounts: true\n"),
    "a wrong state": (3, ENVIRONMENT + "connectors: {m1: {state: off}}\n"),
    "neither a place nor absent": (3, ENVIRONMENT + "connectors: {m1: gone}\n"),
    "neither yes nor no": (3, ENVIRONMENT + "protected: maybe\n"),
    "neither yes nor no, a number": (3, ENVIRONMENT + "protected: 1\n"),
    "wrong access": (3, SYNC_USER + "grants: {objects: {Lead: {access: [read, write], why: x}}}\n"),
    "keys where text is meant": (2, "object: Lead\nwhy: {a: b}\nfields: {}\n"),
    "a list where text is meant": (2, "object: Lead\nwhy: [a]\nfields: {}\n"),
    "keys in a list": (1, "object: [Lead, {a: b}]\nwhy: x\nfields: {}\n"),
    "keys where one or many are meant": (4, OBJECT + "for: {m1: x}\n"),
    "none where one or many are meant": (4, OBJECT + "for: []\n"),
    "one where many are meant": (3, SYNC_USER + "with: Login_Policy\n"),
    "a list where keys are meant": (3, "object: Lead\nwhy: x\nfields: [A__c]\n"),
    "a list where a field is meant": (4, "object: Lead\nwhy: x\nfields:\n  A__c: [why]\n"),
    "text where keys are meant": (6, MARKETO + "operations: weekly\n"),
    "text where a field is meant": (4, "object: Lead\nwhy: x\nfields:\n  A__c: reason\n"),
    "nothing where keys are meant": (3, "object: Lead\nwhy: x\nfields:\n"),
    "nothing where a place is meant": (4, ENVIRONMENT + "connectors:\n  m1:\n"),
    "a list of values": (3, "map: x\nwhy: x\nvalues: [a, b]\n"),
    "a value that is a list": (4, "map: x\nwhy: x\nvalues:\n  a: [b]\n"),
    "a wrong name": (1, OBJECT.replace("Lead", "Lead-1")),
    "a number for an API name": (1, OBJECT.replace("Lead", "67.0")),
    "a wrong name in a list": (1, OBJECT.replace("Lead", "[Lead, 'a b']")),
    "a wrong name of a field": (4, "object: Lead\nwhy: x\nfields:\n  A b: {why: x}\n"),
    "a wrong name of a connector": (1, MARKETO.replace("m1\n", "M 1\n", 1)),
    "a wrong name of a part": (5, field("sync: {'m 1': hidden}")),
    "a wrong day": (5, field("reviewed: 31.12.2026")),
    "a month too many": (5, field("reviewed: 2026-13-01")),
    "a wrong length of time": (5, field("retire: {stage: hidden, since: 2026-01-01, delete_after: soon}")),
    "a wrong address": (4, ESTATE.replace("crm@meadow.example", "crm")),
    "a number for an address": (4, ESTATE.replace("crm@meadow.example", "12")),
    "a wrong link": (7, ENGAGEMENT + "resources: {Our wiki: wiki.example}\n"),
    "a wrong host": (2, ENVIRONMENT.replace("meadow.my", "https://meadow.my")),
    "a wrong org": (2, ENVIRONMENT.replace("00D", "00E")),
    "a short org": (2, ENVIRONMENT.replace("00D000000000001EAA", "00D1")),
    "a wrong Munchkin id": (3, ENVIRONMENT + "connectors: {m1: {munchkin: 123-456-789}}\n"),
    "an API version of long ago": (5, ESTATE.replace("enterprise", "enterprise, api_version: 39.0")),
    "an API version that is none": (5, ESTATE.replace("enterprise", "enterprise, api_version: v67")),
    "a half number": (5, field("create: {label: A, type: text, length: 1.5}")),
    "a number in words": (5, field("band: {of: A, edges: [none]}")),
    "text that is too long": (1, OBJECT.replace("Lead", "A" * 81)),
}

#: The types of text that the language knows, by name.
TYPES = {name: of for name, of in vars(values).items() if get_origin(of) is Annotated and not getattr(of, "__parameters__", ())}


def words() -> list[str]:
    """Words that some types accept and others do not, among them all short ones that look like a number or nearly so."""
    tokens = ["0", "1", "60", "a", "F", "e", "x", "o", ".", "+", "-", "_", "~", ":", "true", "Null", "inf"]
    made = ("".join(word) for count in (1, 2, 3) for word in product(tokens, repeat=count))
    right = ["00D000000000001EAA", "0Uv000000000001", "123-ABC-456", "a.b.com", "x@y", "@a/b", "A.b", "2 days", "ae/emea", "Europe/Oslo"]
    right += ["02:00", "=-5", "https://a.example/b"]
    return [word for word in dict.fromkeys([*TYPED, *ONCE_TYPED, *right, *made]) if re.fullmatch(r"(?![:-]$|.*:$).+", word)]


def listed(words: list[str]) -> str:
    """A block sequence, without quotes wherever it can be."""
    return "".join(f"- {word if word[0] != '@' else json.dumps(word)}\n" for word in words)


def for_editors(of: Any) -> dict[str, Any]:
    """The schema of one type of text, as it stands wherever the type does."""
    made: dict[str, Any] = subject._for_editors(TypeAdapter(of).json_schema(schema_generator=subject._Generator))
    return made


def accepted_by(of: Any, words: list[str]) -> list[str]:
    """Those of the words that the loader accepts as this type."""
    adapter, found = TypeAdapter(of), []
    for word in words:
        with suppress(ValidationError):
            adapter.validate_python(word)
            found.append(word)
    return found


def kind(text: str) -> str | None:
    """The kind of a case; None if it has none of its own schema."""
    tree = as_typed(text)
    found = kind_of(tree) if isinstance(tree, dict) else None
    return found if found in KINDS else None


def loaded(text: str) -> Loaded | None:
    """What the loader makes of a spec; None if it refuses."""
    result = load(parse(SourceFile("it.yaml", text.encode())), connector_models(installed()))
    return result if isinstance(result, Loaded) else None


def as_typed(text: str) -> Any:
    """A YAML 1.2 file as an editor sees it: numbers, yes and no, and nothing are no text; days are; keys are, as in JSON."""
    yaml = YAML(typ="safe", pure=True)
    return _typed(yaml, yaml.compose(text))


def _typed(yaml: YAML, node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _typed(yaml, value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_typed(yaml, item) for item in node.value]
    if node.tag.rsplit(":", 1)[-1] in ("int", "float", "bool", "null"):
        with suppress(ValueError):  # ruamel takes `+.` for a number and then cannot read it
            return yaml.constructor.construct_object(node)
    return node.value
