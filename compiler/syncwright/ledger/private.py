"""Files that are ours alone: in a folder that nobody else may enter, not behind a link, and on the disk when we say so. Knows no database."""

import os
import stat
from pathlib import Path
from shlex import quote
from typing import TypeVar

from syncwright.ledger.model import FIRST, Missing, Unusable
from syncwright.records import NotThatRecord, read

_FILE, _FOLDER = 0o600, 0o700
#: Nothing that we write beside a ledger is longer, in bytes.
_LONGEST = 4096

T = TypeVar("T")


def make_folder(folder: Path) -> None:
    """A folder of our own. One that is there stays as it is, and is looked at when it is used. Raises Unusable."""
    if folder.is_dir():
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(_FOLDER, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise Unusable(f"the folder `{folder}` cannot be made: {error.strerror}") from error


def check_folder(folder: Path) -> None:
    """See that a folder is ours alone. Raises Unusable."""
    try:
        found = folder.lstat()
    except OSError as error:
        raise Missing(f"there is no folder `{folder}`, and so no ledger in it", FIRST) from error
    if stat.S_ISLNK(found.st_mode):
        raise Unusable(f"`{folder}` is a link, and a ledger is not reached through one", "name the folder that it leads to")
    if not stat.S_ISDIR(found.st_mode):
        raise Unusable(f"`{folder}` is no folder")
    _check_owner(folder, found)
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise Unusable(f"the folder `{folder}` is open to others ({stat.S_IMODE(found.st_mode):04o})", f"chmod 700 {quote(str(folder))}")


def check_file(path: Path) -> os.stat_result:
    """See that a file is a regular one, ours alone, and no link. Raises Missing and Unusable."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise Missing(f"there is no ledger `{path}`", FIRST) from error
    except OSError as error:
        if path.is_symlink():
            raise Unusable(f"`{path}` is a link, and a ledger is not reached through one", "name the file that it leads to") from error
        raise Unusable(f"`{path}` cannot be read: {error.strerror}") from error
    try:
        found = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise Unusable(f"`{path}` is no regular file")
    _check_owner(path, found)
    if stat.S_IMODE(found.st_mode) & 0o177:
        raise Unusable(f"`{path}` is open to others ({stat.S_IMODE(found.st_mode):04o})", f"chmod 600 {quote(str(path))}")
    return found


def _check_owner(path: Path, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise Unusable(
            f"`{path}` belongs to another user (id {found.st_uid})", f"chown {os.geteuid()} {quote(str(path))}, or run as that user"
        )


def make_file(path: Path) -> None:
    """An empty file that was not there before. Raises OSError, FileExistsError if there is anything of that name, a link included."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE))


def open_beside(path: Path) -> int:
    """A small file of our own beside a ledger, made if it is not there: its descriptor. Raises OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE)


def read_beside(path: Path, kind: type[T]) -> T | None:
    """What such a file holds, as a record; None if it is not there, is a link, or holds something else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        said = stream.read(_LONGEST)
    try:
        return read(said, kind)
    except NotThatRecord:
        return None


def sync_file(path: Path) -> None:
    """Have a file's bytes on the disk. Raises OSError."""
    _sync(path, os.O_RDONLY | os.O_NOFOLLOW)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk. Raises OSError."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, how: int) -> None:
    descriptor = os.open(path, how | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
