"""The commits that touched a folder: who, when, which files before and after, and nothing of a repository ever runs."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syncwright.git import GitRefused, commits, contents, revision_on
from syncwright.limits import SPECS
from syncwright.records import replace

YAML = (".yaml", ".yml")


class Repository:
    """A repository whose commits are of given people and days."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.specs = folder, folder / "specs"
        self.specs.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, who: str = "Ada", when: str = "2026-01-01T12:00:00+02:00") -> str:
        said = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", who), ("EMAIL", "a@x.example"), ("DATE", when))
        }
        said |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.folder)}
        done = subprocess.run(["git", "-C", self.folder, *words], capture_output=True, text=True, env={**os.environ, **said}, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, files: dict[str, str | None], said: str = "x", **by: str) -> str:
        """A commit in which files below the specs have these texts, or are gone."""
        for name, text in files.items():
            path = self.specs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text) if text is not None else path.unlink()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", said, **by)
        return self.git("rev-parse", "HEAD")

    def commits(self, most: int = 100):
        return list(commits(str(self.specs), YAML, most))


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path / "r")


def read(repository: Repository, oid: str, limits=SPECS) -> bytes | None:
    with contents(str(repository.specs), limits) as reading:
        return reading(oid)


def test_each_commit_says_who_when_why_and_which_files(repository):
    first = repository.commit({"a.yaml": "1\n", "b.txt": "x\n"}, "the first\n\nbody", who="Ada L")
    repository.commit({"b.txt": "y\n"}, "no spec")
    repository.commit({}, "nothing")
    third = repository.commit(
        {"a.yaml": "2\n", "below/c d.yml": "3\n"}, "the third: \u00fc", who="Gr\u00e4ce", when="2026-02-03T04:05:06+00:00"
    )
    last = repository.commit({"a.yaml": None}, "gone")
    found = repository.commits()
    assert [(one.id, one.who, one.when, one.said) for one in found[1:]] == [
        (third, "Gr\u00e4ce", "2026-02-03T04:05:06+00:00", "the third: \u00fc"),
        (first, "Ada L", "2026-01-01T12:00:00+02:00", "the first"),
    ]
    assert found[0].id == last
    texts = [[(f.path, f.before and read(repository, f.before), f.after and read(repository, f.after)) for f in one.files] for one in found]
    assert texts == [
        [("a.yaml", b"2\n", "")],
        [("a.yaml", b"1\n", b"2\n"), ("below/c d.yml", "", b"3\n")],
        [("a.yaml", "", b"1\n")],
    ]


def test_names_that_look_like_what_git_says_are_names(repository):
    repository.commit({":100644 100644 a b M.yaml": "1\n", "new\nline.yaml": "2\n"}, "\x01 odd :1")
    (one,) = repository.commits()
    assert [file.path for file in one.files] == [":100644 100644 a b M.yaml", "new\nline.yaml"]
    assert one.said == "\x01 odd :1"


def test_no_more_commits_are_read_than_asked_for(repository):
    ids = [repository.commit({"a.yaml": f"{number}\n"}) for number in range(5)]
    assert [one.id for one in repository.commits(2)] == ids[:2:-1]
    assert repository.commits(0) == []


def test_what_a_branch_did_is_told_by_its_commits_and_not_by_the_merge(repository):
    repository.commit({"a.yaml": "1\n"})
    repository.git("checkout", "-q", "-b", "side")
    side = repository.commit({"b.yaml": "1\n"}, "on the side")
    repository.git("checkout", "-q", "main")
    repository.commit({"a.yaml": "2\n"})
    repository.git("merge", "-q", "--no-ff", "-m", "merged", "side")
    assert sorted(one.said for one in repository.commits()) == ["on the side", "x", "x"]
    assert side in [one.id for one in repository.commits()]


def test_a_repository_without_a_commit_has_none_and_a_folder_outside_is_refused(repository, tmp_path):
    assert repository.commits() == []
    with pytest.raises(GitRefused, match="is in no git repository"):
        list(commits(str(tmp_path), YAML, 1))


def test_nothing_that_a_repository_asks_for_is_run(repository, tmp_path):
    mark = tmp_path / "ran"
    script = tmp_path / "gpg"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    repository.commit({"a.yaml": "1\n", ".gitattributes": "*.yaml diff=x\n"})
    for name, value in (("log.showSignature", "true"), ("gpg.program", str(script)), ("diff.external", str(script)), ("diff.x.textconv", str(script)), ("core.pager", str(script))):  # fmt: skip
        repository.git("config", name, value)
    assert len(repository.commits()) == 1
    assert not mark.exists()


def test_a_file_that_is_too_long_or_not_there_is_none_and_the_next_is_read(repository):
    repository.commit({"a.yaml": "x" * 100})
    repository.commit({"a.yaml": "y\n"})
    new, old = (one.files[0].after for one in repository.commits())
    with contents(str(repository.specs), replace(SPECS, file_bytes=50)) as reading:
        assert [reading(old), reading("0" * 39 + "1"), reading(new)] == [None, None, b"y\n"]


def test_a_moment_is_the_last_commit_until_then(repository):
    days = ["2026-01-01T00:00:00+00:00", "2026-01-02T23:59:59+00:00", "2026-01-03T00:00:00+00:00"]
    ids = [repository.commit({"a.yaml": f"{day}\n"}, when=day) for day in days]
    ends = [datetime(2026, 1, day, 23, 59, 59, tzinfo=UTC) for day in (1, 2, 3, 9)]
    assert [revision_on(str(repository.specs), end).commit for end in ends] == [*ids, ids[-1]]
    with pytest.raises(GitRefused, match="has no commit as old as 2025-12-31T23:59:59"):
        revision_on(str(repository.specs), datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC))
