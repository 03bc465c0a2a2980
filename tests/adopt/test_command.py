"""`syncwright adopt`, in a process of its own: what it prints, what it writes, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from adopt import comparison
from adopt.estates import BARE, MARKETO

OWN = Path(__file__).parents[1] / "orgs" / "meridian"
SETS = OWN / "force-app/main/default/permissionsets"
PROFILES = OWN / "force-app/main/default/profiles"
READER = SETS / "Marketing_Reader.permissionset-meta.xml"


@pytest.fixture(scope="module")
def imported(tmp_path_factory, syncwright):
    """An estate of nobody yet, with the inventory of our own org."""
    root = tmp_path_factory.mktemp("estate")
    for name, text in {**BARE, **MARKETO, "users/somebody.yaml": "sync_user: somebody\nowner: ops\n"}.items():
        path = root / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    done = syncwright("import", OWN, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "specs/users/somebody.yaml").unlink()
    return root


@pytest.fixture
def estate(imported, tmp_path) -> Path:
    shutil.copytree(imported / "specs", tmp_path / "specs")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "path",
    [READER, SETS / "Service_Desk.permissionset-meta.xml", *sorted(PROFILES.iterdir())],
    ids=lambda path: path.name,
)
def test_adopt_check_build_and_the_grants_are_the_same(estate, syncwright, path):
    before = contents(estate / "specs")
    done = syncwright("adopt", path, "--user", "somebody", cwd=estate)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    after = contents(estate / "specs")
    assert {name: data for name, data in after.items() if name in before} == before
    assert after.keys() - before.keys() >= {"users/somebody.yaml"}
    for command in (["check"], ["fmt", "--check"], ["build"]):
        ran = syncwright(*command, cwd=estate)
        assert ran.returncode == 0, ran.stdout
    [built] = (estate / "generated").rglob("*.permissionset-meta.xml")
    assert comparison.differences(comparison.rows(path.read_bytes()), comparison.rows(built.read_bytes())) == []


def test_the_report_says_what_became_of_each_row(estate, syncwright):
    files = [SETS / "Service_Desk.permissionset-meta.xml", PROFILES / "Sales Representative.profile-meta.xml"]
    done = syncwright("adopt", *files, "--user", "somebody", "--format", "json", cwd=estate)
    doc = json.loads(done.stdout)
    assert (doc["format"], doc["user"], doc["spec"], doc["written"]) == (1, "somebody", "specs/users/somebody.yaml", True)
    assert [change["path"] for change in doc["changes"]] == sorted(
        path for path in ("specs/" + name for name in contents(estate / "specs")) if "adopted" in path or "users" in path
    )
    for one, path in zip(doc["adopted"], files, strict=True):
        data = path.read_bytes()
        granted = sum(len(names) for names in comparison.rows(data).values())
        total = one["total"]
        assert total["read"] == granted + comparison.all_false(data)
        assert total["off"] == comparison.all_false(data)
        assert total["granted"] + total["synced"] == granted
        assert {word: sum(kind[word] for kind in one["kinds"].values()) for word in total} == total
    profile = doc["adopted"][1]
    assert {"layoutAssignments", "loginIpRanges"} <= profile["elsewhere"].keys()
    assert profile["total"]["synced"] > 0
    assert doc["findings"]["error"] == 0


def test_people_read_a_table_and_what_to_do_next(estate, syncwright):
    done = syncwright("adopt", SETS / "Trade_Fair_App.permissionset-meta.xml", "--user", "somebody", cwd=estate)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("permission set Trade_Fair_App (")
    assert lines[1].split() == ["rows", "granted", "synced", "external"]
    assert [line.split()[0] for line in lines[2:8]] == ["objects", "fields", "permissions", "classes", "tabs", "together"]
    assert "3 files written:" in lines
    assert "  new      specs/objects/lead-adopted.yaml" in lines
    assert lines[-3] == "next:"
    assert lines[-2].startswith("  syncwright check  # ")


def test_a_dry_run_shows_what_would_change_and_changes_nothing(estate, syncwright):
    before = contents(estate)
    done = syncwright("adopt", READER, "--user", "somebody", "--dry-run", cwd=estate)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("--- /dev/null\n+++ specs/objects/lead-adopted.yaml\n@@ ")
    assert "+  why: adopted from permission set Marketing_Reader\n" in done.stdout
    assert "would be written:" in done.stdout
    assert contents(estate) == before


def test_what_is_there_already_is_not_written_again(estate, syncwright):
    syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    before = contents(estate)
    done = syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "the specs say all of it already")
    assert contents(estate) == before


def test_a_file_that_people_wrote_changes_where_it_must_and_nowhere_else(estate, syncwright):
    user = estate / "specs/users/somebody.yaml"
    user.write_text(
        "# asked for by the fair team\nsync_user: somebody\nowner: ops   # until spring\npreset: adopted\n"
        'grants:\n  permissions:\n    RunReports:   {why: "the nightly export"}   # see the runbook\n',
        "utf-8",
    )
    before = user.read_text("utf-8").splitlines()
    done = syncwright("adopt", READER, "--user", "somebody", "--dry-run", cwd=estate)
    assert "--- specs/users/somebody.yaml\n" in done.stdout
    syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    after = user.read_text("utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert "    Lead: {access: read, why: adopted from permission set Marketing_Reader}" in after


def test_the_environment_chooses_the_inventory(estate, syncwright):
    uat = BARE["environments/production.yaml"].replace("production", "uat").replace("00D7Q000000vKmR", "00D7Q000000vKmS")
    (estate / "specs/environments/uat.yaml").write_text(uat, "utf-8")
    estate_spec = estate / "specs/estate.yaml"
    estate_spec.write_text(estate_spec.read_text("utf-8") + "default_environment: production\n", "utf-8")
    field = estate / "sandbox/objects/Account/fields/Only_Here__c.field-meta.xml"
    field.parent.mkdir(parents=True)
    field.write_text("<CustomField><fullName>Only_Here__c</fullName><label>Only here</label><type>Checkbox</type></CustomField>", "utf-8")
    assert syncwright("import", "sandbox", "--env", "uat", cwd=estate).returncode == 0
    done = syncwright("adopt", READER, "--user", "somebody", "--env", "uat", "--dry-run", cwd=estate)
    assert "+    Lead.mkto71_Lead_Score__c: {access: read, external: true}\n" in done.stdout, done.stdout
    assert "external" not in syncwright("adopt", READER, "--user", "somebody", "--dry-run", cwd=estate).stdout


# ------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "A.permissionset-meta.xml",
            "<PermissionSet>\n  <label>A</lable>\n</PermissionSet>",
            "error[INV301]: this is not XML that can be read",
        ),
        ("A.permissionset-meta.xml", "not xml", "error[INV301]"),
        ("A.permissionset-meta.xml", "", "error[INV301]"),
        ("A.permissionset-meta.xml", "<Profile/>", "error[INV302]: the root element is `Profile`, and `PermissionSet` was expected"),
        ("A.profile", "<!DOCTYPE a [<!ENTITY b 'c'>]><Profile/>", "error[INV301]"),
        ("A.profile", "<Profile><userPermissions><enabled>true</enabled></userPermissions></Profile>", "error[INV302]"),
        ("A.profile", "<Profile>\n<userPermissions><enabled>si</enabled><name>A</name></userPermissions></Profile>", "A.profile:2:1"),
        ("A.profile", "<Package/>", "[INV3"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_1_and_nothing_is_written(estate, syncwright, name, data, said):
    (estate / name).write_text(data, "utf-8")
    before = contents(estate)
    done = syncwright("adopt", name, READER, "--user", "somebody", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert said in done.stdout, done.stdout
    assert f"{name}:" in done.stdout
    assert contents(estate) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([READER], "Missing option '--user'"),
        (["--user", "somebody"], "Missing argument"),
        ([READER, "--user", "Marketo Sync"], "`Marketo Sync` is not a name: lower-case letters and digits, joined by `-` or `_`"),
        ([READER, "--user", "../evil"], "`../evil` is not a name"),
        ([READER, "--user", "a" * 81], "is not a name"),
        ([READER, "--user", ""], "`` is not a name"),
        (["nosuch.profile", "--user", "somebody"], "does not exist"),
        ([SETS, "--user", "somebody"], "is a directory"),
        (["specs/estate.yaml", "--user", "somebody"], "is neither a permission set nor a profile"),
        ([READER, "--user", "somebody", "--specs", "nosuch"], "there is no folder `nosuch`"),
    ],
)
def test_wrong_usage_ends_with_64_and_nothing_is_written(estate, syncwright, arguments, said):
    before = contents(estate)
    done = syncwright("adopt", *arguments, cwd=estate)
    assert done.returncode == 64
    assert said in done.stderr
    assert contents(estate) == before


@pytest.mark.parametrize("folder", ["permissionsetgroups", "mutingpermissionsets"])
def test_groups_and_muting_sets_are_composed_and_not_adopted(estate, syncwright, folder):
    [path, *_] = sorted((OWN / "force-app/main/default" / folder).iterdir())
    done = syncwright("adopt", path, "--user", "somebody", cwd=estate)
    assert done.returncode == 64
    assert "say `group: true`" in done.stderr or "with `group: true`" in done.stderr


def test_specs_with_errors_end_with_1_and_are_not_touched(estate, syncwright):
    connector = estate / "specs/connectors/marketo.yaml"
    connector.write_text(connector.read_text("utf-8").replace("owner: ops", "owner: opps"), "utf-8")
    before = contents(estate)
    done = syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert "error[REF405]: `opps` is no owner of this estate" in done.stdout
    assert contents(estate) == before


def test_without_an_inventory_there_is_nothing_to_adopt_into(estate, syncwright):
    shutil.rmtree(estate / "specs/inventory")
    done = syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    assert done.returncode == 1
    assert "run `syncwright import PATH`" in done.stdout


def test_a_contradiction_to_the_specs_is_shown_and_nothing_is_written(estate, syncwright):
    (estate / "specs/objects").mkdir()
    lead = "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\nfields:\n  mkto71_Lead_Score__c: {why: w, sync: hidden}\n"
    (estate / "specs/objects/lead.yaml").write_text(lead, "utf-8")
    before = contents(estate)
    done = syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    drawn = [line for line in done.stdout.splitlines() if "Lead.mkto71_Lead_Score__c: {access: read}" in line]
    assert drawn, "the line that would have been written is drawn"
    assert contents(estate) == before


def test_what_is_in_the_way_stays_and_nothing_is_written(estate, syncwright):
    (estate / "specs/users/somebody.yaml").mkdir(parents=True)
    (estate / "specs/users/somebody.yaml/notes.txt").write_text("ours")
    before = contents(estate)
    done = syncwright("adopt", READER, "--user", "somebody", cwd=estate)
    assert done.returncode == 64
    assert "cannot be written" in done.stderr
    assert contents(estate) == before
    assert sorted(path.name for path in estate.iterdir()) == ["specs"]


def test_what_others_keep_beside_the_specs_stays(estate, syncwright):
    note = estate / "specs/README.md"
    note.write_text("read me")
    (estate / "specs/tools").mkdir()
    tool = estate / "specs/tools/run.sh"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    assert syncwright("adopt", READER, "--user", "somebody", cwd=estate).returncode == 0
    assert (note.read_text(), tool.stat().st_mode & 0o777) == ("read me", 0o755)
