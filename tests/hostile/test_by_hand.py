"""Hostile estates made by hand: names that would be paths, floods of errors, folders that are none."""

import json
import os
import shutil
from pathlib import Path

import pytest

from hostile.estate import FOLDER, example
from hostile.processes import contents, run
from hostile.test_processes import FORMS, check_run

LEAD = "specs/objects/lead.yaml"
HEAD = "object: Lead\nowner: marketing-ops\nwhy: every enquiry\nfor: [marketo, ae]\ndefaults: {sync: from-salesforce, reviewed: 2026-09-15}\nfields:\n"


def refused(path: str, old: str, new: str) -> list[str]:
    """What is said, where one text of one spec says something else."""
    text = example().files[path].decode()
    assert old in text, "the example estate has changed"
    compilation = example().compiled({path: text.replace(old, new, 1).encode()})
    assert compilation.failed
    return [f"{one.rule.id} {one.message}" for one in compilation.diagnostics if one.severity == "error" and not one.allowed]


PATHS = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "a/../b",
    "a\\b",
    "~/x",
    "C:x",
    "a%2Fb",
    "'a\\0b'",
    "' '",
    "'-rf'",
    "con.",
    "a//b",
    "'$(id)'",
    "'a b'",
]


@pytest.mark.parametrize("name", [name for name in PATHS if name not in ("'-rf'", "con.")])
def test_an_inventory_outside_the_specs_is_refused(name: str) -> None:
    (said,) = refused("specs/environments/production.yaml", "inventory: inventory/production", f"inventory: {name}")
    assert said.startswith("SPC205") and "is not a folder below the specs" in said


@pytest.mark.parametrize("name", [*PATHS, "Lead.xml", "Lead/fields", "a__b__c__", "é", "LEAD "])
def test_an_object_is_named_by_an_api_name_and_no_path(name: str) -> None:
    said = refused(LEAD, "object: Lead", f"object: {name}")
    assert any(line.startswith(("SPC205", "REF408")) for line in said)


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize(
    ("path", "old", "key"),
    [
        ("specs/users/marketo-sync.yaml", "sync_user: marketo-sync", "sync_user"),
        ("specs/connectors/marketo.yaml", "connector: marketo", "connector"),
        ("specs/environments/uat.yaml", "environment: uat", "environment"),
        ("specs/estate.yaml", "estate: meridian-valves", "estate"),
    ],
)
def test_what_becomes_the_name_of_a_file_is_no_path(path: str, old: str, key: str, name: str) -> None:
    said = refused(path, old, f"{key}: {name}")
    assert any(line.startswith("SPC205") and "is not a name" in line for line in said), said


@pytest.mark.parametrize("name", ["marketo-sync2", "a", "a1-b_c", "x" * 80])
def test_names_that_are_names_are_taken(name: str) -> None:
    user = example().files["specs/users/marketo-sync.yaml"].replace(b"sync_user: marketo-sync", f"sync_user: {name}".encode())
    connector = example().files["specs/connectors/marketo.yaml"].replace(b"sync_user: marketo-sync", f"sync_user: {name}".encode())
    said = example().compiled({"specs/users/marketo-sync.yaml": user, "specs/connectors/marketo.yaml": connector}).diagnostics
    assert not [one.message for one in said if one.rule.id.startswith("SPC")]


FLOODS = {
    "keys that are not known": "object: Lead\nwhy: x\n" + "".join(f"k{n}: v\n" for n in range(20_000)),
    "keys in braces": "object: Lead\nwhy: x\nfields: {A: {" + ", ".join(f"k{n}" for n in range(20_000)) + "}}\n",
    "prose in braces": "object: Lead\nwhy: x\nfields: {A: {why: b, " + ", ".join(f"k{n}, sync{n}: two-way" for n in range(8_000)) + "}}\n",
    "fields of the wrong shape": HEAD + "".join(f"  F{n}: 3\n" for n in range(15_000)),
    "directions that are lists": HEAD + "".join(f"  F{n}: {{sync: [x]}}\n" for n in range(8_000)),
    "uses that are mappings": HEAD + "".join(f"  F{n}: {{used_by: {{a: x}}}}\n" for n in range(8_000)),
    "names that are none": HEAD + "".join(f"  f-{n}: {{sync: x}}\n" for n in range(8_000)),
    "days that are none": HEAD + "  Email: {why: x}\nallow:\n" + "".join(f"  r{n}: {{why: x, until: 2026-13-01}}\n" for n in range(8_000)),
    "values that are lists": "map: big\nwhy: x\nvalues:\n" + "".join(f"  k{n}: [v]\n" for n in range(15_000)),
    "repeated keys": "object: Lead\n" + "why: x\n" * 30_000,
    "tags": "object: Lead\nwhy: [" + "!a b, " * 30_000 + "]\n",
}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_errors_is_cut_off_and_said_to_be(text: str) -> None:
    compilation = example().compiled({"specs/objects/flood.yaml": text.encode()})
    ours = [one for one in compilation.diagnostics if one.primary.path == "specs/objects/flood.yaml"]
    assert 1 <= len(ours) <= 201
    if len(ours) > 100 and text.startswith("object: Lead\nwhy: x\nk0"):
        assert ours[-1].message == "more than 200 findings in this file (findings of a file)"


LONG = "x" * 500_000
LONG_TEXTS = {
    "a kind": f"{LONG}: y\n",
    "a key": f"object: Lead\n? {LONG}\n: y\n",
    "a key twice": f"object: Lead\n? {LONG[:400_000]}\n: y\n? {LONG[:400_000]}\n: y\n",
    "a platform": f"connector: x\nplatform: {LONG[:8_000]}\n",
    "a word": f"object: Lead\nwhy: x\nsync: {LONG[:8_000]}\nfields: {{}}\n",
    "a number": f"{HEAD}  Email: {{why: x, create: {{label: a, type: text, length: {'9' * 8_000}}}}}\n",
    "an owner": f"{HEAD}  Email: {{why: x, owner: {LONG[:8_000]}}}\n",
    "a field": f"{HEAD}  {LONG[:8_000]}: {{why: x}}\n",
    "a tag": f"object: !{LONG} x\n",
    "an anchor": f"object: &{LONG} x\n",
    "text after a quote": f"object: 'x' {LONG}\n",
}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_a_message_is_short_whatever_it_is_about(text: str) -> None:
    compilation = example().compiled({"specs/objects/long.yaml": text.encode()})
    ours = [one for one in compilation.diagnostics if one.primary.path == "specs/objects/long.yaml"]
    assert ours
    for one in ours:
        assert len(one.message) < 400, one.message[:500]
        assert len(one.help or "") < 2_000


# ------------------------------------------------------------------ folders


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    """A copy of the example estate."""
    shutil.copytree(FOLDER, tmp_path / "specs")
    return tmp_path


def test_specs_that_are_a_file_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "specs").write_text("object: Lead\n")
    ended = run("check", cwd=tmp_path)
    assert (ended.code, ended.out) == (64, b"")
    assert b"is a file" in ended.err and b"Traceback" not in ended.err


def test_specs_that_are_not_there_are_wrong_usage(tmp_path: Path) -> None:
    ended = run("check", cwd=tmp_path)
    assert (ended.code, ended.out) == (64, b"")
    assert b"there is no folder `specs`" in ended.err


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_empty_folder_says_what_to_write(tmp_path: Path, command: str) -> None:
    (tmp_path / "specs").mkdir()
    ended = run(command, cwd=tmp_path)
    check_run(ended, command)
    assert ended.code == 1
    assert b"no file here is of kind `estate`" in ended.out
    assert not (tmp_path / "generated").exists()


HOSTILE_NAMES = [b"\xff\xfe.yaml", b"\x1b[31mred.yaml", b"a\n::error::x.yaml", "a\u202elmay.yaml".encode(), "\u200b.yaml".encode()]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_with_a_hostile_name_is_refused_in_every_form(estate: Path, form: str) -> None:
    for name in HOSTILE_NAMES:
        with open(os.fsencode(estate / "specs/objects") + b"/" + name, "wb") as stream:
            stream.write(b"object: Lead\n")
    ended = run("check", "--format", form, cwd=estate)
    check_run(ended, form)
    assert ended.code == 1
    text = ended.out.decode("utf-8")
    assert text.count("may not stand in the name") + text.count("is not UTF-8") >= len(HOSTILE_NAMES)
    if form in ("human", "concise"):
        assert not [character for character in text if not character.isprintable() and character != "\n"]
    if form == "github":
        assert all(line.startswith("::") and "file=specs/objects/" in line or line.startswith("::warning") for line in text.splitlines())
    if form in ("json", "sarif"):
        assert json.loads(text)


@pytest.mark.parametrize("form", ["human", "concise"])
def test_what_is_hidden_in_a_spec_never_reaches_a_terminal(estate: Path, form: str) -> None:
    spec = estate / LEAD
    hostile = 'a"b: "\\x1b]0;owned\\x07\\x9b31m\\u202e\\r\\x08"\n'
    spec.write_bytes(spec.read_bytes().replace(b"owner: marketing-ops", b'owner: "\\x1b[2J\\x07\\u202e\\r\\nx"') + hostile.encode())
    (estate / "specs/objects/raw.yaml").write_bytes(b"object: \x1b[31mLead\x07\n")
    ended = run("check", "--format", form, cwd=estate)
    check_run(ended, form)
    assert ended.code == 1
    text = ended.out.decode("utf-8")
    assert not [character for character in text if not character.isprintable() and character != "\n"]


def test_an_inventory_behind_a_link_is_not_read(estate: Path) -> None:
    (estate / "specs/inventory").rename(estate / "elsewhere")
    (estate / "specs/inventory").symlink_to(estate / "elsewhere")
    ended = run("check", "--format", "concise", cwd=estate)
    check_run(ended, "a linked inventory")
    assert ended.code == 1


def test_links_and_pipes_in_the_specs_are_refused(estate: Path) -> None:
    (estate / "secret.yaml").write_text("token: hunter2\n")
    (estate / "specs/objects/link.yaml").symlink_to(estate / "secret.yaml")
    (estate / "specs/more").symlink_to("/etc")
    os.mkfifo(estate / "specs/objects/pipe.yaml")
    ended = run("check", "--format", "concise", cwd=estate)
    check_run(ended, "links")
    assert ended.code == 1
    assert ended.out.count(b"error[SYN101]") == 3
    assert b"hunter2" not in ended.out


def test_an_inventory_that_is_a_link_or_nonsense_is_an_error(estate: Path) -> None:
    inventory = estate / "specs/inventory/production/objects"
    (inventory / "Lead.json").write_bytes(b"[" * 100_000)
    (inventory / "Contact.json").unlink()
    (inventory / "Contact.json").symlink_to("/etc/passwd")
    (inventory / "Account.json").write_bytes(b"\xff")
    ended = run("check", "--format", "concise", cwd=estate)
    check_run(ended, "inventory")
    assert ended.code == 1
    assert b"Lead.json" in ended.out and b"Contact.json" in ended.out and b"Account.json" in ended.out


def test_nothing_is_written_but_the_output_folder(estate: Path) -> None:
    before = contents(estate)
    ended = run("build", "--out", "made/here", cwd=estate)
    check_run(ended, "build")
    after = contents(estate)
    assert {path for path in after if after[path] != before.get(path)} == {p for p in after if p.startswith("made/here/")}


def test_the_folder_you_are_in_is_not_swapped_away(estate: Path) -> None:
    (estate / "own").mkdir()
    ended = run("build", "../specs", "--out", ".", cwd=estate / "own")
    assert ended.code == 64
    assert b"Traceback" not in ended.err and b"a bug of ours" not in ended.err
