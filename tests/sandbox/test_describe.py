"""Objects described: held to describes that were recorded from an org, and to what was deployed."""

import json

import pytest

from sandbox_org import Org, V

#: What a describe says of a standard field that does not depend on how an org is set up.
SAME = (
    "name", "type", "custom", "calculated", "autoNumber", "permissionable", "scale", "unique", "externalId", "nameField", "soapType", "filterable",
    "cascadeDelete", "dependentPicklist", "encrypted", "htmlFormatted", "updateable", "sortable", "defaultedOnCreate",
)  # fmt: skip
#: Of a service that is no longer sold: the facts say that nobody writes it.
WITHDRAWN = {"DandbCompanyId"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return Org(tmp_path_factory.mktemp("org"))


def describe(org, name):
    return org.get(f"{V}/sobjects/{name}/describe").json


def fields(org, name):
    return {field["name"]: field for field in describe(org, name)["fields"]}


@pytest.mark.real_orgs
@pytest.mark.parametrize("name", ["Lead", "Contact", "Account", "Opportunity", "Case", "Event", "OpportunityContactRole"])
def test_a_describe_has_the_keys_and_the_facts_of_a_recorded_one(shared, real_data, name):
    recorded = json.loads((real_data / f"salesforce-describe/cumulusci/{name}.describe.json").read_text())
    ours = describe(shared, name)
    assert recorded.keys() <= ours.keys()
    theirs = {field["name"]: field for field in recorded["fields"] if not field["name"].endswith("__c")}
    known = fields(shared, name)
    assert theirs.keys() <= known.keys()
    differs = [
        (field, key, theirs[field][key], known[field][key])
        for field in theirs.keys() - WITHDRAWN
        for key in SAME
        if theirs[field][key] != known[field][key]
    ]
    assert all(field.keys() == known[name].keys() for name, field in theirs.items())
    assert [one for one in differs if one[1] == "permissionable"] == []
    assert len(differs) <= len(theirs) // 8, differs  # an API version and a few features lie between the two


@pytest.mark.real_orgs
def test_the_list_of_objects_has_the_keys_of_a_recorded_one(shared, real_data):
    recorded = json.loads((real_data / "salesforce-describe/cumulusci/Global.describe.json").read_text())
    ours = shared.get(f"{V}/sobjects").json
    assert recorded.keys() == ours.keys()
    assert recorded["sobjects"][0].keys() == ours["sobjects"][0].keys()
    prefixes = {one["name"]: one["keyPrefix"] for one in recorded["sobjects"] if one["keyPrefix"]}
    assert {one["name"]: one["keyPrefix"] for one in ours["sobjects"] if one["name"] in prefixes} == {
        one["name"]: prefixes[one["name"]] for one in ours["sobjects"] if one["name"] in prefixes
    }


def test_a_custom_field_is_described_as_it_was_deployed(shared):
    lead = fields(shared, "Lead")
    spend = lead["Annual_Valve_Spend__c"]
    assert (spend["type"], spend["precision"], spend["scale"], spend["custom"], spend["inlineHelpText"]) == (
        "currency",
        16,
        0,
        True,
        "Estimate for the plant, not the group.",
    )
    formula = lead["Is_Mailable__c"]
    assert (formula["type"], formula["calculated"], formula["createable"], formula["updateable"]) == ("boolean", True, False, False)
    assert (lead["Distributor__c"]["referenceTo"], lead["Distributor__c"]["relationshipName"]) == (["Account"], "Distributor__r")
    assert [one["value"] for one in lead["Application__c"]["picklistValues"]][:2] == ["Oil and gas", "Chemicals"]
    assert (lead["Enquiry_Text__c"]["length"], lead["Enquiry_Text__c"]["filterable"]) == (32000, False)
    assert (lead["Enquiry_Number__c"]["autoNumber"], lead["Enquiry_Number__c"]["createable"]) == (True, False)


def test_a_detail_has_no_owner_and_points_to_its_master(shared):
    visit = fields(shared, "Service_Visit__c")
    assert "OwnerId" not in visit
    assert (
        visit["Installed_Base__c"]["cascadeDelete"],
        visit["Installed_Base__c"]["nillable"],
        visit["Installed_Base__c"]["permissionable"],
    ) == (True, False, False)
    children = {(one["childSObject"], one["field"]) for one in describe(shared, "Installed_Base__c")["childRelationships"]}
    assert ("Service_Visit__c", "Installed_Base__c") in children


def test_each_custom_object_has_a_prefix_of_its_own(shared):
    objects = shared.get(f"{V}/sobjects").json["sobjects"]
    prefixes = [one["keyPrefix"] for one in objects if one["custom"]]
    assert len(prefixes) == len(set(prefixes)) > 5
    again = {one["name"]: one["keyPrefix"] for one in shared.get(f"{V}/sobjects").json["sobjects"]}
    assert again == {one["name"]: one["keyPrefix"] for one in objects}


def test_a_field_that_is_made_is_described_at_once(tmp_path):
    org = Org(tmp_path, source=None)
    assert "New__c" not in fields(org, "Lead")
    org.state.write_component("CustomField", "Lead.New__c", "<label>New</label><length>20</length><type>Text</type>", "", "00N")
    assert fields(org, "Lead")["New__c"]["length"] == 20
    org.state.delete_component("CustomField", "Lead.New__c")
    assert "New__c" not in fields(org, "Lead")


@pytest.mark.parametrize("path", ["sobjects/Nope__c/describe", "sobjects/Nope__c", "nothing"])
def test_what_is_not_there_is_not_found(shared, path):
    assert shared.get(f"{V}/{path}").refusal == (404, "NOT_FOUND", "The requested resource does not exist")


def test_a_version_that_there_is_not_is_not_found(shared):
    assert shared.get("/services/data/v99.0/sobjects").refusal[:2] == (404, "NOT_FOUND")
