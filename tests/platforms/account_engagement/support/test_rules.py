"""What Support cannot switch as the specs have it, and what a switch would take away."""

import pytest

from small_estate import ORG, compiled, org, spec
from syncwright.inventory import Field
from unit_estates import TWO, ae

ONE = "business_units: {emea: {why: Europe}}"
SHARED = "marketing_data_sharing: true"
CONSENT = {"Motto__c": Field(type="Text", label="Motto", length=80), "Agreed__c": Field(type="Checkbox", label="Agreed")}
HELD = org({"Lead": {**ORG["Lead"], **CONSENT}, "Contact": {**ORG["Contact"], **CONSENT}})
OVERWRITE = "blank_salesforce_values_overwrite: true"


def found(files, rule, objects=None):
    return [one for one in compiled(files, objects).diagnostics if one.rule.id == rule]


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ((SHARED, TWO), 1),
        ((SHARED, TWO, "same_email_prospects: false"), 1),
        ((SHARED, TWO, "same_email_prospects: true"), 0),
        ((SHARED, ONE), 0),
        ((), 0),
    ],
)
def test_of_several_units_all_but_the_first_share_addresses(more, number):
    assert len(found(ae(*more), "AEN885")) == number


def test_it_is_found_at_the_units():
    [one] = found(ae(SHARED, TWO), "AEN885")
    assert one.primary.path == "specs/connectors/ae.yaml"
    assert "has 2 business units" in one.message


def lead(field: str, said: str) -> dict[str, str]:
    return {"objects/lead.yaml": spec("Lead", {field: said}, "ae", "{sync: two-way}")}


@pytest.mark.parametrize(
    ("field", "said", "more", "number"),
    [
        ("Motto__c", "pii: consent, at: {ae: {wins: salesforce}}", OVERWRITE, 1),
        ("Motto__c", "pii: consent, at: {ae: {wins: salesforce}}", "version: 2", 0),
        ("Motto__c", "pii: consent, at: {ae: {wins: account_engagement}}", OVERWRITE, 0),
        ("Motto__c", "pii: contact, at: {ae: {wins: salesforce}}", OVERWRITE, 0),
        ("Agreed__c", "pii: consent, at: {ae: {wins: salesforce, type: radio_button}}", OVERWRITE, 0),
    ],
    ids=["consent", "blanks-replace-nothing", "account-engagement-wins", "no-consent", "never-blank"],
)
def test_consent_that_a_blank_would_empty_is_found(field, said, more, number):
    assert len(found({**ae(more), **lead(field, said)}, "AEN886", HELD)) == number


def test_a_field_of_two_units_is_one_finding_that_shows_what_makes_blanks_overwrite():
    files = {**ae(SHARED, TWO, OVERWRITE, "same_email_prospects: true"), **lead("Motto__c", "pii: consent, at: {ae: {wins: salesforce}}")}
    [one] = found(files, "AEN886", HELD)
    assert one.primary.path == "specs/objects/lead.yaml"
    assert [related.path for related in one.related] == ["specs/connectors/ae.yaml"]


def test_a_unit_that_says_who_wins_for_itself_is_one_of_those_that_count():
    said = "pii: consent, at: {ae: {wins: account_engagement}, ae/emea: {wins: salesforce}}"
    files = {**ae(SHARED, TWO, OVERWRITE, "same_email_prospects: true"), **lead("Motto__c", said)}
    assert len(found(files, "AEN886", HELD)) == 1
