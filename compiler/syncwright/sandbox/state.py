"""What a stand-in knows, in one SQLite file: components, records, flows, sessions, deploys, and a log of every effect. Knows no protocol.

How to build on it:

- A request is handled by a plain function `(State, Asked) -> Answer` (asked.py). A module exports `ROUTES: list[Route]`; salesforce/app.py
  collects them, checks the session (401 `INVALID_SESSION_ID` before the function is called) and fills `Asked.user` with the id of a User.
- Requests are handled one after the other in one thread: no locks. `with state.transaction():` round what belongs together; it nests.
  Outside of one, each statement is committed by itself.
- `state.log(actor, kind, what, detail)` writes one row for each effect that was really made, in the same transaction as the effect.
- Records have versions: `write_record` makes what `record`/`records` show only after `knobs.lag` seconds, `fresh=True` shows it at once
  (what the system itself enforces is never late). The body is a JSON object of field values; `Id` is in it.
- Components are rows `(type, name)` with their content as XML text (the inside of the root element, one form for the same content).
  Fields are components of their own: type `CustomField`, name `Lead.Region__c`. Standard objects and fields are facts, not rows:
  salesforce/standard.py has those, salesforce/fields.py both together.
- PermissionSet, PermissionSetGroup, FieldPermissions, ObjectPermissions and the like are no rows of `records`: they are read from components
  (the row's `id` is the record's). User, Profile, UserLicense, PermissionSetLicense, Organization and assignments are records.
- Versions of flows are `flow_versions`; salesforce/flows.py activates them. salesforce/groups.py says whether a group is being recalculated.
- Plain SQL is welcome: `state.db.execute(...)` gives sqlite3.Row.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS components (
  type TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
  created_by TEXT NOT NULL, created REAL NOT NULL, changed_by TEXT NOT NULL, changed REAL NOT NULL, PRIMARY KEY (type, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flow_versions (
  name TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL,
  changed_by TEXT NOT NULL, changed REAL NOT NULL, PRIMARY KEY (name, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
  object TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, visible REAL NOT NULL, gone INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (object, id, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, user TEXT NOT NULL, uses INTEGER NOT NULL, ended INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deploys (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, actor TEXT NOT NULL, options TEXT NOT NULL, check_only INTEGER NOT NULL, validated TEXT,
  digest TEXT NOT NULL, zip BLOB NOT NULL, status TEXT NOT NULL, created REAL NOT NULL, due REAL NOT NULL, completed REAL,
  canceled_by TEXT, result TEXT NOT NULL, visible REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS deploys_open ON deploys (due) WHERE completed IS NULL;
CREATE TABLE IF NOT EXISTS recalculations (name TEXT PRIMARY KEY, due REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS retrieves (id TEXT PRIMARY KEY, actor TEXT NOT NULL, due REAL NOT NULL, request TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, actor TEXT NOT NULL, options TEXT NOT NULL, state TEXT NOT NULL, created REAL NOT NULL,
  changed REAL NOT NULL, due REAL, data BLOB, result TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS jobs_due ON jobs (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS log (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL
);
"""


@dataclass(frozen=True)
class Knobs:
    """How this stand-in behaves. Seconds, but `session_requests`: requests after which a session has expired, 0 for never.

    `jwt_key`: PEM of the certificate or public key that JWT bearer logins are checked with; None refuses them.
    """

    lag: float = 0.0
    deploy_seconds: float = 0.0
    group_seconds: float = 0.0
    job_seconds: float = 0.0
    retrieve_seconds: float = 0.0
    production: bool = False
    session_requests: int = 0
    jwt_key: bytes | None = None


@dataclass(frozen=True)
class Component:
    """One component of the org. `changed`: seconds since 1970, UTC."""

    type: str
    name: str
    id: str
    body: str
    created_by: str
    created: float
    changed_by: str
    changed: float


class State:
    """The file and what is asked of it."""

    def __init__(self, path: Path, knobs: Knobs | None = None, clock: Callable[[], float] = time.time) -> None:
        self.path, self.knobs, self.now = path, knobs or Knobs(), clock
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")  # a killed process loses nothing by it; only a power cut would
        self.db.executescript(TABLES)
        self._depth = 0

    def close(self) -> None:
        """Ends with one file and no journal beside it."""
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing. One inside another belongs to the outer one."""
        if self._depth == 0:
            self.db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self.db.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self.db.execute("COMMIT")

    def setting(self, key: str, default: str = "") -> str:
        """What was kept under `key`."""
        row = self.db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return default if row is None else str(row["value"])

    def keep(self, key: str, value: str) -> None:
        """Keep a setting."""
        self.db.execute("INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))

    @property
    def org_id(self) -> str:
        """The id of the org, 18 characters."""
        return self.setting("org_id")

    def new_id(self, prefix: str) -> str:
        """A record id of 18 characters that was never given before, with the three characters that say the object."""
        with self.transaction():
            number = int(self.setting("last_id", "0")) + 1
            self.keep("last_id", str(number))
        return long_id(f"{prefix}5g0{_base62(number):0>9}")

    def log(self, actor: str, kind: str, what: str, detail: str = "") -> None:
        """One effect that was made, by the user `actor`: once, in the transaction that makes it."""
        self.db.execute(
            "INSERT INTO log (at, actor, kind, what, detail) VALUES (?, ?, ?, ?, ?)", (stamp(self.now()), actor, kind, what, detail)
        )

    # Components

    def component(self, type_: str, name: str) -> Component | None:
        """One component; None if the org has none of this name."""
        row = self.db.execute("SELECT * FROM components WHERE type = ? AND name = ?", (type_, name)).fetchone()
        return None if row is None else Component(**row)

    def components(self, type_: str, under: str = "") -> list[Component]:
        """All of a type by name; `under` = `Lead.` gives those of one object."""
        rows = self.db.execute(
            "SELECT * FROM components WHERE type = ? AND substr(name, 1, ?) = ? ORDER BY name", (type_, len(under), under)
        )
        return [Component(**row) for row in rows]

    def write_component(self, type_: str, name: str, body: str, actor: str, prefix: str) -> Component:
        """Make it or replace it. `prefix`: of its id, used when it is new."""
        now = self.now()
        with self.transaction():
            before = self.component(type_, name)
            made = (before.id, before.created_by, before.created) if before else (self.new_id(prefix), actor, now)
            self.db.execute(
                "INSERT OR REPLACE INTO components VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (type_, name, made[0], body, *made[1:], actor, now)
            )
        return Component(type_, name, made[0], body, made[1], made[2], actor, now)

    def delete_component(self, type_: str, name: str) -> None:
        """Remove it."""
        self.db.execute("DELETE FROM components WHERE type = ? AND name = ?", (type_, name))

    # Records

    def record(self, object_: str, id_: str, *, fresh: bool = False) -> dict[str, Any] | None:
        """The values of one record by its id of 15 or 18 characters; None if there is none or it is not visible yet."""
        found = self._records(object_, fresh, "AND id = ?", (long_id(id_),))
        return found[0] if found else None

    def records(self, object_: str, *, fresh: bool = False) -> list[dict[str, Any]]:
        """The values of all records of an object, by id."""
        return self._records(object_, fresh, "", ())

    def _records(self, object_: str, fresh: bool, more: str, values: tuple[str, ...]) -> list[dict[str, Any]]:
        seen = "" if fresh else f"AND visible <= {self.now()!r}"
        rows = self.db.execute(
            f"SELECT body, gone, max(version) FROM records WHERE object = ? {seen} {more} GROUP BY id ORDER BY id",  # noqa: S608 - a number
            (object_, *values),
        )
        return [json.loads(row["body"]) for row in rows if not row["gone"]]

    def write_record(self, object_: str, values: Mapping[str, Any], *, at_once: bool = False) -> None:
        """Make or replace a record; `values` is all of it, with `Id`. Not logged: only the caller knows what was done."""
        self._version(object_, str(values["Id"]), json.dumps(values, sort_keys=True), gone=False, at_once=at_once)

    def delete_record(self, object_: str, id_: str) -> None:
        """Remove a record; reads show it until the lag is over."""
        self._version(object_, long_id(id_), "{}", gone=True, at_once=False)

    def _version(self, object_: str, id_: str, body: str, *, gone: bool, at_once: bool) -> None:
        now = self.now()
        with self.transaction():
            row = self.db.execute("SELECT max(version) AS last FROM records WHERE object = ? AND id = ?", (object_, id_)).fetchone()
            version = (row["last"] or 0) + 1
            visible = now if at_once else now + self.knobs.lag
            self.db.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", (object_, id_, version, visible, gone, body))
            # What nobody can read any more: all before the newest version that is visible by now.
            self.db.execute(
                "DELETE FROM records WHERE object = ?1 AND id = ?2 AND version < "
                "(SELECT max(version) FROM records WHERE object = ?1 AND id = ?2 AND visible <= ?3)",
                (object_, id_, now),
            )

    # Sessions

    def open_session(self, user: str) -> str:
        """A new access token for a user; it looks as Salesforce's do: the org's id, `!`, and what nobody guesses."""
        token = f"{self.org_id[:15]}!AQ{secrets.token_hex(24)}"
        self.db.execute("INSERT INTO sessions VALUES (?, ?, 0, 0)", (token, user))
        return token

    def session(self, token: str) -> str | None:
        """The user of a token that still holds, counting one use of it; None for any other."""
        row = self.db.execute("SELECT user, uses, ended FROM sessions WHERE token = ?", (token,)).fetchone()
        most = self.knobs.session_requests
        if row is None or row["ended"] or (most and row["uses"] >= most):
            return None
        if most:
            self.db.execute("UPDATE sessions SET uses = uses + 1 WHERE token = ?", (token,))
        return str(row["user"])

    def end_session(self, token: str) -> None:
        """From now on the token is as good as none."""
        self.db.execute("UPDATE sessions SET ended = 1 WHERE token = ?", (token,))


def stamp(at: float) -> str:
    """Seconds since 1970 as the Metadata API writes a time: UTC, milliseconds, `Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{int(at * 1000) % 1000:03d}Z"


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def _base62(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = _DIGITS[digit] + text
    return text or "0"


def long_id(id_: str) -> str:
    """An id of 15 characters with the three that say which of its letters are capitals; any other text as it is."""
    if len(id_) != 15:
        return id_
    return id_ + "".join(_SUFFIX[sum(id_[part + place].isupper() << place for place in range(5))] for part in (0, 5, 10))
