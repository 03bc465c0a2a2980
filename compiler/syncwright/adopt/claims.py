"""Which fields a user's connectors claim: those that sync because the user sees them. Platforms say it of themselves, as data."""

from collections.abc import Collection, Mapping

from syncwright.catalog.meant import has_field
from syncwright.catalog.model import Catalog
from syncwright.inventory import Field
from syncwright.inventory.model import SYNCABLE
from syncwright.platform import Platform
from syncwright.platforms.salesforce.security import security
from syncwright.records import Struct
from syncwright.spec.words import Direction

_WRITES = ("two-way", "to-salesforce")


class Claim(Struct, frozen=True):
    """Connectors that sync a field because their user sees it, and which way it goes at most."""

    connectors: tuple[str, ...]
    direction: Direction


class Claims:
    """What the connectors of one user claim, and what the specs say of it already."""

    def __init__(self, catalog: Catalog, platforms: Mapping[str, Platform], user: str) -> None:
        self.catalog = catalog
        self.connectors = {name: platforms[one.spec.platform] for name, one in catalog.connectors.items() if one.spec.sync_user == user}

    def known(self, owner: str, field: str) -> bool:
        """Whether the org's inventory holds a field."""
        return has_field(self.catalog.org, owner, field)

    def clean(self, owner: str, field: str, access: str) -> bool:
        """Whether a row is what a direction gives: field-level security applies, and what is edited can be written."""
        held = self.catalog.org.field(owner, field) if self.known(owner, field) else None
        if held is None:
            return False
        secured = security(field, held).kind
        return secured in ("yes", "read") if access == "read" else secured == "yes" and not _unwritable(field, held)

    def said(self, owner: str, field: str) -> str | None:
        """What specs give the user of a field by its directions: "read", "edit", or "" where they name it and give nothing; None if they don't."""
        one = self.catalog.objects.get(owner)
        if one is None or field not in one.fields:
            return None
        directions = {direction for name, direction in one.fields[field].directions.items() if name in self.connectors}
        return "edit" if directions.intersection(_WRITES) else "read" if directions - {"hidden"} else ""

    def claim(self, owner: str, words: Collection[str]) -> Claim | None:
        """Which connectors sync the fields of an object that the user sees, and which way. `words`: what it may do with the records."""
        held, one = self.catalog.org.objects.get(owner), self.catalog.objects.get(owner)
        if held is None or held.kind not in SYNCABLE:
            return None
        widest: dict[str, Direction] = {}
        for name, platform in self.connectors.items():
            synced = one is not None and one.syncs(name)
            if platform.syncs_visible and (synced or ("read" in words and owner in platform.syncs_visible)):
                widest[name] = platform.syncs_visible.get(owner, "from-salesforce")
        if not widest:
            return None
        both_ways = "edit" in words and set(widest.values()) == {"two-way"}
        return Claim(tuple(sorted(widest)), "two-way" if both_ways else "from-salesforce")

    def open_to(self, owner: str) -> bool:
        """Whether a connector may sync an object, though neither it nor a spec says so."""
        held = self.catalog.org.objects.get(owner)
        claiming = any(platform.syncs_visible for platform in self.connectors.values())
        return claiming and held is not None and held.kind in ("custom", "external")


def _unwritable(field: str, held: Field) -> bool:
    return held.read_only and not field.endswith("__c")
