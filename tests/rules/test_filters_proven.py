"""Rules that say what is proven of filters: which object, which case, and what they leave alone."""

import pytest

from catalog.test_filters import HEAD, ORG, PERSON
from small_estate import compiled

ESTATE = (
    "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\n"
    "salesforce: {edition: enterprise, timezone: Europe/Amsterdam}\n"
)
IDS = {"FIL950", "FIL951", "FIL952", "FIL953", "FIL954"}
BOTH = HEAD.replace("for: [marketo]\n", "")


def said(files):
    found = compiled({"estate.yaml": ESTATE, "objects/person.yaml": PERSON, **files}, ORG)
    assert not [one for one in found.diagnostics if one.rule.id < "FIL924" and one.rule.id[:3] == "FIL"]
    return [(one.rule.id, one.message) for one in found.diagnostics if one.rule.id in IDS]


def scope(where, name="scope", head=BOTH):
    return {f"filters/{name}.yaml": f"{head.replace('filter: scope', f'filter: {name}')}where: |\n  {where}\n"}


def units(*cases, otherwise="blank"):
    body = "".join(f"  {name}:\n    for: marketo\n    where: |\n      {where}\n" for name, where in cases)
    return {"filters/units.yaml": f"partition: units\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\ncases:\n{body}otherwise: {otherwise}\n"}


def test_a_filter_that_is_never_true_names_the_objects_and_the_field():
    where = "Email is not blank and Address.Country = 'US' and Address.Country = 'CA'"
    assert said(scope(where)) == [
        ("FIL950", "no record of `Lead` or `Contact` can pass the filter `scope`: what it asks of `Country` excludes itself")
    ]


@pytest.mark.parametrize("where", ["true", "false", "Email is not blank", "Motto starts with ' a' and Motto not contains 'b'"])
def test_what_is_said_in_so_many_words_or_not_proven_is_not_flagged(where):
    assert said(scope(where)) == []


def test_a_filter_that_drifts_is_flagged_once_no_day_to_come_lets_anything_pass():
    assert [rule for rule, _ in said(scope("CreatedDate >= today and CreatedDate < 2026-06-01"))] == ["FIL950"]
    assert said(scope("CreatedDate >= today and CreatedDate < 2026-06-02")) == []
    assert said(scope("CreatedDate < today and CreatedDate >= 2099-01-01")) == []


def test_a_filter_without_effect_is_said_to_let_blanks_pass():
    assert said(scope("Motto != 'a' or Motto != 'b'")) == [
        ("FIL951", "every record of `Lead` or `Contact` passes the filter `scope`, blank or not")
    ]


def test_a_case_in_the_shadow_of_one_names_it():
    [(rule, message)] = said(units(("WIDE", "Motto is not blank"), ("NARROW", "Motto = 'a'")))
    assert rule == "FIL952"
    assert message.endswith("can go to `NARROW` of the partition `units`: `WIDE` above it takes all of them")


def test_a_case_in_the_shadow_of_several_says_so():
    cases = ("HIGH", "Score__c > 5"), ("LOW", "Score__c <= 5"), ("REST", "Score__c is not blank")
    [(rule, message)] = said(units(*cases))
    assert (rule, message.endswith("the cases above it together take all of them")) == ("FIL952", True)


def test_otherwise_is_unreachable_where_one_case_takes_the_blanks():
    cases = ("A", "Motto = 'a'"), ("REST", "Motto != 'a'")
    [(rule, message)] = said(units(*cases, otherwise="nowhere"))
    assert (rule, message.endswith("so none gets `nowhere`")) == ("FIL954", True)
    assert said(units(*cases)) == []
    assert said(units(("A", "Motto = 'a'"), ("REST", "Motto is not blank"), otherwise="nowhere")) == []


def test_filters_alike_are_found_however_they_are_written():
    one, other = "Email is not blank and Score__c > 5", "not (Email is blank or not Score__c > 5)"
    [(rule, message)] = said({**scope(one), **scope(other, "again")})
    assert rule == "FIL953"
    assert message.startswith("the filter `scope` lets the same records of ")
    assert message.endswith(" pass as `again`")
    assert said({**scope(one), **scope("filter scope", "again")}) == []
    assert said({**scope(one), **scope(other.replace("> 5", "> 6"), "again")}) == []
    assert said({**scope(one), **scope(other, "again", BOTH.replace("[Lead, Contact]", "[Lead]"))}) == []
