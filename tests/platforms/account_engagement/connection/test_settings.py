"""A unit's own words go before its connector's, key by key; what nobody says is open."""

from small_estate import FILES, compiled
from syncwright.platforms.account_engagement.connection.settled import open_settings
from syncwright.platforms.account_engagement.settings import mailable_prospects, place, settings, user_sync
from syncwright.platforms.account_engagement.units import Unit, units

AE = "connectors/ae.yaml"
SAID = """marketing_data_sharing: true
mailable_prospects: 1000
user_sync: {profiles: {Marketing User: Marketing}, roles: [Marketing]}
business_units:
  amer: {why: w, mailable_prospects: 50, settings: {match_users: false, default_campaign: Web}}
  emea: {why: w, user_sync: {roles: [EMEA], public_groups: [AE]}}
"""


def unit(name: str, more: str = SAID) -> Unit:
    catalog = compiled({AE: FILES[AE] + more}).catalog
    assert catalog is not None
    return next(one for one in units(catalog) if one.address == name)


def test_a_unit_takes_over_what_it_does_not_say():
    amer, emea = unit("ae/amer"), unit("ae/emea")
    assert (settings(amer).match_users, settings(emea).match_users) == (False, True)
    assert (settings(amer).default_campaign, settings(emea).default_campaign) == ("Web", None)
    assert (mailable_prospects(amer), mailable_prospects(emea)) == (50, 1000)
    assert (user_sync(amer).roles, user_sync(emea).roles) == (("Marketing",), ("EMEA",))
    assert user_sync(emea).profiles == {"Marketing User": "Marketing"}


def test_a_no_of_a_unit_is_said_and_stands_before_a_yes():
    said = unit("ae/amer")
    assert place(said, "settings", "match_users").keys == ("business_units", "amer", "settings", "match_users")
    assert place(unit("ae/emea"), "settings", "match_users").keys == ("settings", "match_users")


def test_a_connector_without_units_is_its_own():
    alone = unit("ae", "mailable_prospects: 7\n")
    assert settings(alone).match_users is True
    assert mailable_prospects(alone) == 7
    assert place(alone, "settings", "match_users").keys == ("settings", "match_users")


def test_what_nobody_decided_is_open_and_what_is_no_question_is_not():
    every = ("create_prospects", "default_campaign", "change_emails", "delete_and_merge", "creates", "assignment")
    assert open_settings(unit("ae", "person_accounts: off\n")) == every
    assert open_settings(unit("ae", "same_email_prospects: true\n")) == ("create_prospects", "default_campaign", "creates", "assignment")
    said = "business_units: {emea: {why: w, settings: {create_prospects: false, change_emails: true, delete_and_merge: false, creates: lead, assignment: user}}}\n"
    assert open_settings(unit("ae/emea", said)) == ()
