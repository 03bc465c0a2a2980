"""Picklist values as specs mean them: lists that the estate owns, values that become others, names that do not fit."""

import pytest

from picklists import flow, holding, of_org, own, plain, shared, using
from small_estate import clean, compiled, found, told
from syncwright.catalog.values import Move, moves
from syncwright.inventory import Field
from syncwright.inventory.model import ValueSet
from syncwright.inventory.offered import offered, value_set_of

REGION = ValueSet("Region", "global", ("North", "South"), "Region")
SOURCES = ValueSet("LeadSource", "standard", ("Web", "Fair"))
TRACK = Field(type="Picklist", label="Track", values=("Buyer", "Specifier"))
BY_SET = Field(type="Picklist", label="Area", value_set="Region")


def moved(files, org):
    return {key: (one.new, one.kind, one.ours, one.fields) for key, one in moves(compiled(files, org).catalog).items()}


def test_a_picklist_offers_its_own_values_or_those_of_its_set():
    org = holding(REGION, SOURCES, Track__c=TRACK, Area__c=BY_SET)
    assert offered(org, "Lead", "Track__c") == ("Buyer", "Specifier")
    assert (offered(org, "Lead", "Area__c"), value_set_of(org, "Lead", "Area__c")) == (("North", "South"), "Region")
    assert (offered(org, "Lead", "LeadSource"), value_set_of(org, "Lead", "LeadSource")) == (None, None)


def test_what_a_standard_picklist_offers_is_its_sets():
    org = holding(SOURCES, LeadSource=Field(type="Picklist", label="Lead Source"))
    assert (offered(org, "Lead", "LeadSource"), value_set_of(org, "Lead", "LeadSource")) == (("Web", "Fair"), "LeadSource")


def test_a_set_of_the_specs_is_there_for_fields_before_the_org_has_it():
    compilation = clean({**shared(plain("North", "South"), "order: [South]\n"), **using()})
    held = compilation.catalog.org.value_sets["Region"]
    assert (held.values, held.label, held.kind) == (("South", "North"), "Region", "global")
    assert offered(compilation.catalog.org, "Lead", "Area__c") == ("South", "North")


def test_values_of_a_created_field_stand_in_their_order_and_inactive_ones_are_not_offered():
    compilation = clean(own({**plain("C", "A", "B"), "Z": {"active": False}}, ", order: [B]"))
    assert offered(compilation.catalog.org, "Lead", "Fit__c") == ("B", "A", "C")
    by_label = clean(own({"1": {"label": "z"}, "2": {"label": "a"}}, ", sorted: true"))
    assert offered(by_label.catalog.org, "Lead", "Fit__c") == ("2", "1")


@pytest.mark.parametrize(
    ("files", "org", "expected"),
    [
        (own({"High": {"previously": "A"}}), holding(), {("Lead.Fit__c", "A"): ("High", "own", True, ("Lead.Fit__c",))}),
        (
            own({"High": {"previously": ["A", "B"]}}),
            holding(),
            {("Lead.Fit__c", old): ("High", "own", True, ("Lead.Fit__c",)) for old in "AB"},
        ),
        (
            of_org({"Buys": {"previously": "Buyer"}}),
            holding(Track__c=TRACK),
            {("Lead.Track__c", "Buyer"): ("Buys", "own", False, ("Lead.Track__c",))},
        ),
        (
            of_org({"N": {"previously": "North"}}, "Area__c"),
            holding(REGION, Area__c=BY_SET),
            {("Region", "North"): ("N", "global", False, ("Lead.Area__c",))},
        ),
        (
            {**of_org({"N": {"previously": "North"}}, "Area__c"), **shared({"N": {"previously": "North"}, "South": {}})},
            holding(REGION, Area__c=BY_SET),
            {("Region", "North"): ("N", "global", True, ("Lead.Area__c",))},
        ),
        (
            of_org({"Internet": {"previously": "Web"}}, "LeadSource"),
            holding(SOURCES, LeadSource=Field(type="Picklist")),
            {("LeadSource", "Web"): ("Internet", "standard", False, ("Lead.LeadSource",))},
        ),
    ],
)
def test_a_former_name_is_a_move_in_the_list_that_holds_it(files, org, expected):
    assert moved(files, org) == expected


def test_a_move_says_who_asks_for_it_and_where():
    [one] = moves(compiled(shared({"N": {"previously": "North"}, "South": {}}), holding(REGION)).catalog).values()
    assert one == Move(
        "Region",
        "global",
        True,
        "North",
        "N",
        "ops",
        "where we sell",
        "value_set/Region#values.N",
        "specs/value_sets/Region.yaml",
        ("values", "N"),
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (using("Regoin"), ("REF420", "objects/area.yaml:7", "did you mean `Region`?")),
        (using("LeadSource"), ("REF420", "objects/area.yaml:7", "list the values under `values:`, or name a global value set")),
        (of_org(plain("Byer")), ("REF421", "objects/track.yaml:7", "did you mean `Buyer`?")),
        (of_org(plain("Installer")), ("REF421", "objects/track.yaml:7", "it offers `Buyer`, `Specifier`")),
        (own(plain("A"), ", order: [A, A]"), ("REF422", "objects/Fit__c.yaml:9", "name each value once")),
        (shared(plain("North"), "order: [Nort]\n"), ("REF422", "value_sets/Region.yaml:4", "did you mean `North`?")),
        (of_org(plain("A"), "Motto__c"), ("REF424", "objects/track.yaml:7", "leave `values:` out")),
    ],
)
def test_a_name_that_does_not_fit_is_shown_where_it_stands(files, expected):
    compilation = compiled(files, holding(REGION, SOURCES, Track__c=TRACK, Motto__c=Field(type="Text", length=80)))
    rule, place, help_ = expected
    [one] = [one for one in compilation.diagnostics if one.severity == "error"]
    assert (one.rule.id, one.help) == (rule, help_), told(compilation)
    assert [at.rpartition(":")[0] for rule_, at in found(compilation) if rule_ == rule] == [place]


def test_a_value_that_goes_is_no_unknown_value():
    clean(of_org({"Buys": {"previously": "Buyer"}, "Specifier": {}}), holding(Track__c=TRACK))


def test_a_value_is_reported_once_for_all_objects_of_a_file():
    org = holding(REGION, Area__c=BY_SET)
    contact = org.objects["Contact"]
    both = {**org.objects, "Contact": type(contact)("Contact", contact.kind, {**contact.fields, "Area__c": BY_SET})}
    text = f"object: [Lead, Contact]\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {{sync: from-salesforce, pii: none}}\nfields:\n  Area__c: {{why: w, values: {flow(plain('West'))}}}\n"
    compilation = compiled({"objects/both.yaml": text}, type(org)(both, org.value_sets))
    assert [rule for rule, _ in found(compilation)] == ["REF421"]


def test_two_sets_of_one_name_are_a_finding():
    compilation = compiled({**shared(plain("A")), "value_sets/again.yaml": "value_set: Region\nowner: ops\nwhy: w\nvalues: {B: }\n"})
    assert [rule for rule, _ in found(compilation)] == ["REF402"]


def test_an_owner_of_a_set_that_nobody_knows_is_a_finding():
    compilation = compiled({"value_sets/r.yaml": "value_set: Region\nowner: nobody\nwhy: w\nvalues: {B: }\n"})
    assert found(compilation) == [("REF405", "value_sets/r.yaml:2:8")]
