"""A git that runs on a repository that may be anybody's: its configuration starts nothing, and a partial clone fetches nothing."""

import os
import subprocess
from collections.abc import Sequence
from typing import IO, Self

#: Nothing that a repository says about git shall start a program or open a connection.
_GIT = ["git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"]
_GIT += [word for said in ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never") for word in ("-c", said)]
_SAID = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


class GitRefused(Exception):
    """A folder cannot be read at a revision; the message says why."""


class Running:
    """A git that runs, with its input and output; ended, or killed, when it is left."""

    def __init__(self, folder: str, command: Sequence[str]) -> None:
        self.folder, self.command = folder, command

    def __enter__(self) -> Self:
        try:
            self.process = subprocess.Popen(  # noqa: S603 - a list of words, and no shell
                [*_GIT, "-C", self.folder, *self.command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise GitRefused(f"`git` cannot be started: {error.strerror}") from error
        assert self.process.stdout is not None, "it was asked for"
        self.out: IO[bytes] = self.process.stdout
        return self

    def ask(self, text: bytes) -> None:
        """Write to its input."""
        assert self.process.stdin is not None, "it was asked for"
        try:
            self.process.stdin.write(text)
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise GitRefused(f"`git {self.command[0]}` ended before it had answered") from error

    def ended(self) -> None:
        """Raises GitRefused if it did not end well."""
        if self.process.wait() != 0:
            raise GitRefused(f"`git {self.command[0]}` failed in `{self.folder}`: a partial or damaged clone lacks files of that revision")

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def asked(folder: str, *words: str) -> bytes:
    """What git answers. Raises GitRefused with its own words if it fails."""
    done = run(folder, *words)
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in said:
        raise GitRefused(f"`{folder}` is in no git repository")
    raise GitRefused(f"git cannot read `{folder}`: {said}")


def run(folder: str, *words: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - a list of words, and no shell
            [*_GIT, "-C", folder, *words], stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_environment()
        )
    except OSError as error:
        raise GitRefused(f"`git` cannot be started: {error.strerror}") from error


def _environment() -> dict[str, str]:
    """Ours, but for what a hook or an alias that runs us says of the repository it is about; where trust is set stays."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _says_trust(name)}
    return {**kept, **_SAID}


def _says_trust(name: str) -> bool:
    return name.startswith("GIT_CONFIG_") and name != "GIT_CONFIG_PARAMETERS"
