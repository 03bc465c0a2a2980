"""Which band a number is in, what it is called, and which comes next."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.bands import band_of, bands, next_band

SCORES = bands([0, 26, 51, 76, 100])

edges = st.lists(st.integers(-200, 200), min_size=2, max_size=8, unique=True).map(sorted)
scores = st.one_of(st.integers(-300, 300), st.decimals(-300, 300, allow_nan=False, places=3))


def named(score):
    return band_of(SCORES, score).name


def test_a_band_is_called_by_its_scores():
    assert [band.name for band in SCORES] == ["0-25", "26-50", "51-75", "76-100"]


@pytest.mark.parametrize(
    ("cuts", "names"),
    [
        ([0, 1, 2, 3], ["0", "1", "2-3"]),
        ([-10, 0, 11], ["-10 to -1", "0-11"]),
        ([-20, -10, -9, 0], ["-20 to -11", "-10", "-9 to 0"]),
        ([5], []),
        ([], []),
        ([50, 0, 50, 100], ["0-49", "50-100"]),
    ],
)
def test_names_are_readable_whatever_the_edges(cuts, names):
    assert [band.name for band in bands(cuts)] == names


@given(edges)
def test_names_differ(cuts):
    names = [band.name for band in bands(cuts)]
    assert len(set(names)) == len(names) == len(cuts) - 1


def test_names_that_are_given_are_taken_if_there_is_one_for_each_band():
    assert [band.name for band in bands([0, 50, 100], ["cold", "hot"])] == ["cold", "hot"]
    assert [band.name for band in bands([0, 50, 100], ["cold"])] == ["0-49", "50-100"]


@pytest.mark.parametrize(
    ("score", "name"),
    [(0, "0-25"), (25, "0-25"), (26, "26-50"), (75, "51-75"), (76, "76-100"), (100, "76-100"), (-7, "0-25"), (1000, "76-100")],
)
def test_the_last_edge_is_within_and_what_lies_outside_is_in_the_nearest_band(score, name):
    assert named(score) == name


def test_a_fraction_is_in_the_band_of_the_whole_number_below_it():
    assert named(Decimal("25.999999999999999999")) == "0-25"
    assert named(Decimal("26.0")) == "26-50"


@given(edges, scores)
def test_every_number_is_in_exactly_one_band(cuts, score):
    made = bands(cuts)
    inside = [b for b in made if (b.start is None or score >= b.start) and (b.end is None or score < b.end)]
    assert inside == [band_of(made, score)]


@pytest.mark.parametrize(
    ("current", "score", "name"),
    [
        ("0-25", 26, "0-25"),
        ("0-25", Decimal("27.99"), "0-25"),
        ("0-25", 28, "26-50"),
        ("26-50", 24, "26-50"),
        ("26-50", Decimal("23.99"), "0-25"),
        ("0-25", 90, "76-100"),
        ("76-100", 1000, "76-100"),
        ("0-25", -1000, "0-25"),
        (None, 27, "26-50"),
        ("long ago", 27, "26-50"),
        ("26-50", None, None),
        (None, None, None),
    ],
)
def test_a_band_stays_until_the_score_is_past_its_edge_by_the_dead_band(current, score, name):
    assert next_band(SCORES, current, score, 2) == name


@given(edges, scores, st.integers(0, 20))
def test_the_next_band_stays_when_asked_again(cuts, score, dead_band):
    made = bands(cuts)
    for current in (None, *(band.name for band in made)):
        once = next_band(made, current, score, dead_band)
        assert next_band(made, once, score, dead_band) == once


@given(edges, scores)
def test_without_a_dead_band_the_band_is_that_of_the_score(cuts, score):
    made = bands(cuts)
    assert {next_band(made, current, score, 0) for current in (None, *(band.name for band in made))} == {band_of(made, score).name}
