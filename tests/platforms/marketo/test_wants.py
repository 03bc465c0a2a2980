"""What Marketo's sync user gets: what the specs need and no more, or all that the vendor's set-up page lists."""

import pytest

from small_estate import FILES, clean, compiled, fields_of, found, objects_of, org, permission_set, permissions_of, spec, told, user
from syncwright.inventory import Field

# Adobe, "Create a Salesforce user for Marketo (Enterprise/Unlimited)", step 2.
PAGE = {
    "ApiEnabled",
    "EditHtmlTemplates",
    "EditPublicDocuments",
    "EditPublicTemplates",
    "ConvertLeads",
    "EditEvent",
    "EditTask",
    "PasswordNeverExpires",
}
WHOLE = {"read", "create", "edit", "delete"}
FLOOR = {
    "Lead": {"Email"},
    "Contact": {"AccountId", "Email"},
    "Account": {"ParentId"},
    "Opportunity": {"AccountId", "CampaignId", "IsPrivate", "Probability"},
    "Campaign": {"IsActive", "ParentId", "Status", "Type"},
}
DOCUMENTED = user(more="preset: documented\n")
SYNCED_CAMPAIGNS = {
    "connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + "options: {campaign_sync: true}\n",
}
MARKETING_USER = user(more="marketing_user: true\n")


def marketo(more: str) -> dict[str, str]:
    return {"connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + more}


# ------------------------------------------------------------------ least privilege


def test_a_connector_without_objects_wants_the_api_alone():
    compilation = clean({})
    assert (permissions_of(compilation), objects_of(compilation), fields_of(compilation)) == ({"ApiEnabled"}, {}, {})


@pytest.mark.parametrize(
    ("sync", "objects", "fields"),
    [
        ("from-salesforce", {"Loose__c": {"read"}}, {"Loose__c.Text__c": "read"}),
        ("to-salesforce", {"Loose__c": {"read", "edit"}}, {"Loose__c.Text__c": "edit"}),
        ("two-way", {"Loose__c": {"read", "edit"}}, {"Loose__c.Text__c": "edit"}),
        ("hidden", {}, {}),
    ],
)
def test_a_direction_is_the_access_that_it_needs(sync, objects, fields):
    compilation = clean({"objects/a.yaml": spec("Loose__c", {"Text__c": f"sync: {sync}"})})
    assert (objects_of(compilation), fields_of(compilation)) == (objects, fields)


def test_records_that_are_written_without_a_field_are_edited():
    text = "object: Loose__c\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: w\nsync: two-way\nfields: {}\n"
    assert objects_of(clean({"objects/a.yaml": text})) == {"Loose__c": {"read", "edit"}}


def test_nothing_is_created_deleted_or_seen_beyond_sharing_unless_somebody_grants_it():
    compilation = clean({"objects/a.yaml": spec("[Lead, Contact, Account, Opportunity, Campaign, Device__c]", {"CreatedDate": ""})})
    assert set().union(*objects_of(compilation).values()) == {"read"}
    assert permissions_of(compilation) == {"ApiEnabled"}


@pytest.mark.parametrize(("owner", "needed"), FLOOR.items())
def test_fields_that_the_sync_is_said_to_need_come_with_their_object(owner, needed):
    compilation = clean({"objects/a.yaml": spec(owner, {"CreatedDate": ""})})
    assert fields_of(compilation) == dict.fromkeys((f"{owner}.{name}" for name in needed), "read")
    because = permission_set(compilation).because["field_permissions"]
    assert all(reason.added and "Community" in reason.why for reasons in because.values() for reason in reasons)


def test_a_needed_field_that_a_spec_names_has_the_direction_of_the_spec():
    compilation = clean({"objects/a.yaml": spec("Lead", {"Email": "sync: two-way"})})
    assert fields_of(compilation) == {"Lead.Email": "edit"}
    assert [reason.added for reason in permission_set(compilation).because["field_permissions"]["Lead.Email"]] == [False]


def test_a_needed_field_that_only_another_connector_syncs_is_granted_all_the_same():
    files = {"objects/a.yaml": spec("Lead", {"Title": ""}), "objects/b.yaml": spec("Lead", {"Email": ""}, "ae")}
    assert fields_of(clean(files)) == {"Lead.Email": "read", "Lead.Title": "read"}


def test_a_needed_field_that_is_hidden_is_a_warning_and_stays_hidden():
    compilation = compiled({"objects/a.yaml": spec("Lead", {"Title": "", "Email": "sync: {ae: two-way}"}, "marketo, ae")})
    assert [(one.rule.id, one.severity) for one in compilation.diagnostics] == [("MKT702", "warning")], told(compilation)
    assert found(compilation) == [("MKT702", "objects/a.yaml:8:3")]
    assert "Lead.Email" not in fields_of(compilation)


def test_a_needed_field_may_be_hidden_on_an_object_that_does_not_sync():
    assert found(compiled({"objects/a.yaml": spec("Lead", {"Email": "sync: hidden"})})) == []


@pytest.mark.parametrize(("owner", "permissions"), [("Task", {"ActivitiesAccess"}), ("Event", {"ActivitiesAccess"})])
def test_reading_activities_is_a_user_permission(owner, permissions):
    assert permissions_of(clean({"objects/a.yaml": spec(owner, {"WhoId": ""})})) == {"ApiEnabled", *permissions}


def test_activities_that_marketo_writes_are_tasks():
    assert permissions_of(clean(marketo("activities: [Filled out form]\n"))) == {"ApiEnabled", "EditTask"}
    assert permissions_of(clean(marketo("activities: []\n"))) == {"ApiEnabled"}


def test_campaign_sync_reads_and_writes_campaigns():
    assert objects_of(clean({**SYNCED_CAMPAIGNS, **MARKETING_USER})) == {"Campaign": {"read", "create", "edit"}}


def test_campaign_sync_needs_a_marketing_user():
    compilation = compiled(SYNCED_CAMPAIGNS)
    assert found(compilation) == [("MKT701", "connectors/marketo.yaml:6:26")]
    assert [one.path for one in compilation.diagnostics[0].related] == ["specs/users/marketo-sync.yaml"]


# ------------------------------------------------------------------ what the set-up page lists


def test_the_page_lists_permissions_and_objects():
    compilation = clean(DOCUMENTED)
    assert permissions_of(compilation) >= PAGE
    listed = dict.fromkeys(("Account", "Contact", "Lead", "Opportunity"), WHOLE)
    assert objects_of(compilation) == {**listed, "Campaign": {"read"}}, "converting leads takes reading campaigns"


def test_the_page_gives_campaigns_only_with_campaign_sync():
    compilation = clean({**SYNCED_CAMPAIGNS, **user(more="preset: documented\nmarketing_user: true\n")})
    assert objects_of(compilation)["Campaign"] == WHOLE


def test_the_page_wants_the_type_of_an_account_editable():
    assert fields_of(clean(DOCUMENTED))["Account.Type"] == "edit"


def test_the_page_wants_all_fields_of_tasks_and_events():
    granted = fields_of(clean(DOCUMENTED))
    standard = {"ActivityDate", "Description", "IsVisibleInSelfService", "Type", "WhatId", "WhoId"}
    assert {name for name in granted if name.startswith("Task.")} == {f"Task.{name}" for name in standard | {"Outcome__c", "Worth__c"}}
    assert {"Event.Location", "Event.IsAllDayEvent", "Event.Outcome__c"} <= granted.keys()
    assert granted["Task.Outcome__c"] == "edit"
    assert granted["Task.Worth__c"] == "read", "nobody writes a formula"


def test_the_page_is_followed_without_findings_whatever_kinds_of_fields_activities_have():
    kinds = {
        "Required__c": Field(type="Text", required=True),
        "Number__c": Field(type="AutoNumber"),
        "Formula__c": Field(type="Text", formula="1"),
        "Lookup__c": Field(type="Lookup", references=("Device__c",)),
    }
    granted = fields_of(clean(DOCUMENTED, org({"Activity": kinds})))
    assert {name: access for name, access in granted.items() if name.startswith("Event.") and name.endswith("__c")} == {
        "Event.Number__c": "read",
        "Event.Formula__c": "read",
        "Event.Lookup__c": "edit",
    }


def test_whatever_the_preset_a_reason_names_the_page():
    because = permission_set(clean(DOCUMENTED)).because
    assert because["user_permissions"]["EditHtmlTemplates"][0].why == "Adobe's set-up page lists it: Edit HTML Templates"
    assert because["object_permissions"]["Lead:delete"][0].key == "connector/marketo"


def test_a_connector_whose_user_is_unknown_wants_nothing():
    assert found(compiled({"users/marketo-sync.yaml": None, "objects/a.yaml": spec("Lead", {"Email": ""})})) == [
        ("REF407", "connectors/marketo.yaml:5:12")
    ]
