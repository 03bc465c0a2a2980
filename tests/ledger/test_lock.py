"""The lock between real processes: one of many has it, whoever does not learns who does, and a killed holder frees it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from multiprocessing.synchronize import Barrier

import pytest

from ledger.ledgers import AT, BY, PLAN, opened
from syncwright.ledger.model import Busy, LedgerError
from syncwright.ledger.opening import open_ledger
from syncwright.ledger.reading import verified

HOLD = """
import os, sys, time
from syncwright.ledger.opening import open_ledger
hold = open_ledger(sys.argv[1], create=None).hold("ana", "build-7", os.getpid(), "2026-11-22T10:00:00+00:00")
hold.append("started", at="2026-11-22T10:00:00+00:00", by="ana@build-7", plan="p")
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(where):
    """A process that holds the lock."""
    opened(where)
    with subprocess.Popen([sys.executable, "-c", HOLD, where], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_killed_holder_frees_the_lock(where, holder):
    ledger = open_ledger(where, create=None)
    with pytest.raises(Busy) as busy:
        ledger.hold("ben", "laptop", 1, AT)
    assert busy.value.holder is not None
    assert busy.value.holder.pid == holder.pid
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    hold = _soon(ledger)
    hold.append("stopped", at=AT, by=BY, plan=PLAN)
    hold.release()
    assert [one.kind for one in ledger.records()] == ["opened", "started", "stopped"]


def _soon(ledger):
    """The lock, as soon as the server has seen that its client is gone."""
    until = time.monotonic() + 30
    while True:
        try:
            return ledger.hold("ben", "laptop", 1, AT)
        except Busy:
            assert time.monotonic() < until, "a killed holder still holds the lock"
            time.sleep(0.01)


def test_a_holder_that_is_stopped_and_unlocked_writes_nothing_when_it_goes_on(where, holder):
    holder.send_signal(signal.SIGSTOP)
    ledger = open_ledger(where, create=None)
    ledger.unlock(ledger.holder().id, "ben", "laptop", 1, AT)
    hold = ledger.hold("ben", "laptop", 1, AT)
    holder.send_signal(signal.SIGCONT)
    hold.append("started", at=AT, by=BY, plan=PLAN)
    hold.release()
    assert [one.kind for one in ledger.records()] == ["opened", "started", "unlocked", "started"]


def race(where: str, number: int, barrier: Barrier, results: "multiprocessing.SimpleQueue[object]") -> None:
    """Try to take the lock at the same moment as the others; whoever has it writes a few records."""
    try:
        ledger = open_ledger(where, create=None)
        barrier.wait(60)
        try:
            hold = ledger.hold(f"user-{number}", "host", os.getpid(), AT)
        except Busy as busy:
            results.put(("busy", busy.holder.pid if busy.holder else 0))
        else:
            for _ in range(3):
                hold.append("started", at=AT, by=BY, plan=str(os.getpid()))
            results.put(("held", os.getpid()))
            barrier.wait(60)  # until all have tried
            hold.release()
            os._exit(0)
        barrier.wait(60)
    except LedgerError as error:
        results.put((type(error).__name__, error.says))
    os._exit(0)


def races(where: str, many: int, of: int) -> None:
    begun = expected = len(list(opened(where).records()))
    context = multiprocessing.get_context("fork")
    for _ in range(many):
        barrier, results = context.Barrier(of), context.SimpleQueue()
        processes = [context.Process(target=race, args=(where, number, barrier, results)) for number in range(of)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
        found = sorted((results.get() for _ in processes), key=str)
        held = [pid for what, pid in found if what == "held"]
        assert len(held) == 1, found
        assert found == [("busy", held[0])] * (of - 1) + [("held", held[0])]
        expected += 3
        assert open_ledger(where, create=None).holder() is None
    records = list(open_ledger(where, create=None).records())
    verified(records)
    assert len(records) == expected
    assert all(len({one.plan for one in records[start : start + 3]}) == 1 for start in range(begun, expected, 3)), "two wrote at once"


def test_of_two_that_race_for_the_lock_one_has_it(where):
    races(where, 25, 2)


@pytest.mark.long
def test_of_many_that_race_for_the_lock_one_has_it(where):
    races(where, 100, 2)
    races(where, 25, 8)


def make(where: str, barrier: Barrier, results: "multiprocessing.SimpleQueue[object]") -> None:
    barrier.wait(60)
    try:
        results.put([one.hash for one in opened(where).records()])
    except LedgerError as error:
        results.put(f"{type(error).__name__}: {error.says}")
    os._exit(0)


def test_of_many_that_make_a_ledger_at_once_one_makes_it(where):
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(4), context.SimpleQueue()
    processes = [context.Process(target=make, args=(where, barrier, results)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    found = [results.get() for _ in processes]
    assert found == [[one.hash for one in opened(where).records()]] * 4
