"""A map's base in the specs: what it can be, where it is wrong, and that filters and campaigns see the whole map."""

import pytest

from campaign_estates import BATCH, document, made
from small_estate import clean, compiled, found, told

FLOW = "flow:\n  - {change: Address.Country, map: country}\n"
WHO = "who: Address.Country in keys of country\n"


def a_map(base: str, values: str = "") -> dict[str, str]:
    return {"maps/country.yaml": f"map: country\nwhy: what forms send\nbase: {base}\n" + (f"values: {{{values}}}\n" if values else "")}


@pytest.mark.parametrize("base", ["countries", "{countries: US}", "{countries: [US, GB, XK]}", "{states: US}", "{states: DE}"])
def test_a_map_can_be_its_base_alone(base):
    clean(a_map(base))


@pytest.mark.parametrize(
    ("base", "place", "message"),
    [
        ("{states: AQ}", "maps/country.yaml:3:16", "no states, provinces or regions are known of `AQ`"),
        ("{countries: [US, ZZ]}", "maps/country.yaml:3:19", "`ZZ` is the code of no country"),
        ("{countries: ZZ}", "maps/country.yaml:3:19", "`ZZ` is the code of no country"),
        ("{countries: US, states: US}", "maps/country.yaml:3:7", "a base is some countries, or the states of one"),
        ("{}", "maps/country.yaml:3:7", "a base is some countries, or the states of one"),
    ],
)
def test_a_base_that_there_is_not_is_said_at_its_place(base, place, message):
    compilation = compiled(a_map(base))
    assert found(compilation) == [("REF430", place)]
    assert message in told(compilation)


def test_a_campaign_sees_the_base_and_what_goes_before_it():
    doc = document(BATCH + WHO + FLOW, a_map("{countries: [US, GB]}", "United States: USA, Scotland: Scotland, Yankeeland: USA"))
    written = doc["smart_list"]["filters"][0]["values"]
    assert {"U.S.", "Great Britain", "Yankeeland", "United States"} <= set(written)
    assert {"USA", "Scotland", "United Kingdom"}.isdisjoint(written)
    assert {one["value"]: set(one["test"]["values"]) >= {"US"} for one in doc["flow"][0]["choices"]} == {
        "United Kingdom": False,
        "USA": True,
    }


def test_a_filter_sees_the_base():
    where = "filter: odd\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: |\n  Address.Country in keys of country\n"
    catalog = made(BATCH + WHO + FLOW, {"filters/odd.yaml": where, **a_map("{countries: [NL]}")}).catalog
    assert catalog is not None
    assert catalog.filters["odd"].on["Lead"].values == ("Holland", "Kingdom of the Netherlands", "NL", "NLD", "The Netherlands")
