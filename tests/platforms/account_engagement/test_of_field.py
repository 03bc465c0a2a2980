"""What `why` says of a field in Account Engagement: per unit, who wins, what blanks do, what starts a sync, each with where it is said or read."""

import pytest

from small_estate import compiled, org, spec, told
from syncwright.candidates.answer import Remark
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.of_field import of_field

CONNECTOR = (
    "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: ae-integration\nversion: 2\n"
    "operations: {errors_owner: ops, review_every: 2 days}\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
)
EXTRA = {
    "Lead": {
        "Motto__c": Field(type="Text"),
        "Domain__c": Field(type="Text", formula="Email"),
        "Visits__c": Field(type="Summary", summary="count Visit__c.Lead__c"),
    }
}


def remarks(path: str, said: str, connector: str = CONNECTOR) -> dict[str, list[Remark]]:
    """By what they are about."""
    owner, name = path.split(".")
    compilation = compiled({"connectors/ae.yaml": connector, "objects/o.yaml": spec(owner, {name: said}, "ae")}, org(EXTRA))
    catalog = compilation.catalog
    assert catalog is not None, told(compilation)
    found: dict[str, list[Remark]] = {}
    for one in of_field(catalog, catalog.connectors["ae"], catalog.objects[owner].fields[name], name):
        found.setdefault(one.about, []).append(one)
    return found


def says(path: str, said: str, connector: str = CONNECTOR) -> list[str]:
    [only] = remarks(path, said, connector).values()
    return [one.says for one in only]


BOTH = "ae/amer and ae/emea"


def test_units_of_which_the_same_holds_are_told_together_and_others_apart():
    assert list(remarks("Lead.Motto__c", "sync: two-way, at: {ae: {field: motto, wins: salesforce}}")) == [BOTH]
    apart = remarks("Lead.Motto__c", "sync: two-way, at: {ae: {field: motto, wins: salesforce}, ae/emea: {wins: account_engagement}}")
    assert {unit: [one.says for one in some][1] for unit, some in apart.items()} == {
        "ae/amer": "its sync behaviour is Use Salesforce's value",
        "ae/emea": "its sync behaviour is Use Account Engagement's value",
    }


def test_each_word_of_the_specs_has_its_place_and_each_fact_its_source():
    [some] = remarks("Lead.Motto__c", "sync: two-way, at: {ae: {field: motto, type: text, wins: salesforce}}").values()
    assert some[0].says == "it is the field `motto` of the prospect, of type Text"
    assert [one.place.keys if one.place else None for one in some[:2]] == [
        ("fields", "Motto__c", "at", "ae", "field"),
        ("fields", "Motto__c", "at", "ae", "wins"),
    ]
    assert all(one.source for one in some[2:])


@pytest.mark.parametrize(
    ("wins", "overwrites", "blank"),
    [
        ("salesforce", False, "a blank value of Salesforce does not win: Account Engagement's fills it"),
        ("salesforce", True, "a blank value of Salesforce blanks Account Engagement's"),
        ("account_engagement", False, "a blank value of Account Engagement does not win: Salesforce's fills it"),
    ],
)
def test_what_a_blank_does_is_told(wins, overwrites, blank):
    connector = CONNECTOR + f"blank_salesforce_values_overwrite: {str(overwrites).lower()}\n"
    found = says("Lead.Motto__c", f"sync: two-way, at: {{ae: {{field: motto, wins: {wins}}}}}", connector)
    assert sum(one.startswith(blank) for one in found) == 1
    assert len(found) == len(set(found))


def test_what_would_be_written_to_salesforce_and_the_specs_do_not_let_is_said():
    found = says("Lead.Motto__c", "sync: from-salesforce, at: {ae: {field: motto, wins: salesforce}}")
    [blank] = [one for one in found if one.startswith("a blank value of Salesforce")]
    assert blank.endswith("; the specs have it `from-salesforce`, so that nothing is written to Salesforce")


def test_what_nobody_has_said_is_said_to_be_and_not_stated_as_certain():
    [some] = remarks("Lead.Motto__c", "sync: two-way").values()
    assert some[0].says == "nobody says which field of the prospect it is"
    assert [(one.certain, "nobody has said whose value wins" in one.says) for one in some[1:2]] == [(False, True)]


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        ("Lead.Domain__c", "does not start a sync"),
        ("Lead.Visits__c", "a new one starts a sync"),
        ("Lead.Motto__c", "every 2 minutes"),
        ("Account.Name", "is brought up to date apart from prospects"),
    ],
)
def test_what_starts_a_sync_depends_on_the_kind_of_field(path, starts):
    assert starts in says(path, "sync: from-salesforce")[-1]


def test_a_unit_that_hides_the_field_says_so_alone():
    found = remarks("Lead.Motto__c", "sync: two-way, at: {ae: {field: motto}, ae/amer: {sync: hidden}}")
    assert [one.says for one in found["ae/amer"]] == ["it is not mapped, so that it does not sync"]
    assert len(found["ae/emea"]) > 1


def test_a_field_that_is_locked_is_said_to_be():
    assert "its sync behaviour is Use Salesforce's value, which nobody can change" in says("Lead.OwnerId", "sync: from-salesforce")
