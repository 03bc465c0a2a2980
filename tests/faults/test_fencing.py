"""A ledger that several people share, in a real PostgreSQL server: who is stopped while it holds the lock writes nothing once the lock is another's."""

import signal

import psycopg
import pytest

from faults.ends import whole
from faults.passing import seams_of
from postgres_server import postgres

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server():
    with postgres() as url:
        yield url


def applying(world, url):
    return ["apply", str(world.root / "plan.json"), "--specs", str(world.specs), "--ledger", url]


def stopped_at(world, url, seam):
    """An apply that was stopped, not ended, right before it writes a record."""
    run = world.begin(*applying(world, url), inside={"seams": {"until": [seam], "does": int(signal.SIGSTOP)}})
    world.stopped(run)
    return run


def lose_connections(server):
    """What a cut network does, seen from the server: every session ends, and its lock with it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")


def records(prepared, tmp_path) -> list[str]:
    """Seams right before a step is said to be begun, by name: how many others come before it is another number each time, as waiting asks again and again."""
    with prepared.before.copy(tmp_path / "once").up() as world:
        (tmp_path / "at").mkdir(0o700)
        return [one.name for one in seams_of(world, tmp_path / "at") if one.name.startswith("record intended")]


def test_who_is_stopped_holds_the_lock_and_whoever_lost_it_writes_nothing_more(prepared, fresh, server, tmp_path):
    for number, seam in enumerate(records(prepared, tmp_path)[::3]):
        url = f"{server}&schema=fencing_{number}"
        with fresh(name=f"f{number}").up() as world:
            run = stopped_at(world, url, seam)
            kept_out = world.run(*applying(world, url))
            assert kept_out.code == 6, kept_out.said
            assert f"(process {run.pid})" in kept_out.said
            refused = world.run(
                "ledger", "unlock", "--ledger", url, "--holder", kept_out.said.partition("--holder ")[2].split("`")[0].split()[0]
            )
            assert refused.code != 0, "it still runs, on this machine"
            lose_connections(server)
            assert world.run(*applying(world, url)).code == 0
            done = world.effects()
            assert done == whole(prepared)
            run.kill(signal.SIGCONT)
            assert run.wait(30) in (3, 4), run.said
            assert world.effects() == done
