"""A file while it is made, piece by piece."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from syncwright.origin import Part
from syncwright.platform import Artifact
from syncwright.records import replace

#: Where bytes are held while a file is made: in memory, or on disk where they are very many.
Scratch = Callable[[], BinaryIO]


class Whole:
    """Takes pieces and holds the bytes of one file. They are hashed as they come, while another process makes the next."""

    def __init__(self, path: str, out: BinaryIO) -> None:
        self._path, self._out, self._hash = path, out, sha256()
        self.parts: list[Part] = []

    def add(self, piece: bytes | memoryview) -> None:
        """The next piece."""
        self._out.write(piece)
        self._hash.update(piece)

    def artifact(self, keys: tuple[str, ...]) -> Artifact:
        """The file, which comes from these spec keys."""
        made = Artifact(self._path, b"", keys, tuple(self.parts), sha256=self._hash.hexdigest())
        return replace(made, data=self._out.getvalue()) if isinstance(self._out, BytesIO) else replace(made, apart=self._out)
