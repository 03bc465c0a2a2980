"""jsforce queries, describes and writes; what it is told is what the stand-in's log says."""

import json
from pathlib import Path

import pytest

from judges.node_tools import node
from judges_live.standing import standing

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("org")) as running:
        yield running


@pytest.fixture(scope="module")
def found(org):
    return json.loads(node(Path(__file__).with_name("jsforce.mjs"), org.url, org.token))


def test_it_knows_who_it_is(found, org):
    assert (found["identity"]["organization_id"], found["identity"]["preferred_username"]) == (org.org, "admin@stand-in.example")


def test_it_queries(found):
    assert found["query"] == {"total": 2, "done": True, "first": "00Q5e0000000000EAA"}
    assert (found["count"], len(found["found"]), {one["Email"] for one in found["found"]}) == (40, 3, {"anna@rotor.example"})


def test_it_sees_why_a_query_or_a_record_is_refused(found):
    assert found["wrong"]["code"] == "INVALID_FIELD"
    assert "No such column 'Nope' on entity 'Lead'" in found["wrong"]["says"]
    assert found["refused"] == {"code": "REQUIRED_FIELD_MISSING", "says": "Required fields are missing: [Company]"}


def test_it_describes(found):
    assert found["describe"] is True
    assert {"Lead", "Contact", "Service_Visit__c", "PermissionSetAssignment"} <= set(found["objects"])
    assert found["tooling"] is True


def test_it_writes_and_reads_back(found, org):
    id_ = found["made"]["id"]
    assert (found["made"]["success"], found["updated"]["success"], found["deleted"]["success"]) == (True, True, True)
    assert (found["read"]["Name"], found["read"]["Id"]) == ("Rotor AG", id_)
    first, second = (one["id"] for one in found["several"])
    assert org.log() == [
        ("create", f"Account/{id_}"),
        ("update", f"Account/{id_}"),
        ("create", f"Account/{first}"),
        ("create", f"Account/{second}"),
        ("delete", f"Account/{id_}"),
        ("update", f"Account/{first}"),
    ]


def test_it_updates_and_queries_in_bulk(found):
    bulk = found["bulk"]
    assert [one["sf__Id"] for one in bulk["successfulResults"]] == [found["several"][0]["id"]]
    assert [one["sf__Error"] for one in bulk["failedResults"]] == ["INVALID_CROSS_REFERENCE_KEY:invalid cross reference id: --"]
    assert bulk["unprocessedRecords"] == []
    assert sorted(one["Name"] for one in found["exported"]) == ["B", "C"]
