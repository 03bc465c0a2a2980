"""A stand-in of Salesforce in a process of its own, as `syncwright sandbox` starts it, and what it says that it did."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
MERIDIAN = REPOSITORY / "tests" / "orgs" / "meridian"
EXPORTS = REPOSITORY / "tests" / "exports"
MARKETO = "marketo.sync@meridian.example"


@dataclass(frozen=True)
class Standing:
    """One that answers."""

    url: str
    token: str
    org: str
    auth_url: str
    state: Path

    def log(self, kind: str | None = None) -> list[tuple[str, str]]:
        """Kind and what of each effect, or of one kind."""
        with closing(sqlite3.connect(f"file:{self.state}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT kind, what FROM log ORDER BY number").fetchall()
        return [(had, what) for had, what in rows if kind in (None, had)]


@contextmanager
def standing(folder: Path, *options: str) -> Iterator[Standing]:
    """Started and, whatever happens, ended."""
    state = folder / "org.sqlite"
    command = [
        Path(sys.executable).with_name("syncwright"),
        "sandbox",
        "--state",
        state,
        "--org",
        MERIDIAN,
        "--records",
        EXPORTS,
        "--username",
        MARKETO,
        *options,
    ]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            yield Standing(said["url"], said["token"], said["org"], said["auth_url"], state)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
