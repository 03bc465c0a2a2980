"""The commits that touched a folder, newest first, and what lies there that no commit has."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from syncwright.git.running import Running, asked, run
from syncwright.limits import Limits
from syncwright.records import Struct, replace


class Touched(Struct, frozen=True, gc=False):
    """A file that a commit touched: its path below the folder, and what to ask `contents` for; "" where there was no file, or is none."""

    path: str
    before: str
    after: str


class Commit(Struct, frozen=True):
    """One commit that touched a folder.

    `who`: the author, by the name that the commit has. `when`: the author's moment, in ISO 8601 with its offset. `said`: the first line of its message.
    `cut`: the clone is shallow and holds nothing from before it, so that all its files seem new.
    """

    id: str
    who: str
    when: str
    said: str
    files: tuple[Touched, ...]
    cut: bool = False


def commits(folder: str, suffixes: tuple[str, ...], most: int) -> Iterator[Commit]:
    """The commits that touched such files below a folder, newest first, and no more than `most`. What a merge did by itself is not among them.

    Raises GitRefused.
    """
    command = ["log", "--no-merges", "--no-show-signature", "--no-ext-diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--root"]
    command += ["--no-color", "--no-notes", "--encoding=UTF-8", "--format=%x01%H%x00%an%x00%aI%x00%s", "HEAD", "--", "."]
    prefix = os.fsdecode(asked(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    if run(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
        return
    ends = frozenset(_shallow(folder))
    with Running(folder, command) as git:
        for one in _commits(_words(git.out), prefix, suffixes):
            if not most:
                return
            most -= 1
            yield replace(one, cut=True) if one.id in ends else one
        git.ended()


def standing(folder: str) -> str:
    """A text that is another one whenever the history of a folder may be. Raises GitRefused."""
    ends = _shallow(folder)
    return "\n".join((run(folder, "rev-list", "-1", "HEAD", "--", ".").stdout.decode("ascii", "replace"), *ends))


def uncommitted(folder: str, suffixes: tuple[str, ...], held: Mapping[str, bytes]) -> tuple[Touched, ...]:
    """What the last commit has otherwise than `held`, the files of a folder by their paths below it: each with the name that git would give its bytes.

    Raises GitRefused where there is no repository.
    """
    asked(folder, "rev-parse", "--git-dir")
    committed: dict[str, str] = {}
    for line in run(folder, "ls-tree", "-r", "-z", "HEAD").stdout.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        if _is_wanted(path := _readable(os.fsdecode(name)), suffixes):
            committed[path] = about.split(b" ")[2].decode("ascii")
    long = any(len(oid) > _SHA1 for oid in committed.values())
    now = {path: _oid(data, long=long) for path, data in held.items()}
    both = ((path, committed.get(path, ""), now.get(path, "")) for path in sorted(committed.keys() | now.keys()))
    return tuple(Touched(path, before, after) for path, before, after in both if before != after)


#: How many characters the name of an object has that is a SHA-1.
_SHA1 = 40


def _oid(data: bytes, *, long: bool) -> str:
    whole = b"blob %d\0%b" % (len(data), data)
    return (hashlib.sha256(whole) if long else hashlib.sha1(whole, usedforsecurity=False)).hexdigest()


def _shallow(folder: str) -> list[str]:
    """The commits behind which a shallow clone holds nothing."""
    path = os.fsdecode(asked(folder, "rev-parse", "--git-path", "shallow")).removesuffix("\n")
    try:
        with open(os.path.join(folder, path), encoding="ascii", errors="replace") as file:
            return file.read().split()
    except OSError:
        return []


def _is_wanted(path: str, suffixes: tuple[str, ...]) -> bool:
    return path.lower().endswith(suffixes) and not any(part.startswith(".") for part in path.split("/"))


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
            path = _readable(next(words).removeprefix(prefix))
            _, _, before, after, _ = word.lstrip("\n").split(" ")
            if _is_wanted(path, suffixes):
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
    with Running(folder, ["cat-file", "--batch"]) as git:

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
