"""A small estate on disk and an org in memory that its specs are planned for and carried out on, through the command line in this process."""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from small_estate import FILES, org
from syncwright.apply.clock import written
from syncwright.apply.memory import MemoryTarget
from syncwright.cli import main
from syncwright.inventory import Org
from syncwright.inventory.store import inventory_files
from syncwright.platform import installed
from syncwright.platforms.salesforce.types import TYPES
from syncwright.records import replace

ORG = "00D7Q000000vKmR"
INSTANCE = "tiny.my.salesforce.com"
SPECS = {
    **FILES,
    "environments/production.yaml": (
        f"environment: production\nsalesforce: {{org: {ORG}, instance: {INSTANCE}, inventory: inventory/production}}\n"
        "users: {marketo-sync: {username: marketo@tiny.example}}\n"
    ),
    "connectors/marketo.yaml": (
        "connector: marketo\nplatform: marketo\nowner: ops\nwhy: programmes run there\nsync_user: marketo-sync\n"
        "operations: {errors_owner: ops, review_every: 2 days}\n"
    ),
    "objects/lead.yaml": (
        "object: Lead\nowner: ops\nwhy: it is needed\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\n"
        "fields:\n  Score__c: {why: the score}\n"
    ),
}
WIDER = "  Motto__c: {why: the motto}\n"


class Answer:
    """What a command said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def doc(self):
        return json.loads(self.out)


class Estate:
    """The folder, and the org. `target`: what commands reach."""

    def __init__(self, folder: Path, monkeypatch) -> None:
        from datetime import UTC, datetime

        self.folder, self.monkeypatch = folder, monkeypatch
        for name, text in SPECS.items():
            if text is not None:
                self.write(name, text)
        for name, data in inventory_files(Org(org())).items():
            path = folder / "specs/inventory/production" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.target = MemoryTarget({}, {one.name: one for one in TYPES}, lambda: written(datetime.now(UTC)))
        self.target.place = {"org": ORG, "instance": INSTANCE}
        self.error = None
        platforms = installed()
        monkeypatch.setitem(platforms, "salesforce", replace(platforms["salesforce"], target=self._reached))
        monkeypatch.chdir(folder)
        monkeypatch.delenv("SYNCWRIGHT_LEDGER", raising=False)

    def _reached(self, catalog, variables):
        if self.error is not None:
            raise self.error
        return self.target

    def write(self, name: str, text: str) -> None:
        path = self.folder / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add(self, name: str, text: str) -> None:
        path = self.folder / "specs" / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def __call__(self, *args: str) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        self.monkeypatch.setattr(sys, "argv", ["syncwright", *args])
        with redirect_stdout(out), redirect_stderr(err):
            code = main._outcome()
        return Answer(int(code), out.getvalue(), err.getvalue())

    def plan(self, name: str = "p.json") -> Path:
        """Save a plan against the org."""
        done = self("plan", "--env", "production", "--out", name)
        assert done.code == 0, done.out + done.err
        return self.folder / name

    @property
    def effects(self) -> list[str]:
        return [one.step for one in self.target.log]

    @property
    def ledger(self) -> Path:
        return self.folder / ".syncwright/ledger/production.sqlite"


def mode(path: Path) -> int:
    return os.stat(path).st_mode & 0o777
