"""A part of a plan, and the way back."""

import pytest

from plan_estates import SET, against, built, carried_out, edits, fine, seen, since, steps
from small_estate import spec, user
from syncwright.plan.back import back
from syncwright.plan.changes import Create, Delete, Rename, Update
from syncwright.planning import NothingSelected, wanted
from syncwright.planning.stale import stale

BEFORE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": ""}, "marketo, ae")}
AFTER = {"objects/lead.yaml": spec("Lead", {"Email": "sync: two-way", "Score__c": ""}, "marketo, ae")}
OTHER = "salesforce.permission_set/Ae_Integration"
MAP = "account_engagement.field_map/ae"


def addresses(plan):
    return [change.address for change in plan.changes]


def test_everything_is_planned_unless_something_is_named():
    plan = since(BEFORE, AFTER)
    assert (addresses(plan), plan.left_out) == ([MAP, OTHER, SET], ())


@pytest.mark.parametrize("selector", [SET, "*/Marketo_Sync", "salesforce.permission_set/M*", "sync_user:marketo-sync"])
def test_what_is_left_out_is_said(selector):
    plan = since(BEFORE, AFTER, only=(selector,))
    assert (addresses(plan), plan.left_out) == ([SET], (MAP, OTHER))
    assert {step.changes for step in plan.steps if step.kind == "deploy"} == {(SET,)}
    assert {hazard.address for hazard in plan.hazards} == {SET}
    assert plan.binding.observed.keys() == {SET}


def test_several_selectors_add_up():
    assert addresses(since(BEFORE, AFTER, only=("sync_user:marketo-sync", "*/Ae_*"))) == [OTHER, SET]


@pytest.mark.parametrize("selector", ["sync_user:nobody", "salesforce.permission_set/marketo_sync", "", "Marketo_Sync"])
def test_a_selector_that_names_nothing_is_no_plan(selector):
    with pytest.raises(NothingSelected):
        since(BEFORE, AFTER, only=(selector,))


def test_what_a_change_rests_on_comes_along():
    new = {**AFTER, "connectors/ae.yaml": None, "users/ae-integration.yaml": None}
    new["objects/lead.yaml"] = spec("Lead", {"Email": ""})
    old = {**new, "connectors/marketo.yaml": None, "users/marketo-sync.yaml": None, "objects/lead.yaml": None}
    plan = since(old, new, only=("salesforce.assignments/*",))
    assert addresses(plan) == ["salesforce.assignments/marketo-sync", SET]


def test_a_group_brings_along_the_sets_that_it_names():
    files = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}), **user(more="group: true\nwith: [Shared]\n")}
    plan = against(fine(files), {}, only=("*/Marketo_Sync_Group",))
    assert addresses(plan) == ["salesforce.muting_set/Marketo_Sync_Mute", SET, "salesforce.permission_set_group/Marketo_Sync_Group"]


# ------------------------------------------------------------------ the way back


def test_the_way_back_is_the_plan_turned_round():
    there, again = since(BEFORE, AFTER), since(BEFORE, AFTER, back=True)
    turned = [(attribute, name, new, old) for attribute, name, old, new in edits(there)]
    assert edits(again) == turned
    assert edits(since(AFTER, BEFORE)) == turned


def test_there_and_back_is_where_it_was():
    compilation = fine(AFTER)
    tree = built(fine(BEFORE))
    there = against(compilation, tree)
    home = against(compilation, tree, back=True)
    after = carried_out(compilation, there.changes, tree)
    assert against(compilation, after).empty
    want = wanted(compilation, in_source=True)
    assert stale(home, compilation.catalog, want, seen(compilation, after).observation, "0.1", home.binding.made) == []
    assert stale(home, compilation.catalog, want, seen(compilation, tree).observation, "0.1", home.binding.made) != []
    again = carried_out(compilation, home.changes, after)
    assert {path: data for path, data in again.items() if "permissionsets" in path} == {
        path: data for path, data in tree.items() if "permissionsets" in path
    }


def test_what_is_created_goes_on_the_way_back_after_nobody_has_it():
    compilation = fine(AFTER)
    home = against(compilation, {}, back=True)
    assert {type(change) for change in home.changes} == {Delete}
    assert {
        f"salesforce.unassign/{user}/{name}" for user, name in (("marketo-sync", "Marketo_Sync"), ("ae-integration", "Ae_Integration"))
    } <= set(steps(home)["salesforce.deploy"].after)
    there = carried_out(compilation, against(compilation, {}).changes, {})
    assert carried_out(compilation, home.changes, there) == {}


def test_a_renamed_field_gets_its_former_name_back():
    old = {"objects/lead.yaml": spec("Lead", {"Motto__c": ""})}
    new = {"objects/lead.yaml": spec("Lead", {"Slogan__c": "previously: Motto__c"})}
    home = since(old, new, back=True)
    [rename] = (change for change in home.changes if isinstance(change, Rename))
    assert (rename.before.name, rename.after.name) == ("Lead.Slogan__c", "Lead.Motto__c")


def test_a_deleted_field_comes_back_by_hand_and_empty():
    hidden, gone = (
        {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": f"retire: {{stage: {stage}, since: 2026-01-01}}"})}
        for stage in ("hidden", "delete")
    )
    home = since(hidden, gone, back=True)
    [change] = home.changes
    assert isinstance(change, Create)
    [step] = home.steps
    assert step.kind == "person"
    assert {hazard.kind for hazard in home.hazards} == {"by-hand", "irreversible"}


def test_a_field_that_a_profile_showed_is_shown_again():
    hidden = {
        "objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}),
        **user(more="profile: {name: Sync, manage: true}\n"),
    }
    made = fine(hidden)
    path = "force-app/main/default/profiles/Sync.profile-meta.xml"
    row = "<fieldPermissions><editable>true</editable><field>Lead.Motto__c</field><readable>true</readable></fieldPermissions>"
    tree = {**built(made), path: f"<Profile>{row}</Profile>".encode()}
    there, home = against(made, tree), against(made, tree, back=True)
    after = carried_out(made, there.changes, tree)
    assert b"<editable>false</editable>" in after[path]
    assert carried_out(made, home.changes, after) == tree
    assert isinstance(home.changes[0], Update)


def test_a_muting_set_that_somebody_made_comes_back_with_all_its_rows():
    files = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: hidden"}), **user(more="group: true\n")}
    made = fine(files)
    path = "force-app/main/default/mutingpermissionsets/Marketo_Sync_Mute.mutingpermissionset-meta.xml"
    rows = (
        "<fieldPermissions><editable>false</editable><field>Lead.Title</field><readable>true</readable></fieldPermissions><label>x</label>"
        "<userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions>"
    )
    tree = {**built(made), path: f"<MutingPermissionSet>{rows}</MutingPermissionSet>".encode()}
    there, home = against(made, tree), against(made, tree, back=True)
    after = carried_out(made, there.changes, tree)
    assert against(made, after).empty
    again = seen(made, carried_out(made, home.changes, after)).observation.resources
    assert again == seen(made, tree).observation.resources


def test_the_way_back_of_nothing_is_nothing():
    assert back([], {}) == []
    assert since(BEFORE, BEFORE, back=True).empty
