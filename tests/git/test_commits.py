"""The commits that touched a folder: who, when, which files before and after, and nothing of a repository ever runs."""

from datetime import UTC, datetime

import pytest

from spec_commits import Commits
from syncwright.git import GitRefused, Touched, commits, contents, revision_on, standing, uncommitted
from syncwright.limits import SPECS
from syncwright.records import replace

YAML = (".yaml", ".yml")


class Repository(Commits):
    """With the commits as they are read."""

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


def test_what_lies_there_and_is_in_no_commit_is_told_by_the_names_that_git_would_give(repository):
    assert [one.before for one in uncommitted(str(repository.specs), YAML, {"a.yaml": b"1\n"})] == [""]
    repository.commit({"a.yaml": "1\n", "b.yaml": "1\n", "below/c.yaml": "1\n", "d.txt": "1\n", ".e.yaml": "1\n"})
    held = {"a.yaml": b"1\n", "below/c.yaml": b"2\n", "new.yaml": b"3\n"}
    one, two, three = (name(repository, text) for text in ("1\n", "2\n", "3\n"))
    found = uncommitted(str(repository.specs), YAML, held)
    assert found == (Touched("b.yaml", one, ""), Touched("below/c.yaml", one, two), Touched("new.yaml", "", three))


def name(repository: Repository, text: str) -> str:
    """What git calls these bytes."""
    path = repository.folder / "any.txt"
    path.write_text(text)
    return repository.git("hash-object", str(path))


def test_a_shallow_clone_says_where_it_is_cut(repository, tmp_path):
    ids = [repository.commit({"a.yaml": f"{number}\n"}) for number in range(3)]
    assert [one.cut for one in repository.commits()] == [False, False, False]
    repository.git("clone", "-q", "--depth", "2", repository.folder.as_uri(), str(tmp_path / "clone"))
    clone = str(tmp_path / "clone" / "specs")
    assert [(one.id, one.cut) for one in commits(clone, YAML, 9)] == [(ids[2], False), (ids[1], True)]
    before = standing(clone)
    repository.git("-C", str(tmp_path / "clone"), "fetch", "-q", "--unshallow")
    assert [one.cut for one in commits(clone, YAML, 9)] == [False, False, False]
    assert standing(clone) != before


def test_a_history_stands_as_long_as_no_commit_touches_the_folder(repository):
    nothing = standing(str(repository.specs))
    repository.commit({"a.yaml": "1\n"})
    first = standing(str(repository.specs))
    (repository.folder / "elsewhere.txt").write_text("x")
    repository.commit({})
    assert standing(str(repository.specs)) == first != nothing
    repository.commit({"a.yaml": "2\n"})
    assert standing(str(repository.specs)) != first


def test_what_a_machine_is_set_to_changes_no_name(repository):
    repository.commit({"a.yaml": "1\n", ".mailmap": "Somebody Else <a@x.example>\n"}, "gr\u00fcn", who="Gr\u00e4ce")
    (repository.folder / ".mailmap").write_text("Somebody Else <a@x.example>\n")
    repository.git("config", "i18n.logOutputEncoding", "ISO-8859-1")
    assert [(one.who, one.said) for one in repository.commits()] == [("Gr\u00e4ce", "gr\u00fcn")]
