"""Whether a connector runs, in plans: compared between revisions, switched by a person, and only behind the gate."""

from gate_estates import EMEA, attested, files, sound
from plan_estates import request, steps
from sharing_estates import PARTITION
from syncwright.ledger.chain import linked
from syncwright.plan.model import Plan
from syncwright.planning import Consent, guard_plan, observe_revision, plan_estate, wanted

STATE = f"account_engagement.connector_state/{EMEA}"


def made(before, after, records=()) -> tuple[Plan, list[str]]:
    old, new = sound(before), sound(after)
    want = wanted(new, in_source=False)
    plan = plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False), old)
    found = guard_plan(new, want, plan, Consent(archive=True), old, None, records)
    return plan, [one.message for one in found if one.rule.id == "PLN818"]


def passed(records):
    body = {"check": f"gate/{EMEA}", "by": "Ann", "evidence": "", "counts": "{}"}
    return [*records, linked(records[-1], "reviewed", at="2026-01-03T00:00:00.000000Z", by="a@b", plan="", step="", body=body)]


def test_to_run_is_refused_while_the_ledger_shows_no_open_gate():
    plan, refused = made(files(), files(emea="running"))
    assert [one.address for one in plan.changes] == [STATE]
    assert refused == ["the ledger does not show that `ae/emea` may be unpaused"]
    assert {one.kind for one in plan.hazards} == {"by-hand", "starts"}


def test_it_passes_once_that_is_recorded_and_all_is_as_it_was():
    records = passed(attested(sound(files())))
    assert made(files(), files(emea="running"), records)[1] == []


def test_what_was_counted_when_it_was_passed_is_not_counted_again():
    records = passed(attested(sound(files()), "duplicates", "unmatched-prospects", "/load", "sharing-fields-filled"))
    assert made(files(), files(emea="running"), records)[1] == []


def test_it_is_shut_again_by_work_that_asks_for_something_else_since():
    swapped = PARTITION.replace("EMEA:", "AMER_:").replace("AMER:", "EMEA:").replace("AMER_:", "AMER:")
    records = passed(attested(sound(files())))
    [why] = made(files(partition=swapped), files(emea="running", partition=swapped), records)[1]
    assert why.startswith("since `ae/emea` might be unpaused it is open again that the rules are entered, with the connector paused")


def test_a_person_unpauses_after_all_else():
    plan, _ = made(files(partition=""), files(emea="paused"))
    assert f"account_engagement.unpause/{EMEA}" not in steps(plan)
    plan, _ = made(files(), files(emea="running", partition=PARTITION.replace("Unit__c", "Region__c")))
    order = steps(plan)
    step = order[f"account_engagement.unpause/{EMEA}"]
    assert step.kind == "person"
    assert list(order).index(step.id) > list(order).index(f"account_engagement.sharing_rules/{EMEA}")
    assert f"account_engagement.resume/{EMEA}" not in order, "it did not run before"
    assert "`syncwright unpause ae/emea --env production` says that nothing is open" in step.text


def test_to_pause_needs_no_gate():
    running = files(emea="running")
    plan, refused = made(running, files())
    assert refused == []
    assert [one.kind for one in plan.hazards] == ["by-hand"]
    assert "users, campaigns and metadata still sync" in steps(plan)[f"account_engagement.stop/{EMEA}"].text


def test_what_nobody_had_said_before_is_no_change():
    silent = {name: text for name, text in files().items() if name != "environments/production.yaml"}
    plan, refused = made(silent, files(emea="running"))
    assert not any(one.address.startswith("account_engagement.connector_state") for one in plan.changes)
    assert refused == []
