"""`trace` on the command line."""

import json
import shutil
from pathlib import Path

import pytest

SET = "salesforce/force-app/main/default/permissionsets/Marketo_Sync.permissionset-meta.xml"


@pytest.fixture(scope="module")
def built(tmp_path_factory, repository, syncwright) -> Path:
    """A copy of the example estate, built."""
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    assert syncwright("build", cwd=root).returncode == 0
    return root


@pytest.fixture
def estate(built, tmp_path) -> Path:
    """The same, to be changed."""
    shutil.copytree(built, tmp_path / "estate")
    return tmp_path / "estate"


def answer(syncwright, estate: Path, *args: str) -> dict:
    ran = syncwright("trace", *args, "--format", "json", cwd=estate)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def number(file: Path, text: str) -> int:
    """The line (1-based) that a text stands on."""
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line)


def phone(estate: Path) -> int:
    return number(estate / "generated" / SET, "<field>Lead.Phone</field>")


def test_a_line_of_a_permission_set_says_its_row_the_reason_and_the_lines_of_the_spec(built, syncwright):
    line = phone(built)
    doc = answer(syncwright, built, f"generated/{SET}:{line}")
    assert (doc["kind"], doc["state"], doc["artifact"]) == ("artifact", "current", SET)
    assert doc["part"] == {
        "first": line - 2,
        "last": line + 2,
        "title": "field Lead.Phone, edit",
        "address": "salesforce.permission_set/Marketo_Sync",
        "attribute": "field_permissions",
        "name": "Lead.Phone",
        "value": "edit",
    }
    [reason] = doc["behind"]
    assert (reason["key"], reason["why"], reason["added"]) == ("object/Lead#Phone", "the inside sales call list", False)
    own, *defaults = reason["places"]
    assert own["lines"] == [(built / own["path"]).read_text("utf-8").splitlines()[own["line"] - 1]]
    assert own["lines"][0].lstrip().startswith("Phone:")
    assert [place["part"] for place in defaults] == [
        "defaults.sync",
        "defaults.pii",
        "defaults.basis",
        "defaults.reviewed",
        "defaults.at.ae",
    ]


def test_the_text_is_drawn_like_a_diagnostic(built, syncwright):
    ran = syncwright("trace", f"generated/{SET}:{phone(built)}", cwd=built)
    assert (ran.returncode, ran.stderr) == (0, "")
    first, row, why, place, _, excerpt, *_ = ran.stdout.splitlines()
    assert first.startswith(f"generated/{SET}:{phone(built)}  <field>Lead.Phone</field>")
    assert row.startswith("  field Lead.Phone, edit (lines ")
    assert why == "  the inside sales call list (object/Lead#Phone)"
    assert place.startswith("     --> specs/objects/person-identity.yaml:")
    assert "|   Phone:" in excerpt


def test_a_line_of_a_spec_says_what_comes_of_it(built, syncwright):
    spec = "specs/objects/person-identity.yaml"
    doc = answer(syncwright, built, f"{spec}:{number(built / spec, '  Phone:       ')}")
    by_path = {one["path"]: one["ranges"] for one in doc["files"]}
    line = phone(built)
    assert [line - 2, line + 2] in by_path[SET]
    assert set(by_path) >= {"dictionary/dictionary.csv", "dictionary/dictionary.json", "dictionary/dictionary.md", "graph.json", SET}
    for path, ranges in by_path.items():
        lines = (built / "generated" / path).read_text("utf-8").splitlines()
        for first, last in ranges:
            # A task of a runbook rests on all fields that it is about, and names none.
            assert "Phone" in "".join(lines[first - 1 : last]) or path.rpartition("/")[2].startswith("runbook."), path


def test_comments_blank_lines_and_defaults(built, syncwright):
    lead = built / "specs" / "objects" / "lead.yaml"
    comment = answer(syncwright, built, f"specs/objects/lead.yaml:{number(lead, '# What the enquiry form asks')}")
    assert (comment["what"], comment["files"]) == ("comment", [])
    defaults = answer(syncwright, built, f"specs/objects/lead.yaml:{number(lead, 'defaults:')}")
    assert (defaults["what"], defaults["fields"]) == ("spec", 17)
    assert {
        one["lines"]
        for one in defaults["files"]
        if one["path"].startswith("dictionary/dictionary.") and one["path"].endswith((".csv", ".md"))
    } == {17}
    of_user = answer(syncwright, built, "specs/users/marketo-sync.yaml:1")
    assert any(one["path"] == SET and one["whole"] for one in of_user["files"])


def test_a_part_of_a_resource_is_asked_about_by_its_address(built, syncwright):
    doc = answer(syncwright, built, "salesforce.permission_set/Marketo_Sync#Lead.Phone")
    line = phone(built)
    assert (doc["artifact"], doc["part"]["first"], doc["part"]["last"]) == (SET, line - 2, line + 2)
    assert [one["key"] for one in doc["behind"]] == ["object/Lead#Phone"]
    ran = syncwright("trace", "salesforce.permission_set/Marketo_Sync#Lead.Phnoe", cwd=built)
    assert (ran.returncode, "did you mean `Lead.Phone`?" in ran.stderr) == (64, True)


def test_a_copy_elsewhere_is_known_by_the_end_of_its_path(built, syncwright, tmp_path):
    copy = tmp_path / "deployed" / "permissionsets" / Path(SET).name
    copy.parent.mkdir(parents=True)
    shutil.copy(built / "generated" / SET, copy)
    doc = answer(syncwright, built, f"{copy}:{phone(built)}")
    assert (doc["state"], doc["artifact"], doc["part"]["name"]) == ("current", SET, "Lead.Phone")


def test_an_older_file_is_traced_by_the_map_it_was_built_with(estate, syncwright):
    line, spec = phone(estate), estate / "specs" / "objects" / "person-identity.yaml"
    spec.write_text(spec.read_text("utf-8").replace("the inside sales call list", "another reason"), "utf-8")
    account = estate / "specs" / "objects" / "account-firmographics.yaml"
    account.write_text(
        "".join(row for row in account.read_text("utf-8").splitlines(keepends=True) if not row.startswith("  Account_Tier__c:")), "utf-8"
    )
    doc = answer(syncwright, estate, f"generated/{SET}:{line}")
    assert (doc["state"], doc["part"]["title"], doc["keys"]) == ("older", "field Lead.Phone", ["object/Lead#Phone"])
    assert doc["behind"][0]["why"] == "another reason"
    gone = answer(syncwright, estate, f"generated/{SET}:5")
    assert (gone["keys"], gone["behind"][0]["places"]) == (["object/Account#Account_Tier__c"], [])
    said = syncwright("trace", f"generated/{SET}:5", cwd=estate).stdout
    assert "no spec says this any more" in said
    assert "`syncwright build` renews it" in said


def test_an_edited_file_is_answered_for_where_the_line_is_still_built(estate, syncwright):
    line, file = phone(estate), estate / "generated" / SET
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines[10:10] = ["    <fieldPermissions>\n", "    <!-- by hand -->\n", "    </fieldPermissions>\n"]
    file.write_text("".join(lines), "utf-8")
    doc = answer(syncwright, estate, f"generated/{SET}:{line + 3}")
    assert (doc["state"], doc["part"]["name"]) == ("edited", "Lead.Phone")
    ran = syncwright("trace", f"generated/{SET}:12", cwd=estate)
    assert (ran.returncode, ran.stdout) == (5, "")
    assert "this line is not in what they build now" in ran.stderr


def test_what_is_not_built_yet_is_answered_for(estate, syncwright):
    line = phone(estate)
    shutil.rmtree(estate / "generated")
    doc = answer(syncwright, estate, f"generated/{SET}:{line}")
    assert (doc["state"], doc["part"]["name"]) == ("absent", "Lead.Phone")


def test_a_line_of_a_saved_plan_leads_to_the_specs(estate, syncwright):
    shutil.copytree(estate / "generated" / "salesforce", estate / "org")
    spec = estate / "specs" / "objects" / "person-identity.yaml"
    text = spec.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("  Phone:"))
    spec.write_text(text.replace(row, row.replace("{why:", "{sync: from-salesforce, why:")), "utf-8")
    assert syncwright("plan", "--against", "org", "--out", "plan.json", cwd=estate).returncode == 0
    plan = json.loads((estate / "plan.json").read_text("utf-8"))
    assert "Lead.Phone" in json.dumps(plan["changes"])
    lines = (estate / "plan.json").read_text("utf-8").splitlines()
    change = next(n for n, text in enumerate(lines) if text == '      "address": "salesforce.permission_set/Marketo_Sync",')
    line = next(n for n, text in enumerate(lines[change:], change + 1) if text.strip() == '"name": "Lead.Phone",')
    doc = answer(syncwright, estate, f"plan.json:{line}")
    assert (doc["kind"], doc["change"], doc["part"]) == ("plan", "salesforce.permission_set/Marketo_Sync", "field Lead.Phone")
    assert [one["key"] for one in doc["behind"]] == ["object/Lead#Phone"]
    [place] = [one for one in doc["behind"][0]["places"] if one["part"] == "fields.Phone"]
    assert place["lines"][0].startswith("  Phone:")
    back = answer(syncwright, estate, f"{place['path']}:{place['line']}", "--plan", "plan.json")
    [change] = [one for one in back["plan"]["changes"] if one["address"].endswith("/Marketo_Sync")]
    assert "field Lead.Phone, read" in change["parts"]
    assert change["steps"]
    step = number(estate / "plan.json", '"kind": "deploy"')
    assert "object/Lead#Phone" in answer(syncwright, estate, f"plan.json:{step}")["keys"]
    assert answer(syncwright, estate, "plan.json:2")["keys"] == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("specs:3", "is a folder"),
        ("nothing.xml:4", "there is no file `nothing.xml`"),
        ("specs/estate.yaml:9999", "`specs/estate.yaml` has 1"),
        (f"generated/{SET}:99999", "lines"),
        ("specs/estate.yaml:two", "`two` is no line number"),
        ("specs/estate.yaml", "name a line of it: `specs/estate.yaml:12`"),
        ("specs/estate.yaml:0", "lines are counted from 1"),
        ("specs/inventory/production/objects/Lead.json:1", "neither a spec nor anything that is built of them"),
        ("salesforce.permission_set/None#Lead.Phone", "the specs build no `salesforce.permission_set/None`"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(built, syncwright, asked, says):
    ran = syncwright("trace", asked, cwd=built)
    assert (ran.returncode, ran.stdout) == (64, "")
    assert says in ran.stderr
    assert "bug" not in ran.stderr


def test_every_file_that_is_built_answers_for_its_first_and_last_line(built, syncwright):
    for name in ("manifest.json", "sourcemap.json", "graph.json", "salesforce/sfdx-project.json"):
        last = len((built / "generated" / name).read_bytes().splitlines())
        for line in (1, last):
            doc = answer(syncwright, built, f"generated/{name}:{line}")
            assert (doc["state"], doc["part"], bool(doc["behind"])) == ("current", None, True), name


def test_specs_with_errors_are_not_traced(estate, syncwright):
    spec = estate / "specs" / "objects" / "lead.yaml"
    spec.write_text(spec.read_text("utf-8").replace("  Company:", "  Compnay:"), "utf-8")
    ran = syncwright("trace", "specs/objects/lead.yaml:3", cwd=estate)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "nothing can be traced" in ran.stderr
