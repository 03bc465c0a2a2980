"""`ledger` on the command line: what people see, and the code it ends with."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from ledger.ledgers import AT, BY, PLAN, RUN, filled, held, opened
from syncwright.cli import main
from syncwright.ledger.opening import open_ledger
from syncwright.views import ledger as view
from syncwright.views.paint import Paint


class Ended:
    """What a command said and how it ended."""

    def __init__(self, returncode: int, stdout: str, stderr: str) -> None:
        self.returncode, self.stdout, self.stderr = returncode, stdout, stderr


@pytest.fixture
def syncwright(monkeypatch):
    """The command line in this process, which is a tenth of the time; `cwd` and `env` as subprocess takes them."""

    def run(*args, cwd=None, env=None) -> Ended:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patched, redirect_stdout(out), redirect_stderr(err):
            patched.setattr(sys, "argv", ["syncwright", *map(str, args)])
            patched.delenv("SYNCWRIGHT_LEDGER", raising=False)
            if cwd is not None:
                patched.chdir(cwd)
            if env is not None:
                patched.setattr(os, "environ", env)
            code = main._outcome()
        return Ended(int(code), out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def file(tmp_path) -> Path:
    """A ledger with a run of a plan."""
    path = tmp_path / ".syncwright" / "ledger" / "production.sqlite"
    filled(str(path)).close()
    return path


def test_it_lies_beside_the_specs_by_default(file, syncwright):
    run = syncwright("ledger", "show", "--env", "production", "--format", "json", cwd=file.parents[2])
    assert run.returncode == 0, run.stderr
    doc = json.loads(run.stdout)
    assert doc["ledger"] == str(file)
    assert (doc["estate"], doc["environment"], doc["records"], doc["unfinished"]) == ("meridian", "production", len(RUN) + 1, PLAN)
    assert [(one["id"], one["state"]) for one in doc["plans"]] == [(PLAN, "unfinished")]
    assert [(one["id"], one["state"]) for one in doc["plans"][0]["steps"]] == [
        ("salesforce.deploy", "done"),
        ("marketo.by_hand", "attested"),
        ("salesforce.assign", "intended"),
    ]
    assert [(one["address"], one["digest"], one["plan"]) for one in doc["managed"]] == [("salesforce.permission_set/A", "d1", PLAN)]
    assert doc["holder"] is None


@pytest.mark.parametrize("said", ["option", "variable", "variable for every environment"])
def test_it_lies_where_that_was_said(file, syncwright, tmp_path, said):
    environment = {name: value for name, value in os.environ.items() if name != "SYNCWRIGHT_LEDGER"}
    arguments: list[str] = []
    match said:
        case "option":
            arguments = ["--ledger", str(file)]
            environment["SYNCWRIGHT_LEDGER"] = "/nowhere/at/all"
        case "variable":
            environment["SYNCWRIGHT_LEDGER"] = str(file)
        case _:
            environment["SYNCWRIGHT_LEDGER"] = str(file).replace("production", "{environment}")
            arguments = ["--env", "production"]
    run = syncwright("ledger", "verify", *arguments, cwd=tmp_path, env=environment)
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, f"sound: {file}: {len(RUN) + 1} records, each follows the one before")


def test_without_specs_an_environment_has_to_be_named(tmp_path, syncwright):
    (tmp_path / "specs").mkdir()
    run = syncwright("ledger", "show", cwd=tmp_path)
    assert run.returncode == 64
    assert "name it with --env" in run.stderr


def test_what_people_see_of_a_ledger(file, snapshot):
    ledger = open_ledger(str(file), create=None)
    hold = held(ledger)
    hold.append("reviewed", at=AT, by=BY, body={"check": "marketo.errors", "by": "Ana", "evidence": "https://example.com/2"})
    hold.append("rebased", at=AT, by=BY, body={"digests": '{"salesforce.permission_set/B":"d3"}'})
    holder = ledger.holder()
    hold.release()
    doc = view.document("ledger.sqlite", list(ledger.records()), holder)
    text = view.human(doc, Paint(False))
    begun = doc["begun"][:19].replace("T", " ")
    assert text.replace(begun, "(when it was made)") == snapshot


def test_what_people_see_of_a_plan(file, snapshot):
    doc = view.plan_document(list(open_ledger(str(file), create=None).records()), PLAN)
    assert view.human_plan(doc, Paint(False)) == snapshot


def test_what_an_org_said_cannot_paint_or_forge_lines(file):
    ledger = open_ledger(str(file), create=None)
    hold = held(ledger)
    hold.append("settled", at=AT, by=BY, plan=PLAN, step="x\x1b[2J", body={"state": "refused", "says": "a\n\x1b]0;no changes\x07\u202eb"})
    hold.release()
    text = view.human_plan(view.plan_document(list(ledger.records()), PLAN), Paint(False))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert "a\ufffd\ufffd]0;no changes\ufffd\ufffdb" in text


def test_a_plan_is_named_by_the_first_characters_of_its_id(file, syncwright):
    run = syncwright("ledger", "show", "--ledger", file, "--plan", PLAN[:5], "--format", "json")
    doc = json.loads(run.stdout)
    assert (doc["id"], doc["state"], len(doc["records"])) == (PLAN, "unfinished", len(RUN))
    for wrong in ("b", ""):
        run = syncwright("ledger", "show", "--ledger", file, "--plan", wrong)
        assert run.returncode == 64
        assert "names no plan of this ledger" in run.stderr


def test_an_edit_is_found_and_says_what_to_do(file, syncwright):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE records SET body = '{}' WHERE number = 5")
    connection.close()
    run = syncwright("ledger", "verify", "--ledger", file)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout == (
        f"damaged: {file}: record 5 was changed after it was written\n"
        "  = help: put a good copy back, or make a new one from what the platforms hold: `syncwright ledger rebuild`\n"
    )
    doc = json.loads(syncwright("ledger", "verify", "--ledger", file, "--format", "json").stdout)
    assert (doc["sound"], doc["head"], doc["wrong"]["number"]) == (False, None, 5)


def test_a_head_that_was_noted_shows_an_older_copy(file, syncwright, tmp_path):
    older = file.read_bytes()
    head = json.loads(syncwright("ledger", "verify", "--ledger", file, "--format", "json").stdout)["head"]
    filled(str(file)).close()
    newer = json.loads(syncwright("ledger", "verify", "--ledger", file, "--head", head, "--format", "json").stdout)["head"]
    for beside in file.parent.glob("production.sqlite?*"):
        beside.unlink()
    file.write_bytes(older)
    assert syncwright("ledger", "verify", "--ledger", file).returncode == 0, "of itself it is sound"
    run = syncwright("ledger", "verify", "--ledger", file, "--head", newer)
    assert (run.returncode, "this is an older copy" in run.stdout) == (1, True)
    run = syncwright("ledger", "verify", "--ledger", file, "--head", "3:" + "0" * 64)
    assert (run.returncode, "is not the one that was noted" in run.stdout) == (1, True)
    assert syncwright("ledger", "verify", "--ledger", file, "--head", "three").returncode == 64


def test_an_export_is_whole_and_is_checked_elsewhere(file, syncwright, tmp_path):
    target = tmp_path / "ledger.jsonl"
    run = syncwright("ledger", "export", "--ledger", file, "--out", target)
    assert (run.returncode, run.stdout) == (0, f"{len(RUN) + 1} records written to {target}\n")
    assert f"{target.stat().st_mode & 0o777:o}" == "600"
    lines = [json.loads(line) for line in target.read_text().splitlines()]
    assert [one["kind"] for one in lines] == ["opened", *(kind for kind, _, _ in RUN)]
    heads = [
        json.loads(syncwright("ledger", "verify", *said, "--format", "json").stdout)["head"]
        for said in (["--ledger", file], ["--file", target, "--ledger", "x"])
    ]
    assert heads[0] == heads[1]
    again = syncwright("ledger", "export", "--ledger", file, "--out", target)
    assert (again.returncode, "is there already" in again.stderr) == (64, True)
    target.write_text(target.read_text().replace("0Af000000000001", "0Af000000000002"))
    run = syncwright("ledger", "verify", "--file", target, "--ledger", "x")
    assert (run.returncode, "record 5 was changed" in run.stdout) == (1, True)
    assert syncwright("ledger", "verify", "--file", tmp_path / "none", "--ledger", "x").returncode == 64
    assert syncwright("ledger", "export", "--ledger", file, "--out", tmp_path / "none" / "x").returncode == 64


def test_a_lock_is_taken_away_from_its_holder_and_from_nobody_else(file, syncwright):
    ledger = open_ledger(str(file), create=None)
    run = syncwright("ledger", "unlock", "--ledger", file, "--holder", "12345678")
    assert (run.returncode, run.stderr) == (1, "the ledger: nobody holds the lock\n")
    hold = held(ledger)
    run = syncwright("ledger", "unlock", "--ledger", file, "--holder", "12345678")
    named = re.search(r"whose id is `(\w{8})`", run.stderr)
    assert run.returncode == 1
    assert named is not None
    shown = syncwright("ledger", "show", "--ledger", file).stdout
    assert f"held by ana on build-7 (process 4711) since 2026-11-22 10:00:00, id {named[1]}" in shown
    run = syncwright("ledger", "unlock", "--ledger", file, "--holder", named[1])
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"the lock of ana on build-7 (process 4711) since {AT} is gone, and the ledger says so\n"
    hold.release()
    assert list(ledger.records())[-1].kind == "unlocked"


def test_a_ledger_that_is_open_to_others_is_refused_with_the_command_that_mends_it(file, syncwright):
    file.parent.chmod(0o755)
    run = syncwright("ledger", "show", "--ledger", file)
    assert run.returncode == 1
    assert run.stderr.splitlines()[1] == f"  = help: chmod 700 {file.parent}"


def test_a_ledger_that_is_not_there_is_wrong_usage(tmp_path, syncwright):
    run = syncwright("ledger", "show", "--ledger", tmp_path / "none" / "x.sqlite")
    assert (run.returncode, "the first `syncwright apply` makes one" in run.stderr) == (64, True)
    assert not (tmp_path / "none").exists()


def test_a_password_is_not_taken_from_the_command_line(syncwright):
    run = syncwright("ledger", "show", "--ledger", "postgresql://ana:hunter2hunter2@127.0.0.1:1/x")
    assert (run.returncode, "seen by all users of the machine" in run.stderr, "hunter2" in run.stderr) == (64, True, False)
    run = syncwright("ledger", "show", env={**os.environ, "SYNCWRIGHT_LEDGER": "postgresql://ana:hunter2hunter2@127.0.0.1:1/x"})
    assert (run.returncode, "cannot be reached" in run.stderr, "hunter2" in run.stdout + run.stderr) == (1, True, False)


def test_commands_that_reach_no_system_import_no_platform(file):
    """Who looks at a ledger in trouble waits for nothing else."""
    code = (
        "import sys; from syncwright.cli.main import main; main(['ledger', 'show', '--ledger', sys.argv[1]], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith(('urllib3', 'syncwright.platforms', 'syncwright.http', 'psycopg'))])"
    )
    run = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_help_says_what_cannot_be_found(syncwright):
    said = " ".join(syncwright("ledger", "verify", "--help").stdout.split())
    assert "What the ledger alone cannot show: that an older copy of it was put back" in said
    for name in ("show", "verify", "export", "unlock", "rebase", "rebuild"):
        assert syncwright("ledger", name, "--help").returncode == 0


def test_an_opened_ledger_is_left_alone_by_looking_at_it(file, syncwright):
    before = {one.name: one.read_bytes() for one in file.parent.iterdir()}
    for command in ("show", "verify"):
        assert syncwright("ledger", command, "--ledger", file).returncode == 0
    assert {one.name: one.read_bytes() for one in file.parent.iterdir()} == before
    assert opened(str(file)).holder() is None
