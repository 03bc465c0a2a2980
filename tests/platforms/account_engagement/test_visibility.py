"""What users of Account Engagement see that Salesforce hides: by profiles of people, field by field and record by record, in every environment."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from small_estate import FILES, compiled, spec, told
from small_people import peopled, permission_set, profile
from syncwright.inventory import Field
from syncwright.inventory.access import Holder

AE = FILES["connectors/ae.yaml"]
LEAD = spec("Lead", {"Title": "", "Phone": "sync: two-way, owner: ops", "LastName": "", "Motto__c": "sync: hidden", "Score__c": ""}, "ae")
EMEA = "business_units: {emea: {why: w, user_sync: {profiles: {Sales: Sales}}}, amer: {why: w}}\nmarketing_data_sharing: true\n"
INTEGRATION = profile(
    "B2BMA Integration User", {}, {"Lead": "read create edit delete view-all modify-all"}, "ApiEnabled EditTask ViewAllUsers"
)
PATHS = ("account_engagement/visibility.json", "account_engagement/visibility.md")


def built(files, org):
    """The two files, by their endings."""
    compilation = compiled(files, org)
    assert not compilation.failed, told(compilation)
    return {one.path.rpartition(".")[2]: one for one in compilation.artifacts() if one.path in PATHS}


def document(*people, lead=LEAD, connector="", extra=None):
    org = peopled(*people, extra=extra)
    return json.loads(built({"objects/lead.yaml": lead, "connectors/ae.yaml": AE + connector}, org)["json"].data)


def hidden(doc, owner="Lead"):
    """Profiles that each field is hidden from."""
    found = next((one for one in doc["objects"] if one["object"] == owner), {"fields": []})
    return {field["field"]: field["hidden_from"] for field in found["fields"]}


# ------------------------------------------------------------------ fields


def test_a_mapped_field_that_a_profile_does_not_show_is_told():
    doc = document(profile("Sales", {"Lead.Title": "read"}, {"Lead": "read view-all"}))
    assert hidden(doc) == {"Phone": ["Sales"], "Score__c": ["Sales"]}


def test_what_is_hidden_from_account_engagement_and_what_nobody_can_hide_is_not():
    doc = document(profile("Sales", {}, {"Lead": "read"}))
    assert {"Motto__c", "LastName"}.isdisjoint(hidden(doc))


def test_field_level_security_holds_for_who_sees_all_data_and_not_with_view_all_fields():
    doc = document(
        profile("Admin", {}, {}, "ModifyAllData"),
        profile("Reader", {}, {"Lead": "read view-all-fields"}),
    )
    assert hidden(doc) == {name: ["Admin"] for name in ("Phone", "Score__c", "Title")}


def test_a_profile_that_does_not_read_the_object_is_told_once_and_not_at_each_field():
    doc = document(profile("Service", {"Lead.Title": "read"}), profile("Sales", {}, {"Lead": "read"}))
    [lead] = doc["objects"]
    assert (lead["unread"], lead["shared"]) == (["Service"], ["Sales"])
    assert all(names == ["Sales"] for names in hidden(doc).values())


def test_who_reads_all_records_depends_on_no_sharing():
    doc = document(profile("Sales", {f"Lead.{name}": "read" for name in ("Title", "Phone", "Score__c")}, {"Lead": "read view-all"}))
    assert doc["objects"] == []


def test_permission_sets_that_would_show_a_field_are_named_but_those_of_sync_users():
    shows = {"Lead.Phone": "read"}
    doc = document(
        profile("Sales", {}, {"Lead": "read"}),
        permission_set("Call_Centre", shows),
        permission_set("Ae_Integration", shows),
        permission_set("Marketo_Sync", shows),
    )
    [phone] = [field for field in doc["objects"][0]["fields"] if field["field"] == "Phone"]
    assert phone["shown_by"] == ["Call_Centre"]


def test_a_part_of_an_address_is_hidden_with_the_whole():
    lead = spec("Lead", {"Address": "parts: {City: {}}"}, "ae")
    assert hidden(document(profile("Sales", {}, {"Lead": "read"}), lead=lead)) == {"Address": ["Sales"]}
    assert hidden(document(profile("Sales", {"Lead.Address": "read"}, {"Lead": "read"}), lead=lead)) == {}


@pytest.mark.parametrize(("owner", "by_way_of"), [("CampaignMember", "Campaign"), ("OpportunityContactRole", "Opportunity")])
def test_objects_without_permissions_of_their_own_are_read_by_way_of_another(owner, by_way_of):
    lead = spec(owner, {"CreatedDate": ""}, "ae")
    assert document(profile("Sales", {}, {by_way_of: "read view-all"}), lead=lead)["objects"] == []
    [one] = document(profile("Sales"), lead=lead)["objects"]
    assert (one["object"], one["unread"]) == (owner, ["Sales"])


# ------------------------------------------------------------------ profiles


def test_the_profiles_that_the_specs_name_are_those_of_its_users():
    people = (profile("Sales", {}, {"Lead": "read"}), profile("Service", {}, {"Lead": "read"}))
    doc = document(*people, connector="user_sync: {profiles: {Sales: Sales, Marketing: Marketing}}\n")
    assert [(one["profile"], one["role"], one["known"]) for one in doc["profiles"]] == [
        ("Sales", "Sales", True),
        ("Marketing", "Marketing", False),
    ]
    assert (doc["profiles_said"], hidden(doc)["Phone"]) == (True, ["Sales"])


def test_a_unit_names_profiles_too():
    doc = document(profile("Sales", {}, {"Lead": "read"}), profile("Service", {}, {"Lead": "read"}), connector=EMEA)
    assert hidden(doc)["Phone"] == ["Sales"]


def test_where_the_specs_name_none_all_are_told_of_but_that_of_the_integration_user():
    doc = document(*(profile(name, {}, {"Lead": "read"}) for name in ("Sales", "Custom%3A Sales")), INTEGRATION)
    assert (doc["profiles_said"], hidden(doc)["Phone"]) == (False, ["Custom: Sales", "Sales"])


def test_without_a_profile_in_the_inventory_the_page_says_that_nothing_is_known():
    made = built({"objects/lead.yaml": LEAD}, peopled())
    assert json.loads(made["json"].data)["objects"] == []
    assert "The inventory holds no profile, so that nothing can be said" in made["md"].data.decode()


def test_where_nothing_syncs_there_is_no_page():
    assert built({}, peopled(profile("Sales"))) == {}


# ------------------------------------------------------------------ units


def test_a_field_that_is_mapped_in_one_unit_says_in_which():
    lead = spec("Lead", {"Title": "sync: from-salesforce, at: {ae/amer: {sync: hidden}}", "Phone": ""}, "ae")
    doc = document(profile("Sales", {}, {"Lead": "read"}), lead=lead, connector=EMEA)
    assert {field["field"]: field["units"] for field in doc["objects"][0]["fields"]} == {"Title": ["ae/emea"], "Phone": []}


# ------------------------------------------------------------------ the files


def test_each_line_of_a_field_leads_to_its_spec():
    made = built({"objects/lead.yaml": LEAD}, peopled(profile("Sales", {}, {"Lead": "read"})))
    for one in made.values():
        lines = one.data.decode().splitlines()
        start = 0
        named = {}
        for part in one.parts:
            names = getattr(part, "names", None)
            if names is not None:
                named |= {f"{part.of}#{name}": lines[start + index] for index, name in enumerate(names)}
                start += part.each * len(names)
            else:
                start += part.count
        assert start == len(lines)
        assert named.keys() == {"object/Lead#Title", "object/Lead#Phone", "object/Lead#Score__c"}
        assert all(key.rpartition("#")[2] in line.replace("\\_", "_") for key, line in named.items())


@pytest.mark.parametrize("people", [(), (profile("Sales", {}, {"Lead": "read"}),)], ids=["nobody", "a profile"])
def test_the_document_is_what_its_schema_says(repository, people):
    schema = json.loads((repository / "schemas" / "account-engagement-visibility.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document(*people))


def test_the_page_says_on_what_it_rests_and_what_is_not_known():
    text = built({"objects/lead.yaml": LEAD}, peopled(profile("Sales", {}, {"Lead": "read"})))["md"].data.decode()
    assert "Account Engagement has no field-level security" in text
    assert "A profile's file says what was retrieved together with it" in text
    assert "| Phone | Phone | none | Sales |  | all | ops | w |" in text


def test_what_people_and_orgs_wrote_stays_text():
    org = peopled(
        profile("Sales|<b>*", {}, {"Lead": "read"}),
        extra={"Lead": {"Score__c": Field(type="Number", label="**| [x](y)"), "Motto__c": Field(type="Text")}},
    )
    text = built({"objects/lead.yaml": LEAD}, org)["md"].data.decode()
    assert "\\*\\*\\| \\[x\\](y)" in text
    assert "Sales\\|&lt;b&gt;\\*" in text
    assert "<b>" not in text


FIELDS = ("Title", "Phone", "Score__c", "Motto__c")


@given(rows=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(("read", "edit"))), every=st.booleans(), reads=st.booleans())
def test_a_field_is_told_exactly_where_it_is_mapped_and_the_profile_has_no_way_to_it(rows, every, reads):
    objects = {"Lead": ("read" + (" view-all-fields" if every else "")) if reads else ""}
    held = Holder("Sales", "profile", rows={"fields": {f"Lead.{name}": said for name, said in rows.items()}, "objects": objects})
    doc = document(held)
    mapped = {"Title", "Phone", "Score__c"}
    assert set(hidden(doc)) == ((mapped - rows.keys()) if reads and not every else set())


def test_the_integration_users_own_access_is_nobodys():
    doc = document(INTEGRATION)
    assert (doc["profiles"], doc["objects"]) == ([], [])
