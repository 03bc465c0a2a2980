"""`graph.json`: the nodes of the catalog with their edges, one line a node, so that a pull request shows what depends on what.

A field's object is the part before its dot. `sync` says each connector's direction, `grant` what users' specs give by name, `becomes` the
fields at conversion, `same_idea` those of other objects; `needs` holds by kind of edge what the field is made of or points to. A campaign has
the fields that it `reads`, that it `starts_by`, and that it `changes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from syncwright.catalog.model import Catalog, CatalogCampaign, CatalogField, CatalogObject, ConnectedCampaign, Group
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import CONVERTED, Conversions
from syncwright.graph.model import Edge, kind_of, split
from syncwright.graph.nodes import type_of
from syncwright.graph.reads import Reads, made
from syncwright.inventory import Field
from syncwright.origin import Lines, Part, rows
from syncwright.records import compact

PATH = "graph.json"
FORMAT = 1


#: The whole file, and how many nodes stand in it that the specs do not name: they are there if a field of the specs needs them.
Graphed = tuple[bytes, int]


def graphed(catalog: Catalog) -> Graphed:
    """The file."""
    return _Writer(catalog).written()


def parts(catalog: Catalog, others: int) -> Iterator[Part]:
    """Where its lines come from, with so many nodes that the specs do not name."""
    grants = _grants(catalog)
    granted = {path.partition(".")[0] for path in grants}
    yield Lines(1)
    for one in catalog.objects.values():
        yield from _origin(one, grants, of_fields=one.name in granted)
    yield Lines(others)
    yield from (Lines(1, (campaign.key,)) for campaign in catalog.every_campaign().values())
    yield from (Lines(1, (f"connector/{name}",)) for name in catalog.connectors)
    yield from (Lines(1, (f"estate/{catalog.estate.name}#owners.{name}",)) for name in sorted(catalog.estate.spec.owners))
    yield from (Lines(1, (f"sync_user/{name}",)) for name in catalog.users)


def _origin(one: CatalogObject, grants: Mapping[str, Iterable[str]], *, of_fields: bool) -> Iterator[Part]:
    """Where the lines of an object and its fields come from: their specs, and those of users who are granted them by name."""
    key = f"object/{one.name}"
    yield Lines(1, (key, *(f"sync_user/{user}#grants.objects.{one.name}" for user in grants.get(one.name, ()))))
    if not of_fields:
        yield from rows(key, list(one.fields), [1] * len(one.fields))
        return
    for name in one.fields:
        path = f"{one.name}.{name}"
        yield Lines(1, (f"{key}#{name}", *(f"sync_user/{user}#grants.fields.{path}" for user in grants.get(path, ()))))


def spec_keys(catalog: Catalog) -> tuple[str, ...]:
    """The specs that it comes from. Every field is in it, so that objects are enough."""
    kinds = (
        ("object", catalog.objects),
        ("connector", catalog.connectors),
        ("sync_user", catalog.users),
        ("campaign", catalog.every_campaign()),
    )
    keys = {f"{kind}/{name}" for kind, names in kinds for name in names}
    return (f"estate/{catalog.estate.name}", *sorted(keys))


class _Writer:
    """Writes line by line. Most fields differ in their names alone, so what follows the name is made once for each kind of them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reads = Reads(catalog.org, "")
        self._conversions = Conversions(catalog, "")
        self._alike: dict[tuple[str, ...], dict[tuple[str | None, ...], bytes]] = {}
        self._grants = _grants(catalog)
        self._granted = {path.partition(".")[0] for path in self._grants}
        self._needed: set[str] = {node_id for node_id in self._grants if not self._in_specs(node_id)}
        self._campaigned = {name: self._campaign(one) for name, one in catalog.every_campaign().items()}
        self._number = 0

    def written(self) -> Graphed:
        head = {"environment": self._catalog.environment.name, "estate": self._catalog.estate.name, "format": FORMAT}
        out = BytesIO()
        out.write(compact(head)[:-1] + b',"nodes":{')
        lines = self._lines()
        out.write(b"\n" + next(lines))  # an estate has an owner at least
        for line in lines:
            out.write(b",\n" + line)
        out.write(b"\n}}\n")
        return out.getvalue(), self._number

    def _lines(self) -> Iterator[bytes]:
        for one in self._catalog.objects.values():
            yield self._line(one.name, self._object(one))
            yield from self._fields(one)
        others = self._others()
        yield from others
        self._number = len(others)
        for name, said in self._campaigned.items():
            yield self._line(f"campaign:{name}", said)
        for name, connector in self._catalog.connectors.items():
            spec = connector.spec
            said = {"kind": "connector", "owner": spec.owner, "sync_user": spec.sync_user, "type": spec.platform}
            yield self._line(f"connector:{name}", said)
        for name in sorted(self._catalog.estate.spec.owners):
            yield self._line(f"owner:{name}", {"kind": "owner"})
        for name, user in self._catalog.users.items():
            yield self._line(f"sync_user:{name}", {"kind": "sync_user", "owner": user.spec.owner, "type": user.spec.kind})

    def _line(self, node_id: str, said: Mapping[str, Any]) -> bytes:
        return compact(node_id) + b":" + compact(said)

    def _campaign(self, one: CatalogCampaign | ConnectedCampaign) -> dict[str, Any]:
        """A campaign with the fields of the org that it reads, waits for and changes."""
        me, campaigns = f"campaign:{one.name}", Campaigns(self._catalog)
        edges = [*campaigns.into(me), *campaigns.out(me)]
        ends = {"reads": ("audience", "source"), "starts_by": ("starts", "source"), "changes": ("changes", "target")}
        found = {word: sorted({getattr(edge, end) for edge in edges if edge.kind == kind}) for word, (kind, end) in ends.items()}
        self._needed.update(path for paths in found.values() for path in paths if not self._in_specs(path))
        said = {"kind": "campaign", "connector": one.connector, "owner": one.spec.owner, "type": one.spec.type} | found
        return {key: value for key, value in said.items() if value}

    def _object(self, one: CatalogObject) -> dict[str, Any]:
        held = self._catalog.org.objects.get(one.name)
        said: dict[str, Any] = {"kind": "object", "owner": sorted({g.spec.owner for g in one.groups if g.spec.owner is not None})}
        more = {"type": held.kind if held is not None else None, "sync": self._here(one.records), "grant": self._grants.get(one.name)}
        return said | {key: value for key, value in more.items() if value}

    def _fields(self, one: CatalogObject) -> Iterator[bytes]:
        """A line a field. Unrolled: at 100,000 fields every call counts, and most differ in their names alone."""
        if one.name in self._catalog.outlined:
            # These lines lie in the file as it was. What the fields need is not all named by the specs.
            self._needed.update(source for source in self._catalog.outlined[one.name].needs if not self._in_specs(source))
            yield from [b""] * len(one.fields)
            return
        prefix = f'"{one.name}.'.encode()
        special = one.name in self._granted or one.name == CONVERTED
        group: Group | None = None
        owner = pii = None
        for field in one.fields.values():
            spec, held = field.spec, field.held
            if field.group is not group:
                group = field.group
                owner, pii = group.defaults.owner or group.spec.owner, group.defaults.pii
                joined = special or len(group.spec.object) > 1
                alike = self._alike.setdefault(group.spec.for_, {})
            if joined or spec.band is not None or (held is not None and (held.type is None or made(held))):
                rest = b'":' + compact(self._field(field) | self._more(field))
            else:
                type_ = held.type if held is not None else None
                like = (*field.directions.values(), spec.owner or owner, spec.pii or pii, type_)
                found = alike.get(like)
                if found is None:
                    found = alike[like] = b'":' + compact(self._field(field))
                rest = found
            yield prefix + field.name.encode() + rest

    def _field(self, field: CatalogField) -> dict[str, Any]:
        type_ = type_of(field.name, field.held) if field.held is not None else None
        said = {"owner": field.owner, "pii": field.pii, "sync": self._here(field.directions), "type": type_}
        return {"kind": "field"} | {key: value for key, value in said.items() if value}

    def _here(self, directions: Mapping[str, str]) -> dict[str, str]:
        return {name: direction for name, direction in directions.items() if name in self._catalog.connectors}

    def _more(self, field: CatalogField) -> dict[str, Any]:
        node_id = f"{field.object}.{field.name}"
        needs = self._needs(node_id, field.held)
        if field.spec.band is not None:
            needs["band"] = [f"{field.object}.{field.spec.band.of}"]
        becomes = [edge.target for edge in self._conversions.of(node_id)]
        said = {"needs": needs, "becomes": sorted(becomes), "same_idea": self._same(field), "grant": self._grants.get(node_id)}
        self._needed.update(other for other in becomes if not self._in_specs(other))
        return {key: value for key, value in said.items() if value}

    def _needs(self, node_id: str, held: Field | None) -> dict[str, list[str]]:
        edges: Iterable[Edge] = self._reads.of(node_id) if held is not None and made(held) else ()
        needs: dict[str, list[str]] = {}
        for edge in edges:
            needs.setdefault(edge.kind, []).append(edge.source)
            if not self._in_specs(edge.source):
                self._needed.add(edge.source)
        return {kind: sorted(sources) for kind, sources in needs.items()}

    def _same(self, field: CatalogField) -> list[str]:
        names = {owner: field.spec.is_.get(owner, field.said) for owner in field.group.spec.object if owner != field.object}
        return sorted(f"{owner}.{name}" for owner, name in names.items() if self._in_specs(f"{owner}.{name}"))

    def _in_specs(self, node_id: str) -> bool:
        owner, name = split(node_id)
        return self._catalog.has(owner, name) if owner else name in self._catalog.objects

    def _others(self) -> list[bytes]:
        """Nodes that fields of the specs need, and what those need in turn."""
        lines: dict[str, bytes] = {}
        while self._needed:
            node_id = self._needed.pop()
            if node_id not in lines:
                lines[node_id] = self._line(node_id, self._other(node_id))
                self._needed -= lines.keys()
        return [lines[node_id] for node_id in sorted(lines)]

    def _other(self, node_id: str) -> dict[str, Any]:
        kind, (owner, name) = kind_of(node_id), split(node_id)
        said: dict[str, Any] = {"grant": self._grants.get(node_id)}
        if kind == "object":
            held = self._catalog.org.objects.get(node_id)
            said |= {"type": held.kind} if held is not None else {"external": True}
        elif kind == "field":
            field = self._catalog.org.field(owner, name)
            said |= {"needs": self._needs(node_id, field)}
            said |= {"type": type_of(name, field)} if field is not None else {"external": True}
            if field is not None and owner not in self._catalog.objects:
                self._needed.add(owner)
        return {"kind": kind} | {key: value for key, value in said.items() if value}


def _grants(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """What users' specs grant on objects and fields, by id and user."""
    found: dict[str, dict[str, Any]] = {}
    for name, user in catalog.users.items():
        for owner, on_object in user.spec.grants.objects.items():
            found.setdefault(owner, {})[name] = " ".join(on_object.access)
        for path, on_field in user.spec.grants.fields.items():
            found.setdefault(path, {})[name] = on_field.access
    return found
