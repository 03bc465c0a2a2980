"""What a filter becomes for Marketo: a request for its Support, smart lists, and a finding where a list cannot be exact."""

import json

import pytest

from judges.smart_list import READINGS, Filter, takes_in
from small_estate import FILES, clean, compiled, found, org, told
from syncwright.inventory import Field, Org
from syncwright.platform import Artifact, Form, forms_of, installed

soql = pytest.importorskip("judges.soql")

PERSON = {
    "Sync__c": Field(type="Checkbox", label="Sync to Marketo"),
    "Unit__c": Field(type="Picklist", label="Unit", values=("EMEA", "AMER", "Rest")),
    "Lines__c": Field(type="MultiselectPicklist", values=("A", "B")),
    "Worth__c": Field(type="Currency"),
    "Since__c": Field(type="Date"),
}
HELD = Org(org({"Contact": PERSON, "Lead": PERSON}))
PEOPLE = (
    "object: [Lead, Contact]\nowner: ops\nwhy: people\nfor: [marketo]\n"
    "defaults: {why: w, pii: none, reviewed: 2026-05-01, sync: from-salesforce}\nfields: {Email: , Sync__c: , Unit__c: }\nused_by: w\n"
)
PLACE = {
    "environments/production.yaml": (
        "environment: production\nprotected: true\n"
        "salesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
        "connectors: {marketo: {munchkin: 517-MVX-204}}\nusers: {marketo-sync: {username: sync@tiny.example}}\n"
    ),
    "estate.yaml": FILES["estate.yaml"].replace("enterprise", "enterprise, timezone: Europe/Amsterdam"),
}
REACHABLE = "filter: reachable\nwhy: nobody else can be mailed\nowner: ops\nobjects: [Lead, Contact]\nwhere: |\n  Email is not blank\n"

#: Tickets that there are without a filter, too.
OTHER_TICKETS = ("filter-in-force.json", "filter-in-force.md")
TICKET = "marketo/support/marketo/sync-filter-scope"


def scope(where: str, more: str = "as: {field: Sync__c, syncs_when: false}\n", objects: str = "[Lead, Contact]") -> dict[str, str]:
    text = f"filter: scope\nwhy: others only cost backlog\nowner: ops\nobjects: {objects}\nwhere: |\n  {where}\nfor: [marketo]\n{more}"
    return {"objects/people.yaml": PEOPLE, "filters/scope.yaml": text, "filters/reachable.yaml": REACHABLE, **PLACE}


UNITS = {
    "objects/people.yaml": PEOPLE,
    "filters/unit.yaml": (
        "partition: unit\nwhy: each instance has its own people\nowner: ops\nobjects: [Lead, Contact]\nas: {field: Unit__c}\ncases:\n"
        "  EMEA: {for: marketo, where: Sync__c = true}\n  AMER: {for: other, where: Email is blank}\notherwise: Rest\n"
    ),
    "connectors/other.yaml": "connector: other\nplatform: marketo\nowner: ops\nwhy: another\nsync_user: marketo-sync\n",
}


def files(estate: dict[str, str]) -> dict[str, Artifact]:
    compilation = compiled(estate, HELD)
    assert not compilation.failed, told(compilation)
    found = {one.path: one for one in compilation.artifacts()}
    wanted = ("marketo/filters/", "marketo/support/")
    ours = {path: one for path, one in found.items() if path.startswith(wanted) and not path.endswith(OTHER_TICKETS)}
    return {path.removeprefix("marketo/filters/"): one for path, one in ours.items()}


def read(one: Artifact) -> dict:
    return json.loads(one.data)


def test_a_stored_answer_makes_a_ticket_smart_lists_and_a_purge():
    assert sorted(files(scope("filter reachable"))) == [
        f"{TICKET}.json",
        f"{TICKET}.md",
        "scope/marketo/bundle.json",
        "scope/marketo/bundle.md",
        "scope/marketo/purge.json",
        "scope/marketo/purge.md",
        "scope/marketo/smart-lists.json",
        "scope/marketo/smart-lists.md",
    ]


def test_the_request_says_object_field_and_the_value_that_syncs():
    doc = read(files(scope("filter reachable"))[f"{TICKET}.json"])
    assert (doc["munchkin"], doc["username"], doc["instance"], doc["protected"]) == (
        "517-MVX-204",
        "sync@tiny.example",
        "tiny.my.salesforce.com",
        True,
    )
    assert [(one["object"], one["field"], one["label"], one["type"], one["syncs_when"]) for one in doc["objects"]] == [
        ("Lead", "Sync__c", "Sync to Marketo", "checkbox", ["false"]),
        ("Contact", "Sync__c", "Sync to Marketo", "checkbox", ["false"]),
    ]
    text = files(scope("filter reachable"))[f"{TICKET}.md"].data.decode()
    assert "| Lead | Sync to Marketo | Sync\\_\\_c | checkbox | false |" in text
    assert "Subscription: 517-MVX-204" in text
    assert "Not documented: which operators and kinds of fields the filter can test" in text


def test_counts_part_all_records_and_find_the_stale_ones():
    counts = read(files(scope("Email is not blank"))[f"{TICKET}.json"])["objects"][0]["counts"]
    assert counts["in_scope"] == ["SELECT COUNT() FROM Lead WHERE Sync__c = FALSE"]
    queries = [counts[name][0].partition(" WHERE ")[2] for name in ("in_scope", "out_of_scope", "not_up_to_date")]
    words = {"Sync__c": "checkbox", "Sync_Now__c": "checkbox"}
    for stored in (True, False):
        for now in (True, False):
            record = {"Sync__c": stored, "Sync_Now__c": now}
            inside, outside, stale = (one[0] for one in soql.matches(queries, [record], words, reading=soql.READINGS[0]))
            assert (inside, outside, stale) == (not stored, stored, stored is not now)


def test_counts_of_a_partition_find_what_is_stale_in_every_reading_of_null():
    doc = read(files(UNITS)["marketo/support/marketo/sync-filter-unit.json"])
    assert doc["objects"][0]["syncs_when"] == ["EMEA"]
    counts = doc["objects"][0]["counts"]
    queries = [counts[name][0].partition(" WHERE ")[2] for name in ("in_scope", "out_of_scope", "not_up_to_date")]
    words = {"Unit__c": "picklist", "Unit_Now__c": "text"}
    for reading in soql.READINGS:
        for stored in ("EMEA", "AMER", "Rest", None):
            for now in ("EMEA", "AMER", "Rest"):
                record = {"Unit__c": stored, "Unit_Now__c": now}
                inside, outside, stale = (bool(one[0]) for one in soql.matches(queries, [record], words, reading=reading))
                assert (inside, outside, stale) == (stored == "EMEA", stored != "EMEA", stored != now), record


def test_a_partition_makes_a_folder_for_each_connector_of_its_cases():
    assert {path.rpartition("/")[0] for path in files(UNITS)} == {
        "unit/marketo",
        "unit/other",
        "marketo/support/marketo",
        "marketo/support/other",
    }


def test_the_lists_of_the_stored_answer_part_those_who_have_one():
    [inside, outside, *_] = read(files(scope("Email is not blank"))["scope/marketo/smart-lists.json"])["objects"][0]["lists"]
    assert (inside["finds"], inside["by"], outside["finds"]) == ("in scope", "answer", "out of scope")
    for value in (True, False):
        for reading in READINGS:
            record = {"SFDC Type": "Lead", "Sync to Marketo": value}
            took = [
                takes_in(
                    [
                        Filter(one["name"], one["operator"], tuple({"true": True, "false": False}.get(v, v) for v in one["values"]))
                        for one in each["filters"]
                    ],
                    record,
                    {"SFDC Type": "text", "Sync to Marketo": "checkbox"},
                    reading=reading,
                    today=None,
                )
                for each in (inside, outside)
            ]
            assert took == [not value, value]


def test_a_condition_that_no_list_can_say_is_left_out_and_said_to_be():
    doc = read(files(scope("Lines__c includes any ['A']"))["scope/marketo/smart-lists.json"])["objects"][0]
    assert [one["by"] for one in doc["lists"]] == ["answer", "answer"]
    assert [one["rule"] for one in doc["refused"]] == ["MKT710"]


def test_without_a_stored_answer_there_is_no_request():
    assert {path.rpartition("/")[2] for path in files(scope("Email is not blank", ""))} == {
        f"{name}.{ending}" for name in ("bundle", "purge", "smart-lists") for ending in ("json", "md")
    }
    alone = files(scope("Lines__c includes any ['A']", ""))
    assert sorted(alone) == ["scope/marketo/bundle.json", "scope/marketo/bundle.md"]
    assert [(one["part"], one["object"], one["what"].split(":")[0]) for one in read(alone["scope/marketo/bundle.json"])["parts"]] == [
        ("stored field", "Lead", "none"),
        ("stored field", "Contact", "none"),
        ("ticket", None, "none"),
        ("purge", None, "none"),
    ]


@pytest.mark.parametrize(
    ("where", "rule"),
    [
        ("Since__c >= today - 30 days", "MKT709"),
        ("Lines__c excludes ['A']", "MKT710"),
        ("OwnerId = '0055e00000BqXyZAAV'", "MKT711"),
        ("CreatedDate >= 2026-01-01", "MKT713"),
        ("Email is not blank", None),
    ],
)
def test_a_list_that_is_not_exact_is_a_finding_where_no_field_keeps_the_answer(where, rule):
    without, with_ = (
        {one for one, _ in found(compiled(scope(where, more), HELD)) if one.startswith("MKT7")}
        for more in ("", "as: {field: Sync__c, refresh: nightly}\n")
    )
    assert without == {"MKT708"} | ({rule} if rule else set())
    assert with_ == set()


def test_a_parent_s_field_is_a_finding():
    estate = scope("Account.Industry = 'Energy'", "", "Contact")
    assert "MKT712" in [one for one, _ in found(compiled(estate, HELD))]


def test_amounts_in_several_currencies_are_refused_and_found_once():
    several = Org(org({"Contact": PERSON, "Lead": PERSON, "Thing__c": {"CurrencyIsoCode": Field(type="Picklist")}}))
    estate = scope("Worth__c > 5", "")
    compilation = compiled(estate, several)
    assert [one for one, _ in found(compilation) if one.startswith(("MKT", "FIL"))].count("FIL928") == 1
    assert not [one for one in compilation.artifacts() if one.path.endswith("smart-lists.json")]
    assert [one for one in compiled(estate, HELD).artifacts() if one.path.endswith("smart-lists.json")]


def test_what_is_kept_out_by_sharing_needs_no_request():
    shared = scope("Sync__c = true", "share: {group: Sync_Users}\n")
    assert "MKT708" not in [one for one, _ in found(compiled(shared, HELD))]


def test_records_that_are_no_people_have_a_request_and_no_list():
    estate = {
        **scope("Text__c is not blank", objects="Loose__c"),
        "objects/loose.yaml": "object: Loose__c\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {why: w, pii: none, reviewed: 2026-05-01, sync: from-salesforce}\nfields: {Keep__c: }\nused_by: w\n",
        "filters/scope.yaml": scope("Text__c is not blank", "as: {field: Keep__c}\n", "Loose__c")["filters/scope.yaml"],
    }
    held = Org(
        org({"Contact": PERSON, "Lead": PERSON, "Loose__c": {"Text__c": Field(type="Text", length=80), "Keep__c": Field(type="Checkbox")}})
    )
    paths = {one.path for one in compiled(estate, held).artifacts()}
    assert {f"{TICKET}.json", f"{TICKET}.md", "marketo/filters/scope/marketo/bundle.md"} <= paths
    assert not paths & {"marketo/filters/scope/marketo/smart-lists.md", "marketo/filters/scope/marketo/purge.md"}


def test_a_file_comes_from_the_filters_that_its_filter_names():
    for one in files(scope("filter reachable")).values():
        assert {"filter/scope", "filter/reachable", "connector/marketo", "environment/production"} <= {*one.keys}


def test_every_platform_says_how_it_has_a_filter():
    catalog = clean(
        {**scope("filter reachable"), "filters/scope.yaml": scope("Email is not blank and Since__c is blank")["filters/scope.yaml"]}, HELD
    ).catalog
    assert catalog is not None
    forms: list[Form] = [*forms_of(catalog, installed())(catalog.filters["scope"], "Lead")]
    kinds = [one.kind for one in forms if one.refused is None]
    assert kinds[:2] == ["Marketo smart list of the stored answer", "Marketo smart list"]
    assert {"Salesforce formula", "Salesforce query", "in scope", "out of scope", "not up to date"} <= {*kinds}


def test_an_estate_without_filters_has_no_such_files():
    assert files({"objects/people.yaml": PEOPLE}) == {}


def test_the_bundle_has_every_part_with_its_file():
    doc = read(files(scope("filter reachable"))["scope/marketo/bundle.json"])
    told = [(one["part"], one["object"], one["file"]) for one in doc["parts"]]
    of_each = ["stored field", "access", "flow", "backfill"]
    assert told == [
        *((part, owner, None) for owner in ("Lead", "Contact") for part in of_each),
        ("counts", None, f"{TICKET}.md"),
        ("ticket", None, f"{TICKET}.md"),
        ("smart lists", None, "marketo/filters/scope/marketo/smart-lists.md"),
        ("purge", None, "marketo/filters/scope/marketo/purge.md"),
    ]
    assert doc["parts"][0]["what"] == "Sync__c, which the org holds; a record syncs when it is false"
    assert doc["parts"][2]["what"] == "the formula field Sync_Now__c works the answer out, and a flow stores it with every save"


def test_what_the_bundle_says_is_there_is_built():
    compilation = compiled(scope("filter reachable"), HELD)
    addresses = {one.address for one in compilation.resources}
    assert {"salesforce.field/Lead.Sync_Now__c", "salesforce.flow/Lead_Sync"} <= addresses
    granted = next(one for one in compilation.resources if one.name == "Marketo_Sync").attributes["field_permissions"]
    assert {"Lead.Sync__c", "Contact.Sync__c"} <= {*granted}
    told = read(files(scope("filter reachable"))["scope/marketo/bundle.json"])["parts"]
    paths = {one.path for one in compilation.artifacts()}
    assert {one["file"] for one in told if one["file"]} <= paths


def test_a_purge_finds_those_out_of_scope_alone_and_counts_them():
    [lead, contact] = read(files(scope("filter reachable"))["scope/marketo/purge.json"])["objects"]
    assert [(one["finds"], one["by"]) for one in lead["lists"]] == [("out of scope", "answer"), ("out of scope", "condition")]
    assert lead["count"] == ["SELECT COUNT() FROM Lead WHERE Sync__c = TRUE"]
    assert [(one["name"], one["operator"], one["values"]) for one in contact["lists"][0]["filters"]] == [
        ("SFDC Type", "is", ["Contact"]),
        ("Sync to Marketo", "is", ["true"]),
    ]


def test_a_purge_warns_that_the_step_deletes_from_the_crm_too_before_it_is_run():
    lines = files(scope("filter reachable"))["scope/marketo/purge.md"].data.decode().splitlines()
    at = {word: next(index for index, line in enumerate(lines) if word in line) for word in ("deletes from the CRM as well", "run it once")}
    assert at["deletes from the CRM as well"] < at["run it once"]
    assert any("Whether a sync filter keeps it away is not documented" in line for line in lines)
