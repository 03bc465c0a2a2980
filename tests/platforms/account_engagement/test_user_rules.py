"""What is found of the access of a connector's user: what it lacks, what nobody asks for, what cannot be assigned to it, who else has its set."""

import pytest

from small_estate import FILES, compiled, placed, spec, told
from small_people import muting_set, peopled, permission_set, profile
from syncwright.inventory import Field
from syncwright.inventory.access import Holder, SetGroup

USER = "users/ae-integration.yaml"
ORDINARY = "sync_user: ae-integration\nowner: ops\n"
INTEGRATION = ORDINARY + "kind: account_engagement_integration_user\n"
PEOPLE = {"objects/lead.yaml": spec("Lead", {"Title": ""}, "ae"), "objects/account.yaml": spec("Account", {"Industry": ""}, "ae")}

#: What the profile of one organisation's integration user held in May 2022.
BROUGHT_OBJECTS = {
    "Lead": "read create edit delete view-all modify-all",
    "Contact": "read create edit delete view-all modify-all",
    "Campaign": "read create edit delete view-all modify-all",
    "Account": "read create edit view-all",
    "Opportunity": "read view-all",
    "Device__c": "read view-all",
}
BROUGHT = "ActivitiesAccess ApiEnabled EditEvent EditTask ModifyMetadata ViewAllUsers ViewSetup"


def brought(objects=BROUGHT_OBJECTS, permissions=BROUGHT, name="B2BMA Integration User"):
    return profile(name, objects=objects, permissions=permissions)


def rule(rule_id, files, *people, extra=None):
    """Message and place of each finding of one rule."""
    compilation = compiled({**PEOPLE, **files}, peopled(*people, extra=extra))
    return [(one.message, placed(one), one.severity) for one in compilation.diagnostics if one.rule.id == rule_id], told(compilation)


def messages(rule_id, files, *people, extra=None):
    return [message for message, _, _ in rule(rule_id, files, *people, extra=extra)[0]]


# ------------------------------------------------------------------ access to objects


def test_the_profile_that_was_seen_gives_the_integration_user_all_that_help_lists():
    everything = {f"objects/{name}.yaml": spec(name, {"CreatedDate": ""}, "ae") for name in BROUGHT_OBJECTS}
    assert messages("AEN830", everything, brought()) == []


@pytest.mark.parametrize(
    ("objects", "permissions", "lacks"),
    [
        (BROUGHT_OBJECTS | {"Lead": "read create edit delete view-all"}, BROUGHT, "Modify All on `Lead`"),
        (BROUGHT_OBJECTS | {"Account": "read"}, BROUGHT, "View All on `Account`"),
        (
            {"Account": "read view-all"},
            BROUGHT,
            "Create on `Lead`, Edit on `Lead`, Read on `Lead`, View All on `Lead`, Modify All on `Lead`",
        ),
        (BROUGHT_OBJECTS, "ApiEnabled ViewAllUsers", "`EditTask`"),
    ],
)
def test_what_the_profile_of_the_integration_user_lost_is_an_error(objects, permissions, lacks):
    found, all_of_it = rule("AEN830", {}, brought(objects, permissions))
    assert found == [
        (f"`ae-integration` lacks {lacks}: Salesforce Help lists it for a connector user", "users/ae-integration.yaml:3:7", "error")
    ], all_of_it


def test_modify_all_data_stands_for_access_to_every_object():
    assert messages("AEN830", {}, brought({}, f"{BROUGHT} ModifyAllData")) == []
    assert messages("AEN830", {}, brought({}, f"{BROUGHT} ViewAllData")) == [
        "`ae-integration` lacks Create on `Lead`, Edit on `Lead`, Modify All on `Lead`: Salesforce Help lists it for a connector user"
    ]


def test_what_a_set_besides_gives_is_not_lacking_unless_its_group_mutes_it():
    poor = brought(BROUGHT_OBJECTS | {"Account": "read"})
    more = permission_set("More", objects={"Account": "read view-all"})
    group = SetGroup("Tools", sets=("More",), muting=("Less",))
    assert messages("AEN830", {USER: INTEGRATION + "with: [More]\n"}, poor, more) == []
    assert messages("AEN830", {USER: INTEGRATION + "with: [Tools]\n"}, poor, more, group, muting_set("Less")) == []
    muted = muting_set("Less", objects={"Account": "view-all"})
    assert len(messages("AEN830", {USER: INTEGRATION + "with: [Tools]\n"}, poor, more, group, muted)) == 1


def test_what_its_own_grants_give_is_not_lacking():
    grants = INTEGRATION + "grants: {objects: {Account: {access: view-all, why: it was taken from the profile}}}\n"
    assert messages("AEN830", {USER: grants}, brought(BROUGHT_OBJECTS | {"Account": ""})) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (INTEGRATION, ()),
        (INTEGRATION + "with: [Elsewhere]\n", (brought({}),)),
        (INTEGRATION + "profile: Another\n", (brought({}),)),
        (ORDINARY + "profile: B2BMA Integration User\n", (brought({}),)),
    ],
    ids=[
        "no profile in the inventory",
        "a set that is not known",
        "a profile that is not known",
        "an ordinary user, of whom SFC653 speaks",
    ],
)
def test_where_something_is_not_known_nothing_is_lacking(text, people):
    assert messages("AEN830", {USER: text}, *people) == []


def test_the_profile_is_found_under_the_name_that_its_file_has():
    assert len(messages("AEN830", {USER: INTEGRATION + 'profile: "Custom: Sync"\n'}, brought({}, name="Custom%3A Sync"))) == 1


# ------------------------------------------------------------------ the opt-out


@pytest.mark.parametrize("text", [ORDINARY, INTEGRATION])
@pytest.mark.parametrize("owner", ["Lead", "Contact"])
def test_an_opt_out_that_is_hidden_is_an_error(text, owner):
    files = {USER: text, "objects/lead.yaml": spec(owner, {"Title": "", "HasOptedOutOfEmail": "sync: hidden"}, "ae")}
    [(message, place, severity)] = rule("AEN831", files)[0]
    assert (place, severity) == ("objects/lead.yaml:8:3", "error")
    assert message.startswith(f"`{owner}.HasOptedOutOfEmail` is hidden from `ae`: the connector's user reads the e-mail opt-out")


def test_a_unit_that_does_not_see_the_opt_out_is_named():
    units = FILES["connectors/ae.yaml"] + "business_units: {emea: {why: w}, amer: {why: w}}\nmarketing_data_sharing: true\n"
    said = {"Title": "", "HasOptedOutOfEmail": "sync: two-way, at: {ae/emea: {sync: hidden}}"}
    [message] = messages("AEN831", {"connectors/ae.yaml": units, "objects/lead.yaml": spec("Lead", said, "ae")})
    assert message.startswith("`Lead.HasOptedOutOfEmail` is hidden from `ae/emea`: ")


def test_an_opt_out_that_another_connector_does_not_see_is_none():
    both = spec("Lead", {"Title": "", "HasOptedOutOfEmail": "sync: {ae: from-salesforce}"}, "marketo, ae")
    assert messages("AEN831", {"objects/lead.yaml": both}) == []
    assert messages("AEN831", {"objects/lead.yaml": spec("Lead", {"Title": "", "HasOptedOutOfEmail": "sync: hidden"}, "marketo")}) == []


# ------------------------------------------------------------------ what nobody asks for


def test_permissions_that_no_page_asks_for_are_flagged_where_they_are_granted():
    grants = "grants: {permissions: {EditPublicFilters: {why: w}, MassInlineEdit: {why: w}, ApiEnabled: {why: w}}}\n"
    found = rule("AEN832", {USER: INTEGRATION + grants})[0]
    assert [(message.split("`")[3], place) for message, place, _ in found] == [
        ("EditPublicFilters", "users/ae-integration.yaml:4:24"),
        ("MassInlineEdit", "users/ae-integration.yaml:4:53"),
    ]


@pytest.mark.parametrize("permission", ["AuthorApex", "CustomizeApplication", "ManageUsers", "ModifyAllData"])
def test_what_the_profile_of_the_integration_user_did_not_bring_is_flagged(permission):
    [(message, place, _)] = rule("AEN832", {}, brought(permissions=f"{BROUGHT} {permission}"))[0]
    assert message.startswith(f"profile `B2BMA Integration User` gives `ae-integration` `{permission}`, which ")
    assert place == "users/ae-integration.yaml:3:7"


def test_what_it_brings_along_is_not():
    assert messages("AEN832", {}, brought(permissions=f"{BROUGHT} ViewAllData")) == []


def test_of_an_ordinary_user_far_reaching_permissions_are_told_once():
    held = profile("Sync", permissions="ModifyAllData MassInlineEdit")
    compilation = compiled({**PEOPLE, USER: ORDINARY + "profile: Sync\n"}, peopled(held))
    told_of = [(one.rule.id, "ModifyAllData" in one.message, "MassInlineEdit" in one.message) for one in compilation.diagnostics]
    assert [each for each in told_of if each[0] in ("AEN832", "SFC612")] == [("AEN832", False, True), ("SFC612", True, False)]


# ------------------------------------------------------------------ what cannot be assigned


def with_pages():
    return Holder("Booth", "permission_set", rows={"pages": {"Badge": "yes", "Scan": "yes"}})


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        ("grants: {pages: {Badge: {why: w}}}\n", "4:18", "the set of `ae-integration` would hold the page `Badge`"),
        ("with: [Booth]\n", "4:8", "`Booth` holds `Badge`, `Scan`"),
        ("permission_set: {license: Salesforce}\n", "4:27", "the set of `ae-integration` is for a licence"),
    ],
)
def test_what_the_integration_user_may_not_take_is_flagged_and_said_to_be_uncertain(more, place, words):
    [(message, where, severity)] = rule("AEN833", {USER: INTEGRATION + more}, with_pages())[0]
    assert (message.startswith(words), where, severity) == (True, f"users/ae-integration.yaml:{place}", "warning")
    assert "not documented" in message
    assert messages("AEN833", {USER: ORDINARY + more}, with_pages()) == [], "an ordinary user takes it"


# ------------------------------------------------------------------ campaigns


@pytest.mark.parametrize("owner", ["Campaign", "CampaignMember"])
def test_an_ordinary_user_that_works_with_campaigns_is_a_marketing_user(owner):
    synced = {"objects/campaign.yaml": spec(owner, {"CreatedDate": ""}, "ae")}
    [(message, place, _)] = rule("AEN834", {**synced, USER: ORDINARY})[0]
    assert (f"works with `{owner}` records" in message, place) == (True, "users/ae-integration.yaml:1:12")
    assert messages("AEN834", {**synced, USER: ORDINARY + "marketing_user: true\n"}) == []
    assert messages("AEN834", {**synced, USER: INTEGRATION}) == []
    assert messages("AEN834", {USER: ORDINARY}) == [], "no campaign syncs"


# ------------------------------------------------------------------ the set of another


MARKETO = "users/marketo-sync.yaml"


@pytest.mark.parametrize("label", ["Account Engagement Connector User", "Pardot Connector User"])
def test_the_set_that_marks_connector_users_is_for_them_alone(label):
    marked = Holder("pi__Connector", "permission_set", label=label)
    files = {MARKETO: "sync_user: marketo-sync\nowner: ops\nwith: [pi__Connector]\n"}
    assert [place for _, place, _ in rule("AEN835", files, marked)[0]] == ["users/marketo-sync.yaml:3:8"]
    assert messages("AEN835", {USER: ORDINARY + "with: [pi__Connector]\n"}, marked) == []
    assert messages("AEN835", files, Holder("pi__Connector", "permission_set", label="Another")) == []


def test_a_set_that_is_made_for_a_connector_user_is_for_it_alone():
    files = {
        USER: INTEGRATION + "permission_set: {name: AE_Connector}\n",
        MARKETO: "sync_user: marketo-sync\nowner: ops\nwith: [AE_Connector]\n",
    }
    [message] = messages("AEN835", files)
    assert message.startswith(
        "`marketo-sync`, who is no user of such a connector, has `AE_Connector`, which is made for `ae-integration`: "
    )
    assert message.endswith("the permission set for connector users is for them alone (observed, not documented)")


# ------------------------------------------------------------------ personal data


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ("pii: none", False),
        ("pii: contact", True),
        ("pii: contact, basis: consent", False),
        ("pii: behaviour", True),
        ("pii: consent, basis: contract", False),
        ("pii: special, basis: consent", True),
        ("pii: financial, basis: contract", True),
        ("pii: special, basis: consent, sync: hidden", False),
    ],
)
def test_personal_data_that_everybody_there_sees_is_flagged(said, flagged):
    files = {"objects/lead.yaml": spec("Lead", {"Motto__c": said}, "ae")}
    assert [place for _, place, _ in rule("AEN836", files)[0]] == (["objects/lead.yaml:7:3"] if flagged else [])
    other = {"objects/lead.yaml": spec("Lead", {"Motto__c": said}, "marketo")}
    assert messages("AEN836", other) == [], "it is not Account Engagement's"


def test_the_classification_of_the_org_counts_as_much():
    for classification, flagged in (("Restricted", 1), ("MissionCritical", 1), ("Internal", 0)):
        field = {"Lead": {"Motto__c": Field(type="Text", length=80, classification=classification)}}
        assert len(messages("AEN836", {"objects/lead.yaml": spec("Lead", {"Motto__c": ""}, "ae")}, extra=field)) == flagged
