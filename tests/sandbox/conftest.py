"""Orgs that tests may change as they like: the example org is read once and copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox_packages import Clock, new_state
from syncwright.sandbox.state import Knobs, State


@pytest.fixture(scope="session")
def meridian_file(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The state of an org that holds tests/orgs/meridian."""
    path = tmp_path_factory.mktemp("sandbox") / "meridian.sqlite"
    new_state(path, org=repository / "tests" / "orgs" / "meridian").close()
    return path


Make = Callable[..., State]


@pytest.fixture
def make_org(tmp_path: Path, meridian_file: Path) -> Iterator[Make]:
    """Makes an org of its own, with knobs if they are said; its clock is `state.now`."""
    made: list[State] = []

    def make(**knobs: object) -> State:
        path = tmp_path / f"{len(made)}.sqlite"
        shutil.copy(meridian_file, path)
        made.append(State(path, Knobs(**knobs), Clock()))
        return made[-1]

    yield make
    for state in made:
        state.close()


@pytest.fixture
def org(make_org: Make) -> State:
    """An org as in tests/orgs/meridian."""
    return make_org()
