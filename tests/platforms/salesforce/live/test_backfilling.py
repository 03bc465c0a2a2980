"""Backfills: the stale records are written, no other, each once; what was begun by a run that ended is given up; what is refused is counted and shown."""

import pytest

from sandbox_server import ended, served
from small_estate import compiled
from syncwright.bands import bands
from syncwright.plan.changes import Create
from syncwright.plan.steps import Step
from syncwright.platforms.salesforce.band_flow import WORDED, BandFlow, of_words
from syncwright.platforms.salesforce.band_queries import stale
from syncwright.platforms.salesforce.live.backfilling import Filling, backfill, polled
from syncwright.platforms.salesforce.types import FIELD
from syncwright.resource import Resource
from syncwright.target import Absent, Job, Running, Settled, TargetError, Work

FIELDS = {
    "Now__c": {"type": "Checkbox", "label": "Now", "default": "false"},
    "Kept__c": {"type": "Checkbox", "label": "Kept", "default": "false"},
    "Unit_Now__c": {"type": "Text", "label": "Unit now", "length": "40"},
    "Unit__c": {"type": "Text", "label": "Unit", "length": "40"},
    "Score__c": {"type": "Number", "label": "Score", "precision": "5", "scale": "1"},
    "Band__c": {"type": "Text", "label": "Band", "length": "40"},
}
FLAG = {
    "object": "Contact",
    "from": "Now__c",
    "into": "Kept__c",
    "where": "(Kept__c = TRUE AND Now__c = FALSE) OR (Kept__c = FALSE AND Now__c = TRUE)",
}
UNIT = {
    "object": "Contact", "from": "Unit_Now__c", "into": "Unit__c",
    "where": "(Unit_Now__c != null AND Unit__c = null) OR (Unit_Now__c = null AND Unit__c != null)",
}  # fmt: skip
MADE = bands([0, 26, 51])
BAND = {
    "object": "Contact", "from": "Score__c", "into": "Band__c", "dead_band": "2", f"{WORDED}0-25": "below 26", f"{WORDED}26-51": "from 26",
    "where": stale(BandFlow("Contact", "Band__c", "Score__c", MADE, 2, "", "", "67.0")),
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """An org with these fields on contacts."""
    with served(tmp_path_factory.mktemp("backfilling"), source=None) as one:
        made = tuple(Create(Resource(f"{FIELD}/Contact.{name}", said), ()) for name, said in FIELDS.items())
        work = Work(Step("salesforce.deploy", "deploy", "Salesforce", "fields", "ops", ""), made)
        target = one.target(compiled({}).catalog, tests=False)
        assert ended(target, work, target.begin(work, target.check(work))).ok
        yield one


@pytest.fixture
def target(server):
    """A run, in an org without contacts."""
    org = server.org()
    for row in org.query("SELECT Id FROM Contact"):
        org.delete(f"sobjects/Contact/{row['Id']}")
    return server.target(compiled({}).catalog)


def work(does):
    return Work(Step("salesforce.backfill/x", "backfill", "Salesforce", "fill", "ops", "", does=does), ())


def contact(target, **values):
    return target.org.post("sobjects/Contact", {"LastName": "Ott", **values})["id"]


def held(target, field):
    return {row["Id"]: row[field] for row in target.org.query(f"SELECT Id, {field} FROM Contact")}


def written(server, since):
    return [what.partition("/")[2] for kind, what in server.log(since) if kind == "update" and what.startswith("Contact/")]


def test_stale_records_are_written_and_no_other(server, target):
    stale_one, fine, off = (
        contact(target, Now__c=True),
        contact(target, Now__c=True, Kept__c=True),
        contact(target, Now__c=False, Kept__c=True),
    )
    since = server.last()
    assert target.holds(work(FLAG)).missing == ("`Kept__c` is not up to date in 2 records of `Contact`",)
    settled = ended(target, work(FLAG), target.begin(work(FLAG), None))
    assert settled.ok and settled.says == "2 records written"
    assert target.holds(work(FLAG)).missing == ()
    assert held(target, "Kept__c") == {stale_one: True, fine: True, off: False}
    assert sorted(written(server, since)) == sorted([stale_one, off])


def test_doing_it_again_writes_nothing(server, target):
    contact(target, Now__c=True)
    assert ended(target, work(FLAG), target.begin(work(FLAG), None)).ok
    since = server.last()
    assert target.begin(work(FLAG), None) == Settled(True, says="no record was stale")
    assert written(server, since) == []


def test_values_with_signs_come_through_and_a_blank_is_made_blank(target):
    odd = "North, \"East\"\nand'South'"
    one, none = contact(target, Unit_Now__c=odd), contact(target, Unit__c="EMEA")
    assert ended(target, work(UNIT), target.begin(work(UNIT), None)).ok
    assert held(target, "Unit__c") == {one: odd, none: None}


def test_a_band_is_what_its_flow_would_store(target):
    low, edge, stays, none = (
        contact(target, Score__c=3),
        contact(target, Score__c=26),
        contact(target, Score__c=27, Band__c="0-25"),
        contact(target, Band__c="26-51"),
    )
    up = contact(target, Score__c=28.0, Band__c="0-25")
    assert ended(target, work(BAND), target.begin(work(BAND), None)).ok
    assert held(target, "Band__c") == {low: "0-25", edge: "26-51", stays: "0-25", none: None, up: "26-51"}
    assert target.holds(work(BAND)).missing == ()
    assert of_words({"0-25": "below 26", "26-51": "from 26"}) == MADE


def test_an_open_job_of_an_earlier_run_is_given_up_and_another_begun(server, target):
    one = contact(target, Now__c=True)
    job = target.begin(work(FLAG), None)
    assert isinstance(job, Job)
    later = server.target(compiled({}).catalog)
    since = server.last()
    assert later.find(work(FLAG), "2026-01-01T00:00:00+00:00", job) == Absent()
    assert later.org.get(f"jobs/ingest/{job.id}")["state"] == "Aborted"
    assert later.find(work(FLAG), "2026-01-01T00:00:00+00:00", job) == Absent(), "and once more"
    assert ended(later, work(FLAG), later.begin(work(FLAG), None)).ok
    assert written(server, since) == [one]


@pytest.mark.parametrize("uploaded", [False, True])
def test_whether_its_file_was_uploaded_makes_no_difference(server, target, uploaded):
    one = contact(target, Now__c=True)
    job = target.begin(work(FLAG), None)
    if uploaded:
        target.org.upload(f"jobs/ingest/{job.id}/batches", f"Id,Kept__c\n{one},true\n".encode())
    later, since = server.target(compiled({}).catalog), server.last()
    assert later.find(work(FLAG), "2026-01-01T00:00:00+00:00", job) == Absent()
    assert ended(later, work(FLAG), later.begin(work(FLAG), None)).ok
    assert written(server, since) == [one]


def test_a_job_that_was_closed_is_found_and_waited_for(server, target):
    one = contact(target, Now__c=True)
    job = target.begin(work(FLAG), None)
    since = server.last()
    while isinstance(target.poll(work(FLAG), job), Running) and target.org.get(f"jobs/ingest/{job.id}")["state"] == "Open":
        pass
    later = server.target(compiled({}).catalog)
    assert later.find(work(FLAG), "2026-01-01T00:00:00+00:00", job) == job
    assert ended(later, work(FLAG), job).ok
    assert written(server, since) == [one]


def test_a_job_whose_id_never_came_back_holds_nothing(target):
    contact(target, Now__c=True)
    target.begin(work(FLAG), None)
    assert target.find(work(FLAG), "2026-01-01T00:00:00+00:00", None) == Absent()
    assert target.find(work({**FLAG, "where": "Now__c = TRUE AND Kept__c = TRUE"}), "2026-01-01T00:00:00+00:00", None).ok, (
        "nothing is stale"
    )


def test_an_open_job_that_is_not_ours_is_not_filled(server, target):
    contact(target, Now__c=True)
    job = target.begin(work(FLAG), None)
    settled = server.target(compiled({}).catalog).poll(work(FLAG), job)
    assert isinstance(settled, Settled) and not settled.ok and "another run opened it" in settled.says


def test_what_could_not_be_written_is_counted_and_shown(target):
    """A value that is too long for the field is refused, record by record; the others are written."""
    long, short = contact(target, Unit_Now__c="x" * 40), contact(target, Unit_Now__c="EMEA")
    refused = backfill(UNIT)
    job, made = target.begin(work(UNIT), None), Filling(refused)
    made.one = type(refused)(
        refused.object, refused.where, refused.from_, refused.into, lambda from_, _: from_ * (2 if len(from_) > 4 else 1)
    )
    found = Running()
    while isinstance(found, Running):
        found = polled(target.org, job, made)
    assert (found.ok, found.says) == (False, "1 of 2 records could not be written")
    [(name, words)] = found.failed
    assert name == long and "Unit" in words
    assert held(target, "Unit__c") == {long: None, short: "EMEA"}
    assert target.holds(work(UNIT)).missing == ("`Unit__c` is not up to date in 1 record of `Contact`",)


def test_records_that_are_fine_by_the_time_they_are_listed_need_no_file(server, target):
    one = contact(target, Now__c=True)
    job = target.begin(work(FLAG), None)
    target.org.patch(f"sobjects/Contact/{one}", {"Kept__c": True})
    since = server.last()
    assert ended(target, work(FLAG), job) == Settled(True, says="no record was stale any more")
    assert written(server, since) == []


def test_a_query_that_the_org_refuses_says_so(target):
    with pytest.raises(TargetError):
        target.begin(work({**FLAG, "where": "Nothing__c = TRUE"}), None)


def test_many_records_are_one_job(server, target):
    rows = "".join(f"Ott,{number % 2 == 0}\n".lower().replace("ott", "Ott") for number in range(1_200))
    job = target.org.post("jobs/ingest", {"object": "Contact", "operation": "insert", "contentType": "CSV", "lineEnding": "LF"})["id"]
    target.org.upload(f"jobs/ingest/{job}/batches", f"LastName,Now__c\n{rows}".encode())
    target.org.patch(f"jobs/ingest/{job}", {"state": "UploadComplete"})
    assert ended(target, work(FLAG), Job(job)).ok
    since = server.last()
    settled = ended(target, work(FLAG), target.begin(work(FLAG), None))
    assert settled.says == "600 records written"
    assert len(written(server, since)) == len(set(written(server, since))) == 600
    assert target.holds(work(FLAG)).missing == ()
