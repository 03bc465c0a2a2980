"""A folder at a revision: the same files as on disk, within the same bounds, and nothing of a repository ever runs."""

import os
import subprocess
from pathlib import Path

import pytest

from syncwright.files import read_tree
from syncwright.git import GitRefused, read_revision, revision
from syncwright.limits import SPECS
from syncwright.records import replace

YAML = (".yaml", ".yml")


class Repository:
    """A repository in a folder of its own, with an author and no configuration but its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        mine = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.folder)}
        said = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "t"), ("EMAIL", "t@t.example"))}
        done = subprocess.run(
            ["git", "-C", self.folder, *words], capture_output=True, text=True, env={**os.environ, **mine, **said}, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, files: dict[str, bytes | str]) -> None:
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def commit(self, files: dict[str, bytes | str] | None = None) -> str:
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def read(self, said: str = "HEAD", below: str = "", limits=SPECS, suffixes=YAML):
        return read_revision(revision(str(self.folder / "specs"), said), suffixes, limits, below)


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path / "r")


def named(tree) -> dict[str, bytes]:
    """Files by the part of their path below the specs."""
    return {source.path.partition("/specs/")[2]: source.data for source in tree.sources}


def messages(tree) -> list[tuple[str, str]]:
    return [(finding.rule.id, finding.message) for finding in tree.findings]


FILES = {
    "specs/estate.yaml": "estate: x\n",
    "specs/objects/lead.yaml": b"object: Lead\r\n\xff\x00",
    "specs/objects/UPPER.YAML": "a",
    "specs/.hidden/a.yaml": "no",
    "specs/.b.yaml": "no",
    "specs/notes.txt": "no",
    "specs/größe ü.yaml": "äöü\n",
    "specs-of-others/x.yaml": "no",
    "top.yaml": "no",
}


def test_files_are_those_that_are_read_on_disk(repository):
    repository.commit(FILES)
    there, here = repository.read(), read_tree(str(repository.folder / "specs"), YAML, SPECS)
    assert named(there) == named(here)
    assert len(named(there)) == 4
    assert messages(there) == messages(here) == []


def test_paths_are_shown_as_git_writes_them(repository):
    repository.commit(FILES)
    repository.git("tag", "v1")
    tree = repository.read("v1")
    assert tree.sources[0].path == f"v1:{repository.folder}/specs/estate.yaml"


def test_what_is_not_committed_is_not_seen(repository):
    repository.commit(FILES)
    repository.write({"specs/new.yaml": "a", "specs/estate.yaml": "changed"})
    repository.git("add", "specs/new.yaml")
    assert named(repository.read())["estate.yaml"] == b"estate: x\n"
    assert "new.yaml" not in named(repository.read())


def test_an_older_revision_is_read_by_any_name_it_has(repository):
    first = repository.commit({"specs/a.yaml": "1"})
    repository.commit({"specs/a.yaml": "2"})
    repository.git("branch", "old", first)
    for name in ("HEAD~1", first, first[:10], "old", "main@{1}", "refs/heads/old"):
        assert named(repository.read(name)) == {"a.yaml": b"1"}


def test_a_folder_within_the_folder_is_read_alone(repository):
    repository.commit({"specs/inventory/production/A.json": "{}", "specs/inventory/uat/B.json": "{}", "specs/a.yaml": ""})
    tree = repository.read(below="inventory/production", suffixes=(".json",))
    assert named(tree) == {"inventory/production/A.json": b"{}"}
    with pytest.raises(FileNotFoundError):
        repository.read(below="inventory/test")
    with pytest.raises(FileNotFoundError):
        repository.read(below="a.yaml")


def test_specs_at_the_top_of_a_repository_are_read(tmp_path):
    repository = Repository(tmp_path / "specs")
    repository.commit({"a.yaml": "1"})
    tree = read_revision(revision(str(repository.folder), "HEAD"), YAML, SPECS)
    assert [source.data for source in tree.sources] == [b"1"]


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize("name", ["", "-p", "--help", "--output=x", "a\nb", "\x1b[31m", "x" * 300])
def test_what_is_no_name_of_a_revision_never_reaches_git(repository, name):
    repository.commit(FILES)
    with pytest.raises(GitRefused, match="is no name of a revision"):
        repository.read(name)


@pytest.mark.parametrize("name", ["nosuch", "HEAD~9", "HEAD:specs", "HEAD..main", "deadbeef", "@{upstream}", ":/x y", "HEAD^{tree}"])
def test_a_revision_that_is_not_there_is_said_so(repository, name):
    repository.commit(FILES)
    with pytest.raises(GitRefused, match="there is no revision"):
        repository.read(name)


def test_a_repository_without_a_commit_has_no_revision(repository):
    repository.write(FILES)
    with pytest.raises(GitRefused, match="there is no revision `HEAD`"):
        repository.read()


def test_specs_that_came_later_are_said_to_be_missing(repository):
    repository.commit({"top.yaml": ""})
    repository.commit(FILES)
    with pytest.raises(GitRefused, match="`HEAD~1` has no folder `specs`"):
        repository.read("HEAD~1")


def test_a_file_where_the_folder_was_expected_is_no_folder(repository):
    repository.commit({"specs": "a file"})
    (repository.folder / "specs").unlink()
    (repository.folder / "specs").mkdir()
    with pytest.raises(GitRefused, match="has no folder `specs`"):
        repository.read()


def test_a_folder_in_no_repository_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitRefused, match="is in no git repository"):
        revision(str(tmp_path), "HEAD")


def test_without_git_there_is_a_sentence(repository, monkeypatch):
    repository.commit(FILES)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitRefused, match="`git` cannot be started"):
        repository.read()


def test_links_are_refused_where_a_file_or_folder_would_be_read(repository):
    repository.commit({"specs/real/a.yaml": "1", "other/b.yaml": "2"})
    specs = repository.folder / "specs"
    for name, target in {
        "link.yaml": "real/a.yaml",
        "folder": "real",
        "outside": "../other",
        "away": "/etc",
        "LICENSE": "../top",
        "gone": "nowhere",
        "loop": "loop",
    }.items():
        (specs / name).symlink_to(target)
    repository.commit()
    there, here = repository.read(), read_tree(str(specs), YAML, SPECS)
    assert named(there) == named(here) == {"real/a.yaml": b"1"}
    refused = {finding.place.path.rpartition("/")[2] for finding in there.findings}
    assert refused == {"link.yaml", "folder", "outside"}
    # What lies outside of the repository is not known to it. On disk a folder there is refused.
    assert {finding.place.path.rpartition("/")[2] for finding in here.findings} == refused | {"away"}


def test_a_submodule_is_refused(repository, tmp_path):
    commit = repository.commit(FILES)
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},specs/module")
    repository.git("commit", "-q", "-m", "module")
    assert ("SYN101", "a submodule is not followed") in messages(repository.read())


@pytest.mark.parametrize("name", ["a\u202e.yaml", "b\u200b/c.yaml", "d\n.yaml", "e\x1b[31m.yaml"])
def test_names_that_hide_something_are_findings_as_on_disk(repository, name):
    repository.commit({f"specs/{name}": "x"})
    there, here = repository.read(), read_tree(str(repository.folder / "specs"), YAML, SPECS)
    assert messages(there) == messages(here) != []
    assert named(there) == {}


def test_a_name_that_is_no_utf_8_is_a_finding(repository):
    repository.commit({"specs/a.yaml": "x"})
    os.rename(os.fsencode(repository.folder / "specs/a.yaml"), os.fsencode(repository.folder / "specs") + b"/\xff.yaml")
    repository.commit()
    assert [rule for rule, _ in messages(repository.read())] == ["SYN102"]


# ------------------------------------------------------------------ bounds


@pytest.mark.parametrize(
    ("limit", "value", "files"),
    [
        ("file_bytes", 4, {"specs/a.yaml": "12345"}),
        ("tree_files", 2, {f"specs/{n}.yaml": "1" for n in range(3)}),
        ("tree_bytes", 5, {"specs/a.yaml": "123", "specs/b.yaml": "456"}),
        ("depth", 2, {"specs/a/b/c.yaml": "1"}),
    ],
)
def test_limits_are_those_on_disk(repository, limit, value, files):
    repository.commit(files)
    for limits, fine in ((replace(SPECS, **{limit: value}), False), (replace(SPECS, **{limit: value + 1}), True)):
        there, here = repository.read(limits=limits), read_tree(str(repository.folder / "specs"), YAML, limits)
        assert [message for _, message in messages(there)] == [message for _, message in messages(here)]
        assert (messages(there) == []) is fine


def test_a_thousand_large_files_come_through(repository):
    files = {f"specs/{n:04}.yaml": bytes([n % 251]) * (n * 37 % 9000) for n in range(1_100)}
    repository.commit(files)
    assert named(repository.read()) == {name.removeprefix("specs/"): data for name, data in files.items()}


# ------------------------------------------------------------------ nothing runs


def test_nothing_that_a_repository_says_is_started(repository, tmp_path):
    """Configuration that would start a program for other commands, a filter, a text conversion and a hook."""
    trap = tmp_path / "trap"
    script = tmp_path / "run"
    script.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    script.chmod(0o755)
    repository.commit(
        {**FILES, "specs/.gitattributes": "*.yaml filter=evil diff=evil\n", ".gitattributes": "*.yaml filter=evil diff=evil\n"}
    )
    for name in (
        "core.fsmonitor",
        "core.pager",
        "filter.evil.smudge",
        "filter.evil.clean",
        "diff.evil.textconv",
        "core.sshCommand",
        "pager.ls-tree",
    ):
        repository.git("config", name, str(script))
    hooks = repository.folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        (hooks / hook).symlink_to(script)
    trap.unlink(missing_ok=True)
    assert len(named(repository.read())) == 4
    assert not trap.exists()


def test_a_partial_clone_fetches_nothing_and_says_what_is_missing(repository, tmp_path):
    repository.commit(FILES)
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{repository.folder}", str(clone))
    (clone / "specs").mkdir()
    with pytest.raises(GitRefused, match="a partial or damaged clone lacks files"):
        read_revision(revision(str(clone / "specs"), "HEAD"), YAML, SPECS)


def test_a_shallow_clone_says_that_there_may_be_more(repository, tmp_path):
    repository.commit(FILES)
    repository.commit({"specs/a.yaml": "2"})
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    assert "a.yaml" in named(read_revision(revision(str(clone / "specs"), "HEAD"), YAML, SPECS))
    with pytest.raises(GitRefused, match="the clone is shallow"):
        revision(str(clone / "specs"), "HEAD~1")


def test_a_replaced_object_is_read_as_it_was_committed(repository):
    first = repository.commit({"specs/a.yaml": "1"})
    second = repository.commit({"specs/a.yaml": "2"})
    repository.git("replace", second, first)
    assert named(repository.read(second)) == {"a.yaml": b"2"}


def test_a_hook_that_runs_us_does_not_turn_us_to_its_own_repository(repository, tmp_path, monkeypatch):
    repository.commit(FILES)
    other = Repository(tmp_path / "other")
    other.commit({"specs/x.yaml": "1"})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git/index"))
    assert "estate.yaml" in named(repository.read())
