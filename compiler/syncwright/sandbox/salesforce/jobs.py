"""Jobs of Bulk API 2.0: made, looked at, listed, ended; rows of the table `jobs`. Knows neither what an ingest job writes nor what a query finds.

Source: Bulk API 2.0 and Bulk API Developer Guide; recorded answers of jobs (amp-labs/connectors 30bbef6).
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from sqlite3 import Row
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused
from syncwright.sandbox.salesforce.setup_rows import when
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State

#: What separates columns, by the name that a job has for it.
DELIMITERS = {"COMMA": ",", "TAB": "\t", "SEMICOLON": ";", "PIPE": "|", "CARET": "^", "BACKQUOTE": "`"}
ENDINGS = {"LF": "\n", "CRLF": "\r\n"}
#: Jobs of one page of the list.
_PAGE = 1000
#: A job in one of these can be deleted.
_OVER = ("JobComplete", "Aborted", "Failed")
_FORM = ("operation", "object", "externalIdFieldName", "columnDelimiter", "lineEnding", "query")


def add(state: State, asked: Asked, kind: str, options: dict[str, Any], state_: str) -> Row:
    """A new job; one that has all it needs (`UploadComplete`) is due after the time that jobs take here."""
    now = state.now()
    id_ = state.new_id("750")
    kept = json.dumps({**options, "apiVersion": float(version_of(asked))})
    due = now + state.knobs.job_seconds if state_ == "UploadComplete" else None
    state.db.execute("INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, '{}')", (id_, kind, asked.user, kept, state_, now, now, due))
    return one(state, kind, id_)


def one(state: State, kind: str, id_: str) -> Row:
    """A job by its id. Raises Refused for one that is not there."""
    row = state.db.execute("SELECT * FROM jobs WHERE kind = ? AND substr(id, 1, 15) = ?", (kind, id_[:15])).fetchone()
    if row is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    found: Row = row
    return found


def move(state: State, row: Row, to: str, *, due: float | None = None) -> None:
    """Into another state."""
    state.db.execute("UPDATE jobs SET state = ?, due = ?, changed = ? WHERE id = ?", (to, due, state.now(), row["id"]))


def shown(state: State, row: Row, *, long: bool = True) -> dict[str, Any]:
    """A job as an answer. `long`: with what was done, as one that is asked for by its id."""
    options, result = json.loads(row["options"]), json.loads(row["result"])
    found: dict[str, Any] = {
        "id": row["id"],
        "operation": options["operation"],
        "object": options["object"],
        "createdById": row["actor"],
        "createdDate": when(row["created"]),
        "systemModstamp": when(row["changed"]),
        "state": _running(state, row),
        "concurrencyMode": "Parallel",
        "contentType": "CSV",
        "apiVersion": options["apiVersion"],
        "lineEnding": options["lineEnding"],
        "columnDelimiter": options["columnDelimiter"],
    }
    if options.get("externalIdFieldName"):
        found["externalIdFieldName"] = options["externalIdFieldName"]
    if row["kind"] == "ingest":
        found["contentUrl"] = f"services/data/v{options['apiVersion']:.1f}/jobs/ingest/{row['id']}/batches"
    if not long:
        return found
    found["jobType"] = "V2Ingest" if row["kind"] == "ingest" else "V2Query"
    found |= {"retries": 0, "totalProcessingTime": 0, "numberRecordsProcessed": result.get("processed", 0)}
    if row["kind"] == "ingest":
        found |= {"numberRecordsFailed": result.get("failed", 0), "apiActiveProcessingTime": 0, "apexProcessingTime": 0}
    if result.get("error"):
        found["errorMessage"] = result["error"]
    return found


def _running(state: State, row: Row) -> str:
    """A job that waits for its time is at work."""
    waits = row["due"] is not None and row["due"] - state.now() < state.knobs.job_seconds / 2
    return "InProgress" if row["state"] == "UploadComplete" and waits else str(row["state"])


def info(kind: str, state: State, asked: Asked) -> Answer:
    """How far a job is."""
    return Answer(shown(state, one(state, kind, asked.params["job"])))


def listed(kind: str, state: State, asked: Asked) -> Answer:
    """All jobs of a kind, as late as other reads."""
    version_of(asked)
    locator = asked.query.get("queryLocator") or "0"
    if not locator.isdecimal():
        raise Refused(400, "INVALIDQUERYLOCATOR", "`queryLocator` is not one that was given")
    start = int(locator)
    rows = state.db.execute(
        "SELECT * FROM jobs WHERE kind = ? AND created <= ? ORDER BY created, id", (kind, state.now() - state.knobs.lag)
    ).fetchall()
    wanted = asked.query.get("jobType", "")
    found = [shown(state, row) for row in rows if wanted in ("", "V2Ingest" if kind == "ingest" else "V2Query")]
    more = start + _PAGE < len(found)
    url = f"/services/data/v{version_of(asked)}.0/jobs/{kind}?queryLocator={start + _PAGE}" if more else None
    return Answer({"done": not more, "records": found[start : start + _PAGE], "nextRecordsUrl": url})


def delete(kind: str, state: State, asked: Asked) -> Answer:
    """Forget a job that is over."""
    row = one(state, kind, asked.params["job"])
    if row["state"] not in _OVER:
        raise invalid_state(row, "deleted")
    state.db.execute("DELETE FROM jobs WHERE id = ?", (row["id"],))
    return Answer(status=204)


def abort(state: State, row: Row) -> None:
    """Stop a job that has not ended: nothing of it is done here, as its work is one transaction. Raises Refused."""
    if row["state"] in _OVER:
        raise invalid_state(row, "Aborted")
    move(state, row, "Aborted")


def invalid_state(row: Row, wanted: str) -> Refused:
    """What cannot be done with a job as it is now."""
    return Refused(
        400,
        "INVALIDJOBSTATE",
        f"Aborting Job not allowed. Job is in state {row['state']}"
        if wanted == "Aborted"
        else f"InvalidJobState : the job is {row['state']}, and cannot be {wanted}",
    )


def asked_for(body: Any, needed: Sequence[str]) -> dict[str, Any]:
    """What a new job says of itself, with what it leaves out. Raises Refused."""
    if not isinstance(body, dict) or not all(isinstance(body.get(name), str) and body[name] for name in needed):
        raise Refused(400, "INVALIDJOB", f"InvalidJob : a job needs {', '.join(needed)}")
    options = {"columnDelimiter": "COMMA", "lineEnding": "LF", **{name: body[name] for name in _FORM if body.get(name)}}
    if options["columnDelimiter"] not in DELIMITERS or options["lineEnding"] not in ENDINGS or body.get("contentType", "CSV") != "CSV":
        raise Refused(400, "INVALIDJOB", "InvalidJob : the format of the content is not one of Bulk API 2.0")
    return options


def written(rows: Iterable[Sequence[str]], options: dict[str, Any]) -> str:
    """Rows as the CSV of a result: every value in quotes."""
    out = io.StringIO()
    csv.writer(
        out, delimiter=DELIMITERS[options["columnDelimiter"]], lineterminator=ENDINGS[options["lineEnding"]], quoting=csv.QUOTE_ALL
    ).writerows(rows)
    return out.getvalue()
