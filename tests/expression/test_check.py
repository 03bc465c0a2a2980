"""Types of a filter: what each kind of field takes, what it refuses and where, and what names mean."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from expression.scopes import COLUMNS, PLACE, OneScope, checked, meaning
from syncwright.expression.predicate import All, Any, Fixed, Not, Test, Today
from syncwright.expression.types import GROUPS, KIND_OF_TYPE, KINDS, REFUSED

EMAIL, STATUS, LINES, SCORE = (COLUMNS[name] for name in ("Email", "Status", "Lines__c", "Score__c"))

MEANS = {
    "Email = 'A@b.example'": Test(EMAIL, "=", ("A@b.example",)),
    "Email != 'a'": Not(Test(EMAIL, "=", ("a",))),
    "Email not contains 'a'": Not(Test(EMAIL, "contains", ("a",))),
    "Email starts with 'a'": Test(EMAIL, "starts with", ("a",)),
    "Email in ['a', 'A', 'b']": Test(EMAIL, "in", ("a", "b")),
    "Email is not blank": Not(Test(EMAIL, "blank")),
    "Status = 'closed won'": Test(STATUS, "=", ("Closed Won",)),
    "Rating = 'anything'": Test(COLUMNS["Rating"], "=", ("anything",)),
    "Lines__c includes 'pumps'": Test(LINES, "includes", ("Pumps",)),
    "Lines__c includes any ['Pumps', 'Valve']": Any((Test(LINES, "includes", ("Pumps",)), Test(LINES, "includes", ("Valve",)))),
    "Lines__c includes all ['Pumps', 'Valve']": All((Test(LINES, "includes", ("Pumps",)), Test(LINES, "includes", ("Valve",)))),
    "Lines__c excludes ['Pumps']": Not(Test(LINES, "includes", ("Pumps",))),
    "Blocked__c = false": Test(COLUMNS["Blocked__c"], "=", (False,)),
    "Score__c in [1, 1.0, 2.50]": Test(SCORE, "in", (Decimal(1), Decimal("2.5"))),
    "Satisfaction__c >= 50%": Test(COLUMNS["Satisfaction__c"], ">=", (Decimal(50),)),
    "Satisfaction__c >= 50": Test(COLUMNS["Satisfaction__c"], ">=", (Decimal(50),)),
    "Birthdate > 2026-03-31": Test(COLUMNS["Birthdate"], ">", (date(2026, 3, 31),)),
    "Birthdate <= today - 2 weeks": Test(COLUMNS["Birthdate"], "<=", (Today(-14),)),
    "CreatedDate > 2026-03-31T12:00:00+02:00": Test(COLUMNS["CreatedDate"], ">", (datetime(2026, 3, 31, 10, tzinfo=UTC),)),
    "CreatedDate = 2026-03-31": Test(COLUMNS["CreatedDate"], "=", (date(2026, 3, 31),)),
    "OwnerId = '0035e00000BqXyZ'": Test(COLUMNS["OwnerId"], "=", ("0035e00000BqXyZAAV",)),
    "OwnerId = '0035e00000BqXyZAAV'": Test(COLUMNS["OwnerId"], "=", ("0035e00000BqXyZAAV",)),
    "true": Fixed(True),
}


@pytest.mark.parametrize(("text", "meant"), MEANS.items(), ids=MEANS)
def test_a_filter_means(text, meant):
    found = checked(text)
    assert (found.predicate, found.findings) == (meant, ())


#: Text, then rule, what is underlined, message and help of each finding.
REFUSED_TEXTS = [
    ("Emial is blank", [("FIL906", "Emial", "there is no field `Emial`", "did you mean `Email`?")]),
    ("Emial is blank or Emial = 'a'", [("FIL906", "Emial", "there is no field `Emial`", "did you mean `Email`?")]),
    ("Email = 5", [("FIL907", "5", "`Email` is text, and 5 is none", "write `'5'`")]),
    ("Email = today", [("FIL907", "today", "`Email` is text, and today is none", "write `'today'`")]),
    ("Score__c = '5'", [("FIL907", "'5'", "`Score__c` is a number, and '5' is none", "write 5 without quotes")]),
    ("Score__c = 5%", [("FIL907", "5%", "`Score__c` is a number, and 5% is none", "write 5 without `%`")]),
    ("Blocked__c = 'true'", [("FIL907", "'true'", "`Blocked__c` is a checkbox, and 'true' is none", "compare it with `true` or `false`")]),
    ("Birthdate = '2026-01-01'", [("FIL907", "'2026-01-01'", "`Birthdate` is a date, and '2026-01-01' is none", "write 2026-01-01 without quotes")]),
    ("Birthdate = 2026-01-01T00:00:00Z", [("FIL907", "2026-01-01T00:00:00Z", None, "write 2026-01-01")]),
    ("Email < 'a'", [("FIL908", "Email < 'a'", "`Email` is text, which `<`, `<=`, `>`, `>=` do not test", "list the values that are meant: `Email in [...]`")]),
    ("Status >= 'Open'", [("FIL908", "Status >= 'Open'", None, None)]),
    ("Status contains 'Op'", [("FIL909", "Status contains 'Op'", None, "list the values that are meant: `Status in [...]`")]),
    ("Blocked__c in [true]", [("FIL909", "Blocked__c in [true]", None, "say `Blocked__c = true` or `Blocked__c = false`")]),
    ("Of_LongTextArea is blank", [("FIL910", "Of_LongTextArea", None, None)]),
    ("Of_Html is blank", [("FIL910", "Of_Html", None, None)]),
    ("Of_EncryptedText is blank", [("FIL911", "Of_EncryptedText", None, None)]),
    ("Of_Address is blank", [("FIL912", "Of_Address", None, "name the part that is meant, such as `Of_Address.Country`")]),
    ("Of_Time is blank", [("FIL913", "Of_Time", None, None)]),
    ("Of_None is blank", [("FIL913", "Of_None", None, None)]),
    ("Of_JunctionIdList is blank", [("FIL913", "Of_JunctionIdList", "`Of_JunctionIdList` is of type JunctionIdList, which filters do not read", None)]),
    ("Status = 'Opne'", [("FIL914", "'Opne'", "`Status` has no value 'Opne'", "did you mean `Open`?")]),
    ("Status in ['Open', 'New']", [("FIL914", "'New'", "`Status` has no value 'New'", "its values are 'Open', 'Working', 'Closed Won'")]),
    ("Lines__c = 'Pumps'", [("FIL915", "Lines__c = 'Pumps'", None, "say `Lines__c includes any [...]`, `includes all` or `excludes`")]),
    ("Lines__c < 'Pumps'", [("FIL915", "Lines__c < 'Pumps'", None, None)]),
    ("OwnerId = '0035e00000BqXy'", [("FIL916", "'0035e00000BqXy'", "'0035e00000BqXy' is no record id of 15 or 18 characters", "copy the id from the record's address")]),
    ("OwnerId = '0035e00000BqXyZAAA'", [("FIL916", "'0035e00000BqXyZAAA'", None, "the last three characters check the others: copy the id again")]),
    ("Company = 'İstanbul'", [("FIL917", "'İstanbul'", None, None)]),
    ("Company contains 'ας'", [("FIL917", "'ας'", None, None)]),
    ("Email contains ''", [("FIL918", "''", "an empty text matches nothing that anybody means", "say `Email is blank` or `Email is not blank`")]),
    ("Email != ' '", [("FIL918", "' '", None, None)]),
    ("Blocked__c is blank", [("FIL920", "Blocked__c is blank", "`Blocked__c` is a checkbox, which is true or false and never blank", "say `Blocked__c = false`")]),
    ("filter nowhere", [("FIL906", "filter nowhere", "there is no filter `nowhere`", None)]),
    ("Email in keys of nowhere", [("FIL906", "keys of nowhere", "there is no map `nowhere`", None)]),
    ("Email < 'a' or Score__c = 'x' and Emial is blank", [("FIL908", "Email < 'a'", None, None), ("FIL907", "'x'", None, None), ("FIL906", "Emial", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED_TEXTS, ids=[text for text, _ in REFUSED_TEXTS])
def test_a_misuse_is_refused_where_it_stands(text, expected):
    found = checked(text)
    assert found.predicate is None
    assert [(one.rule.id, text[slice(*one.place.inside)]) for one in found.findings] == [(rule, at) for rule, at, *_ in expected]
    for one, (_, _, message, help_) in zip(found.findings, expected, strict=True):
        assert message in (None, one.message)
        assert help_ in (None, one.help)
        assert (one.place.path, one.place.keys) == (PLACE.path, PLACE.keys)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_tests_and_kinds_is_what_happens(group, kind):
    name = next(column.name for column in COLUMNS.values() if column.kind == kind)
    value = {
        "checkbox": "true",
        "date": "today",
        "datetime": "today",
        "id": "'005000000000001'",
        "text": "'a'",
        "picklist": "'Open'",
        "several": "'Pumps'",
    }.get(kind, "1")
    forms = {
        "equal": [f"= {value}", f"!= {value}"],
        "order": [f"{sign} {value}" for sign in ("<", "<=", ">", ">=")],
        "list": [f"in [{value}]", f"not in [{value}]"],
        "contains": [f"contains {value}", f"not starts with {value}"],
        "includes": [f"includes any [{value}]", f"includes all [{value}]", f"excludes [{value}]"],
        "blank": ["is blank", "is not blank"],
    }  # fmt: skip
    refused = REFUSED.get(group, {}).get(kind)
    for form in forms[group]:
        found = checked(f"{name} {form}")
        assert [one.rule for one in found.findings] == ([refused.rule] if refused else []), form
        assert (found.predicate is None) == bool(refused)


def test_every_kind_is_some_type():
    assert set(KIND_OF_TYPE.values()) == set(KINDS)


def test_a_day_of_a_moment_needs_a_time_zone():
    found = checked("CreatedDate >= today", OneScope(zone=None))
    assert [one.rule.id for one in found.findings] == ["FIL919"]
    assert meaning("CreatedDate >= 2026-01-01T00:00:00Z", OneScope(zone=None))
    assert meaning("Birthdate >= today", OneScope(zone=None))


def test_a_filter_is_named_by_another():
    scope = OneScope(filters={"eu": Test(EMAIL, "blank"), "broken": None})
    assert meaning("not filter eu and Score__c = 1", scope) == All((Not(Test(EMAIL, "blank")), Test(SCORE, "=", (Decimal(1),))))
    assert checked("filter broken or true", scope) == checked("true and filter broken", scope)
    assert (checked("filter broken", scope).predicate, checked("filter broken", scope).findings) == (None, ())


def test_the_keys_of_a_map_are_values():
    scope = OneScope(maps={"stages": ("open", "Working"), "wrong": ("Open", "Nwe", "Old"), "broken": None})
    assert meaning("Status in keys of stages", scope) == Test(STATUS, "in", ("Open", "Working"))
    found = checked("Status in keys of wrong", scope).findings
    assert [(one.rule.id, one.message) for one in found] == [
        ("FIL914", "of the map `wrong`, the key 'Nwe', and 1 more: `Status` has no value 'Nwe'")
    ]
    assert (checked("Status in keys of broken", scope).predicate, checked("Status in keys of broken", scope).findings) == (None, ())


def test_a_filter_made_of_filters_does_not_grow_without_end():
    predicate = Test(EMAIL, "blank")
    for _ in range(11):
        predicate = Any((predicate, predicate))
    assert [one.rule.id for one in checked("filter big", OneScope(filters={"big": predicate})).findings] == ["FIL921"]
    deep = Test(EMAIL, "blank")
    for _ in range(101):
        deep = Not(deep)
    assert [one.rule.id for one in checked("filter deep", OneScope(filters={"deep": deep})).findings] == ["FIL921"]
