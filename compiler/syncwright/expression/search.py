"""What a record has to hold to pass: a search that splits on one part at a time and asks each field whether anything is left.

Tests of one field are put together first, so that what is searched is only what several fields decide together. The search is complete:
if it ends without having found anything, there is nothing. It is cut after so many steps, as in the worst case there is no quick way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from syncwright.expression import predicate as means
from syncwright.expression.choices import Choices, Cut, Field
from syncwright.expression.predicate import Predicate, Test
from syncwright.records import Struct


class Ask(Struct, frozen=True):
    """Whether a field is in a part of its choices. `no`: the rest of them."""

    field: str
    yes: Cut
    no: Cut


class Both(Struct, frozen=True):
    parts: tuple["Node", ...]


class Either(Struct, frozen=True):
    parts: tuple["Node", ...]


Node = Ask | Both | Either | bool

#: What is left of fields, by name; of a field that is not there, everything.
Left = Mapping[str, Cut]


class TooManySteps(Exception):
    """The search was cut."""


class Steps:
    """Counts how much was looked at."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0

    def take(self, number: int) -> None:
        """So many more. Raises TooManySteps."""
        self.taken += number
        if self.taken > self.most:
            raise TooManySteps


def found(predicate: Predicate, fields: Mapping[str, Field], steps: Steps) -> Iterator[Left]:
    """What is left where the predicate holds, in ways that exclude each other. Raises TooManySteps."""
    choices = {name: field.choices for name, field in fields.items()}
    yield from _Search(choices, steps).ways(_less_opposites(_node(predicate, fields, negated=False)))


# ------------------------------------------------------------------ from a predicate


def _node(predicate: Predicate, fields: Mapping[str, Field], *, negated: bool) -> Node:
    match predicate:
        case Test():
            yes, no = fields[predicate.column.name].cuts(predicate)
            name = predicate.column.name
            return _ask(name, no, yes) if negated else _ask(name, yes, no)
        case means.Not(inner):
            return _node(inner, fields, negated=not negated)
        case means.Fixed(value):
            return value is not negated
        case means.All(parts) | means.Any(parts):
            nodes = (_node(part, fields, negated=negated) for part in parts)
            return _joined(nodes, every=isinstance(predicate, means.All) is not negated)
        case _:
            assert_never(predicate)


def _ask(field: str, yes: Cut, no: Cut) -> Node:
    """What asks for nothing or for everything is answered."""
    if not (yes.points or yes.free):
        return False
    return not (no.points or no.free) or Ask(field, yes, no)


def _joined(nodes: Iterable[Node], *, every: bool) -> Node:
    """The parts as one: those of the same kind opened, those of one field put together where that is a plain set."""
    kept: dict[Node, None] = {}
    plain: dict[str, Ask] = {}
    for node in _opened(nodes, Both if every else Either):
        if isinstance(node, bool):
            if node is not every:
                return node
        elif isinstance(node, Ask) and node.yes.simple:
            there = plain.get(node.field)
            plain[node.field] = node if there is None else _together(there, node, every=every)
        else:
            kept[node] = None
    asks = [_ask(one.field, one.yes, one.no) for one in plain.values()]
    if (not every) in asks:
        return not every
    parts = (*(one for one in asks if one is not every), *kept)
    if len(parts) < 2:
        return parts[0] if parts else every
    return Both(parts) if every else Either(parts)


def _opened(nodes: Iterable[Node], kind: type[Both] | type[Either]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, kind):
            yield from node.parts
        else:
            yield node


def _together(one: Ask, other: Ask, *, every: bool) -> Ask:
    """Two asks of one field as one: what is in both, or in either."""
    if every:
        return Ask(one.field, _shared(one.yes, other.yes), _summed(one.no, other.no))
    return Ask(one.field, _summed(one.yes, other.yes), _shared(one.no, other.no))


def _shared(one: Cut, other: Cut) -> Cut:
    return Cut(one.points & other.points, one.free and other.free)


def _summed(one: Cut, other: Cut) -> Cut:
    return Cut(one.points | other.points, one.free or other.free)


def _opposite(node: Node) -> Node:
    match node:
        case Ask(field, yes, no):
            return Ask(field, no, yes)
        case Both(parts):
            return Either(tuple(map(_opposite, parts)))
        case Either(parts):
            return Both(tuple(map(_opposite, parts)))
        case bool():
            return not node


def _less_opposites(node: Node) -> Node:
    """Without parts of an `or` that say the opposite of something that has to hold: of two revisions, what both have in common."""
    if not isinstance(node, Both):
        return node
    held = set(node.parts)
    parts = (_some([one for one in part.parts if _opposite(one) not in held]) if isinstance(part, Either) else part for part in node.parts)
    return _joined(parts, every=True)


# ------------------------------------------------------------------ the search


class _Search:
    def __init__(self, choices: Mapping[str, Choices], steps: Steps) -> None:
        self.choices = choices
        self.steps = steps

    def ways(self, node: Node) -> Iterator[Left]:
        """Depth first. Of an `or`, its first part is tried, then its others without the first."""
        waiting: list[tuple[Sequence[Node], Left]] = [((node,), {})]
        while waiting:
            settled = self._settled(*waiting.pop())
            if settled is None:
                continue
            open_, left = settled
            if not open_:
                yield left
                continue
            split = min(open_, key=lambda one: len(one.parts))
            first, *others = split.parts
            rest = [one for one in open_ if one is not split]
            waiting.append(([_opposite(first), _some(others), *rest], left))
            waiting.append(([first, *rest], left))

    def _settled(self, nodes: Sequence[Node], left: Left) -> tuple[list[Either], Left] | None:
        """What is still open once everything that has to hold is said of its field; None if nothing is left of one."""
        held = dict(left)
        while True:
            open_: list[Either] = []
            said = False
            for node in nodes:
                for part in _opened((self._known(node, held),), Both):
                    match part:
                        case Ask(field, yes):
                            cut = self.choices[field].meet(held.get(field) or self.choices[field].all, yes)
                            if cut is None:
                                return None
                            held[field] = cut
                            said = True
                        case Either():
                            open_.append(part)
                        case Both():
                            raise AssertionError("no Both is a part of one")
                        case _:
                            if not part:
                                return None
            if not said:
                return open_, held
            nodes = open_

    def _known(self, node: Node, held: Left) -> Node:
        """What is left of a node by what is known of its fields."""
        self.steps.take(1)
        match node:
            case Ask(field, yes, no):
                choices = self.choices[field]
                have = held.get(field)
                if have is None:
                    return node
                if choices.meet(have, yes) is None:
                    return False
                return choices.meet(have, no) is None or node
            case Both(parts) | Either(parts):
                return self._known_of(parts, held, every=isinstance(node, Both), same=node)
            case bool():
                return node

    def _known_of(self, parts: Sequence[Node], held: Left, *, every: bool, same: Node) -> Node:
        kept = []
        for part in parts:
            known = self._known(part, held)
            if known is every:
                continue
            if isinstance(known, bool):
                return known
            kept.append(known)
        if len(kept) < 2:
            return kept[0] if kept else every
        if len(kept) == len(parts) and all(one is other for one, other in zip(kept, parts, strict=True)):
            return same
        kind = Both if every else Either
        return kind(tuple(_opened(kept, kind)))


def _some(nodes: Sequence[Node]) -> Node:
    """At least one of them; with none, that is false."""
    return Either(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else False
