"""That the tables say what is so: counts by hand for files of our own org, and a comparison that fails shows as such."""

import subprocess
import sys
from pathlib import Path

import pytest

from adopt.estates import BARE, compiled, org, sources_of
from tables import adoption_table, findings_table
from tables.trees import OWN, markdown, trees

HERE = Path(__file__).parent
SETS = OWN / "force-app/main/default/permissionsets"


def script(name: str, *arguments: str, real_data: Path) -> subprocess.CompletedProcess[str]:
    """A table as `make` prints it, with these trees beside our own."""
    return subprocess.run(
        [sys.executable, HERE / name, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"SYNCWRIGHT_REAL_DATA": str(real_data), "PATH": ""},
    )


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def test_our_own_org_comes_first_and_is_enough():
    assert trees()[0] == OWN


def test_the_adoption_table_of_our_own_org(tmp_path):
    done = script("adoption_table.py", real_data=tmp_path / "nothing")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    head, _, *lines = cells(done.stdout)
    assert head == adoption_table.HEAD
    by_file = {line[1]: dict(zip(head, line, strict=True)) for line in lines}
    reader, desk = by_file["Marketing_Reader.permissionset-meta.xml"], by_file["Service_Desk.permissionset-meta.xml"]
    assert [reader[name] for name in ("objects", "fields", "permissions", "external", "same?")] == ["2", "2", "", "", "yes"]
    assert [
        desk[name] for name in ("objects", "fields", "permissions", "classes", "record types", "tabs", "other")
    ] == "3 3 1 1 1 2 13".split()
    assert int(by_file["Trade_Fair_App.permissionset-meta.xml"]["external"]) > 0
    assert int(by_file["Sales Representative.profile-meta.xml"]["all false"]) > 0
    files = len(lines) - 1
    assert lines[-1][:2] == ["all", f"{files} files"]
    assert lines[-1][-1] == f"{files} of {files}"
    for column in head[2:-1]:
        number = sum(int(line[head.index(column)].replace(",", "") or 0) for line in lines[:-1])
        assert number == int(lines[-1][head.index(column)].replace(",", "") or 0), column


def test_a_tree_beside_the_checkout_is_part_of_the_table(tmp_path):
    sets = tmp_path / "neighbour" / "permissionsets"
    sets.mkdir(parents=True)
    (sets / "Small.permissionset-meta.xml").write_bytes((SETS / "Marketing_Reader.permissionset-meta.xml").read_bytes())
    done = script("adoption_table.py", real_data=tmp_path)
    assert ["neighbour", "Small.permissionset-meta.xml", "2", "2"] in [line[:4] for line in cells(done.stdout)]


def test_what_is_not_the_same_is_said():
    rows = dict.fromkeys([*adoption_table.COLUMNS.values(), "other"], 1)
    same = adoption_table.Line("org", "profiles/A.profile", rows, 0, 0, 0, ())
    other = adoption_table.Line("org", "sets/A.profile", rows, 2, 1, 3, ("fields A.B: read and edit",))
    _, _, *lines = cells(adoption_table.table([same, other]))
    assert [(line[1], line[-1]) for line in lines] == [("profiles/A.profile", "yes"), ("sets/A.profile", "no"), ("2 files", "1 of 2")]
    assert lines[-1][2:-1] == ["2"] * 7 + ["2", "1", "3"]


def test_the_findings_table_of_our_own_org(tmp_path):
    done = script("findings_table.py", "--samples", "2", real_data=tmp_path / "nothing")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    bare, marketo = done.stdout.split("## With a Marketo instance")
    head, _, *lines = cells(bare)
    assert head == ["rule", "severity", "meridian", "all"]
    assert lines[-1][0] == "all"
    numbers = {line[0].split()[0]: int(line[-1].replace(",", "")) for line in lines}
    # Counted once more from an estate that is made of the same files and compiled here.
    specs, refused = findings_table.estate(OWN)
    assert refused == []
    diagnostics = [one for one in compiled(sources_of(specs), org(OWN)).diagnostics if one.allowed is None]
    assert numbers == {
        **{rule: sum(d.rule.id == rule for d in diagnostics) for rule in {d.rule.id for d in diagnostics}},
        "all": len(diagnostics),
    }
    assert not any(one.severity == "error" for one in diagnostics)
    assert "GOV503" not in bare or "GOV503" in marketo
    assert "### SFC608" in bare
    assert 0 < bare.partition("### SFC608")[2].partition("###")[0].count("- meridian: ") <= 2


def test_each_user_of_an_estate_has_a_name_and_a_set_of_its_own(tmp_path):
    for folder in ("a/permissionsets", "b/permissionsets", "b/profiles"):
        (tmp_path / folder).mkdir(parents=True)
    data = (SETS / "Marketing_Reader.permissionset-meta.xml").read_bytes()
    for name in ("a/permissionsets/Same.permissionset-meta.xml", "b/permissionsets/Same.permissionset-meta.xml"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "b/profiles/Same.profile-meta.xml").write_bytes(
        data.replace(b"PermissionSet", b"Profile").replace(b"<label>Marketing Reader</label>", b"")
    )
    held = findings_table.users(tmp_path)
    assert [one.holder.name for one in held.values()] == ["Same", "Same_2", "Same_3"]
    specs, refused = findings_table.estate(tmp_path)
    assert (refused, len(specs)) == ([], len(BARE) + 3)


@pytest.mark.parametrize("left", [0, 1])
def test_numbers_stand_to_the_right(left):
    assert markdown(["a", "n"], [["x", "10"]], left=1) == "| a |  n |\n| - | -: |\n| x | 10 |\n"
