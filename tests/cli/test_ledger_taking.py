"""`ledger rebase` and `ledger rebuild`: what is there is taken for what we made, and the next plan starts from it."""

import pytest

from cli.org_estate import ORG, WIDER, Estate
from ledger.ledgers import AT, BY
from syncwright.ledger.opening import open_ledger
from syncwright.ledger.reading import managed, plan_state, unfinished
from syncwright.records import replace
from syncwright.target import TargetError

SET = "salesforce.permission_set/Marketo_Sync"
ASSIGNED = "salesforce.assignments/marketo-sync"


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    """An estate whose plan was carried out."""
    made = Estate(tmp_path, monkeypatch)
    made.plan()
    assert made("apply", "p.json").code == 0
    return made


def records(estate):
    return list(open_ledger(str(estate.ledger), create=None).records())


def behind_our_back(estate) -> None:
    """Somebody takes a field away from the set and gives it another."""
    held = estate.target.resources[SET]
    fields = dict(held.attributes["field_permissions"])
    fields.pop("Lead.Score__c")
    attributes = {**held.attributes, "field_permissions": {**fields, "Lead.Motto__c": "read"}}
    estate.target.resources[SET] = replace(held, attributes=attributes)


def drift(estate):
    """What the next plan says that somebody else did; whether that plan may be carried out is not asked here."""
    return estate("plan", "--env", "production", "--format", "json").doc["drift"]


def test_nothing_is_written_without_yes(estate):
    behind_our_back(estate)
    before = records(estate)
    done = estate("ledger", "rebase", "--env", "production")
    assert (done.code, done.err) == (0, "the ledger is as it was; --yes does it\n")
    assert done.out.splitlines()[0] == f"{SET} is not as we made it, and is taken as it is"
    assert "    field_permissions Lead.Motto__c: nothing -> `read`" in done.out
    assert "    field_permissions Lead.Score__c: `read` -> nothing" in done.out
    assert records(estate) == before


def test_what_was_rebased_is_no_drift_any_more_and_the_plan_stays(estate):
    behind_our_back(estate)
    assert [(one["address"], one["what"]) for one in drift(estate)] == [(SET, "changed")]
    assert estate("ledger", "rebase", "--env", "production", "--yes").code == 0
    assert drift(estate) == []
    again = estate("plan", "--env", "production", "--format", "json", "--allow-removals", "1")
    assert [one["address"] for one in again.doc["changes"]] == [SET], "the specs still want something else"
    assert estate("ledger", "verify", "--env", "production").code == 0
    behind_our_back_again = estate.target.resources[SET]
    estate.target.resources[SET] = replace(behind_our_back_again, attributes={**behind_our_back_again.attributes, "label": "Other"})
    assert [(one["address"], one["what"]) for one in drift(estate)] == [(SET, "changed")], "what comes after it is drift"


def test_the_document_says_what_is_taken(estate):
    behind_our_back(estate)
    del estate.target.resources[ASSIGNED]
    doc = estate("ledger", "rebase", "--env", "production", "--format", "json", "--yes").doc
    assert doc["ledger"] == str(estate.ledger)
    assert (doc["gives_up"], doc["unknown"]) == (None, [])
    assert {one["address"]: one["what"] for one in doc["taken"]} == {SET: "changed", ASSIGNED: "gone"}
    assert managed(records(estate)).keys() == {SET}


def test_what_is_as_we_made_it_is_said_to_be_so(estate):
    done = estate("ledger", "rebase", "--env", "production")
    assert done.out == "2 resources are as we made them\n"


def test_an_unfinished_plan_is_given_up_and_that_is_said(estate):
    ledger = open_ledger(str(estate.ledger), create=None)
    hold = ledger.hold("ana", "build-7", 1, AT)
    hold.append("started", at=AT, by=BY, plan="f" * 64)
    hold.append("intended", at=AT, by=BY, plan="f" * 64, step="salesforce.deploy")
    hold.release()
    done = estate("ledger", "rebase", "--env", "production", "--yes")
    assert "gives up the plan ffffffffffff, which is not finished\n" in done.out
    assert "of its step salesforce.deploy nobody knows what became" in done.out
    found = records(estate)
    assert (plan_state(found, "f" * 64), unfinished(found)) == ("given_up", None)


def test_a_ledger_that_is_damaged_is_not_rebased_and_is_rebuilt(estate):
    finished = records(estate)[-1].plan
    estate.ledger.write_bytes(b"x" * 9000)
    done = estate("ledger", "rebase", "--env", "production", "--yes")
    assert (done.code, "is not of SQLite" in done.err, "syncwright ledger rebuild" in done.err) == (1, True, True)
    assert estate("ledger", "rebuild", "--env", "production").err == "the ledger is as it was; --yes does it\n"
    assert estate.ledger.read_bytes() == b"x" * 9000
    done = estate("ledger", "rebuild", "--env", "production", "--yes")
    assert (done.code, done.err) == (0, "")
    assert f"{SET} is there and becomes ours\n" in done.out
    assert f"the old one is kept: {estate.ledger}." in done.out
    found = records(estate)
    assert [one.kind for one in found] == ["opened", "rebuilt"]
    assert (found[0].body["estate"], found[0].body["environment"], found[0].body["org"]) == ("tiny", "production", ORG)
    assert managed(found).keys() == {SET, ASSIGNED}
    assert plan_state(found, finished) == "new", "of a file that is not of SQLite nothing can be read"
    assert drift(estate) == []
    behind_our_back(estate)
    assert [(one["address"], one["what"]) for one in drift(estate)] == [(SET, "changed")]


def test_plans_of_a_ledger_that_can_be_read_yet_stay_used(estate):
    estate("ledger", "rebuild", "--env", "production", "--yes")
    done = estate("apply", "p.json")
    assert (done.code, "given up" in done.err) == (5, True)


def test_a_rebuilt_ledger_goes_on(estate):
    estate.ledger.unlink()
    done = estate("plan", "--env", "production")
    assert (done.code, "the ledger is gone" in done.err) != (0, False)
    assert estate("ledger", "rebuild", "--env", "production", "--yes").code == 0
    estate.add("objects/lead.yaml", WIDER)
    estate.plan("q.json")
    assert estate("apply", "q.json").code == 0
    assert estate("plan", "--env", "production", "--detailed-exitcode").code == 0


def test_what_is_not_there_is_not_ours(estate):
    estate.target.resources.clear()
    doc = estate("ledger", "rebuild", "--env", "production", "--format", "json", "--yes").doc
    assert doc["taken"] == []
    assert managed(records(estate)) == {}


def test_a_ledger_of_another_environment_is_not_rebased(estate, tmp_path):
    other = tmp_path / "other" / "ledger.sqlite"
    open_ledger(str(other), create={"estate": "tiny", "environment": "uat", "org": ORG})
    done = estate("ledger", "rebase", "--env", "production", "--ledger", str(other), "--yes")
    assert (done.code, "it is of the environment `uat`, and the specs are of `production`" in done.err) == (1, True)


def test_a_system_that_refuses_leaves_the_ledger_as_it_was(estate):
    before = estate.ledger.read_bytes()
    estate.error = TargetError("INVALID_SESSION_ID", "the session has expired", "credentials")
    for command in ("rebase", "rebuild"):
        done = estate("ledger", command, "--env", "production", "--yes")
        assert (done.code, done.err.splitlines()[-1]) == (8, "the ledger is as it was")
    assert estate.ledger.read_bytes() == before


def test_specs_that_say_nothing_leave_the_ledger_as_it_was(estate):
    before = estate.ledger.read_bytes()
    estate.write("objects/lead.yaml", "object: [")
    done = estate("ledger", "rebuild", "--env", "production", "--yes")
    assert (done.code, done.err) == (1, "the ledger is as it was\n")
    assert estate.ledger.read_bytes() == before


def test_a_protected_environment_gets_no_ledger_on_a_disk_that_is_thrown_away(estate):
    before = (estate.folder / "specs/environments/production.yaml").read_text()
    estate.write("environments/production.yaml", before + "protected: true\n")
    done = estate("ledger", "rebuild", "--env", "production", "--yes", "--ledger", "/dev/shm/none/ledger.sqlite")
    assert (done.code, "lies in memory (`tmpfs`), mounted at `/dev/shm`, and the environment is protected" in done.err) == (1, True)


def test_a_lock_that_is_held_is_respected(estate):
    ledger = open_ledger(str(estate.ledger), create=None)
    hold = ledger.hold("ana", "build-7", 1, AT)
    for command in ("rebase", "rebuild"):
        done = estate("ledger", command, "--env", "production", "--yes")
        assert (done.code, "held by ana on build-7 (process 1)" in done.err) == (6, True)
    hold.release()
