"""Which fields are worth a closer look: one quick pass over what the specs say of them, which lets through more than is wrong and nothing that is.

At 100,000 fields each call counts, and of nearly all of them nothing is wrong.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from syncwright.catalog.model import CatalogField, CatalogObject
from syncwright.inventory import Field
from syncwright.inventory.takes import is_written
from syncwright.platforms.account_engagement.default_fields import BY_FIELD, NAMES
from syncwright.platforms.account_engagement.types.fits import fits
from syncwright.platforms.account_engagement.types.words import ae_type
from syncwright.spec.compiled import AtSpec
from syncwright.spec.words import Direction

_UNSUPPORTED = frozenset({"Lookup", "Location"})
_READ_ONLY = frozenset({"Account", "Opportunity"})


def suspects(objects: Mapping[str, CatalogObject], owners: Collection[str], connector: str) -> list[CatalogField]:
    """The fields of these objects that a rule may have something to say of, object by object."""
    found: dict[int, CatalogField] = {}
    names: dict[tuple[str, str], CatalogField] = {}
    mapped: dict[str, tuple[str, CatalogField]] = {}
    for owner in owners:
        for field in objects[owner].fields.values() if owner in objects else ():
            way = field.directions.get(connector, "hidden")
            if way == "hidden":
                continue
            said = _said(field, connector)
            if _stands_out(field, way, said):
                found[id(field)] = field
            for name in {at.field.casefold() for at in said if at.field is not None}:
                twin = names.setdefault((owner, name), field)
                first, other = mapped.setdefault(field.name.casefold(), (name, field))
                if twin is not field or first != name:
                    found |= {id(one): one for one in (twin, other, field)}
    order = {owner: number for number, owner in enumerate(owners)}
    return sorted(found.values(), key=lambda field: (order[field.object], field.name))


def _said(field: CatalogField, connector: str) -> list[AtSpec]:
    """Everything that is said of a field for the connector or one of its units."""
    own, defaults = field.spec.at, field.group.defaults.at
    if not own and not defaults:
        return []
    return [at for words in (own, defaults) for name, at in words.items() if name == connector or name.startswith(f"{connector}/")]


def _stands_out(field: CatalogField, way: Direction, said: list[AtSpec]) -> bool:
    held = field.held
    if field.spec.parts or (field.object, field.name) in BY_FIELD or (held is not None and held.type in _UNSUPPORTED):
        return True
    if field.object in _READ_ONLY and way != "from-salesforce":
        return True
    wins = {at.wins for at in said if at.wins is not None}
    return (
        any(at.values or at.sync is not None or (at.field in NAMES) for at in said)
        or _by_wins(wins, way, held)
        or not _fine(said, wins, held)
    )


def _by_wins(wins: AbstractSet[str], way: Direction, held: Field | None) -> bool:
    """Whether who wins can be wrong, or a blank do what nobody expects."""
    if not wins:
        return False
    one_way = way != "two-way"
    return not wins <= {"salesforce", "account_engagement"} or one_way or (held is not None and not is_written(held))


def _fine(said: list[AtSpec], wins: AbstractSet[str], held: Field | None) -> bool:
    """Whether the types that are said go with Salesforce's, if any is."""
    kind = held.type if held is not None else None
    return all(at.type is None or _goes_with(at.type, kind, pushes="account_engagement" in wins) for at in said)


@cache
def _goes_with(said: str, kind: str | None, *, pushes: bool) -> bool:
    there = ae_type(said)
    if there is None or (kind == "Phone" and there == "Number") or (kind == "Checkbox" and there != "Radio Button"):
        return False
    return not pushes or kind is None or fits(there, Field(type=kind), restricted=None) is None
