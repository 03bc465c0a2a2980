"""Countries and states as bases of maps, beside what ISO lists and what two orgs ship."""

import pycountry
import pytest

from syncwright.maps.places import countries, known_states, some_countries, states, unknown_countries
from syncwright.maps.shipped import COUNTRIES, STATES
from syncwright.maps.spoken import COUNTRIES as SPOKEN


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("US", "United States"),
        ("USA", "United States"),
        ("U.S.", "United States"),
        ("United States of America", "United States"),
        ("UK", "United Kingdom"),
        ("GB", "United Kingdom"),
        ("Scotland", "United Kingdom"),
        ("Holland", "Netherlands"),
        ("South Korea", "Korea, Republic of"),
        ("North Korea", "Korea, Democratic People's Republic of"),
        ("Turkey", "Türkiye"),
        ("Turkiye", "Türkiye"),
        ("Curacao", "Curaçao"),
        ("Russia", "Russian Federation"),
        ("Bolivia", "Bolivia, Plurinational State of"),
        ("DEU", "Germany"),
    ],
)
def test_what_people_write_becomes_the_name_that_is_kept(written, kept):
    assert countries()[written] == kept


@pytest.mark.parametrize(
    ("iso", "kept"),
    [
        ("Åland Islands", "Aland Islands"),
        ("Côte d'Ivoire", "Cote d'Ivoire"),
        ("Cabo Verde", "Cape Verde"),
        ("Palestine, State of", "Palestine"),
        ("Réunion", "Reunion"),
        ("Taiwan, Province of China", "Taiwan"),
        ("Viet Nam", "Vietnam"),
    ],
)
def test_what_salesforce_ships_otherwise_than_iso_is_kept_as_it_ships_it(iso, kept):
    assert countries()[iso] == kept
    assert iso not in countries().values()


def test_every_country_of_iso_can_be_written_by_both_its_codes():
    kept = {one.alpha_2: countries()[one.alpha_2] for one in pycountry.countries}
    assert len(kept) == 249
    assert len(set(kept.values())) == 249
    assert {countries()[one.alpha_3] for one in pycountry.countries} == set(kept.values())


def test_a_kept_name_is_iso_s_where_nobody_ships_another():
    for one in pycountry.countries:
        assert countries()[one.alpha_2] == COUNTRIES.get(one.alpha_2, one.name)


def test_every_spoken_name_is_a_way_to_write_its_country():
    lost = [(code, name) for code, names in SPOKEN.items() for name in names if name not in countries()]
    assert lost == []


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("US", "CA", "California"),
        ("US", "US-NY", "New York"),
        ("US", "DC", "District of Columbia"),
        ("US", "Washington, D.C.", "District of Columbia"),
        ("US", "AE", "Armed Forces Europe"),
        ("US", "Virgin Islands, U.S.", "US Virgin Islands"),
        ("CA", "Québec", "Quebec"),
        ("CA", "Yukon", "Yukon Territories"),
        ("AU", "NSW", "New South Wales"),
        ("BR", "Sao Paulo", "São Paulo"),
        ("DE", "BY", "Bayern"),
        ("IT", "Milano", "Milan"),
        ("IN", "Karnātaka", "Karnataka"),
        ("MX", "Ciudad de México", "Federal District"),
        ("JP", "JP-13", "Tokyo"),
    ],
)
def test_what_people_write_for_a_state_becomes_its_name(country, written, kept):
    found = states(country)
    assert found is not None
    assert found[written] == kept


def test_a_number_alone_names_no_state():
    assert not [key for country in known_states() for key in states(country) or () if key.isdecimal()]


@pytest.mark.parametrize("country", ["countries", *known_states()])
def test_a_base_never_replaces_a_name_that_it_keeps_nor_says_one_thing_twice(country):
    base = countries() if country == "countries" else states(country)
    assert base
    kept, keys = {name.casefold() for name in base.values()}, [key.casefold() for key in base]
    assert kept.isdisjoint(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("country", known_states())
def test_a_way_to_write_two_states_of_a_country_names_none_of_them(country):
    meant = dict[str, set[str]]()
    for one in pycountry.subdivisions.get(country_code=country):
        meant.setdefault(one.name.casefold(), set()).add(STATES.get(country, {}).get(one.code, one.name))
    twice = {name for name, kept in meant.items() if len(kept) > 1}
    assert twice.isdisjoint(key.casefold() for key in states(country))


def test_a_country_without_states_has_no_base():
    assert states("AQ") is None
    assert states("XX") is None


def test_every_name_that_is_shipped_otherwise_is_another_name():
    for country, named in STATES.items():
        held = {one.code: one.name for one in pycountry.subdivisions.get(country_code=country)}
        assert [code for code, name in named.items() if held.get(code) == name] == []


def test_some_countries_are_spelled_as_all_of_them_are():
    some = some_countries(("US", "GB"))
    assert some == {written: name for written, name in countries().items() if name in ("United States", "United Kingdom")}
    assert some["Wales"] == "United Kingdom"
    assert some_countries(tuple(one.alpha_2 for one in pycountry.countries) + ("XK",)) == countries()


def test_what_is_no_country_is_known_as_such():
    assert unknown_countries(("US", "UK", "XK", "ZZ")) == ("ZZ",)
