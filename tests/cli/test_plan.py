"""`plan` and `apply` as people run them: what they say, what they write, and how they end."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from syncwright.plan.document import Document, sealed
from syncwright.records import pretty, read

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
NOON = "1780315200"  # 2026-06-01T12:00:00Z


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def resealed(path: Path, old: str, new: str) -> None:
    """The same, written and sealed as we would have written it."""
    edit(path, old, new)
    path.write_text(pretty(sealed(read(path.read_bytes(), Document))), "utf-8")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, env={**os.environ, **GIT}, capture_output=True)


@pytest.fixture
def estate(tmp_path, repository) -> Path:
    """A copy of the example estate, and of the org that it speaks of."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    shutil.copytree(repository / "tests/orgs/meridian", tmp_path / "org")
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory, repository, syncwright) -> Path:
    """An estate with a plan of it in `p.json`, to copy."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(repository / "specs", folder / "specs")
    shutil.copytree(repository / "tests/orgs/meridian", folder / "org")
    assert syncwright("plan", "--against", "org", "--out", "p.json", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def planned(made, tmp_path) -> Path:
    """A copy of it."""
    shutil.copytree(made, tmp_path / "e")
    return tmp_path / "e"


@pytest.fixture
def committed(estate) -> Path:
    """The same in a repository of its own."""
    git(estate, "init", "-q")
    git(estate, "add", "specs")
    git(estate, "commit", "-qm", "one")
    return estate


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------ since a revision


def test_nothing_changed_says_so_and_ends_with_0(committed, syncwright):
    done = syncwright("plan", "--detailed-exitcode", cwd=committed)
    assert done.returncode == 0
    assert done.stdout.startswith("nothing to do for production against HEAD: the specs are those of `HEAD`\n")


def test_specs_that_moved_say_why_nothing_changes(committed, syncwright):
    (committed / "specs/objects/people").mkdir()
    (committed / "specs/objects/lead.yaml").rename(committed / "specs/objects/people/lead.yaml")
    done = syncwright("plan", "--detailed-exitcode", "--format", "json", cwd=committed)
    assert done.returncode == 0
    doc = json.loads(done.stdout)
    assert doc["unchanged"].startswith("2 spec files differ from `HEAD` and mean the same (moved:")
    assert doc["changes"] == []


def test_changes_end_with_2_only_where_that_is_asked_for(committed, syncwright):
    edit(committed / "specs/objects/campaign.yaml", "defaults: {", "# ours\ndefaults: {")
    assert syncwright("plan", "--detailed-exitcode", cwd=committed).returncode == 0
    edit(committed / "specs/users/marketo-sync.yaml", "grants:\n", "grants:\n  permissions: {ViewSetup: {why: support asks for it}}\n")
    assert syncwright("plan", cwd=committed).returncode == 0
    done = syncwright("plan", "--detailed-exitcode", cwd=committed)
    assert done.returncode == 2
    assert "ViewSetup" in done.stdout and "support asks for it" in done.stdout


def test_another_revision_is_named(committed, syncwright):
    edit(committed / "specs/users/marketo-sync.yaml", "grants:\n", "grants:\n  permissions: {ViewSetup: {why: support asks for it}}\n")
    git(committed, "commit", "-qam", "two")
    assert syncwright("plan", "--detailed-exitcode", cwd=committed).returncode == 0
    assert syncwright("plan", "--detailed-exitcode", "--since", "HEAD~1", cwd=committed).returncode == 2


def test_a_filter_in_other_words_changes_no_record_and_one_that_is_narrower_shows_who_stops(committed, syncwright):
    reachable = committed / "specs/filters/reachable.yaml"
    edit(reachable, "Email is not blank\n  and EmailBouncedDate is blank", "not (Email is blank or EmailBouncedDate is not blank)")
    done = syncwright("plan", "--detailed-exitcode", "--format", "json", cwd=committed)
    assert done.returncode == 0
    found = {(one["key"], one["object"]): one for one in json.loads(done.stdout)["scopes"]}
    assert {one["outcome"] for one in found.values()} == {"unchanged"}
    assert found["filter/marketo-scope", "Lead"]["through"] == ["filter/reachable"]
    edit(reachable, "not (Email is blank", "not (Title contains 'x' or Email is blank")
    done = syncwright("plan", "--detailed-exitcode", cwd=committed)
    assert done.returncode == 2
    assert "; filters: 4 narrowed" in " ".join(done.stdout.split())
    assert "  ~ the filter reachable on Lead: narrower; records stop, and proven that none starts\n" in done.stdout
    shown = "stops: such as a record in which Email is 'another value', EmailBouncedDate is blank, Title is 'x' said:"
    assert shown in " ".join(done.stdout.split())


def test_an_inventory_that_changed_is_planned_with(committed, syncwright):
    # Nobody can hide a required field, so it needs no row any more.
    edit(committed / "specs/inventory/production/objects/Installed_Base__c.json", '"Model__c":{', '"Model__c":{"required":true,')
    done = syncwright("plan", "--format", "json", cwd=committed)
    assert [edit["name"] for change in json.loads(done.stdout)["changes"] for edit in change["edits"]] == ["Installed_Base__c.Model__c"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "nosuch"], "there is no revision `nosuch` in the repository"),
        (["--since", "--output=x"], "is no name of a revision"),
        (["--since", "HEAD", "--against", "org"], "say --against or --since, not both"),
        (["--against", "nosuch"], "there is no folder `nosuch`"),
        (["--only", "nosuch"], "--only `nosuch` names nothing that would change"),
        (["--allow-removals", "-1"], "--allow-removals"),
        (["--for", "everybody"], "everybody"),
        (["--out", "nosuch/p.json", "--against", "org"], "cannot be written"),
    ],
)
def test_wrong_usage_ends_with_64(committed, syncwright, words, said):
    done = syncwright("plan", *words, cwd=committed)
    assert done.returncode == 64
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_repository_it_says_what_to_do(estate, syncwright):
    done = syncwright("plan", cwd=estate, env={**os.environ, "GIT_CEILING_DIRECTORIES": str(estate.parent)})
    assert done.returncode == 64
    assert "`specs` is in no git repository; name a revision with --since, or a folder with --against" in done.stderr


def test_specs_with_errors_are_not_planned_with(committed, syncwright):
    edit(committed / "specs/connectors/marketo.yaml", "owner: marketing-ops", "owner: x")
    done = syncwright("plan", cwd=committed)
    assert (done.returncode, done.stderr) == (1, "nothing was planned\n")
    assert "error[REF405]" in done.stdout
    git(committed, "commit", "-qam", "broken")
    edit(committed / "specs/connectors/marketo.yaml", "owner: x", "owner: marketing-ops")
    done = syncwright("plan", cwd=committed)
    assert done.returncode == 1
    assert "HEAD:specs/connectors/marketo.yaml:" in done.stdout
    assert "the specs at `HEAD` have errors" in done.stderr


def test_a_plan_is_made_without_what_takes_long_to_import(planned):
    code = (
        "import sys; from syncwright.cli.main import _outcome\n"
        "sys.argv = ['syncwright', 'plan', '--against', 'org']\n"
        "code = _outcome()\n"
        "print(code, sorted({'pydantic', 'jinja2', 'ruamel', 'networkx'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=planned, capture_output=True, text=True, check=False)
    assert done.stderr == "0 []\n"


# ------------------------------------------------------------------ guards


def test_a_refusing_guard_shows_the_whole_plan_and_saves_nothing(committed, syncwright):
    for name in ("event-attendance", "installed-base", "service-visit", "quote-request", "product-interest"):
        (committed / f"specs/objects/{name}.yaml").unlink()
    connector = committed / "specs/connectors/marketo.yaml"
    connector.write_text(re.sub(r"custom_objects:\n(  .*\n)+", "", connector.read_text("utf-8")), "utf-8")
    done = syncwright("plan", "--out", "p.json", cwd=committed)
    assert done.returncode == 1
    assert "error PLN803" in done.stdout
    assert "Event_Attendance__c" in done.stdout and "salesforce.deploy" not in done.stderr
    assert "the plan is refused and was not saved" in done.stderr
    assert not (committed / "p.json").exists()
    number = done.stdout.partition("this plan takes away ")[2].split()[0]
    again = syncwright("plan", "--out", "p.json", "--allow-removals", number, cwd=committed)
    assert again.returncode == 0, again.stdout
    assert (committed / "p.json").exists()


# ------------------------------------------------------------------ forms


@pytest.mark.parametrize("reader", ["salesforce-admin", "marketing", "security"])
@pytest.mark.parametrize("form", ["human", "markdown"])
def test_every_reader_has_a_page_in_every_form(estate, syncwright, reader, form):
    done = syncwright("plan", "--against", "org", "--for", reader, "--format", form, cwd=estate)
    assert done.returncode == 0
    assert "Marketo_Sync" in done.stdout


def test_the_same_plan_is_the_same_bytes_and_the_file_is_the_document(estate, syncwright):
    env = {**os.environ, "SOURCE_DATE_EPOCH": NOON}
    first, second = (syncwright("plan", "--against", "org", "--format", "json", "--out", name, cwd=estate, env=env) for name in ("a", "b"))
    assert first.stdout == second.stdout == (estate / "a").read_text("utf-8") == (estate / "b").read_text("utf-8")
    assert json.loads(first.stdout)["binding"]["made"] == "2026-06-01T12:00:00Z"


def test_a_saved_plan_is_its_owners_alone_and_replaces_another_at_once(estate, syncwright):
    (estate / "p.json").write_text("old")
    done = syncwright("plan", "--against", "org", "--out", "p.json", cwd=estate)
    assert (done.returncode, done.stderr) == (0, "saved to p.json\n")
    assert stat.S_IMODE((estate / "p.json").stat().st_mode) == 0o600
    assert sorted(path.name for path in estate.iterdir()) == ["org", "p.json", "specs"]


# ------------------------------------------------------------------ apply


def test_plan_apply_plan_is_empty_and_every_other_file_stays(estate, syncwright):
    before = tree(estate / "org")
    assert syncwright("plan", "--against", "org", "--out", "p.json", cwd=estate).returncode == 0
    done = syncwright("apply", "p.json", cwd=estate)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 permission sets" in done.stdout
    assert "done: deploy 6 flows, inactive" in done.stdout
    assert "remains for sf-admins: assign the permission set `Marketo_Sync`" in done.stdout
    after = tree(estate / "org")
    assert syncwright("build", "--out", "built", cwd=estate).returncode == 0
    built = {path for path in tree(estate / "built" / "salesforce") if path.startswith("force-app/")}
    assert after.keys() - before.keys() == built - before.keys()
    assert {path: after[path] for path in before} == before
    done = syncwright("plan", "--against", "org", "--detailed-exitcode", cwd=estate)
    assert done.returncode == 0
    assert done.stdout.startswith("nothing to do for production against org: `org` holds what the specs want")


def test_a_plan_is_used_once_and_what_remains_for_people_ends_with_7_where_that_is_asked_for(planned, syncwright):
    assert syncwright("apply", "p.json", "--detailed-exitcode", cwd=planned).returncode == 7
    before = tree(planned / "org")
    done = syncwright("apply", "p.json", cwd=planned)
    assert done.returncode == 5
    assert "refused: `salesforce.permission_set/Marketo_Sync` is not as it was when the plan was made" in done.stderr
    assert tree(planned / "org") == before


def test_a_plan_that_asks_nothing_of_people_leaves_nothing(planned, syncwright):
    estate = planned
    assert syncwright("apply", "p.json", cwd=estate).returncode == 0
    edit(estate / "specs/users/marketo-sync.yaml", "grants:\n", "grants:\n  permissions: {ViewSetup: {why: support asks for it}}\n")
    syncwright("plan", "--against", "org", "--out", "p.json", cwd=estate)
    assert syncwright("apply", "p.json", "--detailed-exitcode", cwd=estate).returncode == 0


def test_the_way_back_leads_back(planned, syncwright):
    estate = planned
    back = ("plan", "--against", "org", "--rollback", "--out", "back.json")
    done = syncwright(*back, cwd=estate)
    assert done.returncode == 1
    number = done.stdout.partition("this plan takes away ")[2].split()[0]
    assert syncwright(*back, "--allow-removals", number, cwd=estate).returncode == 0
    before = tree(estate / "org")
    assert syncwright("apply", "back.json", cwd=estate).returncode == 5
    assert syncwright("apply", "p.json", cwd=estate).returncode == 0
    assert syncwright("apply", "back.json", cwd=estate).returncode == 0
    assert tree(estate / "org") == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: edit(e / "specs/users/marketo-sync.yaml", "license: Salesforce", "license: Other"), "the specs mean something else"),
        (lambda e: edit(e / "specs/environments/production.yaml", "517-MVX-204", "517-MVX-205"), "the connector/marketo is `517-MVX-205`"),
        (lambda e: resealed(e / "p.json", '"tool": "0.1.0"', '"tool": "0.0.9"'), "this version of syncwright is"),
        (lambda e: resealed(e / "p.json", '"org": "00D7Q000000vKmRUAU"', '"org": "00D7Q000000vKmRUAX"'), "the org is"),
        (lambda e: resealed(e / "p.json", '"made": "2', '"made": "1'), "a plan holds for 24 hours"),
        (lambda e: edit(e / "p.json", '"made": "2', '"made": "1'), "refused: it was edited after it was written"),
        (lambda e: edit(e / "p.json", '"format": 2', '"format": 3'), "refused: it"),
        (lambda e: edit(e / "p.json", '"format": 2,', '"format": 2, "more": 1,'), "refused: it"),
        (lambda e: (e / "p.json").write_text("{}"), "refused: it is not a plan"),
        (lambda e: resealed(e / "p.json", '"folder": "org"', '"folder": "other"'), "there is no folder `other`"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused_before_anything_is_written(planned, syncwright, change, said):
    change(planned)
    before = tree(planned)
    done = syncwright("apply", "p.json", cwd=planned)
    assert done.returncode == (64 if "no folder" in said else 5), done.stderr
    assert said in done.stderr
    assert tree(planned) == before


def test_a_tree_that_cannot_be_read_any_more_is_refused(planned, syncwright):
    home = planned / "org/force-app/main/default/permissionsets"
    (home / "Marketo_Sync.permissionset-meta.xml").write_text("<half")
    done = syncwright("apply", "p.json", cwd=planned)
    assert done.returncode == 5
    assert "error[PLN807]" in done.stdout


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("pass", 3, "not done: salesforce.permission_set/Marketo_Sync does not read back as planned"),
        ("real(root, {p: d.replace(b'<editable>true', b'<editable>false') for p, d in files.items()})", 3, "does not read back as planned"),
        ("real(root, {p: d[:len(d) // 2] for p, d in files.items()})", 4, "was written and cannot be read back"),
    ],
)
def test_a_folder_that_does_something_else_than_it_says_is_found_out(planned, written, code, said):
    # What stands for it is a disk that lies; success is what reads back, not what was said.
    lie = (
        "import sys; import syncwright.cli.apply_command as apply\n"
        "real = apply.carry_out\n"
        f"def carry_out(root, files): {written}\n"
        "apply.carry_out = carry_out\n"
        "sys.argv = ['syncwright', 'apply', 'p.json']\n"
        "from syncwright.cli.main import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", lie], cwd=planned, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr


def test_a_plan_since_a_revision_is_for_no_folder(committed, syncwright):
    edit(committed / "specs/users/marketo-sync.yaml", "grants:\n", "grants:\n  permissions: {ViewSetup: {why: support asks for it}}\n")
    syncwright("plan", "--out", "p.json", cwd=committed)
    done = syncwright("apply", "p.json", cwd=committed)
    assert done.returncode == 5
    assert "refused: it was made against `HEAD` and not against what the systems hold" in done.stderr


def test_the_folder_one_stands_in_is_not_swapped(estate, syncwright):
    syncwright("plan", "../specs", "--against", ".", "--out", "../p.json", cwd=estate / "org")
    before = tree(estate / "org")
    done = syncwright("apply", "../p.json", "--specs", "../specs", cwd=estate / "org")
    assert done.returncode == 3
    assert "it cannot be swapped for a new one; nothing was changed" in done.stderr
    assert tree(estate / "org") == before


def test_what_waits_for_a_person_is_not_done_before(planned, syncwright):
    estate = planned
    syncwright("apply", "p.json", cwd=estate)
    edit(estate / "specs/objects/person-fit.yaml", "  Application__c:\n", "  Use__c:\n    previously: Application__c\n")
    edit(estate / "specs/objects/person-fit.yaml", "convert: Contact.Application__c", "convert: Contact.Use__c")
    done = syncwright("plan", "--against", "org", "--out", "p.json", cwd=estate)
    assert done.returncode == 0, done.stdout
    before = tree(estate / "org")
    done = syncwright("apply", "p.json", cwd=estate)
    assert done.returncode == 3
    assert "waits for salesforce.rename/" in done.stdout
    assert tree(estate / "org") == before
