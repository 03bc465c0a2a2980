"""Countries and their subdivisions as bases of maps: from what else they are called to the one name that is kept. pycountry's home.

A way to write that could mean two places is left out, and so is a name that is kept already: whoever has it needs no change.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from unicodedata import combining, normalize

from syncwright.maps import shipped, spoken

#: A place: the name that is kept, and what else it is called.
_Place = tuple[str, list[str]]

#: No country of ISO's, and so without a code that anybody would write.
_XK: _Place = shipped.COUNTRIES["XK"], [*spoken.COUNTRIES["XK"]]


@cache
def countries() -> Mapping[str, str]:
    """Every country of ISO 3166-1 by its codes and its other names, in English. Sorted by name, then as written."""
    from pycountry import countries as listed  # start-up time: few estates have a base

    found = [_country(one.alpha_2, one) for one in listed]
    return _base([*found, _XK])


def some_countries(codes: Collection[str]) -> Mapping[str, str]:
    """The same of these countries alone, by their two letters. What is no country is left out."""
    every = countries()
    kept = {_XK[0] if code == "XK" else every.get(code) for code in codes}
    return {written: name for written, name in every.items() if name in kept}


def unknown_countries(codes: Collection[str]) -> tuple[str, ...]:
    """Those that are the code of no country."""
    return tuple(code for code in codes if code != "XK" and code not in countries())


@cache
def states(country: str) -> Mapping[str, str] | None:
    """Every subdivision of a country by its codes and its other names, by the country's two letters; None if it has none."""
    from pycountry import subdivisions

    held = {one.code: one.name for one in subdivisions if one.country_code == country}
    if not held:
        return None
    named = {**held, **shipped.STATES.get(country, {})}
    return _base([(name, [*_written(code, held.get(code))]) for code, name in named.items()])


@cache
def known_states() -> tuple[str, ...]:
    """The two letters of every country that has subdivisions, sorted."""
    from pycountry import subdivisions

    return tuple(sorted({one.country_code for one in subdivisions}))


def _country(code: str, one: object) -> _Place:
    names = [getattr(one, kind, None) for kind in ("name", "common_name", "official_name", "alpha_2", "alpha_3")]
    found = [name for name in names if name is not None]
    return shipped.COUNTRIES.get(code, found[0]), [*found, *spoken.COUNTRIES.get(code, ())]


def _written(code: str, name: str | None) -> Iterator[str]:
    yield code
    letters = code.partition("-")[2]
    if not letters.isdecimal():
        yield letters
    if name is not None:
        yield name
    yield from spoken.STATES.get(code, ())


def _base(places: Sequence[_Place]) -> Mapping[str, str]:
    listed = sorted((name, sorted({*written, *map(_plain, (name, *written))})) for name, written in places)
    kept = {name.casefold() for name, _ in listed}
    meant = Counter(one for _, written in listed for one in {each.casefold() for each in written})
    found = dict[str, str]()
    taken = set(kept)
    for name, written in listed:
        for one in written:
            if one.casefold() not in taken and meant[one.casefold()] == 1:
                taken.add(one.casefold())
                found[one] = name
    return found


def _plain(text: str) -> str:
    """Without accents, as keyboards without them write it."""
    return "".join(one for one in normalize("NFD", text) if not combining(one))
