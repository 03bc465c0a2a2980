"""What a field is in Account Engagement: its name and type there, what wins, and its predefined values, as far as somebody has said or documented them.

Reads the catalog for one unit. What is None is not documented, or nobody has said it. Knows no instance.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from syncwright.catalog.at import direction as of_whole
from syncwright.catalog.at import part_said_at, said_at
from syncwright.catalog.at import way as way_at
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.inventory import Field
from syncwright.inventory.offered import offered
from syncwright.platforms.account_engagement import package_fields
from syncwright.platforms.account_engagement.default_fields import BY_FIELD, BY_NAME_THERE, DefaultField
from syncwright.platforms.account_engagement.types.counterparts import TRUE_FALSE, counterpart
from syncwright.platforms.account_engagement.types.words import LISTS, AeType, ae_type
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct
from syncwright.spec.compiled import AtSpec, PartSpec
from syncwright.spec.words import Direction

#: Who says the type: the specs, Salesforce's pages, or nobody, so that types of the same kind are taken for each other.
TypedBy = Literal["specs", "documented", "assumed"]
Wins = Literal["salesforce", "account_engagement", "most_recent_field", "most_recent_record"]
#: What the records of an object are there, of the objects whose fields are mapped one by one.
MAPPED: Mapping[str, str] = {"Lead": "prospect", "Contact": "prospect", "Account": "prospect account", "Opportunity": "opportunity"}
_COMPOUNDS = ("Address", "Name")
_SPECS = "specs"
_NOT_LISTED = "default fields are mapped by themselves; which they are was not read"


class AeField(Struct, frozen=True):
    """One field of a prospect, a prospect account or an opportunity, as one unit has it.

    `name`: in the API, without the `__c` that the API adds to custom ones. `label`: as people see it. `wins`: whose value is kept, and who says so.
    `values`: its predefined values; None where it has none. `default`: whether it is there from the start. `locked`: whether neither its mapping nor what
    wins can be changed. `source`: where the name was read, `specs` where the specs say it; `certain`: whether that is more than a guess.
    """

    name: str | None
    label: str | None
    type: AeType | None
    typed_by: TypedBy
    wins: Wins | None
    wins_by: Literal["specs", "documented"] | None
    values: tuple[str, ...] | None
    default: bool
    locked: bool
    source: str
    certain: bool

    @property
    def called(self) -> str | None:
        """What people find it by."""
        return self.label or self.name


class Side(Struct, frozen=True):
    """A field of Salesforce that is mapped: the part's own name where it is part of a compound, and the way it goes in the unit."""

    object: str
    name: str
    field: CatalogField
    direction: Direction
    there: AeField

    @property
    def path(self) -> str:
        """Such as `Lead.Email`."""
        return f"{self.object}.{self.name}"


class MappedField(Struct, frozen=True):
    """One field there with the fields of Salesforce that are mapped to it. `of`: what it is a field of, such as `prospect`."""

    of: str
    there: AeField
    sides: tuple[Side, ...]

    @property
    def field(self) -> CatalogField:
        """The first of them, which speaks for all where they are one idea."""
        return self.sides[0].field


def ae_field(catalog: Catalog, unit: Unit, field: CatalogField, name: str | None = None) -> AeField:
    """A synced field as a unit has it, or the part of a compound that has this name, such as `MailingCity`."""
    name = name or field.name
    held = field.held if name == field.name else catalog.org.field(field.object, name)
    at = words(field, unit.address, name)
    default = _default(field.object, name, at)
    custom = name.endswith("__c") and name not in package_fields.FIELDS
    type_, typed_by = _type(at, held, custom=default is None and custom)
    wins: Wins | None = at.wins if at is not None else None
    fixed = default.wins if default is not None else None
    return AeField(
        (at.field if at is not None else None) or (default.name if default is not None else None),
        default.label if default is not None else None,
        type_,
        typed_by,
        wins or fixed,
        "specs" if wins is not None else "documented" if fixed is not None else None,
        _values(catalog, at, held, type_, (field.object, name)),
        default is not None or not custom,
        default is not None and default.locked,
        *_said_by(at, default, name),
    )


def words(field: CatalogField, address: str, name: str) -> AtSpec | None:
    """What the specs say of a field, or of a part of a compound, at this address. What a file says wins of all its fields wins of their parts, too."""
    whole = said_at(field, address)
    if name == field.name:
        return whole
    part = part_spec(field, name)
    own = part_said_at(part, address) if part is not None else None
    wins = (own.wins if own is not None else None) or (whole.wins if whole is not None else None)
    own = own or AtSpec()
    return AtSpec(sync=own.sync, field=own.field, wins=wins, type=own.type, values=own.values)


def direction(catalog: Catalog, unit: Unit, field: CatalogField, name: str | None = None) -> Direction:  # noqa: ARG001 - asked as its neighbours are
    """Which way a field goes in a unit, or the part of a compound that has this name. What no unit says is as its connector says."""
    whole = of_whole(field, unit.address)
    part = part_spec(field, name) if name is not None and name != field.name else None
    if part is None or whole == "hidden":
        return whole
    own = part.sync if isinstance(part.sync, str) else part.sync.get(unit.connector.name, "hidden") if part.sync is not None else None
    return way_at((part.at,), unit.address) or own or whole


def ways(catalog: Catalog, unit: Unit, field: CatalogField) -> Iterator[tuple[str, Direction]]:
    """The field itself and the way it goes; of a compound each part that goes any way, by its own name: those that the specs name, else all."""
    if field.held is None or field.held.type not in _COMPOUNDS:
        names: Sequence[str] = (field.name,)
    elif field.spec.parts:
        prefix = _prefix(field)
        names = [f"{prefix}{part}" for part in field.spec.parts]
    else:
        names = sorted(n for n, held in catalog.org.objects[field.object].fields.items() if held.part_of == field.name)
    for name in names:
        way = direction(catalog, unit, field, name)
        if way != "hidden":
            yield name, way


def mapped(catalog: Catalog, unit: Unit) -> Iterator[MappedField]:
    """Every field there that something of Salesforce is mapped to in a unit, by what it is a field of and by name.

    Two fields of Salesforce are one there if they are said to be, or have one API name on leads and contacts, in small letters or capitals.
    """
    found: dict[tuple[str, str], list[Side]] = {}
    for side in sides(catalog, unit):
        key = (side.there.name or side.name).casefold()
        found.setdefault((MAPPED[side.object], key), []).append(side)
    for (of, _), several in sorted(found.items()):
        yield MappedField(of, _together(several), tuple(several))


def sides(catalog: Catalog, unit: Unit) -> Iterator[Side]:
    """Every field of Salesforce that is mapped in a unit, by object and name."""
    for owner in MAPPED:
        one = catalog.objects.get(owner)
        for field in one.visible(unit.connector.name) if one is not None else ():
            for name, way in ways(catalog, unit, field):
                yield Side(owner, name, field, way, ae_field(catalog, unit, field, name))


def part_spec(whole: CatalogField, name: str) -> PartSpec | None:
    """What the spec of a compound says of the part that has this name, such as `MailingCity`."""
    return whole.spec.parts.get(name.removeprefix(_prefix(whole)))


def _together(several: Sequence[Side]) -> AeField:
    """What is said of one field there in several places: the first that says something of each."""
    first = next((side.there for side in several if side.there.name is not None), several[0].there)
    listed = [side.there.values for side in several if side.there.values is not None]
    values = tuple(dict.fromkeys(value for values in listed for value in values)) if listed else None
    wins = next((side.there for side in several if side.there.wins is not None), first)
    typed = next((side.there for side in several if side.there.typed_by == "specs"), first)
    return AeField(
        first.name,
        first.label,
        typed.type,
        typed.typed_by,
        wins.wins,
        wins.wins_by,
        values,
        first.default,
        first.locked,
        first.source,
        first.certain,
    )


def _default(owner: str, name: str, at: AtSpec | None) -> DefaultField | None:
    """The field that every prospect has: the one that the specs name, else the one that is mapped from the start."""
    if MAPPED.get(owner) != "prospect":
        return None
    return BY_NAME_THERE.get(at.field) if at is not None and at.field is not None else BY_FIELD.get((owner, name))


def _said_by(at: AtSpec | None, default: DefaultField | None, name: str) -> tuple[str, bool]:
    """Where the name was read, and whether that is sure."""
    if at is not None and at.field is not None:
        return _SPECS, True
    if default is not None:
        return default.fact.source, default.fact.certain
    if name in package_fields.FIELDS:
        return package_fields.SEEN.source, False
    return ("", True) if name.endswith("__c") else (_NOT_LISTED, False)


def _type(at: AtSpec | None, held: Field | None, *, custom: bool) -> tuple[AeType | None, TypedBy]:
    said = ae_type(at.type) if at is not None and at.type is not None else None
    if said is not None:
        return said, "specs"
    if not custom or held is None:
        return None, "assumed"  # no page says the types of fields that are there from the start
    pair = counterpart(held)
    return pair.type, "documented" if pair.fact.certain else "assumed"


def _values(catalog: Catalog, at: AtSpec | None, held: Field | None, type_: AeType | None, path: tuple[str, str]) -> tuple[str, ...] | None:
    if at is not None and at.values:
        return at.values
    if type_ not in LISTS:
        return None
    return TRUE_FALSE if held is not None and held.type == "Checkbox" else offered(catalog.org, *path)


def _prefix(field: CatalogField) -> str:
    return field.name.removesuffix("Address") if field.name.endswith("Address") else ""
