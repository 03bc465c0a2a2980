"""What the Tooling API says: of fields, objects and permissions, of versions of flows, of deploys."""

import pytest

from sandbox_org import Org, V
from syncwright.sandbox.salesforce import flows

TOOLING = f"{V}/tooling"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """An org that no test changes."""
    return Org(tmp_path_factory.mktemp("org"))


@pytest.fixture
def org(tmp_path):
    return Org(tmp_path, source=None)


def fields(org, object_, columns):
    rows = org.rows(
        f"SELECT QualifiedApiName, {columns} FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = '{object_}'", tooling=True
    )
    return {row.pop("QualifiedApiName"): row for row in rows}


def test_fields_say_whether_field_level_security_is_set_on_them(shared):
    found = {name: row["IsFlsEnabled"] for name, row in fields(shared, "Lead", "IsFlsEnabled").items()}
    assert (found["Email"], found["Address"], found["OwnerId"], found["Do_Not_Sync_to_Marketo__c"]) == (True, True, False, True)
    assert found["Name"] is False
    assert not {"City", "LastName"} & found.keys()


def test_parts_of_an_address_are_particles_of_it(shared):
    rows = shared.rows(
        "SELECT QualifiedApiName, FieldDefinition.QualifiedApiName, DataType FROM EntityParticle WHERE EntityDefinition.QualifiedApiName = 'Lead'",
        tooling=True,
    )
    by_name = {row["QualifiedApiName"]: row for row in rows}
    assert by_name["City"]["FieldDefinition"]["QualifiedApiName"] == "Address"
    assert by_name["Email"]["FieldDefinition"]["QualifiedApiName"] == "Email"


def test_fields_of_activities_are_fields_of_tasks_and_of_events(shared):
    for object_ in ("Task", "Event"):
        row = fields(shared, object_, "DataType, EntityDefinitionId")["Call_Outcome__c"]
        assert row == {"DataType": "Picklist", "EntityDefinitionId": object_}


def test_what_people_said_of_a_field_is_there(shared):
    row = fields(shared, "Lead", "Label, SecurityClassification, ComplianceGroup, BusinessStatus")["Alternate_Email__c"]
    assert row == {
        "Label": "Private email",
        "SecurityClassification": "Confidential",
        "ComplianceGroup": "PII;GDPR",
        "BusinessStatus": None,
    }


def test_objects_without_field_level_security_say_so(shared):
    rows = shared.rows(
        "SELECT QualifiedApiName, IsFlsEnabled FROM EntityDefinition WHERE QualifiedApiName IN ('Lead', 'Routing_Rule__mdt', 'Service_Alert__e')",
        tooling=True,
    )
    assert {row["QualifiedApiName"]: row["IsFlsEnabled"] for row in rows} == {
        "Lead": True,
        "Routing_Rule__mdt": False,
        "Service_Alert__e": False,
    }


@pytest.mark.parametrize(
    ("soql", "code", "says"),
    [
        (
            "SELECT QualifiedApiName FROM FieldDefinition",
            "MALFORMED_QUERY",
            "FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]",
        ),
        ("SELECT Nope FROM EntityDefinition", "INVALID_FIELD", "No such column 'Nope' on entity 'EntityDefinition'"),
        ("SELECT Id FROM SourceMember", "INVALID_TYPE", "sObject type 'SourceMember' is not supported."),
    ],
)
def test_what_these_objects_refuse(shared, soql, code, says):
    status, found, message = shared.query(soql, tooling=True).refusal
    assert (status, found) == (400, code)
    assert says in message


def test_more_definitions_than_a_page_are_refused(tmp_path):
    org = Org(tmp_path, source=None)
    with org.state.transaction():
        for number in range(2001):
            org.state.write_component("CustomField", f"Lead.F{number:04d}__c", "<label>F</label><type>Checkbox</type>", "", "00N")
    asked = "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId = 'Lead'"
    assert org.query(asked, tooling=True).refusal == (
        400,
        "EXCEEDED_ID_LIMIT",
        "FieldDefinition does not support queryMore(), use LIMIT to restrict the results to a single batch",
    )
    assert len(org.rows(f"{asked} LIMIT 2000", tooling=True)) == 2000


def test_objects_of_the_tooling_api_are_not_in_the_other(shared):
    assert shared.query("SELECT Id FROM FlowDefinition").refusal[:2] == (400, "INVALID_TYPE")
    assert shared.query("SELECT QualifiedApiName FROM EntityDefinition LIMIT 1").status == 200


def test_what_a_permission_needs_is_what_a_deploy_asks_for(shared):
    rows = shared.rows(
        "SELECT Permission, PermissionType, RequiredPermission, RequiredPermissionType FROM PermissionDependency", tooling=True
    )
    edges = {(row["Permission"], row["RequiredPermission"]) for row in rows}
    assert {
        ("Lead<delete>", "Lead<read>"),
        ("Lead<delete>", "Lead<edit>"),
        ("Asset<read>", "Account<read>"),
        ("ConvertLeads", "EditTask"),
    } <= edges
    assert {row["PermissionType"] for row in rows} == {"User Permission", "Object Permission"}
    # A detail needs its master: Service_Visit__c is one of Installed_Base__c.
    assert ("Service_Visit__c<edit>", "Installed_Base__c<read>") in edges


def test_objects_that_are_not_tracked_are_not_described(shared):
    assert shared.get(f"{TOOLING}/sobjects/SourceMember/describe").refusal[:2] == (404, "NOT_FOUND")
    names = [one["name"] for one in shared.get(f"{TOOLING}/sobjects/FieldDefinition/describe").json["fields"]]
    assert {"QualifiedApiName", "IsFlsEnabled", "EntityDefinitionId"} <= set(names)


# Flows


BODY = "<label>Band</label><processType>AutoLaunchedFlow</processType>"


@pytest.fixture
def flow(org):
    """Two versions, none of them active: the id of the definition."""
    component = org.state.write_component("Flow", "Band", BODY, org.admin, "300")
    for status in ("Draft", "Draft"):
        flows.add_version(org.state, "Band", component.id, BODY, status, org.admin)
    return component.id


def versions(org):
    return [
        (row["VersionNumber"], row["Status"])
        for row in org.rows(
            "SELECT VersionNumber, Status FROM Flow WHERE Definition.DeveloperName = 'Band' ORDER BY VersionNumber", tooling=True
        )
    ]


def test_a_version_is_made_the_active_one_and_another_and_none(org, flow):
    path = f"{TOOLING}/sobjects/FlowDefinition/{flow}"
    assert org.ask("PATCH", path, {"Metadata": {"activeVersionNumber": 1}}).status == 204
    assert versions(org) == [(1, "Active"), (2, "Draft")]
    assert org.ask("PATCH", path, {"Metadata": {"activeVersionNumber": 2}}).status == 204
    [row] = org.rows("SELECT DeveloperName, ActiveVersion.VersionNumber, LatestVersion.VersionNumber FROM FlowDefinition", tooling=True)
    assert (row["ActiveVersion"]["VersionNumber"], row["LatestVersion"]["VersionNumber"], versions(org)) == (
        2,
        2,
        [(1, "Obsolete"), (2, "Active")],
    )
    assert org.get(path).json["Metadata"] == {"activeVersionNumber": 2}
    assert org.ask("PATCH", path, {"Metadata": {"activeVersionNumber": 0}}).status == 204
    assert org.rows("SELECT ActiveVersionId FROM FlowDefinition", tooling=True) == [{"ActiveVersionId": None}]
    assert org.log() == [("activate", "Flow/Band")] * 3


def test_what_is_active_already_is_no_effect(org, flow):
    for _ in range(2):
        org.ask("PATCH", f"{TOOLING}/sobjects/FlowDefinition/{flow}", {"Metadata": {"activeVersionNumber": 1}})
    assert org.log() == [("activate", "Flow/Band")]


@pytest.mark.parametrize(
    "body", [{"Metadata": {"activeVersionNumber": 3}}, {"Metadata": {"activeVersionNumber": "1"}}, {"Metadata": 1}, []]
)
def test_a_version_that_is_not_there_is_refused(org, flow, body):
    assert org.ask("PATCH", f"{TOOLING}/sobjects/FlowDefinition/{flow}", body).status == 400
    assert (versions(org), org.log()) == ([(1, "Draft"), (2, "Draft")], [])


def test_a_version_that_does_not_run_can_be_deleted(org, flow):
    flows.activate(org.state, "Band", 2, org.admin)
    first, second = [row["Id"] for row in org.rows("SELECT Id FROM Flow ORDER BY VersionNumber", tooling=True)]
    assert org.ask("DELETE", f"{TOOLING}/sobjects/Flow/{second}").refusal[:2] == (400, "DELETE_FAILED")
    assert org.ask("DELETE", f"{TOOLING}/sobjects/Flow/{first}").status == 204
    assert versions(org) == [(2, "Active")]
    assert org.get(f"{TOOLING}/sobjects/Flow/{first}").refusal[:2] == (404, "NOT_FOUND")


# Deploys


def test_deploys_are_seen_as_late_as_other_reads(tmp_path):
    org = Org(tmp_path, source=None, lag=5)
    row = (
        "0Af5g0000000001CAA",
        1,
        org.admin,
        '{"rollbackOnError": true}',
        1,
        None,
        "",
        b"",
        "Succeeded",
        org.clock(),
        org.clock(),
        org.clock(),
        None,
    )
    org.state.db.execute(f"INSERT INTO deploys VALUES ({', '.join('?' * 15)})", (*row, '{"numberComponentsTotal": 3}', org.clock() + 5))
    soql = f"SELECT Id, Status, CheckOnly, NumberComponentsTotal, CreatedBy.Username FROM DeployRequest WHERE CreatedById = '{org.admin}' AND StartDate >= 2026-01-01T00:00:00Z"
    assert org.rows(soql, tooling=True) == []
    org.clock.time += 5
    [found] = org.rows(soql, tooling=True)
    assert (found["Id"], found["Status"], found["CheckOnly"], found["NumberComponentsTotal"]) == (
        "0Af5g0000000001CAA",
        "Succeeded",
        True,
        3,
    )
