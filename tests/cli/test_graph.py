"""`graph` on the command line: forms, exit codes, circles, and what is said of a name that is not there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from syncwright.graph.model import KINDS


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    """A copy of the example estate."""
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    return root


def document(syncwright, estate: Path, *args: str) -> dict:
    ran = syncwright("graph", *args, "--format", "json", cwd=estate)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def test_the_json_form_is_the_document(estate, syncwright):
    doc = document(syncwright, estate, "Lead.Product_Line__c+")
    assert doc.keys() == {"format", "estate", "environment", "selector", "exclude", "nodes", "edges"}
    assert (doc["format"], doc["estate"], doc["environment"], doc["selector"]) == (
        1,
        "meridian-valves",
        "production",
        "Lead.Product_Line__c+",
    )
    ids = [one["id"] for one in doc["nodes"]]
    assert ids == sorted(ids)
    assert {one["source"] for one in doc["edges"]} | {one["target"] for one in doc["edges"]} <= set(ids)
    [synced] = [one for one in doc["edges"] if (one["source"], one["target"]) == ("Lead.Product_Line__c", "connector:ae")]
    assert synced == {
        "source": "Lead.Product_Line__c",
        "kind": "sync",
        "target": "connector:ae",
        "detail": "two-way",
        "says": KINDS["sync"],
        "place": {"path": "specs/objects/person-fit.yaml", "line": 5, "column": 18},
    }


def test_places_are_lines_of_specs_and_of_the_inventory(estate, syncwright):
    doc = document(syncwright, estate, "+Lead.Email_Domain__c")
    placed = 0
    for edge in doc["edges"]:
        if edge["place"] is not None:
            placed += 1
            line = (estate / edge["place"]["path"]).read_text("utf-8").splitlines()[edge["place"]["line"] - 1]
            last = edge["target"].rpartition(".")[2]
            assert line.startswith(f'"{last}":') if edge["place"]["path"].endswith(".json") else line.strip(), edge
    assert placed > 3
    assert any(edge["kind"] == "formula" and edge["place"]["path"].startswith("specs/inventory/") for edge in doc["edges"])


def test_several_selectors_are_a_union_and_some_can_be_left_out(estate, syncwright):
    whole = document(syncwright, estate, "Lead.Email", "Contact.Email,owner:marketing-ops", "--exclude", "Lead.*")
    assert [one["id"] for one in whole["nodes"]] == ["Contact.Email"]
    assert (whole["selector"], whole["exclude"]) == ("Lead.Email Contact.Email,owner:marketing-ops", "Lead.*")


def test_people_see_a_list(estate, syncwright):
    ran = syncwright("graph", "Lead.Email_Domain__c+", cwd=estate)
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[0].startswith("Lead.Email_Domain__c  formula, ")
    overview = syncwright("graph", cwd=estate).stdout
    assert overview.startswith("meridian-valves, production\n        8 campaigns\n        2 connectors\n")
    assert syncwright("graph", "Lead,Contact", cwd=estate).stdout == "nothing is selected\n"


def test_a_long_list_ends_and_says_so(estate, syncwright):
    shown = syncwright("graph", "Lead.*", "Contact.*", cwd=estate).stdout
    nodes = document(syncwright, estate, "Lead.* Contact.*")["nodes"]
    assert f"... and {len(nodes) - 50} more nodes; `--format json` shows them all" in shown


def test_circles_are_shown_with_their_places(estate, syncwright):
    ran = syncwright("graph", "--cycles", cwd=estate)
    assert ran.returncode == 0
    assert (
        "an object that points at itself\n  Account has Account.Served_By__c\n  Account.Served_By__c points at Account  specs/inventory/"
        in ran.stdout
    )
    doc = document(syncwright, estate, "--cycles")
    assert doc["circles"]["complete"] is True
    assert {one["kind"] for one in doc["circles"]["found"]} == {"hierarchy"}
    assert syncwright("graph", "Lead.*", "--cycles", cwd=estate).stdout == "there are no circles\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Lead.Emial"], "`Lead.Emial`, column 1: `Lead` has no field `Emial`; did you mean `Email`?"),
        (["Lead", "Lead.Email,,x"], "`Lead Lead.Email,,x`, column 17: a name was expected before `,`"),
        (["Lead", "--exclude", "ownr:x"], "`ownr:x`, column 1: there is no `ownr:`"),
        (["Lead", "--exclude", "owner:x"], "`owner:x`, column 7: there is no owner `x`"),
        (["Account.Jigsaw"], "no spec names `Account.Jigsaw`, nor needs it; `--all` looks at the whole org"),
        (["Lead", "--format", "svg"], "svg"),
    ],
)
def test_a_selector_that_means_nothing_is_wrong_usage(estate, syncwright, arguments, said):
    ran = syncwright("graph", *arguments, cwd=estate)
    assert (ran.returncode, ran.stdout) == (64, "")
    assert said in ran.stderr


def test_a_drawing_that_mermaid_would_refuse_is_said(estate, syncwright):
    ran = syncwright("graph", "--format", "mermaid", cwd=estate)
    assert "Mermaid draws at most 500 edges" in ran.stderr
    assert ran.stdout.startswith("flowchart LR\n")
    assert syncwright("graph", "Lead.Email+", "--format", "mermaid", cwd=estate).stderr == ""


def test_the_help_holds_the_grammar(estate, syncwright):
    shown = syncwright("graph", "--help", cwd=estate).stdout
    for piece in ("[depth+]what[+depth]", "owner:revops,pii:contact", "type:formula", "sync:two-way", "value_set:Country"):
        assert piece in shown


def test_the_whole_org_is_shown_on_demand(estate, syncwright):
    assert [one["id"] for one in document(syncwright, estate, "--all", "Account.Jigsaw")["nodes"]] == ["Account.Jigsaw"]


def test_specs_with_errors_are_answered_for_as_far_as_they_mean_something(tmp_path, repository, syncwright):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    lead = tmp_path / "specs" / "objects" / "lead.yaml"
    lead.write_text(lead.read_text("utf-8").replace("Industry:", "Industri:"), "utf-8")
    ran = syncwright("graph", "Lead.Status+", cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith("Lead.Status  ")
    assert "the specs have errors" in ran.stderr
    (tmp_path / "specs" / "estate.yaml").write_text("estate: [", "utf-8")
    for arguments in (["graph"], ["why", "Lead"], ["coverage"]):
        ran = syncwright(*arguments, cwd=tmp_path)
        assert ran.returncode == 1
        assert "error[" in ran.stdout
        assert "the specs cannot be read" in ran.stderr


def test_what_an_org_says_cannot_move_the_cursor(tmp_path, repository, syncwright):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    path = tmp_path / "specs" / "inventory" / "production" / "objects" / "Lead.json"
    text, changed = re.subn(r'("Email_Domain__c":.*?"label":)"[^"]*"', r'\1"\\u001b[31mred\\u202e"', path.read_text("utf-8"))
    assert changed == 1
    path.write_text(text, "utf-8")
    for form in ("human", "dot", "mermaid"):
        ran = syncwright("graph", "Lead.Email_Domain__c", "--format", form, cwd=tmp_path)
        assert ran.returncode == 0
        assert "\x1b" not in ran.stdout
        assert "\u202e" not in ran.stdout
        assert "red" in ran.stdout
    assert "\x1b" not in syncwright("why", "Lead.Email_Domain__c", cwd=tmp_path).stdout


def test_checking_and_building_never_import_the_graph_library(estate, tmp_path):
    code = (
        "import sys; from syncwright.cli.main import main\n"
        "for command in (['check'], ['build', '--out', sys.argv[1]]): main.main(command, standalone_mode=False)\n"
        "sys.exit('networkx' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code, tmp_path / "out"], cwd=estate, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out" / "graph.json").is_file()
