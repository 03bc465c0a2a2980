"""What Account Engagement's user gets: the integration user its fields alone, an ordinary user what Salesforce Help lists."""

import re

import pytest

from small_estate import FILES, clean, compiled, fields_of, found, objects_of, org, permission_set, permissions_of, spec, told
from syncwright.inventory import Field

AE = "connectors/ae.yaml"
SET = "Ae_Integration"
FIELDS = {"Title": "sync: two-way", "Phone": "", "HasOptedOutOfEmail": "sync: to-salesforce", "Description": "sync: hidden", "LastName": ""}
ORDINARY = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\n"}

#: Salesforce Help, "Add permissions to the connector user", with what those accesses need.
HELP = {
    "Account": {"read", "view-all"},
    "Campaign": {"read", "create", "edit", "view-all"},
    "Contact": {"read", "create", "edit", "delete", "view-all", "modify-all"},
    "Lead": {"read", "create", "edit", "delete", "view-all", "modify-all"},
    "Opportunity": {"read", "view-all"},
}


def lead(connectors="ae"):
    return {"objects/lead.yaml": spec("Lead", FIELDS, connectors)}


# ------------------------------------------------------------------ the integration user


def test_the_integration_user_gets_fields_and_nothing_else():
    compilation = clean({**lead(), "objects/device.yaml": spec("Device__c", {"Text__c": "", "Required__c": ""}, "ae")})
    assert fields_of(compilation, SET) == {
        "Lead.Title": "edit",
        "Lead.Phone": "read",
        "Lead.HasOptedOutOfEmail": "edit",
        "Device__c.Text__c": "read",
    }
    assert (objects_of(compilation, SET), permissions_of(compilation, SET)) == ({}, set())


def test_the_set_of_the_integration_user_can_be_assigned_to_it():
    [data] = [one.data for one in clean(lead()).artifacts() if SET in one.path]
    assert set(re.findall(rb"^    <(\w+)>", data, re.MULTILINE)) == {b"description", b"fieldPermissions", b"label"}


def test_hidden_from_the_integration_user_means_not_mapped():
    assert (
        found(compiled({"objects/lead.yaml": spec("Lead", {"Title": "", "Status": "sync: hidden", "Region__c": "sync: hidden"}, "ae")}))
        == []
    )


def test_without_fields_the_integration_user_gets_no_set():
    assert [one.name for one in clean({}).resources] == ["Marketo_Sync"]


def test_a_connector_that_is_not_named_gets_nothing():
    compilation = clean({"objects/lead.yaml": spec("Lead", {"Title": "sync: {marketo: two-way}", "Phone": ""}, "marketo, ae")})
    assert fields_of(compilation, SET) == {"Lead.Phone": "read"}


# ------------------------------------------------------------------ an ordinary user


@pytest.mark.parametrize(("owner", "accesses"), HELP.items())
def test_an_ordinary_user_gets_what_help_lists_for_each_object_that_syncs(owner, accesses):
    compilation = clean({**ORDINARY, "objects/a.yaml": spec(owner, {"CreatedDate": ""}, "ae")})
    assert objects_of(compilation, SET) == {owner: accesses}
    assert permissions_of(compilation, SET) == {"ApiEnabled", "EditTask", "ViewAllUsers"}


def test_with_everything_documented_it_gets_what_help_lists_whether_it_syncs_or_not():
    documented = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\npreset: documented\n"}
    compilation = clean({**documented, "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")})
    assert objects_of(compilation, SET) == HELP
    assert permissions_of(compilation, SET) == {"ApiEnabled", "EditTask", "ViewAllUsers"}
    because = permission_set(compilation, SET).because["object_permissions"]
    assert because["Opportunity:view-all"][0].why == "Salesforce Help lists it for a connector user"


def test_an_ordinary_user_reads_a_custom_object_and_its_master():
    compilation = clean({**ORDINARY, "objects/a.yaml": spec("Device__c", {"Text__c": ""}, "ae")})
    assert objects_of(compilation, SET) == {"Device__c": {"read"}, "Account": {"read"}}


def test_members_of_campaigns_are_reached_through_campaigns():
    compilation = clean({**ORDINARY, "objects/a.yaml": spec("CampaignMember", {"Source__c": ""}, "ae")})
    assert objects_of(compilation, SET) == {"Campaign": {"read"}}
    assert fields_of(compilation, SET) == {"CampaignMember.Source__c": "read"}


def test_the_change_log_of_the_package_is_granted_where_the_org_has_it():
    objects = org({"pi__ObjectChangeLog__c": {"pi__Id__c": Field(type="Text")}})
    assert objects_of(clean(ORDINARY, objects), SET) == {"pi__ObjectChangeLog__c": {"read", "edit", "delete", "view-all", "modify-all"}}
    assert objects_of(clean(ORDINARY), SET) == {}


def test_hidden_from_an_ordinary_user_must_be_kept():
    compilation = compiled({**ORDINARY, "objects/lead.yaml": spec("Lead", {"Title": "", "Status": "sync: hidden"}, "ae")})
    assert found(compilation) == [("SFC603", "objects/lead.yaml:8:3")], told(compilation)


def test_a_reason_names_the_help_page():
    reason = permission_set(clean({**ORDINARY, **lead()}), SET).because["object_permissions"]["Lead:modify-all"][0]
    assert (reason.why, reason.key, reason.path) == (
        "Salesforce Help lists it for a connector user",
        "connector/ae",
        "specs/connectors/ae.yaml",
    )


# ------------------------------------------------------------------ business units

UNITS = "business_units: {emea: {why: w}, amer: {why: w}}\n"


@pytest.mark.parametrize(
    ("more", "user", "rules"),
    [
        (UNITS, {}, ["AEN801"]),
        (UNITS + "marketing_data_sharing: true\n", {}, []),
        (UNITS + "marketing_data_sharing: false\n", {}, ["AEN801"]),
        (UNITS, ORDINARY, []),
        ("business_units: {emea: {why: w}}\n", {}, []),
        ("", {}, []),
    ],
)
def test_several_units_on_one_org_need_data_sharing_with_the_integration_user(more, user, rules):
    assert [rule for rule, _ in found(compiled({**user, AE: FILES[AE] + more}))] == rules
