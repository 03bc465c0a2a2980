"""What the specs and a build hold of a connector, or of a part of it: where it is, what it says, and which filters, campaigns and documents are its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.environments import told
from syncwright.parts import ConnectorPart
from syncwright.platform import Artifact
from syncwright.records import builtins
from syncwright.site.documents import page_of
from syncwright.spec.compiled import ConnectorPlace, ConnectorSpec

#: What a page says of a connector in places of its own.
_ELSEWHERE = ("allow", "connector", "platform", "owner", "why", "sync_user", "operations", "resources")


def is_absent(catalog: Catalog, address: str) -> bool:
    """Whether the environment does without it."""
    return catalog.environment.spec.connectors.get(address) == "absent"


def place(catalog: Catalog, address: str) -> list[tuple[str, str]]:
    """What the environment says of where it is and whether it runs: names and values."""
    held = catalog.environment.spec.connectors.get(address)
    said = builtins(held) if isinstance(held, ConnectorPlace) else {}
    return [(name.replace("_", " "), text) for name, value in said.items() if (text := told(value)) is not None]


def parts_called(spec: ConnectorSpec) -> str:
    """What people call the things that lie inside it, such as `business units`; empty if it has none."""
    names = set(spec.parts())
    own = (name for name, value in builtins(spec).items() if names and isinstance(value, dict) and set(value) == names)
    return next(own, "").replace("_", " ")


def said(spec: ConnectorSpec) -> Iterator[tuple[str, str]]:
    """What it says beyond what every connector says, and apart from its parts: keys and values."""
    inside = parts_called(spec).replace(" ", "_")
    for name, value in builtins(spec).items():
        if name not in _ELSEWHERE and name != inside:
            yield from _flat(name.replace("_", " "), value)


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _flat(f"{path}: {name}", held)
    elif (text := told(value)) is not None:
        yield path, text


def scopes(catalog: Catalog, addresses: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Filters, and cases of partitions, that are for any of the addresses: spec key, case, which address, and why."""
    for one in catalog.scopes():
        if isinstance(one, CatalogFilter):
            for address in one.spec.for_:
                if address in addresses:
                    yield f"filter/{one.name}", "", address, one.spec.why
        else:
            for name, case in one.spec.cases.items():
                if case.for_ in addresses:
                    yield f"partition/{one.name}", name, case.for_, one.spec.why


def campaigns(catalog: Catalog, addresses: Sequence[str], documents: Sequence[Artifact]) -> Iterator[tuple[str, str, str, str | None]]:
    """Campaigns for any of the addresses: name, type, why, and the page that tells of it, where a build writes one."""
    for name, one in catalog.every_campaign().items():
        if one.spec.for_ in addresses:
            yield name, one.spec.type, one.spec.why, next((page_of(each.path) for each in documents if one.key in each.keys), None)


def documents_of(
    name: str, documents: Sequence[Artifact], titles: Mapping[str, str], folder: str | None, parts: Sequence[ConnectorPart]
) -> list[tuple[str, str]]:
    """Titles and pages of a connector's documents: those below `folder`, or those in no folder of any of its parts."""
    folders = [f"{one.folder}/" for one in parts]
    found = []
    for one in documents:
        mine = any(key == f"connector/{name}" or key.startswith(f"connector/{name}#") for key in one.keys)
        here = one.path.startswith(f"{folder}/") if folder is not None else not one.path.startswith(tuple(folders))
        if mine and here and page_of(one.path) in titles:
            found.append((titles[page_of(one.path)], page_of(one.path)))
    return found
