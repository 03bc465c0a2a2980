"""A guide as it is run: in a folder of its own, block by block, with what each command printed. Run as a script it renews what guides show.

What a fence says decides what is done with it:

    console               commands behind `$ `, each with what it prints; `...` stands for any lines, or for any part of one. `exits=1`: how the last one ends
    yaml path=FILE        written to that file; `+` before the path: put at its end
    yaml in=FILE          stands in that file
    diff path=FILE        edits that file: what is behind `-` and ` ` stands there once, what is behind `+` and ` ` stands there then
    sh, text              shown, and not run: another machine, another system
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from syncwright.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[1]
GUIDES = REPOSITORY / "compiler/syncwright/site/guides"
#: What a checkout brings that guides look at.
_CHECKOUT = ("specs", "generated", "tests/orgs", "tests/exports")
_LANGUAGES = {"console", "yaml", "diff", "sh", "text"}
_SAID = {"path", "in", "exits"}
_ANY = "..."
#: One day, one author: commits and dates are the same in each run. It is after all days of the example estate.
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1795305600",
    "COLUMNS": "100",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in
       {"NAME": "Mo Ops", "EMAIL": "mops@meridian-valves.example", "DATE": "2026-11-22T09:00:00Z"}.items()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, what else its fence says, its text, and the line it begins on, from 1."""

    language: str
    said: dict[str, str]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a guide: what the guide shows of it, and what came."""

    command: str
    line: int
    expected: str
    printed: str
    exits: tuple[int, int]

    @property
    def holds(self) -> bool:
        return self.exits[0] == self.exits[1] and matches(self.expected, self.printed)


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block that says its language."""
    for found in re.finditer(r"^```(\S+)(.*)\n((?:.*\n)*?)```$", text, re.MULTILINE):
        language, words = found[1], found[2].split()
        said = dict(word.partition("=")[::2] for word in words)
        assert language in _LANGUAGES and said.keys() <= _SAID, f"a fence says `{found[0].partition(chr(10))[0]}`"
        yield Block(language, said, found[3], text.count("\n", 0, found.start()) + 1)


def matches(expected: str, printed: str) -> bool:
    """Whether what is shown is what came; `...` stands for any part of a line, and on a line of its own for any lines."""
    lines = expected.rstrip("\n").splitlines()
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == _ANY else re.escape(line).replace(re.escape(_ANY), ".*") + r"\n" for line in lines)
    return re.fullmatch(pattern, trimmed(printed)) is not None


def trimmed(printed: str) -> str:
    """Without blanks at the ends of lines and of all, as an editor leaves it."""
    text = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
    return text + "\n" if text else ""


def commands(block: Block) -> Iterator[tuple[str, int, str]]:
    """Each command of a block of the console, its line, and what is shown of it."""
    command, line, shown = "", 0, []
    for number, one in enumerate(block.text.splitlines(keepends=True), block.line + 1):
        if one.startswith("$ "):
            if command:
                yield command, line, "".join(shown)
            command, line, shown = one[2:].rstrip("\n"), number, []
        else:
            assert command, f"line {number}: a block of the console begins with a command"
            shown.append(one)
    yield command, line, "".join(shown)


class Here:
    """A folder in which a guide is run."""

    def __init__(self, folder: Path, *, checkout: bool) -> None:
        self.folder = folder
        if checkout:
            for name in _CHECKOUT:
                shutil.copytree(REPOSITORY / name, folder / name, symlinks=True)
            for command in ("git init -q -b main", "git add -A", "git commit -qm 'the example estate'"):
                assert self.run(command) == ("", 0)

    def read(self, text: str) -> list[Shown]:
        """Runs a guide from its first block to its last."""
        shown: list[Shown] = []
        for block in blocks(text):
            if block.language == "console":
                listed = list(commands(block))
                for number, (command, line, expected) in enumerate(listed, 1):
                    wanted = int(block.said.get("exits", 0)) if number == len(listed) else 0
                    printed, code = self.run(command)
                    shown.append(Shown(command, line, expected, printed, (wanted, code)))
            else:
                self._file(block)
        return shown

    def run(self, command: str) -> tuple[str, int]:
        """What a command prints, and how it ends. Ours run in this process."""
        words = _words(command)
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return "", 0
        if words[0] == "syncwright":
            os.chdir(self.folder)
            result = CliRunner(catch_exceptions=False).invoke(main, words[1:], standalone_mode=False)
            return result.output, int(result.return_value or 0)
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.stdout, done.returncode

    def _file(self, block: Block) -> None:
        if (name := block.said.get("in")) is not None:
            text = (self.folder / name).read_text("utf-8")
            assert block.text in text, f"line {block.line}: this does not stand in {name}"
        if (name := block.said.get("path")) is None:
            return
        path = self.folder / name.removeprefix("+")
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if path.is_file() else ""
        if block.language == "diff":
            path.write_text(edited(before, block), "utf-8")
        else:
            path.write_text(before + block.text if name.startswith("+") else block.text, "utf-8")


def edited(text: str, block: Block) -> str:
    """A file after the edit that a block shows."""
    lines = [line if line.strip() else " \n" for line in block.text.splitlines(keepends=True)]
    old = "".join(line[1:] for line in lines if line[0] in "- ")
    new = "".join(line[1:] for line in lines if line[0] in "+ ")
    assert text.count(old) == 1, f"line {block.line}: what is edited stands in {block.said['path']} {text.count(old)} times"
    return text.replace(old, new)


def _words(command: str) -> Sequence[str]:
    import shlex

    return shlex.split(command)


def checkout_wanted(text: str) -> bool:
    """Whether a guide begins in a checkout. It says so."""
    return "in a checkout of Syncwright's repository" in text


def renewed(text: str, shown: Sequence[Shown]) -> str:
    """A guide with what its commands print today, where that is not what it shows."""
    lines = text.splitlines(keepends=True)
    for one in sorted(shown, key=lambda one: -one.line):
        if not matches(one.expected, one.printed):
            lines[one.line : one.line + one.expected.count("\n")] = [trimmed(one.printed)]
    return "".join(lines)


def _renew(names: Sequence[str]) -> None:
    from tempfile import TemporaryDirectory

    for path in sorted(GUIDES.glob("*.md")):
        if names and path.stem not in names:
            continue
        text = path.read_text("utf-8")
        with TemporaryDirectory() as scratch:
            os.environ.update(ENVIRONMENT, XDG_CACHE_HOME=f"{scratch}/cache")
            (folder := Path(scratch) / "work").mkdir()
            shown = Here(folder, checkout=checkout_wanted(text)).read(text)
            os.chdir(REPOSITORY)
        for one in shown:
            if one.exits[0] != one.exits[1]:
                print(f"{path.name}:{one.line}: `{one.command}` ends with {one.exits[1]}")
        path.write_text(renewed(text, shown), "utf-8")


if __name__ == "__main__":
    _renew(sys.argv[1:])
