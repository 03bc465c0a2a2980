"""`rename` on the command line: what is written and shown, and that nothing is half-written."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

GIT = ["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.invalid"]


def git(folder: Path, *words: str) -> str:
    return subprocess.run([*GIT, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def estate(tmp_path, repository) -> Path:
    """A copy of the example estate, committed."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "specs")
    return tmp_path


def changed(folder: Path) -> list[str]:
    return git(folder, "diff", "--name-only").split()


def test_a_rename_changes_what_it_says_and_can_be_taken_back(estate, syncwright):
    done = syncwright("rename", "*.Product_Line__c", "Product_Family__c", cwd=estate)
    assert done.returncode == 0, done.stderr
    assert sorted(line.split()[1] for line in done.stdout.splitlines() if line.startswith("  changed")) == changed(estate)
    assert "specs/objects/person-fit.yaml" in changed(estate)
    checked = json.loads(syncwright("check", "--format", "json", cwd=estate).stdout)
    assert {one["rule"] for one in checked["diagnostics"] if not one.get("allowed")} == {"REF415"}
    assert syncwright("fmt", "--check", cwd=estate).returncode == 0
    assert syncwright("rename", "*.Product_Family__c", "Product_Line__c", cwd=estate).returncode == 0
    assert changed(estate) == []


def test_a_plan_since_then_shows_the_rename(estate, syncwright):
    syncwright("rename", "Installed_Base__c.Warranty_End__c", "Guarantee_End__c", cwd=estate)
    doc = json.loads(syncwright("plan", "--since", "HEAD", "--format", "json", cwd=estate).stdout)
    fields = [one for one in doc["changes"] if one["address"].startswith("salesforce.field/")]
    assert [(one["change"], one["address"]) for one in fields] == [("rename", "salesforce.field/Installed_Base__c.Guarantee_End__c")]


def test_a_dry_run_writes_nothing_and_shows_the_difference(estate, syncwright):
    for flag in ("--dry-run", "--diff"):
        done = syncwright("rename", "owner:revops", "crew", flag, cwd=estate)
        assert "+owner: crew" in done.stdout
        assert "would be written" in done.stdout
        assert changed(estate) == []


def test_the_document_says_what_the_text_says(estate, syncwright):
    done = syncwright("rename", "sync_user:marketo-sync", "robot", "--format", "json", cwd=estate)
    doc = json.loads(done.stdout)
    assert doc["written"]
    assert [one["path"] for one in doc["changes"]] == changed(estate)
    assert doc["notes"][0].startswith("`salesforce.permission_set/Robot` is made instead of `salesforce.permission_set/Marketo_Sync`")


def test_uncommitted_changes_are_noted(estate, syncwright):
    path = estate / "specs" / "maps" / "country.yaml"
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    done = syncwright("rename", "map:country", "land", cwd=estate)
    assert "note: `specs/maps/country.yaml` had changes that are not committed" in done.stdout
    assert path.read_text("utf-8").endswith("# more\n")


def test_a_read_only_file_stops_everything(estate, syncwright):
    path = estate / "specs" / "objects" / "lead.yaml"
    path.chmod(0o444)
    done = syncwright("rename", "owner:sales-ops", "sellers", cwd=estate)
    assert done.returncode == 64
    assert "`specs/objects/lead.yaml` is read-only; nothing was written" in done.stderr
    assert changed(estate) == []


def test_modes_of_files_stay(estate, syncwright):
    path = estate / "specs" / "maps" / "country.yaml"
    path.chmod(0o640)
    assert syncwright("rename", "map:country", "land", cwd=estate).returncode == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_cannot_be_swapped_is_left_as_it_is(estate, syncwright):
    done = syncwright("rename", "map:country", "land", "--specs", ".", cwd=estate / "specs")
    assert done.returncode == 64
    assert "is the folder you are in" in done.stderr
    assert changed(estate) == []


def test_what_cannot_be_renamed_is_wrong_usage(estate, syncwright):
    done = syncwright("rename", "Lead.Emial", "X__c", cwd=estate)
    assert done.returncode == 64
    assert "`Lead` has no field `Emial`; did you mean `Email`?; nothing was written" in done.stderr
    done = syncwright("rename", "Lead.Product_Line__c:Positioners", "Pos", cwd=estate)
    assert done.returncode == 64
    assert "specs/objects/person-fit.yaml:19:7: these values are those of" in done.stderr


def test_specs_with_errors_are_shown_and_left(estate, syncwright):
    (estate / "specs" / "objects" / "more.yaml").write_text("object: Leda\nowner: revops\nwhy: w\nfor: [marketo]\nfields: {}\n", "utf-8")
    done = syncwright("rename", "map:country", "land", cwd=estate)
    assert done.returncode == 1
    assert "error[REF408]" in done.stdout
    assert "nothing was written" in done.stderr
    assert changed(estate) == []
