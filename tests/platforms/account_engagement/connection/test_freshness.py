"""How long changed records take, and what moves while the connector is paused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.platforms.account_engagement.connection import creation, facts, objects
from syncwright.platforms.account_engagement.connection.freshness import RECORDS_AN_HOUR, hours, worded
from syncwright.platforms.account_engagement.connection.objects import moves_while_paused


@pytest.mark.parametrize(("records", "whole"), [(0, 0), (1, 1), (12_000, 1), (12_001, 2), (120_000, 10), (120_001, 11)])
def test_hours_are_rounded_up(records, whole):
    assert hours(records) == whole


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_the_hours_are_the_fewest_in_which_all_go_through(records, an_hour):
    found = hours(records, an_hour)
    assert found * an_hour >= records > (found - 1) * an_hour or records == found == 0


def test_a_few_records_are_not_batched_and_an_estimate_says_what_it_is():
    assert worded(400) == "about 2 to 4 minutes"
    assert worded(401) == "about 1 hour on the queue (observed, not documented)"
    assert worded(25_000) == "about 3 hours on the queue (observed, not documented)"
    assert worded(25_000, 25_000) == "about 1 hour on the queue (observed, not documented)"
    assert RECORDS_AN_HOUR == 12_000


def test_users_and_campaigns_move_while_it_is_paused_and_people_only_by_hand():
    moving = {one.object for one in objects.OBJECTS if one.paused}
    assert moving == {"Campaign", "User"}
    still, by_hand = moves_while_paused()
    assert still.endswith("Of the objects here that is Campaign, User.")
    assert "`Sync with CRM`" in by_hand and "`Send to Account Engagement`" in by_hand


def test_nobody_writes_an_account_an_opportunity_or_a_user_of_salesforce():
    ways = {one.object: one.way for one in objects.OBJECTS}
    assert {name for name, way in ways.items() if way == "from-salesforce"} == {"Account", "Opportunity", "Campaign", "User"}
    assert {name for name, way in ways.items() if way == "both"} == {"Lead", "Contact"}


def test_records_are_matched_by_id_only_where_addresses_are_shared():
    assert (creation.matching(same_email_prospects=True), creation.matching(same_email_prospects=False)) == ("crm_id", "email")


def test_what_third_parties_alone_say_is_marked():
    unsure = {name for name, one in vars(facts).items() if hasattr(one, "certain") and not one.certain}
    assert unsure == {"NO_PAUSE", "BACK", "PRESET", "OBJECT_EDITIONS", "UNITS_AT_MOST", "TO_CONNECTOR_USER", "STANDING_ERRORS"}
