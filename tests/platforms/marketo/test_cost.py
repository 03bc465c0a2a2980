"""What a sync costs, held to the numbers of Adobe's article and its worked example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.platforms.marketo import cost

NUMBERS = st.integers(min_value=0, max_value=50_000_000)


def test_a_day_without_changes_costs_what_the_article_says():
    assert cost.checking().calls == 7_200


def test_the_worked_example_of_the_article():
    updated = {"Lead": 1_000, "Contact": 1_000, "Account": 100, "Opportunity": 100, "Campaign": 100}
    day = cost.day(updated)
    assert [one.calls for one in day.lines] == [7_200, 5, 5, 1, 1, 1]
    assert (day.calls, day.most, day.tasks) == (7_213, 7_213, 0)


def test_a_trigger_costs_each_person_and_a_batch_every_two_hundred():
    assert cost.triggered(1_000).calls == 1_000
    assert cost.batched(1_000).calls == 5


def test_where_two_articles_differ_both_numbers_are_given():
    day = cost.day({}, batches=1_000)
    assert (day.calls, day.most) == (7_205, 8_200)
    assert {fact.source for fact in cost.batched(1_000).facts} == {
        "Adobe knowledge base: How Marketo Uses the Salesforce API, 2015",
        "Adobe knowledge base: SFDC Sync Intervals",
    }


def test_each_activity_is_a_call_and_a_task():
    one = cost.activities(2_500, "Email opened")
    assert (one.of, one.calls, one.tasks) == ("2,500 of Email opened", 2_500, 2_500)


def test_switching_a_type_on_costs_three_months_of_it():
    assert cost.first_activities(400).tasks == 36_000


@pytest.mark.parametrize(
    ("records", "words"),
    [
        (9_000, "less than an hour (observed, not documented)"),
        (10_000, "about 1 hour (observed, not documented)"),
        (25_000, "about 2 hours (observed, not documented)"),
        (1_000_000, "about 100 hours (observed, not documented)"),
    ],
)
def test_time_in_the_queue_is_said_to_be_no_more_than_what_support_told_somebody(records, words):
    assert cost.queued(records) == words


@given(NUMBERS, NUMBERS)
def test_more_never_costs_less_and_records_together_never_more_than_apart(some, others):
    for of in (cost.updates, cost.triggered, cost.batched, cost.activities):
        assert of(some).calls <= of(some + others).calls <= of(some).calls + of(others).calls


@given(NUMBERS)
def test_no_batch_costs_more_than_a_trigger(people):
    assert cost.batched(people).calls <= cost.triggered(people).calls
    assert cost.batched(people).most == cost.triggered(people).calls
