"""The flows that an estate's bands need, one a band and object, as resources."""

from collections.abc import Iterator

from syncwright.bands import bands
from syncwright.catalog.banded import banded
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import definition
from syncwright.platforms.salesforce.band_flow import BandFlow, attributes, describe
from syncwright.platforms.salesforce.facts import LABEL_LENGTH, NAME_LENGTH
from syncwright.platforms.salesforce.types import FIELD, FLOW
from syncwright.resource import Resource
from syncwright.want import because

#: Attributes that a spec says; the others follow from its place.
_SAID = ("bands", "dead_band", "field", "score")
#: From this version on a flow can start when a record is saved and says under which version it runs. DOC: Flow, in the Metadata API
#: Developer Guide (`recordTriggerType`, `apiVersion`).
SINCE = 50


def flow_name(field: CatalogField) -> str:
    """API name of a band's flow."""
    return name_of(field.object, field.name)


def name_of(owner: str, name: str) -> str:
    """API name of the flow that keeps a field: letters, digits and single underscores, at most 80 characters."""
    return f"{_plain(owner)}_{_plain(name)}"[:NAME_LENGTH].rstrip("_")


def _plain(name: str) -> str:
    return name.removesuffix("__c").removesuffix("__pc").replace("__", "_")


def flow_address(field: CatalogField) -> str:
    """The address of a band's flow."""
    return f"{FLOW}/{flow_name(field)}"


def flow(catalog: Catalog, field: CatalogField) -> BandFlow | None:
    """The flow that keeps a band; None where its edges make no band, or nothing can be said of its object yet."""
    spec = field.spec.band
    assert spec is not None, "asked of banded fields"
    made = bands(spec.edges, spec.names)
    if not made or field.object not in catalog.org.objects:
        return None
    path = f"{field.object}.{field.name}"
    label = f"{field.object}: {_plain(field.name).replace('_', ' ')}"
    return BandFlow(
        field.object,
        field.name,
        spec.of,
        made,
        max(0, spec.dead_band) if len(made) > 1 else 0,
        label[:LABEL_LENGTH].rstrip(),
        describe(catalog.estate.name, path, spec.of),
        catalog.estate.spec.salesforce.api_version,
    )


def resources(catalog: Catalog) -> Iterator[Resource]:
    """The flows, by address. Of two that would have one name the first is made; the other is a finding."""
    made: set[str] = set()
    for field in banded(catalog):
        one, address = flow(catalog, field), flow_address(field)
        if one is None or address.casefold() in made:
            continue
        made.add(address.casefold())
        said = attributes(one)
        reason = (because(field),)
        reasons = {name: dict.fromkeys(("",) if isinstance(said[name], str) else said[name], reason) for name in _SAID}
        needs = tuple(f"{FIELD}/{definition(field.object, name).path}" for name in (field.name, one.score))
        yield Resource(address, said, reasons, needs)
