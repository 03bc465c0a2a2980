"""What the things of an estate have to do with each other, an object standing for its fields: what pictures of their surroundings and the map are made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.graph.model import Edge, EdgeKind
from syncwright.records import Struct
from syncwright.seen import Seen
from syncwright.site.birds_eye import Lane, fields, going
from syncwright.site.drawing import Ends
from syncwright.site.where import RESOURCE

#: Fields of one object that a thing other than an object is drawn with one by one; more are drawn as their object.
_ONE_BY_ONE = 4

#: What an edge says in few words, where `{}` stands for how many fields are meant.
_WORDS: Mapping[EdgeKind, str] = {
    "formula": "read by a formula",
    "roll-up": "summed up",
    "conversion": "becomes, {}",
    "value-set": "values of {}",
    "audience": "who goes through",
    "starts": "starts it",
    "changes": "changes {}",
    "scope": "decides who is in",
    "stored": "is kept in",
    "named": "is named by",
    "limits": "limits it",
    "owns": "owns",
    "runs": "runs",
    "uses": "is its user",
}


#: The same of an edge to a field that is drawn by itself.
_OF_ONE: Mapping[EdgeKind, str] = {"value-set": "gives its values", "changes": "is changed by it"}


class Tie(Struct, frozen=True):
    """From a thing that is needed, or gives, to one that needs it. Ends are ids of the graph, or addresses of resources; `count`: fields."""

    source: str
    kind: str
    target: str
    word: str
    count: int = 1
    ends: Ends = "target"


class Reach(Struct, frozen=True):
    """How many fields the specs have of one object, how many of them a user sees, and how many it may change."""

    object: str
    fields: int
    read: int
    edited: int


class Ties:
    """All of them, by both ends. What has to do with an object is told by objects, what has to do with anything else by fields where they are few."""

    def __init__(self, edges: Sequence[Edge], others: Sequence[Tie]) -> None:
        self._of_objects = _by_end((*others, *folded(edges)))
        self._of_others = _by_end((*others, *_few_apart(edges)))

    def of(self, node_id: str) -> Sequence[Tie]:
        """Those of one thing."""
        return (self._of_others if ":" in node_id else self._of_objects).get(node_id, ())

    def others(self) -> Iterator[str]:
        """Ids of all that is no object and no field."""
        return (one for one in self._of_others if ":" in one)


def _by_end(ties: Iterable[Tie]) -> Mapping[str, list[Tie]]:
    found: dict[str, list[Tie]] = defaultdict(list)
    for one in ties:
        found[one.source].append(one)
        found[one.target].append(one)
    return found


def thing(node_id: str) -> str:
    """What a node is part of: of a field its object, else itself."""
    return node_id if ":" in node_id else node_id.partition(".")[0]


def folded(edges: Iterable[Edge]) -> Iterator[Tie]:
    """Edges between things. Those within one object are left out, and those of one kind between the same two are one."""
    for (source, kind, target), some in _alike(edges).items():
        yield Tie(source, kind, target, _word(kind, len(some), some[0].detail), len(some))


def _few_apart(edges: Iterable[Edge]) -> Iterator[Tie]:
    """The same, of things that are no objects, and with fields for their object where they are few."""
    for (source, kind, target), some in _alike(edges).items():
        if ":" not in source + target:
            continue
        if len(some) > _ONE_BY_ONE:
            yield Tie(source, kind, target, _word(kind, len(some)), len(some))
        else:
            yield from (Tie(one.source, kind, one.target, _OF_ONE.get(kind) or _word(kind, 1, one.detail)) for one in some)


def _alike(edges: Iterable[Edge]) -> Mapping[tuple[str, EdgeKind, str], list[Edge]]:
    found: dict[tuple[str, EdgeKind, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        source, target = thing(edge.source), thing(edge.target)
        if source != target and not source.startswith("$"):
            found[source, edge.kind, target].append(edge)
    return found


def _word(kind: EdgeKind, count: int, detail: str = "") -> str:
    return detail if kind == "limits" and detail else _WORDS.get(kind, kind).format(fields(count))


def syncing(lanes: Iterable[Lane]) -> Iterator[Tie]:
    """Objects with the connectors or units that they sync with."""
    for lane in lanes:
        for connector, counts in lane.fields.items():
            ends, count = going(counts)
            if ends is not None:
                yield Tie(lane.name, "sync", f"connector:{connector}", fields(count), count, ends)


def relations(catalog: Catalog) -> dict[tuple[str, str], list[str]]:
    """From each object to those that fields of it point to, with the names of the fields."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in catalog.objects:
        held = catalog.org.objects.get(name)
        for field, one in sorted(held.fields.items()) if held is not None else ():
            for target in one.references:
                if target in catalog.objects and target != name:
                    found.setdefault((name, target), []).append(field)
    return found


def pointing(relations: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Tie]:
    """Objects with those that fields of theirs point to."""
    for (source, target), names in relations.items():
        word = f"through {names[0]}" if len(names) == 1 else f"through {fields(len(names))}"
        yield Tie(target, "lookup", source, word, len(names), "source")


def reached(catalog: Catalog, seen: Seen) -> Mapping[str, list[Reach]]:
    """Object by object, for each user."""
    found: dict[str, list[Reach]] = {}
    for name, one in catalog.objects.items():
        tally: dict[str, list[int]] = {}
        for accesses in seen.alike(name, list(one.fields)):
            for access in accesses:
                counts = tally.setdefault(access.user, [0, 0])
                counts[0] += bool(access.read)
                counts[1] += bool(access.edit)
        for user, (read, edited) in tally.items():
            found.setdefault(user, []).append(Reach(name, len(one.fields), read, edited))
    return found


def granted(reach: Mapping[str, Iterable[Reach]], has: Mapping[str, Iterable[str]]) -> Iterator[Tie]:
    """Objects with the users that see fields of theirs; and resources with the users that have what they give. `has`: the latter by address."""
    yield from (
        Tie(f"{RESOURCE}:{address}", RESOURCE, f"sync_user:{user}", "is given to") for address, users in has.items() for user in users
    )
    for user, some in reach.items():
        for one in some:
            if one.read or one.edited:
                word = f"{one.read:,} read, {one.edited:,} edited" if one.edited else f"{one.read:,} read"
                yield Tie(one.object, "grant", f"sync_user:{user}", word, one.read)


def owned(catalog: Catalog) -> Iterator[Tie]:
    """What owners own, fields by their objects, and which connectors use which users. Campaigns and filters say it themselves."""
    word = _WORDS["owns"]
    for name, one in catalog.objects.items():
        theirs = Counter(field.owner for field in one.fields.values())
        for owner in sorted({group.spec.owner for group in one.groups if group.spec.owner} | {each for each in theirs if each}):
            yield Tie(f"owner:{owner}", "owns", name, f"owns {fields(theirs[owner])}" if theirs[owner] else word, theirs[owner])
    for connector in catalog.connectors.values():
        yield Tie(f"owner:{connector.spec.owner}", "owns", f"connector:{connector.name}", word)
        yield Tie(f"sync_user:{connector.spec.sync_user}", "uses", f"connector:{connector.name}", _WORDS["uses"])
    yield from (Tie(f"owner:{one.spec.owner}", "owns", f"sync_user:{one.name}", word) for one in catalog.users.values())
