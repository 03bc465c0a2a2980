"""Nodes in layers: where each stands in a picture. The same edges give the same layers, always and everywhere."""

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

#: How often each layer is put in the order of what it is joined to, from the first to the last and back.
_SWEEPS = 4

Pairs = Sequence[tuple[str, str]]


def layers(edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Each node in a layer behind those of all that leads to it; in a circle one edge leads back. Within a layer nodes stand near what they are
    joined to, and those that are alike by name."""
    pairs = sorted(set(edges))
    found = _layered(sorted({end for pair in pairs for end in pair}), _without_circles(pairs))
    for sweep in range(_SWEEPS):
        found = _swept(found, pairs, back=sweep % 2 == 1)
    return found


def _without_circles(pairs: Pairs) -> Pairs:
    """The same but for an edge of each circle."""
    left = [pair for pair in pairs if pair[0] != pair[1]]
    while True:
        try:
            _sorter(left).prepare()
        except CycleError as error:
            # The circle is told from a node on to what leads to it, and ends where it began.
            circle = error.args[1]
            left.remove(max(pairwise(circle)))
        else:
            return left


def _sorter(pairs: Pairs) -> TopologicalSorter[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for source, target in pairs:
        sorter.add(target, source)
    return sorter


def _layered(nodes: Sequence[str], pairs: Pairs) -> list[list[str]]:
    sorter, found = _sorter(pairs), []
    for node in nodes:
        sorter.add(node)
    sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(sorted(ready))
        sorter.done(*ready)
    return found


def _swept(found: Sequence[Sequence[str]], pairs: Pairs, *, back: bool) -> list[list[str]]:
    """Each layer in the order of the middle of what it is joined to on the side that was looked at before."""
    joined: dict[str, list[str]] = {}
    for source, target in pairs:
        here, there = (source, target) if back else (target, source)
        joined.setdefault(here, []).append(there)
    place: dict[str, float] = {}
    swept = []
    for layer in reversed(found) if back else found:
        half = (len(layer) - 1) / 2
        before = {name: number - half for number, name in enumerate(layer)}
        middle = {name: _middle([place[other] for other in joined.get(name, ()) if other in place], before[name]) for name in layer}
        order = sorted(layer, key=lambda name: (middle[name], before[name], name))
        place |= {name: number - half for number, name in enumerate(order)}
        swept.append(order)
    return swept[::-1] if back else swept


def _middle(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise
