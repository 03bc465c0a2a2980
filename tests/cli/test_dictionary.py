"""`dictionary` on the command line: what is written where, as it was on a day, edits that come back, and a field's history."""

import csv
import json
import os
import shutil
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

DAYS = ("2026-01-10T12:00:00+00:00", "2026-02-20T23:30:00+00:00")


def git(folder: Path, *words: str, when: str = DAYS[0], who: str = "Ada") -> str:
    said = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", who), ("EMAIL", "a@x.example"), ("DATE", when))
    }
    said |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **said}).stdout


@pytest.fixture
def estate(tmp_path, repository) -> Path:
    """A copy of the example estate, committed in January and edited in February."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "specs")
    path = tmp_path / "specs" / "objects" / "person-identity.yaml"
    path.write_text(path.read_text("utf-8").replace("match key of every programme", "the key of every mail"), "utf-8")
    git(tmp_path, "commit", "-qam", "say it better", when=DAYS[1], who="Grace")
    return tmp_path


@pytest.fixture(scope="module")
def exported(syncwright, repository, tmp_path_factory) -> Path:
    """The dictionary of the example estate as a workbook and as CSV."""
    folder = tmp_path_factory.mktemp("exported")
    for name in ("d.xlsx", "d.csv"):
        assert syncwright("dictionary", "specs", "--out", folder / name, cwd=repository).returncode == 0
    return folder


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def why(table: list[list[str]], field: str = "Lead.Email") -> str:
    return next(row for row in table if f"{row[0]}.{row[1]}" == field)[table[0].index("why")]


def edited(folder: Path, syncwright, edits: dict[tuple[str, str], str]) -> Path:
    """The dictionary as CSV with other texts in some cells."""
    table = rows(syncwright("dictionary", cwd=folder).stdout)
    for (field, column), text in edits.items():
        next(row for row in table if f"{row[0]}.{row[1]}" == field)[table[0].index(column)] = text
    path = folder / "back.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    return path


def changed(folder: Path) -> list[str]:
    return git(folder, "diff", "--name-only").split()


# ------------------------------------------------------------------ written


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_each_form_is_what_build_writes(form, syncwright, repository, tmp_path):
    built = (repository / "generated" / "dictionary" / f"dictionary.{form}").read_text("utf-8")
    assert syncwright("dictionary", "--format", form, cwd=repository).stdout == built
    target = tmp_path / f"d.{form}"
    done = syncwright("dictionary", "specs", "--out", target, cwd=repository)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {target}\n")
    assert target.read_text("utf-8") == built


def test_a_workbook_says_what_the_csv_says(exported):
    book = CalamineWorkbook.from_path(exported / "d.xlsx")
    assert book.sheet_names == ["dictionary", "columns"]
    sheet = [[str(cell) for cell in row] for row in book.get_sheet_by_name("dictionary").to_python(skip_empty_area=False)]
    assert sheet == rows((exported / "d.csv").read_text("utf-8"))


def test_a_workbook_goes_to_a_pipe_as_it_goes_to_a_file(exported, syncwright, repository):
    done = syncwright("dictionary", "--format", "xlsx", cwd=repository, text=False, encoding=None)
    assert done.stdout == (exported / "d.xlsx").read_bytes()
    assert CalamineWorkbook.from_object(BytesIO(done.stdout)).sheet_names[0] == "dictionary"


def test_what_cannot_be_written_is_said(syncwright, repository, tmp_path):
    for words, said in (
        (["--out", tmp_path / "d.doc"], "does not say by its ending what is to be written"),
        (["--out", tmp_path / "no" / "d.csv"], "cannot be written: No such file or directory"),
        (["nowhere"], "there is no folder `nowhere`"),
        (["--at", "2020-01-01"], "has no commit as old as 2020-01-01T23:59:59+00:00"),
        (["--at", "2026-13-01"], "`2026-13-01` is no day"),
        (["--at", "nothing"], "there is no revision `nothing`"),
    ):
        done = syncwright("dictionary", *words, cwd=repository)
        assert (done.returncode, done.stdout) == (64, "")
        assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_specs_with_errors_give_no_dictionary(estate, syncwright):
    path = estate / "specs" / "objects" / "person-identity.yaml"
    path.write_text(path.read_text("utf-8").replace("sync: ", "sink: "), "utf-8")
    done = syncwright("dictionary", "--out", "d.csv", cwd=estate)
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert not (estate / "d.csv").exists()


def test_without_its_packages_xlsx_says_what_to_install(estate, syncwright, exported):
    for module in ("xlsxwriter", "python_calamine"):
        (estate / "hidden" / module).mkdir(parents=True)
        (estate / "hidden" / module / "__init__.py").write_text("raise ModuleNotFoundError(__name__)\n")
    path = f"{estate / 'hidden'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    env = {**os.environ, "PYTHONPATH": path}
    for words in (["--out", "d.xlsx"], ["import", exported / "d.xlsx"]):
        done = syncwright("dictionary", *words, cwd=estate, env=env)
        assert done.returncode == 64
        assert "pip install 'syncwright[xlsx]'" in done.stderr
    assert syncwright("dictionary", "import", exported / "d.csv", "--from", "HEAD~1", cwd=estate, env=env).returncode == 0


# ------------------------------------------------------------------ as it was


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-01-10", "match key of every programme"),
        ("2026-02-19", "match key of every programme"),
        ("2026-02-20", "the key of every mail"),
        ("HEAD", "the key of every mail"),
        ("HEAD~1", "match key of every programme"),
    ],
)
def test_the_dictionary_is_what_it_was(at, said, estate, syncwright):
    shutil.rmtree(estate / "specs" / "objects")  # what lies there today does not matter
    done = syncwright("dictionary", "--at", at, cwd=estate)
    assert done.returncode == 0, done.stderr
    assert why(rows(done.stdout)) == said


# ------------------------------------------------------------------ edits that come back


def test_edits_are_shown_and_then_written(estate, syncwright):
    back = edited(
        estate,
        syncwright,
        {("Account.Account_Health__c", "pii"): "financial", ("Lead.Email", "why"): "=1+1", ("Contact.Email", "why"): "=1+1"},
    )
    shown = syncwright("dictionary", "import", back, cwd=estate)
    assert (shown.returncode, shown.stderr) == (0, "nothing was written; --write writes it\n")
    assert '+  Email:       {why: "=1+1", at: {ae: {field: email}}}\n' in shown.stdout
    assert changed(estate) == []
    done = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert done.returncode == 0, done.stderr
    assert "2 files written:" in done.stdout
    assert changed(estate) == ["specs/objects/account-firmographics.yaml", "specs/objects/person-identity.yaml"]
    assert why(rows(syncwright("dictionary", cwd=estate).stdout)) == "'=1+1"
    assert syncwright("fmt", "--check", cwd=estate).returncode == 0
    again = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert again.stdout == f"{back} says what the specs say: there is nothing to write\n"


def test_rows_that_were_left_out_of_the_sheet_follow_and_are_named(estate, syncwright):
    (estate / "lead.csv").write_text("object,field,why\nLead,Email,the key\n", "utf-8")
    done = syncwright("dictionary", "import", "lead.csv", cwd=estate)
    assert "note: `why` of `Contact.Email` changes too: it is the entry `Email` of specs/objects/person-identity.yaml" in done.stdout


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_person_at_a_terminal_is_asked(answer, estate, syncwright):
    back = edited(estate, syncwright, {("Account.Account_Health__c", "pii"): "financial"})
    ours, theirs = os.openpty()
    words = [Path(sys.executable).with_name("syncwright"), "dictionary", "import", back]
    with subprocess.Popen(words, cwd=estate, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "NO_COLOR": "1"}) as process:
        os.close(theirs)
        said = b""
        while b"write this? [y/N]: " not in said:
            said += os.read(ours, 1000)
        assert b"+  Account_Health__c:" in said
        os.write(ours, f"{answer}\n".encode())
        assert process.wait() == 0
        os.close(ours)
    assert changed(estate) == (["specs/objects/account-firmographics.yaml"] if answer == "y" else [])


def test_the_document_says_what_the_text_says(estate, syncwright):
    back = edited(estate, syncwright, {("Account.Account_Health__c", "pii"): "financial"})
    doc = json.loads(syncwright("dictionary", "import", back, "--format", "json", cwd=estate).stdout)
    assert doc["edits"] == [{"field": "Account.Account_Health__c", "column": "pii", "before": "none", "after": "financial"}]
    assert [(one["path"], one["change"]) for one in doc["changes"]] == [("specs/objects/account-firmographics.yaml", "changed")]
    assert not doc["written"]
    assert json.loads(syncwright("dictionary", "import", back, "--write", "--format", "json", cwd=estate).stdout)["written"]


def test_one_cell_that_cannot_be_taken_stops_all(estate, syncwright):
    back = edited(estate, syncwright, {("Account.Account_Health__c", "pii"): "financial", ("Lead.Email", "type"): "Text"})
    done = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    line = next(number for number, text in enumerate(back.read_text("utf-8").split("\n"), 1) if text.startswith("Lead,Email,"))
    assert (
        f"error[GOV516]: `type` of `Lead.Email` cannot be changed here: this says `Text`, the dictionary `Email(80)` (row {line})"
        in done.stdout
    )
    assert f"{back}:{line}:18" in done.stdout
    assert changed(estate) == []


def test_edits_that_break_a_rule_stop_all(estate, syncwright):
    path = estate / "specs" / "objects" / "person-identity.yaml"
    field = next(row for row in rows(syncwright("dictionary", cwd=estate).stdout) if row[6] == "the key of every mail")
    back = edited(
        estate, syncwright, {(f"{field[0]}.{field[1]}", "why"): "", ("Lead.Email" if field[0] == "Contact" else "Contact.Email", "why"): ""}
    )
    before = path.read_bytes()
    done = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert (done.returncode, done.stderr) == (1, "nothing was written\n")
    assert "error[" in done.stdout
    assert path.read_bytes() == before


def test_a_dictionary_of_then_is_taken_with_its_day(estate, syncwright):
    (estate / "then.csv").write_text(syncwright("dictionary", "--at", "2026-01-31", cwd=estate).stdout, "utf-8")
    reverts = syncwright("dictionary", "import", "then.csv", cwd=estate)
    assert "+  Email:       {why: match key of every programme" in reverts.stdout
    kept = syncwright("dictionary", "import", "then.csv", "--from", "2026-01-31", cwd=estate)
    assert kept.stdout == "then.csv says what the specs say: there is nothing to write\n"
    wrong = syncwright("dictionary", "import", "then.csv", "--from", "nothing", cwd=estate)
    assert wrong.returncode == 64 and "--from names a revision, or a day" in wrong.stderr


def test_uncommitted_changes_are_noted_and_a_read_only_file_stops_all(estate, syncwright):
    back = edited(estate, syncwright, {("Account.Account_Health__c", "pii"): "financial"})
    path = estate / "specs" / "objects" / "account-firmographics.yaml"
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    path.chmod(0o444)
    shut = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert shut.returncode == 64
    assert "is read-only; nothing was written" in shut.stderr
    path.chmod(0o644)
    done = syncwright("dictionary", "import", back, "--write", cwd=estate)
    assert "note: `specs/objects/account-firmographics.yaml` had changes that are not committed" in done.stdout
    assert path.read_text("utf-8").endswith("# more\n")


def test_a_file_that_is_no_sheet_is_a_finding(estate, syncwright):
    (estate / "x.csv").write_bytes(b"\xff\xff")
    done = syncwright("dictionary", "import", "x.csv", cwd=estate)
    assert done.returncode == 1
    assert "error[GOV516]: this is not UTF-8\n --> x.csv:1:1" in done.stdout
    assert syncwright("dictionary", "import", "none.csv", cwd=estate).returncode == 64


# ------------------------------------------------------------------ a field's history


def test_a_fields_history_says_who_when_and_what(estate, syncwright):
    done = syncwright("dictionary", "history", "Lead.Email", cwd=estate)
    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.partition("\n\n")[2].split("\n\n")
    commit = git(estate, "rev-parse", "HEAD")[:10]
    assert first.split("\n") == [
        f"2026-02-20  Grace  {commit}  say it better",
        "  changed in objects/person-identity.yaml",
        "    why: match key of every programme",
        "         -> the key of every mail",
    ]
    assert second.split("\n")[:2] == [
        f"2026-01-10  Ada  {git(estate, 'rev-parse', 'HEAD~1')[:10]}  specs",
        "  added in objects/person-identity.yaml",
    ]


def test_the_document_of_a_history_has_every_change(estate, syncwright):
    doc = json.loads(syncwright("dictionary", "history", "Contact.Email", "--format", "json", cwd=estate).stdout)
    assert [(one["who"], one["how"]) for one in doc["changes"]] == [("Grace", "changed"), ("Ada", "added")]
    assert doc["changes"][0]["what"] == [{"name": "why", "before": "match key of every programme", "after": "the key of every mail"}]
    short = json.loads(syncwright("dictionary", "history", "Contact.Email", "--last", "1", "--format", "json", cwd=estate).stdout)
    assert (short["only_last"], len(short["changes"]), doc["only_last"]) == (1, 1, None)


def test_the_changelog_of_a_field_and_of_all_is_a_table(estate, syncwright):
    one, every = (
        list(csv.DictReader(StringIO(syncwright("dictionary", "history", *words, "--format", "csv", cwd=estate).stdout)))
        for words in (["Contact.Email"], [])
    )
    said = {"name": "why", "before": "match key of every programme", "after": "the key of every mail"}
    assert {**one[0], **said, "who": "Grace", "how": "changed", "when": DAYS[1]} == one[0]
    assert [row for row in every if row["field"] == "Contact.Email"] == one
    assert {row["field"].partition(".")[0] for row in every} > {"Lead", "Contact", "Account"}
    bare = syncwright("dictionary", "history", cwd=estate)
    assert (bare.returncode, "name a field such as `Lead.Email`" in bare.stderr) == (64, True)


def test_a_history_that_cannot_be_told_says_why(estate, syncwright, tmp_path):
    for words, folder, said in (
        (["Lead.Emial"], estate, "no commit says anything of `Lead.Emial`; did you mean `Lead.Email`?"),
        (
            ["Account.Account_Health__c", "--last", "1"],
            estate,
            "none of the last 1 commits that touched specs changed `Account.Account_Health__c`; --last takes more",
        ),
        (["Lead"], estate, "`Lead` is no field"),
        (["Lead.Email", "--specs", "nowhere"], estate, "there is no folder `nowhere`"),
    ):
        done = syncwright("dictionary", "history", *words, cwd=folder)
        assert (done.returncode, done.stdout) == (64, "")
        assert said in done.stderr
    (estate / ".git").rename(estate / "no-git")
    done = syncwright("dictionary", "history", "Lead.Email", cwd=estate)
    assert (done.returncode, "`specs` is in no git repository" in done.stderr) == (64, True)


@pytest.mark.parametrize("words", [(), ("import",), ("history",)])
def test_help_says_what_each_does(words, syncwright):
    done = syncwright("dictionary", *words, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: syncwright dictionary{''.join(f' {word}' for word in words)} [OPTIONS]")
