"""A group with one muting set, and a profile that loses what is hidden: what is made, what it is called, what the files say."""

from xml.etree import ElementTree

import pytest

from small_estate import NAMESPACE, compiled, found, rows, spec, told, user
from small_people import peopled, permission_set, profile
from syncwright.inventory.access import SetGroup
from syncwright.platforms.salesforce.naming import encoded, plain

ROOM = "salesforce/force-app/main/default"
FIELDS = {"objects/a.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden", "Formula__c": "sync: hidden"})}
ORG = peopled(permission_set("A"), permission_set("B"), profile("Sync"))
FALSE = {"editable": "false", "readable": "false"}


def made(more, files=FIELDS, org=ORG):
    compilation = compiled({**user(more=more), **files}, org)
    assert not compilation.failed, told(compilation)
    return {one.path.removeprefix(f"{ROOM}/"): one.data for one in compilation.artifacts()}, compilation


def members(package):
    return {
        types.findtext(f"{NAMESPACE}name"): [each.text for each in types.findall(f"{NAMESPACE}members")]
        for types in ElementTree.fromstring(package).findall(f"{NAMESPACE}types")
    }


# ------------------------------------------------------------------ groups


def test_a_group_holds_the_users_own_set_those_of_with_and_a_muting_set():
    files, _ = made("with: [B, A]\ngroup: true\n")
    group = files["permissionsetgroups/Marketo_Sync_Group.permissionsetgroup-meta.xml"]
    said = rows(group)
    assert [row[""] for row in said["permissionSets"]] == ["A", "B", "Marketo_Sync"]
    assert said["mutingPermissionSets"] == [{"": "Marketo_Sync_Mute"}]
    assert said["label"] == [{"": "Marketo Sync (group)"}]
    assert list(said) == ["description", "label", "mutingPermissionSets", "permissionSets"], "never a status"


def test_the_muting_set_takes_reading_and_editing_of_all_that_is_hidden():
    files, _ = made("with: [A]\ngroup: true\n")
    said = rows(files["mutingpermissionsets/Marketo_Sync_Mute.mutingpermissionset-meta.xml"])
    assert said["fieldPermissions"] == [
        {"editable": "true", "field": "Device__c.Formula__c", "readable": "true"},
        {"editable": "true", "field": "Device__c.Other__c", "readable": "true"},
    ]
    assert list(said) == ["description", "fieldPermissions", "label"]


def test_without_anything_hidden_there_is_no_muting_set():
    files, _ = made("with: [A]\ngroup: true\n", {"objects/a.yaml": spec("Device__c", {"Text__c": ""})})
    assert not any(path.startswith("mutingpermissionsets/") for path in files)
    assert "mutingPermissionSets" not in rows(files["permissionsetgroups/Marketo_Sync_Group.permissionsetgroup-meta.xml"])


@pytest.mark.parametrize("fields", [{"Required__c": "sync: hidden"}, {"Account__c": "sync: hidden"}, {"Name": "sync: hidden"}])
def test_what_field_level_security_cannot_hide_is_not_muted(fields):
    files, _ = made("group: true\nprofile: {name: Sync, manage: true}\n", {"objects/a.yaml": spec("Device__c", fields)})
    assert not any(path.startswith(("mutingpermissionsets/", "profiles/")) for path in files)


def test_a_part_of_an_address_is_muted_with_the_whole():
    files, _ = made("group: true\n", {"objects/a.yaml": spec("Lead", {"Score__c": "", "City": "sync: hidden", "Street": "sync: hidden"})})
    said = rows(files["mutingpermissionsets/Marketo_Sync_Mute.mutingpermissionset-meta.xml"])
    assert [row["field"] for row in said["fieldPermissions"]] == ["Lead.Address"]


def test_what_the_users_own_set_grants_is_never_muted():
    more = {**FIELDS, **user("fields: {Device__c.Other__c: {access: read, why: w}}", more="group: true\n")}
    compilation = compiled(more, ORG)
    assert found(compilation) == [("SFC603", "objects/a.yaml:8:3")]
    [mute] = [one for one in compilation.resources if one.address.startswith("salesforce.muting_set/")]
    assert list(mute.attributes["hidden_fields"]) == ["Device__c.Formula__c"]


def test_a_user_with_nothing_of_its_own_has_a_group_of_the_others():
    files, compilation = made("with: [A]\ngroup: true\n", {"connectors/marketo.yaml": None})
    assert [row[""] for row in rows(files["permissionsetgroups/Marketo_Sync_Group.permissionsetgroup-meta.xml"])["permissionSets"]] == ["A"]
    assert [one.address for one in compilation.resources] == ["salesforce.permission_set_group/Marketo_Sync_Group"]


def test_a_group_within_a_group_is_found_and_left_out():
    compilation = compiled(
        user(more="with: [A, G]\ngroup: true\n"), peopled(SetGroup("G", sets=("B",)), permission_set("A"), permission_set("B"))
    )
    assert found(compilation) == [("SFC614", "users/marketo-sync.yaml:3:11")]
    [group] = [one for one in compilation.resources if one.address.startswith("salesforce.permission_set_group/")]
    assert list(group.attributes["members"]) == ["A", "Marketo_Sync"]


def test_the_group_of_another_user_is_a_group_too():
    files = {**user(more="group: true\n"), **user("why: w, classes: {A: }", name="other", more="with: [Marketo_Sync_Group]\ngroup: true\n")}
    assert found(compiled(files, ORG)) == [("SFC614", "users/other.yaml:3:8")]


@pytest.mark.parametrize("name", ["x" * 80, "-".join("abcdefgh" * 5)])
def test_names_of_what_is_made_fit(name):
    hidden = {"connectors/marketo.yaml": f"connector: marketo\nplatform: marketo\nowner: ops\nwhy: w\nsync_user: {name}\n", **FIELDS}
    compilation = compiled({**hidden, "users/marketo-sync.yaml": None, **user(name=name, more="group: true\n")}, ORG)
    names = [one.name for one in compilation.resources]
    assert len(names) == len(set(names)) == 3
    assert all(len(one) <= 80 and "__" not in one and not one.endswith("_") for one in names)
    assert all(len(one.attributes["label"]) <= 80 and len(one.attributes["description"]) <= 255 for one in compilation.resources)


def test_users_whose_groups_would_have_one_name_are_found():
    long = "a" * 76
    users = {**user(name=f"{long}bcd", more="group: true\n"), **user(name=f"{long}bce", more="group: true\n")}
    assert ("SFC607", f"users/{long}bce.yaml:1:12") in found(compiled(users, ORG))


# ------------------------------------------------------------------ profiles


def test_a_managed_profile_loses_what_is_hidden_and_says_nothing_else():
    files, _ = made("profile: {name: Sync, manage: true}\n")
    said = rows(files["profiles/Sync.profile-meta.xml"])
    assert said == {"fieldPermissions": [{"field": "Device__c.Formula__c", **FALSE}, {"field": "Device__c.Other__c", **FALSE}]}


def test_a_profile_that_is_not_managed_or_loses_nothing_is_not_written():
    assert not any(path.startswith("profiles/") for path in made("profile: Sync\n")[0])
    assert not any(path.startswith("profiles/") for path in made("profile: {name: Sync}\n")[0])
    seen = {"objects/a.yaml": spec("Device__c", {"Text__c": ""})}
    assert not any(path.startswith("profiles/") for path in made("profile: {name: Sync, manage: true}\n", seen)[0])


def test_an_address_is_taken_as_a_whole():
    files, _ = made("profile: {name: Sync, manage: true}\n", {"objects/a.yaml": spec("Lead", {"Score__c": "", "Address": "sync: hidden"})})
    assert rows(files["profiles/Sync.profile-meta.xml"]) == {"fieldPermissions": [{"field": "Lead.Address", **FALSE}]}


def test_a_profile_that_two_users_have_loses_what_is_hidden_from_either():
    telephone = "connector: phone\nplatform: marketo\nowner: ops\nwhy: w\nsync_user: phone\n"
    files = {
        **FIELDS,
        "objects/b.yaml": spec("Loose__c", {"Text__c": "sync: hidden"}, "phone"),
        "connectors/phone.yaml": telephone,
        **user(name="phone", more="profile: {name: Sync, manage: true}\n"),
    }
    made_, _ = made("profile: {name: Sync, manage: true}\n", files)
    said = rows(made_["profiles/Sync.profile-meta.xml"])
    assert [row["field"] for row in said["fieldPermissions"]] == ["Device__c.Formula__c", "Device__c.Other__c", "Loose__c.Text__c"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Minimum Access - Salesforce", "Minimum Access - Salesforce"),
        ("Custom: Sync (EU)", "Custom%3A Sync %28EU%29"),
        ("R&D/Sales, 50%", "R%26D%2FSales%2C 50%25"),
        ("It's", "It%27s"),
    ],
)
def test_a_profile_is_written_under_the_name_that_the_metadata_api_spells(name, file):
    assert (encoded(name), plain(file)) == (file, name)
    files, _ = made(f'profile: {{name: "{name}", manage: true}}\n')
    assert f"profiles/{file}.profile-meta.xml" in files
    assert members(files["salesforce/manifest/package.xml"])["Profile"] == [file]


def test_a_profile_is_written_under_the_name_that_the_org_spells():
    files, _ = made("profile: {name: 'A~B', manage: true}\n", org=peopled(profile("A~B")))
    assert "profiles/A~B.profile-meta.xml" in files


# ------------------------------------------------------------------ the project


def test_the_manifest_lists_types_and_members_in_order():
    files, _ = made(
        "with: [A]\ngroup: true\nprofile: {name: Sync, manage: true}\n", {**FIELDS, "objects/b.yaml": spec("Lead", {"Title": ""}, "ae")}
    )
    assert list(members(files["salesforce/manifest/package.xml"]).items()) == [
        ("MutingPermissionSet", ["Marketo_Sync_Mute"]),
        ("PermissionSet", ["Ae_Integration", "Marketo_Sync"]),
        ("PermissionSetGroup", ["Marketo_Sync_Group"]),
        ("Profile", ["Sync"]),
    ]


def test_each_file_names_the_spec_keys_that_it_comes_from():
    _, compilation = made("with: [A]\ngroup: true\nprofile: {name: Sync, manage: true}\n")
    keys = {one.path.rpartition("/")[2].partition(".")[0]: one.spec_keys() for one in compilation.artifacts()}
    fields = ["object/Device__c#Formula__c", "object/Device__c#Other__c"]
    assert keys["Marketo_Sync_Group"] == ["estate/tiny", "sync_user/marketo-sync", "sync_user/marketo-sync#with"]
    assert keys["Marketo_Sync_Mute"] == ["estate/tiny", *fields, "sync_user/marketo-sync"]
    assert keys["Sync"] == [*fields, "sync_user/marketo-sync"]
