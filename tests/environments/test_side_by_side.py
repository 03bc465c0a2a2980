"""Two environments side by side: each thing that differs in what the specs mean, and nothing else."""

from collections.abc import Mapping
from datetime import date

import pytest

from small_estate import FILES, org, spec, user
from syncwright.compile import Compilation, compile_estate
from syncwright.environments import Difference, SideBySide, side_by_side
from syncwright.files import Tree
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People, SetGroup
from syncwright.inventory.model import ValueSet
from syncwright.inventory.store import inventory_files
from syncwright.platform import installed
from syncwright.text import SourceFile

TWO = {
    "estate.yaml": FILES["estate.yaml"] + "default_environment: production\n",
    "environments/uat.yaml": "environment: uat\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/uat}\n",
    "objects/lead.yaml": spec("Lead", {"Motto__c": "sync: two-way", "Region__c": ""}),
    "objects/device.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden"}),
}


def compiled(environment: str, orgs: Mapping[str, Org], files: Mapping[str, str]) -> Compilation:
    texts = {**FILES, **TWO, **files}

    def inventory(folder: str) -> Tree:
        held = inventory_files(orgs[folder.rpartition("/")[2]])
        return Tree([SourceFile(f"specs/{folder}/{name}", data) for name, data in held.items()])

    sources = Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(texts.items())])
    return compile_estate(sources, "specs", inventory, installed(), environment=environment, today=date(2026, 6, 1))


def beside(left: Org, right: Org, files: Mapping[str, str] = {}) -> SideBySide:
    orgs = {"production": left, "uat": right}
    return side_by_side(*(compiled(name, orgs, files) for name in orgs))


def held(people: People = People(), value_sets: Mapping[str, ValueSet] = {}, **fields: Field | None) -> Org:
    """The org, with fields of `Lead` other than they are; None takes one away."""
    objects = org()
    lead = {name: field for name, field in {**objects["Lead"].fields, **fields}.items() if field is not None}
    return Org({**objects, "Lead": Object("Lead", "standard", lead)}, value_sets, people)


def on(found: SideBySide, topic: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.name, one.what, one.left, one.right) for one in found.differences if one.topic == topic]


def test_environments_with_the_same_orgs_and_places_are_alike():
    assert beside(held(), held()) == SideBySide("production", "uat", (), 0)


FIELDS = {
    "type": (Field(type="Text", length=80), Field(type="TextArea", length=80), [("type", "Text", "TextArea")]),
    "length": (Field(type="Text", length=80), Field(type="Text", length=40), [("length", "80", "40")]),
    "values": (Field(type="Picklist", values=("A", "B")), Field(type="Picklist", values=("A",)), [("values", "A, B", "A")]),
    "required": (Field(type="Text", required=True), Field(type="Text"), [("required", "yes", None)]),
    "formula": (Field(type="Text", formula="Name"), Field(type="Text"), [("formula", "Name", None)]),
    "label": (Field(type="Text", label="A", help="B", description="C"), Field(type="Text"), []),
}


@pytest.mark.parametrize(("one", "other", "said"), FIELDS.values(), ids=FIELDS)
def test_attributes_of_a_field_that_specs_name(one, other, said):
    found = beside(held(Motto__c=one), held(Motto__c=other))
    assert on(found, "objects and fields") == [("Lead.Motto__c", *each) for each in said]
    assert found.unnamed == 0


def test_a_field_that_one_org_lacks_is_missing_unbuilt_and_a_finding():
    found = beside(held(), held(Motto__c=None))
    assert on(found, "objects and fields")[0] == ("Lead.Motto__c", "type", "Text", None)
    # Without a field that is written the object is not edited, nor a field without security of its own.
    assert on(found, "access") == [
        ("Lead.Motto__c", "by marketo-sync", "edit", None),
        ("Lead.Region__c", "by marketo-sync", "edit", "read"),
    ]
    assert ("salesforce.permission_set/Marketo_Sync", "field permissions Lead.Motto__c", "edit", None) in on(found, "built")
    [(where, rule, left, right)] = on(found, "findings")
    assert (where, rule, left) == ("specs/objects/lead.yaml:7", "REF409", None)
    assert right is not None
    assert right.startswith("error: `Lead` has no field `Motto__c`")


def test_an_object_that_one_org_lacks_is_one_difference():
    left = {name: one for name, one in org().items() if name not in ("Device__c", "Visit__c")}
    found = beside(Org(left), Org(org()))
    assert on(found, "objects and fields") == [("Device__c", "object", None, "held")]
    assert ("Device__c.Text__c", "by marketo-sync", None, "read") in on(found, "access")


def test_values_of_a_set_that_a_field_shares():
    field = Field(type="Picklist", value_set="Regions")
    sets = [{"Regions": ValueSet("Regions", "global", values)} for values in (("A", "B"), ("A", "C"))]
    found = beside(*(held(value_sets=each, Motto__c=field) for each in sets))
    assert on(found, "objects and fields") == [("Lead.Motto__c", "values", "A, B", "A, C")]


def test_what_users_have_of_the_org_and_what_that_lets_them_see():
    files = user(more="profile: Sync\nwith: [Extra, Several]\n")
    profiles = [{"Sync": Holder("Sync", "profile", rows={"fields": {"Device__c.Other__c": word}})} for word in ("read", "edit")]
    sets = {"Extra": Holder("Extra", "permission_set", rows={"objects": {"Lead": "read"}}), "In": Holder("In", "permission_set")}
    groups = [{"Several": SetGroup("Several", sets=members)} for members in (("In",), ("In", "Extra"))]
    left = held(People({}, profiles[0], {}, groups[0]))
    right = held(People(sets, profiles[1], {}, groups[1]))
    found = beside(left, right, files)
    rows = on(found, "permission sets and profiles")
    assert ("profile Sync", "fields Device__c.Other__c", "read", "edit") in rows
    assert ("permission set Extra", "held", "no", "yes") in rows
    assert ("permission set Extra", "objects Lead", None, "read") in rows
    assert ("permission set group Several", "sets", "In", "In, Extra") in rows
    assert ("permission set In", "held", "no", "yes") in rows
    assert found.unnamed == 0


def test_what_no_spec_names_is_counted():
    more = {"Loose__c": Object("Loose__c", "custom", {"Text__c": Field(type="Text", length=9)})}
    right = Org(
        {**held().objects, **more}, {"Other": ValueSet("Other", "global", ("A",))}, People({"Mine": Holder("Mine", "permission_set")})
    )
    found = beside(held(), right)
    assert found.differences == ()
    assert found.unnamed == 3


def test_connectors_and_users_of_environments():
    files = {
        "environments/production.yaml": FILES["environments/production.yaml"]
        + "protected: true\nconnectors: {marketo: {munchkin: 123-ABC-456}, ae: {state: running}}\nusers: {marketo-sync: {username: a@b.example}}\n",
        "environments/uat.yaml": TWO["environments/uat.yaml"].replace("tiny.my", "tiny--uat.my")
        + "connectors: {ae: absent}\nusers: {marketo-sync: {username: a@b.example.uat}}\n",
    }
    found = beside(held(), held(), files)
    assert on(found, "environment") == [
        ("salesforce", "instance", "tiny.my.salesforce.com", "tiny--uat.my.salesforce.com"),
        ("salesforce", "protected", "yes", "no"),
    ]
    assert on(found, "connectors") == [
        ("ae", "present", "yes", "no"),
        ("ae", "state", "running", None),
        ("marketo", "munchkin", "123-ABC-456", None),
    ]
    assert on(found, "users") == [
        ("ae-integration", "present", "yes", "no"),
        ("marketo-sync", "username", "a@b.example", "a@b.example.uat"),
    ]


def test_the_other_way_round_is_the_same_the_other_way_round():
    one, other = held(), held(Motto__c=None, Region__c=Field(type="Text"))
    there, back = beside(one, other), beside(other, one)
    # The environments keep their names, so only what the orgs bring is turned round.
    assert {(d.topic, d.name, d.what, d.right, d.left) for d in back.differences} == {
        (d.topic, d.name, d.what, d.left, d.right) for d in there.differences
    }
    assert all(isinstance(each, Difference) and each.left != each.right for each in there.differences)


CAMPAIGN = {
    "campaigns/tidy.yaml": "campaign: tidy\nfor: marketo\nwhy: w\nowner: ops\ntype: batch\nobjects: Lead\nflow:\n- {change: Motto__c, to: a}\n- {change: Site__c, to: a}\n"
}


def test_a_campaign_that_changes_less_in_one_org():
    found = beside(held(Site__c=Field(type="Text")), held(), CAMPAIGN)
    assert on(found, "campaigns") == [("tidy", "changes", "Lead.Motto__c, Lead.Site__c", "Lead.Motto__c")]


def test_a_campaign_whose_connector_is_absent_in_one():
    there = {"environments/uat.yaml": TWO["environments/uat.yaml"] + "connectors: {marketo: absent}\n", **CAMPAIGN}
    found = beside(held(Site__c=Field(type="Text")), held(Site__c=Field(type="Text")), there)
    assert on(found, "campaigns") == [("tidy", "present", "yes", "no"), ("tidy", "changes", "Lead.Motto__c, Lead.Site__c", None)]
