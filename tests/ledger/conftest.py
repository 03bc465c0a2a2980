"""Where ledgers lie in tests: a file, and a schema of a real PostgreSQL server. What holds of one holds of the other."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postgres_server import postgres

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """URL of a PostgreSQL server."""
    with postgres() as url:
        yield url


@pytest.fixture
def schema(server: str) -> str:
    """URL of a schema that nobody else uses."""
    return f"{server}&schema=ledger_{next(_NUMBERS)}"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Path of a ledger's file, which is not there yet, in a folder that isn't either."""
    return str(tmp_path / "ledger" / "production.sqlite")


@pytest.fixture(params=["file", "schema"])
def where(request: pytest.FixtureRequest) -> str:
    """Where a ledger may be made, in each kind of database."""
    place: str = request.getfixturevalue(request.param)
    return place


Append = Callable[..., object]
