"""What is found of connected campaigns, and where."""

import pytest

from connected_estates import CONNECTOR, campaign, estate
from small_estate import placed
from syncwright.compile import Compilation


def found(compilation: Compilation) -> list[tuple[str, str, str]]:
    return [(one.rule.id, placed(one), one.message) for one in compilation.diagnostics if one.rule.id.startswith(("AEN87", "REF"))]


def test_a_campaign_of_its_unit_is_fine():
    assert found(estate(campaign(extra="fields: {Channel__c: Webinar, Themes__c: Hydrogen;Water, Seats__c: '12.5'}\n"))) == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("Channel__c", "Webinars", "`Webinars` is no value of `Campaign.Channel__c`"),
        ("Themes__c", "Hydrogen;Steam", "`Steam` is no value of `Campaign.Themes__c`"),
        ("Motto__c", "more than ten", "`Campaign.Motto__c` takes 10 characters, and this has 13"),
        ("Seats__c", "twelve", "`Campaign.Seats__c` is a number, and `twelve` is none"),
        ("Public__c", "yes", "`Campaign.Public__c` is a checkbox, and `yes` is neither `true` nor `false`"),
        ("Full__c", "true", "nobody can write `Campaign.Full__c`"),
        ("Opens__c", "2026-03-01", "`Campaign.Opens__c` is a date and time, and `2026-03-01` is none"),
        ("Closes__c", "2026-02-30", "`Campaign.Closes__c` is a date, and `2026-02-30` is none"),
        ("Name", "Other", "`Name` has a key of its own"),
        ("Chanel__c", "Webinar", "`Campaign` has no field `Chanel__c`"),
    ],
)
def test_a_value_that_the_org_does_not_take_is_found_where_it_stands(field, value, says):
    assert found(estate(campaign(extra=f"fields:\n  {field}: {value}\n"))) == [
        ("AEN875", f"campaigns/forum.yaml:12:{5 + len(field)}", says)
    ]


def test_a_circle_of_parents_is_found_once():
    [one] = found(estate(campaign("b", parent="c"), campaign("c", parent="a"), campaign("a", parent="b")))
    assert one == ("AEN876", "campaigns/a.yaml:8:9", "`a` stands above itself: a > b > c > a")


def test_a_campaign_outside_a_circle_that_leads_into_it_is_not_in_it():
    assert [one[1] for one in found(estate(campaign("b", parent="b"), campaign("a", parent="b")))] == ["campaigns/b.yaml:8:9"]


def test_a_record_type_says_for_which_unit_it_would_be_right():
    compilation = estate(campaign(record_type="AMER"))
    [one] = [one for one in compilation.diagnostics if one.rule.id == "AEN871"]
    assert one.message == "`forum` has the record type `AMER`, and `ae/emea` has campaigns of `EMEA`"
    assert one.help == "say `for: ae/amer`, or another record type"


def test_a_record_type_that_is_not_there_is_one_finding():
    assert [one[0] for one in found(estate(campaign(record_type="EMAE")))] == ["AEN870"]
    assert [one[2] for one in found(estate(campaign(record_type="Old"), connectors_ae=CONNECTOR.replace("[EMEA]", "[EMEA, Old]")))] == [
        "the record type `Old` of `Campaign` is not active, so that no campaign can be made with it"
    ] * 2


def test_a_campaign_that_says_no_record_type_is_of_no_unit():
    [one] = found(estate(campaign(record_type="")))
    assert one == ("AEN871", "campaigns/forum.yaml:2:6", "`forum` says no record type, and `ae/emea` has campaigns of `EMEA`")


def test_a_campaign_of_a_unit_that_is_absent_here_is_left_out():
    gone = (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
        "connectors: {ae/emea: absent}\n"
    )
    compilation = estate(campaign(record_type="AMER"), environments_production=gone)
    assert found(compilation) == []


def test_a_connector_that_there_is_not_is_found_as_for_other_campaigns():
    [one] = [one for one in estate(campaign(**{"for": "ae/apac"})).diagnostics if one.rule.name == "unknown-connector"]
    assert (placed(one), one.message) == ("campaigns/forum.yaml:2:6", "there is no connector `ae/apac`")


def test_marketo_has_no_connected_campaigns_and_account_engagement_no_others():
    batch = {
        "campaigns/tidy.yaml": "campaign: tidy\nfor: ae/emea\nowner: ops\nwhy: w\ntype: batch\nobjects: Lead\nflow:\n- {change: Motto__c, to: NULL}\n"
    }
    says = {
        one.message
        for one in estate(campaign("forum", **{"for": "marketo"}), batch).diagnostics
        if one.rule.name == "campaign-type-not-there"
    }
    assert says == {
        "Marketo Engage, on the other side of `marketo`, has no campaigns of type `connected`",
        "Account Engagement, on the other side of `ae`, has no campaigns of type `batch`",
    }


def test_a_key_of_another_type_of_campaign_is_unknown():
    [one] = [one for one in estate(campaign(extra="flow: []\n")).diagnostics if one.severity == "error"]
    assert "flow" in one.message
