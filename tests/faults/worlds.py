"""A world: an org behind a sandbox, a ledger and a plan, all of which lie in one folder that can be copied; and what is asked of it.

The oracle is the sandbox's own log: what the org really did, each effect with its number. What the tool says of itself is compared with it, never
taken for it.
"""

import json
import os
import shutil
import socket
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from faults.estate import ORG_ID
from faults.proxy import Faults
from faults.warm import Run, Warm

#: Exit codes of `apply` that leave nothing to do but for people, and those after which the same file may be applied again.
ENDED, AGAIN = frozenset({0}), frozenset({3, 4, 6, 8})
#: Seconds that a look-up waits for, here: the sandbox shows everything at once unless a test says otherwise.
SETTLE_AFTER = "0.05"
TOKEN = "SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN"

#: A network that does not fail.
NONE = Faults()
#: Tables of the org's state in which a question leaves a row; of the settings that are asked for apart, the last id that was given.
_QUESTIONS = frozenset({"retrieves", "settings", "sqlite_sequence"})

Effects = Counter[tuple[str, str, str]]


class World:
    """A folder with `state.sqlite` (the org), `ledger.sqlite`, `plan.json` and `specs`; the specs and plans name `port`."""

    def __init__(self, root: Path, warm: Warm, port: int, specs: Path) -> None:
        self.root, self.warm, self.port, self.specs = root, warm, port, specs
        self.sandbox: Run | None = None
        self.actual = 0
        self.token = ""
        self._count = 0

    def copy(self, root: Path) -> "World":
        """The same world as it is on disk now, without what runs in it."""
        root.mkdir(mode=0o700, parents=True)
        for path in self.root.iterdir():
            # What is shared between processes that have a file open means nothing to others.
            if path.is_file() and not path.name.endswith("-shm") and path.suffix not in (".out", ".err"):
                shutil.copy(path, root / path.name)
        made = World(root, self.warm, self.port, self.specs)
        made.token = self.token
        return made

    # ------------------------------------------------------------------ what runs in it

    def up(self, *options: str, port: int = 0, org_id: str = ORG_ID, inside: Mapping[str, Any] = {}) -> "World":
        """Start the sandbox."""
        self._count += 1
        out = self.root / f"sandbox-{self._count}"
        argv = ["sandbox", "--state", str(self.root / "state.sqlite"), "--port", str(port), "--org-id", org_id, *options]
        self.sandbox = self.warm.start(argv, self.root, plain(), out, inside)
        said = json.loads(awaited(lambda: out.with_suffix(".out").read_text().partition("\n")[0], "the sandbox", self.sandbox))
        self.actual = int(said["url"].rpartition(":")[2].strip("/"))
        self.token = self.token or said["token"]
        return self

    def stopped(self, run: Run) -> None:
        """Wait until a run was stopped, by a signal that leaves it where it is."""
        awaited(lambda: "State:\tT" in Path(f"/proc/{run.pid}/status").read_text(), "a run that stops", run)

    def down(self, number: int = 9) -> None:
        """End the sandbox, by default as a power cut would."""
        if self.sandbox is not None:
            self.sandbox.kill(number)
            self.sandbox.wait(10)
            self.sandbox = None

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    def begin(
        self, *argv: str, through: int | None = None, inside: Mapping[str, Any] = {}, env: Mapping[str, str] = {}, name: str = ""
    ) -> Run:
        """Start a command in a fork. `through`: the port of a proxy."""
        self._count += 1
        redirect = {str(self.port): through or self.actual}
        out = self.root / f"{name or argv[0]}-{self._count}"
        return self.warm.start(argv, self.root, self.environment(env), out, {**inside, "redirect": redirect})

    def run(self, *argv: str, **more: Any) -> Run:
        """The same, to its end."""
        run = self.begin(*argv, **more)
        run.wait()
        return run

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        """What a command finds in its environment."""
        return {**plain(), TOKEN: self.token, "SYNCWRIGHT_SETTLE_AFTER": SETTLE_AFTER, **more}

    def applying(self, plan: str = "plan.json") -> list[str]:
        """The command line of an apply."""
        return ["apply", str(self.root / plan), "--specs", str(self.specs), "--ledger", str(self.root / "ledger.sqlite")]

    def apply(self, plan: str = "plan.json", **more: Any) -> Run:
        """Apply the plan, to whatever end."""
        return self.run(*self.applying(plan), **more)

    # ------------------------------------------------------------------ what is asked of it

    def effects(self) -> Effects:
        """Everything that the org did, each as often as it did it: what its log says, and each deployment by its bytes, as one that is repeated
        changes nothing more.
        """
        did = Counter((kind, what, _lasting(kind, detail)) for kind, what, detail in self.ask("SELECT kind, what, detail FROM log"))
        deployed = self.ask("SELECT digest FROM deploys WHERE check_only = 0 AND status = 'Succeeded'")
        return did + Counter(("deployment", digest, "") for (digest,) in deployed)

    def meaning(self) -> tuple[object, ...]:
        """What this world comes to, without ids and times: what the org did and holds, and which steps of the plan are done."""
        plan = sha256((self.root / "plan.json").read_bytes()).hexdigest()
        done = "SELECT DISTINCT step FROM records WHERE plan = ? AND (kind = 'observed' OR (kind = 'settled' AND json_extract(body, '$.state') = 'done'))"
        records = [
            (owner, json.loads(body))
            for owner, body in self.ask(
                "SELECT object, body FROM records r WHERE NOT gone AND version = (SELECT max(version) FROM records WHERE object = r.object AND id = r.id)"
            )
        ]
        return (
            self.effects(),
            set(self.ask(done, plan, of="ledger.sqlite")),
            self.ask("SELECT type, name, body FROM components ORDER BY type, name"),
            self.ask("SELECT name, number, status, body FROM flow_versions ORDER BY name, number"),
            sorted(
                json.dumps([owner, {key: value for key, value in said.items() if not _passing(key)}], sort_keys=True)
                for owner, said in records
            ),
        )

    def ask(self, query: str, *values: object, of: str = "state.sqlite") -> list[tuple[Any, ...]]:
        """Rows of the org's state, or of the ledger."""
        if not (self.root / of).exists():
            return []
        database = sqlite3.connect(self.root / of)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()

    def tell(self, change: str, *values: object, of: str = "state.sqlite") -> None:
        """Change the org's state, or the ledger, behind everybody's back."""
        database = sqlite3.connect(self.root / of, timeout=10)
        try:
            with database:
                assert database.execute(change, values).rowcount, f"nothing is changed by {change}"
        finally:
            database.close()

    def digest(self) -> tuple[object, ...]:
        """All that is durable in this world and means anything: every byte of the ledger, and of the org all but the questions that it was asked.
        The same, the same world.
        """
        ledger = (path for path in sorted(self.root.glob("ledger.*")) if path.suffix != ".lock")
        tables = [
            name for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") if name not in _QUESTIONS
        ]
        kept = [self.ask(f"SELECT * FROM {name}") for name in tables]  # noqa: S608 - names of tables
        settings = [row for row in self.ask("SELECT * FROM settings") if row[0] != "last_id"]
        return (*(path.read_bytes() for path in ledger), repr(kept), repr(settings))


def _passing(key: str) -> bool:
    """Whether a field's value is another one each time."""
    return key.endswith(("Id", "Date", "Modstamp"))


def _lasting(kind: str, detail: str) -> str:
    """What a log says of an effect that is the same each time: ids of requests and of what is made are not."""
    return detail.rpartition(" ")[2] if kind in ("deploy", "delete") else "" if kind in ("assign", "unassign") else detail


def plain() -> dict[str, str]:
    """An environment with nothing in it but what a process needs."""
    kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": "/nonexistent", "NO_COLOR": "1"}


def awaited(look: Any, what: str, run: Run | None = None, seconds: float = 20) -> Any:
    """What `look` gives once it gives something; it is asked again and again."""
    end = monotonic() + seconds
    while monotonic() < end:
        with suppress(FileNotFoundError):
            found = look()
            if found:
                return found
        if run is not None and run.code is not None:
            break
        if run is None or not run._warm.listen(0.003):
            sleep(0.002)
    raise AssertionError(f"{what} did not come up: {run.said if run else ''}")


def free_port() -> tuple[socket.socket, int]:
    """A port that nobody else gets while the socket is kept."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held, held.getsockname()[1]


def through(world: World, faults: Faults = NONE, stalls: float = 2) -> tuple[Run, int, Path]:
    """A proxy before the sandbox: its process, its port, and the file in which it lists requests."""
    world._count += 1
    log, ready = world.root / f"proxy-{world._count}.log", world.root / f"proxy-{world._count}.port"
    said = [str(world.actual), json.dumps(faults), str(log), str(stalls), str(ready)]
    run = world.warm.start(said, world.root, plain(), world.root / f"proxy-{world._count}", call="faults.proxy:serve")
    return run, int(awaited(ready.read_text, "the proxy", run)), log


def requests(log: Path) -> Sequence[Mapping[str, Any]]:
    """The requests that a proxy saw."""
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
