"""A folder as it was at a revision of its git repository: read from the object store within bounds, without a checkout, a hook or a shell."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime

from syncwright.files import Tree
from syncwright.files.read import A_LINK, Full, fits, named_well, refuse, too_deep, too_many
from syncwright.git.running import GitRefused, Running, asked, run
from syncwright.limits import Limits
from syncwright.records import Struct
from syncwright.text import SourceFile

#: How many objects are asked for at once: their names fit into a pipe, so that neither side waits for the other.
_BATCH = 500
#: The longest name of a revision, in characters.
_LONGEST_NAME = 250


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
    prefix = os.fsdecode(asked(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    found = run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{said}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode != 0 or not commit:
        shallow = asked(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        more = "; the clone is shallow: fetch more of it" if shallow else ""
        raise GitRefused(f"there is no revision `{said}` in the repository of `{folder}`{more}")
    at = Revision(folder, said, commit, prefix)
    if not _is_there(at, prefix):
        raise GitRefused(f"`{said}` has no folder `{prefix.rstrip('/')}`")
    return at


def revision_on(folder: str, moment: datetime) -> Revision:
    """The folder as it was at a moment, by the last commit until then on this branch, merges counting as one. Raises GitRefused."""
    found = asked(folder, "rev-list", "-1", "--first-parent", f"--before={moment.isoformat()}", "HEAD", "--")
    commit = found.decode("ascii", "replace").strip()
    if not commit:
        raise GitRefused(f"the repository of `{folder}` has no commit as old as {moment.isoformat()}")
    return revision(folder, commit)


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
    with Running(at.folder, command) as git:
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
    with Running(at.folder, ["cat-file", "--batch"]) as git:
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
    with Running(at.folder, ["cat-file", "--batch-check", "--follow-symlinks"]) as git:
        for one in links:
            if "\n" in one.name:
                continue  # it cannot be asked for, and a name like this is of no file that we read
            git.ask(os.fsencode(f"{at.commit}:{prefix}{one.name}\n"))
            said = git.out.readline().split()
            if said and said[0] in (b"symlink", b"dangling", b"loop", b"notdir"):
                git.out.read(int(said[1]) + 1)
            elif said[1:2] == [b"tree"]:
                yield one.name


def _is_there(at: Revision, prefix: str) -> bool:
    """Whether the revision has this folder; the whole of it is always there."""
    if not prefix:
        return True
    said = run(at.folder, "cat-file", "-t", f"{at.commit}:{prefix.rstrip('/')}")
    return said.stdout.strip() == b"tree"
