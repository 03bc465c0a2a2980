"""`steps` and `attest`: what people have to do, what somebody says was done, what was seen to be done, and what falls due."""

import hashlib
import json

import pytest

from cli.org_estate import WIDER, Estate
from syncwright.ledger.opening import open_ledger

VALUES = "marketo.values/marketo"
RENAMED = "  Motto__c: {why: the motto, previously: Slogan__c}\n"


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    return Estate(tmp_path, monkeypatch)


@pytest.fixture
def applied(estate) -> Estate:
    estate.plan()
    assert estate("apply", "p.json").code == 0
    return estate


def steps(estate, *more):
    doc = estate("steps", "--format", "json", *more).doc
    return {one["id"]: one for owner in doc["owners"] for one in owner["steps"]}


def last(estate):
    opened = open_ledger(str(estate.ledger), create=None)
    found = list(opened.records())
    opened.close()
    return found[-1]


# ------------------------------------------------------------------ steps


def test_steps_are_listed_by_owner_with_their_exact_text(applied):
    plan = json.loads((applied.folder / "p.json").read_text())
    [meant] = [one for one in plan["steps"] if one["id"] == VALUES]
    doc = applied("steps", "--format", "json").doc
    [owner] = doc["owners"]
    assert (owner["name"], owner["title"]) == ("ops", "Operations")
    [one] = owner["steps"]
    assert (one["text"], one["proves"], one["title"], one["state"]) == (meant["text"], meant["proves"], meant["title"], "pending")
    short = hashlib.sha256((applied.folder / "p.json").read_bytes()).hexdigest()[:12]
    assert one["attest"] == f"syncwright attest {VALUES} --by WHO --plan {short}"


def test_the_command_to_attest_is_one_that_works(applied):
    [one] = steps(applied).values()
    words = one["attest"].replace("WHO", "ann").split()
    assert applied(*words[1:]).code == 0


def test_before_any_plan_was_begun_there_is_nothing_to_do(estate):
    done = estate("steps")
    assert (done.code, done.out) == (0, "no plan was begun for production\n")


def test_steps_of_a_plan_file_can_be_read_before_it_is_begun(estate):
    estate.plan()
    assert steps(estate, "p.json")[VALUES]["waits_for"] == [
        {"id": "salesforce.deploy", "title": "deploy permission set `Marketo_Sync`"},
        {
            "id": "salesforce.assign/marketo-sync/Marketo_Sync",
            "title": "assign the permission set `Marketo_Sync` to `marketo@tiny.example`",
        },
    ]


def test_a_plan_that_is_not_kept_here_has_to_be_named_by_its_file(applied):
    kept = next((applied.folder / ".syncwright/ledger/plans").glob("*.json"))
    kept.write_bytes(kept.read_bytes() + b"\n")
    assert applied("steps").code == 64
    assert VALUES in steps(applied, "p.json")


def test_the_exit_code_says_whether_people_have_something_to_do(applied):
    assert applied("steps", "--detailed-exitcode").code == 7
    assert applied("attest", VALUES, "--by", "ann").code == 0
    assert applied("steps", "--detailed-exitcode").code == 0


# ------------------------------------------------------------------ attest


def test_what_is_attested_is_recorded_with_who_and_what_they_were_told(applied):
    done = applied("attest", VALUES, "--by", "Ann", "--evidence", "https://tickets.example/7")
    assert (done.code, done.out) == (0, "recorded: `bring the values of 2 fields to `marketo`` attested by Ann\n")
    record = last(applied)
    assert (record.kind, record.step, record.body["by"], record.body["evidence"]) == (
        "attested",
        VALUES,
        "Ann",
        "https://tickets.example/7",
    )
    assert len(record.body["text"]) == 64
    one = steps(applied, "--all")[VALUES]
    assert (one["state"], one["attested"], one["observed"]) == ("done", {"by": "Ann", "evidence": "https://tickets.example/7"}, False)
    assert "attested by Ann: bring the values" in applied("steps", "--all").out


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("salesforce.deploy", "`salesforce.deploy` is not for people: `apply` does it, and looks whether it was done"),
        ("salesforce.nothing", "`salesforce.nothing` is no step of this plan"),
        ("review/nothing", "there is no routine check `review/nothing`; there is `review/ae`, `review/marketo`"),
    ],
)
def test_what_cannot_be_attested_is_refused(applied, step, says):
    before = last(applied)
    done = applied("attest", step, "--by", "ann")
    assert done.code == 64
    assert says in done.err
    assert last(applied) == before


def test_what_was_attested_is_not_attested_again(applied):
    applied("attest", VALUES, "--by", "ann")
    done = applied("attest", VALUES, "--by", "bob")
    assert done.code == 64
    assert f"`{VALUES}` was attested already, by ann" in done.err


def test_what_waits_for_others_cannot_be_attested_yet(estate):
    estate.plan()
    estate.target.faults["salesforce.deploy"] = ["refused"]
    assert estate("apply", "p.json").code == 3
    done = estate("attest", VALUES, "--by", "ann")
    assert done.code == 64
    assert f"`{VALUES}` waits for `salesforce.deploy`, `salesforce.assign/marketo-sync/Marketo_Sync`" in done.err


def test_a_plan_that_was_not_begun_cannot_be_attested(applied):
    applied.add("objects/lead.yaml", WIDER)
    applied.plan("q.json")
    done = applied("attest", VALUES, "--by", "ann", "--plan", "q.json")
    assert done.code == 64
    assert "was not begun: run `apply` with its file first" in done.err


def test_attesting_frees_what_waits_for_it_and_the_same_file_goes_on(estate):
    """A rename is done by hand; what names the field waits for it."""
    estate.plan("first.json")
    estate("apply", "first.json")
    plan = estate.folder / "p.json"
    estate.add("objects/lead.yaml", WIDER)
    estate.plan()
    doc = json.loads(plan.read_text())
    [deploy] = [one for one in doc["steps"] if one["id"] == "salesforce.deploy"]
    doc["steps"].insert(
        0,
        {
            **deploy,
            "id": "salesforce.look",
            "kind": "person",
            "title": "look",
            "text": "look at it",
            "changes": [],
            "after": [],
            "does": {},
        },
    )
    deploy["after"] = ["salesforce.look"]
    from syncwright.plan.document import Document, sealed
    from syncwright.records import pretty, read

    plan.write_bytes(pretty(sealed(read(json.dumps(doc).encode(), Document))).encode())
    first = estate("apply", "p.json")
    assert first.code == 3
    assert "remains for ops: look" in first.out
    assert "waits for salesforce.look: deploy permission set `Marketo_Sync`" in first.out
    assert "attested" in estate("attest", "salesforce.look", "--by", "ann").out
    second = estate("apply", "p.json")
    assert second.code == 0
    assert "attested by ann: look" in second.out
    assert estate.effects.count("salesforce.deploy") == 2, "once for each plan"


# ------------------------------------------------------------------ routine checks


def routine(applied):
    """How the routine check of one of the two connectors stands."""
    [one] = [each for each in applied("steps", "--format", "json").doc["routine"] if "marketo" in str(each)]
    return one


def test_routine_checks_fall_due_and_are_found_when_overdue(applied, monkeypatch):
    def at(days):
        opened = int(__import__("datetime").datetime.fromisoformat(last(applied).at).timestamp())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(opened + days * 86_400))
        one = routine(applied)
        return one["state"], applied("steps", "--detailed-exitcode").code

    applied("attest", VALUES, "--by", "ann")
    assert [at(days) for days in (0, 1, 2, 3, 30)] == [("done", 0), ("done", 0), ("due", 0), ("overdue", 7), ("overdue", 7)]
    out = applied("steps").out
    assert "overdue since" in out
    assert "$ syncwright attest review/marketo --by WHO" in out


def test_a_routine_check_that_was_done_counts_from_then(applied):
    assert applied("attest", "review/marketo", "--by", "ann").code == 0
    one = routine(applied)
    assert (one["state"], one["by"]) == ("done", "ann")
    assert last(applied).body == {"check": "review/marketo", "by": "ann", "evidence": ""}


def test_without_a_ledger_no_step_of_a_plan_can_be_recorded(estate):
    done = estate("attest", "people.hide", "--by", "ann")
    assert done.code == 64
    assert "the first `syncwright apply` makes one" in done.err
