"""Marketing Data Sharing rules in a plan: what differs, in which order it is done, and what a reviewer must know."""

from plan_estates import edits, request, steps
from sharing_estates import ORG, PARTITION, estate
from small_estate import compiled, told
from syncwright.plan.changes import Create, Forget, Update
from syncwright.plan.model import Plan
from syncwright.planning import observe_revision, plan_estate, wanted

RULE = "account_engagement.sharing_rule"
PLACE = "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"


def since(before: dict[str, str], after: dict[str, str], **more: object) -> Plan:
    old, new = compiled(before, ORG), compiled(after, ORG)
    assert not old.failed and not new.failed, told(old) + told(new)
    want = wanted(new, in_source=False)
    return plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False, **more), old)


def rules(plan: Plan) -> dict[str, type]:
    return {one.address.removeprefix(f"{RULE}/"): type(one) for one in plan.changes if one.address.startswith(RULE)}


def test_new_rules_are_made_by_hand_after_their_fields_are_filled_and_seen():
    plan = since(estate(), estate(PARTITION))
    assert rules(plan) == dict.fromkeys(("ae/amer.Contact", "ae/amer.Lead", "ae/emea.Contact", "ae/emea.Lead"), Create)
    assert edits(plan, f"{RULE}/ae/emea.Lead") == [("field", None, None, "Unit__c"), ("value", None, None, "EMEA")]
    found = steps(plan)
    step = found["account_engagement.sharing_rules/ae/emea"]
    assert (step.kind, step.owner) == ("person", "ops")
    assert step.changes == (f"{RULE}/ae/emea.Contact", f"{RULE}/ae/emea.Lead")
    assert {"account_engagement.pause/ae/emea", "salesforce.deploy"} < set(step.after)
    assert [name for name in step.after if name.startswith("salesforce.backfill/")] == [
        "salesforce.backfill/Contact_Unit",
        "salesforce.backfill/Lead_Unit",
    ]
    assert "Lead: Unit__c equals EMEA" in step.text


def test_rules_are_set_between_a_pause_and_a_resume():
    found = steps(since(estate(), estate(PARTITION)))
    order = list(found)
    pause, rule, resume = (f"account_engagement.{what}/ae/amer" for what in ("pause", "sharing_rules", "resume"))
    assert order.index(pause) < order.index(rule) < order.index(resume)
    assert [found[name].kind for name in (pause, rule, resume)] == ["hold", "person", "release"]
    assert order.index("salesforce.backfill/Lead_Unit") < order.index(pause), "nothing waits with the connector paused"


def test_a_connector_that_is_paused_is_not_resumed():
    paused = PLACE + "connectors: {ae/amer: {state: paused}, ae/emea: {state: running}}\n"
    found = steps(since(estate(), estate(PARTITION, environments_production=paused)))
    assert found["account_engagement.pause/ae/amer"].kind == "person"
    assert "account_engagement.resume/ae/amer" not in found
    assert found["account_engagement.resume/ae/emea"].kind == "release"


def test_a_value_that_changes_is_changed_with_the_connector_paused_before_records_get_the_new_one():
    renamed = PARTITION.replace("  EMEA:", "  Europe:").replace("Unit__c", "Region__c")
    plan = since(estate(PARTITION.replace("Unit__c", "Region__c")), estate(renamed))
    assert rules(plan) == {"ae/emea.Contact": Update, "ae/emea.Lead": Update}
    assert edits(plan, f"{RULE}/ae/emea.Lead") == [("value", None, "EMEA", "Europe")]
    order = list(steps(plan))
    assert order.index("account_engagement.pause/ae/emea") < min(
        order.index(name) for name in order if name.startswith(("salesforce.activate/", "salesforce.backfill/"))
    )
    assert "account_engagement.pause/ae/amer" not in order


def test_a_condition_that_changes_changes_no_rule():
    plan = since(estate(PARTITION), estate(PARTITION.replace("contains 'x'", "contains 'y'")))
    assert rules(plan) == {}


def test_a_reviewer_knows_that_prospects_go_and_that_a_person_does_it():
    hazards = [one for one in since(estate(), estate(PARTITION)).hazards if one.address == f"{RULE}/ae/emea.Lead"]
    assert {(one.kind, one.source) for one in hazards} == {
        ("by-hand", "Salesforce Help: Guidelines for Using Marketing Data Sharing"),
        ("archives", "Salesforce Help: Guidelines for Using Marketing Data Sharing"),
    }
    [archives] = [one for one in hazards if one.kind == "archives"]
    assert archives.says.startswith("`ae/emea`: Lead records stop matching, and how many do is not known here; the prospect of a record")


def test_a_rule_that_nobody_asks_for_stays_until_somebody_takes_it_away():
    plan = since(estate(PARTITION), estate())
    assert set(rules(plan).values()) == {Forget}
    [hazard] = [one for one in plan.hazards if one.address == f"{RULE}/ae/emea.Lead"]
    assert (hazard.kind, hazard.says.partition(" until")[0]) == ("by-hand", "the rule stays in Account Engagement")


def test_a_part_of_a_plan_takes_along_what_a_rule_rests_on():
    plan = since(estate(), estate(PARTITION), only=(f"{RULE}/ae/emea.*",))
    assert set(rules(plan)) == {"ae/emea.Contact", "ae/emea.Lead"}


def test_nothing_to_change_is_an_empty_plan():
    assert since(estate(PARTITION), estate(PARTITION)).empty
