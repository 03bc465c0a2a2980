"""What specs say of a field for one address: a connector such as `ae`, or a business unit of it, such as `ae/emea`. Knows no platform.

Key by key, what is said nearest holds: of the field before its file's defaults, and in each of the unit before its connector.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncwright.catalog.model import CatalogField
from syncwright.diagnostics import Key, Place
from syncwright.spec.compiled import AtSpec, PartSpec
from syncwright.spec.words import Direction

#: What is said by address.
Words = Mapping[str, AtSpec]
_KEYS = ("sync", "field", "wins", "type", "values")


def said_at(field: CatalogField, address: str) -> AtSpec | None:
    """What holds of a field there; None where nothing is said."""
    own, defaults = field.spec.at, field.group.defaults.at
    if not own and not defaults:
        return None
    return (own or defaults).get(address) if "/" not in address and not (own and defaults) else _merged([own, defaults], address)


def part_said_at(part: PartSpec, address: str) -> AtSpec | None:
    """What holds of one part of a compound there. What a file says of all its fields it says of the whole."""
    return _merged([part.at], address) if part.at else None


def place_said(field: CatalogField, address: str, key: str) -> Place | None:
    """Where a detail of a field stands that holds there: with the field, or in what its file says of all; None where nothing says it."""
    for keys, words in ((field.keys, field.spec.at), ((), field.group.defaults.at)):
        where: tuple[Key, ...] = (*(keys or ("defaults",)), "at")
        for name in _names(address):
            if name in words and getattr(words[name], key):
                return Place(field.group.path, (*where, name, key))
    return None


def part_place_said(field: CatalogField, part: str, address: str, key: str) -> Place | None:
    """The same of a part of a compound."""
    words = field.spec.parts[part].at if part in field.spec.parts else {}
    found = next((name for name in _names(address) if name in words and getattr(words[name], key)), None)
    return field.at("parts", part, "at", found, key) if found is not None else None


def inherits(field: CatalogField, address: str, key: str | None = None) -> bool:
    """Whether a detail, or any, that a file says of all its fields at this address holds for one of them, as the field says nothing nearer."""
    defaults, own = field.group.defaults.at.get(address), [field.spec.at[name] for name in _names(address) if name in field.spec.at]
    return any(
        getattr(defaults, one, None) and not (one == "sync" and field.spec.sync) and not any(getattr(at, one) for at in own)
        for one in ((key,) if key is not None else _KEYS)
    )


def direction(field: CatalogField, address: str) -> Direction:
    """Which way a field goes for a connector, or for one unit of it. A connector's way is the widest of its units'."""
    connector, _, unit = address.partition("/")
    widest = field.directions.get(connector, "hidden")
    if widest == "hidden" or not unit or not _apart(field, connector):
        return widest
    return way(layers(field), address) or _base(field, connector)


def layers(field: CatalogField) -> Sequence[Words]:
    """What says which way a field goes, the nearest first. A field that says it for all has no use for its file's details."""
    return (field.spec.at,) if field.spec.sync else (field.spec.at, field.group.defaults.at)


def way(said: Iterable[Words], address: str) -> Direction | None:
    """The direction that the nearest says of an address."""
    for words in said:
        for name in _names(address):
            at = words.get(name)
            if at is not None and at.sync is not None:
                return at.sync
    return None


def widest(ways: Iterable[Direction]) -> Direction:
    """Everything that any of them does."""
    found: Direction = "hidden"
    for one in ways:
        if found == "hidden":
            found = one
        elif one not in (found, "hidden"):
            found = "two-way"
    return found


def _base(field: CatalogField, connector: str) -> Direction:
    sync = field.spec.sync or field.group.defaults.sync or field.group.spec.sync or "hidden"
    return sync if isinstance(sync, str) else sync.get(connector, "hidden")


def _apart(field: CatalogField, connector: str) -> bool:
    """Whether anything says a direction of one of a connector's units."""
    within = f"{connector}/"
    return any(name.startswith(within) and at.sync is not None for words in layers(field) for name, at in words.items())


def _merged(said: Sequence[Words], address: str) -> AtSpec | None:
    """One value out of all that is said of an address, the nearest first."""
    found = [words[name] for words in said for name in _names(address) if name in words]
    if len(found) < 2:
        return found[0] if found else None
    return AtSpec(**{key: value for key in _KEYS if (value := next((v for one in found if (v := getattr(one, key))), None))})


def _names(address: str) -> Iterator[str]:
    """The address, and the connector that it lies in."""
    yield address
    if "/" in address:
        yield address.partition("/")[0]
