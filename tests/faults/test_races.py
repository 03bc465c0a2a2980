"""Several applies at once: exactly one goes on, the others are told by whom, and the org's log shows one apply."""

import shutil
import signal

import pytest

from faults.ends import differs
from faults.proofs import race
from faults.worlds import World


@pytest.fixture(scope="module")
def little(prepared, worlds) -> World:
    """A world with one small thing to do: a flag is taken from the user."""
    world = prepared.after.copy(worlds / "little")
    world.specs = shutil.copytree(world.specs, worlds / "specs")
    user = world.specs / "users" / "marketo-sync.yaml"
    user.write_text(user.read_text().replace("marketing_user: true\n", ""))
    with world.up():
        planned = world.run(
            "plan",
            str(world.specs),
            "--env",
            "production",
            "--ledger",
            str(world.root / "ledger.sqlite"),
            "--allow-removals",
            "1",
            "--out",
            str(world.root / "plan.json"),
        )
        assert planned.code == 0, planned.said
        world.down(signal.SIGTERM)
    return world


@pytest.fixture(scope="module")
def little_effects(little, worlds):
    """What the org has done once that is applied."""
    with little.copy(worlds / "done").up() as world:
        run = world.apply()
        assert run.code == 0, run.said
        assert sum((world.effects() - little.effects()).values()) == 1
        return world.effects()


def races(fresh, little, wanted, number, many) -> list[str]:
    found = []
    for each in range(number):
        world = fresh(little, f"{many}-{each}")
        found.append(race(world, many, wanted))
        world.down()
    told = [said for said, _ in found if said]
    assert sum(kept for _, kept in found) >= number // 2, "they hardly ever met"
    return told


def test_of_two_applies_one_goes_on(fresh, little, little_effects):
    assert races(fresh, little, little_effects, 50, 2) == []


@pytest.mark.long
def test_of_two_applies_one_goes_on_200_times(fresh, little, little_effects):
    assert races(fresh, little, little_effects, 200, 2) == []


@pytest.mark.long
def test_of_eight_applies_one_goes_on_50_times(fresh, little, little_effects):
    assert races(fresh, little, little_effects, 50, 8) == []


def test_the_lock_goes_with_its_holder(fresh, little, little_effects):
    """Killed while it holds it; and stopped, so that it holds it still."""
    with fresh(little).up() as world:
        stopped = world.begin(*world.applying(), inside={"seams": {"at": 12, "does": int(signal.SIGSTOP)}})
        world.stopped(stopped)
        kept_out = world.apply()
        assert kept_out.code == 6, kept_out.said
        assert f"(process {stopped.pid})" in kept_out.said
        stopped.kill()
        stopped.wait()
        assert world.apply().code == 0
        assert differs(world, little_effects) == ""
