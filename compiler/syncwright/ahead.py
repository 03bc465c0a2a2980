"""What takes longest of a build: the graph, and the rows of the dictionary. Neither waits for what rules find, so another process may begin with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.docs.dictionary import Piece, maker
from syncwright.graph.artifact import graphed
from syncwright.seen import Seen

#: What is to be made: the rows of an object, or the graph.
_Job = CatalogObject | None
#: How a piece comes from another process. The graph is one, too: its file, and how many of its nodes the specs do not name.
Shared = tuple[tuple[memoryview, ...], tuple[int, ...]]
#: Makes each job, in order, perhaps in several processes, and begins at once.
MakeAll = Callable[[Sequence[_Job], Callable[[Iterable[_Job]], Iterator[Piece]], Any], Iterator[Piece]]


def _here(jobs: Sequence[_Job], make: Callable[[Iterable[_Job]], Iterator[Piece]], _: Any) -> Iterator[Piece]:
    return make(jobs)


class Ahead:
    """The graph, then the rows of each object, made in this order as they are asked for, or before."""

    def __init__(self, made: Iterator[Piece]) -> None:
        self._made = made

    def graph(self) -> tuple[bytes, int]:
        """`graph.json`, and how many of its nodes the specs do not name. Asked for once, before the pieces."""
        (data,), (others,) = next(self._made)
        return bytes(data), others

    def pieces(self) -> Iterator[Piece]:
        """The rows of the dictionary, a piece an object."""
        return self._made


def begun(catalog: Catalog, seen: Seen, make_all: MakeAll = _here) -> Ahead:
    """Begins."""
    piece = maker(catalog, seen)

    def make(job: _Job) -> Piece:
        if job is not None:
            return piece(job)
        data, others = graphed(catalog)
        return (data,), (others,)

    return Ahead(make_all([None, *catalog.objects.values()], partial(map, make), Shared))
