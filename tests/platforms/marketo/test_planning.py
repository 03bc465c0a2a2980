"""What people at Marketo have to know and do of a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_estates import SET, against, fine, since, steps
from small_estate import clean, compiled, org, spec, user
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Holder, People
from syncwright.platforms.marketo import backfill

ONE = {"objects/lead.yaml": spec("Lead", {"Email": ""})}
MORE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "Score__c": "sync: hidden"})}


CATALOG = clean({}).catalog


def for_good(plan):
    return {(hazard.address, hazard.name) for hazard in plan.hazards if hazard.kind == "irreversible"}


def test_a_field_that_becomes_visible_is_visible_for_good():
    plan = since(ONE, MORE)
    assert for_good(plan) == {(SET, "Lead.Motto__c")}
    [hazard] = (one for one in plan.hazards if one.kind == "irreversible")
    assert hazard.source == "Adobe: Salesforce sync set-up, step 3 of 3"
    assert hazard.user == "marketo-sync"


def test_a_field_that_is_edited_as_well_was_visible_before():
    plan = since(ONE, {"objects/lead.yaml": spec("Lead", {"Email": "sync: two-way"})})
    assert for_good(plan) == set()
    assert "marketo.values/marketo" not in steps(plan)


def test_what_another_platform_sees_is_not_marketos():
    after = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: {ae: from-salesforce}"}, "marketo, ae")}
    before = {"objects/lead.yaml": spec("Lead", {"Email": ""}, "marketo, ae")}
    assert for_good(since(before, after)) == set()


def test_a_field_of_an_object_that_does_not_sync_is_not_marketos():
    plan = since(ONE, {**ONE, **user("objects: {Contact: {access: read, why: w}}, fields: {Contact.Motto__c: {access: read, why: w}}")})
    assert for_good(plan) == set()


def test_what_the_profile_shows_already_does_not_become_visible():
    shown = Holder("Sync", "profile", rows={"fields": {"Lead.Motto__c": "read"}, "objects": {"Lead": "read"}})
    held = Org(org(), people=People(profiles={"Sync": shown}))
    profile = user(more="profile: Sync\n")
    assert for_good(since({**ONE, **profile}, {**MORE, **profile}, held)) == set()
    assert for_good(since({**ONE, **profile}, {**MORE, **profile})) == {(SET, "Lead.Motto__c")}


def test_values_that_are_there_come_later_and_somebody_decides_on_them():
    step = steps(since(ONE, MORE))["marketo.values/marketo"]
    assert (step.kind, step.owner) == ("backfill", "ops")
    assert step.after == ("salesforce.deploy",)
    assert "Lead.Motto__c" in step.text


def test_the_backfill_is_an_offer_with_the_queries_that_count_and_its_cost():
    text = steps(since(ONE, MORE))["marketo.values/marketo"].text.splitlines()
    assert "  SELECT COUNT() FROM Lead WHERE Motto__c != null" in text
    assert "  10,000 records: 50 calls, about 1 hour (observed, not documented)" in text
    assert "  1,000,000 records: 5,000 calls, about 100 hours (observed, not documented)" in text
    assert any("2015" in line and "Support told a customer in 2017" in line for line in text)


KINDS = {
    "Tall__c": Field(type="LongTextArea", length=32_000),
    "Box__c": Field(type="Checkbox"),
    "A__c": Field(type="Text", length=10),
    "B__c": Field(type="Text", length=10),
}


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        (["A__c"], "SELECT COUNT() FROM Contact WHERE A__c != null"),
        (["B__c", "A__c"], "SELECT COUNT() FROM Contact WHERE (A__c != null OR B__c != null)"),
        (["A__c", "Tall__c"], "SELECT COUNT() FROM Contact"),  # nothing tests a long text
        (["Box__c"], "SELECT COUNT() FROM Contact"),  # a checkbox is never blank
    ],
)
def test_records_with_a_value_are_counted_where_a_query_can_tell(fields, query):
    catalog = clean({}, org({"Contact": KINDS})).catalog
    assert list(backfill.queries(catalog, "marketo", [f"Contact.{name}" for name in fields])) == [query]


def test_only_records_that_sync_are_counted():
    scope = (
        "filter: scope\nowner: ops\nwhy: w\nobjects: [Lead]\nfor: [marketo]\nwhere: |\n  Email is not blank\n"
        "as: {field: In_Scope__c, syncs_when: true}\n"
    )
    held = org({"Lead": {"In_Scope__c": Field(type="Checkbox"), "Motto__c": Field(type="Text", length=10)}})
    files = {"filters/scope.yaml": scope, "objects/a.yaml": spec("Lead", {"Email": "", "In_Scope__c": ""})}
    catalog = compiled(files, held).catalog
    assert list(backfill.queries(catalog, "marketo", ["Lead.Motto__c"])) == [
        "SELECT COUNT() FROM Lead WHERE Motto__c != null AND In_Scope__c = true"
    ]


@given(st.lists(st.sampled_from(["Lead.Email", "Lead.Title", "Contact.Fax", "Contact.Phone", "Account.Industry"]), min_size=1))
def test_each_object_is_counted_once_whatever_the_order(things):
    found = list(backfill.queries(CATALOG, "marketo", things))
    assert [query.split()[3] for query in found] == sorted({thing.partition(".")[0] for thing in things})


def test_a_field_that_is_hidden_is_named_as_marketo_calls_it():
    before = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "DoNotCall": ""})}
    text = steps(since(before, ONE))["marketo.hide/marketo"].text
    assert "Lead.Motto__c: Motto__c in Salesforce, label in Marketo not documented" in text
    assert "Field Actions, Hide Field" in text
    assert "What Marketo keeps in the field: not documented" in text


def test_hiding_a_standard_field_is_beyond_adobes_guidance():
    before = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "Fax": ""})}
    plan = since(before, ONE)
    [hazard] = (one for one in plan.hazards if one.kind == "by-hand" and one.address == SET)
    assert (hazard.name, hazard.user) == ("Lead.Fax", "marketo-sync")
    assert (
        hazard.says
        == "`Lead.Fax` is a standard field, and `marketo` no longer sees it: Adobe's guidance on hiding covers custom fields alone"
    )
    assert "Standard fields among these: Lead.Fax. Hide them in a sandbox first." in steps(plan)["marketo.hide/marketo"].text


def test_hiding_a_custom_field_is_what_the_guidance_is_for():
    plan = since(MORE, ONE)
    assert [one for one in plan.hazards if one.kind == "by-hand"] == []
    assert "Standard fields" not in steps(plan)["marketo.hide/marketo"].text


def test_many_fields_are_hidden_by_professional_services():
    many = {f"F{n}__c": Field(type="Text", length=10) for n in range(20)}
    held = org({"Lead": {**many, "Motto__c": Field(type="Text", length=10)}})
    before = {"objects/lead.yaml": spec("Lead", {"Email": "", **dict.fromkeys(many, "")})}
    few = {"objects/lead.yaml": spec("Lead", {"Email": "", **dict.fromkeys(list(many)[1:], "")})}
    assert "Professional Services" in steps(since(before, ONE, held))["marketo.hide/marketo"].text
    assert "Professional Services" not in steps(since(few, ONE, held))["marketo.hide/marketo"].text


def test_the_work_at_marketo_comes_after_the_user_has_the_set():
    plan = against(fine(ONE), {})
    assert set(steps(plan)["marketo.values/marketo"].after) == {"salesforce.deploy", "salesforce.assign/marketo-sync/Marketo_Sync"}


def test_a_field_that_is_hidden_stays_in_marketo_until_it_is_hidden_there():
    step = steps(since(MORE, ONE))["marketo.hide/marketo"]
    assert (step.kind, step.after) == ("person", ("salesforce.deploy",))
    assert "Lead.Motto__c" in step.text


def test_a_custom_object_is_enabled_while_the_sync_is_held():
    after = {**ONE, "objects/device.yaml": spec("Device__c", {"Text__c": ""})}
    plan = since(ONE, after)
    hold, enable, release = (steps(plan)[f"marketo.{what}/marketo"] for what in ("hold", "objects", "release"))
    assert [one.kind for one in (hold, enable, release)] == ["hold", "person", "release"]
    assert (hold.after, enable.after, release.after) == (("salesforce.deploy",), (hold.id,), (enable.id,))
    order = [step.id for step in plan.steps]
    assert order.index(hold.id) < order.index(enable.id) < order.index(release.id) < order.index("marketo.values/marketo")


def test_an_object_that_syncs_already_needs_no_bracket():
    before = {**ONE, "objects/device.yaml": spec("Device__c", {"Text__c": ""})}
    after = {**ONE, "objects/device.yaml": spec("Device__c", {"Text__c": "", "Other__c": ""})}
    assert "marketo.hold/marketo" not in steps(since(before, after))
