"""A file while it is made, piece by piece."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from syncwright.origin import Part, Place, lines_of
from syncwright.platform import Artifact
from syncwright.records import replace

#: Where bytes are held while a file is made: in memory, or on disk where they are very many.
Scratch = Callable[[], BinaryIO]


class Whole:
    """Takes pieces and holds the bytes of one file. They are hashed as they come, while another process makes the next."""

    def __init__(self, path: str, out: BinaryIO) -> None:
        self._path, self._out, self._hash = path, out, sha256()
        self._parts: list[Part] = []
        self._places: list[Place] = []
        self._lines = self._bytes = 0

    def add(self, piece: bytes | memoryview, parts: Iterable[Part] = ()) -> None:
        """The next piece, and where the lines come from that begin with it: at the start of one, if there are any."""
        self._out.write(piece)
        self._hash.update(piece)
        start = self._bytes
        self._bytes += len(piece)
        for index, part in enumerate(parts):
            if not index:
                self._places.append((self._lines, start))
            self._parts.append(part)
            self._lines += lines_of(part)

    def artifact(self, keys: tuple[str, ...]) -> Artifact:
        """The file, which comes from these spec keys."""
        made = Artifact(self._path, b"", keys, tuple(self._parts), sha256=self._hash.hexdigest(), places=tuple(self._places))
        return replace(made, data=self._out.getvalue()) if isinstance(self._out, BytesIO) else replace(made, apart=self._out)
