"""What Marketo's sync user gets: what the specs need and no more, or all that the vendor's set-up page lists."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_estate import FILES, clean, compiled, fields_of, found, objects_of, org, permission_set, permissions_of, spec, told, user
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Holder, People
from syncwright.views.build import document as build_document

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
        ("from-salesforce", {"Lead": {"read"}}, {"Lead.Motto__c": "read"}),
        ("to-salesforce", {"Lead": {"read", "edit"}}, {"Lead.Motto__c": "edit"}),
        ("two-way", {"Lead": {"read", "edit"}}, {"Lead.Motto__c": "edit"}),
        ("hidden", {}, {}),
    ],
)
def test_a_direction_is_the_access_that_it_needs(sync, objects, fields):
    compilation = clean({"objects/a.yaml": spec("Lead", {"Motto__c": f"sync: {sync}"})})
    needed = {f"Lead.{name}": "read" for name in FLOOR["Lead"]} if objects else {}
    assert (objects_of(compilation), fields_of(compilation)) == (objects, fields | needed)


def test_a_custom_object_is_read_and_nothing_else():
    compilation = clean({"objects/a.yaml": spec("Device__c", {"Text__c": ""})})
    assert (objects_of(compilation), fields_of(compilation)) == (
        {"Account": {"read"}, "Device__c": {"read"}},
        {"Device__c.Text__c": "read"},
    )


def test_records_that_are_written_without_a_field_are_edited():
    text = "object: Contact\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: w\nsync: two-way\nfields: {}\n"
    assert objects_of(clean({"objects/a.yaml": text})) == {"Contact": {"read", "edit"}}


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
    theirs = [one for one in compilation.diagnostics if one.rule.id.startswith("MKT")]
    assert [(one.rule.id, one.severity) for one in theirs] == [("MKT702", "warning")], told(compilation)
    assert ("MKT702", "objects/a.yaml:8:3") in found(compilation)
    assert "Lead.Email" not in fields_of(compilation)


def test_a_needed_field_may_be_hidden_on_an_object_that_does_not_sync():
    assert found(compiled({"objects/a.yaml": spec("Lead", {"Email": "sync: hidden"})})) == []


@pytest.mark.parametrize(("owner", "permissions"), [("Task", {"ActivitiesAccess"}), ("Event", {"ActivitiesAccess"})])
def test_reading_activities_is_a_user_permission(owner, permissions):
    assert permissions_of(clean({"objects/a.yaml": spec(owner, {"WhoId": ""})})) == {"ApiEnabled", *permissions}


def test_activities_that_marketo_writes_are_tasks():
    assert permissions_of(clean(marketo("activities: [Filled out form]\n"))) == {"ApiEnabled", "EditTask"}
    assert permissions_of(clean(marketo("activities: []\n"))) == {"ApiEnabled"}


def test_campaign_sync_reads_and_writes_campaigns_and_makes_leads_of_members():
    compilation = clean({**SYNCED_CAMPAIGNS, **MARKETING_USER})
    assert objects_of(compilation) == {"Campaign": {"read", "create", "edit"}, "Lead": {"read", "create"}}
    assert fields_of(compilation) == {f"Campaign.{name}": "read" for name in FLOOR["Campaign"]}
    assert permissions_of(compilation) == {"ApiEnabled"}


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


# ------------------------------------------------------------------ all standard fields, as the page leaves them

STANDARD = ("Account", "Contact", "Lead", "Opportunity")
#: Counted in complete public profiles: hardly any lists them, and nearly all list the others.
NOT_EVERYWHERE = {"Lead.CleanStatus", "Lead.Pronouns", "Contact.BuyerAttributes", "Account.PersonEmail", "Opportunity.PartnerAccountId"}


def of(owner: str, granted: dict[str, str]) -> dict[str, str]:
    return {name: access for name, access in granted.items() if name.startswith(f"{owner}.")}


def test_the_page_leaves_all_standard_fields_visible_and_no_custom_one():
    granted = fields_of(clean(DOCUMENTED))
    assert (
        of("Lead", granted).items()
        >= {"Lead.Email": "edit", "Lead.Fax": "edit", "Lead.Address": "edit", "Lead.LastTransferDate": "read"}.items()
    )
    assert {len(of(name, granted)) for name in STANDARD} == {20, 21, 18, 12}
    assert not [name for name in granted if name.endswith("__c") and not name.startswith(("Task.", "Event."))]


def test_what_the_sync_never_writes_is_only_read():
    granted = fields_of(clean(DOCUMENTED))
    assert set(of("Opportunity", granted).values()) == {"read"}
    assert {name for name, access in of("Account", granted).items() if access == "edit"} == {"Account.Type"}


def test_what_only_some_orgs_have_is_left_out_unless_the_inventory_shows_it():
    assert not NOT_EVERYWHERE & fields_of(clean(DOCUMENTED)).keys()
    described = org({"Lead": {"Pronouns": Field(type="Picklist", label="Pronouns of the lead")}})
    assert fields_of(clean(DOCUMENTED, described))["Lead.Pronouns"] == "edit"
    shown = Holder("Sales", "profile", rows={"fields": {"Lead.CleanStatus": "read"}})
    held = Org(org(), people=People(profiles={"Sales": shown}))
    assert fields_of(clean(DOCUMENTED, held))["Lead.CleanStatus"] == "read", "no profile lets anybody edit it"


def test_of_a_standard_field_that_a_spec_names_the_spec_says_the_direction():
    granted = fields_of(compiled({**DOCUMENTED, "objects/a.yaml": spec("Lead", {"Fax": "", "Phone": "sync: hidden"})}))
    assert granted["Lead.Fax"] == "read"
    assert "Lead.Phone" not in granted
    assert granted["Lead.Title"] == "edit", "what no spec names is the page's"


def test_what_another_connector_hides_is_the_pages_all_the_same():
    hidden = {"objects/a.yaml": spec("Lead", {"Phone": "sync: hidden"}, "ae")}
    assert fields_of(clean({**DOCUMENTED, **hidden}))["Lead.Phone"] == "edit"


def test_a_spec_that_hides_what_the_page_wants_wins_and_is_told_so():
    compilation = compiled({**DOCUMENTED, "objects/a.yaml": spec("Task", {"WhoId": "", "Type": "sync: hidden"})})
    assert found(compilation) == [("MKT741", "objects/a.yaml:8:3")]
    granted = fields_of(compilation)
    assert "Task.Type" not in granted and granted["Task.WhoId"] == "edit"


def test_it_is_told_so_even_if_nothing_else_of_the_object_syncs():
    hidden = {"objects/a.yaml": spec("Task", {"Description": "sync: hidden"})}
    assert found(compiled({**DOCUMENTED, **hidden})) == [("MKT741", "objects/a.yaml:7:3")]
    assert found(compiled(hidden)) == [], "without the preset there is nothing that would be lacking"


def test_each_field_of_a_wildcard_says_which_it_is_one_of():
    because = permission_set(clean(DOCUMENTED)).because["field_permissions"]
    assert because["Task.WhoId"][0].wildcard == "Task.*"
    assert (
        because["Opportunity.Amount"][0].wildcard == "standard fields of Opportunity, without PartnerAccountId, which only some orgs have"
    )
    assert because["Account.Type"][0].wildcard is None


def test_the_build_report_shows_what_each_wildcard_stands_for():
    compilation = clean(DOCUMENTED)
    found = build_document(compilation.resources, {}, "generated", (), only_check=False)["resources"]
    expanded = {one["wildcard"]: one["fields"] for one in found[-1]["expanded"]}
    assert expanded["Event.*"][0] == "edit Event.Description"
    assert sum(map(len, expanded.values())) == len(fields_of(compilation)) - 1, "all but the type of accounts, which the page names"
    assert "expanded" not in build_document(clean({}).resources, {}, "generated", (), only_check=False)["resources"][-1]


# ------------------------------------------------------------------ hiding what Adobe's guidance does not cover


def test_a_standard_field_that_is_hidden_is_beyond_adobes_guidance():
    compilation = compiled(
        {"objects/a.yaml": spec("Lead", {"Title": "", "Fax": "sync: hidden", "Rating": "sync: hidden", "Motto__c": "sync: hidden"})}
    )
    assert found(compilation) == [("MKT740", "objects/a.yaml:8:3")]
    [one] = compilation.diagnostics
    assert one.severity == "note"
    assert (
        one.message
        == "`Lead.Fax` and 1 more standard field are hidden from `marketo`: Adobe's guidance on hiding covers custom fields alone"
    )
    assert [(each.label, each.span.start.line) for each in one.related] == [("and this", 9)]


def test_an_object_that_does_not_sync_hides_what_it_likes():
    assert found(compiled({"objects/a.yaml": spec("Lead", {"Fax": "sync: hidden"})})) == []


def test_a_custom_object_is_related_by_a_field_that_marketo_sees():
    held = org({"Badge__c": {"Lead__c": Field(type="Lookup", references=("Lead",)), "Text__c": Field(type="Text", length=10)}})
    unsaid = {"objects/a.yaml": spec("Badge__c", {"Text__c": ""})}
    assert ("MKT742", "objects/a.yaml:1:9") in found(compiled(unsaid, held))
    hidden = {"objects/a.yaml": spec("Badge__c", {"Text__c": "", "Lead__c": "sync: hidden"})}
    assert ("MKT742", "objects/a.yaml:8:3") in found(compiled(hidden, held))
    seen = {"objects/a.yaml": spec("Badge__c", {"Text__c": "", "Lead__c": ""})}
    assert "MKT742" not in dict(found(compiled(seen, held)))


def test_a_master_is_seen_by_everybody():
    assert found(compiled({"objects/a.yaml": spec("Visit__c", {"Text__c": ""})})) == []


# ------------------------------------------------------------------ what the steps of campaigns need


def campaign(*steps: str, name: str = "one") -> dict[str, str]:
    flow = "".join(f"  - {step}\n" for step in steps)
    return {
        f"campaigns/{name}.yaml": f"campaign: {name}\nfor: marketo\nowner: ops\nwhy: w\ntype: batch\nqualify: every-time\nflow:\n{flow}"
    }


def reasons(compilation, attribute: str, name: str) -> list[tuple[str, str]]:
    return [(one.key, one.why) for one in permission_set(compilation).because[attribute][name]]


@pytest.mark.parametrize(
    ("step", "objects", "permissions"),
    [
        ("{sync_person: true}", {"Lead": {"read", "create"}}, set()),
        ("{create_task: {subject: call}}", {"Lead": {"read", "create"}}, {"EditTask"}),
        ("{change_owner: Kim}", {"Lead": {"read", "create", "edit"}}, set()),
        ("{add_to_list: Fair}", {}, set()),
        ("{wait: 2 days}", {}, set()),
    ],
)
def test_a_step_needs_what_it_does_in_salesforce_and_nothing_more(step, objects, permissions):
    compilation = compiled(campaign(step))
    assert not compilation.failed, told(compilation)
    assert (objects_of(compilation), permissions_of(compilation)) == (objects, {"ApiEnabled"} | permissions)


def test_converting_people_takes_what_salesforce_asks_for_to_convert_leads():
    compilation = compiled(campaign("{convert_person: true}"))
    assert permissions_of(compilation) == {"ApiEnabled", "ConvertLeads", "EditTask"}, "converting takes editing tasks"
    written = {"read", "create", "edit"}
    assert objects_of(compilation) == {**dict.fromkeys(("Account", "Contact", "Lead", "Opportunity"), written), "Campaign": {"read"}}
    assert reasons(compilation, "user_permissions", "ConvertLeads") == [
        (
            "campaign/one#flow.0",
            "the campaign `one` has the step `convert_person`: it converts the lead, and makes an account and an opportunity",
        )
    ]


def test_a_step_that_changes_members_edits_campaigns_as_third_parties_say():
    steps = campaign("{add_to_campaign: {campaign: Fair, status: Visited}}")
    compilation = compiled({**SYNCED_CAMPAIGNS, **MARKETING_USER, **steps})
    said = [why for key, why in reasons(compilation, "object_permissions", "Campaign:edit") if key == "campaign/one#flow.0"]
    assert len(said) == 1
    assert said[0].endswith("(observed, not documented)")


def test_two_campaigns_are_two_reasons_and_two_steps_of_one_are_one():
    files = campaign("{sync_person: true}", "{sync_person: true}") | campaign("{sync_person: true}", name="two")
    keys = [key for key, _ in reasons(compiled(files), "object_permissions", "Lead:create")]
    assert keys == ["campaign/one#flow.0", "campaign/two#flow.0"]


STEPS = (
    "{sync_person: true}",
    "{create_task: {subject: call}}",
    "{change_owner: Kim}",
    "{convert_person: true}",
    "{add_to_campaign: {campaign: Fair, status: Visited}}",
    "{add_to_list: Fair}",
    "{wait: 2 days}",
)


def access_of(compilation) -> set[tuple[str, str]]:
    """All that the user may do, as pairs of a kind and a name."""
    made = permission_set(compilation).attributes
    pairs = {("permission", name) for name in made["user_permissions"]}
    return pairs | {(owner, word) for owner, words in made["object_permissions"].items() for word in words.split()}


@cache
def alone(step: str) -> set[tuple[str, str]]:
    return access_of(compiled(campaign(step)))


@settings(max_examples=25)
@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6))
def test_a_flow_needs_what_its_steps_need_one_by_one_and_each_thing_has_the_campaign_behind_it(flow):
    compilation = compiled(campaign(*flow))
    assert access_of(compilation) == set().union(*map(alone, flow))
    because = permission_set(compilation).because
    reasons = [
        held
        for attribute in ("object_permissions", "user_permissions")
        for name, held in because[attribute].items()
        if name != "ApiEnabled"
    ]
    assert all(any(one.key.startswith("campaign/one#flow.") for one in held) for held in reasons)


def test_a_campaign_of_another_connector_needs_nothing_here():
    files = {name: text.replace("for: marketo", "for: ae") for name, text in campaign("{convert_person: true}").items()}
    assert permissions_of(compiled(files)) == {"ApiEnabled"}


def test_a_step_that_names_a_campaign_needs_campaign_sync_and_a_marketing_user():
    steps = campaign("{change_status: {campaign: Fair, status: Visited}}")
    assert ("MKT748", "campaigns/one.yaml:8:21") in found(compiled(steps))
    assert "MKT748" in dict(found(compiled({**SYNCED_CAMPAIGNS, **steps})))
    assert "MKT748" not in dict(found(compiled({**SYNCED_CAMPAIGNS, **MARKETING_USER, **steps})))


def test_a_connector_whose_user_is_unknown_wants_nothing():
    assert found(compiled({"users/marketo-sync.yaml": None, "objects/a.yaml": spec("Lead", {"Email": ""})})) == [
        ("REF407", "connectors/marketo.yaml:5:12")
    ]
