"""Deploy requests: taken on, run when due, canceled, quick-deployed. Knows the package and the org, neither SOAP nor REST."""

import json
import traceback
from dataclasses import asdict
from hashlib import sha256
from sqlite3 import Row
from typing import Any

from syncwright.sandbox.salesforce.carry import Done, carry
from syncwright.sandbox.salesforce.package import MOST_ZIPPED, Message, Package, Unreadable, opened
from syncwright.sandbox.salesforce.users import may_use_metadata
from syncwright.sandbox.state import State, long_id

#: A validation can be quick-deployed for this long, in seconds: ten days.
QUICK_SECONDS = 10 * 86_400
#: Test levels that count as tests run. The default of an org that is no production is none.
TESTED = frozenset({"RunSpecifiedTests", "RunLocalTests", "RunAllTestsInOrg", "RunRelevantTests"})
OPTIONS: dict[str, Any] = {
    "allowMissingFiles": False,
    "autoUpdatePackage": False,
    "checkOnly": False,
    "ignoreWarnings": False,
    "performRetrieve": False,
    "purgeOnDelete": False,
    "rollbackOnError": True,
    "runTests": [],
    "singlePackage": False,
    "testLevel": "",
}


class NotTaken(Exception):
    """A request that is refused before anything is kept of it. `code`: an exception code of Salesforce's."""

    def __init__(self, code: str, says: str, status: int = 400) -> None:
        super().__init__(says)
        self.code, self.says, self.status = code, says, status


def take_on(state: State, actor: str, data: bytes, options: dict[str, Any], validated: str | None = None) -> str:
    """Keep a request and give it an id; it runs when it is due. Raises NotTaken."""
    _allowed(state, actor)
    said = {**OPTIONS, **{name: value for name, value in options.items() if name in OPTIONS}}
    if len(data) > MOST_ZIPPED:
        raise NotTaken("LIMIT_EXCEEDED", f"Maximum size of request reached. Maximum size of request is {MOST_ZIPPED} bytes.")
    if state.knobs.production and not said["rollbackOnError"]:
        raise NotTaken("INVALID_OPERATION", "rollbackOnError must be true in a production org")  # documented, not in these words
    now = state.now()
    with state.transaction():
        id_ = state.new_id("0Af")
        last = state.db.execute("SELECT count(*) AS number, max(due) AS due FROM deploys WHERE completed IS NULL").fetchone()
        due = max(now, last["due"] or 0.0) + state.knobs.deploy_seconds  # an org runs one after the other
        number = state.db.execute("SELECT count(*) AS number FROM deploys").fetchone()["number"] + 1
        values = (id_, number, actor, json.dumps(said), said["checkOnly"], validated, sha256(data).hexdigest(), data, "Pending", now, due)
        state.db.execute(
            "INSERT INTO deploys (id, number, actor, options, check_only, validated, digest, zip, status, created, due, result, visible) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?)",
            (*values, now + state.knobs.lag),
        )
    return id_


def _allowed(state: State, actor: str) -> None:
    if not may_use_metadata(state, actor):
        says = "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions"
        raise NotTaken("INSUFFICIENT_ACCESS", f"INSUFFICIENT_ACCESS: {says}", 403)


def quick(state: State, actor: str, validation: str) -> str:
    """Deploy what was validated, as it was sent then. Raises NotTaken if it was not, or does not hold any more.

    Documented are the conditions (validated, tests run, ten days, nothing deployed since); the words of the refusals are our own.
    """
    _allowed(state, actor)
    row = request(state, validation)
    reason = None
    if row is None or not row["check_only"] or row["status"] != "Succeeded":
        reason = "is not of a validation that succeeded"
    elif json.loads(row["options"])["testLevel"] not in TESTED:
        reason = "was validated without running tests"
    elif row["completed"] + QUICK_SECONDS < state.now():
        reason = "was validated more than 10 days ago"
    elif _deployed_since(state, row["number"]):
        reason = "was validated before another deployment"
    if row is None or reason is not None:
        raise NotTaken("INVALID_ID_FIELD", f"INVALID_ID_FIELD: the id {validation} {reason}")
    return take_on(state, actor, row["zip"], {**json.loads(row["options"]), "checkOnly": False}, row["id"])


def _deployed_since(state: State, number: int) -> bool:
    found = state.db.execute(
        "SELECT 1 FROM deploys WHERE check_only = 0 AND status IN ('Succeeded', 'SucceededPartial') AND number > ? LIMIT 1", (number,)
    ).fetchone()
    return found is not None


def request(state: State, id_: str) -> Row | None:
    """A request by its id of 15 or 18 characters; None if there is none."""
    found: Row | None = state.db.execute("SELECT * FROM deploys WHERE id = ?", (long_id(id_),)).fetchone()
    return found


def status(state: State, row: Row) -> str:
    """Where it is now: half of its time it is pending."""
    if row["status"] == "Pending" and state.now() >= row["due"] - state.knobs.deploy_seconds / 2:
        return "InProgress"
    return str(row["status"])


def cancel(state: State, actor: str, id_: str) -> Row:
    """End it before it takes effect. Raises NotTaken for what has ended, or never was."""
    row = request(state, id_)
    if row is None:
        raise NotTaken("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", 404)
    if row["completed"] is not None:
        raise NotTaken("INVALID_ID_FIELD", f"INVALID_ID_FIELD: the deployment {id_} has completed already")  # our own words
    now = state.now()
    state.db.execute("UPDATE deploys SET status = 'Canceled', completed = ?, canceled_by = ? WHERE id = ?", (now, actor, row["id"]))
    found = request(state, id_)
    assert found is not None, "it was there a moment ago"
    return found


def run_due(state: State) -> None:
    """Run every request whose time has come, in the order in which they came."""
    due = state.db.execute("SELECT id FROM deploys WHERE completed IS NULL AND due <= ? ORDER BY number", (state.now(),)).fetchall()
    for row in due:
        _run(state, row["id"])


def _run(state: State, id_: str) -> None:
    """One transaction for what it does, what it says, and the log: a server that is killed has done all of it or nothing."""
    row = request(state, id_)
    assert row is not None, "it is due"
    try:
        with state.transaction():
            _end(state, id_, *_outcome(state, row))
    except Unreadable as refused:
        _end(state, id_, "Failed", _result([], [], code=refused.code, says=refused.says))
    except Exception as error:  # noqa: BLE001 - a bug here must not stop every later request, too
        traceback.print_exc()
        _end(state, id_, "Failed", _result([], [], code="UNKNOWN_EXCEPTION", says=f"a bug of the stand-in: {error!r}"))


def _end(state: State, id_: str, ended: str, result: dict[str, Any]) -> None:
    values = (ended, state.now(), json.dumps(result), id_)
    state.db.execute("UPDATE deploys SET status = ?, completed = ?, result = ? WHERE id = ?", values)


def _outcome(state: State, row: Row) -> tuple[str, dict[str, Any]]:
    options = json.loads(row["options"])
    package = opened(row["zip"], single=options["singlePackage"])
    wrong = [_softened(message) if options["allowMissingFiles"] else message for message in package.messages]
    state.db.execute("SAVEPOINT deploy")
    done, failed = _attempt(state, package, row, options, wrong)
    ended = "Succeeded"
    if failed:
        ended = "SucceededPartial" if not options["rollbackOnError"] and _effects(done) else "Failed"
    if ended == "Failed" or options["checkOnly"]:
        state.db.execute("ROLLBACK TO deploy")
    else:
        for one in _effects(done):
            detail = "deleted" if one.deleted else "created" if one.created else "changed"
            state.log(row["actor"], "delete" if one.deleted else "deploy", f"{one.type}/{one.name}", f"{row['id']} {detail}")
    state.db.execute("RELEASE deploy")
    return ended, _result([*_manifests(package), *done], failed, tested=options["testLevel"] in TESTED)


def _softened(message: Message) -> Message:
    missing = message.says.endswith("but was not found in zipped directory")
    return Message(message.file, message.type, message.name, message.says, message.line, "Warning") if missing else message


def _attempt(state: State, package: Package, row: Row, options: dict[str, Any], wrong: list[Message]) -> tuple[list[Done], list[Message]]:
    """Carry it in. Without rollbackOnError what is refused is left out and the rest tried again, until nothing more is refused."""
    errors = [message for message in wrong if message.kind == "Error"]
    warned = [Done(one.file, one.type, one.name, "", says=one.says) for one in wrong if one.kind == "Warning"]
    left_out = frozenset((message.type, message.name) for message in errors)
    done, failed = carry(state, package, row["actor"], left_out)
    while failed and not options["rollbackOnError"]:
        errors += failed
        left_out |= {(message.type, message.name) for message in failed}
        state.db.execute("ROLLBACK TO deploy")
        done, failed = carry(state, package, row["actor"], left_out)
    return [*warned, *done], [*errors, *failed]


def _effects(done: list[Done]) -> list[Done]:
    return [one for one in done if one.changed]


def _manifests(package: Package) -> list[Done]:
    return [Done(path, "", "package.xml", "", changed=True) for path in package.manifests]


def _result(done: list[Done], failed: list[Message], *, tested: bool = False, code: str = "", says: str = "") -> dict[str, Any]:
    wrong = {(one.type, one.name) for one in failed}
    return {
        "successes": [asdict(one) for one in done if (one.type, one.name) not in wrong],
        "failures": [asdict(one) for one in failed],
        "tested": tested,
        "code": code,
        "says": says,
    }
