"""Records that a plan takes out of a unit: what narrows its rule or the condition behind it, what is proven not to, and what data counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_estates import request
from sharing_estates import AE, CONNECTOR, FOUR, ORG, PARTITION, SCOPE, estate
from small_estate import compiled, told
from syncwright.diagnostics import Diagnostic
from syncwright.expression.clock import clock_in
from syncwright.expression.evaluate import passes
from syncwright.plan.departures import Departed
from syncwright.plan.model import Hazard, Plan
from syncwright.planning import Consent, guard_plan, observe_revision, plan_estate, wanted
from syncwright.planning.sides import observe_source
from syncwright.text import SourceFile

RULE = "account_engagement.sharing_rule"


def planned(before, after, consent=Consent(), count=None, **more) -> tuple[Plan, list[Diagnostic]]:
    old, new = compiled(before, ORG), compiled(after, ORG)
    assert not old.failed and not new.failed, told(old) + told(new)
    want = wanted(new, in_source=False)
    plan = plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False, **more), old, None, count)
    return plan, [one for one in guard_plan(new, want, plan, consent, old) if one.rule.id == "PLN817"]


def gone(plan: Plan) -> dict[str, Hazard]:
    return {one.address.removeprefix(f"{RULE}/"): one for one in plan.hazards if one.kind == "archives"}


def cases(emea: str = "Title__c contains 'x'", amer: str = "Title__c is not blank") -> str:
    return PARTITION.replace("where: Title__c contains 'x'", f"where: {emea}").replace("where: Title__c is not blank", f"where: {amer}")


def test_a_condition_that_takes_less_takes_prospects_out_though_no_rule_changes():
    plan, refused = planned(estate(PARTITION), estate(cases(emea="Title__c contains 'xy'")))
    assert set(gone(plan)) == {"ae/emea.Contact", "ae/emea.Lead"}
    assert not any(one.address.startswith(RULE) for one in plan.changes)
    assert "`ae/emea`: a Lead with `Title__c` 'x' stops matching, and how many do is not known here" in gone(plan)["ae/emea.Lead"].says
    assert len(refused) == 2
    assert refused[0].severity == "error"
    assert refused[0].help == "count them with `--data`, look whether they are meant, and say `--allow-archive`"


@pytest.mark.parametrize("amer", ["not (Title__c is blank)", "Title__c is not blank or Region__c = 'East'"])
def test_a_condition_that_takes_the_same_or_more_takes_nothing_out(amer):
    plan, refused = planned(estate(PARTITION), estate(cases(amer=amer)))
    assert (gone(plan), refused) == ({}, [])


def test_a_case_that_takes_more_takes_it_from_the_cases_below():
    plan, _ = planned(estate(PARTITION), estate(cases(emea="Title__c is not blank and Region__c = 'East' or Title__c contains 'x'")))
    assert set(gone(plan)) == {"ae/amer.Contact", "ae/amer.Lead"}


def test_it_is_let_through_by_a_word_and_still_said():
    plan, refused = planned(estate(PARTITION), estate(cases(emea="Title__c contains 'xy'")), Consent(archive=True))
    assert refused == []
    assert set(gone(plan)) == {"ae/emea.Contact", "ae/emea.Lead"}


def test_the_first_rules_of_a_unit_take_out_what_they_do_not_let_in():
    plan, refused = planned(estate(), estate(PARTITION))
    assert set(gone(plan)) == {"ae/amer.Contact", "ae/amer.Lead", "ae/emea.Contact", "ae/emea.Lead"}
    assert "Lead records stop matching" in gone(plan)["ae/emea.Lead"].says
    assert [one.primary.path for one in refused] == ["specs/filters/0.yaml"] * 4


def test_a_unit_that_is_new_has_nobody_to_lose():
    more = PARTITION.replace(
        "cases:\n", "cases:\n  APAC: {for: ae/apac, where: Title__c = 'a'}\n  MEA: {for: ae/mea, where: Title__c = 'm'}\n"
    )
    more = more.replace("Unit__c", "Region__c")
    before = estate(PARTITION.replace("Unit__c", "Region__c"))
    plan, _ = planned(before, {**estate(more), AE: FOUR})
    assert set(gone(plan)) == {"ae/amer.Contact", "ae/amer.Lead"}, "those that go to the new units; no title with an x is one of theirs"


def test_the_way_back_takes_out_what_came_in():
    before, after = estate(cases(emea="Title__c contains 'xy'")), estate(PARTITION)
    assert set(gone(planned(before, after)[0])) == {"ae/amer.Contact", "ae/amer.Lead"}
    assert set(gone(planned(before, after, back=True)[0])) == {"ae/emea.Contact", "ae/emea.Lead"}


def test_a_part_of_a_plan_that_has_nothing_of_it_takes_nothing_out():
    plan, _ = planned(estate(PARTITION), estate(cases(emea="Title__c contains 'xy'")), only=("salesforce.field/Lead.*",))
    assert set(gone(plan)) == {"ae/emea.Lead"}


def test_a_filter_that_takes_less_is_told_by_its_rule():
    scope = SCOPE.replace("for: ae/emea", "for: [ae/emea]\nas: {field: In_Scope__c}")
    alone = {AE: CONNECTOR.replace(", amer: {why: w}", "")}
    plan, refused = planned(estate(scope) | alone, estate(scope.replace("Title__c is not blank", "Title__c contains 'x'")) | alone)
    assert set(gone(plan)) == {"ae/emea.Contact", "ae/emea.Lead"}
    assert len(refused) == 2


def test_what_was_counted_is_said_in_place_of_that_nobody_knows():
    def count(asked):
        return {one.address: Departed(10, 7, 3, "Lead.csv") for one in asked if one.object == "Lead"}

    plan, refused = planned(estate(PARTITION), estate(cases(emea="Title__c contains 'xy'")), count=count)
    assert "3 of 7 Lead records that match in Lead.csv stop matching" in gone(plan)["ae/emea.Lead"].says
    assert "how many do is not known here" in gone(plan)["ae/emea.Contact"].says
    assert len(refused) == 2, "a number lifts nothing"


def test_against_source_the_field_that_keeps_the_answer_says_what_was():
    old, new = (compiled(estate(one), ORG) for one in (PARTITION, cases(emea="Title__c contains 'xy'")))
    files = {}
    for artifact in old.artifacts():
        if artifact.path.startswith("salesforce/force-app"):
            files[artifact.path] = artifact.data
    want = wanted(new, in_source=True)
    seen = observe_source(new, [SourceFile(path, data) for path, data in sorted(files.items())], want.addresses, "org")
    asked = []
    plan = plan_estate(new, want, seen.observation, request(in_source=True), None, None, lambda found: asked.extend(found) or {})
    assert set(gone(plan)) == {"ae/amer.Contact", "ae/amer.Lead", "ae/emea.Contact", "ae/emea.Lead"}
    assert "Lead records may stop matching" in gone(plan)["ae/emea.Lead"].says
    clock = clock_in(None, new.catalog.today)
    [lead] = [one for one in asked if one.address.endswith("emea.Lead")]
    assert passes(lead.before, {"Unit__c": "EMEA"}, clock)
    assert not passes(lead.before, {"Unit__c": "AMER"}, clock)
    assert not passes(lead.after, {"Title__c": "x"}, clock)


@given(before=st.sampled_from(["x", "xy", "y", "z"]), after=st.sampled_from(["x", "xy", "y", "z"]))
def test_nothing_goes_only_where_each_record_of_before_is_one_of_after(before, after):
    plan, _ = planned(estate(cases(emea=f"Title__c contains '{before}'")), estate(cases(emea=f"Title__c contains '{after}'")))
    assert ("ae/emea.Lead" in gone(plan)) is (after not in before)
