"""Work done in a second process, where there are two processors and enough of it. What comes of it is the same as if it were done here."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from syncwright.origin import Lines, Part, Rows
from syncwright.platform import Artifact
from syncwright.records import packed, unpacked
from syncwright.syntax import Parsed, parse
from syncwright.text import SourceFile

#: Below so many bytes of specs a second process costs more than it saves.
ENOUGH = 1 << 21
#: Bytes of the length of a result.
_SIZE = 8


def processes(wanted: int | None, size: int) -> int:
    """How many processes work on so many bytes of specs: what is wanted, else two where that pays."""
    if not hasattr(os, "fork"):
        return 1
    return wanted or (2 if size >= ENOUGH and (os.cpu_count() or 1) > 1 else 1)


def beside(work: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[bytes] | None]:
    """Start work in another process. What is returned waits for it, and gives its results one by one; None if the process failed."""
    result = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by whoever waits
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        # Whatever happens here is this process's own affair: the other one does the work again, and says what is wrong with it.
        code = 1
        try:
            for one in work():
                result.write(len(one).to_bytes(_SIZE, "big"))
                result.write(one)
            result.flush()
            code = 0
        finally:
            os._exit(code)

    def wait() -> Iterator[bytes] | None:
        _, status = os.waitpid(child, 0)
        if status:
            result.close()
            return None
        result.seek(0)
        return _results(result)

    return wait


def _results(result: IO[bytes]) -> Iterator[bytes]:
    with result:
        while size := result.read(_SIZE):
            yield result.read(int.from_bytes(size, "big"))


def parse_in_two(sources: Sequence[SourceFile]) -> Iterator[Parsed]:
    """Every file parsed, the second half of them in another process. What that one could not parse is parsed again, for its findings."""
    here, there = _halves(sources)
    wait = beside(lambda: (packed(parse(source).tree) for source in there))
    for source in here:
        yield parse(source)
    trees = wait()
    if trees is None:
        yield from map(parse, there)
        return
    for source, data in zip(there, trees, strict=True):
        tree = unpacked(data)
        yield parse(source) if tree is None else Parsed(source, tree)


def _halves(sources: Sequence[SourceFile]) -> tuple[Sequence[SourceFile], Sequence[SourceFile]]:
    half, seen = sum(len(source.data) for source in sources) // 2, 0
    for number, source in enumerate(sources):
        seen += len(source.data)
        if seen >= half:
            return sources[: number + 1], sources[number + 1 :]
    return sources, ()


def made_elsewhere(work: Callable[[], Iterator[Artifact]]) -> Iterator[Artifact]:
    """Artifacts made in another process, which starts at once."""
    wait = beside(lambda: (message for one in work() for message in (packed(_flat(one)), one.data)))

    def waited() -> Iterator[Artifact]:
        results = wait()
        yield from work() if results is None else (_artifact(next(results), *unpacked(flat)) for flat in results)

    return waited()


def _flat(one: Artifact) -> tuple[object, ...]:
    """All of it but the data."""
    parts = [
        (part.each, part.of, part.names, part.attribute) if isinstance(part, Rows) else (part.count, part.keys, part.part)
        for part in one.parts
    ]
    return one.path, one.keys, parts, one.address, one.hash()


def _artifact(data: bytes, path: str, keys: list[str], parts: list[list[Any]], address: str | None, sha256: str) -> Artifact:
    return Artifact(path, data, tuple(keys), tuple(map(_part, parts)), address, sha256)


def _part(flat: list[Any]) -> Part:
    if len(flat) == 4:
        return Rows(*flat)
    count, keys, part = flat
    return Lines(count, tuple(keys), tuple(part) if part is not None else None)
