"""What specs mean, as bytes: the same wherever a spec stands, in whatever order, however its prose is wrapped.

So that moving a spec changes no hash, and two revisions can be compared key by key.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from syncwright.catalog.at import said_at
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject
from syncwright.records import compact, parsed
from syncwright.spec.compiled import FilterSpec, FlowCampaignSpec, PartitionSpec

#: Keys whose values are prose: where its lines break means nothing.
_PROSE = frozenset({"why", "basis", "title", "description"})


def meaning_hash(catalog: Catalog) -> str:
    """One hash of all that the specs mean in this environment."""
    whole = hashlib.sha256()
    parts = _standing(catalog)
    parts |= {f"object/{one.name}": _written([_object(one), *map(_field, one.fields.values())]) for one in catalog.objects.values()}
    for name in sorted(parts):
        whole.update(b"%d:%s%d:" % (len(name), name.encode(), len(parts[name])))
        whole.update(parts[name])
    return whole.hexdigest()


def differing(before: Catalog, after: Catalog) -> list[str]:
    """Spec keys, such as `object/Lead#Email`, that are in one catalog alone or mean something else in the other; sorted."""
    old, new = dict(_meanings(before)), dict(_meanings(after))
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _meanings(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    yield from _standing(catalog).items()
    for one in catalog.objects.values():
        yield f"object/{one.name}", _written(_object(one))
        for field in one.fields.values():
            yield field.key, _written(_field(field))


def _standing(catalog: Catalog) -> dict[str, bytes]:
    """Everything but the objects, by spec key."""
    found = {f"estate/{catalog.estate.name}": _written(catalog.estate.spec)}
    found[f"environment/{catalog.environment.name}"] = _written(catalog.environment.spec)
    named_kinds = (
        ("connector", catalog.connectors),
        ("sync_user", catalog.users),
        ("map", catalog.maps),
        ("value_set", catalog.value_sets),
    )
    for kind, named in named_kinds:
        found |= {f"{kind}/{one.name}": _written(one.spec) for one in named.values()}
    found |= {f"filter/{one.name}": _written(_filter(one.spec)) for one in catalog.filters.values()}
    found |= {f"partition/{one.name}": _written(_partition(one.spec)) for one in catalog.partitions.values()}
    found |= {one.key: _written(_campaign(one.spec)) for one in catalog.campaigns.values()}
    found |= {one.key: _written(one.spec) for one in catalog.connected.values()}
    return found


def _campaign(spec: FlowCampaignSpec) -> Any:
    """A campaign with its texts in the one form that says them. Its steps keep their order, which means something here."""
    from syncwright.expression.written import canonical

    tree = parsed(compact(spec)) | ({"who": canonical(spec.who)} if spec.who is not None else {})
    for step, said in zip(tree["flow"], spec.flow, strict=True):
        step["choices"] = [[canonical(choice.if_), choice.to] for choice in said.choices]
    return tree


def _filter(spec: FilterSpec) -> Any:
    """A filter with its text in the one form that says it: where its lines break means nothing."""
    from syncwright.expression.written import canonical

    return parsed(compact(spec)) | {"where": canonical(spec.where)}


def _partition(spec: PartitionSpec) -> Any:
    """A partition whose cases keep their order, which means something here."""
    from syncwright.expression.written import canonical

    cases = [[name, case.for_, case.why, canonical(case.where)] for name, case in spec.cases.items()]
    return parsed(compact(spec)) | {"cases": cases}


def _object(one: CatalogObject) -> list[Any]:
    """An object as all its files say it together; how many files those are means nothing."""
    said = {(" ".join(group.spec.why.split()), group.spec.owner or "", tuple(sorted(group.spec.used_by))) for group in one.groups}
    return [one.name, sorted(one.records.items()), sorted(said)]


def _field(field: CatalogField) -> list[Any]:
    """A field with what its file's defaults give it. The shape of a list, as there are 100,000 of these."""
    spec, defaults = field.spec, field.group.defaults
    at = {name: said_at(field, name) for name in {**defaults.at, **spec.at}} if defaults.at or spec.at else None
    rare = spec.parts or spec.create or spec.band or spec.previously or spec.convert or spec.values or spec.retire or spec.allow
    rest = [spec.parts, spec.create, spec.band, spec.previously, spec.convert, spec.values, spec.retire, spec.allow] if rare else None
    prose = {"why": spec.why or defaults.why, "basis": spec.basis or defaults.basis}
    owner = spec.owner or defaults.owner or field.group.spec.owner
    used_by = sorted(spec.used_by) if len(spec.used_by) > 1 else spec.used_by
    pii, reviewed = spec.pii or defaults.pii, spec.reviewed or defaults.reviewed
    return [field.name, field.directions, prose, owner, pii, reviewed, used_by, at, rest]


def _written(value: Any) -> bytes:
    data = compact(value)
    if b"\\n" in data or b"  " in data:
        return compact(_unwrapped(parsed(data), ""))
    return data


def _unwrapped(tree: Any, key: str) -> Any:
    """The same with prose on one line."""
    if isinstance(tree, dict):
        return {name: _unwrapped(below, name) for name, below in tree.items()}
    if isinstance(tree, list):
        return [_unwrapped(below, key) for below in tree]
    return " ".join(tree.split()) if isinstance(tree, str) and key in _PROSE else tree
