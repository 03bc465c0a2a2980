"""Why a field syncs, for whom, who sees it and what uses it, as a document. Every statement has its place."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from syncwright.catalog.asked import called, reading
from syncwright.catalog.at import said_at
from syncwright.catalog.banded import described
from syncwright.catalog.model import CatalogField
from syncwright.catalog.types import typed
from syncwright.compile import Compilation
from syncwright.diagnostics import Place
from syncwright.graph import Graph, said
from syncwright.graph.campaigns import CAMPAIGN_KINDS
from syncwright.graph.filters import FILTER_KINDS
from syncwright.graph.granted import Asked
from syncwright.graph.model import split
from syncwright.graph.places import Places
from syncwright.seen import FieldAccess, Through
from syncwright.spec.compiled import AtSpec
from syncwright.views.edges import edge
from syncwright.want import Reason

Document = dict[str, Any]

#: Edges that are told in words of their own.
_PLAIN = ("contains", "owns", "part", "same-idea", "sync", "hidden", "grant", *CAMPAIGN_KINDS, *FILTER_KINDS)
#: What a campaign does with a field, by the edge between them.
_DOES = {"audience": "reads", "starts": "waits for"}
_ATTRIBUTES: tuple[said.Attribute, ...] = ("owner", "pii", "basis", "reviewed")


class Why:
    """Answers about the fields of one compilation. The graph is that of the whole org: what uses a field need not stand in the specs."""

    def __init__(self, compilation: Compilation, graph: Graph, places: Places) -> None:
        self._catalog = graph.catalog
        self._compilation = compilation
        self._graph = graph
        self._places = places

    def field(self, node_id: str) -> Document:
        """The answer for a field. A component of a compound that no spec names is answered for through the compound."""
        owner, name = split(node_id)
        held = self._graph.scope.held(node_id)
        one = self._graph.scope.said(node_id)
        compound = None
        if one is None and held is not None and held.part_of is not None:
            compound = self._graph.scope.said(f"{owner}.{held.part_of}")
            one = compound
        doc: Document = {"format": 1, "name": node_id, "kind": "field", "in_specs": one is not None, "compound": None, "org": None}
        if held is not None:
            place = self._places.of(self._graph.reads.place(owner, name))
            doc["org"] = {"label": held.label, "type": typed(held), "formula": held.formula, "place": place}
        if compound is not None:
            doc["compound"] = {"name": f"{owner}.{compound.name}", **self._part(compound, name)}
        doc |= self._spec(one, name) if one is not None else {}
        seen = sorted(self._compilation.seen()(owner, name), key=lambda access: access.user)
        doc["unasked"] = self._unasked(owner, {access.user for access in seen}) if one is None else []
        doc["access"] = [self._access(access) for access in seen]
        asked = self._graph.granted.of(f"{owner}.{one.name}" if one is not None else node_id)
        doc["asked"] = [self._asked(each) for each in asked]
        doc["holders"] = holders(self._compilation, node_id if compound is None else f"{owner}.{compound.name}")
        doc["filters"] = self._filters(node_id)
        doc["campaigns"] = self._campaigns(node_id)
        doc |= self.around(node_id)
        return doc

    def _unasked(self, owner: str, users: set[str]) -> list[Document]:
        """Connectors that sync what their user sees of an object, whether or not a spec names it."""
        found = []
        for name, connector in self._catalog.connectors.items():
            visible = self._compilation.platforms[connector.spec.platform].syncs_visible
            synced = owner in self._catalog.objects and self._catalog.objects[owner].syncs(name)
            if visible and connector.spec.sync_user in users and (owner in visible or synced):
                found.append({"connector": name, "user": connector.spec.sync_user, "direction": visible.get(owner, "from-salesforce")})
        return found

    def _part(self, compound: CatalogField, name: str) -> Document:
        """What the spec of a compound says of one of its parts."""
        part, spec = said.part_of(compound, name)
        why = {"text": spec.why, "place": self._at(compound.at("parts", part, "why"))} if spec is not None and spec.why else None
        return {
            "part": part,
            "named": spec is not None,
            "why": why,
            "place": self._at(compound.at("parts", part) if spec else compound.at()),
        }

    def _filters(self, node_id: str) -> list[Document]:
        """Filters and partitions that read the field or a component of it, for the records of which object."""
        together = [node_id, *(one.target for one in self._graph.down(node_id) if one.kind == "part")]
        found = dict.fromkeys((called(one), owner, place) for path in together for one, owner, place in reading(self._catalog, path))
        return [{"name": name, "object": owner, "place": self._at(place)} for name, owner, place in found]

    def _campaigns(self, node_id: str) -> list[Document]:
        """Campaigns that read, wait for or change the field or a component of it."""
        together = [node_id, *(one.target for one in self._graph.down(node_id) if one.kind == "part")]
        campaigns = self._graph.campaigns
        found = {(one.source, "changes", one.place): None for path in together for one in campaigns.into(path)}
        found |= {(one.target, _DOES[one.kind], one.place): None for path in together for one in campaigns.out(path)}
        return [{"name": name.partition(":")[2], "does": does, "place": self._at(place)} for name, does, place in found]

    def _spec(self, one: CatalogField, name: str) -> Document:
        spec = one.spec
        part = said.part_of(one, name)[1] if name != one.name else None
        connectors = [n for n in one.directions if n in self._catalog.connectors]
        return {
            "place": self._at(one.at()),
            "key": one.key,
            "why": {"text": one.why, "place": self._at(said.place(one, "why"))} if one.why else None,
            "file_why": {"text": one.group.spec.why, "place": self._at(Place(one.group.path, ("why",)))},
            "syncs": [self._sync(one, n, part.at.get(n) if part is not None else None) | self._said(one, n, name) for n in connectors],
            "governance": {attribute: self._governed(one, attribute) for attribute in _ATTRIBUTES},
            "used_by": [{"text": text, "place": self._at(one.at("used_by"))} for text in spec.used_by],
            "same_idea": [{"name": other, "place": self._at(one.at())} for other in self._graph.same_idea(one)],
            "band": self._band(one),
            "retire": None if spec.retire is None else {"stage": spec.retire.stage, "since": spec.retire.since.isoformat()},
        }

    def _band(self, one: CatalogField) -> Document | None:
        """Where the field is a banded copy of a score: of which, its bands, and what they save."""
        if one.spec.band is None:
            return None
        return {"of": f"{one.object}.{one.spec.band.of}", "text": described(one), "place": self._at(one.at("band"))}

    def _sync(self, one: CatalogField, connector: str, of_part: AtSpec | None) -> Document:
        # What a file says for all its fields says nothing of one that does not sync.
        hidden = one.directions[connector] == "hidden"
        whole = one.spec.at.get(connector) if hidden else said_at(one, connector)
        at = of_part or whole
        wins = (at.wins if at is not None else None) or (whole.wins if whole is not None else None)
        return {
            "connector": connector,
            "user": self._catalog.connectors[connector].spec.sync_user,
            "direction": one.directions[connector],
            "field": at.field if at is not None else None,
            "wins": wins,
            "place": self._at(said.direction_place(one, connector)),
        }

    def _said(self, one: CatalogField, connector: str, name: str) -> Document:
        """What the platform of a connector does with the field, or with this part of it."""
        named = self._catalog.connectors[connector]
        told = self._compilation.platforms[named.spec.platform].of_field
        if told is None or one.directions[connector] == "hidden":
            return {"says": []}
        return {
            "says": [
                {
                    "about": each.about,
                    "says": each.says,
                    "source": each.source or None,
                    "certain": each.certain,
                    "place": self._at(each.place),
                }
                for each in told(self._catalog, named, one, name)
            ]
        }

    def _governed(self, one: CatalogField, attribute: said.Attribute) -> Document | None:
        value = said.value(one, attribute)
        if not value:
            return None
        found: Document = {"value": value.isoformat() if isinstance(value, date) else value, "place": self._at(said.place(one, attribute))}
        owners = self._catalog.estate.spec.owners
        if attribute == "owner" and value in owners:
            found["title"] = owners[str(value)].title
        return found

    def _access(self, access: FieldAccess) -> Document:
        return {"user": access.user, "reads": self._through(access.read), "edits": self._through(access.edit)}

    def _through(self, found: Iterable[Through]) -> list[Document]:
        return [{"title": one.title, "ours": one.ours, "reasons": [self.reason(reason) for reason in one.reasons]} for one in found]

    def _asked(self, one: Asked) -> Document:
        return {"user": one.user, "access": list(one.access), **self.reason(one.reason)}

    def reason(self, one: Reason) -> Document:
        """A reason down to its line. `added`: nobody asked for it, and something else needs it."""
        return {"why": one.why, "key": one.key, "added": one.added, "place": self._at(one.place)}

    def around(self, node_id: str) -> Document:
        """What a field is made of, and what uses it or a component of it. A compound is not what a component is made of: they are one."""
        together = [node_id, *(one.target for one in self._graph.down(node_id) if one.kind == "part")]
        made = [one for one in self._graph.up(node_id) if one.kind not in _PLAIN]
        uses = [one for each in together for one in self._graph.down(each) if one.kind not in _PLAIN]
        in_order = sorted(made, key=lambda e: (e.kind, e.source)), sorted(uses, key=lambda e: (e.kind, e.target, e.source))
        return {"made_of": [edge(one, self._places) for one in in_order[0]], "uses": [edge(one, self._places) for one in in_order[1]]}

    def object(self, name: str) -> Document:
        """The answer for an object."""
        one, held = self._catalog.objects.get(name), self._catalog.org.objects.get(name)
        doc: Document = {"format": 1, "name": name, "kind": "object", "in_specs": one is not None, "org": None}
        if held is not None:
            doc["org"] = {"label": held.label, "kind": held.kind, "fields": len(held.fields)}
        if one is not None:
            groups = sorted(one.groups, key=lambda group: group.path)
            doc["why"] = [{"text": group.spec.why, "place": self._at(Place(group.path, ("why",)))} for group in groups]
            doc["syncs"] = [
                {"connector": n, "user": c.spec.sync_user, "records": one.records.get(n), "fields": ways}
                for n, c in self._catalog.connectors.items()
                if (ways := _ways(f.directions[n] for f in one.fields.values() if n in f.directions)) or n in one.records
            ]
            used = [(text, group.path) for group in groups for text in group.spec.used_by]
            doc["used_by"] = [{"text": text, "place": self._at(Place(path, ("used_by",)))} for text, path in used]
            owners = {e.source.partition(":")[2]: e.place for e in self._graph.needs(name) if e.kind == "owns"}
            doc["owners"] = [{"value": owner, "place": self._at(place)} for owner, place in sorted(owners.items())]
        doc["asked"] = [self._asked(each) for each in self._graph.granted.of(name)]
        doc["pointed_to_by"] = [edge(each, self._places) for each in sorted(self._graph.reads.readers(name), key=lambda e: e.target)]
        return doc

    def _at(self, place: Place | None) -> Document | None:
        return self._places.of(place)


def _ways(directions: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for direction in sorted(directions):
        found[direction] = found.get(direction, 0) + 1
    return found


def holders(compilation: Compilation, path: str) -> list[Document]:
    """Permission sets and profiles of the org that grant a field, by kind and name."""
    assert compilation.catalog is not None, "asked of what compiled"
    people = compilation.catalog.org.people
    every = (*people.permission_sets.values(), *people.profiles.values())
    found = ((one, access) for one in every if (access := one.rows.get("fields", {}).get(path)) is not None)
    return [{"kind": one.kind.replace("_", " "), "name": one.name, "access": access} for one, access in found]
