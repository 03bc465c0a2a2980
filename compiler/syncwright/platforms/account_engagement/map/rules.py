"""What is changed in a field map at a price."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.platforms.account_engagement.fields import MAPPED, ae_field, ways
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.units import connectors, units

PAGES = "syncwright.platforms.account_engagement.pages"

VALUE_RENAMED = Rule("AEN860", "predefined-value-renamed", "warning", PAGES)

RULES = (VALUE_RENAMED,)


@VALUE_RENAMED.check
def _renamed(catalog: Catalog) -> Iterator[Finding]:
    """Picklist values that get another name while prospects may have them: each once, whichever objects and units have it."""
    fields = [one for one in catalog.rare if one.object in MAPPED and one.spec.values]
    told: dict[Place, Finding] = {}
    for connector in connectors(catalog) if fields else ():
        for field in fields:
            for new, old in _previously(field) if _listed(catalog, connector.name, field) else ():
                place = field.at("values", new, "previously")
                message = f"`{new}` takes the place of `{old}`, which prospects of `{connector.name}` may have: {facts.OVERWRITES.says}"
                help_ = "follow the plan: the new value is added, prospects and rules go over, the old one is deleted; then take `previously` out"
                told.setdefault(place, VALUE_RENAMED(place, message, help=help_))
    yield from told.values()


def _previously(field: CatalogField) -> Iterator[tuple[str, str]]:
    """Values with the name that each had, the first where it had several."""
    for new, said in field.spec.values.items():
        if said.previously:
            yield new, said.previously[0]


def _listed(catalog: Catalog, connector: str, field: CatalogField) -> bool:
    """Whether a unit has a list of the field's values."""
    if field.directions.get(connector, "hidden") == "hidden":
        return False
    mine = (unit for unit in units(catalog) if unit.connector.name == connector)
    return any(ae_field(catalog, unit, field, name).values is not None for unit in mine for name, _ in ways(catalog, unit, field))
