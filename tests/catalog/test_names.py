"""Help for a name that the org does not have: what is certain is said as such, and what several may be meant by lists them."""

import time

import pytest

from small_estate import compiled, found, org, placed, spec, told, user
from syncwright.catalog.meant import Meant
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import Kind
from syncwright.limits import SHOWN_FINDINGS

LEAD = {
    "Annual_Budget__c": Field(type="Currency", label="Yearly budget"),
    "Turnover__c": Field(type="Currency", label="Annual Revenue"),
    "Revenue__c": Field(type="Currency", label="Annual revenue"),
    "Owner_Team__c": Field(type="Text", label="Team"),
    "npsp__Region__c": Field(type="Text", label="Region (NPSP)"),
    "crm__Region__c": Field(type="Text", label="Region (CRM)"),
    "npsp__Stage__c": Field(type="Text", label="Stage"),
    "Plain__c": Field(type="Text", label="Plain"),
}
OBJECTS = org({"Lead": LEAD, "npsp__Allocation__c": {"Amount__c": Field(type="Currency")}})
OBJECTS["Visit__c"] = Object("Visit__c", "custom", OBJECTS["Visit__c"].fields, "Service visit")


def the_one(files):
    compilation = compiled(files, OBJECTS)
    assert len(found(compilation)) == 1, told(compilation)
    return compilation.diagnostics[0]


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("email", "it is written `Email`"),
        ("PLAIN__C", "it is written `Plain__c`"),
        ("createddate", "it is written `CreatedDate`"),
        ("Region__c", "several have this name, each with a namespace: `crm__Region__c`, `npsp__Region__c`"),
        ("region__c", "several have this name, each with a namespace: `crm__Region__c`, `npsp__Region__c`"),
        ("Stage__c", "it has a namespace: `npsp__Stage__c`"),
        ("npsp__Plain__c", "it has no namespace: `Plain__c`"),
        ("Yearly_budget__c", "it is the label of `Annual_Budget__c`"),
        ("YearlyBudget", "it is the label of `Annual_Budget__c`"),
        ("Team", "it is the label of `Owner_Team__c`"),
        ("Annual_Revenue__c", "several have this label: `AnnualRevenue`, `Revenue__c`, `Turnover__c`"),
        ("Plains__c", "did you mean `Plain__c`?"),
        ("Zebra__c", "run `syncwright import` if the org has got it since"),
    ],
)
def test_an_unknown_field_is_helped_by(name, help_):
    one = the_one({"objects/lead.yaml": spec("Lead", {name: ""})})
    assert (one.rule.id, placed(one), one.help) == ("REF409", "objects/lead.yaml:7:3", help_)


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("lead", "it is written `Lead`"),
        ("Allocation__c", "it has a namespace: `npsp__Allocation__c`"),
        ("Service_Visit", "it is the label of `Visit__c`"),
        ("Visits__c", "did you mean `Visit__c`?"),
    ],
)
def test_an_unknown_object_is_helped_by(name, help_):
    for files in ({"objects/a.yaml": spec(name, {"Text__c": ""})}, user(f"objects: {{{name}: {{access: read, why: w}}}}")):
        assert the_one(files).help == help_


def test_grants_and_conversions_are_helped_alike():
    assert the_one(user("fields: {Lead.plain__C: {access: read, why: w}}")).help == "it is written `Plain__c`"
    assert the_one({"objects/a.yaml": spec("Lead", {"Plain__c": "convert: Contact.score__c"})}).help == "it is written `Score__c`"
    assert the_one({"objects/a.yaml": spec("Lead", {"Plain__c": "convert: contact.Score__c"})}).help == "it is written `Contact`"


# ------------------------------------------------------------------ labels that have no shape of a name


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ('"Yearly budget"', "it is the label of `Annual_Budget__c`"),
        ("Annual Revenue", "several have this label: `AnnualRevenue`, `Revenue__c`, `Turnover__c`"),
        ("Region (CRM)", "it is the label of `crm__Region__c`"),
        ("Nobody's label", None),
    ],
)
def test_a_label_where_a_field_is_meant_says_whose_it_is(text, help_):
    one = the_one({"objects/lead.yaml": spec("Lead", f"  {text}: {{why: w}}\n")})
    assert (one.rule.id, placed(one), one.help) == ("SPC205", "objects/lead.yaml:7:3", help_)


def test_a_label_on_several_objects_says_it_of_each():
    one = the_one({"objects/people.yaml": spec("[Lead, Account]", "  Annual Revenue: {why: w}\n")})
    assert one.help == (
        "on `Lead` several have this label: `AnnualRevenue`, `Revenue__c`, `Turnover__c`; on `Account` it is the label of `AnnualRevenue`"
    )


@pytest.mark.parametrize("objects", ["Service visit", "[Lead, Service visit]"])
def test_a_label_where_an_object_is_meant_says_whose_it_is(objects):
    one = the_one({"objects/a.yaml": spec(objects, {"Text__c": ""})})
    assert (one.rule.id, one.help) == ("SPC205", "it is the label of `Visit__c`")


def test_other_mistakes_of_shape_keep_their_help():
    one = the_one({"objects/lead.yaml": spec("Lead", "  Plain__c: {why: w, sync: both}\n")})
    assert one.rule.id == "SPC205"
    assert one.help is None or "label" not in one.help


# ------------------------------------------------------------------ the owner of a detail


def test_a_detail_has_no_owner_of_its_own():
    one = the_one({"objects/a.yaml": spec("Visit__c", {"OwnerId": ""})})
    assert (one.rule.id, placed(one)) == ("REF409", "objects/a.yaml:7:3")
    assert one.help == "`Visit__c` is a detail of what `Device__c` points to, and a record's owner is its master's"
    assert the_one(user("fields: {Visit__c.OwnerId: {access: read, why: w}}")).help == one.help


@pytest.mark.parametrize("owner", ["Loose__c", "Lead"])
def test_others_have_one(owner):
    compilation = compiled({"objects/a.yaml": spec(owner, {"OwnerId": ""})}, OBJECTS)
    assert found(compilation) == [], told(compilation)


def test_an_owner_that_the_orgs_source_lists_is_there():
    fields = {**OBJECTS["Visit__c"].fields, "OwnerId": Field(type="Lookup", references=("User",), fls="no")}
    compilation = compiled(
        {"objects/a.yaml": spec("Visit__c", {"OwnerId": ""})}, {**OBJECTS, "Visit__c": Object("Visit__c", "custom", fields)}
    )
    assert found(compilation) == [], told(compilation)


# ------------------------------------------------------------------ how long it takes


def big(fields: int) -> Org:
    kind: Kind = "custom"
    return Org({"Big__c": Object("Big__c", kind, {f"Field_{n}__c": Field(type="Text", label=f"Label {n}") for n in range(fields)})})


def test_only_as_many_names_are_compared_with_all_others_as_people_are_shown():
    meant = Meant(big(500))
    helps = [meant.field("Big__c", f"Feild_{n}__c") for n in range(SHOWN_FINDINGS + 20)]
    assert sum(help_.startswith("did you mean") for help_ in helps) == SHOWN_FINDINGS


def test_what_is_certain_is_said_of_any_number_of_names():
    meant = Meant(big(20_000))
    started = time.process_time()
    helps = [meant.field("Big__c", f"field_{n}__c") for n in range(20_000)]
    assert all(help_.startswith("it is written") for help_ in helps)
    assert time.process_time() - started < 5
