"""`steps --runbook` and `attest runbook/...`: tasks that stand whatever plan there is, recorded in the ledger."""

import pytest

from cli.org_estate import WIDER, Estate
from small_estate import FILES
from syncwright.ledger.opening import open_ledger

NEEDED, SEEN, READ, APP, SYNC = (
    f"runbook/marketo/{name}" for name in ("needed-fields", "gate/seen", "gate/read", "connected-app", "sync-fields")
)


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    return Estate(tmp_path, monkeypatch)


@pytest.fixture
def applied(estate) -> Estate:
    estate.plan()
    assert estate("apply", "p.json").code == 0
    return estate


def runbook(estate, *more):
    return {one["id"]: one for one in estate("steps", "--runbook", "--format", "json", *more).doc["runbook"]}


def test_the_runbook_can_be_read_before_there_is_a_ledger(estate):
    found = runbook(estate)
    assert found[SEEN]["state"] == "pending"
    assert [one["id"] for one in found[SYNC]["waits_for"]] == [NEEDED, SEEN, READ, APP]
    assert found[SYNC]["attest"] is None


def test_without_it_one_line_says_how_many_are_left(applied):
    left = len(runbook(applied))
    assert applied("steps").out.endswith(f"\n{left} tasks of the runbook not attested: `syncwright steps --runbook`\n")
    assert applied("steps", "--format", "json").doc["runbook"] is None


def test_the_command_to_attest_is_one_that_works(applied):
    words = runbook(applied)[SEEN]["attest"].replace("WHO", "Ann").split()
    done = applied(*words[1:], "--evidence", "https://tickets.example/7")
    assert (done.code, done.out) == (
        0,
        "recorded: `see to it that the sync user sees what the specs say, and nothing more` attested by Ann\n",
    )
    opened = open_ledger(str(applied.ledger), create=None)
    last = list(opened.records())[-1]
    opened.close()
    assert (last.kind, last.plan, last.body["check"], last.body["by"]) == ("reviewed", "", SEEN, "Ann")
    assert SEEN not in runbook(applied)
    assert runbook(applied, "--all")[SEEN]["state"] == "done"
    assert "by Ann: see to it" in applied("steps", "--runbook", "--all").out


def test_nobody_says_that_fields_were_synced_before_the_gate(applied):
    refused = applied("attest", SYNC, "--by", "ann")
    assert refused.code == 64
    assert f"`{SYNC}` waits for `{NEEDED}`, `{SEEN}`, `{READ}`, `{APP}`" in refused.err
    for name in (NEEDED, SEEN, READ, APP):
        assert applied("attest", name, "--by", "ann").code == 0
    assert applied("attest", SYNC, "--by", "ann").code == 0


def test_a_field_more_is_looked_at_again(applied):
    assert applied("attest", SEEN, "--by", "ann").code == 0
    applied.add("objects/lead.yaml", WIDER)
    one = runbook(applied)[SEEN]
    assert (one["state"], one["by"]) == ("changed", "ann")
    assert "to do again, attested" in applied("steps", "--runbook").out
    assert applied("attest", SEEN, "--by", "bob").code == 0


def test_what_is_no_task_is_refused_and_leaves_nothing(applied):
    done = applied("attest", "runbook/marketo/no", "--by", "ann")
    assert done.code == 64
    assert "there is no task `runbook/marketo/no`" in done.err


def test_the_exit_code_speaks_of_the_runbook_where_it_is_asked_for(applied):
    assert applied("attest", "marketo.values/marketo", "--by", "ann").code == 0
    assert applied("steps", "--detailed-exitcode").code == 0
    assert applied("steps", "--detailed-exitcode", "--runbook").code == 7


def test_a_ledger_is_made_by_the_first_task_and_apply_goes_on_with_it(estate):
    assert estate("attest", SEEN, "--by", "ann").code == 0
    estate.plan()
    assert estate("apply", "p.json").code == 0
    assert runbook(estate, "--all")[SEEN]["state"] == "done"


@pytest.mark.parametrize("name", ["runbook/marketo/nothing", "runbook/nobody/gate/seen", "review/nobody", SYNC])
def test_none_is_made_for_what_cannot_be_recorded(estate, name):
    assert estate("attest", name, "--by", "ann").code == 64
    assert not estate.ledger.exists()


def test_a_task_of_a_business_unit_is_attested_for_that_unit_alone(estate):
    units = "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {emea: {why: Europe}, amer: {why: the Americas}}\n"
    estate.write("connectors/ae.yaml", FILES["connectors/ae.yaml"] + units)
    estate.write("users/ae-integration.yaml", FILES["users/ae-integration.yaml"])
    assert estate("attest", "runbook/ae/emea/support/same-email", "--by", "ann").code == 0
    found = runbook(estate, "--all")
    assert [found[f"runbook/ae/{unit}/support/same-email"]["state"] for unit in ("emea", "amer")] == ["done", "pending"]
    waiting = estate("attest", "runbook/ae/emea/unpause", "--by", "ann")
    assert waiting.code == 64
    assert "waits for `runbook/ae/emea/verify-connector`" in waiting.err
