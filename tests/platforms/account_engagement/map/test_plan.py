"""A changed field map in a plan: what differs, which steps people take in which order, and what a reviewer must know."""

from field_map_estates import CONNECTOR, ORG, TWO, people
from plan_estates import edits, request, steps
from small_estate import compiled, spec, told
from syncwright.plan.model import Plan
from syncwright.planning import observe_revision, plan_estate, wanted

MAP = "account_engagement.field_map/ae"
TIER = "at: {ae: {field: Tier, wins: salesforce}}"


def since(before: dict[str, str], after: dict[str, str], **more: object) -> Plan:
    old, new = compiled(before, ORG), compiled(after, ORG)
    assert not old.failed and not new.failed, told(old) + told(new)
    want = wanted(new, in_source=False)
    return plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False, **more))


def mine(plan: Plan) -> list[str]:
    return [name for name in steps(plan) if name.startswith("account_engagement.")]


def test_a_new_mapping_is_made_and_its_values_are_brought():
    plan = since(people({"Email": ""}), people({"Email": "", "Tier__c": TIER}))
    assert edits(plan, MAP) == [
        ("fields", "Tier", None, "Lead.Tier__c, Contact.Tier__c"),
        ("types", "Tier", None, "Dropdown"),
        ("behaviours", "Tier", None, "Use Salesforce's value"),
        ("values", "Tier: Gold", None, "listed"),
        ("values", "Tier: Silver", None, "listed"),
    ]
    assert mine(plan) == ["account_engagement.map/ae", "account_engagement.bring/ae"]
    step = steps(plan)["account_engagement.map/ae"]
    assert (step.kind, step.owner, step.changes) == ("person", "ops", (MAP,))
    assert step.after == ("salesforce.deploy",), "a field that the connector's user does not see is not offered"
    assert (
        "Tier: map it to Lead.Tier__c, Contact.Tier__c; type Dropdown; predefined values Gold, Silver; sync behaviour: Use Salesforce's value"
        in step.text
    )
    assert "generated/account_engagement/ae/field-map.md has each click." in step.text


def test_a_mapping_brings_no_values_so_the_plan_says_what_brings_them_and_how_long_that_takes():
    step = steps(since(people({"Email": ""}), people({"Email": "", "Tier__c": TIER})))["account_engagement.bring/ae"]
    assert (step.kind, step.after, step.changes) == ("backfill", ("account_engagement.map/ae",), ())
    lines = step.text.splitlines()
    assert "  SELECT COUNT() FROM Lead WHERE Tier__c != null" in lines
    assert "  SELECT COUNT() FROM Contact WHERE Tier__c != null" in lines
    assert "  10,000 records: about 1 hour on the queue (observed, not documented)" in lines
    assert "  1,000,000 records: about 84 hours on the queue (observed, not documented)" in lines


def test_another_behaviour_is_set_by_hand_and_replaces_values():
    plan = since(people({"Tier__c": TIER}), people({"Tier__c": TIER.replace("wins: salesforce", "wins: account_engagement")}))
    assert edits(plan, MAP) == [("behaviours", "Tier", "Use Salesforce's value", "Use Account Engagement's value")]
    assert mine(plan) == ["account_engagement.behaviours/ae"]
    assert "Tier: Use Account Engagement's value, and not Use Salesforce's value" in steps(plan)["account_engagement.behaviours/ae"].text
    assert [(one.kind, one.attribute, one.name) for one in plan.hazards if one.address == MAP] == [
        ("by-hand", None, None),
        ("destructive", "behaviours", "Tier"),
    ]


def test_a_default_field_is_mapped_by_itself_and_how_it_syncs_is_set():
    plan = since(people({"Tier__c": TIER}), people({"Tier__c": TIER, "Phone": "at: {ae: {wins: account_engagement}}"}))
    assert edits(plan, MAP) == [("behaviours", "phone", None, "Use Account Engagement's value")]
    assert mine(plan) == ["account_engagement.behaviours/ae"]


def picklist(values: str) -> dict[str, str]:
    made = "create: {label: Rank, type: Picklist}, at: {ae: {field: Rank, wins: salesforce}}, values: " + values
    return people({"Email": "", "Rank__c": made})


def test_a_predefined_value_that_is_renamed_is_added_then_prospects_go_over_then_the_old_one_is_deleted():
    plan = since(picklist("{Gold: , Tin: }"), picklist("{Gold: , Bronze: {previously: Tin}}"))
    assert edits(plan, MAP) == [("values", "Rank: Bronze", None, "listed"), ("values", "Rank: Tin", "listed", None)]
    found = steps(plan)
    order = [name for name in found if name.startswith("account_engagement.")]
    assert order == ["account_engagement.values/ae", "account_engagement.move_values/ae", "account_engagement.drop_values/ae"]
    assert found[order[0]].after == ("salesforce.deploy",)
    replaced = ("salesforce.replace/Lead.Rank__c/Tin", "salesforce.replace/Contact.Rank__c/Tin")
    assert found[order[1]].after == ("account_engagement.values/ae", *replaced), "records get the new value first"
    assert "Rank: prospects with `Tin` get `Bronze`" in found[order[1]].text
    assert [found[name].kind for name in order] == ["person", "backfill", "person"]
    assert [(one.kind, one.name) for one in plan.hazards if one.address == MAP] == [("by-hand", None), ("destructive", "Rank: Tin")]


def test_a_value_less_leaves_it_to_people_what_prospects_get():
    found = steps(since(picklist("{Gold: , Tin: }"), picklist("{Gold: }")))
    assert "account_engagement.values/ae" not in found
    assert "prospects with `Tin` get what you decide" in found["account_engagement.move_values/ae"].text
    assert "Rank: delete `Tin`" in found["account_engagement.drop_values/ae"].text


def test_a_value_more_is_added_alone():
    plan = since(picklist("{Gold: }"), picklist("{Gold: , 'Tin: grey': }"))
    assert mine(plan) == ["account_engagement.values/ae"]
    assert "Rank: add `Tin: grey`" in steps(plan)["account_engagement.values/ae"].text


def test_another_name_there_frees_the_salesforce_field_before_it_is_mapped_again():
    plan = since(people({"Tier__c": TIER}), people({"Tier__c": TIER.replace("field: Tier", "field: Rank")}))
    assert mine(plan) == ["account_engagement.unmap/ae", "account_engagement.map/ae", "account_engagement.bring/ae"]
    assert steps(plan)["account_engagement.map/ae"].after == ("account_engagement.unmap/ae",)


def test_another_type_is_said_and_whether_it_can_be_changed_is_not_known():
    said = people({"Motto__c": "at: {ae: {field: Motto, type: text, wins: salesforce}}"})
    plan = since(said, {name: text.replace("type: text", "type: textarea") for name, text in said.items()})
    assert edits(plan, MAP) == [("types", "Motto", "Text", "Textarea")]
    assert mine(plan) == ["account_engagement.map/ae"]
    assert "its type is Textarea and not Text; whether it can be changed is not documented" in steps(plan)["account_engagement.map/ae"].text


def test_a_type_that_holds_less_is_a_hazard_and_one_that_holds_more_is_none():
    def typed(type_: str) -> dict[str, str]:
        return people({"Motto__c": f"at: {{ae: {{field: Motto, type: {type_}, wins: salesforce}}}}"})

    def narrower(before: str, after: str) -> list[str]:
        return [one.says for one in since(typed(before), typed(after)).hazards if (one.attribute, one.kind) == ("types", "destructive")]

    assert narrower("textarea", "text") == [
        "prospects may have values that have no place in a Text: a custom field of type Text holds 56,000 characters"
    ]
    assert narrower("text", "textarea") == []
    assert narrower("text", "hidden") == [], "no page says what a Hidden holds"


def test_a_unit_that_stops_syncing_a_field_takes_its_own_mapping_away():
    hidden = TIER[:-1] + ", ae/amer: {sync: hidden}}"
    plan = since(people({"Tier__c": TIER}) | {CONNECTOR: TWO}, people({"Tier__c": hidden}) | {CONNECTOR: TWO})
    assert mine(plan) == ["account_engagement.unmap/ae/amer"]
    assert [one.says for one in plan.hazards if one.name == "Tier" and one.address == f"{MAP}/amer"] == [
        "nothing keeps Tier in step any more; what becomes of the values that prospects have is not documented"
    ]
    assert [one.address for one in plan.changes if one.address.startswith("account_engagement.field_map/")] == [f"{MAP}/amer"]


def test_the_way_back_undoes_what_was_mapped():
    plan = since(people({"Tier__c": TIER}), people({"Tier__c": TIER, "Motto__c": "at: {ae: {field: Motto}}"}), back=True)
    assert edits(plan, MAP) == [("fields", "Motto", "Lead.Motto__c, Contact.Motto__c", None), ("types", "Motto", "Text", None)]
    assert mine(plan) == ["account_engagement.unmap/ae"]


def test_an_account_field_has_no_sync_behaviour():
    account = {"objects/account.yaml": spec("Account", {"Tier__c": "at: {ae: {field: Tier}}"}, "ae")}
    plan = since(people({"Tier__c": TIER}), people({"Tier__c": TIER}) | account)
    assert edits(plan, MAP)[:2] == [("fields", "Account.Tier", None, "Account.Tier__c"), ("types", "Account.Tier", None, "Dropdown")]
    assert not [one for one in edits(plan, MAP) if one[0] == "behaviours"]


def test_a_part_of_a_plan_takes_along_the_fields_that_are_made():
    made = people({"Rank__c": "create: {label: Rank, type: Text, length: 20}, at: {ae: {field: Rank, wins: salesforce}}"})
    plan = since(people({"Email": ""}), made, only=(f"{MAP}*",))
    assert [one.address for one in plan.changes if one.address.startswith("salesforce.field/")] == [
        "salesforce.field/Contact.Rank__c",
        "salesforce.field/Lead.Rank__c",
    ]


def test_nothing_to_change_is_an_empty_plan():
    assert since(people(), people()).empty


def test_another_reason_changes_nothing_there():
    plan = since(
        people({"Tier__c": TIER}), {name: text.replace("why: w,", "why: other,") for name, text in people({"Tier__c": TIER}).items()}
    )
    assert not [one for one in plan.changes if one.address == MAP]
