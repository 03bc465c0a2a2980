"""Who sees a field, and through what: profile, sets, groups less their mute, all data, all fields, fields without field-level security."""

import pytest

from small_estate import compiled, spec, user
from small_people import muting_set, peopled, permission_set, profile
from syncwright.inventory.access import SetGroup

READS = {"Device__c": "read"}
EDITS = {"Device__c": "read edit"}
TEXT = {"Device__c.Text__c": "edit"}
PROFILE = "profile: Sync\n"


def seen(org, more="", files=None, owner="Device__c", field="Text__c", name="marketo-sync"):
    """Titles of what lets the user read the field, and edit it."""
    compilation = compiled({**user(more=more), **(files or {})}, org)
    assert compilation.catalog is not None
    access = {one.user: one for one in compilation.seen()(owner, field)}.get(name)
    return None if access is None else ([one.title for one in access.read], [one.title for one in access.edit])


def test_a_user_without_anything_sees_nothing():
    assert seen(peopled()) is None


def test_its_own_set_is_ours_and_has_the_reasons_of_the_specs():
    compilation = compiled({"objects/a.yaml": spec("Device__c", {"Text__c": "sync: two-way"})})
    [access] = compilation.seen()("Device__c", "Text__c")
    assert access.user == "marketo-sync"
    assert [(one.title, one.ours) for one in access.read] == [("permission set Marketo_Sync", True)]
    assert [[reason.key for reason in one.reasons] for one in access.edit] == [["object/Device__c#Text__c"]]


def test_what_is_only_read_is_not_edited():
    assert seen(peopled(), files={"objects/a.yaml": spec("Device__c", {"Text__c": ""})}) == (["permission set Marketo_Sync"], [])


def test_a_profile_is_a_source():
    assert seen(peopled(profile("Sync", TEXT, EDITS)), PROFILE) == (["profile Sync"], ["profile Sync"])


def test_a_profile_is_found_by_the_name_that_its_file_spells():
    assert seen(peopled(profile("Custom%3A Sync", TEXT, READS)), "profile: 'Custom: Sync'\n") == (["profile Custom: Sync"], [])
    assert seen(peopled(profile("Custom%3A Sync", TEXT, READS)), "profile: {name: Custom%3A Sync}\n") == (["profile Custom: Sync"], [])


def test_sets_are_sources_and_several_add_up():
    org = peopled(profile("Sync", {}, READS), permission_set("A", TEXT), permission_set("B", {"Device__c.Text__c": "read"}))
    assert seen(org, PROFILE + "with: [A, B]\n") == (["permission set A", "permission set B"], [])
    assert seen(org, PROFILE + "with: [B]\n") == (["permission set B"], [])


def test_editing_a_field_takes_editing_its_object():
    org = peopled(profile("Sync", {}, READS), permission_set("A", TEXT), permission_set("B", {}, EDITS))
    assert seen(org, PROFILE + "with: [A]\n") == (["permission set A"], [])
    assert seen(org, PROFILE + "with: [A, B]\n") == (["permission set A"], ["permission set A"])


def test_a_field_is_of_no_use_without_its_object():
    assert seen(peopled(profile("Sync", TEXT)), PROFILE) is None


@pytest.mark.parametrize("permission", ["ViewAllData", "ModifyAllData"])
def test_all_data_is_records_and_not_fields(permission):
    org = peopled(profile("Sync", permissions=permission))
    assert seen(org, PROFILE) is None
    assert seen(peopled(profile("Sync", TEXT, permissions=permission)), PROFILE)[0] == ["profile Sync"]


def test_who_modifies_all_data_edits_the_fields_that_field_level_security_gives():
    assert seen(peopled(profile("Sync", TEXT, permissions="ViewAllData")), PROFILE)[1] == []
    assert seen(peopled(profile("Sync", TEXT, permissions="ModifyAllData")), PROFILE)[1] == ["profile Sync"]


def test_view_all_fields_is_reading_every_field_of_that_object():
    org = peopled(permission_set("A", {}, {"Device__c": "read view-all-fields", "Loose__c": "read"}))
    assert seen(org, "with: [A]\n") == (["permission set A, with View All Fields on Device__c"], [])
    assert seen(org, "with: [A]\n", owner="Loose__c") is None


@pytest.mark.parametrize("field", ["Required__c", "Account__c"])
def test_a_field_without_security_is_seen_with_its_object(field):
    org = peopled(profile("Sync", {}, EDITS), permission_set("A", {}, READS))
    without = ", as the field has no field-level security"
    assert seen(org, PROFILE + "with: [A]\n", field=field) == (
        [f"profile Sync{without}", f"permission set A{without}"],
        [f"profile Sync{without}"],
    )


def test_a_field_without_security_that_nobody_writes_is_not_edited():
    assert seen(peopled(profile("Sync", {}, EDITS)), PROFILE, field="CreatedDate")[1] == []


def test_a_formula_is_not_edited_whatever_its_row_says():
    assert seen(peopled(profile("Sync", {"Device__c.Formula__c": "edit"}, EDITS)), PROFILE, field="Formula__c") == (["profile Sync"], [])


def test_a_part_of_an_address_is_seen_with_the_whole():
    org = peopled(profile("Sync", {"Lead.Address": "edit"}, {"Lead": "read edit"}))
    assert seen(org, PROFILE, owner="Lead", field="City") == (["profile Sync"], ["profile Sync"])
    assert seen(peopled(profile("Sync", {}, {"Lead": "read"})), PROFILE, owner="Lead", field="City") is None


@pytest.mark.parametrize(
    ("owner", "field", "given"),
    [
        ("Task", "Outcome__c", profile("Sync", {"Task.Outcome__c": "read"}, permissions="ActivitiesAccess")),
        ("CampaignMember", "Source__c", profile("Sync", {"CampaignMember.Source__c": "read"}, {"Campaign": "read"})),
        ("OpportunityContactRole", "Weight__c", profile("Sync", {"OpportunityContactRole.Weight__c": "read"}, {"Opportunity": "read"})),
        ("User", "Badge__c", profile("Sync", {"User.Badge__c": "read"})),
    ],
)
def test_objects_whose_access_comes_from_elsewhere_are_seen_through_it(owner, field, given):
    assert seen(peopled(given), PROFILE, owner=owner, field=field) == (["profile Sync"], [])


def test_everybody_sees_users():
    assert seen(peopled(), owner="User", field="Email")[0] == ["every user, as the field has no field-level security"]


def test_the_integration_user_brings_its_objects_along_and_has_no_field_without_a_row():
    files = {"objects/a.yaml": spec("Device__c", {"Text__c": ""}, "ae")}
    assert seen(peopled(), files=files, name="ae-integration")[0] == ["permission set Ae_Integration"]
    assert seen(peopled(), files=files, name="ae-integration", field="Other__c") is None
    assert seen(peopled(), name="ae-integration", field="Required__c")[0] == [
        "the integration user's own access to objects, as the field has no field-level security"
    ]


# ------------------------------------------------------------------ groups

GROUP = SetGroup("Group", sets=("A", "B"), muting=("Mute",))
A, B = permission_set("A", TEXT, EDITS), permission_set("B", {"Device__c.Other__c": "read"})


def test_a_group_gives_what_its_sets_give():
    org = peopled(GROUP, A, B, muting_set("Mute"))
    assert seen(org, "with: [Group]\n") == (["permission set A of group Group"],) * 2
    assert seen(org, "with: [Group]\n", field="Other__c") == (["permission set B of group Group"], [])


@pytest.mark.parametrize(
    ("muted", "read", "edit"),
    [
        # What is muted, and what is left. Whether muting of reading takes editing along is not documented, so an edit stays.
        ("edit", [], []),
        ("read", ["permission set A of group Group"], ["permission set A of group Group"]),
        ("edit-only", ["permission set A of group Group"], []),
    ],
)
def test_a_muting_set_takes_from_its_group(muted, read, edit):
    org = peopled(GROUP, A, B, muting_set("Mute", {"Device__c.Text__c": muted}))
    assert (seen(org, "with: [Group]\n") or ([], [])) == (read, edit)


def test_muting_of_reading_takes_a_field_that_is_only_read():
    org = peopled(GROUP, A, B, muting_set("Mute", {"Device__c.Other__c": "read"}))
    assert seen(org, "with: [Group]\n", field="Other__c") is None


def test_a_muting_set_takes_nothing_from_what_is_assigned_besides():
    org = peopled(GROUP, A, B, muting_set("Mute", TEXT))
    assert seen(org, "with: [Group, A]\n") == (["permission set A"], ["permission set A"])


@pytest.mark.parametrize("muted", [muting_set("Mute", {}, {"Device__c": "read"}), muting_set("Mute", {}, {"Device__c": "read edit"})])
def test_an_object_that_is_muted_is_not_reached(muted):
    assert seen(peopled(GROUP, A, B, muted), "with: [Group]\n") is None


def test_a_permission_that_is_muted_gives_nothing():
    org = peopled(SetGroup("Group", sets=("All",), muting=("Mute",)), permission_set("All", TEXT, {}, "ViewAllData"))
    assert seen(org, "with: [Group]\n") is not None
    muted = muting_set("Mute", permissions="ViewAllData")
    org = peopled(SetGroup("Group", sets=("All",), muting=("Mute",)), permission_set("All", TEXT, {}, "ViewAllData"), muted)
    assert seen(org, "with: [Group]\n") is None


def test_what_is_made_here_stands_for_what_the_org_holds_under_its_name():
    stale = permission_set("Marketo_Sync", {"Device__c.Other__c": "read"}, READS)
    files = {"objects/a.yaml": spec("Device__c", {"Text__c": ""})}
    assert seen(peopled(stale), files=files, field="Other__c") is None
    shared = user(more="with: [Marketo_Sync]\n", name="other")
    assert seen(peopled(stale), files={**files, **shared}, name="other") == (["permission set Marketo_Sync"], [])
