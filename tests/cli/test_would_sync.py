"""`would-sync` on the command line: a record as Salesforce hands it out, the answer with its lines, and nothing of what the record holds."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from syncwright.plan.schema import drawn
from syncwright.views.documents.would_sync import WouldSync

SCHEMA = json.loads(drawn(WouldSync, "would-sync", "t"))
PROSPECT = {
    "id": 7,
    "email": "ana@customer.example",
    "salesforceLeadId": "00Q5e00000AbCdE",
    "company": "Old Name",
    "website": "https://old.example",
}
LEAD = {
    "attributes": {"type": "Lead"},
    "Id": "00Q5e00000AbCdEEAV",
    "LastName": "Vermeulen",
    "Company": "Customer",
    "Email": "ana@customer.example",
    "EmailBouncedDate": None,
    "Do_Not_Sync_to_Marketo__c": False,
    "Sync_to_Marketo__c": True,
}


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    (root / "lead.json").write_text(json.dumps({"status": 0, "result": LEAD}), "utf-8")
    (root / "blocked.json").write_text(
        json.dumps([{**LEAD, "Do_Not_Sync_to_Marketo__c": True, "Sync_to_Marketo__c": False}, LEAD]), "utf-8"
    )
    (root / "unit.json").write_text(json.dumps({**LEAD, "AE_Business_Unit__c": "EMEA", "Website": None}), "utf-8")
    (root / "prospect.json").write_text(json.dumps({"values": [PROSPECT]}), "utf-8")
    (root / "broken.json").write_text('{"attributes": {"type": "Lead"},\n  "Email": }', "utf-8")
    return root


def test_a_record_that_passes_would_sync(estate, syncwright):
    ran = syncwright("would-sync", "lead.json", "--for", "marketo", "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    [record] = doc["records"]
    assert (record["connector"], record["part"], doc["environment"]) == ("marketo", None, "production")
    assert (record["record"], record["object"], record["id"]) == (1, "Lead", "00Q5e00000AbCdEEAV")
    assert record["verdict"] == "yes"
    scope = next(one for one in record["because"] if one["about"] == "filter marketo-scope")
    line = (estate / scope["place"]["path"]).read_text("utf-8").splitlines()[scope["place"]["line"] - 1]
    assert line.strip() == "where: |"
    assert {one["field"] for one in record["fields"] if one["direction"] == "two-way" and one["filled"]} == {"Company", "Email", "LastName"}
    assert {one["about"] for one in record["not_known_from_here"]} == {"filter in force", "visibility", "when"}


def test_several_records_are_answered_for_in_order(estate, syncwright):
    doc = json.loads(syncwright("would-sync", "blocked.json", "--for", "marketo", "--format", "json", cwd=estate).stdout)
    assert [(one["record"], one["verdict"]) for one in doc["records"]] == [(1, "no"), (2, "yes")]


def test_every_connector_answers_and_each_of_its_units(estate, syncwright):
    ran = syncwright("would-sync", "unit.json", "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    assert [(one["connector"], one["part"], one["verdict"]) for one in doc["records"]] == [
        ("ae", "ae/amer", "no"),
        ("ae", "ae/emea", "later"),
        ("marketo", None, "yes"),
    ]
    Draft202012Validator(SCHEMA).validate(doc)
    shown = syncwright("would-sync", "unit.json", "--for", "ae/emea", cwd=estate).stdout
    assert shown.startswith("Lead 00Q5e00000AbCdEEAV  would sync, but not yet  (ae/emea)\n")
    assert shown.count("Lead 00Q5e00000AbCdEEAV") == 1


def test_with_the_prospect_beside_it_each_value_has_a_way_and_none_is_shown(estate, syncwright):
    ran = syncwright("would-sync", "unit.json", "--for", "ae/emea", "--there", "prospect.json", "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    Draft202012Validator(SCHEMA).validate(doc)
    [record] = doc["records"]
    assert {one["field"]: one["goes"] for one in record["fields"] if one["field"] in ("Company", "Website", "Email")} == {
        "Company": "from-salesforce",
        "Website": "to-salesforce",
        "Email": "nowhere",
    }
    for value in ("Old Name", "old.example", "ana@customer.example"):
        assert value not in ran.stdout


def test_a_prospect_alone_is_asked_of_account_engagement_alone(estate, syncwright):
    ran = syncwright("would-sync", "prospect.json", "--object", "Prospect", "--env", "uat", "--format", "json", cwd=estate)
    [record] = json.loads(ran.stdout)["records"]
    assert (record["part"], record["object"], record["verdict"]) == ("ae/emea", "Prospect", "yes")


def test_people_read_the_same_and_no_value_of_the_record(estate, syncwright):
    ran = syncwright("would-sync", "blocked.json", "--for", "marketo", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    assert "Lead 00Q5e00000AbCdEEAV  would not sync  (marketo)" in ran.stdout
    assert "Lead 00Q5e00000AbCdEEAV  would sync, as far as the specs and the record say  (marketo)" in ran.stdout
    assert "does not hold: Do not sync to Marketo is not ticked" in ran.stdout
    assert "Vermeulen" not in ran.stdout
    assert "ana@customer.example" not in ran.stdout


def test_a_record_comes_by_standard_input_and_may_be_in_another_environment(estate, syncwright):
    ran = syncwright(
        "would-sync", "-", "--env", "uat", "--object", "Person", "--format", "json", cwd=estate, input='{"lastName": "X", "company": "Y"}'
    )
    doc = json.loads(ran.stdout)
    assert (doc["environment"], doc["records"][0]["object"]) == ("uat", "Person")


def test_what_is_no_record_is_said_with_its_place(estate, syncwright):
    ran = syncwright("would-sync", "broken.json", cwd=estate)
    assert ran.returncode == 1
    assert "error[INV311]: this is no JSON: expecting value" in ran.stdout
    assert "--> broken.json:2:12" in ran.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere.json"], "`nowhere.json` cannot be read: No such file or directory"),
        (["lead.json", "--object", "Leda"], "the org has no object `Leda`; did you mean `Lead`?"),
        (["lead.json", "--for", "ae/apac"], "`ae` has no `apac`"),
        (["lead.json", "--for", "ae/amer", "--env", "uat"], "in `uat`, `ae/amer` has no sync that could answer"),
        (["lead.json", "--there", "prospect.json"], "say --for whom `prospect.json` is: `ae` or `marketo`"),
        (
            ["blocked.json", "--for", "ae", "--there", "prospect.json"],
            "`prospect.json` has 1 of 2 records: give as many, in the same order",
        ),
        (["prospect.json", "--object", "Prospect", "--for", "marketo"], "`marketo` has no sync that could answer"),
    ],
)
def test_wrong_usage_is_said(estate, syncwright, args, says):
    ran = syncwright("would-sync", *args, cwd=estate)
    assert (ran.returncode, says in ran.stderr, ran.stdout) == (64, True, "")
