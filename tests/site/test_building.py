"""`docs build`: what it writes, what it leaves alone, and how it ends where it cannot."""

import os

import pytest


class Story:
    """The starter estate, built with a memory of its own."""

    def __init__(self, folder, run):
        self.folder, self.run = folder, run

    def build(self, *words):
        """The exit code, and both texts."""
        env = {**os.environ, "SYNCWRIGHT_CACHE_DIR": str(self.folder / "memory")}
        done = self.run("docs", "build", *words, cwd=self.folder, env=env)
        return done.returncode, done.stdout, done.stderr

    def held(self, name="site"):
        """Every file of a site by its path."""
        folder = self.folder / name
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def story(tmp_path, syncwright):
    assert syncwright("init", "--yes", cwd=tmp_path).returncode == 0
    return Story(tmp_path, syncwright)


def everything_is_written_and_where_nothing_changed_nothing_is_made(story):
    code, said, _ = story.build()
    files = len(story.held())
    assert (code, said) == (0, f"{files:,} files of the site, {files:,} of them new, changed or gone: open site/index.html\n")
    stamps = {path: path.stat().st_mtime_ns for path in (story.folder / "site").rglob("*.html")}
    assert story.build()[1] == f"{files:,} files of the site, 0 of them new, changed or gone: open site/index.html\n"
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def a_page_that_somebody_changed_is_made_again_and_no_other(story):
    before = story.held()
    (story.folder / "site/objects/Lead.html").write_bytes(b"mine")
    assert " 1 of them new, changed or gone" in story.build()[1]
    assert story.held() == before


def without_memory_and_elsewhere_the_same_is_written(story):
    assert story.build("--no-cache", "--out", "other")[0] == 0
    assert story.held("other") == story.held()


def specs_with_errors_leave_the_site_as_it_is(story):
    before = story.held()
    spec = story.folder / "specs/objects/account.yaml"
    text = spec.read_text("utf-8")
    spec.write_text("object: [", "utf-8")
    code, said, why = story.build()
    assert (code, "error[SYN" in said, why) == (1, True, "nothing was written\n")
    assert story.held() == before
    spec.write_text(text, "utf-8")


def a_folder_of_somebody_else_is_refused(story):
    (story.folder / "theirs").mkdir()
    (story.folder / "theirs/notes.txt").write_text("mine", "utf-8")
    code, _, why = story.build("--out", "theirs")
    assert (code, "`theirs` holds files and was not made by syncwright" in why) == (64, True)
    assert [path.name for path in (story.folder / "theirs").iterdir()] == ["notes.txt"]


def test_a_site_is_made_once_and_then_what_changed(story):
    """One after the other, each where the one before it ended: a site is not made five times."""
    everything_is_written_and_where_nothing_changed_nothing_is_made(story)
    a_page_that_somebody_changed_is_made_again_and_no_other(story)
    without_memory_and_elsewhere_the_same_is_written(story)
    specs_with_errors_leave_the_site_as_it_is(story)
    a_folder_of_somebody_else_is_refused(story)
