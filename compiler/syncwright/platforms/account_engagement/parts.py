"""The business units of a connector, for people who look at one beside the others."""

from collections.abc import Iterator
from typing import Any

from syncwright.catalog.model import Catalog, Named
from syncwright.parts import ChosenRecords, ConnectorPart, Word
from syncwright.platforms.account_engagement.settings import mailable_prospects, place, settings, user_sync
from syncwright.platforms.account_engagement.types.crossings import of_unit
from syncwright.platforms.account_engagement.units import Unit, folder, units
from syncwright.spec.compiled import ConnectorSpec


def parts(catalog: Catalog, connector: Named[ConnectorSpec]) -> Iterator[ConnectorPart]:
    """Every unit of it that is here, by address."""
    for unit in units(catalog):
        if unit.connector.name == connector.name:
            own = unit.connector.spec.business_units.get(unit.address.partition("/")[2])
            yield ConnectorPart(
                unit.address,
                own.why if own is not None else unit.connector.spec.why,
                folder(catalog, unit),
                tuple(_words(unit)),
                tuple(_records(catalog, unit)),
                tuple(of_unit(catalog, unit)),
            )


def _words(unit: Unit) -> Iterator[Word]:
    """What holds of it, the nearest said: settings, users, and what the contract allows."""
    spec = unit.connector.spec
    own = spec.business_units.get(unit.address.partition("/")[2])
    for name, value in _each(settings(unit)):
        yield Word("settings", name, value, _is_own(unit, "settings", name))
    for name, value in _each(user_sync(unit)):
        if isinstance(value, dict):
            said = _is_own(unit, "user_sync", name)
            yield from (Word("user sync", f"{name}: {key}", role, said) for key, role in sorted(value.items()))
        else:
            yield Word("user sync", name, value, _is_own(unit, "user_sync", name))
    yield Word("campaigns", "record types", own.campaign_record_types if own is not None else None, own=True)
    said = own is not None and own.mailable_prospects is not None
    yield Word("contract", "mailable prospects", mailable_prospects(unit), said)


def _each(block: Any) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(block, name)) for name in block.__struct_fields__)


def _is_own(unit: Unit, block: str, name: str) -> bool:
    """Whether the unit itself says it."""
    return place(unit, block, name).keys[0] == "business_units"


def _records(catalog: Catalog, unit: Unit) -> Iterator[ChosenRecords]:
    """Its Marketing Data Sharing rules."""
    if not catalog.filters and not catalog.partitions:
        return
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    for rule in sharing_rules(catalog):
        if rule.unit.address == unit.address:
            yield ChosenRecords(rule.object, rule.field, rule.text, rule.asked.spec)
