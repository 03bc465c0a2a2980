"""Filters in plain English: what is said holds for blanks too."""

import pytest
from hypothesis import given

from expression.scopes import meaning, predicates
from syncwright.expression.english import english

SAYS = {
    "Email is not blank": "*Email* is not blank\n",
    "Email != 'x'": "*Email* is not 'x', or is blank\n",
    "Email not contains 'x'": "*Email* does not contain 'x', or is blank\n",
    "Status in ['Open', 'Working', 'Closed Won']": "*Status* is one of 'Open', 'Working' or 'Closed Won'\n",
    "Status not in ['Open', 'Working']": "*Status* is not any of 'Open' or 'Working', or is blank\n",
    "Lines__c excludes ['Pumps']": "*Product lines* does not include 'Pumps', or is blank\n",
    "Blocked__c = false": "*Blocked* is not ticked\n",
    "not Blocked__c = false": "*Blocked* is ticked\n",
    "Score__c >= 5": "*Score* is at least 5\n",
    "Satisfaction__c < 50%": "*Satisfaction* is less than 50 %\n",
    "Birthdate >= today - 365 days": "*Birthdate* is on or after the day 365 days before today\n",
    "CreatedDate = 2026-03-29": "*Created* is on 2026-03-29\n",
    "CreatedDate <= 2026-03-29T10:00:00Z": "*Created* is at or before 2026-03-29 10:00:00 UTC\n",
    "Account.Name = 'x'": "*Account name* (`Account.Name`) is 'x'\n",
    "true": "every record\n",
    "false": "no record\n",
    "Email is blank and (Score__c = 1 or Blocked__c = true)": (
        "all of these hold:\n- *Email* is blank\n- at least one of these holds:\n  - *Score* is 1\n  - *Blocked* is ticked\n"
    ),
    "not (Email is blank or Score__c = 1)": "none of these holds:\n- *Email* is blank\n- *Score* is 1\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), SAYS.items(), ids=SAYS)
def test_it_says(text, says):
    assert english(meaning(text)) == says


@given(predicates)
def test_every_filter_can_be_said(predicate):
    assert english(predicate).endswith("\n")
