"""Each exit code, in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def estate(tmp_path, repository) -> Path:
    """A copy of the example estate."""
    shutil.copytree(repository / "specs", tmp_path / "specs")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_clean_estate_ends_with_0(estate, syncwright):
    done = syncwright("check", cwd=estate)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "no findings (11 allowed) in 43 files\n"


def test_an_error_ends_with_1_and_nothing_is_written(estate, syncwright):
    edit(estate / "specs/connectors/marketo.yaml", "owner: marketing-ops", "owner: marketing-op")
    done = syncwright("build", cwd=estate)
    assert done.returncode == 1
    assert "error[REF405]: `marketing-op` is no owner of this estate" in done.stdout
    assert "did you mean `marketing-ops`?" in done.stdout
    assert done.stderr == "nothing was written\n"
    assert sorted(p.name for p in estate.iterdir()) == ["specs"]


def test_a_warning_alone_ends_with_0(estate, syncwright):
    edit(estate / "specs/estate.yaml", "rules: {field-without-owner: error}", "rules: {field-without-owner: warning}")
    path = estate / "specs/objects/product-interest.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("owner:")]
    path.write_text("".join(lines), "utf-8")
    done = syncwright("check", "--format", "concise", cwd=estate)
    assert done.returncode == 0
    assert "warning[GOV502]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "did you mean `check`?"),
        (["check", "nosuch"], "there is no folder `nosuch`"),
        (["check", "--format", "xml"], "--format"),
        (["check", "a", "b"], "unexpected extra argument"),
        (["explain", "SYN999"], "there is no rule `SYN999`"),
        (["explain", "unquoted-colo"], "did you mean `unquoted-colon`?"),
        (["import"], "Missing argument"),
        (["import", "nosuch"], "does not exist"),
        (["init", "--platform", "hubspot"], "hubspot"),
    ],
)
def test_wrong_usage_ends_with_64(tmp_path, syncwright, arguments, said):
    done = syncwright(*arguments, cwd=tmp_path)
    assert done.returncode == 64
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_command_shows_the_help_and_ends_with_64(tmp_path, syncwright):
    done = syncwright(cwd=tmp_path)
    assert done.returncode == 64
    assert "Commands:" in done.stdout


def test_a_bug_of_ours_ends_with_70_and_says_what_to_report(estate):
    # A platform that breaks the contract stands for any bug: the last resort must not depend on which.
    code = (
        "import sys; import syncwright.cli.shell as shell\n"
        "def broken(*a, **k): raise KeyError('lost')\n"
        "shell.compile_estate = broken\n"
        "sys.argv = ['syncwright', 'check']\n"
        "from syncwright.cli.main import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=estate, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "a bug of ours: KeyError: 'lost'" in done.stderr
    assert "Please report it" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_environment_is_a_finding(estate, syncwright):
    done = syncwright("check", "--env", "prodution", cwd=estate)
    assert done.returncode == 1
    assert "there is no environment `prodution`" in done.stdout
    assert "did you mean `production`?" in done.stdout


def test_build_check_ends_with_1_when_something_would_change(estate, syncwright):
    assert syncwright("build", cwd=estate).returncode == 0
    assert syncwright("build", "--check", cwd=estate).returncode == 0
    row = estate / "generated/salesforce/manifest/package.xml"
    row.write_text(row.read_text("utf-8") + "\n", "utf-8")
    done = syncwright("build", "--check", cwd=estate)
    assert done.returncode == 1
    assert "changed  salesforce/manifest/package.xml" in done.stdout
    assert syncwright("build", cwd=estate).returncode == 0
    assert syncwright("build", "--check", cwd=estate).returncode == 0


def test_a_folder_that_is_not_ours_is_not_written_to(estate, syncwright):
    (estate / "generated").mkdir()
    (estate / "generated/thesis.txt").write_text("years of work")
    done = syncwright("build", cwd=estate)
    assert done.returncode == 64
    assert "was not made by syncwright" in done.stderr
    assert [p.name for p in (estate / "generated").iterdir()] == ["thesis.txt"]


def test_what_others_put_into_generated_stays(estate, syncwright):
    syncwright("build", cwd=estate)
    note = estate / "generated/salesforce/NOTES.md"
    note.write_text("ours")
    (estate / "generated/salesforce/manifest/package.xml").unlink()
    done = syncwright("build", cwd=estate)
    assert done.returncode == 0
    assert note.read_text() == "ours"
    assert (estate / "generated/salesforce/manifest/package.xml").exists()


def test_a_reader_that_goes_away_is_no_error(estate):
    script = Path(sys.executable).with_name("syncwright")
    edit(estate / "specs/connectors/marketo.yaml", "owner: marketing-ops", "owner: x")
    done = subprocess.run(f"{script} check --format json | head -c 1", shell=True, cwd=estate, capture_output=True, text=True, check=False)
    assert done.stdout == "{"
    assert done.stderr == ""


def test_an_output_that_cannot_be_written_is_said_plainly(estate, syncwright):
    (estate / "generated").write_text("a file")
    done = syncwright("build", cwd=estate)
    assert done.returncode == 64
    assert "is not a folder of its own" in done.stderr
    assert (estate / "generated").read_text() == "a file"


def test_the_json_form_is_one_document(estate, syncwright):
    edit(estate / "specs/connectors/marketo.yaml", "owner: marketing-ops", "owner: nobody")
    doc = json.loads(syncwright("check", "--format", "json", cwd=estate).stdout)
    assert doc["counts"] == {"error": 1, "warning": 0, "note": 0, "allowed": 11}
    [found] = [d for d in doc["diagnostics"] if not d["allowed"]]
    assert (found["rule"], found["primary"]["path"], found["primary"]["line"]) == ("REF405", "specs/connectors/marketo.yaml", 3)


def test_versions_and_help_say_what_there_is(tmp_path, syncwright):
    assert syncwright("--version", cwd=tmp_path).stdout.startswith("syncwright 0.")
    for command in ("init", "import", "check", "build", "explain", "fmt", "schema"):
        done = syncwright(command, "--help", cwd=tmp_path)
        assert done.returncode == 0, command
        assert done.stdout.startswith(f"Usage: syncwright {command}"), command


def test_colour_is_for_terminals_that_want_it(estate):
    script = Path(sys.executable).with_name("syncwright")
    coloured = {}
    for name, env in (("plain", {}), ("no-color", {"NO_COLOR": "1"}), ("dumb", {"TERM": "dumb"})):
        command = ["script", "-qec", f"{script} check", "/dev/null"]
        done = subprocess.run(command, cwd=estate, env={**os.environ, "TERM": "xterm", **env}, capture_output=True, text=True, check=False)
        coloured[name] = "\x1b[" in done.stdout
    assert coloured == {"plain": True, "no-color": False, "dumb": False}
