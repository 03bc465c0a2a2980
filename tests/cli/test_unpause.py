"""`unpause`: what keeps a connector shut, what opens it, and what is kept of that."""

import io
import json
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

import jsonschema
import pytest

from cli.org_estate import Answer
from gate_estates import files
from sharing_estates import ORG
from small_estate import FILES
from syncwright.cli import main
from syncwright.cli.new_ledger import made_for
from syncwright.cli.shell import compile_specs
from syncwright.inventory.store import inventory_files
from syncwright.ledger.opening import moment, open_ledger
from syncwright.planning.standing import standing


class Folder:
    """An estate on disk."""

    def __init__(self, folder: Path, monkeypatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.lay(files())
        for name, data in inventory_files(ORG).items():
            path = folder / "specs/inventory/production" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        monkeypatch.chdir(folder)
        monkeypatch.delenv("SYNCWRIGHT_LEDGER", raising=False)

    def lay(self, said) -> None:
        for name, text in {**FILES, **said}.items():
            self.write(f"specs/{name}", text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def __call__(self, *args: str) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        self.monkeypatch.setattr(sys, "argv", ["syncwright", *args])
        with redirect_stdout(out), redirect_stderr(err):
            code = main._outcome()
        return Answer(int(code), out.getvalue(), err.getvalue())

    def attest_all(self, *left_out: str) -> None:
        """Attest everything but some tasks, as `attest` writes it down."""
        where = self.folder / ".syncwright/ledger/production.sqlite"
        with closing(open_ledger(str(where), create=made_for("tiny", "production", "00D7Q000000vKmR"))) as opened:
            hold = opened.hold("ann", "tiny", 1, moment())
            for task in standing(compile_specs("specs", None)):
                if not task.name.endswith(left_out or ("/",)):
                    hold.append(
                        "reviewed", at=moment(), by="ann@tiny", body={"check": task.name, "by": "Ann", "evidence": "", "asked": task.digest}
                    )
            hold.release()


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


def exports(estate: Folder, unit: str = "EMEA") -> None:
    estate.write("data/Lead.csv", f"Id,Email,Title__c,Unit__c\n00Q1,a@x.example,xy,{unit}\n00Q2,b@x.example,b,AMER\n00Q3,,,\n")
    estate.write("data/Contact.csv", "Id,Email,Title__c,Unit__c\n0031,A@x.example,x,EMEA\n")
    head = "Email,Assigned User,CRM ID,Opted Out,Do Not Email\n"
    estate.write("data/Prospect.csv", f"{head}a@x.example,Ann,00Q1,false,false\nz@x.example,Bob,,false,true\ny@x.example,,,true,false\n")


def test_it_refuses_with_what_is_open_why_and_what_to_do(estate):
    done = estate("unpause", "ae/emea")
    assert done.code == 1
    assert "  25 open all prospects are exported: nobody attests `runbook/ae/emea/backup`\n" in done.out
    assert "= help: do it, then `syncwright attest runbook/ae/emea/backup --by WHO`\n" in done.out
    assert "stays paused: " in done.out
    assert not (estate.folder / ".syncwright").exists()


def test_a_connector_is_all_of_its_units(estate):
    doc = estate("unpause", "ae", "--format", "json").doc
    assert [one["unit"] for one in doc["units"]] == ["ae/amer", "ae/emea"]
    assert doc["open"] == sum(check["state"] == "open" for one in doc["units"] for check in one["checks"])
    assert [one["may_be_unpaused"] for one in doc["units"]] == [False, False]


def test_nobody_records_a_gate_that_is_open(estate):
    assert estate("unpause", "ae/emea", "--by", "Ann").code == 1
    assert not (estate.folder / ".syncwright").exists()


def test_once_all_is_attested_it_may_be_unpaused_and_says_what_to_watch(estate):
    estate.attest_all()
    done = estate("unpause", "ae/emea")
    assert done.code == 0
    assert "nothing is open: it may be unpaused" in done.out
    assert "after 2 to 4 minutes: the sync queue has entries" in done.out
    done = estate("unpause", "ae/emea", "--by", "Ann", "--evidence", "https://tickets.example/9")
    assert (done.code, done.err) == (0, "recorded: `ae/emea` may be unpaused, says Ann\n")
    opened = open_ledger(str(estate.folder / ".syncwright/ledger/production.sqlite"), create=None)
    last = list(opened.records())[-1]
    opened.close()
    assert (last.kind, dict(last.body)) == (
        "reviewed",
        {"check": "gate/ae/emea", "by": "Ann", "evidence": "https://tickets.example/9", "counts": "{}"},
    )
    assert estate("unpause", "ae/emea", "--format", "json").doc["units"][0]["passed"]["by"] == "Ann"


def test_exports_answer_what_nobody_attests_then(estate):
    estate.attest_all("duplicates", "unmatched-prospects", "/load", "sharing-fields-filled", "/unpause", "/after-unpause")
    assert estate("unpause", "ae/emea").code == 1
    exports(estate)
    done = estate("unpause", "ae/emea", "--data", "data", "--format", "json")
    assert done.code == 0, done.out
    says = {one["number"]: one["says"] for one in done.doc["units"][0]["checks"]}
    assert (
        says[15] == "1 of 1 Contact records are its own, and each has its answer; 1 of 3 Lead records are its own, and each has its answer"
    )
    assert says[16] == "1 e-mail addresses are on 2 leads and contacts in data/Contact.csv and data/Lead.csv"
    assert says[19].startswith("1 of 2 assigned prospects match no record")
    assert says[23].startswith("1 of 3 prospects in data/Prospect.csv are mailable")
    assert estate("unpause", "ae/emea", "--data", "data", "--by", "Ann").code == 0
    opened = open_ledger(str(estate.folder / ".syncwright/ledger/production.sqlite"), create=None)
    counts = json.loads(list(opened.records())[-1].body["counts"])
    opened.close()
    assert counts["load"] == {"prospects": 3, "mailable": 1}


def test_a_record_whose_answer_is_stale_keeps_it_shut(estate):
    estate.attest_all()
    exports(estate, unit="AMER")
    done = estate("unpause", "ae/emea", "--data", "data")
    assert done.code == 1
    assert "1 Lead records lack their answer, and 0 have one that does not hold" in done.out


def test_what_data_lacks_is_said(estate):
    estate.write("data/Lead.csv", "Id,Title__c\n00Q1,x\n")
    done = estate("unpause", "ae/emea", "--data", "data", "--format", "json")
    assert done.code == 1
    assert done.doc["notes"] == [
        "`data/Lead.csv` has no column `Email`: `repeated` was not counted",
        "there is no data of Prospect and Contact: `unmatched` was not counted",
        "there is no data of Prospect: `load` was not counted",
        "there is no data of Contact, of which nothing is said",
        "`data/Lead.csv` has no column `Unit__c`: its records were not counted",
    ]


def test_data_that_cannot_be_read_is_wrong_usage(estate):
    estate.write("data/Lead.csv", 'Id,Email\n00Q1,"a@x.example\n')
    done = estate("unpause", "ae/emea", "--data", "data")
    assert done.code == 64
    assert "`data/Lead.csv`, line 2: a quoted value has no end; export it again" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ae/emae"], "`ae` has no unit `ae/emae` in the environment `production`; did you mean `ae/emea`?"),
        (["aee"], "there is no connector `aee`; did you mean `ae`?"),
        (["marketo"], "there is no gate for Marketo Engage, which `marketo` is of"),
        (["ae", "--evidence", "https://x.example"], "--evidence goes with --by, which says who"),
        (["ae", "--by", "Bearer abcdefghijklmnopqrstuvwx"], "what looks like an authorization header is not kept in a ledger"),
    ],
)
def test_a_name_that_is_none_is_wrong_usage(estate, words, says):
    done = estate("unpause", *words)
    assert done.code == 64
    assert says in done.err


def test_specs_with_errors_have_no_gate(estate):
    estate.write("specs/connectors/ae.yaml", "connector: ae\n")
    done = estate("unpause", "ae")
    assert done.code == 1
    assert "error[" in done.out


def test_the_answer_is_as_its_schema_says(estate, repository):
    schema = json.loads((repository / "schemas/unpause.schema.json").read_text("utf-8"))
    jsonschema.validate(estate("unpause", "ae", "--format", "json").doc, schema)
    estate.attest_all()
    assert estate("unpause", "ae", "--by", "Ann").code == 0
    jsonschema.validate(estate("unpause", "ae", "--format", "json").doc, schema)
