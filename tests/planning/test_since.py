"""Two revisions of the specs: what differs is planned, and what only looks different is not."""

from plan_estates import SET, edits, fine, holding, since, steps
from small_estate import compiled, found, spec, user
from syncwright.catalog.meaning import differing, meaning_hash
from syncwright.plan.changes import Create, Delete, Forget, Rename, Update
from syncwright.planning import observe_revision, wanted, why_unchanged
from syncwright.planning.binding import specs_hash

ONE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": ""})}
ASSIGNMENTS = "salesforce.assignments/marketo-sync"


def kinds(plan):
    return {change.address: type(change) for change in plan.changes}


def test_the_same_specs_change_nothing():
    assert since(ONE, ONE).empty


def test_a_field_more_is_one_part_more():
    plan = since(ONE, {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "", "Score__c": "sync: two-way"})})
    assert kinds(plan) == {SET: Update}
    assert edits(plan) == [("field_permissions", "Lead.Score__c", None, "edit"), ("object_permissions", "Lead:edit", None, "yes")]


def test_a_field_less_is_a_removal():
    plan = since(ONE, {"objects/lead.yaml": spec("Lead", {"Email": ""})})
    assert edits(plan) == [("field_permissions", "Lead.Motto__c", "read", None)]


def test_a_field_moved_to_another_file_with_other_defaults_is_no_change():
    apart = {
        "objects/lead.yaml": spec("Lead", {"Email": ""}),
        "objects/more.yaml": "object: Lead\nowner: ops\nwhy: it is needed\nfor: [marketo]\nused_by: w\n"
        "defaults: {sync: two-way, pii: none}\nfields:\n  Motto__c: {sync: from-salesforce, why: w}\n",
    }
    assert since(ONE, apart).empty
    assert meaning_hash(fine(ONE).catalog) == meaning_hash(fine(apart).catalog)
    assert differing(fine(ONE).catalog, fine(apart).catalog) == []


def test_order_wrapping_quotes_and_comments_are_no_change():
    text = ONE["objects/lead.yaml"].replace("why: it is needed", "why: it is needed, and for more than one reason at that")
    wrapped = text.replace(
        "why: it is needed, and for more than one reason at that",
        "# a comment\nwhy: |\n  it is needed,\n  and for more than\n  one reason at that",
    )
    lines = wrapped.splitlines(keepends=True)
    body = lines.index("fields:\n")
    reordered = "".join([*lines[body:], *lines[:body]])
    assert "Email" in reordered
    before, after = {"objects/lead.yaml": text}, {"objects/lead.yaml": reordered}
    assert since(before, after).empty
    assert meaning_hash(fine(before).catalog) == meaning_hash(fine(after).catalog)


def test_what_an_author_means_otherwise_has_another_hash():
    hashes = {meaning_hash(fine(files).catalog) for files in (ONE, VARIED, OWNED, RETIRED)}
    assert len(hashes) == 4


VARIED = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "pii: contact"})}
OWNED = {**ONE, **user(more="marketing_user: true\n")}
RETIRED = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "retire: {stage: hidden, since: 2026-01-01}"})}


def test_the_hash_of_the_specs_changes_with_what_is_wanted_too():
    one, other = fine(ONE), fine(ONE, holding())
    assert specs_hash(one.catalog, wanted(one, in_source=True)) == specs_hash(other.catalog, wanted(other, in_source=True))
    more = fine({**ONE, **user("permissions: {ViewSetup: {why: w}}")})
    assert specs_hash(more.catalog, wanted(more, in_source=True)) != specs_hash(one.catalog, wanted(one, in_source=True))


def test_a_user_that_is_new_is_created_and_assigned():
    plan = since({**ONE, "connectors/marketo.yaml": None, "users/marketo-sync.yaml": None, "objects/lead.yaml": None}, ONE)
    assert kinds(plan) == {SET: Create, ASSIGNMENTS: Create}
    assigned = steps(plan)["salesforce.assign/marketo-sync/Marketo_Sync"]
    assert "salesforce.deploy" in assigned.after
    assert assigned.owner == "ops"


def test_a_user_that_is_gone_is_forgotten_and_its_set_stays():
    plan = since(ONE, {"connectors/marketo.yaml": None, "users/marketo-sync.yaml": None})
    assert kinds(plan) == {SET: Forget}
    assert plan.steps == ()


def test_a_flag_of_the_user_record_is_a_step_of_its_own():
    plan = since(ONE, {**ONE, **user(more="marketing_user: true\n")})
    assert kinds(plan) == {ASSIGNMENTS: Update}
    [step] = plan.steps
    assert (step.kind, step.title) == ("assign", "set `UserPermissionsMarketingUser` on the record of the user of `marketo-sync`")


def test_a_set_that_the_user_no_longer_has_is_taken_away():
    plan = since({**ONE, **user(more="with: [Shared]\n")}, ONE)
    assert edits(plan, ASSIGNMENTS) == [("assigned", "Shared", "permission set", None)]
    assert list(steps(plan)) == ["salesforce.unassign/marketo-sync/Shared"]


def test_a_licence_that_sets_need_comes_first_and_says_how_sure_that_is():
    plan = since(ONE, {**ONE, **user(more="license: Salesforce Integration\nwith: [Shared]\n")})
    licence = steps(plan)["salesforce.assign/marketo-sync/Salesforce_API_Integration"]
    assert "observed, not documented" in licence.text
    assert licence.id in steps(plan)["salesforce.assign/marketo-sync/Shared"].after


# ------------------------------------------------------------------ fields on their way

GONE = "salesforce.field/Lead.Motto__c"


def retiring(stage, since_day="2026-01-01", more=", delete_after: 90 days"):
    return {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": f"retire: {{stage: {stage}, since: {since_day}{more}}}"})}


def test_hiding_a_field_takes_its_access_and_deletes_nothing():
    plan = since(ONE, retiring("hidden"))
    assert kinds(plan) == {SET: Update}
    assert edits(plan) == [("field_permissions", "Lead.Motto__c", "read", None)]


def test_only_stage_delete_deletes_and_it_waits():
    plan = since(retiring("hidden"), retiring("delete"))
    [change] = plan.changes
    assert isinstance(change, Delete)
    assert (change.address, change.until) == (GONE, "2026-04-01")
    [step] = plan.steps
    assert (step.id, step.kind, step.waits_until) == ("salesforce.delete/2026-04-01", "deploy", "2026-04-01")


def test_a_deletion_that_was_planned_before_is_not_planned_again():
    assert since(retiring("delete"), retiring("delete")).empty


def test_a_deletion_comes_after_the_access_is_gone():
    plan = since(ONE, retiring("delete"))
    assert steps(plan)["salesforce.delete/2026-04-01"].after == ("salesforce.deploy",)
    assert [step.id for step in plan.steps][-1] == "salesforce.delete/2026-04-01" or plan.steps[-1].system == "Marketo"


def test_a_deletion_without_a_time_waits_for_the_day_it_was_said():
    plan = since(retiring("hidden"), retiring("delete", "2026-05-31", ""))
    assert plan.changes[0].until == "2026-05-31"


def test_a_standard_field_is_never_deleted():
    before = {"objects/lead.yaml": spec("Lead", {"Email": "", "Title": ""})}
    after = {"objects/lead.yaml": spec("Lead", {"Email": "", "Title": "retire: {stage: hidden, since: 2026-01-01}"})}
    assert kinds(since(before, after)) == {SET: Update}
    refused = {"objects/lead.yaml": spec("Lead", {"Email": "", "Title": "retire: {stage: delete, since: 2026-01-01}"})}
    assert [rule for rule, _ in found(compiled(refused))] == ["SFC641"]


def test_a_field_of_activities_is_deleted_once():
    both = "object: [Task, Event]\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: w\ndefaults: {pii: none}\nfields:\n  Outcome__c: {why: w, retire: {stage: %s, since: 2026-01-01}}\n"
    plan = since({"objects/task.yaml": both % "hidden"}, {"objects/task.yaml": both % "delete"})
    assert kinds(plan) == {"salesforce.field/Activity.Outcome__c": Delete}


# ------------------------------------------------------------------ names

OLD = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": ""})}
NEW = {"objects/lead.yaml": spec("Lead", {"Email": "", "Slogan__c": "previously: Motto__c"})}


def test_a_rename_is_a_rename_by_hand_before_the_deployment():
    plan = since(OLD, NEW)
    assert kinds(plan) == {SET: Update, "salesforce.field/Lead.Slogan__c": Rename}
    rename = steps(plan)["salesforce.rename/Lead.Slogan__c"]
    assert rename.kind == "person"
    assert "Motto__c" in rename.text and "Slogan__c" in rename.text
    assert rename.id in steps(plan)["salesforce.deploy"].after
    assert ("by-hand", "salesforce.field/Lead.Slogan__c") in {(one.kind, one.address) for one in plan.hazards}


def test_a_rename_that_the_inventory_shows_is_done():
    plan = since(OLD, NEW, holding(Slogan__c="Slogan"))
    assert kinds(plan) == {SET: Update}


def test_a_rename_is_planned_once():
    assert since(NEW, NEW).empty


def test_a_rename_makes_another_field_in_marketo():
    plan = since(OLD, NEW)
    hazard = next(one for one in plan.hazards if one.kind == "irreversible" and one.name is None)
    assert "new field in Marketo" in hazard.says
    assert "observed, not documented" in next(one for one in plan.hazards if one.kind == "vendor").says
    step = steps(plan)["marketo.renamed/marketo/Lead.Slogan__c"]
    assert "salesforce.rename/Lead.Slogan__c" in step.after


# ------------------------------------------------------------------ why nothing changes


def why(before, after):
    old, new = fine(before), fine(after)
    want = wanted(new, in_source=False)
    assert observe_revision(old, want, "HEAD").complete
    return why_unchanged(new, old, "HEAD")


def test_nothing_differs():
    assert why(ONE, ONE) == "the specs are those of `HEAD`"


def test_a_file_that_moved_is_said_to_have_moved():
    said = why(ONE, {"objects/lead.yaml": None, "objects/people/lead.yaml": ONE["objects/lead.yaml"]})
    assert said == "2 spec files differ from `HEAD` and mean the same (moved: `objects/lead.yaml`, `objects/people/lead.yaml`)"


def test_another_order_is_said_to_be_another_order():
    text = ONE["objects/lead.yaml"]
    head, _, rest = text.partition("why: it is needed\n")
    assert "(reordered: `objects/lead.yaml`)" in why(ONE, {"objects/lead.yaml": head + rest + "why: it is needed\n"})


def test_a_comment_is_said_to_be_one():
    said = why(ONE, {"objects/lead.yaml": "# hello\n" + ONE["objects/lead.yaml"]})
    assert said == "1 spec file differs from `HEAD` and means the same (wrapping, quotes or comments: `objects/lead.yaml`)"


def test_what_no_platform_is_told_is_named():
    said = why(ONE, VARIED)
    assert said == "what changed since `HEAD` is told to no platform: `object/Lead#Motto__c`"
