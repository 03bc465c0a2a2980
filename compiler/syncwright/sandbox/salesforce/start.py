"""A stand-in from its state to its end: opened or begun, served, closed. Knows neither a terminal nor signals."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import DatabaseError
from typing import Any

from syncwright.sandbox.salesforce.app import app
from syncwright.sandbox.salesforce.csv_records import read_records
from syncwright.sandbox.salesforce.oauth import public_key, refresh_token
from syncwright.sandbox.salesforce.seed import NoOrg, new_org, read_org
from syncwright.sandbox.server import LOOPBACK, listening, serve
from syncwright.sandbox.state import Knobs, State


class NoStart(Exception):
    """It cannot begin, and why."""


@dataclass(frozen=True)
class Beginning:
    """What a new org begins with. `admins`: one at least; the token of the first is the one that is printed as such."""

    orgs: tuple[Path, ...]
    org_id: str
    admins: tuple[str, ...]
    usernames: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    records: tuple[Path, ...] = ()


def start(path: Path, port: int, knobs: Knobs, begin: Beginning, ready: Callable[[dict[str, Any]], None]) -> None:
    """Serve until the process is told to end. Raises NoStart, and OSError for a port that is taken."""
    if knobs.jwt_key is not None:
        try:
            public_key(knobs.jwt_key)
        except ValueError as error:
            raise NoStart(f"the certificate cannot be read: {error}") from None
    state = opened(path, knobs, begin)
    try:
        listens = listening(port)
        told = document(state, f"http://{LOOPBACK}:{listens.getsockname()[1]}")

        def announce() -> None:
            ready(told)
            sys.stdout.flush()

        serve(app(state), listens, announce)
    finally:
        state.close()


def opened(path: Path, knobs: Knobs, begin: Beginning) -> State:
    """The state in a file, begun if there is none. Raises NoStart for a file that is something else, and for source that cannot be read."""
    new = not path.exists()
    try:
        state = State(path, knobs)
    except DatabaseError as error:
        raise NoStart(f"`{path}` is no state of a stand-in: {error}") from None
    if state.org_id:
        return state
    try:
        with state.transaction():
            new_org(state, begin.org_id, begin.admins, begin.usernames, begin.groups)
            for org in begin.orgs:
                read_org(state, org)
            for folder in begin.records:
                read_records(state, folder)
    except NoOrg as error:
        state.close()
        if new:
            path.unlink(missing_ok=True)
        raise NoStart(str(error)) from None
    return state


def document(state: State, url: str) -> dict[str, Any]:
    """What is printed: where it is, whose token it is, and the same as an SFDX auth URL; and the tokens of all other users, by username."""
    admin = state.setting("admin")
    token = _token(state, "token", admin)
    others = {one["Username"]: one["Id"] for one in state.records("User", fresh=True) if one["Id"] != admin}
    users = {name: _token(state, f"token/{id_}", id_) for name, id_ in sorted(others.items())}
    auth_url = f"force://PlatformCLI::{refresh_token(state, admin)}@{url.partition('//')[2]}"
    return {"url": url, "org": state.org_id, "token": token, "state": str(state.path), "admin": admin, "auth_url": auth_url, "users": users}


def _token(state: State, key: str, user: str) -> str:
    """The one that was printed before, as long as it holds."""
    kept = state.setting(key)
    row = state.db.execute("SELECT ended, uses FROM sessions WHERE token = ?", (kept,)).fetchone()
    most = state.knobs.session_requests
    if row is None or row["ended"] or (most and row["uses"] >= most):
        kept = state.open_session(user)
        state.keep(key, kept)
    return kept
