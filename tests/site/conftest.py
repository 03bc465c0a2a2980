"""The site of the example estate and that of a hostile one, built once for all who test, and a browser a module."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from chromium import Watched, launched, watched
from hostile_specs import HOSTILE, hostile
from judges.node_tools import only_one
from spec_commits import Commits


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str, syncwright, repository: Path) -> Path:
    """A folder with `example` and `hostile`."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sites"
    folder.mkdir(exist_ok=True)
    with only_one(folder / "lock"):
        if not (folder / "ready").exists():
            for name, specs in (
                ("example", repository / "specs"),
                ("hostile", committed(hostile(repository / "specs", folder / "estate"))),
            ):
                plan = folder / f"{name}.json"
                planned = syncwright("plan", specs, "--against", repository / "tests/orgs/meridian", "--format", "json")
                plan.write_text(planned.stdout, "utf-8")
                done = syncwright("docs", "build", specs, "--out", folder / name, "--plan", plan)
                assert done.returncode == 0, done.stdout + done.stderr
            (folder / "ready").touch()
    return folder


def committed(specs: Path) -> Path:
    """The same specs, with commits by people whose names and messages are hostile, too."""
    repository = Commits(specs.parent)
    for number, text in enumerate(HOSTILE):
        repository.commit({"objects/lead.yaml": f"{(specs / 'objects/lead.yaml').read_text('utf-8')}# {number}\n"}, text, who=text)
    return specs


@pytest.fixture(scope="session")
def example(sites: Path) -> Path:
    return sites / "example"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as one:
        yield one


@pytest.fixture
def wide(browser: Browser) -> Iterator[Watched]:
    """A window of 1280 by 900, whose pages must stay quiet."""
    with watched(browser) as one:
        yield one


@pytest.fixture
def opened(wide: Watched, example: Path) -> Callable[[str], Page]:
    """Opens a page of the example's site from disk."""
    return lambda path: wide.page(f"{example.as_uri()}/{path}")
