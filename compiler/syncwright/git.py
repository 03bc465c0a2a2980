"""A folder as it was at a revision of its git repository, and the commits that touched it: read from the object store within bounds, without
a checkout, a hook or a shell.

Knows no spec. A repository is data here: its configuration starts nothing, and a partial clone fetches nothing.
"""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Self

from syncwright.files import Tree
from syncwright.files.read import A_LINK, Full, fits, named_well, refuse, too_deep, too_many
from syncwright.limits import Limits
from syncwright.records import Struct
from syncwright.text import SourceFile

#: Nothing that a repository says about git shall start a program or open a connection.
_GIT = ["git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"]
_GIT += [word for said in ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never") for word in ("-c", said)]
_SAID = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}

#: How many objects are asked for at once: their names fit into a pipe, so that neither side waits for the other.
_BATCH = 500
#: The longest name of a revision, in characters.
_LONGEST_NAME = 250


class GitRefused(Exception):
    """A folder cannot be read at a revision; the message says why."""


class Revision(Struct, frozen=True):
    """A folder at a revision.

    `said` is the revision as it was named, `commit` the commit it is, `prefix` the folder within the repository: empty or with a last
    slash. `shown` is how paths in it are shown to people, as git writes them: `HEAD:specs`.
    """

    folder: str
    said: str
    commit: str
    prefix: str

    @property
    def shown(self) -> str:
        return f"{self.said}:{self.folder.rstrip('/')}"


class Touched(Struct, frozen=True, gc=False):
    """A file that a commit touched: its path below the folder, and what to ask `contents` for; "" where there was no file, or is none."""

    path: str
    before: str
    after: str


class Commit(Struct, frozen=True):
    """One commit that touched a folder. `when`: the author's moment, in ISO 8601 with its offset; `said`: the first line of its message."""

    id: str
    who: str
    when: str
    said: str
    files: tuple[Touched, ...]


class _Entry(Struct, frozen=True, gc=False):
    """One line of a listing: `name` below the folder, `size` in bytes; 0 where git says none."""

    mode: str
    oid: str
    size: int
    name: str


def revision(folder: str, said: str) -> Revision:
    """Where `folder` lies at a revision. Raises GitRefused if there is no repository, no such revision, or no such folder in it."""
    if not said or said.startswith("-") or len(said) > _LONGEST_NAME or not said.isprintable():
        raise GitRefused(f"{said[:60]!r} is no name of a revision")
    prefix = os.fsdecode(_asked(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    found = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{said}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode != 0 or not commit:
        shallow = _asked(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        more = "; the clone is shallow: fetch more of it" if shallow else ""
        raise GitRefused(f"there is no revision `{said}` in the repository of `{folder}`{more}")
    at = Revision(folder, said, commit, prefix)
    if not _is_there(at, prefix):
        raise GitRefused(f"`{said}` has no folder `{prefix.rstrip('/')}`")
    return at


def revision_on(folder: str, moment: datetime) -> Revision:
    """The folder as it was at a moment, by the last commit until then on this branch, merges counting as one. Raises GitRefused."""
    found = _asked(folder, "rev-list", "-1", "--first-parent", f"--before={moment.isoformat()}", "HEAD", "--")
    commit = found.decode("ascii", "replace").strip()
    if not commit:
        raise GitRefused(f"the repository of `{folder}` has no commit as old as {moment.isoformat()}")
    return revision(folder, commit)


def commits(folder: str, suffixes: tuple[str, ...], most: int) -> Iterator[Commit]:
    """The commits that touched such files below a folder, newest first, and no more than `most`. What a merge did by itself is not among them.

    Raises GitRefused.
    """
    command = ["log", "--no-merges", "--no-show-signature", "--no-ext-diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--root"]
    command += ["--no-color", "--no-notes", "--format=%x01%H%x00%aN%x00%aI%x00%s", "HEAD", "--", "."]
    prefix = os.fsdecode(_asked(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    if _run(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
        return
    with _Running(folder, command) as git:
        for one in _commits(_words(git.out), prefix, suffixes):
            if not most:
                return
            most -= 1
            yield one
        git.ended()


def _words(out: IO[bytes]) -> Iterator[str]:
    rest = b""
    while chunk := out.read(1 << 16):
        *words, rest = (rest + chunk).split(b"\0")
        yield from (os.fsdecode(word) for word in words)


def _commits(words: Iterator[str], prefix: str, suffixes: tuple[str, ...]) -> Iterator[Commit]:
    """Each with its files, of what `git log` says; without those that touched no such file."""
    head: list[str] = []
    files: list[Touched] = []
    for word in words:
        if word.lstrip("\n").startswith(":") and head:
            path = next(words).removeprefix(prefix)
            _, _, before, after, _ = word.lstrip("\n").split(" ")
            if path.lower().endswith(suffixes) and not any(part.startswith(".") for part in path.split("/")):
                files.append(Touched(path, before.strip("0") and before, after.strip("0") and after))
            continue
        if files:
            yield Commit(head[0], head[1], head[2], head[3], tuple(files))
        head, files = [word.lstrip("\n\x01"), *(_readable(next(words)) for _ in range(3))], []
    if files:
        yield Commit(head[0], head[1], head[2], head[3], tuple(files))


def _readable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


@contextmanager
def contents(folder: str, limits: Limits) -> Iterator[Callable[[str], bytes | None]]:
    """Reads files by what `commits` says of them. None where a file is longer than the limits allow, or the clone does not hold it."""
    with _Running(folder, ["cat-file", "--batch"]) as git:

        def read(oid: str) -> bytes | None:
            git.ask(f"{oid}\n".encode("ascii"))
            _, kind, size = [*git.out.readline().split(), b"", b""][:3]
            if kind != b"blob":
                if size.isdigit():
                    git.out.read(int(size) + 1)
                return None
            data = git.out.read(int(size))
            git.out.read(1)
            return data if len(data) <= limits.file_bytes else None

        yield read


def read_revision(at: Revision, suffixes: tuple[str, ...], limits: Limits, below: str = "") -> Tree:
    """Files of the folder, or of the folder `below` in it, that end in one of `suffixes`, as `read_tree` gives those on disk.

    Links and submodules are refused where a file or folder would be read. Raises FileNotFoundError when `below` is not there, and
    GitRefused when git fails.
    """
    prefix = at.prefix + (f"{below}/" if below else "")
    if not _is_there(at, prefix):
        raise FileNotFoundError(below)
    tree = Tree()
    path = f"{at.shown}/{below}/" if below else f"{at.shown}/"
    links: list[_Entry] = []
    try:
        wanted = list(_wanted(_listed(at, prefix), path, suffixes, limits, tree, links))
        for name in _leading_to_folders(at, prefix, links):
            refuse(tree, path + name, *A_LINK)
        tree.sources = [SourceFile(path + one.name, data) for one, data in _contents(at, wanted)]
    except Full:
        pass
    tree.sources.sort(key=lambda source: source.path)
    return tree


def _wanted(
    listed: Iterator[_Entry], path: str, suffixes: tuple[str, ...], limits: Limits, tree: Tree, links: list[_Entry]
) -> Iterator[_Entry]:
    """The files to read, within the limits. Links with other endings are left in `links`: they may stand for folders."""
    number = 0
    refused: set[str] = set()
    for one in listed:
        *folders, name = one.name.split("/")
        if any(part.startswith(".") for part in (*folders, name)):
            continue
        if len(folders) >= limits.depth:
            too_deep(tree, path + one.name, limits)
        if not all(_named_well("/".join(folders[: n + 1]), path, tree, refused) for n in range(len(folders))):
            continue
        wanted = name.lower().endswith(suffixes)
        if one.mode == "160000":
            refuse(tree, path + one.name, "a submodule is not followed", "put the files themselves here")
        elif wanted and _named_well(one.name, path, tree, refused):
            if one.mode == "120000":
                refuse(tree, path + one.name, *A_LINK)
                continue
            if number >= limits.tree_files:
                too_many(tree, path + one.name, limits)
            number += 1
            if fits(one.size, path + one.name, limits, tree):
                yield one
        elif one.mode == "120000":
            links.append(one)


def _named_well(name: str, path: str, tree: Tree, refused: set[str]) -> bool:
    """Whether a file or folder has a name that can be shown; each that has not is one finding."""
    last = name.rpartition("/")[2]
    if last.isascii() and last.isprintable():
        return True
    if name not in refused and not named_well(last, path + name, tree):
        refused.add(name)
    return name not in refused


def _listed(at: Revision, prefix: str) -> Iterator[_Entry]:
    """Everything below `prefix`, in git's order."""
    command = ["ls-tree", "-r", "-z", "--long", "--full-tree", at.commit, "--", *([prefix] if prefix else [])]
    with _Running(at.folder, command) as git:
        rest = b""
        while chunk := git.out.read(1 << 16):
            *lines, rest = (rest + chunk).split(b"\0")
            for line in lines:
                about, _, name = line.partition(b"\t")
                mode, _, oid, size = about.decode("ascii").split()
                yield _Entry(mode, oid, int(size) if size.isdigit() else 0, os.fsdecode(name).removeprefix(prefix))
        git.ended()


def _contents(at: Revision, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
    """The bytes of files, in the order given."""
    if not entries:
        return
    with _Running(at.folder, ["cat-file", "--batch"]) as git:
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            git.ask("".join(f"{one.oid}\n" for one in batch).encode("ascii"))
            for one in batch:
                oid, kind, size = [*git.out.readline().split(), b"", b""][:3]
                data = git.out.read(int(size)) if kind == b"blob" else b""
                if oid.decode() != one.oid or kind != b"blob" or len(data) != one.size or git.out.read(1) != b"\n":
                    raise GitRefused(
                        f"the repository of `{at.folder}` does not hold `{one.name}` of `{at.said}`: it is a partial or damaged clone"
                    )
                yield one, data


def _leading_to_folders(at: Revision, prefix: str, links: Sequence[_Entry]) -> Iterator[str]:
    """Names of the links that lead to a folder of the same revision: on disk, a folder of specs could be read through them."""
    if not links:
        return
    with _Running(at.folder, ["cat-file", "--batch-check", "--follow-symlinks"]) as git:
        for one in links:
            if "\n" in one.name:
                continue  # it cannot be asked for, and a name like this is of no file that we read
            git.ask(os.fsencode(f"{at.commit}:{prefix}{one.name}\n"))
            said = git.out.readline().split()
            if said and said[0] in (b"symlink", b"dangling", b"loop", b"notdir"):
                git.out.read(int(said[1]) + 1)
            elif said[1:2] == [b"tree"]:
                yield one.name


class _Running:
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


def _is_there(at: Revision, prefix: str) -> bool:
    """Whether the revision has this folder; the whole of it is always there."""
    if not prefix:
        return True
    said = _run(at.folder, "cat-file", "-t", f"{at.commit}:{prefix.rstrip('/')}")
    return said.stdout.strip() == b"tree"


def _asked(folder: str, *words: str) -> bytes:
    """What git answers. Raises GitRefused with its own words if it fails."""
    done = _run(folder, *words)
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in said:
        raise GitRefused(f"`{folder}` is in no git repository")
    raise GitRefused(f"git cannot read `{folder}`: {said}")


def _run(folder: str, *words: str) -> "subprocess.CompletedProcess[bytes]":
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
