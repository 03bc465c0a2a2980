"""Which nodes a graph has: what the specs name, what that needs of the org, and what is granted besides; or the whole org."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.graph import said
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import CONVERTED, Conversions
from syncwright.graph.filters import Filters, id_of
from syncwright.graph.granted import Granted
from syncwright.graph.model import kind_of, split
from syncwright.graph.reads import Reads, made
from syncwright.inventory import Field
from syncwright.inventory.model import SYSTEM_FIELDS


class Scope:
    """Says of each id whether it is a node. A single question is answered without listing all nodes."""

    def __init__(
        self,
        catalog: Catalog,
        reads: Reads,
        granted: Granted,
        conversions: Conversions,
        beside: tuple[Campaigns, Filters],
        *,
        everything: bool,
    ) -> None:
        self.everything = everything
        self._beside = beside
        self._catalog, self._reads, self._granted, self._conversions = catalog, reads, granted, conversions
        #: What was found out already, by id.
        self.known: dict[str, bool] = {}

    def said(self, node_id: str) -> CatalogField | None:
        """What the specs say of a field."""
        owner, name = split(node_id)
        held = self._catalog.objects.get(owner)
        return held.fields.get(name) if held is not None else None

    def held(self, node_id: str) -> Field | None:
        """What the org says of a field."""
        return self._catalog.org.field(*split(node_id))

    def inside(self, node_id: str) -> bool:
        """Whether the graph has such a node: it is there for itself, or what is there for itself needs it, directly or not."""
        known = self.known.get(node_id)
        if known is None:
            known = self.known[node_id] = self._for_itself(node_id) or self._reaches(node_id)
        return known

    def _reaches(self, node_id: str) -> bool:
        passed, waiting = {node_id}, [node_id]
        while waiting:
            one = waiting.pop()
            if self.known.get(one) or self._for_itself(one):
                return True
            new = {other for other in self._needing(one) if other not in passed and self.known.get(other) is not False}
            passed |= new
            waiting += sorted(new)
        self.known.update(dict.fromkeys(passed, False))  # none of them leads to a node
        return False

    def _for_itself(self, node_id: str) -> bool:
        name = node_id.partition(":")[2]
        match kind_of(node_id):
            case "connector":
                return name in self._catalog.connectors
            case "sync_user":
                return name in self._catalog.users
            case "owner":
                return name in self._catalog.estate.spec.owners
            case "campaign":
                return name in self._catalog.campaigns or name in self._catalog.connected
            case "filter":
                return name in self._catalog.filters
            case "partition":
                return name in self._catalog.partitions
            case "value_set":
                return self.everything and name in self._catalog.org.value_sets
            case "object":
                held = self.everything and node_id in self._catalog.org.objects
                return held or node_id in self._catalog.objects or bool(self._granted.on(node_id))
            case "field":
                owner, name = split(node_id)
                listed = self.everything and owner in self._catalog.org.objects and name in self._catalog.org.objects[owner].fields
                return listed or self.said(node_id) is not None or bool(self._granted.of(node_id)) or self._named_part(node_id)
            case _:
                return False

    def _named_part(self, node_id: str) -> bool:
        """Whether the field is a part of a compound, and a spec names that part."""
        held, (owner, name) = self.held(node_id), split(node_id)
        compound = self.said(f"{owner}.{held.part_of}") if held is not None and held.part_of else None
        return compound is not None and said.part_of(compound, name)[1] is not None

    def _needing(self, node_id: str) -> Iterator[str]:
        """Nodes that bring this one along if they are in the graph."""
        for edge in self._reads.readers(node_id):
            yield edge.target
        for edge in self._conversions.into(node_id):
            yield edge.source
        for some in self._beside:
            yield from (edge.source for edge in some.into(node_id))
            yield from (edge.target for edge in some.out(node_id))
        held = self._catalog.org.objects.get(node_id)
        yield from (f"{node_id}.{name}" for name in (*held.fields, *SYSTEM_FIELDS)) if held is not None else ()

    def fields(self, owner: str) -> list[str]:
        """Ids of an object's fields that are nodes, sorted."""
        one, held = self._catalog.objects.get(owner), self._catalog.org.objects.get(owner)
        names = {*(one.fields if one is not None else ()), *(held.fields if held is not None else ())}
        ids = {f"{owner}.{name}" for name in names} | {node_id for name in SYSTEM_FIELDS if self._wanted(node_id := f"{owner}.{name}")}
        return sorted(node_id for node_id in ids if self.inside(node_id))

    def _wanted(self, node_id: str) -> bool:
        """Whether a field that every record has is worth a node: only where something is said of it, or reads it."""
        return self.held(node_id) is not None and bool(self._granted.of(node_id) or self._reads.readers(node_id))

    def ids(self) -> set[str]:
        """Every node."""
        found = {f"{one.object}.{one.name}" for one in self._catalog.fields()}
        # Most fields are made of nothing, and are not looked at one by one.
        waiting = [f"{one.object}.{one.name}" for one in self._catalog.fields() if one.held is not None and made(one.held)]
        if CONVERTED in self._catalog.objects:
            waiting += (f"{CONVERTED}.{name}" for name in self._catalog.objects[CONVERTED].fields)
        waiting += self._besides() - found
        while waiting:
            found.update(waiting)
            waiting = list({other for node_id in waiting for other in self._brought(node_id)} - found)
        self.known.update(dict.fromkeys(found, True))
        return found

    def _besides(self) -> set[str]:
        """Nodes that are there for themselves and are no fields of the specs."""
        catalog = self._catalog
        found = {*catalog.objects, *self._parts()}
        found |= {f"connector:{name}" for name in catalog.connectors} | {f"sync_user:{name}" for name in catalog.users}
        found |= {f"owner:{name}" for name in catalog.estate.spec.owners}
        found |= {f"campaign:{name}" for name in catalog.every_campaign()} | {id_of(one) for one in catalog.scopes()}
        found.update(self._granted.besides())
        for some in self._beside:
            found.update(some.touched())
        if self.everything:
            found |= {f"value_set:{name}" for name in catalog.org.value_sets} | catalog.org.objects.keys()
            found |= {f"{owner}.{name}" for owner, held in catalog.org.objects.items() for name in held.fields}
        return found

    def _parts(self) -> Iterator[str]:
        for one in self._catalog.fields():
            held = self._catalog.org.objects.get(one.object) if one.spec.parts else None
            for name, field in held.fields.items() if held is not None else ():
                if field.part_of == one.name and self._named_part(f"{one.object}.{name}"):
                    yield f"{one.object}.{name}"

    def _brought(self, node_id: str) -> Iterator[str]:
        """What a field brings along."""
        if "." not in node_id:
            return
        owner, name = split(node_id)
        held = self._catalog.org.field(owner, name)
        if held is not None:
            yield owner
            yield from (edge.source for edge in self._reads.of(node_id))
        if owner == CONVERTED:
            yield from (edge.target for edge in self._conversions.of(node_id))
