"""SIGINT and SIGTERM at any moment: the run ends with 3 or 4 in time, the ledger holds together, and the next run goes on."""

import random
import signal
import time

import pytest

from faults.ends import converges, holds, whole, wrong
from faults.proofs import ENDS_WITHIN, interrupted

#: Seconds after which an apply has ended that was interrupted twice.
AT_ONCE = 1.0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_at_a_seam_leaves_what_the_next_run_goes_on_from(prepared, fresh, number):
    told = {}
    for seam in (20, 470) if number == signal.SIGINT else (60, 260):
        with fresh(name=str(seam)).up() as world:
            told[seam] = interrupted(world, whole(prepared), seam, number)
    assert not wrong(told)


@pytest.mark.long
def test_signals_at_60_random_moments(prepared, fresh, scripted):
    """Of the installed command in a process of its own; every fourth time the signals of a CI job that is cancelled: SIGINT, SIGTERM, SIGKILL."""
    chance, told = random.Random(7), {}
    for turn in range(60):
        with fresh(name=str(turn)).up(port=prepared.before.port) as world:
            process = scripted(world)
            time.sleep(chance.uniform(0.05, 1.6))
            process.send_signal(chance.choice((signal.SIGINT, signal.SIGTERM)))
            if turn % 4 == 3:
                time.sleep(chance.uniform(0, 0.2))
                process.send_signal(signal.SIGTERM)
                time.sleep(chance.uniform(0, 0.1))
                process.kill()
            code = process.wait(ENDS_WITHIN)
            allowed = {0, 3, 4, 130, -9, -2, -15}
            told[turn] = ("" if code in allowed else f"it ended with {code}: {process.said}") or converges(world, whole(prepared))
    assert not wrong(told)


def test_a_second_signal_ends_it_at_once(prepared, fresh):
    """While the org takes its time over a deployment."""
    with fresh().up("--deploy-seconds", "30") as world:
        run = world.begin(*world.applying())
        end = time.monotonic() + 20
        while not world.ask("SELECT 1 FROM deploys WHERE completed IS NULL"):
            assert time.monotonic() < end and run.code is None, run.said
            time.sleep(0.01)
        began = time.monotonic()
        run.kill(signal.SIGINT)
        time.sleep(0.1)
        run.kill(signal.SIGINT)
        assert run.wait(ENDS_WITHIN) in (3, 4, 130), run.said
        assert time.monotonic() - began < AT_ONCE + 1
        assert list(holds(world)) == []
