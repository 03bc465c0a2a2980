"""Field by field, which way a record's values go: as the specs say, as the connector's user may, and as the sync behaviour settles two values.

A sync behaviour knows no direction: what the specs keep from going to Salesforce is kept by what the connector's user may edit.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from syncwright.candidates.answer import Goes, Way
from syncwright.candidates.of_field import NOT_OFFERED, filled, is_offered
from syncwright.candidates.read import MISSING, Candidate
from syncwright.catalog.at import place_said
from syncwright.catalog.model import Catalog, CatalogField, CatalogObject
from syncwright.diagnostics import Place
from syncwright.graph.said import direction_place
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.behaviour import Settled, settle
from syncwright.platforms.account_engagement.fields import MAPPED, AeField, ae_field
from syncwright.platforms.account_engagement.fields import ways as parts_of
from syncwright.platforms.account_engagement.types.counterparts import FORMULA, counterpart
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct
from syncwright.seen import FieldAccess, Seen
from syncwright.spec.words import Direction

_WRITES = ("two-way", "to-salesforce")
_NEVER = ("AutoNumber", "Summary")


class _Asked(Struct, frozen=True):
    """One field of Salesforce that is mapped in a unit, or the part of a compound. `edits`: whether the connector's user could write it."""

    field: CatalogField
    name: str
    direction: Direction
    held: Field | None
    there: AeField
    edits: bool


def ways(catalog: Catalog, unit: Unit, seen: Seen, candidate: Candidate, one: CatalogObject) -> Iterator[Way]:
    """Every field that the specs name for the connector, a compound by its parts."""
    user = unit.connector.spec.sync_user
    for field in one.fields.values():
        if unit.connector.name not in field.directions:
            continue
        place = place_said(field, unit.address, "sync") or direction_place(field, unit.connector.name)
        access = next((each for each in seen(one.name, field.name) if each.user == user), None)
        mapped = list(parts_of(catalog, unit, field))
        if not mapped:
            yield Way(field.name, "hidden", place, None, filled(candidate, field.name))
        for name, direction in mapped:
            yield _way(catalog, unit, candidate, field, name, direction, place, access)


def _way(
    catalog: Catalog,
    unit: Unit,
    candidate: Candidate,
    field: CatalogField,
    name: str,
    direction: Direction,
    place: Place,
    access: FieldAccess | None,
) -> Way:
    held = field.held if name == field.name else catalog.org.field(field.object, name)
    there = ae_field(catalog, unit, field, name)
    edits = access is not None and bool(access.edit) and not _never(held)
    asked = _Asked(field, name, direction, held, there, edits)
    says = [*_lacking(asked, access)]
    goes: Goes | None = None
    if candidate.there is not None:
        goes, why = _settled(catalog, unit, candidate, candidate.there, asked)
        says += why
    elif _value(candidate, name) is None:
        says += _blank(unit, asked)
    return Way(name, direction, place, there.called, filled(candidate, name), tuple(dict.fromkeys(says)), goes)


def _never(held: Field | None) -> bool:
    """Whether nobody can write it."""
    return held is not None and (held.formula is not None or held.type in _NEVER or held.read_only or held.fls == "read")


def _lacking(asked: _Asked, access: FieldAccess | None) -> Iterator[str]:
    held = asked.held
    if held is not None and not asked.there.default and asked.field.object in MAPPED and not counterpart(held).supported:
        yield "a lookup or a location, which cannot be mapped"
        return
    if (access is None or not access.read) and not (held is not None and held.fls == "no"):
        yield "the connector's user does not see it, so that it is not offered for mapping and does not sync"
    elif asked.direction in _WRITES and not asked.edits and not (held is not None and held.fls == "no"):
        yield "the connector's user cannot edit it, so that nothing goes to Salesforce"
    if held is not None and held.formula is not None:
        yield FORMULA.says
    if asked.there.locked:
        yield "whose value wins is set by the vendor and cannot be changed"


def _blank(unit: Unit, asked: _Asked) -> Iterator[str]:
    """What a blank of the record does to a value of the prospect."""
    settled = settle(asked.there.wins, "a value", None, overwrite=unit.connector.spec.blank_salesforce_values_overwrite)
    if settled.known and asked.there.wins is not None:
        kept = settled.written == "salesforce" and not _may(asked)
        yield (
            "it is blank: the prospect keeps its value, and Salesforce its blank"
            if kept
            else f"it is blank: {settled.fact.worded(settled.fact.says)}"
        )


def _settled(catalog: Catalog, unit: Unit, candidate: Candidate, prospect: Candidate, asked: _Asked) -> tuple[Goes, list[str]]:
    """Where the value goes as both sides stand, and why."""
    ours, theirs = _value(candidate, asked.name), _theirs(prospect, asked)
    if ours is MISSING or theirs is MISSING:
        called = asked.there.name or asked.there.label
        says = f"the prospect does not say `{called}`" if called else "nobody says what it is called there"
        return "unknown", [says] if ours is not MISSING else []
    if asked.held is not None and asked.held.type == "MultiselectPicklist":
        ours, theirs = _sorted(ours), _sorted(theirs)
    wins, overwrite = asked.there.wins, unit.connector.spec.blank_salesforce_values_overwrite
    settled = settle(wins, theirs, ours, overwrite=overwrite)
    why = settled.fact.worded(settled.fact.says)
    if not settled.known:
        return "unknown", [why]
    if settled.written == "salesforce":
        return _to_salesforce(catalog, prospect, asked, settled)
    return ("from-salesforce", [why]) if settled.written is not None else ("nowhere", [why])


def _sorted(said: str | None) -> str | None:
    """Several values are the same in any order."""
    return ";".join(sorted(said.split(";"))) if said is not None else None


def _may(asked: _Asked) -> bool:
    return asked.direction in _WRITES and asked.edits


def _to_salesforce(catalog: Catalog, prospect: Candidate, asked: _Asked, settled: Settled) -> tuple[Goes, list[str]]:
    why = settled.fact.worded(settled.fact.says)
    if not _may(asked):
        kept = (
            "nobody can write it"
            if _never(asked.held)
            else f"the field is `{asked.direction}`"
            if asked.direction not in _WRITES
            else "the user may not edit it"
        )
        return "nowhere", [f"{why}; {kept}, so that it is refused"]
    if not is_offered(catalog, asked.field, _theirs(prospect, asked)):
        return "nowhere", [why, NOT_OFFERED]
    return "to-salesforce", [why]


def _theirs(prospect: Candidate, asked: _Asked) -> Any:
    """The prospect's value: under the name there, or under that with the ending that the API gives custom fields."""
    called = asked.there.name
    for name in (called, f"{called}__c", asked.name) if called is not None else (asked.name,):
        if prospect.get(name) is not MISSING:
            return _value(prospect, name)
    return MISSING


def _value(one: Candidate, name: str) -> Any:
    """A value as a text that can be compared, None for a blank; MISSING if it is not said."""
    said = one.get(name)
    if said is MISSING and name.startswith(("Mailing", "Other", "Billing", "Shipping")):
        prefix = next(each for each in ("Mailing", "Other", "Billing", "Shipping") if name.startswith(each))
        said = one.get(f"{prefix}Address.{name.removeprefix(prefix)}")
    elif said is MISSING:
        said = one.get(f"Address.{name}")
    return said if said is MISSING else _text(said)


def _text(said: Any) -> str | None:
    match said:
        case None | "" | []:
            return None
        case bool():
            return "true" if said else "false"
        case int() | Decimal():
            return f"{Decimal(said).normalize():f}"
        case list():
            return ";".join(sorted(str(one) for one in said))
        case Mapping():
            return None if not any(said.values()) else str(sorted(said.items()))
        case _:
            return _moment(str(said))


def _moment(said: str) -> str:
    """Moments by what they are, however each side writes them; any other text as it is."""
    try:
        found = datetime.fromisoformat(said) if len(said) > 10 and said[:4].isdigit() else None
    except ValueError:
        return said
    return found.astimezone(UTC).isoformat() if found is not None and found.tzinfo is not None else said
