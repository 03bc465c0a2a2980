"""What the faults share: the warm process, a world with a plan that is not applied yet, and what applying it does when nothing goes wrong.

Whatever runs have left behind is looked through for tokens before it goes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from faults.passing import Seam, seams_of
from faults.prepared import Prepared, prepare
from faults.secrets_scan import MAY_HOLD, found_below
from faults.warm import Warm
from faults.worlds import World, free_port


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The process that forks for each run."""
    made = Warm()
    yield made
    made.close()


def folder() -> Path:
    """A folder for worlds, in memory where there is such a disk: what is asked is whether everything is written in order, and not how long that takes."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="worlds-", dir=memory if os.access(memory, os.W_OK) else None))


@pytest.fixture(scope="session")
def prepared(warm) -> Iterator[Prepared]:
    """A world as it is before the apply, and the same after it."""
    held, port = free_port()
    root = folder()
    with held:
        made = prepare(warm, root, port)
        yield made
        looked_through(root, made.before)


@pytest.fixture(scope="session")
def passed(prepared) -> Iterator[list[Seam]]:
    """Every seam of an undisturbed apply, with the worlds there."""
    root = folder()
    (root / "at").mkdir(0o700)
    with prepared.before.copy(root / "world").up() as world:
        found = list(seams_of(world, root / "at"))
    yield found
    looked_through(root, prepared.before)


@pytest.fixture(scope="module")
def worlds(prepared) -> Iterator[Path]:
    """A folder for worlds that several tests look at."""
    root = folder()
    yield root
    looked_through(root, prepared.before)


@pytest.fixture
def fresh(prepared) -> Iterator[Callable[..., World]]:
    """Makes copies of the world before the apply, or of another; what runs in them ends with the test."""
    made: list[World] = []
    root = folder()

    def copy(of: World | None = None, name: str = "") -> World:
        made.append((of or prepared.before).copy(root / (name or f"w{len(made)}").replace("/", "_")[:80]))
        return made[-1]

    yield copy
    for world in made:
        world.down()
    looked_through(root, prepared.before, *made)


def looked_through(root: Path, *worlds: World) -> None:
    """See that no file below it holds a token of these worlds, and take it away."""
    hits = found_below([root], {world.token for world in worlds}, MAY_HOLD)
    shutil.rmtree(root)
    assert hits == []


class Process(subprocess.Popen[bytes]):
    """The installed command in a process of its own."""

    def __init__(self, world: World, argv: Sequence[str]) -> None:
        self._out = world.root / f"script-{time.monotonic_ns()}.out"
        script = Path(sys.executable).with_name("syncwright")
        with self._out.open("wb") as stream:
            super().__init__([script, *argv], cwd=world.root, env=world.environment(), stdout=stream, stderr=subprocess.STDOUT)

    @property
    def said(self) -> str:
        """All that it printed."""
        return self._out.read_text(errors="replace")


@pytest.fixture
def scripted() -> Iterator[Callable[[World], Process]]:
    """Starts the installed command on a world whose sandbox listens where the specs say."""
    made: list[Process] = []

    def start(world: World) -> Process:
        made.append(Process(world, world.applying()))
        return made[-1]

    yield start
    for one in made:
        if one.poll() is None:
            one.kill()
        one.wait(10)
