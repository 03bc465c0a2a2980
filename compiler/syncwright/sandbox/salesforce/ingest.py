"""Ingest jobs of Bulk API 2.0: CSV in, records written one by one, results as CSV. Knows no rule of its own: records.py does.

A job is done at once when it is due, in one transaction; an org does it in parts and may show some of them before the rest.

Source: Bulk API 2.0 and Bulk API Developer Guide: Walkthroughs, Prepare CSV Files; failures as recorded from an org (amp-labs/connectors 30bbef6).
"""

import csv
import io
import json
from sqlite3 import Row
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce import jobs
from syncwright.sandbox.salesforce.described import Described, DescribedObject, described
from syncwright.sandbox.salesforce.records import Writer
from syncwright.sandbox.salesforce.values import WrongValue, from_csv
from syncwright.sandbox.state import State

_KIND = "ingest"
_OPERATIONS = ("insert", "update", "upsert", "delete", "hardDelete")


def create(state: State, asked: Asked) -> Answer:
    """A new job, and with a body of two parts its data as well."""
    multipart = "job" in asked.parts
    try:
        body = json.loads(asked.parts["job"]) if multipart else asked.json()
    except ValueError:
        raise Refused(400, "JSON_PARSER_ERROR", "the part `job` is not JSON") from None
    options = jobs.asked_for(body, ("operation", "object"))
    about = described(state, options["object"])
    if options["operation"] not in _OPERATIONS:
        raise Refused(400, "INVALIDJOB", f"InvalidJob : no such operation: {options['operation']}")
    if about is None:
        raise Refused(400, "INVALIDENTITY", f"Entity '{options['object']}' is not supported by the Bulk API.")
    if options["operation"] == "upsert" and not options.get("externalIdFieldName"):
        raise Refused(400, "INVALIDJOB", "InvalidJob : External ID was blank for an upsert job")
    row = jobs.add(state, asked, _KIND, {**options, "object": about.name}, "UploadComplete" if multipart else "Open")
    if multipart:
        state.db.execute("UPDATE jobs SET data = ? WHERE id = ?", (asked.parts.get("content", b""), row["id"]))
    return Answer(jobs.shown(state, row, long=False))


def upload(state: State, asked: Asked) -> Answer:
    """The data of a job, once."""
    row = jobs.one(state, _KIND, asked.params["job"])
    if row["state"] != "Open" or row["data"] is not None:
        raise jobs.invalid_state(row, "given data")
    state.db.execute("UPDATE jobs SET data = ?, changed = ? WHERE id = ?", (asked.body, state.now(), row["id"]))
    return Answer(status=201)


def change(state: State, asked: Asked) -> Answer:
    """Close a job for its data, which begins it, or stop it."""
    row = jobs.one(state, _KIND, asked.params["job"])
    body = asked.json()
    match body.get("state") if isinstance(body, dict) else None:
        case "UploadComplete":
            if row["state"] != "Open":
                raise jobs.invalid_state(row, "closed")
            jobs.move(state, row, "UploadComplete", due=state.now() + state.knobs.job_seconds)
        case "Aborted":
            jobs.abort(state, row)
        case _:
            raise Refused(400, "INVALIDJOB", "InvalidJob : `state` is UploadComplete or Aborted")
    return Answer(jobs.shown(state, jobs.one(state, _KIND, row["id"]), long=False))


def run(state: State, row: Row) -> None:
    """Do a job that is due: all of what it does and says in one transaction."""
    options = json.loads(row["options"])
    about = described(state, options["object"])
    with state.transaction():
        data = (row["data"] or b"").decode("utf-8-sig", "replace")
        wrong = _unreadable(data, options)
        try:
            header, lines = ([], []) if wrong else _read(data, options)
        except csv.Error as error:
            header, lines, wrong = [], [], f"InvalidBatch : Failed to parse CSV: {error}"
        if about is None or (wrong := wrong or _wrong_header(about, header, options)):
            result: dict[str, Any] = {"error": wrong or "InvalidEntity", "header": header, "left": lines}
        else:
            result = {"header": header, **_Run(state, row["actor"], about, header, options).run(lines)}
        state.db.execute("UPDATE jobs SET result = ?, data = NULL WHERE id = ?", (json.dumps(result), row["id"]))
        jobs.move(state, row, "Failed" if result.get("error") else "JobComplete")


def _unreadable(data: str, options: dict[str, Any]) -> str:
    crlf = "\r\n" in data
    if "\n" in data and crlf is not (options["lineEnding"] == "CRLF"):
        return f"ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {options['lineEnding']}"
    return "" if data.strip() else "InvalidBatch : The job has no data"


def _read(data: str, options: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    rows = [row for row in csv.reader(io.StringIO(data, newline=""), delimiter=jobs.DELIMITERS[options["columnDelimiter"]]) if row]
    return [name.strip() for name in rows[0]], rows[1:]


def _wrong_header(about: DescribedObject, header: list[str], options: dict[str, Any]) -> str:
    for name in header:
        flag = about.name == "User" and name.startswith(("UserPermissions", "UserPreferences"))
        if name.lower() not in about.fields and not flag:
            return f"InvalidBatch : Field name not found : {name}"
    lower = [name.lower() for name in header]
    if len(set(lower)) != len(lower):
        return "InvalidBatch : Duplicate field name"
    if options["operation"] in ("delete", "hardDelete") and lower != ["id"]:
        return "InvalidBatch : delete batch must contain only ids"
    return ""


class _Run:
    """The lines of one job, one by one."""

    def __init__(self, state: State, actor: str, about: DescribedObject, header: list[str], options: dict[str, Any]) -> None:
        self.about, self.header, self.options = about, header, options
        self.writer = Writer(state, actor)
        self.places = {name.lower(): place for place, name in enumerate(header)}

    def run(self, lines: list[list[str]]) -> dict[str, Any]:
        """What became of each: those that were written with their ids, those that were refused with why."""
        done: list[list[str]] = []
        failed: list[list[str]] = []
        for line in lines:
            id_ = self._given("id", line)
            try:
                id_, created = self._write(line, id_)
                done.append([id_, str(created).lower(), *line])
            except WrongValue as wrong:
                failed.append([id_, f"{wrong.code}:{wrong.says}:{wrong.field.replace(',', ' ')} --", *line])
        return {"processed": len(lines), "failed": len(failed), "done": done, "refused": failed}

    def _given(self, name: str, line: list[str]) -> str:
        place = self.places.get(name)
        return line[place] if place is not None and place < len(line) else ""

    def _write(self, line: list[str], id_: str) -> tuple[str, bool]:
        if len(line) != len(self.header):
            raise WrongValue("INVALID_FIELD", f"the row has {len(line)} values and the header {len(self.header)}", "")
        match self.options["operation"]:
            case "insert":
                return self.writer.create(self.about, self._body(line), self._value), True
            case "upsert":
                return self._upsert(line)
            case operation:
                if not id_:
                    raise WrongValue("MISSING_ARGUMENT", "Id not specified in an update call", "")
                before = self.writer.state.record(self.about.name, id_, fresh=True)
                found = str(before["Id"]) if before else id_
                if operation == "update":
                    self.writer.update(self.about, found, self._body(line), self._value)
                else:
                    self.writer.delete(self.about, found)
                return found, False

    def _upsert(self, line: list[str]) -> tuple[str, bool]:
        name = self.options["externalIdFieldName"].lower()
        value = self._given(name, line).lower()
        field = self.about.fields.get(name)
        if field is None or not value:
            raise WrongValue("MISSING_ARGUMENT", f"{self.options['externalIdFieldName']} not specified", "")
        ids = self.writer.having(self.about, field.name, value)
        if len(ids) > 1:
            raise WrongValue("DUPLICATE_EXTERNAL_ID", f"{field.name}: more than one record found for external id field", field.name)
        body = self._body(line)
        if not ids:
            return self.writer.create(self.about, body, self._value), True
        [id_] = ids
        self.writer.update(self.about, id_, {key: text for key, text in body.items() if key.lower() != name}, self._value)
        return id_, False

    def _body(self, line: list[str]) -> dict[str, str]:
        """Columns with a value: one that is empty says nothing."""
        return {name: text for name, text in zip(self.header, line, strict=True) if text and name.lower() != "id"}

    def _value(self, field: Described, text: str) -> Any:
        return from_csv(field, text, self.places.get(field.name.lower(), 0))


def _results(which: str, columns: tuple[str, ...], state: State, asked: Asked) -> Answer:
    row = jobs.one(state, _KIND, asked.params["job"])
    options, result = json.loads(row["options"]), json.loads(row["result"])
    rows = [[*columns, *result.get("header", [])], *result.get(which, [])]
    return Answer(jobs.written(rows, options), type="text/csv;charset=UTF-8")


def successful(state: State, asked: Asked) -> Answer:
    """Records that were written."""
    return _results("done", ("sf__Id", "sf__Created"), state, asked)


def failed(state: State, asked: Asked) -> Answer:
    """Records that were refused."""
    return _results("refused", ("sf__Id", "sf__Error"), state, asked)


def unprocessed(state: State, asked: Asked) -> Answer:
    """Records that a job that failed or was stopped did not come to."""
    return _results("left", (), state, asked)


_JOBS = "/services/data/v{version}/jobs/ingest"
ROUTES = [
    *(Route("POST", f"{_JOBS}{slash}", create) for slash in ("", "/")),
    *(Route("GET", f"{_JOBS}{slash}", lambda state, asked: jobs.listed(_KIND, state, asked)) for slash in ("", "/")),
    Route("GET", f"{_JOBS}/{{job}}", lambda state, asked: jobs.info(_KIND, state, asked)),
    Route("PATCH", f"{_JOBS}/{{job}}", change),
    Route("DELETE", f"{_JOBS}/{{job}}", lambda state, asked: jobs.delete(_KIND, state, asked)),
    Route("PUT", f"{_JOBS}/{{job}}/batches", upload),
    *(Route("GET", f"{_JOBS}/{{job}}/successfulResults{slash}", successful) for slash in ("", "/")),
    *(Route("GET", f"{_JOBS}/{{job}}/failedResults{slash}", failed) for slash in ("", "/")),
    *(
        Route("GET", f"{_JOBS}/{{job}}/{name}{slash}", unprocessed)
        for name in ("unprocessedrecords", "unprocessedRecords")
        for slash in ("", "/")
    ),
]
