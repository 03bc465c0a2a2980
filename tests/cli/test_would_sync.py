"""`would-sync` on the command line: a record as Salesforce hands it out, the answer with its lines, and nothing of what the record holds."""

import json
import shutil
from pathlib import Path

import pytest

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
    (root / "broken.json").write_text('{"attributes": {"type": "Lead"},\n  "Email": }', "utf-8")
    return root


def test_a_record_that_passes_would_sync(estate, syncwright):
    ran = syncwright("would-sync", "lead.json", "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    [record] = doc["records"]
    assert (doc["connector"], doc["environment"], record["object"], record["id"]) == ("marketo", "production", "Lead", "00Q5e00000AbCdEEAV")
    assert record["verdict"] == "yes"
    scope = next(one for one in record["because"] if one["about"] == "filter marketo-scope")
    line = (estate / scope["place"]["path"]).read_text("utf-8").splitlines()[scope["place"]["line"] - 1]
    assert line.strip() == "where: |"
    assert {one["field"] for one in record["fields"] if one["direction"] == "two-way" and one["filled"]} == {"Company", "Email", "LastName"}
    assert {one["about"] for one in record["not_known_from_here"]} == {"filter in force", "visibility", "when"}


def test_several_records_are_answered_for_in_order(estate, syncwright):
    doc = json.loads(syncwright("would-sync", "blocked.json", "--format", "json", cwd=estate).stdout)
    assert [one["verdict"] for one in doc["records"]] == ["no", "yes"]


def test_people_read_the_same_and_no_value_of_the_record(estate, syncwright):
    ran = syncwright("would-sync", "blocked.json", cwd=estate)
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
        (["lead.json", "--for", "ae"], "nothing says whether a record would sync for Account Engagement yet"),
    ],
)
def test_wrong_usage_is_said(estate, syncwright, args, says):
    ran = syncwright("would-sync", *args, cwd=estate)
    assert (ran.returncode, says in ran.stderr, ran.stdout) == (64, True, "")
