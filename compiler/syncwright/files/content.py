"""What a file is to hold: bytes, or another file where they are very many. Both are compared with a file and written to one; no more is held than a stride."""

from pathlib import Path
from typing import BinaryIO

Content = bytes | BinaryIO

#: Bytes that are read at a time.
_STRIDE = 1 << 16


def same_as(path: Path, content: Content) -> bool:
    """Whether the file, which is there, holds just this."""
    if isinstance(content, bytes):
        return path.stat().st_size == len(content) and path.read_bytes() == content
    if path.stat().st_size != content.seek(0, 2):
        return False
    content.seek(0)
    with path.open("rb") as held:
        return all(piece == content.read(_STRIDE) for piece in iter(lambda: held.read(_STRIDE), b""))


def write(path: Path, content: Content) -> None:
    """Make the file hold this. Raises OSError."""
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    content.seek(0)
    with path.open("wb", buffering=0) as out:
        while piece := content.read(_STRIDE):
            out.write(piece)
