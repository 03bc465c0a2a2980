"""What a unit has of what its connector says: its own words go before the connector's, key by key. Knows no fact."""

from typing import Any

from syncwright.diagnostics import Place
from syncwright.platforms.account_engagement.compiled import ConnectorSettings, UserSync
from syncwright.platforms.account_engagement.units import Unit

_NOT_SAID: tuple[object, ...] = (None, (), {})


def settings(unit: Unit) -> ConnectorSettings:
    """The settings of a unit's connector; what is None is not decided."""
    return ConnectorSettings(**{name: _said(unit, "settings", name)[0] for name in _names(ConnectorSettings)})


def user_sync(unit: Unit) -> UserSync:
    """Who is a user of a unit, and in which role."""
    return UserSync(**{name: _said(unit, "user_sync", name)[0] for name in _names(UserSync)})


def mailable_prospects(unit: Unit) -> int | None:
    """How many mailable prospects its contract allows, where somebody says that."""
    part = _part(unit)
    own = unit.connector.spec.business_units[part].mailable_prospects if part else None
    return own if own is not None else unit.connector.spec.mailable_prospects


def place(unit: Unit, block: str, name: str) -> Place:
    """Where a key of `settings` or `user_sync` is said: by the unit, or by its connector."""
    return unit.connector.at(*(unit.keys if _said(unit, block, name)[1] else ()), block, name)


def _said(unit: Unit, block: str, name: str) -> tuple[Any, bool]:
    """The value of a key, and whether the unit itself says it."""
    part = _part(unit)
    own = getattr(getattr(unit.connector.spec.business_units[part], block), name) if part else None
    if own not in _NOT_SAID:
        return own, True
    return getattr(getattr(unit.connector.spec, block), name), False


def _part(unit: Unit) -> str:
    return unit.address.partition("/")[2]


def _names(model: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = model.__struct_fields__
    return found
