"""What commands answer in JSON is what its schema file says: nothing lacks, and nothing is in it that the records do not have."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from syncwright.records import pretty, read
from syncwright.views.documents.listed import DOCUMENTS

LEAD = {
    "attributes": {"type": "Lead"},
    "Id": "00Q5e00000AbCdEEAV",
    "Email": "ana@customer.example",
    "AE_Business_Unit__c": "EMEA",
    "Website": None,
}
FIELD = {"permissionable": True, "createable": True, "updateable": True}
DESCRIBE = {"name": "Lead", "createable": True, "updateable": False, "fields": [{"name": "Email", **FIELD}, {"name": "Fax", **FIELD}]}
ERRORS = (
    "Failed On,Date/Time of the failure,Error Type,SFDC Id\n"
    "Record Level,2026-11-20 04:13:00,UNABLE_TO_LOCK_ROW: unable to obtain exclusive access,00Q5e00000AbCdG\n"
    "Job Level,2026-11-20 04:14:00,SOME_NEW_THING: who knows,\n"
)
RUNS = (
    "Started At,Ended At,Object,Operation,Status,New,Updated,Deleted,Failed Item,Skipped\n"
    "2026-11-20 09:00,2026-11-20 09:12,Contact,Pull updates,Succeeded,1,20,0,0,5000\n2026-11-20 09:30,,Lead,Push new,Failed,0,0,0,3,0\n"
)
BACKLOG = (
    "Object,Sync Backlog,Average records synced / hr,Backlog last fetched\nLead,10,100,2026-11-20 01:00\nLead,90,100,2026-11-20 09:00\n"
)
ASKED = {
    "would-sync": ["would-sync", "lead.json", "--specs-here"],
    "diagnose": ["diagnose", "errors.csv", "--for", "ae", "--specs-here"],
    "described": ["diagnose", "describe.json", "--for", "marketo", "--specs-here"],
    "losses": ["losses", "Lead", "--for", "marketo", "--specs", "--specs-here"],
    "unpause": ["unpause", "ae/emea", "--specs-here"],
    "history": ["history", "runs.csv", "backlog.csv"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("answers")
    (root / "lead.json").write_text(json.dumps(LEAD), "utf-8")
    (root / "describe.json").write_text(json.dumps(DESCRIBE), "utf-8")
    for name, text in (("errors.csv", ERRORS), ("runs.csv", RUNS), ("backlog.csv", BACKLOG)):
        (root / name).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_what_its_schema_says_and_no_more(name, folder, repository, syncwright):
    words = [str(repository / "specs") if word == "--specs-here" else word for word in ASKED[name]]
    ran = syncwright(*words, "--format", "json", cwd=folder)
    assert (ran.returncode, ran.stderr) == (1 if name == "unpause" else 0, "")
    file = f"{name}.schema.json"
    Draft202012Validator(json.loads((repository / "schemas" / file).read_text("utf-8"))).validate(json.loads(ran.stdout))
    assert pretty(read(ran.stdout.encode(), DOCUMENTS[file][0])) == ran.stdout
    assert json.loads(ran.stdout)["format"] == 1


def test_every_document_is_asked_for():
    assert {f"{name}.schema.json" for name in ASKED} == DOCUMENTS.keys()
