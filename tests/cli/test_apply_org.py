"""`apply` of a plan for an org as people run it, with the ledger in SQLite: what it says, what it refuses, and how it ends."""

import hashlib
import io
import json
import os
import shutil
import subprocess

import pytest

from cli.org_estate import INSTANCE, ORG, WIDER, Estate, mode
from syncwright.ledger.opening import open_ledger
from syncwright.plan.document import sealed
from syncwright.plan.stored import read_document
from syncwright.records import pretty, replace
from syncwright.resource import Resource
from syncwright.target import TargetError

SET = "salesforce.permission_set/Marketo_Sync"
DEPLOY, ASSIGN = "salesforce.deploy", "salesforce.assign/marketo-sync/Marketo_Sync"


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    return Estate(tmp_path, monkeypatch)


def records(estate, ledger=None):
    opened = open_ledger(str(ledger or estate.ledger), create=None)
    try:
        return list(opened.records())
    finally:
        opened.close()


def id_of(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ------------------------------------------------------------------ from plan to nothing left


def test_a_plan_is_applied_and_nothing_is_left_to_plan(estate):
    plan = estate.plan()
    done = estate("apply", "p.json")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "done: deploy permission set `Marketo_Sync`\n"
        "done: assign the permission set `Marketo_Sync` to `marketo@tiny.example`\n"
        "remains for ops: bring the values of 2 fields to `marketo`\n"
        "done; 1 step for people remains: `syncwright steps` lists what to do\n"
    )
    assert estate.effects == [DEPLOY, ASSIGN]
    assert estate("plan", "--env", "production", "--detailed-exitcode").code == 0
    assert [one.kind for one in records(estate)] == ["opened", "started", "intended", "settled", "intended", "settled", "finished"]
    assert {one.plan for one in records(estate)[1:]} == {id_of(plan)}


def test_the_plan_is_kept_beside_its_ledger_for_its_owner_alone(estate):
    plan = estate.plan()
    estate("apply", "p.json")
    kept = estate.folder / f".syncwright/ledger/plans/{id_of(plan)}.json"
    assert kept.read_bytes() == plan.read_bytes()
    assert (mode(kept), mode(kept.parent), mode(estate.ledger)) == (0o600, 0o700, 0o600)


def test_the_document_says_how_each_step_stands_and_how_it_was_left(estate):
    plan = estate.plan()
    done = estate("apply", "p.json", "--format", "json", "--detailed-exitcode")
    doc = done.doc
    assert (done.code, doc["exit"], doc["ended"], doc["plan"], doc["unknown"], doc["failed"]) == (7, 7, "finished", id_of(plan), [], [])
    assert [(one["id"], one["state"], one["for_people"]) for one in doc["steps"]] == [
        (DEPLOY, "done", False),
        (ASSIGN, "done", False),
        ("marketo.values/marketo", "pending", True),
    ]


def test_a_plan_that_changes_nothing_uses_nothing_up(estate):
    estate.plan()
    estate("apply", "p.json")
    estate.plan("again.json")
    before = records(estate)
    done = estate("apply", "again.json")
    assert (done.code, done.out) == (0, "nothing to do: the plan changes nothing\n")
    assert records(estate) == before


# ------------------------------------------------------------------ used once


def test_a_plan_is_used_once(estate):
    estate.plan()
    assert estate("apply", "p.json").code == 0
    log = list(estate.target.log)
    again = estate("apply", "p.json")
    assert again.code == 5
    assert again.err.startswith("refused: it was carried out already: that ended at ")
    shutil.copy(estate.folder / "p.json", estate.folder / "q.json")
    assert estate("apply", "q.json").code == 5, "the same bytes are the same plan, whatever their name"
    assert estate.target.log == log


def test_an_unfinished_plan_goes_on_with_the_same_file_and_even_when_it_is_old(estate, monkeypatch):
    estate.plan()
    estate.target.faults[ASSIGN] = ["lost after"]
    first = estate("apply", "p.json")
    assert (first.code, estate.effects) == (4, [DEPLOY, ASSIGN])
    assert (
        "it is not known how it stands at `assign the permission set `Marketo_Sync` to `marketo@tiny.example``: the connection broke"
        in first.out
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")  # years later
    second = estate("apply", "p.json")
    assert (second.code, estate.effects) == (0, [DEPLOY, ASSIGN])


def test_another_plan_waits_until_the_unfinished_one_is_finished_or_given_up(estate):
    first = estate.plan()
    estate.target.faults[ASSIGN] = ["refused"]
    assert estate("apply", "p.json").code == 3
    estate.add("objects/lead.yaml", WIDER)
    estate.plan("q.json")
    short = id_of(first)[:12]
    refused = estate("apply", "q.json")
    assert refused.code == 5
    assert refused.err == (
        f"refused: the plan {short} is not finished: run `apply` with its file, or give it up: `--give-up {short}`\nnothing was changed\n"
    )
    assert estate("apply", "q.json", "--give-up", "ffff").code == 5
    assert estate("apply", "q.json", "--give-up", short).code == 0
    assert estate("apply", "p.json").err.startswith("refused: it was given up")


def test_what_is_unknown_cannot_be_given_up(estate):
    first = estate.plan()
    estate.target.faults[ASSIGN] = ["lost before"]
    assert estate("apply", "p.json").code == 4
    estate.add("objects/lead.yaml", WIDER)
    estate.plan("q.json")
    refused = estate("apply", "q.json", "--give-up", id_of(first)[:12])
    assert refused.code == 5
    assert f"what became of `{ASSIGN}` is not known; run `apply` with its file first" in refused.err


def test_what_was_begun_in_one_org_is_not_looked_for_in_another(estate):
    estate.plan()
    estate.target.faults[ASSIGN] = ["lost after"]
    assert estate("apply", "p.json").code == 4
    environment = "environments/production.yaml"
    estate.write(environment, (estate.folder / "specs" / environment).read_text().replace(ORG, "00D000000000009"))
    estate.target.place = {"org": "00D000000000009", "instance": INSTANCE}
    estate.target.calls = (seen := []).append
    done = estate("apply", "p.json")
    assert (done.code, seen) == (5, [])
    assert "can be looked up only where it was begun" in done.err


# ------------------------------------------------------------------ stale, foreign, edited


def bound(folder, **other):
    """The plan with another binding, written and sealed as this tool writes plans."""
    path = folder / "p.json"
    document = read_document(path.read_bytes())
    path.write_bytes(pretty(sealed(replace(document, binding=replace(document.binding, **other)))).encode())


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"estate": "huge"}, "the estate is `tiny`, and the plan was made for `huge`"),
        ({"specs": "0" * 64}, "the specs mean something else than when the plan was made"),
        ({"tool": "0.0.1"}, "this version of syncwright is "),
        ({"made": "2020-01-01T00:00:00Z"}, "and a plan holds for 24 hours"),
        ({"made": "2222-01-01T00:00:00Z"}, "which is still to come"),
        (
            {"identity": {"org": "00D000000000001", "instance": INSTANCE}},
            "the org is `00D7Q000000vKmR`, and the plan was made for `00D000000000001`",
        ),
        ({"identity": {"org": ORG, "instance": "other.my.salesforce.com"}}, "the instance is "),
        ({"identity": {"org": ORG, "instance": INSTANCE, "connector/marketo": "123"}}, "the connector/marketo is "),
        ({"observed": {SET: "absent"}}, "is not as it was when the plan was made"),
        ({"observed": {SET: "0" * 64, "salesforce.assignments/marketo-sync": "absent"}}, f"`{SET}` is not as it was"),
    ],
)
def test_a_plan_of_which_a_fact_differs_is_refused_before_anything_is_sent(estate, other, says):
    estate.plan()
    bound(estate.folder, **other)
    done = estate("apply", "p.json")
    assert done.code == 5
    assert says in done.err
    assert estate.effects == []
    assert [one.kind for one in records(estate)] == ["opened"]


def test_what_somebody_changed_since_the_plan_was_made_refuses_it(estate):
    estate.plan()
    estate.target.change(Resource(SET, {"label": "mine"}), SET)
    done = estate("apply", "p.json")
    assert (done.code, estate.effects) == (5, [])
    assert f"refused: `{SET}` is not as it was when the plan was made" in done.err


def test_specs_that_changed_refuse_an_unfinished_plan_too(estate):
    plan = estate.plan()
    estate.target.faults[ASSIGN] = ["refused"]
    assert estate("apply", "p.json").code == 3
    estate.add("objects/lead.yaml", WIDER)
    done = estate("apply", "p.json")
    assert done.code == 5
    assert f"make the plan again, and carry it out with `--give-up {id_of(plan)[:12]}`" in done.err


@pytest.mark.parametrize("fault", ["lost before", "lost after"])
def test_specs_that_changed_leave_nobody_with_a_step_that_stays_unknown(estate, fault):
    """The plan does not hold any more; what was begun is looked up all the same, and nothing is begun."""
    plan = estate.plan()
    estate.target.faults[ASSIGN] = [fault]
    assert estate("apply", "p.json").code == 4
    before = list(estate.effects)
    estate.add("objects/lead.yaml", WIDER)
    done = estate("apply", "p.json")
    assert (done.code, estate.effects) == (5, before)
    assert "what was not known is settled, and nothing more was done" in done.err
    estate.plan("q.json")
    assert estate("apply", "q.json", "--give-up", id_of(plan)[:12]).code == 0
    assert estate("plan", "--env", "production", "--detailed-exitcode").code == 0


def test_another_org_than_the_environment_says_refuses_before_anything_is_sent(estate):
    estate.plan()
    estate.target.place = {"org": "00D000000000009", "instance": INSTANCE}
    estate.target.calls = (seen := []).append
    done = estate("apply", "p.json")
    assert (done.code, seen) == (5, ["identity"])
    assert "the org that answers is `00D000000000009`" in done.err


def test_an_edited_plan_is_refused(estate):
    path = estate.plan()
    path.write_bytes(path.read_bytes().replace(b"Lead.Score__c", b"Lead.Salary__c"))
    done = estate("apply", "p.json")
    assert (done.code, done.err) == (
        5,
        "refused: it was edited after it was written; make the plan again\nnothing was changed; make the plan again\n",
    )
    path.write_bytes(path.read_bytes() + b" ")
    assert estate("apply", "p.json").code == 5
    assert not estate.ledger.exists()


def test_a_plan_that_was_made_against_a_revision_is_refused_with_what_to_do(estate):
    subprocess.run(["git", "init", "-q"], cwd=estate.folder, check=True)
    subprocess.run(["git", "add", "specs"], cwd=estate.folder, check=True)
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "-qm", "one"], cwd=estate.folder, check=True)
    estate.add("objects/lead.yaml", WIDER)
    assert estate("plan", "--env", "production", "--since", "HEAD", "--out", "p.json").code == 0
    done = estate("apply", "p.json")
    assert (done.code, estate.effects) == (5, [])


def test_a_ledger_of_something_else_is_refused(estate):
    estate.plan()
    other = estate.folder / "kept/other.sqlite"
    open_ledger(str(other), create={"estate": "huge", "environment": "production", "org": ORG, "lineage": "x"}).close()
    done = estate("apply", "p.json", "--ledger", str(other))
    assert done.code == 5
    assert "refused: the ledger is of the estate `huge`, and the plan was made for `tiny`" in done.err


# ------------------------------------------------------------------ the system, the ledger, the lock


def test_a_refusal_says_what_the_system_said_and_ends_with_3(estate):
    estate.plan()
    estate.target.faults[DEPLOY] = ["refused"]
    done = estate("apply", "p.json")
    assert done.code == 3
    assert "stopped at `deploy permission set `Marketo_Sync``: NO: it may not be" in done.out
    assert "= help: correct the specs and make the plan again" in done.out


@pytest.mark.parametrize("remedy", ["credentials", "later", "tomorrow"])
def test_a_quota_or_a_right_that_is_missing_ends_with_8(estate, remedy):
    estate.plan()
    estate.target.faults[DEPLOY], estate.target.refusal = ["refused"], ("LIMIT", "too much", remedy)
    assert estate("apply", "p.json").code == 8


def test_no_credentials_end_with_8_and_touch_nothing(estate):
    estate.plan()
    estate.error = TargetError("no-credentials", "no variable says who we are", "credentials")
    done = estate("apply", "p.json")
    assert done.code == 8
    assert "no-credentials: no variable says who we are" in done.err
    assert estate.effects == []


def test_success_that_does_not_read_back_ends_with_3(estate):
    estate.plan()
    estate.target.faults[DEPLOY] = ["lies"]
    done = estate("apply", "p.json")
    assert done.code == 3
    assert f"`{SET}` is not as planned" in done.out


def test_the_lock_names_who_holds_it_and_ends_with_6(estate):
    estate.plan()
    estate.target.faults[ASSIGN] = ["refused"]
    estate("apply", "p.json")
    opened = open_ledger(str(estate.ledger), create=None)
    hold = opened.hold("ann", "laptop", os.getpid(), "2026-06-01T08:00:00+00:00")
    try:
        done = estate("apply", "p.json")
    finally:
        hold.release()
        opened.close()
    assert done.code == 6
    assert f"held by ann on laptop (process {os.getpid()}) since 2026-06-01T08:00:00" in done.err
    assert estate("apply", "p.json").code == 0


def test_a_ledger_that_was_edited_is_named_and_nothing_is_sent(estate):
    estate.plan()
    estate.target.faults[ASSIGN] = ["refused"]
    estate("apply", "p.json")
    data = estate.ledger.read_bytes()
    assert b'"refused"' in data or b"refused" in data
    estate.ledger.write_bytes(data.replace(b"refused", b"rejused", 1))
    before = list(estate.target.log)
    done = estate("apply", "p.json")
    assert done.code == 3
    assert "the ledger: " in done.err
    assert "ledger rebuild" in done.err
    assert estate.target.log == before


def test_a_protected_environment_does_not_take_a_ledger_that_will_not_last(estate):
    estate.add("environments/production.yaml", "protected: true\n")
    estate.plan()
    done = estate("apply", "p.json", "--ledger", "/tmp/nowhere/ledger.sqlite")  # noqa: S108 - named to be refused
    assert done.code == 64
    assert "`production` is protected, and its ledger `/tmp/nowhere/ledger.sqlite` will not last" in done.err
    assert "--ledger or SYNCWRIGHT_LEDGER" in done.err


def test_specs_with_errors_end_with_1(estate):
    estate.plan()
    estate.add("objects/lead.yaml", "  Nothing__c: {why: it is not there}\n")
    done = estate("apply", "p.json")
    assert done.code == 1
    assert estate.effects == []


# ------------------------------------------------------------------ parts that other runs take


def test_eight_runs_at_once_do_everything_once(estate):
    """Each in a process of its own that was forked; the system is shared through a file that each effect is appended to."""
    estate.plan()
    log = estate.folder / "log"
    log.touch()
    begin = estate.target.begin

    def shared(work, checked):
        with log.open("a") as stream:
            stream.write(work.step.id + "\n")
        return begin(work, checked)

    estate.target.begin = shared
    children = []
    for _ in range(8):
        pid = os.fork()
        if not pid:
            try:
                code = estate("apply", "p.json").code
            except BaseException:  # noqa: BLE001 - a child never returns into the test
                code = 99
            os._exit(code)
        children.append(pid)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    assert codes.count(0) == 1
    assert set(codes) <= {0, 5, 6}
    assert log.read_text().split() == [DEPLOY, ASSIGN]


def test_a_folder_is_carried_out_without_a_ledger(estate):
    (estate.folder / "org").mkdir()
    assert estate("plan", "--against", "org", "--out", "f.json").code == 0
    assert estate("apply", "f.json").code == 0
    assert (estate.folder / "org").exists()
    assert not estate.ledger.exists()
    assert json.loads((estate.folder / "f.json").read_text())["binding"]["identity"]["folder"] == "org"


# ------------------------------------------------------------------ without a plan file


def test_without_a_file_the_plan_is_made_shown_kept_and_carried_out(estate):
    done = estate("apply", "--env", "production", "--yes")
    assert (done.code, estate.effects) == (0, [DEPLOY, ASSIGN])
    assert done.out.startswith("plan for production against memory: 2 to add")
    assert done.out.endswith("done; 1 step for people remains: `syncwright steps` lists what to do\n")
    [kept] = (estate.folder / ".syncwright/ledger/plans").iterdir()
    assert kept.stem == id_of(kept) == records(estate)[1].plan
    again = estate("apply", "--env", "production", "--yes")
    assert (again.code, again.out.startswith("nothing to do for production")) == (0, True)


def test_without_a_file_a_plan_that_is_not_finished_goes_on(estate):
    estate.target.faults[ASSIGN] = ["lost after"]
    assert estate("apply", "--env", "production", "--yes").code == 4
    done = estate("apply", "--env", "production", "--yes")
    assert (done.code, estate.effects) == (0, [DEPLOY, ASSIGN])
    assert done.err.startswith("going on with the plan ")


def test_without_a_file_and_without_anybody_to_ask_nothing_is_done(estate, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    done = estate("apply", "--env", "production")
    assert (done.code, estate.effects) == (64, [])
    assert "say --yes" in done.err


def test_without_a_file_and_without_an_environment_is_wrong_usage(estate):
    assert estate("apply").code == 64
    estate.plan()
    assert estate("apply", "p.json", "--yes").code == 64
