"""What Account Engagement does with a field that syncs, unit by unit: what it is there, whose value wins, what blanks do, and what starts a sync."""

from collections.abc import Iterator

from syncwright.candidates.answer import Remark
from syncwright.catalog.at import part_place_said, place_said
from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.diagnostics import Place
from syncwright.graph.said import direction_place, part_of
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.behaviour import NOT_SAID, TITLES, settle
from syncwright.platforms.account_engagement.connection.freshness import CADENCE
from syncwright.platforms.account_engagement.connection.objects import OBJECTS
from syncwright.platforms.account_engagement.fields import MAPPED, AeField, ae_field, direction
from syncwright.platforms.account_engagement.types.counterparts import FORMULA, ROLL_UP
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.records import replace
from syncwright.spec.compiled import ConnectorSpec
from syncwright.spec.words import Direction

_WRITES = ("two-way", "to-salesforce")
#: Two values that differ, and a blank on either side: what both sides may have, Account Engagement first.
_STANDS = (("theirs", "ours"), (None, "ours"), ("theirs", None))


def of_field(catalog: Catalog, connector: Named[ConnectorSpec], field: CatalogField, name: str) -> Iterator[Remark]:
    """`name`: the field's own, or that of a part of a compound, such as `MailingCity`. Units of which the same holds are told together."""
    found: dict[tuple[Remark, ...], list[str]] = {}
    for unit in units(catalog):
        if unit.connector.name == connector.name:
            found.setdefault(tuple(_told(catalog, unit, field, name)), []).append(unit.address)
    for remarks, addresses in found.items():
        yield from (replace(one, about=" and ".join(addresses)) for one in remarks)


def _told(catalog: Catalog, unit: Unit, field: CatalogField, name: str) -> Iterator[Remark]:
    way = direction(catalog, unit, field, name)
    if way == "hidden":
        place = place_said(field, unit.address, "sync") or direction_place(field, unit.connector.name)
        yield _remark("it is not mapped, so that it does not sync", place)
    elif field.object in MAPPED:
        there = ae_field(catalog, unit, field, name)
        yield _mapped(field, name, unit, there)
        yield from _wins(unit, field, name, there, way)
        yield _starts(field, field.held if name == field.name else catalog.org.field(field.object, name))


def _remark(says: str, place: Place | None = None, source: str = "", *, certain: bool = True) -> Remark:
    return Remark("", "note", says, place, source, certain)


def _place(field: CatalogField, name: str, unit: Unit, key: str) -> Place | None:
    """Where a word of this address is said, of the field or of the part."""
    if name == field.name:
        return place_said(field, unit.address, key)
    return part_place_said(field, part_of(field, name)[0], unit.address, key) or (
        place_said(field, unit.address, key) if key == "wins" else None
    )


def _mapped(field: CatalogField, name: str, unit: Unit, there: AeField) -> Remark:
    place, source = _place(field, name, unit, "field"), "" if there.source == "specs" else there.source
    if there.called is None:
        return _remark(f"nobody says which field of the {MAPPED[field.object]} it is")
    kind = "" if there.type is None else f", of type {there.type}" if there.typed_by == "specs" else f", taken for one of type {there.type}"
    return _remark(f"it is the field `{there.called}` of the {MAPPED[field.object]}{kind}", place, source, certain=there.certain)


def _wins(unit: Unit, field: CatalogField, name: str, there: AeField, way: Direction) -> Iterator[Remark]:
    """The behaviour, and what it makes of a blank on either side."""
    if there.wins is None:
        yield _remark(NOT_SAID.says, None, NOT_SAID.source, certain=NOT_SAID.certain)
        return
    locked = ", which nobody can change" if there.locked else ""
    source = there.source if there.wins_by == "documented" else ""
    yield _remark(f"its sync behaviour is {TITLES[there.wins]}{locked}", _place(field, name, unit, "wins"), source)
    overwrite = unit.connector.spec.blank_salesforce_values_overwrite
    told = dict.fromkeys(settle(there.wins, theirs, ours, overwrite=overwrite) for theirs, ours in _STANDS)
    remarks = []
    for fact, written in dict.fromkeys((one.fact, one.written) for one in told):
        kept = written == "salesforce" and way not in _WRITES
        but = f"; the specs have it `{way}`, so that nothing is written to Salesforce" if kept else ""
        remarks.append(_remark(f"{fact.says}{but}", None, fact.source, certain=fact.certain))
    yield from dict.fromkeys(remarks)


def _starts(field: CatalogField, held: Field | None) -> Remark:
    """What starts a sync of it."""
    if held is not None and held.formula is not None:
        return _remark(FORMULA.says, None, FORMULA.source)
    if held is not None and held.type == "Summary":
        return _remark(ROLL_UP.says, None, ROLL_UP.source)
    if field.object == "Account":
        fact = next(one.says for one in OBJECTS if one.object == "Account")
        return _remark(fact.says, None, fact.source, certain=fact.certain)
    return _remark(CADENCE.says, None, CADENCE.source)
