"""A field is deleted only after the ledger shows it hidden for as long as its spec says."""

import pytest

from live_estate import LiveEstate
from small_estate import spec
from syncwright.plan.changes import Delete
from syncwright.planning import Consent, guard_plan
from syncwright.resource import Resource

FIELD = "salesforce.field/Lead.Motto__c"
SET = "salesforce.permission_set/Marketo_Sync"
SHOWN = {"objects/lead.yaml": spec("Lead", {"Motto__c": "", "Score__c": ""})}


def retired(stage: str, since: str = "2026-01-01", after: str = "30 days") -> dict[str, str]:
    said = f"sync: hidden, retire: {{stage: {stage}, since: {since}, delete_after: {after}}}"
    return {"objects/lead.yaml": spec("Lead", {"Motto__c": said, "Score__c": ""})}


@pytest.fixture
def shown() -> LiveEstate:
    """An estate whose ledger shows the field open from 1 April on."""
    estate = LiveEstate(SHOWN)
    estate.at = "2026-04-01T10:00:00.000000+00:00"
    estate.apply()
    estate.target.resources[FIELD] = Resource(FIELD, {"type": "Text"})
    return estate


@pytest.fixture
def hidden(shown) -> LiveEstate:
    """The same, hidden on 1 May."""
    shown.files |= retired("hidden")
    shown.at = "2026-05-01T10:00:00.000000+00:00"
    shown.apply("b" * 64)
    return shown


def test_it_goes_once_it_was_hidden_for_long_enough(hidden):
    hidden.files |= retired("delete")
    hidden.at = "2026-05-31T10:00:00.000000+00:00"
    assert [type(one) for one in hidden.plan().changes] == [Delete]
    assert hidden.found("PLN814") == []


def test_a_day_too_early_is_refused_and_says_which_day(hidden):
    hidden.files |= retired("delete")
    hidden.at = "2026-05-30T23:59:59.000000+00:00"
    assert hidden.found("PLN814") == [
        f"`{FIELD}` is hidden since 2026-05-01T10:00:00.000000+00:00 as the ledger shows it, and may be deleted from 2026-05-31 on"
    ]


def test_what_a_spec_says_of_earlier_days_counts_for_nothing(shown):
    shown.files |= retired("delete", since="2020-01-01")
    shown.at = "2026-06-01T10:00:00.000000+00:00"
    assert shown.found("PLN814") == [f"`{FIELD}` is to be deleted, and the ledger does not show that it was hidden before"]


def test_an_empty_ledger_shows_nothing_hidden():
    estate = LiveEstate(retired("delete"))
    estate.target.resources[FIELD] = Resource(FIELD, {"type": "Text"})
    assert len(estate.found("PLN814")) == 1


def test_a_field_that_was_opened_again_waits_anew(hidden):
    hidden.files |= SHOWN
    hidden.at = "2026-05-20T10:00:00.000000+00:00"
    hidden.apply("c" * 64)
    hidden.files |= retired("hidden")
    hidden.at = "2026-05-25T10:00:00.000000+00:00"
    hidden.apply("d" * 64)
    hidden.files |= retired("delete")
    hidden.at = "2026-06-02T10:00:00.000000+00:00"
    assert "from 2026-06-24 on" in hidden.found("PLN814")[0]


def test_a_plan_that_reads_no_ledger_says_nothing_of_it(hidden):

    hidden.files |= retired("delete")
    hidden.at = "2026-05-02T10:00:00.000000+00:00"
    rules = {one.rule.id for one in guard_plan(hidden.compiled(), hidden.want(), hidden.plan(), Consent())}
    assert "PLN814" not in rules


def test_opened_by_hand_it_is_not_hidden_in_the_plan_that_closes_it(hidden):
    hidden.files |= retired("delete")
    hidden.change(SET, field_permissions={"Lead.Motto__c": "read"})
    hidden.at = "2026-06-10T10:00:00.000000+00:00"
    assert hidden.found("PLN814") == [f"`{FIELD}` is to be deleted, and the ledger does not show that it was hidden before"]
