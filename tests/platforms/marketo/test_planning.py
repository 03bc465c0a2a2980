"""What people at Marketo have to know and do of a plan."""

from plan_estates import SET, against, fine, since, steps
from small_estate import org, spec, user
from syncwright.inventory import Org
from syncwright.inventory.access import Holder, People

ONE = {"objects/lead.yaml": spec("Lead", {"Email": ""})}
MORE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "Score__c": "sync: hidden"})}


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
