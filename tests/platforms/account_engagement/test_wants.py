"""What Account Engagement's user gets: the integration user its fields alone, an ordinary user what Salesforce Help lists."""

import re

import pytest

from small_estate import FILES, clean, compiled, fields_of, found, objects_of, org, permission_set, permissions_of, spec, told
from small_people import peopled, profile
from syncwright.inventory import Field

AE = "connectors/ae.yaml"
SET = "Ae_Integration"
FIELDS = {
    "Title": "sync: two-way",
    "Phone": "",
    "HasOptedOutOfEmail": "sync: to-salesforce",
    "Description": "sync: hidden",
    "LastName": "",
    "Region__c": "sync: two-way",
}
#: What the connector's user reads of leads and contacts, whoever names it.
OPT_OUT = "HasOptedOutOfEmail"
ORDINARY = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\n"}
MARKETING = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\nmarketing_user: true\n"}

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
    assert fields_of(compilation, SET) == {"Lead.Phone": "read", "Lead.HasOptedOutOfEmail": "read"}


# ------------------------------------------------------------------ what is wanted although no spec names it


@pytest.mark.parametrize("user", [{}, ORDINARY], ids=["integration user", "ordinary user"])
@pytest.mark.parametrize("owner", ["Lead", "Contact"])
def test_the_opt_out_of_the_people_that_sync_is_read_by_every_connector_user(user, owner):
    compilation = clean({**user, "objects/a.yaml": spec(owner, {"Title": ""}, "ae")})
    assert fields_of(compilation, SET) == {f"{owner}.Title": "read", f"{owner}.{OPT_OUT}": "read"}
    reason = permission_set(compilation, SET).because["field_permissions"][f"{owner}.{OPT_OUT}"][0]
    assert (reason.key, reason.added) == (f"object/{owner}", True)
    assert reason.why == "the connector's user reads the e-mail opt-out on leads and contacts, or opt-outs do not sync"


def test_of_other_objects_no_opt_out_is_read():
    assert fields_of(clean({"objects/a.yaml": spec("Account", {"Industry": ""}, "ae")}), SET) == {"Account.Industry": "read"}


PACKAGE = {name: Field(type="Text") for name in ("pi__campaign__c", "pi__grade__c", "pi__score__c", "pi__notes__c")}


def package_fields(*files):
    """What the connector's user gets of the fields of the package, in an org that has them on leads."""
    merged = {name: text for each in files for name, text in each.items()}
    compilation = clean(merged, org({"Lead": PACKAGE}))
    return {name: access for name, access in fields_of(compilation, SET).items() if "pi__" in name}


def test_an_ordinary_user_writes_the_fields_of_the_package_that_are_mapped_by_default():
    written = {f"Lead.{name}": "edit" for name in ("pi__campaign__c", "pi__grade__c", "pi__score__c")}
    assert package_fields(ORDINARY, {"objects/a.yaml": spec("Lead", {"Title": ""}, "ae")}) == written


def test_the_integration_user_has_them_from_elsewhere():
    assert package_fields({"objects/a.yaml": spec("Lead", {"Title": ""}, "ae")}) == {}


def test_what_a_spec_says_of_a_field_of_the_package_goes_before():
    said = {**ORDINARY, "objects/a.yaml": spec("Lead", {"pi__score__c": "sync: to-salesforce", "Title": ""}, "ae")}
    because = permission_set(clean(said, org({"Lead": PACKAGE})), SET).because["field_permissions"]
    assert [one.key for one in because["Lead.pi__score__c"]] == ["object/Lead#pi__score__c"]
    assert [one.key for one in because["Lead.pi__grade__c"]] == ["object/Lead"]


# ------------------------------------------------------------------ an ordinary user


@pytest.mark.parametrize(("owner", "accesses"), HELP.items())
def test_an_ordinary_user_gets_what_help_lists_for_each_object_that_syncs(owner, accesses):
    compilation = clean({**MARKETING, "objects/a.yaml": spec(owner, {"CreatedDate": ""}, "ae")})
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
    compilation = clean({**MARKETING, "objects/a.yaml": spec("CampaignMember", {"Source__c": ""}, "ae")})
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
    assert [rule for rule, _ in found(compiled({**user, AE: FILES[AE] + more})) if rule == "AEN801"] == rules


# ------------------------------------------------------------------ what was adopted

ADOPTED = """sync_user: ae-integration
owner: ops
preset: adopted
{more}grants:
  why: adopted
  objects: {{Lead: {{access: [read, create, edit{words}]}}}}
  fields: {{Lead.HasOptedOutOfEmail: {{access: read}}}}
  permissions: {{ApiEnabled: , EditTask: , ViewAllUsers: }}
"""


def gaps(words="", more="profile: Sync\n", drop=""):
    """The findings of what an adopted user lacks."""
    user = {"users/ae-integration.yaml": ADOPTED.format(words=words, more=more).replace(drop, "")}
    held = peopled(profile("Sync"))
    compilation = compiled({**user, "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")}, held)
    return [(one.rule.id, one.severity, one.message) for one in compilation.diagnostics if one.rule.id in ("SFC608", "SFC653")]


def test_an_adopted_user_that_is_known_to_lack_what_help_lists_is_an_error():
    said = "`ae-integration` was adopted without View All on `Lead`, Modify All on `Lead`: Salesforce Help lists it for a connector user"
    assert gaps() == [("SFC653", "error", said)]
    assert gaps(", delete, view-all, modify-all") == []


@pytest.mark.parametrize(
    ("row", "lacks"), [("EditTask: , ", "`EditTask`"), ("  fields: {Lead.HasOptedOutOfEmail: {access: read}}\n", "Read on `Lead.")]
)
def test_so_is_one_that_cannot_edit_tasks_or_read_the_opt_out(row, lacks):
    [(rule, severity, message)] = gaps(", delete, view-all, modify-all", drop=row)
    assert (rule, severity, lacks in message) == ("SFC653", "error", True), message


def test_what_is_no_vendors_table_stays_a_warning():
    [(rule, severity, message)] = gaps(", delete, view-all, modify-all", drop="ApiEnabled: , ")
    assert (rule, severity, "`ApiEnabled`" in message) == ("SFC608", "warning", True)


@pytest.mark.parametrize("more", ["", "profile: Elsewhere\n", "profile: Sync\nwith: [Elsewhere]\n"])
def test_what_nobody_looked_into_may_grant_it(more):
    assert [rule for rule, _, _ in gaps(more=more)] == ["SFC608"]
