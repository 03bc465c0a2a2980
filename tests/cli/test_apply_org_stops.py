"""`apply` that is asked to stop: what is under way is finished or recorded, and the next run goes on from there."""

import os
import signal
import time

import pytest

from cli.org_estate import Estate
from syncwright.cli import interrupts
from syncwright.ledger.opening import open_ledger
from syncwright.ledger.reading import verified

DEPLOY, ASSIGN = "salesforce.deploy", "salesforce.assign/marketo-sync/Marketo_Sync"
SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    made = Estate(tmp_path, monkeypatch)
    made.plan()
    return made


def at(estate, moment, number, then=lambda: None):
    def called(name):
        if name == moment:
            os.kill(os.getpid(), number)
            then()

    estate.target.calls = called


@pytest.mark.parametrize("number", SIGNALS)
def test_the_step_under_way_is_finished_and_the_next_is_not_begun(estate, number):
    at(estate, f"begin {DEPLOY}", number)
    done = estate("apply", "p.json")
    assert (done.code, estate.effects) == (3, [DEPLOY])
    assert "stopped: somebody asked to stop" in done.out
    estate.target.calls = lambda _: None
    assert (estate("apply", "p.json").code, estate.effects) == (0, [DEPLOY, ASSIGN])


@pytest.mark.parametrize("number", SIGNALS)
def test_before_anything_is_sent_it_stops_at_once(estate, number):
    at(estate, "identity", number)
    done = estate("apply", "p.json")
    assert (done.code, done.err, estate.effects) == (3, "interrupted; nothing was sent\n", [])


@pytest.mark.parametrize("number", SIGNALS)
def test_a_job_that_runs_is_left_and_followed_by_the_next_run(estate, number):
    estate.target.polls = 3
    at(estate, "poll job-1", number)
    done = estate("apply", "p.json")
    assert done.code == 4
    estate.target.calls = lambda _: None
    assert (estate("apply", "p.json").code, estate.effects) == (0, [DEPLOY, ASSIGN])


def test_a_request_that_does_not_end_is_left_after_a_while(estate, monkeypatch):
    monkeypatch.setattr(interrupts, "_GRACE", 0.05)
    at(estate, f"begin {DEPLOY}", signal.SIGINT, lambda: time.sleep(30))
    done = estate("apply", "p.json")
    assert (done.code, estate.effects) == (4, [])
    estate.target.calls = lambda _: None
    assert (estate("apply", "p.json").code, estate.effects) == (0, [DEPLOY, ASSIGN])


@pytest.mark.parametrize(("moment", "code"), [(f"begin {DEPLOY}", 4), (f"holds {ASSIGN}", 4), (f"begin {ASSIGN}", 4)])
def test_asked_twice_it_stops_at_once(estate, moment, code):
    at(estate, moment, signal.SIGINT, lambda: os.kill(os.getpid(), signal.SIGINT))
    pid = os.fork()
    if not pid:
        estate("apply", "p.json")
        os._exit(99)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == code
    opened = open_ledger(str(estate.ledger), create=None)
    records = list(opened.records())
    opened.close()
    verified(records)
    assert records[-1].kind == "intended", "and no record of the end"


def test_signals_are_left_as_they_were(estate):
    before = [signal.getsignal(one) for one in (*SIGNALS, signal.SIGALRM)]
    estate("apply", "p.json")
    assert [signal.getsignal(one) for one in (*SIGNALS, signal.SIGALRM)] == before
