"""A map over its base: what is said goes before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.maps.places import countries
from syncwright.maps.whole import base_values, whole
from syncwright.spec.compiled import BaseSpec

BASE = {"US": "United States", "USA": "United States", "UK": "United Kingdom", "England": "United Kingdom"}


def test_a_base_is_that_of_all_countries_or_of_one_country_s_states():
    assert base_values("countries") is countries()
    assert base_values(BaseSpec(states="US"))["CA"] == "California"
    assert base_values(BaseSpec(states="AQ")) is None
    assert set(base_values(BaseSpec(countries=("US", "GB", "XK"))).values()) == {"United States", "United Kingdom", "Kosovo"}


def test_a_base_alone_is_said_whole():
    assert whole(countries(), {}) == countries()


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ({"Amerika": "United States"}, {"Amerika": "United States"}),
        ({"UK": "Great Britain"}, {"UK": "Great Britain"}),
        ({"uk": "Great Britain"}, {"uk": "Great Britain", "UK": None}),
        ({"England": "England"}, {"England": None}),
        ({"United States": "USA"}, {"US": "USA", "USA": None, "United States": "USA"}),
        ({"united states": "USA"}, {"US": "USA", "USA": None, "united states": "USA"}),
    ],
    ids=["added", "replaced", "in another case", "taken out", "another name for all", "the same in another case"],
)
def test_what_is_said_goes_before_the_base(said, more):
    assert whole(BASE, said) == {key: value for key, value in {**BASE, **more}.items() if value is not None}


NAMES = st.sampled_from([*BASE, *BASE.values(), "usa", "Amerika", "ENGLAND"])


@given(st.dictionaries(NAMES, NAMES, max_size=6))
def test_everything_that_is_said_holds_unless_it_says_nothing(said):
    last = {key.casefold(): value for key, value in said.items()}
    found = {key.casefold(): value for key, value in whole(BASE, said).items()}
    for key, value in last.items():
        assert found.get(key) == (None if value.casefold() == key else value)


@given(st.dictionaries(NAMES, NAMES, max_size=6))
def test_nothing_stands_there_twice_or_becomes_itself(said):
    found = whole(BASE, said)
    assert len({key.casefold() for key in found}) == len(found)
    assert all(key.casefold() != value.casefold() for key, value in found.items())
