"""What a spec may look like: every kind takes what the language shows, and says of what it does not take what is wrong, once, and where."""

import pytest

from syncwright.diagnostics import Diagnostic, diagnose
from syncwright.platform import connector_models, installed
from syncwright.spec.kinds import KINDS, kind_of
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile

MODELS = connector_models(installed())

ESTATE = "estate: e\nowner: o\nowners: {o: {title: t, contact: a@b.c}}\nsalesforce: {edition: enterprise}\n"
ENVIRONMENT = "environment: p\nsalesforce: {org: 00D7Q000000vKmR, instance: a.my.salesforce.com, inventory: inventory/p}\n"
MARKETO = "connector: m\nplatform: marketo\nowner: o\nwhy: w\nsync_user: u\n"
AE = "connector: ae\nplatform: account_engagement\nowner: o\nwhy: w\nsync_user: u\nversion: 2\n"
OBJECT = "object: Lead\nwhy: w\nfor: [m]\n"
FILTER = "filter: f\nwhy: w\nobjects: [Lead, Contact]\nwhere: Email is not blank\n"
PARTITION = "partition: p\nwhy: w\nobjects: Lead\ncases: {A: {for: ae/emea, where: Email is blank}}\n"
MAP = "map: m\nwhy: w\nvalues: {a: b}\n"
BATCH = "campaign: c\nfor: m\nwhy: w\ntype: batch\nflow: [{sync_person: true}]\n"
CONNECTED = "campaign: c\nfor: m/u\nwhy: w\ntype: connected\nname: n\nstatuses:\n- {status: s, responded: true, default: false}\n"
TRIGGER = "campaign: c\nfor: m\nwhy: w\ntype: trigger\nwhen: [{created: true}]\nflow:\n"
VALUE_SET = "value_set: Region\nwhy: w\nvalues: {a: }\n"
USER = "sync_user: u\nowner: o\n"
FIELD = OBJECT + "fields:\n  Email: "


def loaded(text: str) -> Loaded | list[Diagnostic]:
    source = SourceFile("it.yaml", text.encode())
    one = load(parse(source), MODELS)
    return one if isinstance(one, Loaded) else diagnose(one, Locator({"it.yaml": source}))


def the_one(text: str) -> Diagnostic:
    """The only finding: one cause, one finding."""
    found = loaded(text)
    assert not isinstance(found, Loaded), "it was taken"
    assert len(found) == 1, [(one.rule.id, one.message) for one in found]
    return found[0]


def place(one: Diagnostic) -> str:
    return f"{one.primary.span.start.line}:{one.primary.span.start.column}"


# ------------------------------------------------------------------ what every kind takes

TAKEN = {
    "estate": [
        ESTATE,
        ESTATE + "default_environment: p\npolicy: {rules: {field-without-why: note}, review_every: 12 months}\n",
        ESTATE.replace("enterprise", "professional, api_version: 67.0, timezone: Europe/Berlin"),
        ESTATE.replace("a@b.c", 'a@b.c, github: "@org/team"') + "allow: {x: {why: y, until: 2026-01-01}}\n",
    ],
    "environment": [
        ENVIRONMENT,
        ENVIRONMENT
        + "protected: true\nconnectors: {m: {munchkin: 123-ABC-456, first_sync: 2026-01-31}, ae: absent, ae/emea: {business_unit: 0Uv7Q0000004CaT, state: paused}}\n",
        ENVIRONMENT + "users: {u: {username: u@b.c}}\nconnectors: {}\n",
    ],
    "connector": [
        MARKETO,
        MARKETO
        + "activities: [Email sent, Added to list]\noptions: {campaign_sync: true, default_last_name: NO}\noperations: {errors_owner: o, review_every: 1 day}\n",
        AE,
        AE
        + "resources: {Our wiki: 'https://wiki.example/a'}\nmarketing_data_sharing: true\nperson_accounts: off\nbusiness_units: {emea: {why: w, campaign_record_types: [A]}}\n",
    ],
    "object": [
        OBJECT + "fields: {}\n",
        "object: [Lead, Contact]\nwhy: w\nfor: m\nsync: {m: two-way}\nused_by: a report\nfields: {}\n",
        "object: Person\nof: m\nwhy: w\nfields: {utm: {create: {label: l, type: string, length: 12}}}\n",
        OBJECT
        + "defaults: {sync: hidden, why: w, owner: o, pii: none, basis: b, reviewed: 2026-01-01, at: {m: {sync: two-way}}}\nfields: {}\n",
        FIELD + "\n",
        FIELD + "{sync: {m: to-salesforce}, why: w, owner: o, pii: special, basis: b, reviewed: 2026-01-01, used_by: [a, b]}\n",
        FIELD + "{is: {Lead: A__c}, parts: {City: , Street: {why: w, at: {m: {field: f}}}}, convert: Contact.Email, previously: Mail}\n",
        FIELD + "{at: {m: {sync: hidden, field: f, wins: most_recent_field, type: t}}, values: {a: , b: {previously: c}}}\n",
        FIELD + "{create: {label: l, type: Picklist, order: [a], restricted: false, sorted: true}, values: {a: {previously: [b, c]}}}\n",
        FIELD + "{create: {label: l, type: Picklist, value_set: Region}}\n",
        FIELD + "{band: {of: Score__c, edges: [0, 10], dead_band: 2}, retire: {stage: hidden, since: 2026-01-01, delete_after: 90 days}}\n",
        FIELD + "{allow: {x: {why: y, until: 2026-01-01}}}\n",
    ],
    "filter": [
        FILTER,
        FILTER + "as: {field: A__c}\nfor: m\nowner: o\n",
        FILTER + "as: {field: A__c, syncs_when: false, backfill: by-hand, refresh: nightly}\nfor: [m, ae/emea]\n",
        "filter: f\nwhy: w\nobjects: Lead\nwhere: |\n  A = 'x'\n  or B is blank\nallow: {x: {why: y, until: 2026-01-01}}\n",
    ],
    "partition": [
        PARTITION,
        PARTITION + "as: {field: A__c, backfill: bulk, refresh: nightly}\notherwise: NO\nowner: o\n",
        "partition: p\nwhy: w\nobjects: [Lead, Contact]\ncases:\n  NO: {for: m, where: A is blank, why: w}\n  1: {for: ae/emea, where: true}\n",
    ],
    "map": [MAP, MAP + "owner: o\n", "map: m\nwhy: w\nvalues:\n  NO: Norway\n  1: one\n  null: nothing\n"],
    "campaign": [
        BATCH,
        BATCH + 'every: {day: "02:00", timezone: America/New_York}\nlimit: 5000\nwho: Email is not blank\nqualify: {every: 7 days}\n',
        BATCH
        + 'every: {week: {on: monday, at: "23:59"}}\nobjects: Lead\nqualify: every-time\ntokens: {a: b, c: {type: number, value: 5}}\n',
        BATCH + 'every: {month: {on: 31, at: "00:00"}}\nobjects: [Lead, Contact]\nallow: {x: {why: y, until: 2026-01-01}}\n',
        TRIGGER.replace("created: true", "changes: Email, to: a}, {fills_out_form: any}, {requested: Web Service API")
        + "- {change: A.B, map: m}\n",
        TRIGGER
        + "- {change: A, choices: [{if: B = 1, to: c}, {if: B = 2}], otherwise: d}\n- {change: A, to: NULL}\n- {change_score: A, by: =-5}\n",
        TRIGGER
        + "- {sync_person: {queue: q}}\n- {change_owner: u}\n- {change_owner: {user: u}}\n- {convert_person: {status: s, notify: true}}\n",
        TRIGGER
        + "- {create_task: {subject: s, due: 2 days}}\n- {add_to_campaign: {campaign: c, status: s}}\n- {send_email: e}\n- {wait: 1 day}\n",
        TRIGGER
        + "- {alert: {email: e, to: [sales-owner, a@b.c]}}\n- {add_to_list: l}\n- {remove_from_list: l}\n- {convert_person: true}\n",
        CONNECTED,
        CONNECTED
        + "record_type: EMEA\nparent: p\nstarts: 2026-01-01\nends: 2026-02-01\nactive: true\nuser: u\nfields: {A__c: 7}\nconnects: o\n",
    ],
    "value_set": [
        VALUE_SET,
        VALUE_SET + "owner: o\nlabel: Sales region\ndescription: d\norder: [a]\nsorted: false\nallow: {x: {why: y, until: 2026-01-01}}\n",
        "value_set: R\nwhy: w\nvalues:\n  NO: {label: Norway, default: true, active: true, color: '#FF6600', description: d}\n  b: {previously: [c, d]}\n",
    ],
    "sync_user": [
        USER,
        USER
        + "kind: account_engagement_integration_user\nlicense: l\nprofile: p\nmarketing_user: false\nwith: [A_B]\npreset: documented\n",
        USER + "grants: {objects: {Lead: {access: [create, view-all], why: w}, Case: {access: read, why: w}}}\n",
        USER + "grants: {fields: {Account.Type: {access: edit, why: w}}, permissions: {ConvertLeads: {why: w}}}\n",
        USER
        + "grants: {why: w, fields: {A__c.B__c: {access: read, external: true}}, classes: {A: , B: {why: w}}, tabs: {standard-Lead: }}\n",
        USER + "profile: {name: Minimum Access - Salesforce, manage: true}\ngroup: true\npermission_set: {name: Old_Set, label: Old set}\n",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TAKEN.items() for text in texts])
def test_a_kind_takes(kind, text):
    found = loaded(text)
    assert isinstance(found, Loaded), [(place(one), one.message) for one in found]
    assert found.kind == kind


def test_every_kind_is_among_those_that_are_tried():
    assert TAKEN.keys() == KINDS.keys()


# ------------------------------------------------------------------ what no kind takes

NO_KIND, UNKNOWN, MISSING, VALUE, SHAPE, PROSE = "SPC201", "SPC203", "SPC204", "SPC205", "SPC206", "SYN117"

REFUSED = [
    # which kind
    ("why: w\n", NO_KIND, "1:1", "what kind of spec", "`estate`, `environment`"),
    ("{}\n", NO_KIND, "1:1", "what kind of spec", None),
    ("objct: Lead\nwhy: w\nfields: {}\n", NO_KIND, "1:1", "what kind of spec", "did you mean `object`?"),
    # keys
    (OBJECT + "fields: {}\nwy: w\n", UNKNOWN, "5:1", "`wy` is not a key here", "did you mean `why`?"),
    (FIELD + "{is_: {Lead: A}}\n", UNKNOWN, "5:11", "`is_` is not a key here", "did you mean `is`?"),
    (FIELD + "{at: {m: {sycn: hidden}}}\n", UNKNOWN, "5:20", "`sycn` is not a key here", "did you mean `sync`?"),
    (FIELD + "{zzz: a}\n", UNKNOWN, "5:11", "`zzz` is not a key here", "keys here: `allow`, `at`"),
    (
        USER + "grants: {permissions: {ApiEnabled: {reason: w, why: w}}}\n",
        UNKNOWN,
        "3:37",
        "`reason` is not a key here",
        "keys here: `why`",
    ),
    (MARKETO + "business_units: {}\n", UNKNOWN, "6:1", "`business_units` is not a key here", "`activities`"),
    (AE + "options: {}\n", UNKNOWN, "7:1", "`options` is not a key here", None),
    (OBJECT + "fields: {}\nmap: m\n", UNKNOWN, "5:1", "`map` is not a key here", None),
    ("object: Lead\nfields: {}\n", MISSING, "1:1", "`why` is missing", "why the object syncs"),
    ("object: Lead\nwhy: w\n", MISSING, "1:1", "`fields` is missing", None),
    (ESTATE.replace("estate: e\nowner: o\n", "estate: e\n"), MISSING, "1:1", "`owner` is missing", None),
    (ESTATE.replace("title: t, ", ""), MISSING, "3:10", "`title` is missing", None),
    (ENVIRONMENT.replace("org: 00D7Q000000vKmR, ", ""), MISSING, "2:1", "`org` is missing", None),
    (ENVIRONMENT + "users: {u: {}}\n", MISSING, "3:9", "`username` is missing", None),
    (MARKETO.replace("platform: marketo\n", ""), MISSING, "1:1", "`platform` is missing", None),
    (MARKETO + "operations: {errors_owner: a}\n", MISSING, "6:1", "`review_every` is missing", None),
    (AE.replace("version: 2\n", ""), MISSING, "1:1", "`version` is missing", None),
    (AE + "business_units: {emea: {}}\n", MISSING, "7:18", "`why` is missing", None),
    ("map: m\nvalues: {a: b}\n", MISSING, "1:1", "`why` is missing", None),
    ("sync_user: u\n", MISSING, "1:1", "`owner` is missing", None),
    (USER + "grants: {fields: {A.B: {why: w}}}\n", MISSING, "3:19", "`access` is missing", None),
    (FIELD + "{retire: {stage: hidden}}\n", MISSING, "5:11", "`since` is missing", None),
    (FIELD + "{allow: {x: {why: y}}}\n", MISSING, "5:19", "`until` is missing", None),
    # values
    (ESTATE.replace("enterprise", "entreprise"), VALUE, "4:23", "`entreprise` is not one of", "did you mean `enterprise`?"),
    (ESTATE.replace("enterprise", "enterprise, api_version: 67"), VALUE, "4:48", "`67` is not a Salesforce API version", None),
    (ESTATE.replace("a@b.c", "ab.c"), VALUE, "3:33", "`ab.c` is not an e-mail address", None),
    (ESTATE.replace("owners: {o", "owners: {O"), VALUE, "3:10", "`O` is not a name", None),
    (ESTATE + "policy: {rules: {x: fatal}}\n", VALUE, "5:21", "`fatal` is not one of `error`", None),
    (ESTATE + "policy: {review_every: often}\n", VALUE, "5:24", "`often` is not a length of time", None),
    (ENVIRONMENT.replace("00D7Q000000vKmR", "00D7Q000000vKmRUAV"), VALUE, "2:19", "should be `UAU`", None),
    (ENVIRONMENT.replace("a.my", "https://a.my"), VALUE, "2:46", "is not a host name", None),
    (ENVIRONMENT.replace("inventory/p", "../p"), VALUE, "2:78", "is not a folder below the specs", None),
    (ENVIRONMENT + "protected: yes\n", VALUE, "3:12", "`yes` is not `true` or `false`", None),
    (ENVIRONMENT + "connectors: {m: gone}\n", VALUE, "3:17", "`gone` is not `absent`", None),
    (ENVIRONMENT + "connectors: {m: }\n", VALUE, "3:14", "nothing stands here", "write `absent`"),
    (ENVIRONMENT + "connectors: {m: {munchkin: 1}}\n", VALUE, "3:28", "`1` is not a Munchkin id", None),
    (ENVIRONMENT + "connectors: {m/a/b: absent}\n", VALUE, "3:14", "`m/a/b` is not a connector", None),
    (MARKETO.replace("marketo", "marketto"), VALUE, "2:11", "`marketto` is not a marketing platform", "did you mean `marketo`?"),
    (
        MARKETO.replace("platform: marketo", "platform: [marketo]"),
        SHAPE,
        "2:11",
        "one platform is expected",
        "`account_engagement`, `marketo`",
    ),
    (MARKETO + "options: {campaign_sync: yes}\n", VALUE, "6:26", "`yes` is not `true`", None),
    (AE.replace("version: 2", "version: 3"), VALUE, "6:10", "`3` is not one of `1`, `2`", None),
    (AE + "person_accounts: false\n", VALUE, "7:18", "`false` is not one of `off`", None),
    ("object: [Lead, Lead]\nwhy: w\nfields: {}\n", VALUE, "1:9", "`Lead` stands here twice", None),
    ("object: []\nwhy: w\nfields: {}\n", VALUE, "1:9", "nothing stands here", None),
    ("object: [Lead, a b]\nwhy: w\nfields: {}\n", VALUE, "1:16", "`a b` is not an API name", None),
    ("object: Lead\nwhy:\nfields: {}\n", VALUE, "2:1", "nothing stands here, and something must", "why the object syncs"),
    (OBJECT + "fields:\n  E mail: {why: w}\n", VALUE, "5:3", "`E mail` is not an API name", None),
    (FIELD + "{pii: private}\n", VALUE, "5:16", "`private` is not one of `none`", None),
    (FIELD + "{reviewed: 2026-W05-1}\n", VALUE, "5:21", "`2026-W05-1` is not a date", None),
    (FIELD + "{convert: Email}\n", VALUE, "5:20", "`Email` is not an object and a field", None),
    (FIELD + "{create: {label: a, type: t, length: long}}\n", VALUE, "5:47", "`long` is not a whole number", None),
    (FIELD + "{band: {of: a, edges: [1, x]}}\n", VALUE, "5:36", "`x` is not a whole number", None),
    (FIELD + "{retire: {stage: gone, since: 2026-01-01}}\n", VALUE, "5:27", "`gone` is not one of `hidden`, `delete`", None),
    (FIELD + "{used_by: []}\n", VALUE, "5:20", "nothing stands here", None),
    ("map: m\nwhy: w\nvalues: {}\n", VALUE, "3:9", "nothing stands here", None),
    ("map: m\nwhy: w\nvalues: {a: }\n", VALUE, "3:10", "nothing stands here", None),
    (USER + "preset: all\n", VALUE, "3:9", "`all` is not one of `least-privilege`, `documented`", None),
    (USER + "grants: {permissions: {Convert Leads: {why: w}}}\n", VALUE, "3:24", "`Convert Leads` is not an API name", None),
    (USER + "grants: {fields: {Type: {access: read, why: w}}}\n", VALUE, "3:19", "`Type` is not an object and a field", None),
    # unions: the member that was meant complains, the others are silent
    (FIELD + "{sync: twoway}\n", VALUE, "5:17", "`twoway` is not one of", "did you mean `two-way`?"),
    (FIELD + "{sync: }\n", VALUE, "5:11", "nothing stands here", "`two-way`"),
    (FIELD + "{sync: {m: twoway}}\n", VALUE, "5:21", "`twoway` is not one of", "did you mean `two-way`?"),
    (FIELD + "{sync: {M: two-way}}\n", VALUE, "5:18", "`M` is not a name", None),
    (FIELD + "{sync: {m: {a: b}}}\n", VALUE, "5:21", "one of `two-way`", None),
    (FIELD + "{sync: {}}\n", VALUE, "5:17", "nothing stands here", None),
    (FIELD + "{sync: [two-way]}\n", SHAPE, "5:17", "keys and values are expected here, not a list", None),
    (USER + "grants: {objects: {Lead: {access: write, why: w}}}\n", VALUE, "3:35", "`write` is not one of", None),
    (USER + "grants: {objects: {Lead: {access: [read, write], why: w}}}\n", VALUE, "3:42", "`write` is not one of", None),
    (ENVIRONMENT + "connectors: {m: [a]}\n", SHAPE, "3:17", "keys and values are expected here, not a list", None),
    (ENVIRONMENT + "connectors: {m: {state: on}}\n", VALUE, "3:25", "`on` is not one of `paused`, `running`", None),
    # campaigns
    (BATCH.replace("type: batch", "type: bach"), VALUE, "4:7", "`bach` is not a type of campaign", "did you mean `batch`?"),
    (
        BATCH.replace("type: batch", "type: engagement"),
        VALUE,
        "4:7",
        "`engagement` is not a type of campaign",
        "types: `batch`, `connected`, `trigger`",
    ),
    (
        BATCH.replace("type: batch", "type: [batch]"),
        SHAPE,
        "4:7",
        "the name of one type is expected here",
        "types: `batch`, `connected`, `trigger`",
    ),
    (BATCH.replace("type: batch\n", ""), MISSING, "1:1", "`type` is missing", "`batch`, `trigger` or `connected`"),
    (CONNECTED + "flow: []\n", UNKNOWN, "8:1", "`flow` is not a key here", None),
    (CONNECTED.replace("name: n", f"name: {81 * 'n'}"), VALUE, "5:7", "longer than 80 characters", None),
    (BATCH + "when: [{created: true}]\n", UNKNOWN, "6:1", "`when` is not a key here", None),
    (
        TRIGGER.replace("when: [{created: true}]", "when: []") + "- wait: 2 days\n",
        VALUE,
        "5:7",
        "nothing stands here",
        "any of these events",
    ),
    (TRIGGER + "- wait: 2 days\nlimit: 3\n", UNKNOWN, "8:1", "`limit` is not a key here", None),
    (BATCH.replace("[{sync_person: true}]", "[]"), VALUE, "5:7", "nothing stands here", "the steps, in order"),
    (BATCH.replace("sync_person: true", "sync_person: yes"), VALUE, "5:22", "`yes` is not `true`", None),
    (BATCH.replace("sync_person: true", "change_score: a, by: 5"), VALUE, "5:30", "`5` is not a change of a score", None),
    (BATCH.replace("sync_person: true", "wait: soon"), VALUE, "5:15", "`soon` is not a length of time", None),
    (BATCH + 'every: {day: "2:00"}\n', VALUE, "6:14", "`2:00` is not a time of the day", None),
    (BATCH + 'every: {week: {on: [monday, moonday], at: "02:00"}}\n', VALUE, "6:29", "`moonday` is not one of", "did you mean `monday`?"),
    (BATCH + "qualify: always\n", VALUE, "6:10", "`always` is not", None),
    (MAP + "base: states\n", VALUE, "4:7", "`states` is not `countries`", None),
    (MAP + "base: {states: usa}\n", VALUE, "4:16", "`usa` is not a country's code of two letters", None),
    # shapes
    (OBJECT + "fields:\n", SHAPE, "4:1", "keys and values are expected here, not nothing", None),
    (OBJECT + "fields: []\n", SHAPE, "4:9", "not a list", None),
    (FIELD + "text\n", SHAPE, "5:10", "keys and values are expected here, not `text`", None),
    (FIELD + "[a]\n", SHAPE, "5:10", "not a list", None),
    (FIELD + "{parts: {City: b}}\n", SHAPE, "5:25", "not `b`", None),
    (FIELD + "{used_by: {a: b}}\n", SHAPE, "5:20", "a list is expected here, not keys and values", "[one, two]"),
    (FIELD + "{used_by: [[a]]}\n", SHAPE, "5:21", "text is expected here, not a list", None),
    ("object: Lead\nwhy: [a]\nfields: {}\n", SHAPE, "2:6", "text is expected here, not a list", None),
    ("object: {a: b}\nwhy: w\nfields: {}\n", SHAPE, "1:9", "a list is expected here, not keys and values", None),
    (MARKETO + "activities: x\n", SHAPE, "6:13", "a list is expected here, not `x`", None),
    (
        MARKETO + "activities: [Filled out from]\n",
        VALUE,
        "6:14",
        "`Filled out from` is not one of `Filled out form`, `Added to list`",
        None,
    ),
    (MARKETO + "activities: [Email sent, Email sent]\n", VALUE, "6:13", "`Email sent` stands here twice", None),
    (USER + "with: Foo\n", SHAPE, "3:7", "a list is expected here, not `Foo`", None),
    (USER + "grants: {objects: {Lead: read}}\n", SHAPE, "3:26", "not `read`", None),
    (ENVIRONMENT + "users: {u: bob}\n", SHAPE, "3:12", "not `bob`", None),
    # prose in braces
    (FIELD + "{why: segments, scores}\n", PROSE, "5:16", "`,` inside braces ends the text of `why`", "quote it"),
    (FIELD + "{why: segments, scores, and more, sync: hidden}\n", PROSE, "5:16", "ends the text of `why`", "quote it"),
]


@pytest.mark.parametrize(("text", "rule", "where", "message", "help_"), REFUSED, ids=range(len(REFUSED)))
def test_a_kind_refuses(text, rule, where, message, help_):
    one = the_one(text)
    assert (one.rule.id, place(one)) == (rule, where), one.message
    assert message in one.message
    assert help_ is None or help_ in (one.help or "")


@pytest.mark.parametrize(("text", "rule", "where", "message", "help_"), REFUSED, ids=range(len(REFUSED)))
def test_messages_keep_the_house_style(text, rule, where, message, help_):
    one = the_one(text)
    assert one.message[0] in "`0123456789" or one.message[0].islower()
    assert not one.message.endswith(".")
    assert not (one.help or "").endswith(".")
    assert "[type=" not in one.message and "pydantic" not in one.message.lower(), "the words are ours"


def test_two_causes_are_two_findings():
    found = loaded("object: Lead\nfields:\n  Email: {sync: twoway, pii: private}\n")
    assert sorted((one.rule.id, place(one)) for one in found) == [(MISSING, "1:1"), (VALUE, "3:17"), (VALUE, "3:30")]


def test_a_value_that_is_too_long_to_show_is_cut():
    one = the_one(FIELD + "{pii: " + "x" * 300 + "}\n")
    assert len(one.message) < 200
    assert "…" in one.message


# ------------------------------------------------------------------ which kind a file is


@pytest.mark.parametrize("text", [texts[-1] for texts in TAKEN.values()] + [texts[0] for texts in TAKEN.values()])
def test_the_order_of_keys_does_not_say_the_kind(text):
    tree = parse(SourceFile("it.yaml", text.encode())).tree
    assert tree is not None
    backwards = dict(reversed(tree.items()))
    assert kind_of(backwards) == kind_of(tree)


def test_a_connector_is_told_from_its_user_and_an_object_from_its_map():
    assert kind_of({"sync_user": "u", "connector": "c"}) == "connector"
    assert kind_of({"map": "m", "object": "o"}) == "object"
    assert kind_of({"objects": "o", "Object": "o"}) is None
