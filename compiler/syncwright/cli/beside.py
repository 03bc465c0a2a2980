"""Work done in a second process, where there are two processors and enough of it. What comes of it is the same as if it were done here."""

import os
import select
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from syncwright.records import packed, unpacked
from syncwright.syntax import Parsed, parse
from syncwright.text import SourceFile

S = TypeVar("S")
T = TypeVar("T")

#: Below so many bytes of specs a second process costs more than it saves.
ENOUGH = 1 << 21
#: Bytes in which the size of a result is told.
_SIZE = 8
#: What is told when there are no more.
_END = bytes(_SIZE)


def processes(wanted: int | None, size: int) -> int:
    """How many processes work on so many bytes of specs: what is wanted, else two where that pays."""
    if not hasattr(os, "fork"):
        return 1
    return wanted or (2 if size >= ENOUGH and (os.cpu_count() or 1) > 1 else 1)


class ProcessDied(Exception):
    """The other process is gone before its work was done."""


class Beside:
    """Work in another process, which starts at once. Its results, of which none is empty, are there one by one as they are made.

    They lie in a file without a name, so that neither process waits for the other; a pipe tells how large each is.
    """

    def __init__(self, work: Callable[[], Iterator[bytes]]) -> None:
        self._results = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this
        self._told, tell = os.pipe()
        self._read = 0
        sys.stdout.flush()
        sys.stderr.flush()
        self._child = os.fork()
        if self._child == 0:
            self._work(work, tell)
        os.close(tell)

    def _work(self, work: Callable[[], Iterator[bytes]], tell: int) -> None:
        # Whatever happens here is this process's own affair: the other one does the work again, and says what is wrong with it.
        try:
            os.close(self._told)
            for one in work():
                self._results.write(one)
                self._results.flush()
                os.write(tell, len(one).to_bytes(_SIZE, "big"))
            os.write(tell, _END)
        finally:
            os._exit(0)

    def ready(self) -> bool:
        """Whether the next result is there, or no more will come."""
        return bool(select.select([self._told], [], [], 0)[0])

    def next(self) -> bytes | None:
        """The next result, waited for; None if there is none. Raises ProcessDied if there should be one."""
        told = os.read(self._told, _SIZE)
        if not told:
            raise ProcessDied
        size = int.from_bytes(told, "big")
        if not size:
            return None
        found = os.pread(self._results.fileno(), size, self._read)
        self._read += size
        return found

    def close(self) -> None:
        """No more results are wanted."""
        if not self._results.closed:
            os.close(self._told)
            self._results.close()
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)

    def __del__(self) -> None:
        # Where something turns out to be wrong, nobody asks for results.
        self.close()


class Later:
    """Something that is not there yet when another process begins, which waits for it: a tree of text.

    It lies in a file without a name, and a pipe tells how large it is, so that whoever gives it never waits.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this
        self._told, self._tell = os.pipe()
        self._here, self._value = os.getpid(), None

    def give(self, value: Any) -> None:
        """Here it is."""
        self._value = value
        self._file.write(data := packed(value))
        self._file.flush()
        os.write(self._tell, len(data).to_bytes(_SIZE, "big"))

    def take(self) -> Any:
        """Waits for it, once. Raises ProcessDied where nobody is left to give it."""
        if os.getpid() == self._here:
            return self._value
        os.close(self._tell)
        told = os.read(self._told, _SIZE)
        if not told:
            raise ProcessDied
        return unpacked(os.pread(self._file.fileno(), int.from_bytes(told, "big"), 0))

    def __del__(self) -> None:
        if os.getpid() == self._here:
            os.close(self._told)
            os.close(self._tell)
            self._file.close()


def in_two(items: Sequence[S], make: Callable[[Iterable[S]], Iterator[T]], kind: Any = Any) -> Iterator[T]:
    """What is made of each item, in order: another process begins with the first, this one, as soon as it has to wait, with the last.

    What is made are trees of text, bytes, numbers and lists, or of a `kind` that `unpacked` can make of them. What the other process leaves undone is done here.
    """
    other = Beside(lambda: map(packed, make(items)))

    def results() -> Iterator[T]:
        here: list[T] = []
        count, mine = 0, make(reversed(items))
        try:
            while count + len(here) < len(items):
                if not other.ready():
                    here.append(next(mine))
                elif found := other.next():
                    count += 1
                    yield unpacked(found, kind)
        except ProcessDied:
            yield from make(items[count : len(items) - len(here)])
        finally:
            other.close()
        while here:
            yield here.pop()

    return results()


class Parsing:
    """Every file parsed, in any order: another process begins with the last at once, this one with the first when it is asked, until they meet.

    What that one could not parse is parsed again, for its findings.
    """

    def __init__(self, sources: Sequence[SourceFile]) -> None:
        self._sources = sources
        self._other = Beside(lambda: (packed(parse(source).tree) for source in reversed(sources)))

    def __call__(self, sources: Sequence[SourceFile]) -> Iterator[Parsed]:
        """These files. Where they are not those that it began with, as another run has remembered something meanwhile, they are parsed here."""
        other, first, end = self._other, 0, len(sources)
        if sources != self._sources:
            other.close()
            yield from map(parse, sources)
            return
        try:
            while first < end:
                if not other.ready():
                    yield parse(sources[first])
                    first += 1
                elif data := other.next():
                    end -= 1
                    tree = unpacked(data)
                    yield parse(sources[end]) if tree is None else Parsed(sources[end], tree)
        except ProcessDied:
            yield from map(parse, sources[first:end])
        finally:
            other.close()


def parse_in_two(sources: Sequence[SourceFile]) -> Iterator[Parsed]:
    """Begun when it is asked for."""
    return Parsing(sources)(sources)
