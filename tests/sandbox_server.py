"""A stand-in of Salesforce as a process of its own on loopback, for tests that speak to it as they would to an org. Always ended."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from syncwright.catalog import Catalog
from syncwright.compile import Compilation
from syncwright.http import SystemClock
from syncwright.plan.model import Plan
from syncwright.planning import Request, plan_estate
from syncwright.planning.live import wanted_of
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.platforms.salesforce.live.org import Org
from syncwright.platforms.salesforce.live.target import SalesforceTarget, settings
from syncwright.records import replace
from syncwright.target import Absent, Checked, Held, Job, Settled, Work

MERIDIAN = Path(__file__).parent / "orgs" / "meridian"
ORG = "00D7Q000000vKmRUAU"
TOKEN = "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN"


class Server:
    """One that answers. `state`: its file; `log` in it is what it really did. `said`: what it printed."""

    def __init__(self, said: Mapping[str, str], state: Path) -> None:
        self.instance, self.token, self.state = said["url"].removeprefix("http://").strip("/"), said["token"], state
        self.said = said

    def org(self, version: str = "67.0") -> Org:
        """A new client in a session of the administrator."""
        return open_org({TOKEN: self.token}, self.instance, ORG, version)

    def target(self, catalog: Catalog, **settled: Any) -> SalesforceTarget:
        """A new run, in the environment that a catalog is of; `settled`: what that says otherwise."""
        said = settings(catalog, {"SYNCWRIGHT_SETTLE_AFTER": "0"})
        return SalesforceTarget(self.org(), replace(said, **settled), SystemClock())

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of its state."""
        with closing(sqlite3.connect(self.state)) as database:
            return database.execute(query, values).fetchall()

    def log(self, since: int = 0) -> list[tuple[str, str]]:
        """Kind and what of each effect after a number of the log."""
        return self.ask("SELECT kind, what FROM log WHERE number > ? ORDER BY number", since)

    def last(self) -> int:
        """Number of the last effect."""
        return int(self.ask("SELECT COALESCE(MAX(number), 0) FROM log")[0][0])


@contextmanager
def served(folder: Path, *options: str, source: Path | None = MERIDIAN) -> Iterator[Server]:
    """A server of its own, with what a folder of source holds."""
    state = folder / "org.sqlite"
    script = Path(sys.executable).with_name("syncwright")
    org = ("--org", str(source)) if source is not None else ()
    command = [str(script), "sandbox", "--state", str(state), "--org-id", ORG, "--admin", "admin@meridian.example", *org, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None, "it is a pipe"
            said = json.loads(process.stdout.readline())
            yield Server(said, state)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


# ------------------------------------------------------------------ a plan, and its steps one by one


def planned(compilation: Compilation, target: SalesforceTarget) -> Plan:
    """What an org lacks."""
    want = wanted_of(compilation, {"salesforce": target})
    return plan_estate(compilation, want, target.observe(want.addresses), Request("the org", False, "2026-06-01T12:00:00Z", "0.1"))


def works(plan: Plan) -> dict[str, Work]:
    """Each step that Salesforce does by itself, with its changes, by id."""
    found = {}
    for step in plan.steps:
        if step.platform == "salesforce" and step.kind != "person" and (step.kind == "deploy" or step.does):
            found[step.id] = Work(step, tuple(one for one in plan.changes if one.address in step.changes))
    return found


def carried_out(target: SalesforceTarget, work: Work) -> tuple[Checked | Settled | None, Settled]:
    """Checked, begun and waited for: what the check said, and how it ended."""
    checked = target.check(work)
    if isinstance(checked, Settled):
        return checked, checked
    return checked, ended(target, work, target.begin(work, checked))


def ended(target: SalesforceTarget, work: Work, found: Job | Settled) -> Settled:
    """How a job ended."""
    for _ in range(600):
        if isinstance(found, Settled):
            return found
        polled = target.poll(work, found)
        if isinstance(polled, Settled):
            return polled
        sleep(0.02)
    raise AssertionError("it does not end")


__all__ = ["Absent", "Held", "Server", "carried_out", "ended", "planned", "served", "works"]
