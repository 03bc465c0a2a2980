"""`plan` and `apply` on a live org whose business units lose records: what the field that keeps the answer says was let in before."""

import pytest

from cli.org_estate import Estate
from gate_estates import files
from sharing_estates import ORG, PARTITION
from syncwright.cli.shell import compile_specs
from syncwright.inventory.store import inventory_files
from syncwright.planning import wanted

NARROW = PARTITION.replace("contains 'x'", "contains 'xy'")


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    made = Estate(tmp_path, monkeypatch)
    for name, data in inventory_files(ORG).items():
        path = tmp_path / "specs/inventory/production" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, text in files().items():
        if name != "environments/production.yaml":
            made.write(name, text)
    want = wanted(compile_specs("specs", "production"), in_source=False)
    made.target.resources |= {address: one for address, one in want.resources.items() if address.startswith("salesforce.")}
    assert made("plan", "--env", "production", "--detailed-exitcode").code == 0, "it begins with nothing to change"
    made.write("filters/0.yaml", NARROW)
    return made


def test_it_is_refused_without_a_word_and_nothing_is_sent(estate):
    before = len(estate.target.log)
    done = estate("apply", "--env", "production", "--yes")
    assert done.code == 1
    assert "error PLN817" in done.out
    assert "Lead records may stop matching" in " ".join(done.out.split())
    assert len(estate.target.log) == before


def test_a_word_carries_it_out(estate):
    before = len(estate.target.log)
    done = estate("apply", "--env", "production", "--yes", "--allow-archive")
    assert "PLN817" not in done.out
    assert "takes records out" in " ".join(done.out.split()), "it is still said"
    assert estate.effects[before:][0] == "salesforce.deploy"


def test_an_export_of_the_field_says_how_many_go(estate):
    folder = estate.folder / "data"
    folder.mkdir()
    (folder / "Lead.csv").write_text("Id,Unit__c,Title__c\n00Q1,EMEA,x\n00Q2,EMEA,xy\n00Q3,AMER,b\n00Q4,,\n")
    done = estate("plan", "--env", "production", "--data", "data", "--format", "json")
    says = [one["message"] for one in done.doc["findings"] if one["rule"] == "PLN817"]
    assert [one.partition(";")[0] for one in says if "Lead.csv" in one] == [
        "`ae/amer`: 0 of 1 Lead records that match in data/Lead.csv stop matching",
        "`ae/emea`: 1 of 2 Lead records that match in data/Lead.csv stop matching",
    ]
