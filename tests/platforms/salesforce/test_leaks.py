"""A hidden field that is seen all the same is a finding that names what shows it and where that comes from; what is not known is said."""

import pytest

from small_estate import compiled, found, placed, spec, told, user
from small_people import muting_set, peopled, permission_set, profile
from syncwright.inventory.access import SetGroup

HIDDEN = {"objects/a.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden"})}
OTHER = {"Device__c.Other__c": "read"}
PLACE = ("SFC610", "objects/a.yaml:8:3")
USER = "users/marketo-sync.yaml"


def leak(org, more, files=HIDDEN):
    compilation = compiled({**user(more=more), **files}, org)
    found_ = [one for one in compilation.diagnostics if one.rule.id == "SFC610"]
    assert [("SFC610", placed(one)) for one in found_] in ([], [PLACE]), told(compilation)
    return found_[0] if found_ else None


def test_a_profile_that_shows_a_hidden_field_is_named_with_its_place():
    one = leak(peopled(profile("Sync", OTHER)), "profile: Sync\n")
    assert one.severity == "error"
    assert one.message == "`Device__c.Other__c` is hidden from `marketo-sync`, who sees it all the same through profile `Sync`"
    assert one.help == "say `profile: {name: Sync, manage: true}`, or take the field from the profile in the org"
    assert [(at.path, at.span.start.line, at.label) for at in one.related] == [(f"specs/{USER}", 3, "profile Sync comes from here")]


def test_a_set_that_the_user_has_besides_is_named():
    one = leak(peopled(permission_set("A", OTHER)), "with: [A]\n")
    assert one.message.endswith("through permission set `A`")
    assert one.help.startswith("say `group: true`")


def test_all_that_shows_it_is_one_finding():
    one = leak(peopled(profile("Sync", OTHER), permission_set("A", OTHER), permission_set("B")), "profile: Sync\nwith: [A, B]\n")
    assert one.message.endswith("through profile `Sync` and permission set `A`")
    assert [at.span.start.line for at in one.related] == [3, 4]


def test_a_group_is_named_with_the_set_in_it():
    one = leak(peopled(SetGroup("G", sets=("A", "B")), permission_set("A"), permission_set("B", OTHER)), "with: [G]\n")
    assert one.message.endswith("through permission set `B` in group `G`")
    assert one.help == "mute the field in that group, or take it out of the set"


def test_a_group_that_mutes_the_field_shows_nothing():
    org = peopled(SetGroup("G", sets=("A",), muting=("M",)), permission_set("A", OTHER), muting_set("M", {"Device__c.Other__c": "edit"}))
    assert leak(org, "with: [G]\n") is None


def test_seeing_all_fields_is_named_as_such():
    one = leak(peopled(permission_set("A", {}, {"Device__c": "read view-all-fields"})), "with: [A]\n")
    assert one.message.endswith("through permission set `A`, which has View All Fields on `Device__c`")
    assert one.help == "take View All Fields on `Device__c` out of it"


def test_seeing_all_fields_by_a_grant_of_ones_own_points_at_that_grant():
    compilation = compiled({**HIDDEN, **user("objects: {Device__c: {access: view-all-fields, why: w}}")}, peopled())
    assert found(compilation) == [PLACE, ("SFC612", f"{USER}:3:20")]
    [leak_, _] = compilation.diagnostics
    assert [(at.path, at.span.start.line, at.label) for at in leak_.related] == [(f"specs/{USER}", 3, "View All Fields is granted here")]


@pytest.mark.parametrize("held", [profile("Sync"), profile("Sync", {}, {"Device__c": "read"}), profile("Sync", permissions="ViewAllData")])
def test_access_to_the_object_alone_shows_no_field(held):
    assert leak(peopled(held), "profile: Sync\n") is None


def test_a_field_of_an_object_that_nobody_lets_the_user_read_is_not_seen():
    files = {"objects/a.yaml": spec("Device__c", {"Text__c": "sync: hidden", "Other__c": "sync: hidden"})}
    assert leak(peopled(profile("Sync", OTHER)), "profile: Sync\n", files) is None
    assert leak(peopled(profile("Sync", OTHER, {"Device__c": "read"})), "profile: Sync\n", files) is not None


def test_a_part_of_an_address_is_seen_through_a_grant_of_the_whole():
    files = {"objects/a.yaml": spec("Lead", {"Score__c": "", "City": "sync: hidden"})}
    one = leak(peopled(profile("Sync", {"Lead.Address": "read"})), "profile: Sync\n", files)
    assert one.message == "`Lead.City`, a part of `Address`, is hidden from `marketo-sync`, who sees it all the same through profile `Sync`"


def test_a_field_without_security_is_a_finding_of_its_own_whoever_shows_its_object():
    files = {"objects/a.yaml": spec("Device__c", {"Required__c": "sync: hidden"})}
    compilation = compiled({**files, **user(more="profile: Sync\n")}, peopled(profile("Sync", {}, {"Device__c": "read"})))
    assert found(compilation) == [("SFC603", "objects/a.yaml:7:3")]


def test_what_the_users_own_set_grants_is_the_finding_and_not_what_others_grant_besides():
    files = {**HIDDEN, **user("fields: {Device__c.Other__c: {access: read, why: w}}", more="profile: Sync\n")}
    assert found(compiled(files, peopled(profile("Sync", OTHER)))) == [("SFC603", "objects/a.yaml:8:3")]


def test_a_row_of_another_shows_that_an_undocumented_field_has_security():
    files = {"objects/a.yaml": spec("Asset", {"Name": "", "SerialNumber": "sync: hidden"})}
    assert ("SFC604", "objects/a.yaml:8:3") in found(compiled(files, peopled()))
    compilation = compiled({**files, **user(more="profile: Sync\n")}, peopled(profile("Sync", {"Asset.SerialNumber": "read"})))
    assert PLACE in found(compilation) and ("SFC604", "objects/a.yaml:8:3") not in found(compilation)


def test_what_the_integration_user_does_not_map_is_no_leak():
    files = {"objects/a.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden"}, "ae")}
    ae = user(name="ae-integration", more="kind: account_engagement_integration_user\nprofile: B2BMA Integration User\n")
    assert (
        found(compiled({**files, **ae}, peopled(profile("B2BMA Integration User", OTHER, {"Device__c": "read"}, "EditTask ViewAllUsers"))))
        == []
    )


# ------------------------------------------------------------------ mended


def test_a_muting_set_of_ones_own_group_mends_what_its_sets_show():
    assert leak(peopled(permission_set("A", OTHER)), "with: [A]\ngroup: true\n") is None


def test_a_muting_set_mends_neither_profile_nor_all_fields():
    assert leak(peopled(profile("Sync", OTHER)), "profile: Sync\ngroup: true\n") is not None
    org = peopled(permission_set("A", {}, {"Device__c": "read view-all-fields"}))
    assert leak(org, "with: [A]\ngroup: true\n").message.endswith("in group `Marketo_Sync_Group`, which has View All Fields on `Device__c`")


def test_a_profile_that_is_managed_shows_nothing_that_a_row_can_take():
    assert leak(peopled(profile("Sync", OTHER)), "profile: {name: Sync, manage: true}\n") is None
    every = profile("Sync", {}, {"Device__c": "read view-all-fields"})
    assert leak(peopled(every), "profile: {name: Sync, manage: true}\n") is not None


def test_managing_a_profile_mends_no_set():
    org = peopled(profile("Sync", OTHER), permission_set("A", OTHER))
    one = leak(org, "profile: {name: Sync, manage: true}\nwith: [A]\n")
    assert one.message.endswith("through permission set `A`")


# ------------------------------------------------------------------ not known


@pytest.mark.parametrize(
    ("more", "place", "message"),
    [
        ("profile: Sync\n", "3:10", "what the profile `Sync` grants is not known: the inventory does not hold it"),
        ("profile: {name: Sync}\n", "3:17", "what the profile `Sync` grants is not known: the inventory does not hold it"),
        ("with: [A]\n", "3:8", "what `A` grants is not known: the inventory holds no permission set and no group of that name"),
        (
            "with: [G]\n",
            "3:8",
            "what the permission set `B`, which is in the group `G`, grants is not known: the inventory does not hold it",
        ),
        ("with: [H]\n", "3:8", "what the muting set `M`, which is in the group `H`, mutes is not known: the inventory does not hold it"),
    ],
)
def test_what_the_inventory_does_not_hold_is_said(more, place, message):
    org = peopled(SetGroup("G", sets=("B",)), SetGroup("H", sets=("C",), muting=("M",)), permission_set("C"))
    compilation = compiled(user(more=more), org)
    assert [(one.rule.id, one.severity, one.message) for one in compilation.diagnostics] == [("SFC611", "note", message)]
    assert found(compilation) == [("SFC611", f"{USER}:{place}")]
    assert not compilation.failed


def test_a_set_of_ones_own_group_that_is_not_known_is_said_where_it_is_named():
    assert found(compiled(user(more="group: true\nwith: [A]\n"), peopled())) == [("SFC611", f"{USER}:4:8")]


def test_a_muting_set_that_is_not_known_takes_nothing():
    org = peopled(SetGroup("H", sets=("C",), muting=("M",)), permission_set("C", OTHER))
    assert leak(org, "with: [H]\n") is not None
