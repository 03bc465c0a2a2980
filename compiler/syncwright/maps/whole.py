"""A map as a whole: what its spec says, over its base."""

from collections.abc import Mapping

from syncwright.maps.places import countries, some_countries, states
from syncwright.spec.compiled import BaseSpec


def base_values(base: str | BaseSpec) -> Mapping[str, str] | None:
    """The values of a base: of all countries, of some, or of one country's states; None if it has none."""
    if isinstance(base, str):
        return countries()
    return states(base.states) if base.states is not None else some_countries(base.countries)


def whole(base: Mapping[str, str], said: Mapping[str, str]) -> Mapping[str, str]:
    """What is said, over a base. Case counts for nothing.

    A name that the base keeps can be said to be another: what became the one becomes the other. What is said to become itself is left as it is.
    """
    kept = {name.casefold() for name in base.values()}
    renamed = {key.casefold(): value for key, value in said.items() if key.casefold() in kept}
    found = {key.casefold(): (key, renamed.get(value.casefold(), value)) for key, value in base.items()}
    found |= {key.casefold(): (key, value) for key, value in said.items()}
    return {key: value for key, value in found.values() if key.casefold() != value.casefold()}
