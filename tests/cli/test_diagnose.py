"""`diagnose` on the command line: an error from an argument, a file, an export or standard input, and the line of the spec that cures it."""

import json
import shutil
from pathlib import Path

import pytest

EDIT = "INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Rating. Please check the security settings of this field"
EXPORT = (
    "Failed On,Date/Time of the failure,Error Type,SFDC Id\n"
    f'Record Level,2026-11-20 04:12:07,"{EDIT}",00Q5e00000AbCdE\n'
    f'Record Level,2026-11-20 04:12:09,"{EDIT}",00Q5e00000AbCdF\n'
    "Record Level,2026-11-20 04:13:00,UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record,00Q5e00000AbCdG\n"
    "Job Level,2026-11-20 04:14:00,SOME_NEW_THING: who knows,\n"
)


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    (root / "errors.csv").write_text(EXPORT, "utf-8")
    (root / "broken.csv").write_text(EXPORT.replace('field",00Q5e00000AbCdF', "field,00Q5e00000AbCdF"), "utf-8")
    (root / "empty.csv").write_text("", "utf-8")
    return root


def test_an_error_points_at_the_line_of_the_spec_that_cures_it(estate, syncwright):
    ran = syncwright("diagnose", "--for", "marketo", EDIT, "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    [error] = doc["errors"]
    assert (doc["connector"], error["code"], error["object"], error["fields"], error["count"]) == (
        "marketo",
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "Lead",
        ["Lead.Rating"],
        1,
    )
    [cure] = error["cures"]
    line = (estate / cure["place"]["path"]).read_text("utf-8").splitlines()[cure["place"]["line"] - 1]
    assert line.strip().startswith("Rating:")
    assert all(fact["source"] for fact in (*error["causes"], *error["fixes"], *doc["notes"]))


def test_an_export_is_told_by_what_is_alike_the_most_frequent_first(estate, syncwright):
    ran = syncwright("diagnose", "--for", "marketo", "errors.csv", "--format", "json", cwd=estate)
    assert ran.returncode == 0, ran.stderr
    doc = json.loads(ran.stdout)
    assert doc["records"] == 4
    assert [(one["code"], one["count"], one["lines"], one["documented"]) for one in doc["errors"]] == [
        ("INVALID_FIELD_FOR_INSERT_UPDATE", 2, [2, 3], True),
        ("SOME_NEW_THING", 1, [5], False),
        ("UNABLE_TO_LOCK_ROW", 1, [4], True),
    ]
    assert doc["errors"][0]["records"] == ["00Q5e00000AbCdEEAV", "00Q5e00000AbCdFEAV"]


def test_people_read_the_same(estate, syncwright):
    shown = syncwright("diagnose", "--for", "marketo", "errors.csv", cwd=estate).stdout
    assert "INVALID_FIELD_FOR_INSERT_UPDATE  the sync user may not edit a field, 2 times" in shown
    assert "in the specs: `Lead.Rating` is `from-salesforce` for `marketo`" in shown
    assert "specs/objects/lead.yaml:" in shown
    assert "no source explains it: not documented. It says: SOME_NEW_THING: who knows" in shown
    assert "[1] Adobe: " in shown


def test_standard_input_is_read(estate, syncwright):
    ran = syncwright(
        "diagnose",
        "--for",
        "marketo",
        "-",
        "--object",
        "Contact",
        "--format",
        "json",
        cwd=estate,
        input="DUPLICATES_DETECTED: You're creating",
    )
    [error] = json.loads(ran.stdout)["errors"]
    assert (error["code"], error["object"]) == ("DUPLICATES_DETECTED", "Contact")


def test_an_error_of_account_engagement_leads_to_its_units_or_to_the_one_that_is_named(estate, syncwright):
    doc = json.loads(syncwright("diagnose", '{"code": 201, "message": "?"}', "--for", "ae", "--format", "json", cwd=estate).stdout)
    [error] = doc["errors"]
    assert (error["code"], error["documented"], len(error["cures"])) == ("201", True, 2)
    shown = syncwright("diagnose", "error 201", "--for", "ae/emea", cwd=estate).stdout
    assert "the environment has the id `0Uv7Q0000004CaTSAU` for `ae/emea`" in shown
    assert "`ae/amer`" not in shown
    assert "whether Account Engagement shows them as they are is not documented" in shown


def test_half_an_export_is_refused_with_its_line(estate, syncwright):
    ran = syncwright("diagnose", "--for", "marketo", "broken.csv", cwd=estate)
    assert ran.returncode == 1
    assert "error[INV311]: this line cannot be read" in ran.stdout
    assert "--> broken.csv:3:1" in ran.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["empty.csv", "--for", "marketo"], "there is nothing in `empty.csv`"),
        (["", "--for", "marketo"], "the error is empty"),
        (["x", "--for", "marketto"], "there is no connector `marketto`; did you mean `marketo`?"),
        (["x"], "say --for `ae` or `marketo`"),
        (["x", "--for", "ae/apac"], "`ae` has no `apac`"),
        (["x", "--for", "marketo", "--object", "Leads"], "the org has no object `Leads`"),
    ],
)
def test_wrong_usage_is_said(estate, syncwright, args, says):
    ran = syncwright("diagnose", *args, cwd=estate)
    assert (ran.returncode, says in ran.stderr, ran.stdout) == (64, True, "")


def test_a_describe_that_the_sync_user_asked_for_is_held_against_the_specs(estate, syncwright):
    """Of the fields that the specs name, this user sees three, and edits one of those that it should."""
    field = {"permissionable": True, "createable": True, "updateable": True}
    names = [{"name": "Email", **field}, {"name": "Title", **field, "createable": False, "updateable": False}, {"name": "Fax", **field}]
    (estate / "lead.json").write_text(json.dumps({"name": "Lead", "createable": True, "updateable": True, "fields": names}), "utf-8")
    doc = json.loads(syncwright("diagnose", "--for", "marketo", "lead.json", "--format", "json", cwd=estate).stdout)
    wrong = {one["field"]: one["wrong"] for one in doc["deviations"]}
    assert (doc["user"], doc["object"], "Email" in wrong) == ("marketo-sync", "Lead", False)
    assert (wrong["Title"], wrong["Fax"], wrong["Phone"]) == ("not editable", "seen", "not seen")
    shown = syncwright("diagnose", "--for", "marketo", "lead.json", cwd=estate).stdout
    assert (
        "not editable, though the specs grant it: what is deployed or assigned is not what they say; run `syncwright plan`\n    Title  specs/"
        in shown
    )
