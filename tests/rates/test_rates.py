"""What is said of writes a day agrees with the known results, and with a score that really wanders."""

import random
from fractions import Fraction

import pytest

from syncwright.bands import bands, next_band
from syncwright.rates import estimate, worded

HUNDRED = [0, 25, 50, 75, 100]
TEN = list(range(0, 101, 10))
TWENTY = list(range(0, 101, 20))
#: 4.6 points on average, of which the mean square is 31.
STEPS = [1, 1, 1, 1, 4, 7, 7, 8, 8, 8]


def band(edges, dead_band, per_day, steps):
    found = estimate(edges, dead_band, per_day, steps)
    assert found is not None
    return float(found.band)


def replayed(edges, dead_band, per_day, steps, days=10_000, seed=7):
    """Changes of the band a day, of a score that moves up or down by one of the steps and turns back at the ends of its range."""
    chance, made = random.Random(seed), bands(edges)  # noqa: S311 - a simulation
    low, high, score, current, changes = edges[0], edges[-1], (edges[0] + edges[-1]) // 2, None, -1
    for _ in range(days * per_day):
        score += chance.choice(steps) * chance.choice((-1, 1))
        score = 2 * low - score if score < low else 2 * high - score if score > high else score
        after = next_band(made, current, score, dead_band)
        changes, current = changes + (after != current), after
    return changes / days


@pytest.mark.parametrize(
    ("edges", "dead_band", "said"),
    [(TEN, 0, 2.484), (TWENTY, 0, 1.104), (HUNDRED, 0, 0.828), (TEN, 5, 1.0), (TWENTY, 5, 0.444), (HUNDRED, 5, 0.333)],
)
def test_it_gives_the_results_that_are_known(edges, dead_band, said):
    # The dead band of the results is the whole gap between rising and falling; ours lies on each side of an edge.
    assert (sum(STEPS) / len(STEPS), sum(step * step for step in STEPS) / len(STEPS)) == (4.6, 31)
    assert band(edges, dead_band, "6", STEPS) == pytest.approx(said, abs=0.0006)


#: The formula takes the score for any number of its range. Whole steps against whole edges make it up to a tenth too high or too low where
#: the dead band is about as wide as a step, and 10,000 days of chance add some hundredths.
TOLERANCE = 0.15


#: Bands at least two steps wide, as the estimate asks for.
WANDERING = [(edges, steps) for edges in ([0, 26, 51, 76, 100], TWENTY, [-50, -10, 50, 100]) for steps in ([5], [1, 5, 10])] + [
    (TEN, [2, 3, 4])
]


@pytest.mark.parametrize("dead_band", [0, 2, 5])
@pytest.mark.parametrize(("edges", "steps"), WANDERING, ids=str)
def test_it_agrees_with_a_score_that_wanders(edges, steps, dead_band):
    found = estimate(edges, dead_band, "6", steps)
    assert found is not None
    assert not [doubt for doubt in found.doubts if "two steps" in doubt]
    assert replayed(edges, dead_band, 6, steps) == pytest.approx(float(found.band), rel=TOLERANCE)


def test_a_wider_dead_band_never_makes_more_of_it():
    rates = [band(TWENTY, dead, "6", [1, 5, 10]) for dead in range(10)]
    assert rates == sorted(rates, reverse=True)


def test_a_band_changes_no_more_often_than_its_score():
    assert band([0, 1, 2, 3], 0, "6", [100]) == 6


@pytest.mark.parametrize(
    ("edges", "dead_band", "steps", "words"),
    [
        ([0, 5, 100], 0, [4], "may be a quarter off"),
        (TEN, 6, [1], "wider than the narrowest band"),
        (HUNDRED, 0, [10, -1], "the score drifts by 4.5 a change"),
    ],
)
def test_it_says_where_the_numbers_do_not_bear_it_out(edges, dead_band, steps, words):
    found = estimate(edges, dead_band, "6", steps)
    assert found is not None
    assert any(words in doubt for doubt in found.doubts)


def test_it_has_no_doubts_where_there_are_none():
    found = estimate(HUNDRED, 5, "0.5", [1, 5, -6])
    assert found is not None
    assert found.doubts == ()
    assert found.score == Fraction(1, 2)


@pytest.mark.parametrize(("edges", "dead_band", "steps"), [([5], 0, [1]), (HUNDRED, 0, []), (HUNDRED, 0, [0]), (HUNDRED, -1, [1])])
def test_it_says_nothing_where_nothing_can_be_said(edges, dead_band, steps):
    assert estimate(edges, dead_band, "6", steps) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("6", "6"),
        ("0.333", "0.33"),
        ("0.0333", "0.033"),
        ("0.5", "0.5"),
        ("12345.6", "12346"),
        ("9.96", "10"),
        ("0", "0"),
        ("-4.5", "-4.5"),
        ("1", "1"),
    ],
)
def test_numbers_are_worded_with_two_digits_that_count(number, text):
    assert worded(Fraction(number)) == text
