"""What a field of an org is made of: lookup targets, inputs of formulas and roll-ups, value sets, compounds. And the other way: what reads it."""

from collections.abc import Iterator

from syncwright.diagnostics import Place
from syncwright.graph.formula import references
from syncwright.graph.model import Edge, kind_of, split
from syncwright.graph.paths import Paths
from syncwright.inventory import Field, Org

#: After so many questions who reads a field, reading every formula once is cheaper than looking for the next name in all of them.
_PATIENCE = 12


def made(field: Field) -> bool:
    """Whether a field needs anything but its object."""
    return bool(field.formula or field.references or field.value_set or field.controlled_by or field.summary or field.part_of)


class Reads:
    """Edges into fields of an org, as the org has them. `folder`: where its inventory lies, for places."""

    def __init__(self, org: Org, folder: str) -> None:
        self._org = org
        self._folder = folder
        self._paths = Paths(org)
        self._formulas: dict[str, tuple[Edge, ...]] = {}
        self._readers: dict[str, list[Edge]] | None = None
        self._texts: list[tuple[str, str]] = []
        self._asked = 0
        self._read_all = False

    def place(self, owner: str, name: str) -> Place:
        """Where the inventory says what a field is."""
        return Place(f"{self._folder}/objects/{owner}.json", ("fields", name))

    def of(self, node_id: str) -> tuple[Edge, ...]:
        """What a field needs of the org. Nothing is told of one that the org does not hold, or that every record has without saying so."""
        owner, name = split(node_id)
        held = self._org.objects.get(owner)
        field = held.fields.get(name) if held is not None else None
        return () if field is None or not made(field) else (*self._plain(owner, name, field), *self._inputs(owner, name, field))

    def readers(self, node_id: str) -> list[Edge]:
        """Edges to all fields of the org that need this node."""
        if self._readers is None:
            self._readers = self._index()
        if kind_of(node_id) in ("field", "global") and not self._read_all:
            self._asked += 1
            wanted = self._texts if self._asked > _PATIENCE else self._mentioning(node_id)
            self._read_all = wanted is self._texts
            found = [edge for _, reader in list(wanted) for edge in self._inputs(*split(reader), self._held(reader))]
            if not self._read_all:
                return [*self._readers.get(node_id, ()), *(edge for edge in found if edge.source == node_id)]
            for edge in found:
                self._readers.setdefault(edge.source, []).append(edge)
        return self._readers.get(node_id, [])

    def _held(self, node_id: str) -> Field:
        field = self._org.field(*split(node_id))
        assert field is not None, "the index is made of what the org holds"
        return field

    def _index(self) -> dict[str, list[Edge]]:
        """What needs each node, formulas aside; their texts are kept for searching."""
        found: dict[str, list[Edge]] = {}
        for owner, held in self._org.objects.items():
            for name, field in held.fields.items():
                if field.formula is not None:
                    self._texts.append((field.formula.lower(), f"{owner}.{name}"))
                if made(field):
                    for edge in self._plain(owner, name, field):
                        found.setdefault(edge.source, []).append(edge)
        return found

    def _mentioning(self, node_id: str) -> list[tuple[str, str]]:
        """Formulas that may read a field: those in which its name stands, or that of its relationship."""
        name = split(node_id)[1].lower() or node_id.lower()
        relation = f"{name[:-1]}r" if name.endswith(("__c", "__pc")) else name.removesuffix("id")
        return [pair for pair in self._texts if name in pair[0] or relation in pair[0]]

    def _plain(self, owner: str, name: str, field: Field) -> Iterator[Edge]:
        target, place = f"{owner}.{name}", self.place(owner, name)
        # A standard lookup to nearly everything names objects that few orgs have.
        there = tuple(pointed for pointed in field.references if pointed in self._org.objects)
        for pointed in there or field.references:
            yield Edge(pointed, "master-detail" if field.type == "MasterDetail" else "lookup", target, "", place)
        if field.value_set:
            yield Edge(f"value_set:{field.value_set}", "value-set", target, "", place)
        if field.controlled_by:
            yield Edge(f"{owner}.{field.controlled_by}", "controls", target, "", place)
        if field.part_of:
            yield Edge(f"{owner}.{field.part_of}", "part", target, "", place)
        if field.summary:
            yield from _summed(field, target, place)

    def _inputs(self, owner: str, name: str, field: Field) -> tuple[Edge, ...]:
        if field.formula is None:
            return ()
        target = f"{owner}.{name}"
        edges = self._formulas.get(target)
        if edges is None:
            place = self.place(owner, name)
            found: dict[str, Edge] = {}
            for path in references(field.formula):
                for reached in self._paths.reached(owner, path):
                    said = path if "." in path else ""
                    found.setdefault(reached.id, Edge(reached.id, "formula", target, said, place))
            edges = self._formulas[target] = tuple(found.values())
        return edges


def _summed(field: Field, target: str, place: Place) -> Iterator[Edge]:
    """The detail's field that is summed up, and the one by which it belongs to the master."""
    operation, _, summed = (field.summary or "").partition(" ")
    over = field.summary_over
    if over is not None and "." not in over:
        over = f"{summed.partition('.')[0]}.{over}"
    for source in dict.fromkeys((summed, over)):
        if source and "." in source:
            yield Edge(source, "roll-up", target, operation, place)
