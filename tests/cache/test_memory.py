"""What is remembered never harms: damaged, deleted, in use twice, or of a folder that somebody touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cache.estates import build, remembering_in, start, tree, write
from syncwright.cache.shelf import FORGOTTEN, Shelf
from syncwright.cli.remembered import Memory

SCRIPT = Path(sys.executable).with_name("syncwright")
FIELDS = "".join(
    f"  {name}: {{why: w, sync: from-salesforce, pii: none}}\n" for name in ("Text__c", "Plain__c", "Stage__c", "Unsaid__c", "Number__c")
)
FILES = {
    f"objects/{name}.yaml": f"object: {name}__c\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: [x]\nfields:\n{FIELDS}"
    for name in ("Aa", "Bb", "Dd")
}


@pytest.fixture
def estate(tmp_path):
    """An estate that was built with memory."""
    with remembering_in(tmp_path / "memory"):
        write(tmp_path / "specs", start() | FILES)
        assert build(tmp_path / "specs", tmp_path / "out", "--cache")[0] == 0
        yield tmp_path


@pytest.fixture
def compiled(monkeypatch) -> list[int]:
    """How many fields each run compiles."""
    found: list[int] = []
    check = Memory.check

    def counted(self, compilation):
        found.append(sum(len(one.spec.fields) for one in compilation.specs))
        check(self, compilation)

    monkeypatch.setattr(Memory, "check", counted)
    return found


def built(root: Path) -> dict[str, bytes]:
    code, _ = build(root / "specs", root / "out", "--cache")
    assert code == 0
    return tree(root / "out")


def test_nothing_is_compiled_where_nothing_changed(estate, compiled):
    before = tree(estate / "out")
    assert built(estate) == before
    assert compiled == []


def test_a_file_that_changed_is_compiled_and_others_are_not(estate, compiled):
    write(estate / "specs", {"objects/Bb.yaml": FILES["objects/Bb.yaml"].replace("Text__c: {why: w", "Text__c: {why: another reason")})
    files = built(estate)
    assert compiled == [7]
    assert b"another reason" in files["dictionary/dictionary.csv"]


@pytest.mark.parametrize("touch", ["edit", "delete", "rewrite"])
def test_what_somebody_did_to_a_generated_file_is_undone(estate, compiled, touch):
    before = tree(estate / "out")
    path = estate / "out/dictionary/dictionary.csv"
    match touch:
        case "edit":
            path.write_bytes(path.read_bytes().replace(b"Aa__c", b"Xx__c"))
        case "delete":
            path.unlink()
        case "rewrite":
            path.write_bytes(path.read_bytes())
    assert built(estate) == before
    assert compiled == [15]


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_damage_counts_as_nothing_remembered(estate, compiled, damage):
    before = tree(estate / "out")
    for path in (estate / "memory").iterdir():
        data = path.read_bytes()
        path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:] if damage is None else damage)
    assert built(estate) == before
    assert compiled == [15]


def test_it_may_be_deleted_at_any_time(estate, compiled):
    before = tree(estate / "out")
    shutil.rmtree(estate / "memory")
    assert built(estate) == before
    assert compiled == [15]


def test_a_folder_that_cannot_be_written_is_no_trouble(estate, monkeypatch):
    (estate / "a file").write_text("in the way")
    monkeypatch.setenv("SYNCWRIGHT_CACHE_DIR", str(estate / "a file"))
    write(estate / "specs", {"objects/Bb.yaml": FILES["objects/Bb.yaml"].replace("why: w", "why: v")})
    assert b",v," in built(estate)["dictionary/dictionary.csv"]


def test_another_day_is_looked_at_anew(estate, compiled, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    built(estate)
    assert compiled == [15]


def test_another_inventory_is_looked_at_anew(estate, compiled):
    path = estate / "specs/inventory/production/objects/Aa__c.json"
    path.write_text(path.read_text().replace('"length":80', '"length":81'))
    assert b"Text(81)" in built(estate)["dictionary/dictionary.csv"]
    assert compiled == [15]


def test_an_error_is_told_as_it_is_without_memory(estate):
    write(estate / "specs", {"objects/Bb.yaml": FILES["objects/Bb.yaml"].replace("Text__c", "Texxt__c")})
    code, said = build(estate / "specs", estate / "out", "--cache")
    assert (code, said) == build(estate / "specs", estate / "other", "--no-cache")
    assert code == 1


def test_each_folder_of_results_is_remembered_by_itself(estate, compiled):
    build(estate / "specs", estate / "second", "--cache")
    assert compiled == [15]
    assert tree(estate / "second") == built(estate)
    assert compiled == [15]


def test_small_estates_are_not_remembered(tmp_path):
    with remembering_in(tmp_path / "memory"):
        write(tmp_path / "specs", start() | FILES)
        assert build(tmp_path / "specs", tmp_path / "out")[0] == 0
    assert not (tmp_path / "memory").exists()


def test_two_processes_may_remember_the_same(estate):
    """Both write what both read, at the same time; each gets what is right, and so does the next."""
    before = tree(estate / "out")
    for _ in range(3):
        shutil.rmtree(estate / "memory")
        command = [SCRIPT, "build", estate / "specs", "--out", estate / "out", "--cache", "--jobs", "2"]
        both = [
            subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "SYNCWRIGHT_CACHE_DIR": str(estate / "memory")})
            for _ in range(2)
        ]
        assert [one.wait() for one in both] == [0, 0]
        assert tree(estate / "out") == before
    assert built(estate) == before


def test_what_nobody_used_for_long_is_removed(tmp_path):
    shelf = Shelf(str(tmp_path), b"estate")
    shelf.put("old", b"1")
    [path] = tmp_path.iterdir()
    os.utime(path, (path.stat().st_mtime - FORGOTTEN - 60,) * 2)
    shelf.put("new", b"2")
    assert (shelf.get("old"), shelf.get("new")) == (None, b"2")
