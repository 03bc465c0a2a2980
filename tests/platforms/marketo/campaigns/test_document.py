"""A campaign as a document: who, what, when, in Marketo's words, and in its API's."""

import json

import jsonschema
import pytest

from campaign_estates import BATCH, TRIGGER, document, files, made, shown
from small_estate import found
from syncwright.catalog.campaigns import EVENTS, STEPS
from syncwright.platforms.marketo.campaigns import words

NOTHING = "flow: [{add_to_list: Looked at}]\n"
REFERENCE = """\
campaign: normalise-country
for: marketo
owner: ops
why: CRM picklists refuse free-text countries
type: batch
every: {day: "02:00", timezone: America/New_York}
qualify: every-time
who: Address.Country in keys of country
flow:
  - {change: Address.Country, map: country}
"""


def test_the_campaign_of_the_language_reference_is_one_step_with_a_choice_for_each_name(repository):
    doc = json.loads(files(REFERENCE.replace("normalise-country", "one"))["campaign.json"].data)
    assert doc["smart_list"] == {
        "match": "All",
        "logic": None,
        "filters": [
            {"number": 1, "name": "Country", "operator": "is", "values": ["USA", "U.S.", "UK"], "field": "Lead.Country", "documented": True}
        ],
        "refused": [],
    }
    [step] = doc["flow"]
    assert (step["name"], step["setting"], step["otherwise"], step["map"]) == (
        "Change Data Value",
        "New Value",
        "--Do Nothing--",
        "country.csv",
    )
    assert [(one["name"], one["value"]) for one in step["settings"]] == [("Attribute", "Country")]
    assert [(one["test"]["name"], one["test"]["operator"], one["test"]["values"], one["value"]) for one in step["choices"]] == [
        ("Country", "is", ["USA", "U.S."], "United States"),
        ("Country", "is", ["UK"], "United Kingdom"),
    ]
    assert doc["schedule"] == {"interval": "Daily", "at": "02:00", "timezone": "America/New_York", "weekdays": [], "day": None}
    assert (doc["qualification"]["rule"], doc["qualification"]["shown"]) == ("any", "every time")


@pytest.mark.parametrize(
    ("said", "rule", "shown_", "number", "unit"),
    [
        ("once", "once", "only once", None, None),
        ("every-time", "any", "every time", None, None),
        ("{every: 7 days}", "interval", "once every 7 days", 7, "days"),
        ("{every: 2 weeks}", "interval", "once every 2 weeks", 2, "weeks"),
        ("{every: 1 year}", "interval", "once every 12 months", 12, "months"),
        ("{every: 12 hours}", "interval", "once every 12 hours: not offered, only days, weeks and months are", 12, "hours"),
    ],
)
def test_qualification_in_the_words_of_the_api_and_of_the_settings(said, rule, shown_, number, unit):
    doc = document(TRIGGER + f"qualify: {said}\nwhen: [{{created: true}}]\n" + NOTHING)
    assert doc["qualification"] == {"rule": rule, "shown": shown_, "number": number, "unit": unit}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('{day: "02:00"}', ("Daily", "02:00", [], None)),
        ('{week: {on: [monday, friday], at: "23:30"}}', ("Weekly", "23:30", ["monday", "friday"], None)),
        ('{month: {on: 1, at: "06:15"}}', ("Monthly", "06:15", [], 1)),
    ],
)
def test_a_schedule_is_daily_weekly_or_monthly(said, expected):
    held = document(BATCH.replace('{day: "02:00"}', said) + "who: Sync__c = true\n" + NOTHING)["schedule"]
    assert (held["interval"], held["at"], held["weekdays"], held["day"]) == expected


def test_a_batch_without_a_schedule_is_run_by_hand():
    doc = document(BATCH.replace('every: {day: "02:00"}\n', "") + "who: Sync__c = true\n" + NOTHING)
    assert doc["schedule"] is None
    assert "Run Once" in files(BATCH.replace('every: {day: "02:00"}\n', "") + "who: Sync__c = true\n" + NOTHING)["sheet.md"].data.decode()


# ------------------------------------------------------------------ who


@pytest.mark.parametrize(
    ("said", "filters", "logic"),
    [
        ("who: Sync__c = true\n", ["Sync to Marketo is true"], None),
        ("objects: [Lead, Contact]\nwho: Sync__c = true\n", ["SFDC Type is Lead|Contact", "Sync to Marketo is true"], None),
        ("objects: Contact\nwho: Sync__c = true\n", ["SFDC Type is Contact", "Sync to Marketo is true"], None),
        ("objects: Lead\n", ["SFDC Type is Lead"], None),
        ("", [], None),
        ("who: Sync__c = true or Email contains 'x'\n", ["Sync to Marketo is true", "Email Address contains x"], None),
        (
            "who: Role = 'fitter'\n",
            ["SFDC Type is Lead", "SFDC Type is empty", "Plant Role is fitter", "SFDC Type is Contact", "Site Role is fitter"],
            "((1 or 2) and 3) or (4 and 5)",
        ),
        (
            "objects: [Lead, Contact]\nwho: Role = 'fitter'\n",
            ["SFDC Type is Lead", "Plant Role is fitter", "SFDC Type is Contact", "Site Role is fitter"],
            "(1 and 2) or (3 and 4)",
        ),
        ("who: scoreBand = 'Hot'\n", ["Score band is Hot"], None),
    ],
    ids=[
        "everybody",
        "who is in Salesforce",
        "contacts",
        "leads alone",
        "nobody is asked",
        "any",
        "named apart",
        "named apart there",
        "Marketo alone",
    ],
)
def test_the_audience_is_one_smart_list(said, filters, logic):
    held = document(TRIGGER + "when: [{created: true}]\n" + said + NOTHING)["smart_list"]
    assert [shown(one) for one in held["filters"]] == filters
    assert held["logic"] == logic
    assert held["match"] == ("Advanced" if logic else "Any" if " or " in said else "All")


def test_an_audience_that_no_smart_list_can_say_is_a_finding_and_is_not_built():
    text = BATCH + "who: Lines__c includes any ['A']\n" + NOTHING
    doc = document(text)
    assert doc["smart_list"]["filters"] == []
    assert [one["rule"] for one in doc["smart_list"]["refused"]] == ["MKT710"]
    assert "**Do not build it yet**" in files(text)["sheet.md"].data.decode()
    assert [one for one in found(made(text)) if one[0] == "MKT710"] == [("MKT710", "campaigns/one.yaml:8:6")]


def test_a_choice_that_no_smart_list_can_say_is_a_finding_at_its_place():
    text = BATCH + "who: Sync__c = true\nflow:\n  - {change: scoreBand, choices: [{if: \"Lines__c includes any ['A']\", to: x}]}\n"
    assert [one for one in found(made(text)) if one[0] == "MKT710"] == [("MKT710", "campaigns/one.yaml:10:40")]
    assert document(text)["flow"][0]["choices"][0]["list"]["refused"][0]["rule"] == "MKT710"


# ------------------------------------------------------------------ what


def step(text: str) -> dict:
    return document(BATCH + "who: Sync__c = true\nflow:\n" + text)["flow"]


def test_a_value_is_given_to_everybody():
    [one] = step("  - {change: Tier__c, to: A}\n")
    assert [(held["name"], held["value"], held["value_documented"]) for held in one["settings"]] == [
        ("Attribute", "Tier", False),
        ("New Value", "A", True),
    ]
    assert (one["choices"], one["otherwise"]) == ([], None)


def test_clearing_a_field_says_how_that_is_typed():
    [one] = step("  - {change: Tier__c, to: NULL}\n")
    assert one["settings"][1]["value"] == "NULL"
    assert [held["source"] for held in one["beside"]] == ["Adobe: Clear Field Values"]


def test_a_choice_asks_one_filter_or_else_a_list_of_its_own():
    [one] = step(
        "  - {change: Tier__c, choices: [{if: Worth__c >= 100 and Email contains 'x', to: A}, {if: Sync__c = true}], otherwise: B}\n"
    )
    first, second = one["choices"]
    assert first["test"] is None
    assert [shown(held) for held in first["list"]["filters"]] == ["Worth is not empty", "Worth at least 100", "Email Address contains x"]
    assert (shown(second["test"]), second["list"], second["value"]) == ("Sync to Marketo is true", None, "--Do Nothing--")
    assert one["otherwise"] == "B"


def test_a_choice_does_not_ask_for_a_value_that_the_audience_has():
    text = BATCH + "who: Worth__c > 10\nflow:\n  - {change: scoreBand, choices: [{if: Worth__c >= 100, to: Hot}], otherwise: Cold}\n"
    [one] = document(text)["flow"]
    assert shown(one["choices"][0]["test"]) == "Worth at least 100"


def test_a_field_that_marketo_has_twice_takes_two_steps_that_leave_each_other_s_people_alone():
    leads, contacts = step("  - {change: Role, to: fitter}\n")
    assert [(one["number"], one["settings"][0]["value"], one["otherwise"]) for one in (leads, contacts)] == [
        (1, "Plant Role", "fitter"),
        (2, "Site Role", "fitter"),
    ]
    assert [(shown(held["test"]), held["value"]) for held in leads["choices"]] == [("SFDC Type is Contact", "--Do Nothing--")]
    assert [(shown(held["test"]), held["value"]) for held in contacts["choices"]] == [("SFDC Type is Lead", "--Do Nothing--")]


@pytest.mark.parametrize(
    ("said", "name", "settings"),
    [
        ("{sync_person: true}", "Sync Person to SFDC", []),
        ("{sync_person: {user: Ann}}", "Sync Person to SFDC", [("assigned to", "Ann")]),
        ("{change_owner: {queue: East}}", "Change Owner", [("assigned to", "queue East")]),
        ("{change_owner: Ann}", "Change Owner", [("owner", "Ann")]),
        ("{add_to_list: Fair}", "Add to List", [("list", "Fair")]),
        ("{remove_from_list: Fair}", "Remove from List", [("list", "Fair")]),
        ("{convert_person: {user: Ann, notify: true}}", "Convert Person", [("assigned to", "Ann"), ("notification", "yes")]),
        (
            "{create_task: {subject: Call, due: 3 days, priority: High, user: Ann, description: now}}",
            "Create Task",
            [("Subject", "Call"), ("assigned to", "Ann"), ("Due In", "3 days"), ("priority", "High"), ("Description", "now")],
        ),
        ("{add_to_campaign: {campaign: Fair, status: Sent}}", "Add to SFDC Campaign", [("campaign", "Fair"), ("status", "Sent")]),
        (
            "{change_status: {campaign: Fair, status: Sent}}",
            "Change Status in SFDC Campaign",
            [("Campaign", "Fair"), ("New Status", "Sent")],
        ),
        ("{send_email: Hello}", "Send Email", [("e-mail", "Hello")]),
        (
            "{alert: {email: Look, to: [sales-owner, ops@tiny.example]}}",
            "Send Alert",
            [("e-mail", "Look"), ("recipient", "Sales Owner"), ("To Other Emails", "ops@tiny.example")],
        ),
        ("{wait: 2 days}", "Wait", [("duration", "2 days")]),
        ("{change_score: Worth__c, by: +5}", "Change Score", [("score field", "Worth"), ("change", "+5")]),
    ],
)
def test_each_step_by_marketo_s_name_and_setting_by_setting(said, name, settings):
    [one] = document(BATCH + "limit: 500\nwho: Sync__c = true\nflow:\n" + f"  - {said}\n")["flow"]
    assert (one["name"], [(held["name"], held["value"]) for held in one["settings"]]) == (name, settings)
    assert one["fact"]["source"].startswith("Adobe: ")


def test_a_queue_for_contacts_says_that_it_makes_a_second_record():
    [one] = step("  - {change_owner: {queue: East}}\n")
    assert "Adobe: Change Owner" in [held["source"] for held in one["beside"]]


# ------------------------------------------------------------------ when


@pytest.mark.parametrize(
    ("said", "name", "settings"),
    [
        ("{created: true}", "Person is Created", []),
        ("{changes: Address.Country, to: Germany}", "Data Value Changes", [("field", "Country"), ("New Value", "is Germany")]),
        ("{score_changes: Worth__c}", "Score is Changed", [("score field", "Worth")]),
        ("{fills_out_form: any}", "Fills Out Form", [("form", "is any")]),
        ("{clicks_link_in_email: Hello}", "Clicks Link in Email", [("e-mail", "is Hello")]),
        ("{visits_page: Prices}", "Visits Web Page", [("web page", "is Prices")]),
        ("{added_to_list: Fair}", "Added to List", [("list", "is Fair")]),
        ("{added_to_campaign: Fair}", "Added to SFDC Campaign", [("campaign", "is Fair")]),
        ("{status_changes_in: Fair}", None, [("campaign", "is Fair")]),
        ("{requested: Web Service API}", "Campaign is Requested", [("Source", "is Web Service API")]),
    ],
)
def test_each_trigger_by_marketo_s_name_where_a_source_has_one(said, name, settings):
    text = TRIGGER + f"when: [{said}]\n" + NOTHING
    [one] = document(text)["triggers"]
    assert (one["name"], [(held["name"], held["value"]) for held in one["settings"]]) == (name, settings)
    assert (one["fact"] is None) == (name is None)
    sheet = files(text)["sheet.md"].data.decode()
    assert (f"Drag the trigger **{name}**" in sheet) if name else ("what it is called is not documented." in sheet)


def test_the_version_tells_what_is_built_and_not_what_is_told_about_it():
    versions = [
        document(text)["version"]
        for text in (
            REFERENCE.replace("normalise-country", "one"),
            REFERENCE.replace("normalise-country", "one").replace("why: CRM", "why: our CRM"),
            REFERENCE.replace("normalise-country", "one").replace("02:00", "03:00"),
        )
    ]
    assert versions[0] == versions[1]
    assert versions[0] != versions[2]


def test_another_value_of_a_map_is_another_version():
    one = REFERENCE.replace("normalise-country", "one")
    more = {"maps/country.yaml": "map: country\nwhy: w\nvalues: {USA: United States, U.S.: United States, UK: Great Britain}\n"}
    assert document(one)["version"] != document(one, more)["version"]


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE.replace("normalise-country", "one"),
        TRIGGER
        + "when: [{created: true}, {status_changes_in: any}]\nflow:\n  - {change: Role, to: x}\ntokens: {site: a, n: {type: number, value: 4}}\n",
        BATCH + "who: Lines__c includes any ['A']\n" + NOTHING,
    ],
    ids=["batch", "trigger", "refused"],
)
def test_the_document_is_of_its_schema(text, repository):
    schema = json.loads((repository / "schemas/marketo-campaign.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document(text))


def test_a_clone_plan_sets_each_token_and_starts_what_it_made():
    doc = document(TRIGGER + "when: [{created: true}]\n" + NOTHING + "tokens: {site: shop, n: {type: number, value: 4}}\n")
    calls = [(one["method"], one["path"], one["body"].get("name"), one["body"].get("type")) for one in doc["cloning"]["calls"]]
    assert calls == [
        ("GET", "/rest/asset/v1/program/byName.json", "one (golden)", None),
        ("POST", "/rest/asset/v1/program/{golden}/clone.json", "one (production)", None),
        ("POST", "/rest/asset/v1/folder/{program}/tokens.json", "n", "number"),
        ("POST", "/rest/asset/v1/folder/{program}/tokens.json", "site", "text"),
        ("GET", "/rest/asset/v1/smartCampaigns.json", None, None),
        ("POST", "/rest/asset/v1/smartCampaign/{campaign}/activate.json", None, None),
    ]


def test_a_batch_is_scheduled_run_by_run():
    last = document(REFERENCE.replace("normalise-country", "one"))["cloning"]["calls"][-1]
    assert (last["path"], last["does"]) == ("/rest/v1/campaigns/{campaign}/schedule.json", "run it, each run: daily at 02:00")


def test_every_step_and_every_event_has_a_word_or_is_known_to_have_none():
    assert set(words.STEPS) == set(STEPS)
    assert set(EVENTS) - set(words.TRIGGERS) == {"status_changes_in"}
    assert all(one.fact.source for one in [*words.STEPS.values(), *words.TRIGGERS.values()])
