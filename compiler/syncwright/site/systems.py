"""The systems that the estate syncs with, a connector or each part of it that has a database of its own; and which way each object goes for them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from syncwright.catalog.at import direction
from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.site.birds_eye import Lane
from syncwright.site.objects import url_of
from syncwright.spec.words import Direction


def addresses(catalog: Catalog) -> dict[str, list[str]]:
    """Connector by connector: of what has parts those that are here, else its own."""
    here = catalog.environment.spec.connectors
    return {
        name: [address for part in one.spec.parts() if here.get(address := f"{name}/{part}") != "absent"] or [name]
        for name, one in catalog.connectors.items()
    }


def lanes(catalog: Catalog) -> Iterator[Lane]:
    """Every object with how many of its fields go which way, by system."""
    systems = [one for some in addresses(catalog).values() for one in some]
    for name, one in catalog.objects.items():
        yield Lane(name, url_of(name), _ways(one, systems))


def _ways(one: CatalogObject, systems: list[str]) -> Mapping[str, Mapping[Direction, int]]:
    # Fields of which the same is said go the same ways, and are asked about once.
    alike = Counter((id(f.directions), id(f.spec.at), id(f.group.defaults.at), bool(f.spec.sync)) for f in one.fields.values())
    ways: dict[str, dict[Direction, int]] = {address: {} for address in systems}
    for field in one.fields.values():
        count = alike.pop((id(field.directions), id(field.spec.at), id(field.group.defaults.at), bool(field.spec.sync)), 0)
        for address in systems if count else ():
            way = direction(field, address)
            ways[address][way] = ways[address].get(way, 0) + count
    return ways
