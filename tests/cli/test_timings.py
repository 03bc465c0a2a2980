"""`--timings`: a line a stage on standard error, and nothing else changes."""

import shutil

import pytest


@pytest.mark.parametrize("words", [("check",), ("build", "--check")])
def test_stages_are_timed_beside_what_is_said(tmp_path, repository, syncwright, words):
    for name in ("specs", "generated"):
        shutil.copytree(repository / name, tmp_path / name)
    plain = syncwright(*words, cwd=tmp_path)
    timed = syncwright(*words, "--timings", cwd=tmp_path)
    assert (timed.returncode, timed.stdout) == (plain.returncode, plain.stdout)
    head, *rows, last = [line.split() for line in timed.stderr.splitlines()]
    assert head == ["stage", "CPU", "s", "elapsed", "s"]
    stages = [" ".join(row[:-2]) for row in rows]
    assert {"start", "read", "parse", "load", "inventory", "resolve", "lower", "rules"} <= set(stages)
    assert last[0] == "together"
    assert abs(sum(float(row[-2]) for row in rows) - float(last[1])) < 0.02


def test_without_it_nothing_is_timed(tmp_path, repository, syncwright):
    shutil.copytree(repository / "specs", tmp_path / "specs")
    assert syncwright("check", cwd=tmp_path).stderr == ""
