"""Reads a folder of files by their endings. Follows no symbolic link, reads regular files only, and stops at the limits.

Folders are opened one from another, so that a folder swapped for a link while we read leads nowhere.
"""

import os
import stat
from collections.abc import Iterator
from typing import NoReturn

from syncwright.diagnostics import Finding, Place
from syncwright.limits import Limits
from syncwright.records import Struct
from syncwright.syntax.characters import name_of, refused
from syncwright.syntax.rules import FORBIDDEN_CHARACTER, LIMIT_PASSED, NOT_A_REGULAR_FILE, NOT_UTF8
from syncwright.text import FILE_START, SourceFile

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


#: What is said of a symbolic link where a file or folder is expected: the message and the help.
A_LINK = ("a symbolic link is not followed", "put the file itself here")


class Tree(Struct):
    """The files of a folder, in order of their paths, and what could not be read."""

    sources: list[SourceFile] = []
    findings: list[Finding] = []
    read: int = 0


class Full(Exception):
    """A limit of the whole tree is passed; the finding is made."""


def read_tree(root: str, suffixes: tuple[str, ...], limits: Limits, below: str = "") -> Tree:
    """Files below `root`, or below the folder `below` in it, that end in one of `suffixes`. Hidden names are left out.

    The root may be named through a link: whoever runs the command chose it. `below` may not: a spec did.
    Raises OSError when the root cannot be opened as a folder, FileNotFoundError when `below` is not there.
    """
    tree = Tree()
    descriptor = os.open(root, _FOLDER & ~os.O_NOFOLLOW)
    prefix = "" if root == "." else root.rstrip("/") + "/"
    try:
        _enter(descriptor, below.split("/") if below else [], prefix, suffixes, limits, tree)
    except Full:
        pass
    finally:
        os.close(descriptor)
    tree.sources.sort(key=lambda source: source.path)
    return tree


def _enter(folder: int, parts: list[str], prefix: str, suffixes: tuple[str, ...], limits: Limits, tree: Tree) -> None:
    """Walk what lies below `parts`, opened one from another."""
    if not parts:
        _walk(folder, prefix, suffixes, limits, tree, 1)
        return
    path = prefix + parts[0]
    os.stat(parts[0], dir_fd=folder, follow_symlinks=False)
    with _Opened(parts[0], folder, path, tree) as descriptor:
        if descriptor is not None:
            _enter(descriptor, parts[1:], path + "/", suffixes, limits, tree)


def _walk(folder: int, prefix: str, suffixes: tuple[str, ...], limits: Limits, tree: Tree, depth: int) -> None:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink()) for entry in entries)
    for name, is_folder, is_link in found:
        path = prefix + name
        if name.startswith("."):
            continue
        wanted = name.lower().endswith(suffixes)
        if (wanted or is_folder) and not named_well(name, path, tree):
            continue
        if is_folder:
            if depth >= limits.depth:
                too_deep(tree, path, limits)
            with _Opened(name, folder, path, tree) as descriptor:
                if descriptor is not None:
                    _walk(descriptor, path + "/", suffixes, limits, tree, depth + 1)
        elif is_link and (wanted or os.path.isdir(path)):
            refuse(tree, path, *A_LINK)
        elif wanted:
            _read(name, folder, path, limits, tree)


def named_well(name: str, path: str, tree: Tree) -> bool:
    """Whether a name can be shown and reviewed; if not, that is a finding."""
    if name.isascii() and name.isprintable():
        return True
    shown = Place(os.fsencode(path).decode("utf-8", "replace"), span=FILE_START)
    if any("\udc80" <= character <= "\udcff" for character in name):
        tree.findings.append(NOT_UTF8(shown, "the name of this file or folder is not UTF-8", help="rename it"))
        return False
    hidden = [character for _, character in refused(name)] + [name_of(character) for character in name if character in "\t\n\r"]
    if hidden:
        message = f"{hidden[0]} may not stand in the name of a file or folder"
        tree.findings.append(FORBIDDEN_CHARACTER(shown, message, help="rename it"))
    return not hidden


class _Opened:
    """A folder below another, closed again after use; None, with a finding, if it cannot be opened."""

    def __init__(self, name: str, folder: int, path: str, tree: Tree) -> None:
        try:
            self.descriptor: int | None = os.open(name, _FOLDER, dir_fd=folder)
        except OSError as error:
            self.descriptor = None
            refuse(tree, path, f"the folder cannot be opened: {error.strerror}", None)

    def __enter__(self) -> int | None:
        return self.descriptor

    def __exit__(self, *_: object) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)


def _read(name: str, folder: int, path: str, limits: Limits, tree: Tree) -> None:
    if len(tree.sources) >= limits.tree_files:
        too_many(tree, path, limits)
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except OSError as error:
        refuse(tree, path, f"the file cannot be opened: {error.strerror}", None)
        return
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            refuse(tree, path, "this is not a regular file", None)
            return
        data = _bytes(descriptor, limits.file_bytes + 1)
    except OSError as error:
        refuse(tree, path, f"the file cannot be read: {error.strerror}", None)
        return
    finally:
        os.close(descriptor)
    if fits(len(data), path, limits, tree):
        tree.sources.append(SourceFile(path, data))


def too_deep(tree: Tree, path: str, limits: Limits) -> NoReturn:
    """Say that folders are nested deeper than is read. Raises Full."""
    stop(tree, path, f"folders are nested more than {limits.depth} deep (depth)")


def too_many(tree: Tree, path: str, limits: Limits) -> NoReturn:
    """Say that there are more files than are read. Raises Full."""
    stop(tree, path, f"there are more than {limits.tree_files:,} files (number of files)")


def fits(size: int, path: str, limits: Limits, tree: Tree) -> bool:
    """Count a file of `size` bytes in. False, with a finding, if it is too large; raises Full if all files together are."""
    if size > limits.file_bytes:
        message = f"the file is more than {limits.file_bytes:,} bytes long (file size)"
        tree.findings.append(LIMIT_PASSED(Place(path, span=FILE_START), message, help="split it"))
        return False
    tree.read += size
    if tree.read > limits.tree_bytes:
        stop(tree, path, f"the files are more than {limits.tree_bytes:,} bytes together (size of the tree)")
    return True


def _bytes(descriptor: int, most: int) -> bytes:
    return b"".join(_chunks(descriptor, most))


def _chunks(descriptor: int, most: int) -> Iterator[bytes]:
    while most > 0 and (chunk := os.read(descriptor, min(most, 1 << 20))):
        most -= len(chunk)
        yield chunk


def refuse(tree: Tree, path: str, message: str, help_: str | None) -> None:
    """Say that a file or folder is left out, and why."""
    tree.findings.append(NOT_A_REGULAR_FILE(Place(path, span=FILE_START), message, help=help_))


def stop(tree: Tree, path: str, message: str) -> NoReturn:
    """Say which limit of the whole tree is passed. Raises Full."""
    tree.findings.append(LIMIT_PASSED(Place(path, span=FILE_START), message, help="split the estate, or point at a smaller folder"))
    raise Full
