"""What a file is to hold: bytes, or where these are very many another file or pieces. All are compared, hashed and written alike; nothing is put together."""

import mmap
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from syncwright.files.aside import aside

#: Pieces follow one another; a path is that of a file that is there.
Apart = BinaryIO | list[memoryview] | Path
Content = bytes | Apart

#: Bytes that are read at a time.
_STRIDE = 1 << 16
#: Bytes of which it is worth a thread to hash or to write them.
_MANY = 1 << 20


def scratch(folder: Path) -> BinaryIO:
    """A file without a name, on the disk of a folder that is there or will be, so that it can be given a place in it."""
    near = next(one for one in (folder, *folder.parents) if one.is_dir())
    try:
        # Not by TemporaryFile, which makes one that never has a name.
        return os.fdopen(os.open(near, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    except (OSError, AttributeError):
        from tempfile import TemporaryFile  # start-up time

        return TemporaryFile()


def mapped(path: Path) -> bytes | mmap.mmap:
    """The bytes of a file that is there and that nobody shortens meanwhile, read as they are looked at."""
    if os.name == "nt" or not path.stat().st_size:
        return path.read_bytes()  # Windows lets nobody put another file in the place of one that is looked at
    with path.open("rb") as there:
        return mmap.mmap(there.fileno(), 0, access=mmap.ACCESS_READ)


def looked_into(content: Content) -> bytes | mmap.mmap:
    """The bytes in one place, read as they are looked at where they are another file's."""
    if isinstance(content, bytes):
        return content
    if isinstance(content, Path):
        return mapped(content)
    if isinstance(content, list) or not size(content):
        return joined(content)
    content.flush()
    try:
        return mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        return joined(content)  # held in memory


def strides(content: Content) -> Iterator[bytes | memoryview]:
    """The bytes, some at a time."""
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, list):
        yield from content
    elif isinstance(content, Path):
        yield memoryview(mapped(content))
    else:
        content.seek(0)
        yield from iter(lambda: content.read(_STRIDE), b"")


def joined(content: Content) -> bytes:
    """The bytes, all at once."""
    return b"".join(strides(content))


def size(content: Content) -> int:
    """How many bytes."""
    if isinstance(content, bytes):
        return len(content)
    if isinstance(content, Path):
        return content.stat().st_size
    return sum(map(len, content)) if isinstance(content, list) else content.seek(0, 2)


def same_as(path: Path, content: Content) -> bool:
    """Whether the file, which is there, holds just this."""
    if isinstance(content, Path) and path.samefile(content):
        return True
    if path.stat().st_size != size(content):
        return False
    if isinstance(content, bytes):
        return path.read_bytes() == content
    with path.open("rb") as held:
        return all(held.read(len(piece)) == piece for piece in strides(content))


def sha256(content: Content) -> str:
    """Their SHA-256."""
    from hashlib import sha256 as start  # start-up time

    whole = start()
    for piece in strides(content):
        whole.update(piece)
    return whole.hexdigest()


def are_many(content: Content) -> bool:
    """Whether they are hashed and written in threads. What is in another file is moved there, or known already."""
    return isinstance(content, list) and size(content) >= _MANY


def hashing(content: Content) -> Callable[[], str]:
    """Gives their SHA-256, which is begun at once."""
    return aside(partial(sha256, content)) if are_many(content) else partial(str, sha256(content))


def write(path: Path, content: Content) -> None:
    """Make the file hold this. Raises OSError."""
    if not isinstance(content, bytes | list | Path) and _named(content, path):
        return
    with path.open("wb", buffering=0) as out:
        for piece in strides(content):
            _all(out, piece)


def _named(content: BinaryIO, path: Path) -> bool:
    """Whether the file without a name has this one now, so that nothing need be copied."""
    content.flush()
    try:
        opened = os.open("/proc/self/fd", os.O_RDONLY)
    except OSError:
        return False
    try:
        os.link(str(content.fileno()), path, src_dir_fd=opened, follow_symlinks=True)
    except OSError:
        return False  # on another disk, or where the name is taken
    finally:
        os.close(opened)
    # A file without a name is its owner's alone.
    os.fchmod(content.fileno(), 0o666 & ~umask())
    return True


def umask() -> int:
    """What new files of this process are not allowed."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _all(out: BinaryIO, piece: bytes | memoryview) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[out.write(rest) :]
