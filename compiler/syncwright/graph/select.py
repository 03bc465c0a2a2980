"""Which nodes a selector means in a graph. What it names and the graph has not is an error that says what may have been meant."""

import re
from collections.abc import Callable, Iterable, Iterator

from syncwright.graph.graph import Graph
from syncwright.graph.model import APART, Edge, kind_of
from syncwright.graph.nodes import type_of
from syncwright.graph.selector import NotASelector, Selector, Step
from syncwright.names import did_you_mean

_DIRECTIONS = ("from-salesforce", "hidden", "to-salesforce", "two-way")
_PRIVACY = ("behaviour", "consent", "contact", "financial", "none", "special")


def selected(graph: Graph, selector: Selector) -> set[str]:
    """Ids of all nodes that it means."""
    return {node_id for term in selector for node_id in set.intersection(*(_step(graph, step) for step in term))}


def between(graph: Graph, ids: set[str]) -> list[Edge]:
    """Every edge with both ends among these nodes, sorted."""
    by_source: dict[str, list[Edge]] = {}
    for node_id in ids:
        for edge in graph.needs(node_id):
            if edge.source in ids:
                by_source.setdefault(edge.source, []).append(edge)
        if own := [edge for edge in graph.serves(node_id) if edge.target in ids]:
            by_source.setdefault(node_id, []).extend(own)
    # Few edges leave one node: many short lists are sorted in a third of the time that one long one takes.
    return [edge for source in sorted(by_source) for edge in sorted(by_source[source], key=_order)]


def _order(edge: Edge) -> tuple[str, str, str]:
    return edge.kind, edge.target, edge.detail


def _step(graph: Graph, step: Step) -> set[str]:
    start = _meant(graph, step)
    reached = set(start)
    if step.up:
        reached |= _walk(start, step.up, lambda one: (e.source for e in graph.up(one) if e.kind not in APART))
    if step.down:
        reached |= _walk(start, step.down, lambda one: (e.target for e in graph.down(one) if e.kind not in APART))
    return reached


def _walk(start: Iterable[str], steps: int, following: Callable[[str], Iterable[str]]) -> set[str]:
    passed = set(start)
    rim = set(passed)
    while rim and steps:
        rim = {other for one in rim for other in following(one)} - passed
        passed |= rim
        steps -= 1
    return passed


def _meant(graph: Graph, step: Step) -> set[str]:
    match step.method:
        case "owner":
            return _owned(graph, step)
        case "pii":
            _known(step, _PRIVACY, "privacy class")
            return {f"{one.object}.{one.name}" for one in graph.catalog.fields() if one.pii == step.name}
        case "sync":
            _known(step, _DIRECTIONS, "direction")
            return set(_going(graph, step.name))
        case "type":
            return _typed(graph, step)
        case "":
            return _named(graph, step)
        case method:
            if graph.scope.inside(f"{method}:{step.name}"):
                return {f"{method}:{step.name}"}
            catalog = graph.catalog
            known = {"connector": catalog.connectors, "sync_user": catalog.users, "value_set": catalog.org.value_sets}
            known |= {"campaign": catalog.every_campaign(), "filter": catalog.filters, "partition": catalog.partitions}
            names = [name for name in known[method] if graph.scope.inside(f"{method}:{name}")]
            return {f"{method}:{name}" for name in _matching(step, names, method.replace("_", " "))}


def _owned(graph: Graph, step: Step) -> set[str]:
    names = _matching(step, list(graph.catalog.estate.spec.owners), "owner")
    return {one for name in names for one in (f"owner:{name}", *graph.owned(name))}


def _going(graph: Graph, direction: str) -> Iterator[str]:
    yield from (f"{one.object}.{one.name}" for one in graph.catalog.fields() if direction in one.directions.values())
    yield from (name for name, one in graph.catalog.objects.items() if direction in one.records.values())


def _typed(graph: Graph, step: Step) -> set[str]:
    types: dict[str, set[str]] = {}
    said = {f"{one.object}.{one.name}": one.held for one in graph.catalog.fields()}
    held = ((one, said[one] if one in said else graph.scope.held(one)) for one in graph.scope.ids() if "." in one)
    for node_id, field in held:
        if field is not None and (name := type_of(node_id.rpartition(".")[2], field)) is not None:
            types.setdefault(name, set()).add(node_id)
    return {node_id for name in _matching(step, list(types), "type of field", folded=True) for node_id in types[name]}


def _named(graph: Graph, step: Step) -> set[str]:
    owner = step.name.rpartition(".")[0]
    if not step.glob:
        if not graph.scope.inside(step.name):
            raise NotASelector(step.column, unknown(graph, step.name))
        return {step.name}
    if owner and not {"*", "?"} & set(owner):
        if not graph.scope.inside(owner):
            raise NotASelector(step.column, unknown(graph, owner))
        candidates: Iterable[str] = graph.scope.fields(owner)
    else:
        candidates = (one for one in graph.scope.ids() if kind_of(one) == ("field" if owner else "object"))
    matches = _pattern(step.name)
    found = {one for one in candidates if matches(one)}
    if not found:
        raise NotASelector(step.column, f"nothing matches `{step.name}`")
    return found


def unknown(graph: Graph, name: str) -> str:
    """What to say of a name that is no node, with the name that was meant or where to look."""
    scope, org = graph.scope, graph.catalog.org
    owner, _, field = name.rpartition(".")
    if not scope.everything and (org.field(owner, field) is not None if owner else name in org.objects):
        return f"no spec names `{name}`, nor needs it; `--all` looks at the whole org"
    if owner and not scope.inside(owner) and owner not in org.objects:
        return f"there is no object `{owner}`" + _near(owner, {*org.objects, *graph.catalog.objects})
    if owner:
        held, said = org.objects.get(owner), graph.catalog.objects.get(owner)
        names = {*(held.fields if held is not None else ()), *(said.fields if said is not None else ())}
        return f"`{owner}` has no field `{field}`" + _near(field, names)
    return f"there is no object `{name}`" + _near(name, {*org.objects, *graph.catalog.objects})


def _near(name: str, known: Iterable[str]) -> str:
    near = did_you_mean(name, sorted(known))
    return f"; {near}" if near else ""


def _matching(step: Step, known: list[str], what: str, *, folded: bool = False) -> list[str]:
    """The names that a step means, at least one."""
    name = step.name.lower() if folded else step.name
    matches = _pattern(name)
    found = [one for one in known if matches(one)]
    if not found:
        listed = f"; there is {', '.join(f'`{one}`' for one in sorted(known)[:12])}" if known else ""
        raise NotASelector(step.column + len(step.method) + 1, f"there is no {what} `{step.name}`" + (_near(name, known) or listed))
    return found


def _known(step: Step, known: tuple[str, ...], what: str) -> None:
    if step.name not in known:
        listed = f"; there is {', '.join(f'`{one}`' for one in known)}"
        raise NotASelector(step.column + len(step.method) + 1, f"there is no {what} `{step.name}`" + (_near(step.name, known) or listed))


def _pattern(glob: str) -> Callable[[str], object]:
    """Whether a whole name fits. No wildcard stands for a dot, so that `*` are objects and `*.*` fields."""
    first, *others = (_fixed(part) for part in re.split(r"\*+", glob))
    # As much as comes before the next fixed part is taken once and for all, so that many stars cost no more than few.
    middle = "".join(f"(?>[^.]*?{part})" for part in others[:-1])
    last = f"[^.]*{others[-1]}" if others else ""
    return re.compile(first + middle + last).fullmatch


def _fixed(part: str) -> str:
    return "".join("[^.]" if char == "?" else re.escape(char) for char in part)
