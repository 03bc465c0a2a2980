"""The outline of a file of specs: as little of it as makes everything but its own lines come out as the whole file would.

Permissions on objects follow from one field that is read and one that is written, the graph's other nodes from the fields that need
something elsewhere; a field that is hidden can be shown by whatever else a user has. Only files of custom objects have an outline: standard objects
are compared with each other, stand for each other, and have fields of which the facts speak by name.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject, Named, ObjectFile
from syncwright.records import parsed, replace
from syncwright.spec.compiled import FieldSpec, ObjectSpec

_WRITES = ("two-way", "to-salesforce")


def plain(one: ObjectFile) -> bool:
    """Whether a file says nothing that reaches beyond its own lines and what an outline can hold."""
    spec = one.spec
    return (
        spec.of == "salesforce"
        and not spec.allow
        and all(name.endswith("__c") for name in spec.object)
        and not any(map(_rare, one.notes.telling.values()))
    )


def _rare(spec: FieldSpec) -> bool:
    return bool(spec.parts or spec.create or spec.band or spec.previously or spec.convert or spec.values or spec.retire or spec.allow)


def reaching(graph: bytes, catalog: Catalog) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What fields need that is not told of beside them, by object and name, by what the graph's file says."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in _rows(graph, b'"needs":'):
        [(node_id, said)] = parsed(b"{" + row.rstrip(b",") + b"}").items()
        owner, _, name = node_id.partition(".")
        beyond = [source for listed in said["needs"].values() for source in listed if not _beside(catalog, owner, source)]
        if beyond:
            found.setdefault(owner, {})[name] = beyond
    return found


def _rows(data: bytes, word: bytes) -> Iterator[bytes]:
    """The lines that hold a word."""
    at = data.find(word)
    while at >= 0:
        end = data.find(b"\n", at)
        yield data[data.rfind(b"\n", 0, at) + 1 : end]
        at = data.find(word, end)


def _beside(catalog: Catalog, owner: str, source: str) -> bool:
    of, dot, name = source.partition(".")
    return catalog.has(owner, name) if dot and of == owner else source in catalog.objects


def outline(catalog: Catalog, one: Named[ObjectSpec], never: Collection[str]) -> ObjectSpec:
    """A file's outline, as if somebody had written no more than that. `never`: fields that are not left out, such as `A__c.B__c`."""
    kept: set[str] = set()
    for name in one.spec.object:
        held = catalog.objects.get(name)
        if held is not None:
            kept.update(field.said for field in _needed(held, never) if field.group.path == one.path)
    spec: Any = one.spec
    made: ObjectSpec = replace(spec, fields={said: spec for said, spec in one.spec.fields.items() if said in kept})
    return made


def _needed(one: CatalogObject, never: Collection[str]) -> Iterator[CatalogField]:
    """The fields of an object that others depend on: the first of each kind for each connector, by name, and those that are never left out."""
    seen: set[tuple[str, bool, bool]] = set()
    # Fields that go the same ways share their directions: of those that are alike the first is looked at, for whether any way is hidden.
    alike: dict[tuple[int, bool], bool] = {}
    for field in one.fields.values():
        held = field.held
        always = held is not None and (held.required or held.type == "MasterDetail" or held.fls is not None)
        mark, fresh = (id(field.directions), always), False
        if mark not in alike:
            kinds = {(connector, way in _WRITES, always) for connector, way in field.directions.items() if way != "hidden"}
            alike[mark], fresh = len(kinds) < len(field.directions), not kinds <= seen
            seen |= kinds
        if fresh or alike[mark] or f"{one.name}.{field.name}" in never:
            yield field
