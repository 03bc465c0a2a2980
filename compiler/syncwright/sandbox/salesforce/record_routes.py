"""Records over REST: one at a time, by an external id, and up to 200 in one request. Knows no rule of its own.

Sources: REST API Developer Guide: sObject Rows, sObject Rows by External ID, sObject Collections, Limits.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce.described import DescribedObject
from syncwright.sandbox.salesforce.org import Org
from syncwright.sandbox.salesforce.records import Writer
from syncwright.sandbox.salesforce.soql_schema import Row
from syncwright.sandbox.salesforce.values import WrongValue, from_json
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State, long_id

_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
#: Records of one request (sObject Collections).
MOST = 200


def refused(wrong: WrongValue) -> Refused:
    """The refusal of one record."""
    status = 404 if wrong.code in ("NOT_FOUND", "ENTITY_IS_DELETED") else 400
    return Refused(status, wrong.code, wrong.says, tuple(filter(None, wrong.field.split(","))))


def _writer(state: State, asked: Asked, name: str) -> tuple[Writer, DescribedObject]:
    version_of(asked)
    writer = Writer(state, asked.user)
    about = writer.object(name)
    if about is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    return writer, about


def _body(asked: Asked) -> dict[str, Any]:
    body = asked.json()
    if not isinstance(body, dict):
        raise Refused(400, "JSON_PARSER_ERROR", "a record is a JSON object")
    return body


def create(state: State, asked: Asked) -> Answer:
    """A new record."""
    writer, about = _writer(state, asked, asked.params["object"])
    try:
        id_ = writer.create(about, _body(asked))
    except WrongValue as wrong:
        raise refused(wrong) from None
    return Answer({"id": id_, "success": True, "errors": []}, 201)


def read(state: State, asked: Asked) -> Answer:
    """One record, or the fields of it that are asked for."""
    entity = Org(state).entity(asked.params["object"])
    if entity is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    wanted = _existing(asked.params["id"])
    row = next((one for one in entity.rows() if one.get("Id") == wanted), None)
    if row is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    named = [name for name in asked.query.get("fields", "").split(",") if name]
    columns = {one.name: one for one in entity.columns()} if not named else {}
    for name in named:
        column = entity.column(name)
        if column is None:
            raise Refused(400, "INVALID_FIELD", f"No such column '{name}' on entity '{entity.name}'")
        columns[column.name] = column
    return Answer(
        {"attributes": _attributes(asked, entity.name, wanted), **{name: column.of(row) for name, column in columns.items()}, "Id": wanted}
    )


def _attributes(asked: Asked, name: str, id_: str) -> dict[str, str]:
    return {"type": name, "url": f"/services/data/v{version_of(asked)}.0/sobjects/{name}/{id_}"}


def _existing(id_: str) -> str:
    if not _ID.fullmatch(id_):
        raise Refused(404, "NOT_FOUND", f"Provided external ID field does not exist or is not accessible: {id_}")
    return long_id(id_)


def update(state: State, asked: Asked) -> Answer:
    """Change a record."""
    writer, about = _writer(state, asked, asked.params["object"])
    id_ = _existing(asked.params["id"])
    if state.record(about.name, id_, fresh=True) is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    try:
        writer.update(about, id_, _body(asked))
    except WrongValue as wrong:
        raise refused(wrong) from None
    return Answer(status=204)


def delete(state: State, asked: Asked) -> Answer:
    """Delete a record."""
    writer, about = _writer(state, asked, asked.params["object"])
    try:
        writer.delete(about, _existing(asked.params["id"]))
    except WrongValue as wrong:
        raise refused(wrong) from None
    return Answer(status=204)


def _by_external_id(state: State, asked: Asked, about: DescribedObject) -> list[Row]:
    field = about.fields.get(asked.params["field"].lower())
    if field is None or not (field.external_id or field.type == "id"):
        raise Refused(404, "NOT_FOUND", f"Provided external ID field does not exist or is not accessible: {asked.params['field']}")
    wanted = asked.params["value"].lower()
    return [row for row in state.records(about.name, fresh=True) if str(row.get(field.name) or "").lower() == wanted]


def upsert(state: State, asked: Asked) -> Answer:
    """Change the record that has this external id, or make one."""
    writer, about = _writer(state, asked, asked.params["object"])
    rows = _by_external_id(state, asked, about)
    if len(rows) > 1:
        return Answer([_attributes(asked, about.name, str(row["Id"]))["url"] for row in rows], 300)
    field = about.fields[asked.params["field"].lower()]
    body = {name: value for name, value in _body(asked).items() if name.lower() != field.name.lower()}
    try:
        if rows:
            writer.update(about, str(rows[0]["Id"]), body)
            return Answer({"id": rows[0]["Id"], "success": True, "errors": [], "created": False})
        id_ = writer.create(about, {**body, field.name: asked.params["value"]})
    except WrongValue as wrong:
        raise refused(wrong) from None
    return Answer({"id": id_, "success": True, "errors": [], "created": True}, 201)


# Several in one request: each has a result of its own.

Deed = Callable[[Writer, Mapping[str, Any]], str]


def _create_one(writer: Writer, record: Mapping[str, Any]) -> str:
    return writer.create(_object_of(writer, record), record, from_json)


def _update_one(writer: Writer, record: Mapping[str, Any]) -> str:
    id_ = str(record.get("Id") or record.get("id") or "")
    if not _ID.fullmatch(id_):
        raise WrongValue("MISSING_ARGUMENT", "Id not specified in an update call", "")
    writer.update(_object_of(writer, record), id_, {name: value for name, value in record.items() if name.lower() != "id"})
    return long_id(id_)


def _object_of(writer: Writer, record: Mapping[str, Any]) -> DescribedObject:
    attributes = record.get("attributes")
    name = attributes.get("type") if isinstance(attributes, dict) else None
    about = writer.object(str(name))
    if about is None:
        raise WrongValue("INVALID_TYPE", f"sObject type '{name}' is not supported.", "")
    return about


def create_several(state: State, asked: Asked) -> Answer:
    """New records."""
    return _several(state, asked, _create_one)


def update_several(state: State, asked: Asked) -> Answer:
    """Change records."""
    return _several(state, asked, _update_one)


def _several(state: State, asked: Asked, deed: Deed) -> Answer:
    body = _body(asked)
    records = body.get("records")
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise Refused(400, "JSON_PARSER_ERROR", "`records` is a list of records")
    return _results(state, asked, records, deed, all_or_none=body.get("allOrNone") is True)


def delete_several(state: State, asked: Asked) -> Answer:
    """Delete records by their ids."""
    ids = [{"Id": one} for one in asked.query.get("ids", "").split(",") if one]
    return _results(state, asked, ids, _delete_one, all_or_none=asked.query.get("allOrNone") == "true")


def _delete_one(writer: Writer, record: Mapping[str, Any]) -> str:
    id_ = long_id(str(record["Id"]))
    row = writer.state.db.execute("SELECT DISTINCT object FROM records WHERE id = ?", (id_,)).fetchone()
    about = None if row is None else writer.object(str(row["object"]))
    if about is None:
        raise WrongValue("MALFORMED_ID", f"malformed id {record['Id']}", "")
    writer.delete(about, id_)
    return id_


class _NotAll(Exception):
    """One of several was refused, and all or none was asked for."""


def _agree(results: list[dict[str, Any]]) -> None:
    if not all(one["success"] for one in results):
        raise _NotAll


def _results(state: State, asked: Asked, records: list[dict[str, Any]], deed: Deed, *, all_or_none: bool) -> Answer:
    version_of(asked)
    if len(records) > MOST:
        raise Refused(400, "EXCEEDED_MAX_SIZE_REQUEST", f"record limit reached. cannot submit more than {MOST} records into this call")
    results: list[dict[str, Any]] = []
    writer = Writer(state, asked.user)
    try:
        with state.transaction():
            for record in records:
                try:
                    results.append({"id": deed(writer, record), "success": True, "errors": []})
                except WrongValue as wrong:
                    error = {"statusCode": wrong.code, "message": wrong.says, "fields": list(filter(None, wrong.field.split(",")))}
                    results.append({"success": False, "errors": [error]})
            if all_or_none:
                _agree(results)
    except _NotAll:
        rolled = {
            "statusCode": "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "message": "Record rolled back because not all records were valid",
            "fields": [],
        }
        results = [{"success": False, "errors": [rolled]} if one["success"] else one for one in results]
    return Answer(results)


def limits(_state: State, asked: Asked) -> Answer:
    """Some of the limits that an org has; nothing is counted here."""
    version_of(asked)
    names = {"DailyApiRequests": 100_000, "DailyBulkApiBatches": 15_000, "DailyBulkV2QueryJobs": 10_000, "DataStorageMB": 1024}
    return Answer({name: {"Max": most, "Remaining": most} for name, most in names.items()})


_ROWS = "/services/data/v{version}/sobjects/{object}"
_SEVERAL = "/services/data/v{version}/composite/sobjects"
ROUTES = [
    Route("GET", "/services/data/v{version}/limits", limits),
    Route("GET", "/services/data/v{version}/limits/", limits),
    Route("POST", _SEVERAL, create_several),
    Route("PATCH", _SEVERAL, update_several),
    Route("DELETE", _SEVERAL, delete_several),
    Route("POST", _ROWS, create),
    Route("POST", f"{_ROWS}/", create),
    *(Route(method, f"{_ROWS}/{{id}}", function) for method, function in (("GET", read), ("PATCH", update), ("DELETE", delete))),
    Route("PATCH", f"{_ROWS}/{{field}}/{{value}}", upsert),
]
