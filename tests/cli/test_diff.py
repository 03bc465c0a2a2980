"""`diff`: two environments, side by side on a terminal, in a pull request, and for programs."""

import json
import os
import shutil

import pytest


@pytest.fixture
def estate(tmp_path, repository):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    return tmp_path


def test_two_columns_fit_the_terminal(estate, syncwright, snapshot):
    done = syncwright("diff", "production", "uat", cwd=estate, env={**os.environ, "COLUMNS": "100"})
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert done.stdout == snapshot


def test_the_same_environment_is_alike(estate, syncwright):
    done = syncwright("diff", "uat", "uat", cwd=estate)
    assert (done.returncode, done.stdout) == (0, "uat and uat are alike in all that the specs name\n")


def test_the_document_says_the_same_as_the_text_and_the_markdown(estate, syncwright):
    doc = json.loads(syncwright("diff", "production", "uat", "--format", "json", cwd=estate).stdout)
    text = syncwright("diff", "production", "uat", cwd=estate).stdout
    markdown = syncwright("diff", "production", "uat", "--format", "markdown", cwd=estate).stdout
    assert (doc["left"], doc["right"]) == ("production", "uat")
    assert f"production and uat: {len(doc['differences'])} differences" in text
    for one in doc["differences"]:
        assert one["what"] in text
        assert one["what"].replace("_", "") in markdown.replace("_", "").replace("\\", "")


def test_an_unknown_environment_is_said_with_what_was_meant(estate, syncwright):
    done = syncwright("diff", "production", "uatt", cwd=estate)
    assert done.returncode == 1
    assert "there is no environment `uatt`" in done.stdout + done.stderr
    assert "did you mean `uat`?" in done.stdout + done.stderr


def test_one_environment_is_too_few(estate, syncwright):
    assert syncwright("diff", "production", cwd=estate).returncode == 64


def test_errors_are_said_beside_what_can_be_compared(estate, syncwright):
    path = estate / "specs/objects/lead.yaml"
    path.write_text(path.read_text("utf-8").replace("  Company:", "  Compnay:"), "utf-8")
    done = syncwright("diff", "production", "uat", cwd=estate)
    assert (done.returncode, "11 differences" in done.stdout) == (0, True)
    assert "the specs have errors, so that this may not be the whole truth" in done.stderr


def test_specs_that_cannot_be_read_are_not_compared(estate, syncwright):
    (estate / "specs/estate.yaml").write_text("estate: [\n", "utf-8")
    done = syncwright("diff", "production", "uat", cwd=estate)
    assert (done.returncode, "differences" in done.stdout) == (1, False)


def test_hostile_values_stay_text(estate, syncwright):
    path = estate / "specs/environments/uat.yaml"
    path.write_text(path.read_text("utf-8").replace("username: marketo.sync@", "username: 'x|<b>*y*`@").replace(".uat}", ".uat'}"), "utf-8")
    done = syncwright("diff", "production", "uat", "--format", "markdown", cwd=estate)
    [row] = [line for line in done.stdout.splitlines() if "<b>" in line]
    assert "`` " not in row.partition("<b>")[0].rpartition("|")[2]
    assert row.count(" | ") == 3
