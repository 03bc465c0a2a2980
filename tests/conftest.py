"""What all tests share: where things are, real data where it exists, and the long tier."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

#: Real org trees: not part of the project. Developers and CI have them beside the checkout.
REAL_DATA = Path(os.environ.get("SYNCWRIGHT_REAL_DATA", REPOSITORY.parent / "shared" / "data"))

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked `long`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="a full-size run: `make test-all`"))
        if item.get_closest_marker("real_orgs") and not REAL_DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason=f"left out: needs the real org trees in {REAL_DATA.parent.name}/{REAL_DATA.name}"))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Leave nothing to the interpreter's last collection: msgspec 0.22 crashes at times when its types are taken apart there (`TypeNode_Free`)."""
    gc.freeze()


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """A command ends with its process and leaves the garbage collector off. One that a test calls in this process is not the last."""
    yield
    gc.enable()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Real org trees and reference data. Tests that use it are marked `real_orgs`."""
    return REAL_DATA


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def syncwright() -> Run:
    """Runs the installed command line in a process of its own; `cwd`, `env` and `input` as subprocess takes them."""
    script = Path(sys.executable).with_name("syncwright")

    def run(*args: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
        options: dict[str, object] = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 60, **more}
        return subprocess.run([script, *map(str, args)], check=False, **options)  # type: ignore[call-overload,no-any-return]

    return run
