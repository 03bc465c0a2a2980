"""What takes longest of a build: the graph, and the rows of the dictionary. Neither waits for what comes behind it, so another process may begin with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, Protocol

from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.docs.dictionary import Make, Piece, maker
from syncwright.graph.artifact import graphed
from syncwright.resource import Resource
from syncwright.seen import Seen

#: What is to be made: the rows of an object, or the graph.
_Job = CatalogObject | None
#: How a piece comes from another process. The graph is one, too: its file, and how many of its nodes the specs do not name.
Shared = tuple[tuple[memoryview, ...], tuple[int, ...]]
#: Makes each job, in order, perhaps in several processes, and begins at once.
MakeAll = Callable[[Sequence[_Job], Callable[[Iterable[_Job]], Iterator[Piece]], Any], Iterator[Piece]]


class Later(Protocol):
    """Something that is not there yet when another process begins, as trees of text."""

    def give(self, value: Any) -> None:
        """Here it is."""

    def take(self) -> Any:
        """Waits for it."""


class _Here:
    """What is made in this process alone is made when it is asked for."""

    def __call__(self, jobs: Sequence[_Job], make: Callable[[Iterable[_Job]], Iterator[Piece]], _: Any) -> Iterator[Piece]:
        return make(jobs)

    def give(self, value: Any) -> None:
        self._value = value

    def take(self) -> Any:
        return self._value


class _Maker:
    """Makes jobs. Who sees what is asked when the first row is made."""

    def __init__(self, catalog: Catalog, see: Callable[[Sequence[Resource]], Seen], later: Later) -> None:
        self._catalog, self._see, self._later = catalog, see, later

    def __call__(self, job: _Job) -> Piece:
        if job is not None:
            return self._rows(job)
        data, others = graphed(self._catalog)
        return (data,), (others,)

    @cached_property
    def _rows(self) -> Make:
        resources = [Resource(address, attributes) for address, attributes in self._later.take()]
        return maker(self._catalog, self._see(resources))


class Ahead:
    """The graph, then the rows of each object, made in this order as they are asked for, or before."""

    def __init__(self, make_all: MakeAll | None = None, later: Later | None = None) -> None:
        here = _Here()
        self._make_all, self._later = make_all or here, later or here

    def resolved(self, catalog: Catalog, see: Callable[[Sequence[Resource]], Seen]) -> None:
        """Begins."""
        self._made = self._make_all([None, *catalog.objects.values()], partial(map, _Maker(catalog, see, self._later)), Shared)

    def lowered(self, resources: Sequence[Resource]) -> None:
        """The rows can be made."""
        # Rows tell who sees a field, and no reasons.
        self._later.give([(one.address, one.attributes) for one in resources])

    def graph(self) -> tuple[bytes, int]:
        """`graph.json`, and how many of its nodes the specs do not name. Asked for once, before the pieces."""
        (data,), (others,) = next(self._made)
        return bytes(data), others

    def pieces(self) -> Iterator[Piece]:
        """The rows of the dictionary, a piece an object."""
        return self._made
