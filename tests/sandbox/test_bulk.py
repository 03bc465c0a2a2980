"""Jobs of Bulk API 2.0: from the first request to the results, and what is refused of a job or of a line of it."""

import csv
import io
import json

import pytest

from sandbox_org import Org, V

JOBS = f"{V}/jobs/ingest"
QUERIES = f"{V}/jobs/query"
CSV = "text/csv"


@pytest.fixture
def org(tmp_path):
    org = Org(tmp_path)
    for number in range(3):
        org.create("Lead", LastName=f"L{number}", Company="Rotor", Email=f"l{number}@rotor.example")
    org.state.db.execute("DELETE FROM log")
    return org


@pytest.fixture
def bare(tmp_path):
    return Org(tmp_path, source=None)


def ids(org):
    return [row["Id"] for row in org.rows("SELECT Id FROM Lead ORDER BY LastName")]


def job(org, operation="update", object_="Lead", **more):
    got = org.ask("POST", JOBS, {"operation": operation, "object": object_, "contentType": "CSV", **more})
    assert got.status == 200, got.body
    return got.json["id"]


def done(org, text, **options):
    """A whole job: its id and what it says at the end."""
    id_ = job(org, **options)
    assert org.ask("PUT", f"{JOBS}/{id_}/batches", text.encode(), media=CSV).status == 201
    assert org.ask("PATCH", f"{JOBS}/{id_}", {"state": "UploadComplete"}).json["state"] == "UploadComplete"
    return id_, org.get(f"{JOBS}/{id_}").json


def results(org, id_, which):
    return list(csv.DictReader(io.StringIO(org.get(f"{JOBS}/{id_}/{which}").body.decode())))


def test_a_job_updates_records_and_each_is_in_the_log_once(org):
    first, second, third = ids(org)
    id_, info = done(org, f"Id,Country,Email\n{first},Norway,\n{second[:15]},#N/A,new@rotor.example\n")
    assert (info["state"], info["numberRecordsProcessed"], info["numberRecordsFailed"]) == ("JobComplete", 2, 0)
    assert org.rows("SELECT Country, Email FROM Lead ORDER BY LastName") == [
        {"Country": "Norway", "Email": "l0@rotor.example"},
        {"Country": None, "Email": "new@rotor.example"},
        {"Country": None, "Email": "l2@rotor.example"},
    ]
    assert org.log() == [("update", f"Lead/{first}"), ("update", f"Lead/{second}")]
    assert [(one["sf__Id"], one["sf__Created"], one["Country"]) for one in results(org, id_, "successfulResults")] == [
        (first, "false", "Norway"),
        (second, "false", "#N/A"),
    ]
    assert results(org, id_, "failedResults") == []
    assert third not in str(results(org, id_, "successfulResults"))


def test_lines_that_are_refused_do_not_stop_the_others(org):
    first, second, third = ids(org)
    text = f"Id,Email,LastName\n{first},no mail,\n{second},b@rotor.example,\n00Q5g000000zzzzAAA,c@rotor.example,\n,d@rotor.example,\n{third},,#N/A\n"
    id_, info = done(org, text)
    assert (info["state"], info["numberRecordsProcessed"], info["numberRecordsFailed"]) == ("JobComplete", 5, 4)
    assert [one["sf__Error"] for one in results(org, id_, "failedResults")] == [
        "INVALID_EMAIL_ADDRESS:Email: invalid email address: no mail:Email --",
        "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id: --",
        "MISSING_ARGUMENT:Id not specified in an update call: --",
        "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --",
    ]
    assert org.log() == [("update", f"Lead/{second}")]


@pytest.mark.real_orgs
def test_a_value_of_the_wrong_kind_is_refused_as_an_org_was_recorded_to_do(org, real_data):
    recorded = (real_data / "salesforce-describe/amp-metadata-api/test/bulk/info/partial-failure.csv").read_text()
    [line] = csv.DictReader(io.StringIO(recorded))
    fields = [name for name in line if not name.startswith("sf__") and not name.endswith("__c")]
    text = ",".join([*fields, "Tender_Number__c"]) + "\n" + ",".join([*(line[name] for name in fields), "T"]) + "\n"
    # The recorded file had an id of the customer's own before the date.
    place = fields.index("CloseDate")
    id_, _ = done(org, text, operation="insert", object_="Opportunity")
    [failed] = results(org, id_, "failedResults")
    assert failed["sf__Error"].replace(f"col {place}.", "col 3.") == line["sf__Error"]
    header = org.get(f"{JOBS}/{id_}/failedResults").body.decode().splitlines()[0]
    assert header.replace('"', "").startswith("sf__Id,sf__Error,")


@pytest.mark.real_orgs
@pytest.mark.parametrize("name", ["success", "in-progress", "partial-failure", "complete-failure"])
def test_a_job_says_what_recorded_jobs_say(org, real_data, name):
    recorded = json.loads((real_data / f"salesforce-describe/amp-metadata-api/test/bulk/info/{name}.json").read_text())
    text = "Tender_Number__c,Nope\nA,B\n" if name == "complete-failure" else "Id,Name\n,A\n"
    _, info = done(org, text, object_="Opportunity", operation="update")
    assert recorded.keys() - {"externalIdFieldName"} <= info.keys()
    assert {key: type(value) for key, value in recorded.items() if key in info} == {key: type(info[key]) for key in recorded if key in info}
    assert (info["jobType"], info["apiVersion"]) == (recorded["jobType"], 67.0)
    if name == "complete-failure":
        assert (info["state"], info["errorMessage"]) == ("Failed", "InvalidBatch : Field name not found : Nope")
        assert recorded["errorMessage"].startswith("InvalidBatch : Field name not found : ")


def test_records_are_inserted_upserted_and_deleted(org):
    id_, info = done(org, "LastName,Company\nNew,Pump\n", operation="insert")
    [made] = results(org, id_, "successfulResults")
    assert (info["numberRecordsFailed"], made["sf__Created"], org.query("SELECT COUNT() FROM Lead").json["totalSize"]) == (0, "true", 4)
    org.state.write_component(
        "CustomField",
        "Lead.Key__c",
        "<externalId>true</externalId><label>Key</label><length>20</length><type>Text</type><unique>true</unique>",
        "",
        "00N",
    )
    upserted = "Key__c,LastName,Company\nk1,One,Pump\nk1,Two,Pump\n"
    id_, info = done(org, upserted, operation="upsert", externalIdFieldName="Key__c")
    assert [one["sf__Created"] for one in results(org, id_, "successfulResults")] == ["true", "false"]
    assert org.rows("SELECT LastName FROM Lead WHERE Key__c = 'K1'") == [{"LastName": "Two"}]
    id_, info = done(org, f"Id\n{made['sf__Id']}\n", operation="delete")
    assert (info["numberRecordsFailed"], org.rows("SELECT Id FROM Lead WHERE LastName = 'New'")) == (0, [])


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("Id,Nope__c\n00Q5g0000000001AAA,x\n", {}, "InvalidBatch : Field name not found : Nope__c"),
        (
            "Id,Email\r\n00Q5g0000000001AAA,x\r\n",
            {},
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF",
        ),
        (
            "Id,Email\n00Q5g0000000001AAA,x\n",
            {"lineEnding": "CRLF"},
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF",
        ),
        ("Id,Email,email\n00Q5g0000000001AAA,x,y\n", {}, "InvalidBatch : Duplicate field name"),
        ("", {}, "InvalidBatch : The job has no data"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_changes_nothing(org, text, options, says):
    id_, info = done(org, text, **options)
    assert (info["state"], info["errorMessage"], info["numberRecordsProcessed"], org.log()) == ("Failed", says, 0, [])
    assert len(results(org, id_, "unprocessedrecords")) == ("Nope__c" in text or "email" in text)


def test_columns_are_separated_as_the_job_says(org):
    first, *_ = ids(org)
    id_, info = done(org, f"Id;Country\r\n{first};Norway\r\n", columnDelimiter="SEMICOLON", lineEnding="CRLF")
    assert (info["state"], org.log()) == ("JobComplete", [("update", f"Lead/{first}")])
    assert org.get(f"{JOBS}/{id_}/successfulResults").body.decode().splitlines()[0] == '"sf__Id";"sf__Created";"Id";"Country"'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"operation": "update"}, "INVALIDJOB"),
        ({"operation": "mend", "object": "Lead"}, "INVALIDJOB"),
        ({"operation": "update", "object": "Nope__c"}, "INVALIDENTITY"),
        ({"operation": "upsert", "object": "Lead"}, "INVALIDJOB"),
        ({"operation": "update", "object": "Lead", "columnDelimiter": "SPACE"}, "INVALIDJOB"),
        ([], "INVALIDJOB"),
    ],
)
def test_a_job_that_cannot_be_is_refused(bare, body, code):
    assert bare.ask("POST", JOBS, body).refusal[:2] == (400, code)


def test_a_job_takes_its_data_once_and_ends_once(org):
    first, *_ = ids(org)
    text = f"Id,Country\n{first},Norway\n".encode()
    id_ = job(org)
    assert org.ask("PUT", f"{JOBS}/{id_}/batches", text, media=CSV).status == 201
    assert org.ask("PUT", f"{JOBS}/{id_}/batches", text, media=CSV).refusal[:2] == (400, "INVALIDJOBSTATE")
    assert org.ask("DELETE", f"{JOBS}/{id_}").refusal[:2] == (400, "INVALIDJOBSTATE")
    assert org.ask("PATCH", f"{JOBS}/{id_}", {"state": "UploadComplete"}).status == 200
    assert org.ask("PATCH", f"{JOBS}/{id_}", {"state": "UploadComplete"}).refusal[:2] == (400, "INVALIDJOBSTATE")
    assert org.ask("PATCH", f"{JOBS}/{id_}", {"state": "Aborted"}).refusal[:2] == (400, "INVALIDJOBSTATE")
    assert org.log() == [("update", f"Lead/{first}")]
    assert org.ask("DELETE", f"{JOBS}/{id_}").status == 204
    assert org.get(f"{JOBS}/{id_}").refusal[:2] == (404, "NOT_FOUND")


def test_a_job_takes_the_time_that_the_knob_says_and_can_be_stopped_meanwhile(tmp_path):
    org = Org(tmp_path, job_seconds=10)
    lead = org.create("Lead", LastName="A", Company="B")
    stopped, going = job(org), job(org)
    for id_ in (stopped, going):
        org.ask("PUT", f"{JOBS}/{id_}/batches", f"Id,Country\n{lead},Norway\n".encode(), media=CSV)
        org.ask("PATCH", f"{JOBS}/{id_}", {"state": "UploadComplete"})
    org.clock.time += 6
    assert org.get(f"{JOBS}/{going}").json["state"] == "InProgress"
    assert org.ask("PATCH", f"{JOBS}/{stopped}", {"state": "Aborted"}).json["state"] == "Aborted"
    org.clock.time += 4
    assert [org.get(f"{JOBS}/{one}").json["state"] for one in (stopped, going)] == ["Aborted", "JobComplete"]
    assert org.log() == [("create", f"Lead/{lead}"), ("update", f"Lead/{lead}")]


def test_all_jobs_are_listed_as_late_as_other_reads(tmp_path):
    org = Org(tmp_path, lag=5)
    id_ = job(org)
    assert org.get(JOBS).json["records"] == []
    assert org.get(f"{JOBS}/{id_}").json["state"] == "Open"
    org.clock.time += 5
    [one] = org.get(JOBS, jobType="V2Ingest").json["records"]
    assert (one["id"], one["object"], one["createdById"], one["state"]) == (id_, "Lead", org.admin, "Open")
    assert org.get(JOBS, jobType="Classic").json == {"done": True, "records": [], "nextRecordsUrl": None}


def test_a_unique_value_is_kept_unique_within_a_job(bare):
    bare.state.write_component(
        "CustomField", "Account.Key__c", "<label>Key</label><length>20</length><type>Text</type><unique>true</unique>", "", "00N"
    )
    id_, info = done(bare, "Name,Key__c\nA,k\nB,K\n", operation="insert", object_="Account")
    [failed] = results(bare, id_, "failedResults")
    assert (info["numberRecordsFailed"], failed["sf__Error"].split(":")[0], failed["Name"]) == (1, "DUPLICATE_VALUE", "B")


# Queries


def query_job(org, soql, **more):
    return org.ask("POST", QUERIES, {"operation": "query", "query": soql, **more})


def test_a_query_job_answers_in_pages(org):
    made = query_job(org, "SELECT Id, Email, Owner.Name, HasOptedOutOfEmail, Country FROM Lead ORDER BY Email").json
    assert (made["state"], made["object"]) == ("UploadComplete", "Lead")
    info = org.get(f"{QUERIES}/{made['id']}").json
    assert (info["state"], info["jobType"], info["numberRecordsProcessed"]) == ("JobComplete", "V2Query", 3)
    first = org.get(f"{QUERIES}/{made['id']}/results", maxRecords="2")
    assert (first.headers["sforce-locator"], first.headers["sforce-numberofrecords"]) == ("2", "2")
    last = org.get(f"{QUERIES}/{made['id']}/results", maxRecords="2", locator=first.headers["sforce-locator"])
    assert (last.headers["sforce-locator"], last.headers["sforce-numberofrecords"]) == ("null", "1")
    [row] = csv.DictReader(io.StringIO(last.body.decode()))
    assert row == {"Id": ids(org)[2], "Email": "l2@rotor.example", "Owner.Name": "Admin", "HasOptedOutOfEmail": "false", "Country": ""}


def test_a_query_job_of_nothing_has_a_header(bare):
    made = query_job(bare, "SELECT Id FROM Lead").json
    assert bare.get(f"{QUERIES}/{made['id']}/results").body.decode() == '"Id"\n'


@pytest.mark.parametrize(
    ("soql", "code", "says"),
    [
        ("SELECT Nope FROM Lead", "INVALID_FIELD", "No such column 'Nope' on entity 'Lead'"),
        ("SELECT Id FORM Lead", "MALFORMED_QUERY", "unexpected token: 'FORM'"),
        ("SELECT COUNT() FROM Lead", "API_ERROR", "Aggregate Relationships not supported in Bulk Query"),
        ("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "API_ERROR", "Nested Relationships not supported in Bulk Query"),
        ("SELECT Address FROM Lead", "API_ERROR", "Selecting compound data not supported in Bulk Query"),
    ],
)
def test_a_query_that_is_wrong_is_refused_before_there_is_a_job(bare, soql, code, says):
    status, found, message = query_job(bare, soql).refusal
    assert (status, found) == (400, code)
    assert says in message
    assert bare.get(QUERIES).json["records"] == []


def test_results_of_a_query_that_was_stopped_are_not_to_be_had(tmp_path):
    org = Org(tmp_path, source=None, job_seconds=5)
    id_ = query_job(org, "SELECT Id FROM Lead").json["id"]
    assert org.get(f"{QUERIES}/{id_}/results").refusal[:2] == (400, "INVALIDJOBSTATE")
    assert org.ask("PATCH", f"{QUERIES}/{id_}", {"state": "Aborted"}).json["state"] == "Aborted"
    assert org.ask("DELETE", f"{QUERIES}/{id_}").status == 204


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00", b'Name\n"open', b"Name\n\x00\n", b"\n\n", b'""\n', b"Name,NumberOfEmployees\nA\nB,1,2\n", b"Name\n" + b'"' + b"x" * 200_000 + b'"\n', b"\xef\xbb\xbfName\nA\n"],
    ids=["no text", "open quote", "null", "blank lines", "no name", "short and long lines", "a long value", "byte order mark"],
)  # fmt: skip
def test_whatever_is_uploaded_the_job_ends(bare, data):
    id_ = job(bare, operation="insert", object_="Account")
    bare.ask("PUT", f"{JOBS}/{id_}/batches", data, media=CSV)
    bare.ask("PATCH", f"{JOBS}/{id_}", {"state": "UploadComplete"})
    info = bare.get(f"{JOBS}/{id_}").json
    assert info["state"] in ("JobComplete", "Failed")
    made = info["numberRecordsProcessed"] - info["numberRecordsFailed"]
    assert bare.query("SELECT COUNT() FROM Account").json["totalSize"] == made == len(bare.log())
