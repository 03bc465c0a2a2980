"""Whether a permission set can carry a field, by every kind of field there is."""

import pytest

from small_estate import clean, compiled, fields_of, found, objects_of, permission_set, spec, told, user
from syncwright.inventory import Field, Org
from syncwright.inventory.store import whole_org
from syncwright.platforms.salesforce.security import security

ORG = whole_org(Org())

#: An imported field, and what holds for it.
CUSTOM = [
    (Field(type="Text", length=80), "yes"),
    (Field(type="Picklist"), "yes"),
    (Field(type="Checkbox"), "yes"),
    (Field(type="Lookup", references=("Account",)), "yes"),
    (Field(type="Hierarchy"), "yes"),
    (Field(type="EncryptedText", length=20), "yes"),
    (Field(type="Location", scale=5), "yes"),
    (Field(), "yes"),
    (Field(type="Text", required=True), "no"),
    (Field(type="Lookup", references=("Account",), required=True), "no"),
    (Field(type="MasterDetail", references=("Account",)), "no"),
    (Field(type="MasterDetail", references=("Account",), required=True), "no"),
    (Field(type="Text", formula="A__c"), "read"),
    (Field(type="Checkbox", formula="TRUE"), "read"),
    (Field(type="Currency", formula="1", required=True), "read"),
    (Field(type="Summary", summary="count A__c.B__c"), "read"),
    (Field(type="AutoNumber"), "read"),
]


@pytest.mark.parametrize(("field", "kind"), CUSTOM, ids=[f"{field.type}-{kind}-{number}" for number, (field, kind) in enumerate(CUSTOM)])
def test_a_custom_field_has_field_level_security(field, kind):
    assert security("A__c", field).kind == kind
    assert (security("A__c", field).because == "") == (kind == "yes")


STANDARD = {
    "yes": "Lead.Email Lead.Address Lead.HasOptedOutOfEmail Contact.AccountId Contact.MailingAddress Account.BillingAddress Account.Type Account.PersonEmail "
    "Opportunity.Amount Opportunity.IsPrivate Campaign.Status Task.WhoId Event.Location Case.Origin",
    "read": "Opportunity.ExpectedRevenue Lead.CleanStatus Lead.LastTransferDate Campaign.AmountAllOpportunities Case.ClosedDate",
    "no": "Lead.Id Lead.OwnerId Lead.CreatedDate Lead.CreatedById Lead.LastModifiedDate Lead.LastModifiedById Lead.SystemModstamp Lead.IsDeleted "
    "Lead.LastName Lead.FirstName Lead.Salutation Lead.Name Lead.Company Lead.Status Lead.IsConverted Lead.City Lead.Country Lead.PostalCode "
    "Contact.MailingCity Contact.OtherStreet Contact.LastName Account.Name Account.BillingCountry Account.ShippingCity "
    "Opportunity.Name Opportunity.StageName Opportunity.CloseDate Task.Subject Task.Status Task.Priority Case.Status Case.CaseNumber "
    "CampaignMember.Status OpportunityContactRole.Role User.Email",
}


@pytest.mark.parametrize(("path", "kind"), [(path, kind) for kind, paths in STANDARD.items() for path in paths.split()])
def test_a_standard_field_has_what_salesforce_documents(path, kind):
    owner, _, name = path.partition(".")
    held = ORG.field(owner, name)
    assert held is not None, "the built-in table holds it"
    assert security(name, held).kind == kind


@pytest.mark.parametrize("fls", ["yes", "read", None])
def test_a_standard_field_that_the_org_requires_has_none(fls):
    assert security("Industry", Field(type="Picklist", fls=fls, required=True)).kind == "no"


def test_what_is_not_documented_is_said_so():
    undocumented = next(
        (owner, name)
        for owner, one in sorted(ORG.objects.items())
        for name, field in one.fields.items()
        if field.fls is None and not field.required
    )
    assert security(undocumented[1], ORG.field(*undocumented)).kind == "undocumented"
    compilation = compiled({"objects/a.yaml": spec(undocumented[0], {undocumented[1]: ""})})
    assert [(one.rule.id, one.severity) for one in compilation.diagnostics if one.rule.id != "AEN824"] == [("SFC604", "warning")]
    assert fields_of(compilation)[".".join(undocumented)] == "read"


def test_a_field_that_is_yet_to_be_created_has_it():
    assert security("New__c", None).kind == "yes"


def test_the_mirror_of_a_contacts_field_on_a_person_account_has_none_of_its_own():
    assert security("Motto__pc", Field(type="Text")).kind == "no"


# ------------------------------------------------------------------ what a set then grants

NEVER = {
    "Device__c": ["Required__c", "Required_Lookup__c", "Account__c", "Name", "Id", "CreatedDate", "SystemModstamp"],
    "Visit__c": ["Device__c"],
    "Loose__c": ["OwnerId"],
    "Lead": ["Region__c", "LastName", "FirstName", "Salutation", "Name", "Company", "Status", "OwnerId", "Id", "IsConverted"],
    "Contact": ["LastName", "OwnerId"],
    "Task": ["Subject", "Status", "OwnerId"],
    "OpportunityContactRole": ["Role", "IsPrimary"],
    "CampaignMember": ["Status", "HasResponded"],
    "User": ["Email", "Name"],
}


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in NEVER.items() for name in names])
def test_a_field_without_field_level_security_is_never_a_row(owner, name):
    compilation = clean({"objects/a.yaml": spec(owner, {name: ""})})
    assert f"{owner}.{name}" not in fields_of(compilation)


@pytest.mark.parametrize("name", ["City", "Country", "PostalCode", "Street"])
def test_a_part_of_an_address_is_refused_with_the_way_to_write_it(name):
    compilation = compiled({"objects/a.yaml": spec("Lead", {name: ""})})
    assert found(compilation) == [("SFC602", "objects/a.yaml:7:3")], told(compilation)
    assert compilation.diagnostics[0].help == f"name `Address` and list `{name}` under its `parts:`"


def test_a_part_of_another_address_is_named_without_its_prefix():
    compilation = compiled({"objects/a.yaml": spec("Contact", {"MailingCity": ""})})
    assert compilation.diagnostics[0].help == "name `MailingAddress` and list `City` under its `parts:`"


def test_an_address_is_granted_as_a_whole_whatever_its_parts():
    compilation = clean({"objects/a.yaml": spec("Lead", {"Address": "sync: two-way, parts: {City: , Country: }"})})
    assert {name: access for name, access in fields_of(compilation).items() if name != "Lead.Email"} == {"Lead.Address": "edit"}


READ_ONLY = {
    "Device__c": ["Formula__c", "Rollup__c", "Number__c"],
    "Opportunity": ["ExpectedRevenue"],
    "Task": ["Worth__c"],
    "Lead": ["CreatedDate"],
}


@pytest.mark.parametrize("sync", ["two-way", "to-salesforce"])
@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in READ_ONLY.items() for name in names])
def test_what_nobody_can_write_is_found_and_only_read(owner, name, sync):
    compilation = compiled({"objects/a.yaml": spec(owner, {name: f"sync: {sync}"})})
    assert ("SFC601", "objects/a.yaml:7:3") in found(compilation)
    assert fields_of(compilation).get(f"{owner}.{name}") in ("read", None)


@pytest.mark.parametrize(("path", "help_"), [("Device__c.Formula__c", None), ("Opportunity.ExpectedRevenue", None)])
def test_an_edit_that_is_granted_by_hand_is_found_too(path, help_):
    compilation = compiled(user(f"fields: {{{path}: {{access: edit, why: w}}}}"))
    assert found(compilation) == [("SFC601", "users/marketo-sync.yaml:3:19")]
    assert fields_of(compilation) == {path: "read"}


@pytest.mark.parametrize(("sync", "access"), [("two-way", "edit"), ("to-salesforce", "edit"), ("from-salesforce", "read")])
def test_a_direction_is_an_access(sync, access):
    compilation = clean({"objects/a.yaml": spec("Lead", {"Motto__c": f"sync: {sync}"})})
    assert fields_of(compilation) == {"Lead.Email": "read", "Lead.Motto__c": access}
    assert ("edit" in objects_of(compilation)["Lead"]) == (access == "edit")


def test_a_hidden_field_is_kept_hidden_by_granting_nothing():
    compilation = clean({"objects/a.yaml": spec("Device__c", {"Text__c": "", "Other__c": "sync: hidden"})})
    assert fields_of(compilation) == {"Device__c.Text__c": "read"}
    assert "Other__c" not in repr(permission_set(compilation).attributes)


# ------------------------------------------------------------------ objects without permissions of their own

STANDS_FOR = [
    ("Task", "Outcome__c", {"ActivitiesAccess"}, {}),
    ("Event", "Outcome__c", {"ActivitiesAccess"}, {}),
    ("CampaignMember", "Source__c", set(), {"Campaign": {"read"}}),
    ("OpportunityContactRole", "Weight__c", set(), {"Opportunity": {"read"}}),
    ("User", "Badge__c", set(), {}),
]


@pytest.mark.parametrize(("owner", "name", "permissions", "objects"), STANDS_FOR)
@pytest.mark.parametrize("granted", [False, True])
def test_access_to_the_five_comes_from_elsewhere(owner, name, permissions, objects, granted):
    by_hand = user(f"fields: {{{owner}.{name}: {{access: read, why: w}}}}")
    compilation = clean(by_hand if granted else {"objects/a.yaml": spec(owner, {name: ""})})
    assert fields_of(compilation) == {f"{owner}.{name}": "read"}
    assert objects_of(compilation) == objects
    assert set(permission_set(compilation).attributes["user_permissions"]) == {"ApiEnabled", *permissions}


@pytest.mark.parametrize(
    ("owner", "access", "permissions", "objects"),
    [
        ("Task", "create", {"EditTask"}, {}),
        ("Event", "edit", {"EditEvent"}, {}),
        ("CampaignMember", "edit", set(), {"Campaign": {"read"}}),
        ("CampaignMember", "delete", set(), {"Campaign": {"read"}}),
        ("OpportunityContactRole", "edit", set(), {"Opportunity": {"read", "edit"}}),
        ("User", "read", set(), {}),
    ],
)
def test_a_grant_on_the_five_becomes_what_stands_for_it(owner, access, permissions, objects):
    compilation = clean(user(f"objects: {{{owner}: {{access: {access}, why: w}}}}"))
    assert objects_of(compilation) == objects
    assert set(permission_set(compilation).attributes["user_permissions"]) == {"ApiEnabled", *permissions}


@pytest.mark.parametrize(
    ("owner", "access", "help_"),
    [
        ("Task", "delete", "it can be given: read, create, edit"),
        ("Event", "view-all", "it can be given: read, create, edit"),
        ("CampaignMember", "modify-all", "it can be given: read, create, edit, delete"),
        ("OpportunityContactRole", "delete", "it can be given: read, create, edit"),
        ("User", "edit", "it can be given: read, which everybody has"),
    ],
)
def test_a_grant_on_the_five_for_which_nothing_stands_is_found(owner, access, help_):
    compilation = compiled(user(f"objects: {{{owner}: {{access: {access}, why: w}}}}"))
    assert [(rule, place) for rule, place in found(compilation)] == [("SFC605", "users/marketo-sync.yaml:3:20")]
    assert compilation.diagnostics[0].help == help_


def test_a_custom_field_of_activities_is_a_row_of_tasks_and_of_events():
    compilation = clean({"objects/a.yaml": spec("[Task, Event]", {"Outcome__c": ""})})
    assert sorted(fields_of(compilation)) == ["Event.Outcome__c", "Task.Outcome__c"]


def test_activity_itself_is_no_object():
    assert found(compiled({"objects/a.yaml": spec("Activity", {"Outcome__c": ""})})) == [("REF408", "objects/a.yaml:1:9")]


# ------------------------------------------------------------------ hidden, and seen all the same

SEEN = [
    # required, master-detail, standard
    ("Device__c", {"Text__c": "", "Required__c": "sync: hidden"}, {}, 8),
    ("Device__c", {"Text__c": "", "Account__c": "sync: hidden"}, {}, 8),
    ("Lead", {"Score__c": "", "Status": "sync: hidden"}, {}, 8),
    # a part of an address that is granted
    ("Lead", {"Address": "", "City": "sync: hidden"}, {}, 8),
    # of an object that is seen through something else
    ("Task", {"Outcome__c": "", "Subject": "sync: hidden"}, {}, 8),
    ("CampaignMember", {"Source__c": "", "Status": "sync: hidden"}, {}, 8),
    ("User", {"Email": "sync: hidden"}, {}, 7),
    ("Loose__c", {"Name": "sync: hidden"}, user("permissions: {ViewAllData: {why: w}}"), 7),
    # granted by something else
    ("Device__c", {"Text__c": "sync: hidden"}, user("fields: {Device__c.Text__c: {access: read, why: w}}"), 7),
]


@pytest.mark.parametrize(("owner", "fields", "more", "line"), SEEN, ids=range(len(SEEN)))
def test_what_is_hidden_and_seen_all_the_same_is_found(owner, fields, more, line):
    compilation = compiled({"objects/a.yaml": spec(owner, fields), **more})
    besides = [("SFC612", "users/marketo-sync.yaml:3:24")] if "ViewAllData" in str(more) else []
    assert found(compilation) == [("SFC603", f"objects/a.yaml:{line}:3"), *besides], told(compilation)


HIDDEN = [
    ("Lead", {"Score__c": "", "City": "sync: hidden"}, {}),
    ("Device__c", {"Required__c": "sync: hidden"}, {}),
    ("Lead", {"Score__c": "", "Motto__c": "sync: hidden"}, {}),
]


@pytest.mark.parametrize(("owner", "fields", "more"), HIDDEN, ids=range(len(HIDDEN)))
def test_what_is_hidden_and_not_seen_is_no_finding(owner, fields, more):
    assert found(compiled({"objects/a.yaml": spec(owner, fields), **more})) == []


def test_who_views_all_data_sees_no_field_that_field_level_security_hides():
    compilation = compiled(
        {"objects/a.yaml": spec("Loose__c", {"Text__c": "sync: hidden"}), **user("permissions: {ViewAllData: {why: w}}")}
    )
    assert found(compilation) == [("SFC612", "users/marketo-sync.yaml:3:24")]


def test_what_one_connector_hides_and_another_reads_through_the_same_user_is_found():
    shared = {
        "connectors/ae.yaml": "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: marketo-sync\nversion: 2\noperations: {errors_owner: ops, review_every: 1 day}\nsettings: {match_users: true}\nallow: {connector-user-shared: {why: w, until: 2026-12-31}}\n"
    }
    compilation = compiled({"objects/a.yaml": spec("Lead", {"Motto__c": "sync: {marketo: two-way}"}, "marketo, ae"), **shared})
    assert found(compilation) == [("SFC603", "objects/a.yaml:7:3")]
    said = next(one.message for one in compilation.diagnostics if one.rule.id == "SFC603")
    assert "cannot be hidden from `marketo-sync`: the same user is granted it, because: w" in said


def test_what_the_integration_user_does_not_map_is_no_finding():
    assert found(compiled({"objects/a.yaml": spec("Lead", {"Email": "", "Region__c": "sync: hidden"}, "ae")})) == []


# ------------------------------------------------------------------ user permissions


def test_a_user_permission_that_is_not_known_is_a_warning_and_granted():
    compilation = compiled(user("permissions: {ConvertLead: {why: w}}"))
    assert [(one.rule.id, one.severity, one.help) for one in compilation.diagnostics] == [
        ("SFC606", "warning", "did you mean `ConvertLeads`?")
    ]
    assert "ConvertLead" in permission_set(compilation).attributes["user_permissions"]
