"""A git repository with a folder of specs, whose commits are made in tests."""

import os
import subprocess
from pathlib import Path


class Commits:
    """A repository whose commits are of given people and days."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.specs = folder, folder / "specs"
        self.specs.mkdir(parents=True, exist_ok=True)
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
