"""What a record says of one field: whether it has a value, and whether a picklist would take it. Values stay untold, as the record may be anybody's."""

from collections.abc import Mapping

from syncwright.candidates.read import MISSING, Candidate
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.inventory.offered import offered

BLANK: tuple[object, ...] = (None, "", [])
NOT_OFFERED = "the value is none of the picklist's: Salesforce refuses it, if the picklist is restricted"


def filled(candidate: Candidate, name: str) -> bool | None:
    """Whether the record has a value; of a compound, whether it or one of its parts does. None if it does not say."""
    said = candidate.get(name)
    if said is MISSING and name.endswith("Address"):
        prefix = name.removesuffix("Address")
        parts = [candidate.get(prefix + part) for part in ("Street", "City", "PostalCode", "State", "Country")]
        return None if all(part is MISSING for part in parts) else any(part is not MISSING and part not in BLANK for part in parts)
    if isinstance(said, Mapping):
        return any(value not in BLANK for value in said.values())
    return None if said is MISSING else said not in BLANK


def is_offered(catalog: Catalog, field: CatalogField, said: object) -> bool:
    """Whether a picklist of the org has a value; what is no picklist, or not listed, takes any."""
    if field.held is None or field.held.type not in ("Picklist", "MultiselectPicklist") or not isinstance(said, str) or not said:
        return True
    values = offered(catalog.org, field.object, field.name)
    chosen = said.split(";") if field.held.type == "MultiselectPicklist" else [said]
    return values is None or set(chosen) <= set(values)
