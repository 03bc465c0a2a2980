"""The runbook in a plan: tasks that ask for something else are steps for people, with the line of the specs behind them."""

import pytest

from plan_estates import fine, since
from runbook_estates import RUNS, marketo, person
from small_estate import FILES
from syncwright.plan.model import Plan
from syncwright.planning.live import not_looked_at

ADDRESS = "marketo.runbook/marketo"
FEW = {**RUNS, **marketo("activities: [Filled out form]\n")}
MORE = {
    **RUNS,
    **marketo("activities: [Filled out form, Added to list]\noptions: {campaign_sync: true}\nmember_statuses: {Webinar: [A, B]}\n"),
}


def steps(plan: Plan) -> dict[str, str]:
    return {one.id.removeprefix(f"{ADDRESS}/"): one.title for one in plan.steps if one.id.startswith(ADDRESS)}


def edits(plan: Plan) -> dict[str, tuple[str | None, str | None]]:
    return {edit.name: (edit.old, edit.new) for one in plan.changes if one.address == ADDRESS for edit in one.edits}


def test_an_option_that_changes_is_a_step_with_the_exact_text():
    plan = since(FEW, MORE)
    assert steps(plan) == {
        "campaign-sync": "enable campaign sync",
        "activities": "write 2 of 12 types of activities to Salesforce",
        "member-statuses/webinar": "give the channel `Webinar` and its campaigns the same statuses",
    }
    [activities] = [one for one in plan.steps if one.id.endswith("/activities")]
    assert "Where: Admin > Salesforce > Edit Sync Options.\n" in activities.text
    assert "\nAdded to list: ticked\nEmail sent: not ticked\n" in activities.text
    assert (activities.kind, activities.system, activities.owner) == ("person", "Marketo", "ops")


def test_a_step_waits_for_another_only_if_that_is_to_be_done_as_well():
    [statuses] = [one for one in since(FEW, MORE).steps if "member-statuses" in one.id]
    assert statuses.after == (f"{ADDRESS}/campaign-sync",)
    on = {**RUNS, **marketo("options: {campaign_sync: true}\n")}
    more = {**RUNS, **marketo("options: {campaign_sync: true}\nmember_statuses: {Webinar: [A, B]}\n")}
    [statuses] = [one for one in since(on, more).steps if "member-statuses" in one.id]
    assert statuses.after == ()


def test_the_plan_shows_what_it_was_and_what_it_is():
    assert edits(since(FEW, MORE))["activities"] == ("Filled out form: ticked", "Filled out form: ticked; Added to list: ticked")


def test_what_is_switched_off_is_a_step_too():
    plan = since(MORE, {**RUNS, **marketo()})
    assert steps(plan) == {
        "activities": "write no activities to Salesforce",
        "campaign-sync": "leave off campaign sync",
        "member-statuses/webinar": "take back what `member-statuses/webinar` asked for",
    }


def test_a_field_of_marketo_alone_is_a_step():
    plan = since({**RUNS, **marketo()}, {**RUNS, **marketo(), **person("utm: {why: w, create: {label: UTM, type: string}}")})
    assert steps(plan) == {"person-field/utm": "make the field `UTM` of people"}
    assert edits(plan) == {"person-field/utm": (None, "Object: Person; Type: String; Name: UTM")}


def test_each_change_has_its_line_in_the_specs():
    [change] = [
        one for one in since(FEW, {**MORE, **person("utm: {why: w, create: {label: UTM, type: string}}")}).changes if one.address == ADDRESS
    ]
    assert {edit.name: (edit.reasons[0].path, edit.reasons[0].keys) for edit in change.edits} == {
        "activities": ("specs/connectors/marketo.yaml", ("activities",)),
        "campaign-sync": ("specs/connectors/marketo.yaml", ("options", "campaign_sync")),
        "member-statuses/webinar": ("specs/connectors/marketo.yaml", ("member_statuses",)),
        "person-field/utm": ("specs/objects/person.yaml", ("fields", "utm")),
    }


def test_people_are_told_that_no_api_does_it():
    [hazard] = [one for one in since(FEW, MORE).hazards if one.address == ADDRESS]
    assert (hazard.kind, hazard.says) == ("by-hand", "a person does it in Marketo: nothing of it has an API")


@pytest.mark.parametrize("files", [FEW, MORE, {**RUNS, **marketo()}])
def test_the_same_specs_plan_nothing(files):
    assert since(files, files).changes == ()


def test_what_comes_before_the_first_sync_is_in_no_plan():
    before, now = {**marketo()}, {**RUNS, **marketo()}
    assert steps(since(before, now)) == steps(since(now, before)) == {}


def test_a_connector_that_is_new_brings_what_its_specs_say():
    none = {
        "connectors/marketo.yaml": None,
        "users/marketo-sync.yaml": None,
        "environments/production.yaml": FILES["environments/production.yaml"],
    }
    assert steps(since(none, FEW)) == {"activities": "write 1 of 12 types of activities to Salesforce"}


def test_a_plan_for_a_live_org_says_that_it_does_not_look_at_marketo_only_if_something_is_asked_of_it():
    assert "Marketo Engage" not in not_looked_at(fine({**RUNS, **marketo()}), {"salesforce": None})
    assert not_looked_at(fine(FEW), {"salesforce": None})["Marketo Engage"] == 1


def test_the_way_back_says_how_it_was():
    plan = since(FEW, MORE, back=True)
    assert steps(plan) == {
        "activities": "take back: write 2 of 12 types of activities to Salesforce",
        "campaign-sync": "take back: enable campaign sync",
        "member-statuses/webinar": "take back: give the channel `Webinar` and its campaigns the same statuses",
    }
    texts = {one.id.rpartition("/")[2]: one.text for one in plan.steps if one.id.startswith(ADDRESS)}
    assert texts["activities"].endswith("\nIt asked for: Filled out form: ticked.")
    assert texts["campaign-sync"].endswith("\nIt asked for nothing.")


def test_the_way_back_from_less_says_what_there_was():
    [gone] = [one for one in since(MORE, FEW, back=True).steps if one.id.endswith("webinar")]
    assert (gone.title, gone.text) == ("do again what `member-statuses/webinar` asked for", "It asked for: Status 1: A; Status 2: B.")
