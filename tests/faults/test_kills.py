"""A thousand kills of an apply at random moments, up to four in a row: after that one run more comes to the end, and nothing was done twice."""

import random
import time

import pytest

from faults.ends import converges, whole, wrong

pytestmark = pytest.mark.long

KILLS = 1_000
#: Of these so many are of the installed command in a process of its own, start-up and all; the others of forks, which have that behind them.
OF_SCRIPTS = 120
PARTS = 4
#: How many in a row: more often many than few.
IN_A_ROW = (1, 3, 4, 4, 4, 4, 4, 4)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_kills_are_made_good(prepared, fresh, passed, part):
    """Every second time from the beginning, else from wherever an earlier kill left the world."""
    chance, told, kills, turn = random.Random(part), {}, 0, 0
    worlds, longest = [one.world for one in passed if one.world is not None], _length(fresh)
    while kills < (KILLS - OF_SCRIPTS) // PARTS:
        turn += 1
        with fresh(chance.choice(worlds) if turn % 2 else None, f"{part}-{turn}").up() as world:
            for _ in range(chance.choice(IN_A_ROW)):
                run = world.begin(*world.applying())
                time.sleep(chance.uniform(0, longest / 2))
                if run.code is None:
                    run.kill()
                kills += run.wait() == -9
            told[turn] = converges(world, whole(prepared))
    print(f"{kills} kills in {turn} worlds")
    assert not wrong(told)


def _length(fresh) -> float:
    """Seconds that an undisturbed apply takes here and now."""
    with fresh(name="length").up() as world:
        began = time.monotonic()
        assert world.apply().code == 0
        return time.monotonic() - began


def test_kills_of_the_installed_command_are_made_good(prepared, fresh, scripted):
    chance, told, kills, turn = random.Random(99), {}, 0, 0
    while kills < OF_SCRIPTS:
        turn += 1
        with fresh(name=str(turn)).up(port=prepared.before.port) as world:
            for _ in range(chance.randint(1, 4)):
                process = scripted(world)
                time.sleep(chance.uniform(0.3, 1.6))
                process.kill()
                kills += process.wait(10) == -9
            told[turn] = converges(world, whole(prepared))
    print(f"{kills} kills in {turn} worlds")
    assert not wrong(told)
