"""`syncwright adopt marketo`, in a process of its own: what it writes, prints, and how it ends."""

import json
from pathlib import Path

import pytest

from adopt.instances import ESTATE, HELD, describe2, field
from syncwright.inventory.store import inventory_files


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    for name, text in ESTATE.items():
        path = tmp_path / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name, data in inventory_files(HELD).items():
        path = tmp_path / "specs/inventory/production" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "describe2.json").write_bytes(
        describe2(field("title", "Job Title"), field("Tier__c", "Tier"), field("mystery", "Mystery"), field("utm", crm=False)).data
    )
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_written_checks_clean_and_is_formatted(estate, syncwright):
    done = syncwright("adopt", "marketo", "describe2.json", cwd=estate)
    assert (done.returncode, done.stderr) == (0, "")
    assert "  new      specs/objects/person-adopted.yaml\n  new      specs/objects/person-of-marketo-adopted.yaml\n" in done.stdout
    assert '  mystery, "Mystery", string\n' in done.stdout
    for command in (["check"], ["fmt", "--check"]):
        ran = syncwright(*command, cwd=estate)
        assert ran.returncode == 0, ran.stdout
    again = syncwright("adopt", "marketo", "describe2.json", cwd=estate)
    assert again.stdout.splitlines()[-1] == "the specs say all of it already"


def test_a_dry_run_shows_the_files_and_writes_none(estate, syncwright):
    before = contents(estate)
    done = syncwright("adopt", "marketo", "describe2.json", "--dry-run", cwd=estate)
    assert done.returncode == 0
    assert done.stdout.startswith("--- /dev/null\n+++ specs/objects/person-adopted.yaml\n")
    assert "2 files would be written:" in done.stdout
    assert contents(estate) == before


def test_drift_writes_nothing_and_ends_with_1_where_there_is_some(estate, syncwright):
    before = contents(estate)
    done = syncwright("adopt", "marketo", "describe2.json", "--drift", "--format", "json", cwd=estate)
    doc = json.loads(done.stdout)
    assert (done.returncode, doc["written"], doc["counts"]) == (1, False, None)
    assert [(one["what"], one["field"], one["path"]) for one in doc["differences"]] == [
        ("not in specs", "Contact.Tier__c", "describe2.json"),
        ("not in specs", "Contact.Title", "describe2.json"),
        ("not in specs", "Lead.Tier__c", "describe2.json"),
        ("not in specs", "Lead.Title", "describe2.json"),
        ("not known", "mystery", "describe2.json"),
    ]
    assert contents(estate) == before


def test_an_instance_that_the_specs_agree_with_ends_with_0(estate, syncwright):
    (estate / "agreed.json").write_bytes(describe2(field("title", "Job Title"), field("utm", crm=False)).data)
    assert syncwright("adopt", "marketo", "agreed.json", cwd=estate).returncode == 0
    done = syncwright("adopt", "marketo", "agreed.json", "--drift", cwd=estate)
    assert (done.returncode, done.stdout) == (0, "the specs and the instance agree\n")


def test_a_file_that_cannot_be_read_is_told_with_its_line_and_nothing_is_written(estate, syncwright):
    before = contents(estate / "specs")
    (estate / "broken.json").write_text('{"success": true,\n  "result": [}', "utf-8")
    done = syncwright("adopt", "marketo", "describe2.json", "broken.json", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert "error[MKT768]: this is no JSON" in done.stdout
    assert " --> broken.json:2:14\n" in done.stdout
    assert contents(estate / "specs") == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["describe2.json", "--for", "marketoo"], "did you mean `marketo`?"),
        ([], "Missing argument 'FILE...'"),
        (["nowhere.json"], "File 'nowhere.json' does not exist"),
    ],
)
def test_wrong_usage_is_told(estate, syncwright, arguments, says):
    done = syncwright("adopt", "marketo", *arguments, cwd=estate)
    assert done.returncode == 64
    assert says in done.stderr


def test_several_connectors_have_to_be_told_apart(estate, syncwright):
    (estate / "specs/connectors/other.yaml").write_text(ESTATE["connectors/marketo.yaml"].replace("connector: marketo", "connector: other"))
    done = syncwright("adopt", "marketo", "describe2.json", cwd=estate)
    assert done.returncode == 64
    assert "say `--for`: connectors: `marketo`, `other`" in done.stderr
    done = syncwright("adopt", "marketo", "describe2.json", "--for", "other", cwd=estate)
    assert done.returncode == 0
    assert "for: [other]" in (estate / "specs/objects/person-adopted.yaml").read_text("utf-8")
