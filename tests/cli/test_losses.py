"""`losses` as people run it: what it says of each field, what it counts in exports, and what it says of names and data that do not do."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from small_estate import FILES, org
from syncwright.cli.main import _outcome as outcome
from syncwright.inventory import Field, Org
from syncwright.inventory.store import inventory_files

LEAD = (
    "object: Lead\nowner: ops\nwhy: who they are\nfor: [marketo]\ndefaults: {sync: two-way, why: w, pii: none}\n"
    "fields:\n  Email:\n  Notes__c: {sync: from-salesforce}\n  Tier__c: {at: {marketo: {field: tier}}}\n  Vip__c:\n"
)
HELD = {
    "Lead": {
        "Notes__c": Field(type="LongTextArea", length=32_768, label="Notes"),
        "Tier__c": Field(type="Picklist", values=("Gold", "Silver"), label="Tier"),
        "Vip__c": Field(type="Checkbox", label="Is VIP"),
    }
}


@pytest.fixture
def estate(tmp_path) -> Path:
    texts = {**FILES, "objects/lead.yaml": LEAD}
    texts |= {f"inventory/production/{name}": data.decode() for name, data in inventory_files(Org(org(HELD))).items()}
    for name, text in texts.items():
        path = tmp_path / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "Lead.csv").write_text(f"Id,notes__c\n1,{'é' * 15_001}\n2,{'e' * 30_000}\n3,\n", "utf-8")
    (tmp_path / "people.csv").write_text(f"Email Address,tier,Is VIP\n{'a' * 81},Gold,\nb@b.example,Tin,false\n,,true\n", "utf-8")
    return tmp_path


@pytest.fixture
def losses(estate, monkeypatch, capfd):
    monkeypatch.chdir(estate)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["syncwright", "losses", *words])
        try:
            code = outcome()
        finally:
            gc.enable()  # a run of the command line ends before garbage matters; a test session does not
        return subprocess.CompletedProcess(words, int(code), *capfd.readouterr())

    return run


def numbers(done) -> dict[str, tuple[int | None, int | None]]:
    doc = json.loads(done.stdout)
    return {f"{one['field']} {loss['kind']}": (loss["lost"], loss["values"]) for one in doc["fields"] for loss in one["losses"]}


def test_without_data_it_says_what_may_be_lost(losses):
    done = losses("--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    nothing = (None, None)
    assert numbers(done) == {"Email length": nothing, "Notes__c length": nothing, "Tier__c value": nothing, "Vip__c blank": nothing}


def test_each_way_is_counted_in_its_own_export(losses):
    done = losses("--data", "Lead.csv", "--data", "Person=people.csv", "--format", "json")
    assert numbers(done) == {"Email length": (1, 2), "Notes__c length": (1, 2), "Tier__c value": (1, 2), "Vip__c blank": (1, 3)}
    columns = {one["field"]: one["losses"][0]["column"] for one in json.loads(done.stdout)["fields"]}
    assert columns == {
        "Email": "people.csv: Email Address",
        "Notes__c": "Lead.csv: notes__c",
        "Tier__c": "people.csv: tier",
        "Vip__c": "people.csv: Is VIP",
    }


def test_the_fields_that_lose_most_come_first_and_what_has_no_data_is_said(losses):
    done = losses("--data", "Lead.csv")
    assert done.stdout.startswith("Lead.Notes__c  LongTextArea(32768)  from-salesforce  marketo: not documented, Text Area (assumed)\n")
    assert "(Adobe: field types): 1 of 2\n" in done.stdout
    assert done.stdout.endswith("note: what is lost to Salesforce is counted in an export of the platform: --data Person=PATH\n")


def test_each_platform_is_counted_in_an_export_of_its_own_people(losses, estate):
    spec = estate / "specs/objects/lead.yaml"
    said = LEAD.replace("[marketo]", "[marketo, ae]").replace(
        "{field: tier}", "{field: tier}, ae: {field: tier, type: text, wins: salesforce}"
    )
    spec.write_text(said.replace("Email:\n", "Email: {sync: {marketo: two-way}}\n"), "utf-8")
    (estate / "prospects.csv").write_text("tier\nGold\nTin\nLead\n", "utf-8")
    done = losses("Lead.Tier__c", "--data", "Prospect=prospects.csv", "--data", "Person=people.csv", "--format", "json")
    found = {
        (one["connector"], loss["kind"]): (loss["lost"], loss["values"], loss["column"])
        for one in json.loads(done.stdout)["fields"]
        for loss in one["losses"]
        if loss["way"] == "to Salesforce"
    }
    assert found == {
        ("marketo", "value"): (1, 2, "people.csv: tier"),
        ("ae", "value"): (2, 3, "prospects.csv: tier"),
        ("ae", "blank"): (0, 3, "prospects.csv: tier"),
    }


def test_a_field_can_be_asked_about_alone(losses):
    doc = json.loads(losses("Lead.Tier__c", "--for", "marketo", "--format", "json").stdout)
    assert [(one["field"], one["there"], one["type_assumed"], one["wins"]) for one in doc["fields"]] == [
        ("Tier__c", "tier", True, "marketo")
    ]


def test_the_csv_has_a_line_a_loss(losses):
    lines = losses("--data", "Person=people.csv", "--format", "csv").stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].endswith(",source,values,lost")
    assert [line for line in lines if line.startswith("marketo,Lead,Tier__c") or ',"Tier__c",' in line or ",Tier__c," in line][0].endswith(
        ",2,1"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Lead.Teir__c"], "`Lead.Teir__c` does not sync; did you mean `Lead.Tier__c`?"),
        (["--for", "marketto"], "there is no connector `marketto`; did you mean `marketo`?"),
        (["--data", "nothing.csv"], "there is no file `nothing.csv`"),
    ],
)
def test_a_name_that_is_none_is_wrong_usage(losses, words, says):
    done = losses(*words)
    assert (done.returncode, done.stdout) == (64, "")
    assert says in done.stderr


def test_data_that_cannot_be_read_counts_nothing(losses, estate):
    (estate / "Lead.csv").write_text("Id,Notes__c\n1,2,3\n", "utf-8")
    done = losses("--data", "Lead.csv", "--format", "json")
    assert done.returncode == 1
    assert "this line has 3 values, and the header names 2 columns" in done.stdout
    assert done.stderr.endswith("nothing was counted\n")
