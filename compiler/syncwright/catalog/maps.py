"""What a map maps, its base included, and what is wrong with one. Knows neither who reads it nor where its base comes from."""

from collections.abc import Iterator, Mapping

from syncwright.catalog import rules
from syncwright.catalog.model import Named
from syncwright.diagnostics import Finding
from syncwright.spec.compiled import BaseSpec, MapSpec


def values_of(spec: MapSpec) -> Mapping[str, str]:
    """From each value to the value that replaces it: what the spec says, over its base."""
    if spec.base is None:
        return spec.values
    from syncwright.maps.whole import whole  # start-up time: most maps say all their values

    return whole(_base(spec) or {}, spec.values)


def _base(spec: MapSpec) -> Mapping[str, str] | None:
    from syncwright.maps.whole import base_values

    assert spec.base is not None, "asked of maps that have a base"
    return base_values(spec.base)


def map_findings(maps: Mapping[str, Named[MapSpec]]) -> Iterator[Finding]:
    """Maps of nothing, of countries that there are not, and of the states of one that has none."""
    for one in maps.values():
        base = one.spec.base
        if base is None and not one.spec.values:
            message = f"`{one.name}` maps nothing"
            yield rules.MAP_WITHOUT_VALUES(one.at("map"), message, help="say `values:`, or a `base:` such as `countries`")
        elif base is not None and not isinstance(base, str):
            yield from _base_findings(one, base)


def _base_findings(one: Named[MapSpec], base: BaseSpec) -> Iterator[Finding]:
    from syncwright.maps.places import unknown_countries

    help_ = "use a country's code of ISO 3166, or say all `values:`"
    if bool(base.countries) == (base.states is not None):
        message = "a base is some countries, or the states of one"
        yield rules.MAP_WITHOUT_VALUES(one.at("base"), message, help="say one of `countries:` and `states:`")
    elif base.states is not None and not _base(one.spec):
        yield rules.MAP_WITHOUT_VALUES(
            one.at("base", "states"), f"no states, provinces or regions are known of `{base.states}`", help=help_
        )
    for code in unknown_countries(base.countries):
        yield rules.MAP_WITHOUT_VALUES(one.at("base", "countries"), f"`{code}` is the code of no country", help=help_)
