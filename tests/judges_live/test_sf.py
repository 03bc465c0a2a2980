"""The real `sf` logs in, validates, deploys, quick-deploys, retrieves, queries and writes; the stand-in's own log says what it did."""

import csv

import pytest

from judges_live.sf import Cli, permission_set
from judges_live.standing import MARKETO, Standing, standing

pytestmark = pytest.mark.long

FIELD = "Lead.Do_Not_Sync_to_Marketo__c"
READS = {"Lead": "allowRead"}


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("org")) as running:
        yield running


@pytest.fixture(scope="module")
def sf(tmp_path_factory, org):
    cli = Cli(tmp_path_factory.mktemp("sf"))
    done = cli.run(
        "org",
        "login",
        "access-token",
        "--instance-url",
        org.url,
        "--no-prompt",
        "--alias",
        "it",
        "--set-default",
        SF_ACCESS_TOKEN=org.token,
    )
    assert (done.code, done.result["orgId"], done.result["username"]) == (0, org.org, "admin@stand-in.example")
    return cli


def placed(sf: Cli, name: str, **grants: dict) -> str:
    """A permission set as source."""
    said = {"objects": READS, "fields": {FIELD: False}, **grants}
    return sf.source(f"permissionsets/{name}.permissionset-meta.xml", permission_set(name, **said))


def deploys(org: Standing) -> list[str]:
    return [what for _, what in org.log("deploy")]


def failures(done) -> list[tuple[str, str]]:
    return [(one["fullName"], one["problem"]) for one in done.result["details"]["componentFailures"]]


def test_what_was_validated_is_deployed_quickly_and_once(sf, org):
    path = placed(sf, "Quick")
    checked = sf.run("project", "deploy", "validate", "--source-dir", path, "--test-level", "RunLocalTests")
    assert (checked.code, checked.result["checkOnly"], checked.result["status"]) == (0, True, "Succeeded")
    assert "PermissionSet/Quick" not in deploys(org)
    quick = sf.run("project", "deploy", "quick", "--job-id", checked.result["id"])
    assert (quick.code, quick.result["status"], quick.result["id"] != checked.result["id"]) == (0, "Succeeded", True)
    assert deploys(org).count("PermissionSet/Quick") == 1


@pytest.mark.parametrize("rest", ["false", "true"])
def test_a_deploy_by_either_api_is_retrieved_again(sf, org, rest):
    name = f"Rest_{rest}"
    path = placed(sf, name)
    done = sf.run("project", "deploy", "start", "--source-dir", path, SF_ORG_METADATA_REST_DEPLOY=rest)
    assert (done.code, done.result["status"], done.result["numberComponentsDeployed"]) == (0, "Succeeded", 1)
    assert deploys(org).count(f"PermissionSet/{name}") == 1
    file = sf.project / path
    file.unlink()
    back = sf.run("project", "retrieve", "start", "--metadata", f"PermissionSet:{name}")
    assert back.code == 0
    text = file.read_text(encoding="utf-8")
    assert f"<field>{FIELD}</field>" in text
    assert f"<label>{name}</label>" in text
    assert text.count("<objectPermissions>") == 1


@pytest.mark.parametrize(
    ("name", "grants", "says"),
    [
        (
            "Required",
            {"fields": {"Service_Visit__c.Installed_Base__c": False}},
            "You cannot deploy to a required field: Service_Visit__c.Installed_Base__c",
        ),
        ("Unknown", {"fields": {"Lead.Nope__c": False}}, "In field: field - no CustomField named Lead.Nope__c found"),
        ("Depends", {"objects": {"Lead": "allowRead allowDelete"}}, "Permission Delete Lead depends on permission(s): Edit Lead"),
    ],
)
def test_a_package_that_breaks_a_rule_is_refused_in_the_documented_words(sf, org, name, grants, says):
    path = placed(sf, name, **grants)
    done = sf.run("project", "deploy", "start", "--source-dir", path)
    (sf.project / path).unlink()
    assert (done.code, done.result["status"]) == (1, "Failed")
    [(full, problem)] = failures(done)
    assert (full, problem.startswith(says)) == (name, True), problem
    assert f"PermissionSet/{name}" not in deploys(org)


def test_nothing_of_a_package_is_deployed_where_a_part_is_refused(sf, org):
    paths = [placed(sf, "Good"), placed(sf, "Bad", fields={"Lead.Nope__c": True})]
    done = sf.run("project", "deploy", "start", "--source-dir", paths[0], "--source-dir", paths[1])
    for path in paths:
        (sf.project / path).unlink()
    assert done.code == 1
    assert [name for name, _ in failures(done)] == ["Bad"]
    assert not {"PermissionSet/Good", "PermissionSet/Bad"} & set(deploys(org))


def test_a_query_is_answered_and_a_wrong_one_refused(sf):
    done = sf.run(
        "data", "query", "--query", "SELECT Id, Email, Owner.Name FROM Lead WHERE Email LIKE '%@rotor.example' ORDER BY Id LIMIT 3"
    )
    assert (
        done.code,
        done.result["totalSize"],
        {one["Email"] for one in done.result["records"]} <= {"anna@rotor.example", "test@rotor.example"},
    ) == (0, 3, True)
    tooling = sf.run(
        "data",
        "query",
        "--use-tooling-api",
        "--query",
        "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId = 'Lead' LIMIT 5",
    )
    assert (tooling.code, len(tooling.result["records"])) == (0, 5)
    wrong = sf.run("data", "query", "--query", "SELECT Nope FROM Lead")
    assert (wrong.code, wrong.said["name"]) == (1, "INVALID_FIELD")
    assert "No such column 'Nope' on entity 'Lead'" in wrong.said["message"]


def test_records_are_updated_in_bulk_and_those_refused_are_said(sf, org):
    before = org.log("update")
    file = sf.project / "leads.csv"
    file.write_text("Id,Country\n00Q5e0000000003,Norway\n00Q5e0000000004,Norway\n", encoding="utf-8")
    done = sf.run("data", "update", "bulk", "--file", "leads.csv", "--sobject", "Lead", "--wait", "5")
    assert (done.code, done.result["processedRecords"], done.result["failedRecords"]) == (0, 2, 0)
    assert org.log("update")[len(before) :] == [("update", "Lead/00Q5e0000000003EAA"), ("update", "Lead/00Q5e0000000004EAA")]
    file.write_text("Id,Email\n00Q5e0000000003,new@rotor.example\n00Q5e0000000004,none\n", encoding="utf-8")
    partly = sf.run("data", "update", "bulk", "--file", "leads.csv", "--sobject", "Lead", "--wait", "5")
    assert partly.code == 1
    assert org.log("update")[len(before) + 2 :] == [("update", "Lead/00Q5e0000000003EAA")]


def test_records_are_exported_in_bulk(sf):
    done = sf.run("data", "export", "bulk", "--query", "SELECT Id, Email FROM Contact", "--output-file", "out.csv", "--wait", "5")
    assert (done.code, done.result["totalSize"]) == (0, 30)
    with (sf.project / "out.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 30


def test_a_permission_set_is_assigned_once(sf, org):
    assigned = sf.run("org", "assign", "permset", "--name", "Marketing_Reader", "--on-behalf-of", MARKETO)
    assert (assigned.code, assigned.result["failures"]) == (0, [])
    assert org.log("assign") == [("assign", f"PermissionSetAssignment/{MARKETO}/Marketing_Reader")]
    again = sf.run("org", "assign", "permset", "--name", "Marketing_Reader", "--on-behalf-of", MARKETO)
    assert org.log("assign") == [("assign", f"PermissionSetAssignment/{MARKETO}/Marketing_Reader")]
    assert again.code in (0, 1)


def test_without_a_login_a_token_is_enough(sf, org):
    done = sf.run("data", "query", "--query", "SELECT COUNT() FROM Lead", "--target-org", org.token, SF_ORG_INSTANCE_URL=org.url)
    assert (done.code, done.result["totalSize"]) == (0, 40)


def test_a_token_that_does_not_hold_is_refused(sf, org):
    done = sf.run(
        "data", "query", "--query", "SELECT Id FROM Lead", "--target-org", f"{org.org[:15]}!AQxxxxxxxx", SF_ORG_INSTANCE_URL=org.url
    )
    assert done.code == 1
    assert "INVALID_SESSION_ID" in str(done.said) or "Session expired or invalid" in str(done.said)
