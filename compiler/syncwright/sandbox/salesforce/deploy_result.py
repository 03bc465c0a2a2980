"""What is said of a deploy request, as one document that SOAP and REST both draw. Names: DeployResult, DeployDetails and DeployMessage of the WSDL."""

import json
from sqlite3 import Row
from typing import Any

from syncwright.sandbox.salesforce.deploys import TESTED, status
from syncwright.sandbox.state import State, stamp

SUCCESS = frozenset({"Succeeded", "SucceededPartial"})


def document(state: State, row: Row, *, details: bool) -> dict[str, Any]:
    """The result in the order of the WSDL. None for what is not there yet."""
    options, result = json.loads(row["options"]), json.loads(row["result"])
    successes, failures = result.get("successes", []), result.get("failures", [])
    deployed = [one for one in successes if one["type"]]
    ended = row["completed"] is not None
    return {
        "canceledBy": row["canceled_by"],
        "canceledByName": _name(state, row["canceled_by"]),
        "checkOnly": bool(row["check_only"]),
        "completedDate": stamp(row["completed"]) if ended else None,
        "createdBy": row["actor"],
        "createdByName": _name(state, row["actor"]),
        "createdDate": stamp(row["created"]),
        "details": _details(row, successes, failures) if details else None,
        "done": ended,
        "errorMessage": result.get("says") or None,
        "errorStatusCode": result.get("code") or None,
        "id": row["id"],
        "ignoreWarnings": options["ignoreWarnings"],
        "lastModifiedDate": stamp(row["completed"] or row["created"]),
        "numberComponentErrors": len(failures),
        "numberComponentsDeployed": len(deployed),
        "numberComponentsTotal": len(deployed) + len({(one["type"], one["name"]) for one in failures}),
        "numberTestErrors": 0,
        "numberTestsCompleted": 0,
        "numberTestsTotal": 0,
        "rollbackOnError": options["rollbackOnError"],
        "runTestsEnabled": options["testLevel"] in TESTED,
        "startDate": stamp(row["created"]) if status(state, row) != "Pending" else None,
        "status": status(state, row),
        "success": row["status"] in SUCCESS,
    }


def _name(state: State, user: str | None) -> str | None:
    record = state.record("User", user, fresh=True) if user else None
    return None if record is None else record.get("Name")


def _details(row: Row, successes: list[dict[str, Any]], failures: list[dict[str, Any]]) -> dict[str, Any]:
    at = stamp(row["completed"] or row["created"])
    return {
        "componentFailures": [_failure(one, at) for one in failures],
        "componentSuccesses": [_success(one, at) for one in successes],
        # This stand-in holds no Apex: there is nothing to run, whatever the test level.
        "runTestResult": {"numFailures": 0, "numTestsRun": 0, "totalTime": 0.0},
    }


def _success(one: dict[str, Any], at: str) -> dict[str, Any]:
    said = {"problem": one["says"], "problemType": "Warning"} if one["says"] else {}
    return {
        "changed": one["changed"],
        "componentType": one["type"],
        "created": one["created"],
        "createdDate": at,
        "deleted": one["deleted"],
        "fileName": one["file"],
        "fullName": one["name"],
        "id": one["id"] or None,
        **said,
        "success": True,
    }


def _failure(one: dict[str, Any], at: str) -> dict[str, Any]:
    return {
        "changed": False,
        "componentType": one["type"],
        "created": False,
        "createdDate": at,
        "deleted": False,
        "fileName": one["file"],
        "fullName": one["name"],
        "lineNumber": one["line"],
        "problem": one["says"],
        "problemType": one["kind"],
        "success": False,
    }
