"""What is worked out of components is worked out once between two writes, whoever writes them. Knows nothing of what it keeps."""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from syncwright.sandbox.state import State

Made = TypeVar("Made")

#: For each state: how it was when its values were worked out, and the values.
_KEPT: WeakKeyDictionary[State, tuple[tuple[int, int], dict[str, Any]]] = WeakKeyDictionary()


def kept(state: State, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives. For what depends on components alone: neither on time nor on records."""
    values = _values(state)
    if key not in values:
        made = make()
        values = _values(state)  # an object gets its prefix on the way, which is a write
        values[key] = made
    found: Made = values[key]
    return found


def _values(state: State) -> dict[str, Any]:
    # Changes of this connection, and a number that changes with those of any other.
    version = (state.db.total_changes, int(state.db.execute("PRAGMA data_version").fetchone()[0]))
    held = _KEPT.get(state)
    if held is None or held[0] != version:
        held = _KEPT[state] = (version, {})
    return held[1]
