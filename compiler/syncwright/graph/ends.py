"""Edges that few estates have, by their ends: worked out once, when the first is asked for."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from syncwright.graph.model import Edge


class ByEnds(ABC):
    """Edges of one kind of thing."""

    _ends: tuple[dict[str, list[Edge]], dict[str, list[Edge]]] | None = None

    @abstractmethod
    def every(self) -> Iterable[Edge]:
        """All of them."""

    def into(self, node_id: str) -> list[Edge]:
        """Those that lead to a node."""
        return self._edges()[0].get(node_id, [])

    def out(self, node_id: str) -> list[Edge]:
        """Those that come from it."""
        return self._edges()[1].get(node_id, [])

    def _edges(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        if self._ends is None:
            into, out = self._ends = ({}, {})
            for edge in self.every():
                into.setdefault(edge.target, []).append(edge)
                out.setdefault(edge.source, []).append(edge)
        return self._ends
