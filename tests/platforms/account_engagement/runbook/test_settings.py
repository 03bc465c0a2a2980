"""The runbook in a plan: what the specs say of settings, users and Support's switches is compared, and what changes is a step for a person."""

import pytest

from plan_estates import since
from syncwright.plan.model import Plan
from unit_estates import ae

TWO = ("marketing_data_sharing: true", "same_email_prospects: true", "business_units: {emea: {why: Europe}, amer: {why: the Americas}}")


def steps(plan: Plan, of: str = "ae") -> dict[str, str]:
    prefix = f"account_engagement.runbook/{of}/"
    return {one.id.removeprefix(prefix): one.title for one in plan.steps if one.id.startswith(prefix)}


def edits(plan: Plan, of: str = "ae") -> dict[str, tuple[str | None, str | None]]:
    address = f"account_engagement.runbook/{of}"
    return {edit.name: (edit.old, edit.new) for one in plan.changes if one.address == address for edit in one.edits}


def test_a_setting_that_changes_is_a_step_that_names_every_box():
    plan = since(ae("settings: {match_users: true}"), ae("settings: {match_users: true, create_prospects: true}"))
    assert steps(plan) == {"connector-settings": "decide each setting of the Salesforce connector, and set it"}
    label = "Automatically create prospects in Pardot if they're created as a Lead or Contact in Salesforce"
    matched = "Automatically match Salesforce users to users: ticked"
    assert edits(plan) == {"connector-settings": (matched, f"{label}: ticked; {matched}")}
    [step] = [one for one in plan.steps if one.id == "account_engagement.runbook/ae/connector-settings"]
    assert (step.kind, step.system, step.owner) == ("person", "Account Engagement", "ops")
    assert f"\n{label}: ticked\n" in step.text


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("same_email_prospects: true", "support/same-email"),
        ("person_accounts: sync_with_lead_creation", "support/person-accounts"),
        ("blank_salesforce_values_overwrite: true", "support/blank-overwrite"),
        ("user_sync: {public_groups: [Marketing]}", "user-sync"),
    ],
)
def test_what_is_said_for_the_first_time_is_a_step_and_taking_it_back_another(line, task):
    there = since(ae(), ae(line))
    assert edits(there)[task][0] is None
    assert task in steps(there)
    back = since(ae(line), ae())
    assert edits(back)[task][1] is None
    assert task in steps(back)


def test_what_is_said_of_one_unit_is_a_step_there_alone():
    more = TWO[2].replace("Europe", "Europe, settings: {default_campaign: Enquiries}")
    plan = since(ae(*TWO), ae(*TWO[:2], more))
    assert set(steps(plan, "ae/emea")) == {"connector-settings"}
    assert steps(plan, "ae/amer") == {}


def test_each_change_has_its_line_in_the_specs():
    plan = since(ae(), ae("same_email_prospects: true"))
    [change] = [one for one in plan.changes if one.address == "account_engagement.runbook/ae"]
    [edit] = [one for one in change.edits if one.name == "support/same-email"]
    assert [(one.path, one.keys) for one in edit.reasons] == [("specs/connectors/ae.yaml", ("same_email_prospects",))]


def test_people_are_told_that_no_api_does_it():
    plan = since(ae(), ae("same_email_prospects: true"))
    [hazard] = [one for one in plan.hazards if one.address == "account_engagement.runbook/ae"]
    assert (hazard.kind, hazard.says) == ("by-hand", "a person does it: no API sets it")


@pytest.mark.parametrize("files", [ae(), ae(*TWO), ae("same_email_prospects: true", "person_accounts: sync_with_lead_creation")])
def test_the_same_specs_plan_nothing(files):
    assert since(files, files).changes == ()


def test_the_way_back_says_how_it_was():
    plan = since(ae(), ae("person_accounts: sync_with_lead_creation"), back=True)
    [step] = [one for one in plan.steps if one.id.endswith("support/person-accounts")]
    assert step.title == "take back: have person accounts sync"
    assert step.text.endswith("\nIt asked for nothing.")


def test_what_is_taken_back_says_what_there_was_and_that_it_may_stay():
    [step] = [one for one in since(ae("person_accounts: sync_with_lead_creation"), ae()).steps if one.id.endswith("person-accounts")]
    assert step.text.startswith("It asked for: Wanted: Person accounts; ")
    assert step.text.endswith(" What Support has switched may not be taken back: its request says what is known.")
