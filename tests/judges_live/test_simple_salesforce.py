"""simple-salesforce queries, describes and writes; what it is told is what the stand-in's log says."""

import pytest

from judges_live.standing import standing

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("org")) as running:
        yield running


@pytest.fixture(scope="module")
def client(org):
    from simple_salesforce import Salesforce  # it comes with the long tier

    client = Salesforce(instance_url=org.url, session_id=org.token, version="67.0")
    # It knows https alone.
    for name in ("base_url", "bulk_url", "bulk2_url", "metadata_url", "tooling_url", "oauth2_url", "apex_url"):
        setattr(client, name, getattr(client, name).replace("https://", "http://"))
    return client


def test_it_queries_in_pages(client):
    found = client.query_all("SELECT Id, Email, Owner.Name FROM Lead WHERE Email != null ORDER BY Id")
    assert found["done"] is True
    assert len(found["records"]) == found["totalSize"] > 20
    assert client.query("SELECT COUNT() FROM Contact")["totalSize"] == 30


def test_it_sees_why_a_query_is_refused(client):
    from simple_salesforce.exceptions import SalesforceMalformedRequest

    with pytest.raises(SalesforceMalformedRequest) as refused:
        client.query("SELECT Id FORM Lead")
    assert refused.value.content == [{"message": "unexpected token: 'FORM'", "errorCode": "MALFORMED_QUERY"}]


def test_it_describes(client):
    assert {"Lead", "PermissionSet"} <= {one["name"] for one in client.describe()["sobjects"]}
    lead = {field["name"]: field for field in client.restful("sobjects/Lead/describe")["fields"]}
    assert (lead["Email"]["permissionable"], lead["Company"]["nillable"]) == (True, False)


def test_it_asks_the_tooling_api(client):
    rows = client.toolingexecute("query/", params={"q": "SELECT QualifiedApiName FROM EntityDefinition WHERE IsFlsEnabled = false"})[
        "records"
    ]
    assert "Routing_Rule__mdt" in {row["QualifiedApiName"] for row in rows}


def test_it_writes_and_each_write_is_one_effect(client, org):
    from simple_salesforce.api import SFType

    account = SFType("Account", org.token, org.url.removeprefix("http://"), "67.0")
    account.base_url = account.base_url.replace("https://", "http://")
    made = account.create({"Name": "Rotor"})
    assert account.update(made["id"], {"Name": "Rotor AG"}) == 204
    assert account.get(made["id"])["Name"] == "Rotor AG"
    assert account.delete(made["id"]) == 204
    assert [what for what in org.log() if made["id"] in what[1]] == [
        (kind, f"Account/{made['id']}") for kind in ("create", "update", "delete")
    ]


def test_it_updates_in_bulk(client, org):
    from simple_salesforce.bulk2 import SFBulk2Type

    leads = SFBulk2Type("Lead", client.bulk2_url, client.headers, client.session)
    [result] = leads.update(records=[{"Id": "00Q5e0000000003", "Country": "Norway"}, {"Id": "00Q5e0000000004", "Country": "Norway"}])
    assert (result["numberRecordsProcessed"], result["numberRecordsFailed"]) == (2, 0)
    assert org.log("update")[-2:] == [("update", "Lead/00Q5e0000000003EAA"), ("update", "Lead/00Q5e0000000004EAA")]
    assert "Norway" in leads.get_successful_records(result["job_id"])


def test_it_queries_in_bulk(client):
    from simple_salesforce.bulk2 import SFBulk2Type

    contacts = SFBulk2Type("Contact", client.bulk2_url, client.headers, client.session)
    pages = list(contacts.query("SELECT Id, Email FROM Contact", max_records=20))
    assert [page.count("\n") - 1 for page in pages] == [20, 10]
