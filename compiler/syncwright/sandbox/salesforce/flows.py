"""Versions of flows: a deploy makes a new one, at most one is active. Knows no file and no request."""

from syncwright.sandbox.state import State


def latest(state: State, name: str) -> tuple[int, str, str] | None:
    """Number, status and content of the newest version; None for a flow that is not there."""
    row = state.db.execute("SELECT number, status, body FROM flow_versions WHERE name = ? ORDER BY number DESC LIMIT 1", (name,)).fetchone()
    return None if row is None else (row["number"], row["status"], row["body"])


def active(state: State, name: str) -> int | None:
    """Number of the version that runs; None if none does."""
    row = state.db.execute("SELECT number FROM flow_versions WHERE name = ? AND status = 'Active'", (name,)).fetchone()
    return None if row is None else int(row["number"])


def add_version(state: State, name: str, definition: str, body: str, status: str, actor: str) -> int:
    """A new version, which takes the place of the active one if it is active itself. Not logged: the deploy is."""
    before = latest(state, name)
    number = 1 if before is None else before[0] + 1
    with state.transaction():
        if status == "Active":
            _retire(state, name)
        values = (name, number, state.new_id("301"), definition, status, body, actor, state.now())
        state.db.execute("INSERT INTO flow_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return number


def activate(state: State, name: str, number: int, actor: str) -> bool:
    """Make one version the active one, 0 for none. Logged as `activate` if that changes anything. False: there is no such version."""
    found = state.db.execute("SELECT 1 FROM flow_versions WHERE name = ? AND number = ?", (name, number)).fetchone()
    if number and found is None:
        return False
    if (active(state, name) or 0) == number:
        return True
    with state.transaction():
        _retire(state, name)
        state.db.execute("UPDATE flow_versions SET status = 'Active' WHERE name = ? AND number = ?", (name, number))
        state.log(actor, "activate", f"Flow/{name}", str(number))
    return True


def _retire(state: State, name: str) -> None:
    # A version that ran once reads as obsolete; one that never ran is a draft.
    state.db.execute("UPDATE flow_versions SET status = 'Obsolete' WHERE name = ? AND status = 'Active'", (name,))
