"""Bands in a plan: the flow beside the field, what is deployed when, what is activated and filled, and what they save."""

import pytest

from plan_estates import against, built, carried_out, edits, fine, since, steps
from small_estate import compiled, found, org, spec, told
from syncwright.inventory import Field, Object

BAND = "band: {of: Score__c, edges: [0, 26, 51, 76, 100], dead_band: 2}"
FLOW = "salesforce.flow/Lead_Score_Band"
PATH = "force-app/main/default/flows/Lead_Score_Band.flow-meta.xml"


def lead(band=BAND, **fields):
    return {"objects/lead.yaml": spec("Lead", {"Score_Band__c": band, **fields})}


def bare(change=""):
    """The same estate without the band."""
    return {"objects/lead.yaml": spec("Lead", {"Title": change})}


def says(plan, kind="records"):
    return [one.says for one in plan.hazards if one.address == FLOW and one.kind == kind]


def test_a_band_is_a_flow_beside_a_restricted_field():
    compilation = fine(lead())
    [flow] = [one for one in compilation.resources if one.address == FLOW]
    assert flow.attributes["bands"] == {"0-25": "below 26", "26-50": "from 26, below 51", "51-75": "from 51, below 76", "76-100": "from 76"}
    assert (flow.attributes["object"], flow.attributes["score"], flow.attributes["dead_band"]) == ("Lead", "Score__c", "2")
    assert flow.spec_keys() == ["object/Lead#Score_Band__c"]
    assert "salesforce.field/Lead.Score_Band__c" in flow.depends_on
    tree = built(compilation)
    assert PATH in tree
    assert b"<members>Lead_Score_Band</members>\n        <name>Flow</name>" in tree["manifest/package.xml"]
    field = tree["force-app/main/default/objects/Lead/fields/Score_Band__c.field-meta.xml"]
    assert b"<restricted>true</restricted>" in field
    assert [name in field for name in (b"<fullName>0-25<", b"<fullName>76-100<")] == [True, True]


def test_the_sync_user_reads_the_band_and_not_the_score():
    [grants] = [one for one in fine(lead()).resources if one.address.endswith("/Marketo_Sync")]
    assert grants.attributes["field_permissions"] == {"Lead.Email": "read", "Lead.Score_Band__c": "read"}


def test_each_object_of_a_file_has_its_own_flow():
    files = {"objects/person.yaml": spec("[Lead, Contact]", {"Score_Band__c": BAND})}
    flows = sorted(one.address for one in fine(files).resources if one.type == "salesforce.flow")
    assert flows == ["salesforce.flow/Contact_Score_Band", FLOW]


# ------------------------------------------------------------------ steps


def test_flows_are_deployed_after_the_rest_then_activated_then_filled():
    made = steps(since(bare(), lead()))
    assert "salesforce.deploy" in made["salesforce.flows"].after
    assert FLOW not in made["salesforce.deploy"].changes
    assert made["salesforce.flows"].changes == (FLOW,)
    assert made["salesforce.activate/Lead_Score_Band"].after == ("salesforce.flows",)
    assert made["salesforce.activate/Lead_Score_Band"].kind == "activate"
    backfill = made["salesforce.backfill/Lead_Score_Band"]
    assert (backfill.kind, backfill.after[0]) == ("backfill", "salesforce.activate/Lead_Score_Band")
    order = list(made)
    assert order.index("salesforce.deploy") < order.index("salesforce.flows") < order.index("salesforce.backfill/Lead_Score_Band")


def test_values_are_filled_in_after_the_user_was_given_the_field():
    made = steps(against(fine(lead()), {}))
    assert "salesforce.assign/marketo-sync/Marketo_Sync" in made["salesforce.backfill/Lead_Score_Band"].after


def test_the_steps_say_exactly_what_to_do_and_what_is_not_known():
    made = steps(since(bare(), lead()))
    activate = made["salesforce.activate/Lead_Score_Band"].text
    assert "In Setup, Flows, open Lead: Score Band (Lead_Score_Band)" in activate
    assert "Deploy processes and flows as active" in activate and "Apex tests run" in activate
    assert "Apex before triggers" in activate
    backfill = made["salesforce.backfill/Lead_Score_Band"].text
    assert "SELECT Id FROM Lead WHERE Score__c != null OR Score_Band__c != null" in backfill
    assert "How many there are is not known here" in backfill


def test_a_band_that_is_no_more_leaves_a_flow_that_somebody_deactivates():
    made = steps(since(lead(), bare()))
    assert made["salesforce.deactivate/Lead_Score_Band"].kind == "person"
    assert "salesforce.activate/Lead_Score_Band" not in made


def test_a_band_that_is_deleted_takes_its_flow_along_before_the_field():
    retired = BAND + ", retire: {stage: delete, since: 2026-01-01, delete_after: 30 days}"
    made = steps(since(lead(), lead(retired), org({"Lead": {"Score__c": Field(type="Number"), "Score_Band__c": Field(type="Picklist")}})))
    gone = made["salesforce.deactivate/Lead_Score_Band"]
    assert (gone.kind, gone.changes, gone.waits_until) == ("person", (FLOW,), "2026-01-31")
    assert "delete each of its versions" in gone.text
    [deletion] = [one for one in made.values() if "salesforce.field/Lead.Score_Band__c" in one.changes]
    assert gone.id in deletion.after


# ------------------------------------------------------------------ changes


def test_edges_that_move_say_which_values_are_no_more_and_what_is_stale():
    plan = since(lead(), lead(BAND.replace("26", "30")))
    assert ("bands", "0-25", "below 26", None) in edits(plan, FLOW)
    assert ("bands", "0-29", None, "below 30") in edits(plan, FLOW)
    gone = [one for one in says(plan) if "is a band no more" in one]
    assert [one[:6] for one in gone] == ["`0-25`", "`26-50"]
    assert any("keeps the band it has until it is saved" in one for one in says(plan))
    assert "salesforce.backfill/Lead_Score_Band" in steps(plan)


def test_writes_a_day_stand_in_the_plan_with_what_they_rest_on():
    moves = BAND.replace("dead_band: 2", "dead_band: 5, moves: {per_day: 6, steps: [1, 1, 1, 1, 4, 7, 7, 8, 8, 8]}").replace(
        "26, 51, 76", "25, 50, 75"
    )
    [said] = [one for one in says(since(bare(), lead(moves))) if "writes a day" in one]
    assert said.endswith("6 writes a day become 0.33 (an estimate, for a score that wanders evenly between 0 and 100)")


def test_without_moves_the_plan_shows_what_some_steps_would_make_of_it():
    [said] = [one for one in says(since(bare(), lead())) if "of 100 writes" in one]
    assert "for steps of 1, " in said and "`moves:` makes it one for this score" in said


def test_the_plan_says_that_records_are_saved_as_often_as_before():
    assert any("a record is saved as often as before" in one for one in says(since(bare(), lead())))


def test_nothing_is_left_to_plan_after_a_folder_took_it():
    compilation = fine(lead())
    assert against(compilation, built(compilation)).empty
    tree = carried_out(compilation, against(compilation, {}).changes, {})
    assert PATH.partition("default/")[2] in {path.partition("default/")[2] for path in tree}
    assert against(compilation, tree).empty


def test_a_flow_changed_by_hand_is_a_difference_and_the_way_back_restores_it():
    compilation = fine(lead())
    tree = built(compilation)
    by_hand = tree | {PATH: tree[PATH].replace(b">28.0<", b">29.0<")}
    plan = against(compilation, by_hand)
    assert {name for attribute, name, _, new in edits(plan, FLOW) if attribute == "elements" and new is None} >= {
        "decisions Keep_or_Change"
    }
    back = against(compilation, by_hand, back=True)
    mended = carried_out(compilation, plan.changes, by_hand)
    assert against(compilation, mended).empty
    again = carried_out(compilation, back.changes, mended)
    assert against(compilation, again).changes == plan.changes


def test_an_activated_flow_is_no_difference():
    compilation = fine(lead())
    tree = built(compilation)
    assert against(compilation, tree | {PATH: tree[PATH].replace(b">Draft<", b">Active<")}).empty


# ------------------------------------------------------------------ what is found

SCORES = {
    "Score__c": Field(type="Number", precision=2, scale=0),
    "Grade__c": Field(type="Percent"),
    "Sum__c": Field(type="Summary", summary="count A.B"),
}


@pytest.mark.parametrize(
    ("band", "rules"),
    [
        ("band: {of: Score__c, edges: [0, 26, 51]}", []),
        ("band: {of: Score__c, edges: [0, 26, 51, 99]}", []),
        ("band: {of: Score__c, edges: [0, 26, 100, 200]}", ["SFC636"]),
        ("band: {of: Scores__c, edges: [0, 26, 51]}", ["SFC636"]),
        ("band: {of: Grade__c, edges: [0, 26, 51]}", ["SFC636"]),
        ("band: {of: Sum__c, edges: [0, 26, 51]}", ["SFC635"]),
        ("band: {of: Score__c, edges: [0, 26, 51], names: [a, A]}", ["SFC637"]),
        ("band: {of: Score__c, edges: [0, 26, 51], names: [a, ' b']}", ["SFC637"]),
        ("band: {of: Score__c, edges: [0, 26, 51], dead_band: -1}", ["GOV514"]),
        ("band: {of: Score__c, edges: [0, 26, 51], dead_band: 25}", ["GOV514"]),
        ("band: {of: Score__c, edges: [7]}", ["GOV512"]),
        ("band: {of: Score__c, edges: []}", ["GOV512"]),
    ],
)
def test_what_is_wrong_with_a_band_is_found_once(band, rules):
    held = org({"Lead": SCORES})
    assert [rule for rule, _ in found(compiled(lead(band), held))] == rules


def test_a_band_for_several_objects_is_wrong_once():
    files = {
        "objects/person.yaml": spec(
            "[Lead, Contact]", {"Score_Band__c": "band: {of: Score__c, edges: [9, 5], dead_band: -1, names: [a, b]}"}
        )
    }
    assert sorted(rule for rule, _ in found(compiled(files))) == ["GOV512", "GOV514", "SFC637"]


def test_a_score_that_the_estate_makes_can_be_banded():
    files = lead(
        "band: {of: Warmth__c, edges: [0, 50, 100]}",
        Warmth__c="sync: hidden, create: {label: Warmth, type: Number, precision: 3, scale: 0}",
    )
    assert not compiled(files).failed, told(compiled(files))


def test_an_old_api_version_takes_no_such_flow():
    files = {**lead(), "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise, api_version: 49.0}\n"}  # fmt: skip
    assert [rule for rule, _ in found(compiled(files))] == ["SFC613"]


def test_a_misspelt_score_is_guessed():
    assert "did you mean `Score__c`" in told(
        compiled(lead("band: {of: Scroe__c, edges: [0, 50, 100]}"), {"Lead": Object("Lead", "standard", SCORES)})
    )
