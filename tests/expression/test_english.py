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
    "Birthdate < 2026-03-29": "*Birthdate* is before 2026-03-29\n",
    "not (Birthdate < 2026-03-29)": "*Birthdate* is not before 2026-03-29, or is blank\n",
    "Birthdate <= today": "*Birthdate* is on or before today\n",
    "Birthdate > today + 1 day": "*Birthdate* is after the day 1 day after today\n",
    "Birthdate >= today - 1 day": "*Birthdate* is on or after the day 1 day before today\n",
    "Birthdate != today + 2 days": "*Birthdate* is not on the day 2 days after today, or is blank\n",
    "Birthdate in [2026-03-29, today]": "*Birthdate* is one of 2026-03-29 or today\n",
    "CreatedDate < 2026-03-29T10:00:00Z": "*Created* is before 2026-03-29 10:00:00 UTC\n",
    "CreatedDate > 2026-03-29T10:00:00Z": "*Created* is after 2026-03-29 10:00:00 UTC\n",
    "CreatedDate = 2026-03-29T10:00:00Z": "*Created* is exactly 2026-03-29 10:00:00 UTC\n",
    "CreatedDate >= 2026-03-29T10:00:00Z": "*Created* is at or after 2026-03-29 10:00:00 UTC\n",
    "Score__c <= 5": "*Score* is at most 5\n",
    "Score__c > -2.5": "*Score* is more than -2.5\n",
    "not (Score__c < 5)": "*Score* is not less than 5, or is blank\n",
    "Score__c in [1, 2.5]": "*Score* is one of 1 or 2.5\n",
    "Satisfaction__c in [50%, 60%]": "*Satisfaction* is one of 50 % or 60 %\n",
    "Company contains 'x'": "*Company* contains 'x'\n",
    "Company starts with 'x'": "*Company* starts with 'x'\n",
    "Company not starts with 'x'": "*Company* does not start with 'x', or is blank\n",
    "Lines__c includes 'Pumps'": "*Product lines* includes 'Pumps'\n",
    "not (Email is not blank)": "*Email* is blank\n",
    "not (Email is blank)": "*Email* is not blank\n",
    "not not (Email = 'x')": "*Email* is 'x'\n",
    "not true": "no record\n",
    "not false": "every record\n",
    "not not true": "every record\n",
    "Email in ['x']": "*Email* is one of 'x'\n",
    "true and not true and Email is blank": "all of these hold:\n- always\n- never\n- *Email* is blank\n",
    "not (Email is blank and Score__c = 1)": "not all of these hold:\n- *Email* is blank\n- *Score* is 1\n",
    "Email is blank and (Score__c = 1 and Score__c = 2)": "all of these hold:\n- *Email* is blank\n- *Score* is 1\n- *Score* is 2\n",
    "not (Email is blank or (Score__c = 1 or (Score__c = 2 or Score__c = 3)))": (
        "none of these holds:\n- *Email* is blank\n- *Score* is 1\n- *Score* is 2\n- *Score* is 3\n"
    ),
    "Email is blank or not (Score__c = 1 and not (Score__c = 2 or Score__c = 3))": (
        "at least one of these holds:\n- *Email* is blank\n- not all of these hold:\n  - *Score* is 1\n"
        "  - none of these holds:\n    - *Score* is 2\n    - *Score* is 3\n"
    ),
    "not not (Email is blank and Score__c = 1)": "all of these hold:\n- *Email* is blank\n- *Score* is 1\n",
    "Email is blank and not not (Score__c = 1 and not not (Score__c = 2 or Score__c = 3))": (
        "all of these hold:\n- *Email* is blank\n- *Score* is 1\n- at least one of these holds:\n  - *Score* is 2\n  - *Score* is 3\n"
    ),
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
