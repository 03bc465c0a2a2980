"""The field map of a unit, made of the catalog: every field there with what it is mapped to, and the fields that nothing may be mapped to."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.catalog.types import typed
from syncwright.crossing import Loss
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.default_fields import BY_NAME_THERE
from syncwright.platforms.account_engagement.fields import MappedField, Side, mapped
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.map.document import FORMAT, FieldMap, FieldThere, InSalesforce, Lost, Of, Said, Unmapped, Work
from syncwright.platforms.account_engagement.types.crossings import lost, why
from syncwright.platforms.account_engagement.units import Unit
from syncwright.rules.fil928_amounts_in_several_currencies import several_currencies
from syncwright.spec.words import Direction

OPTED_OUT = "optedOut"
_ORDER: tuple[Of, ...] = ("prospect", "prospect account", "opportunity")
_WORKS: tuple[Work, ...] = ("create", "check", "none")


def field_map(catalog: Catalog, unit: Unit) -> FieldMap:
    """The document of one unit."""
    owners, spec = catalog.estate.spec.owners, unit.connector.spec
    place = catalog.environment.spec.connectors.get(unit.address)
    known = place if place is not None and place != "absent" else None
    several = several_currencies(catalog)
    found = sorted(mapped(catalog, unit), key=_order)
    return FieldMap(
        FORMAT,
        catalog.estate.name,
        catalog.environment.name,
        unit.address,
        known.business_unit if known is not None else None,
        known.state if known is not None else None,
        owners[spec.owner].title if spec.owner in owners else spec.owner,
        spec.sync_user,
        tuple(_field(catalog, unit, one, several=several) for one in found),
        tuple(_unmapped(catalog, unit)),
        facts.UNDOCUMENTED,
    )


def work(one: MappedField) -> Work:
    """What a person does of it: nothing where it cannot be changed, nor of default fields of accounts and opportunities, which map themselves."""
    if one.there.locked:
        return "none"
    if one.there.default:
        return "check" if one.of == "prospect" else "none"
    return "create"


def called(one: MappedField) -> str:
    """What people find it by."""
    held = one.field.held
    return one.there.called or (held.label if held is not None else None) or one.sides[0].name


def remapped(one: MappedField) -> bool:
    """Whether a default field is mapped to another Salesforce field than from the start."""
    known = BY_NAME_THERE.get(one.there.name or "") if one.there.default else None
    return known is not None and any(known.salesforce.get(side.object, side.name) != side.name for side in one.sides)


def direction(one: MappedField) -> Direction:
    """Which way it goes, of all that it is mapped to."""
    ways = {side.direction for side in one.sides}
    return ways.pop() if len(ways) == 1 else "two-way"


def behaviour(one: MappedField) -> str | None:
    """What is chosen as its sync behaviour."""
    return facts.OPTIONS[one.there.wins] if one.there.wins is not None else None


def _order(one: MappedField) -> tuple[int, int, str]:
    return _ORDER.index(_of(one)), _WORKS.index(work(one)), (one.there.name or one.sides[0].name).casefold()


def _of(one: MappedField) -> Of:
    return next(each for each in _ORDER if each == one.of)


def _field(catalog: Catalog, unit: Unit, one: MappedField, *, several: bool) -> FieldThere:
    there = one.there
    return FieldThere(
        _of(one),
        work(one),
        there.name,
        there.label,
        called(one),
        there.certain,
        there.type,
        there.typed_by,
        there.values,
        direction(one),
        there.wins,
        behaviour(one),
        there.wins_by,
        _said(_blanks(unit, one)),
        tuple(_side(catalog, unit, side, several=several) for side in one.sides),
        tuple(said for fact in _notes(one) if (said := _said(fact)) is not None),
    )


def _blanks(unit: Unit, one: MappedField) -> Fact | None:
    """What a blank does; nothing is said of fields that nobody changes, nor where nobody says who wins."""
    wins = one.there.wins
    if wins is None or one.there.locked or one.of != "prospect":
        return None
    overwrites = wins == "salesforce" and unit.connector.spec.blank_salesforce_values_overwrite
    return facts.BLANKS.get((wins, overwrites), facts.BLANKS_UNKNOWN)


def _notes(one: MappedField) -> Iterator[Fact]:
    if remapped(one):
        yield facts.REMAPPED
    if one.there.name == OPTED_OUT and one.there.wins == "most_recent_field":
        yield facts.OPTED_OUT
    if one.there.name == OPTED_OUT and one.there.wins == "salesforce":
        yield facts.UNSUBSCRIBES
    if one.there.wins == "most_recent_record":
        yield facts.RECENT_RECORD
    if any(side.field.held is not None and side.field.held.formula is not None for side in one.sides):
        yield facts.FORMULAS


def _side(catalog: Catalog, unit: Unit, side: Side, *, several: bool) -> InSalesforce:
    held = catalog.org.field(side.object, side.name)
    return InSalesforce(
        side.object,
        side.name,
        (held.label if held is not None else None) or side.name,
        typed(held) if held is not None else "",
        side.field.key,
        " ".join(why(side).split()),
        side.field.owner,
        side.field.pii,
        tuple(_lost(one) for one in lost(catalog, unit, side, several=several)),
    )


def _lost(one: Loss) -> Lost:
    return Lost(one.kind, one.way, one.says, Said(one.fact.says, one.fact.source, one.fact.certain))


def _said(fact: Fact | None) -> Said | None:
    return Said(fact.says, fact.source, fact.certain) if fact is not None else None


def _unmapped(catalog: Catalog, unit: Unit) -> Iterator[Unmapped]:
    """The fields of Marketing Data Sharing rules."""
    if not catalog.filters and not catalog.partitions:
        return
    from syncwright.platforms.account_engagement.sharing.facts import OWN_FIELD
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    for rule in sharing_rules(catalog):
        if rule.unit.address == unit.address:
            yield Unmapped(rule.object, rule.field, f"{OWN_FIELD.says} ({OWN_FIELD.source})", rule.asked.spec)
