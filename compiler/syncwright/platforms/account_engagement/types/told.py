"""A field of Salesforce in one unit, as the rules of fields look at it. Knows no rule."""

from syncwright.catalog.at import part_place_said, place_said
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Place
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.fields import Side
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct


class Told(Struct, frozen=True):
    """A field, or a part of a compound, in one unit."""

    catalog: Catalog
    unit: Unit
    side: Side
    held: Field | None

    @property
    def where(self) -> str:
        """What the findings call the place: the connector, as what is said of the unit stands at its own words."""
        return self.unit.connector.name

    def at(self, key: str) -> Place:
        """Where a detail stands; the field's name where nothing says it."""
        side = self.side
        if side.name != side.field.name:
            part = side.name.removeprefix(side.field.name.removesuffix("Address"))
            place = part_place_said(side.field, part, self.unit.address, key)
            if place is not None:
                return place
        return place_said(side.field, self.unit.address, key) or side.field.at()
