"""What takes longest of a build: the graph, and the rows of the dictionary. Neither waits for what comes behind it, so another process may begin with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from syncwright.catalog.model import Catalog
from syncwright.docs.dictionary import Piece, maker
from syncwright.graph.artifact import graphed
from syncwright.seen import Seen

#: How a piece comes from another process. The graph is one, too: its file, and how many of its nodes the specs do not name.
Shared = tuple[tuple[memoryview, ...], tuple[int, ...]]
#: Makes something of each item, in order, perhaps in several processes, and begins at once.
MakeAll = Callable[[Sequence[Any], Callable[[Iterable[Any]], Iterator[Piece]], Any], Iterator[Piece]]


def _here(items: Sequence[Any], make: Callable[[Iterable[Any]], Iterator[Piece]], _: Any) -> Iterator[Piece]:
    return make(items)


class Ahead:
    """The graph and the rows, each begun when all is there that it is made of."""

    def __init__(self, make_all: MakeAll = _here) -> None:
        self._make_all = make_all
        self._graph: Iterator[Piece] = iter(())
        self._rows: Iterator[Piece] = iter(())

    def resolved(self, catalog: Catalog) -> None:
        """The graph may begin."""
        self._graph = self._make_all([catalog], partial(map, _graphed), Shared)

    def lowered(self, catalog: Catalog, seen: Seen) -> None:
        """The rows may begin."""
        self._rows = self._make_all(list(catalog.objects.values()), partial(map, maker(catalog, seen)), Shared)

    def graph(self) -> tuple[bytes, int]:
        """`graph.json`, and how many of its nodes the specs do not name. Asked for once."""
        (data,), (others,) = next(self._graph)
        return bytes(data), others

    def pieces(self) -> Iterator[Piece]:
        """The rows of the dictionary, a piece an object."""
        return self._rows


def _graphed(catalog: Catalog) -> Piece:
    data, others = graphed(catalog)
    return (data,), (others,)
