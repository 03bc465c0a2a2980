"""What a ledger promises, in a file and in PostgreSQL alike."""

import pytest

from ledger.ledgers import AT, BEGUN, BY, PLAN, RUN, filled, held, opened
from syncwright import secret
from syncwright.ledger.chain import NOTHING
from syncwright.ledger.model import Busy, LockLost, Missing, NotWritten, Unusable
from syncwright.ledger.opening import open_ledger, rebuild
from syncwright.ledger.reading import managed, plan_state, verified


def test_a_ledger_that_is_not_there_is_missing_unless_it_may_be_made(where):
    with pytest.raises(Missing, match="there is no"):
        open_ledger(where, create=None)
    first = list(open_ledger(where, create=BEGUN).records())
    assert [(one.number, one.kind, one.before, dict(one.body)) for one in first] == [(1, "opened", NOTHING, {**BEGUN, "format": "1"})]


def test_a_ledger_that_is_there_is_opened_and_not_made_again(where):
    first = list(opened(where).records())
    again = open_ledger(where, create={**BEGUN, "estate": "another"})
    assert list(again.records()) == first


def test_records_are_read_by_everybody_as_they_were_written(where):
    ledger = filled(where)
    found = list(open_ledger(where, create=None).records())
    assert found == list(ledger.records())
    assert [(one.kind, one.step, dict(one.body)) for one in found[1:]] == list(RUN)
    assert {(one.at, one.by, one.plan) for one in found[1:]} == {(AT, BY, PLAN)}
    assert [one.number for one in found] == list(range(1, len(RUN) + 2))
    verified(found)


def test_records_of_one_plan_are_those_of_that_plan(where):
    ledger = filled(where, runs=2)
    assert [one.number for one in ledger.records(PLAN)] == list(range(2, len(RUN) + 2))
    assert list(ledger.records("nothing")) == []


@pytest.mark.parametrize("text", ["", "a\nb", "Zürich — 日本 🙂", "\x00 and \x07", 'it\'s "quoted" \\ %s :name', "\ud800", "x" * 100_000])
def test_any_text_is_kept_as_it_is(where, text):
    ledger = opened(where)
    hold = held(ledger)
    hold.append("stopped", at=AT, by=BY, body={"exit": "4", "left": text})
    hold.release()
    records = list(ledger.records())
    assert records[-1].body["left"] == text.encode("utf-8", "replace").decode()
    verified(records)


def test_one_holder_at_a_time_and_the_next_learns_who(where):
    ledger = opened(where)
    hold = held(ledger)
    other = open_ledger(where, create=None)
    with pytest.raises(Busy) as busy:
        other.hold("ben", "laptop", 1, AT)
    holder = busy.value.holder
    assert holder is not None
    assert (holder.who, holder.host, holder.pid, holder.since) == ("ana", "build-7", 4711, AT)
    assert other.holder() == holder
    assert str(busy.value) == f"held by ana on build-7 (process 4711) since {AT}"
    assert holder.id in busy.value.help
    hold.release()
    hold.release()
    assert other.holder() is None
    other.hold("ben", "laptop", 1, AT).release()


def test_nothing_is_written_once_the_lock_was_given_back(where):
    ledger = opened(where)
    hold = held(ledger)
    hold.release()
    with pytest.raises(NotWritten, match="given back"):
        hold.append("started", at=AT, by=BY)
    assert len(list(ledger.records())) == 1


def test_a_holder_whose_lock_was_taken_away_writes_nothing_more(where):
    ledger = opened(where)
    hold = held(ledger)
    hold.append("started", at=AT, by=BY, plan=PLAN)
    other = open_ledger(where, create=None)
    holder = other.holder()
    assert other.unlock(holder.id, "ben", "laptop", 2, AT) == holder
    before = list(ledger.records())
    assert (before[-1].kind, before[-1].by, before[-1].body["holder"]) == ("unlocked", "ben@laptop", str(holder))
    with pytest.raises(LockLost):
        hold.append("intended", at=AT, by=BY, plan=PLAN, step="a")
    with pytest.raises(NotWritten, match="could not be written"):
        hold.append("stopped", at=AT, by=BY, plan=PLAN)
    hold.release()
    assert list(ledger.records()) == before
    held(other).release()


def test_a_lock_is_taken_away_only_from_the_holder_that_was_named(where):
    ledger = opened(where)
    with pytest.raises(Unusable, match="nobody holds"):
        ledger.unlock("12345678", "ben", "laptop", 2, AT)
    hold = held(ledger)
    with pytest.raises(Unusable, match="whose id is"):
        ledger.unlock("12345678", "ben", "laptop", 2, AT)
    hold.append("started", at=AT, by=BY)
    hold.release()


def test_a_lock_is_not_taken_away_from_a_process_that_runs_here(where):
    import os
    import socket

    ledger = opened(where)
    hold = ledger.hold("ana", socket.gethostname(), os.getpid(), AT)
    with pytest.raises(Unusable, match="still runs") as refused:
        ledger.unlock(ledger.holder().id, "ben", socket.gethostname(), 2, AT)
    assert refused.value.help.endswith(f"kill {os.getpid()}")
    hold.append("started", at=AT, by=BY)
    hold.release()


@pytest.mark.parametrize(
    "secret",
    [
        "00D58000000AbCdEAE!AQcAQH0dMHZfz972Szmpkb58urFRkgeBGsxL",
        "force://PlatformCLI::5Aep861TSESvWeug_xvFHRBTTbf@meridian.my.salesforce.com",
        "Authorization: Bearer 0123456789abcdef0123",
        "-----BEGIN RSA PRIVATE KEY-----",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhYmNkZWYifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
        "postgresql://ana:hunter2hunter2@db.example.com/x",
    ],
)
def test_what_looks_like_a_credential_is_not_written(where, secret):
    ledger = opened(where)
    hold = held(ledger)
    for body in ({"says": f"INVALID_SESSION_ID: {secret} has expired"}, {secret: ""}):
        with pytest.raises(NotWritten, match="keeps no secret") as refused:
            hold.append("settled", at=AT, by=BY, body=body)
        assert secret not in str(refused.value)
    hold.append("settled", at=AT, by=BY, body={"state": "refused", "says": "the session has expired"})
    hold.release()
    assert [one.kind for one in ledger.records()] == ["opened", "settled"]


def test_a_credential_of_this_run_is_not_written_whatever_it_looks_like(where, monkeypatch):
    monkeypatch.setattr(secret, "_KNOWN", set())
    known = secret.Secret("correct horse battery")
    hold = held(opened(where))
    for text in (known.reveal(), f"it said: {known.reveal()}!", "correct%20horse%20battery"):
        with pytest.raises(NotWritten, match="a credential of this run") as refused:
            hold.append("settled", at=AT, by=BY, body={"says": text})
        assert "horse" not in str(refused.value)
    hold.release()


@pytest.mark.parametrize("text", ["00D58000000AbCd", "https://example.com/a:b@c", "basic access", "a bearer of news", "eyes!", "a" * 64])
def test_what_only_resembles_one_is_written(where, text):
    ledger = opened(where)
    hold = held(ledger)
    assert hold.append("settled", at=AT, by=BY, body={"says": text}).body["says"] == text
    hold.release()


def test_a_ledger_made_anew_says_what_is_ours_and_keeps_the_old_one_and_its_plans_used(where):
    ledger = filled(where, runs=2)
    kept = rebuild(where, BEGUN, {"digests": '{"salesforce.permission_set/A":"d2"}'})
    anew = list(open_ledger(where, create=None).records())
    verified(anew)
    assert [one.kind for one in anew] == ["opened", "rebuilt"]
    assert {address: one.digest for address, one in managed(anew).items()} == {"salesforce.permission_set/A": "d2"}
    assert {plan_state(anew, plan) for plan in (PLAN, f"{1:064}")} == {"given_up"}
    assert plan_state(anew, "another") == "new"
    old = where.partition("schema=")[0] + "schema=" + kept.removeprefix("schema ") if kept.startswith("schema ") else kept
    assert len(list(open_ledger(old, create=None).records())) == 2 * len(RUN) + 1
    hold = held(open_ledger(where, create=None))
    hold.append("started", at=AT, by=BY)
    hold.release()
    ledger.close()


def test_a_ledger_that_is_held_is_not_made_anew(where):
    ledger = opened(where)
    hold = held(ledger)
    with pytest.raises(Busy):
        rebuild(where, BEGUN, {})
    hold.append("started", at=AT, by=BY)
    hold.release()
    assert len(list(ledger.records())) == 2


def test_a_newer_format_is_refused_and_not_guessed_at(where):
    from sqlalchemy import update

    from syncwright.ledger.tables import ABOUT

    ledger = opened(where)
    with ledger._store.engine.connect() as connection:
        connection.execute(update(ABOUT).values(format=2))
    with pytest.raises(Unusable, match="it is of format 2, and this version knows formats up to 1"):
        open_ledger(where, create=BEGUN)
