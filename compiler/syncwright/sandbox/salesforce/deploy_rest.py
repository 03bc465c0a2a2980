"""Deploys over REST: multipart in, JSON out. Paths and bodies as the Metadata API's REST pages and jsforce have them."""

import json
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce import deploys
from syncwright.sandbox.salesforce.deploy_result import document
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State


def start(state: State, asked: Asked) -> Answer:
    """Take on a deploy (multipart: `entity_content` and `file`, in either order), or one of what was validated (JSON)."""
    version_of(asked)
    if not asked.parts:
        return _quick(state, asked, _object(asked.body).get("validatedDeployRequestId"))
    said = _object(asked.parts.get("entity_content", b""))
    if "validatedDeployRequestId" in said:
        return _quick(state, asked, said["validatedDeployRequestId"])
    if "file" not in asked.parts:
        raise Refused(400, "INVALID_MULTIPART_REQUEST", "the part `file` is missing")  # our own words
    options = said.get("deployOptions", {})
    if not isinstance(options, dict):
        raise Refused(400, "JSON_PARSER_ERROR", "deployOptions is no object")
    return _taken(state, asked, lambda: deploys.take_on(state, asked.user, asked.parts["file"], options))


def quick(state: State, asked: Asked) -> Answer:
    """The form of the path in the documentation of quick deploys."""
    return _quick(state, asked, asked.json().get("validatedDeployRequestId"))


def _quick(state: State, asked: Asked, validation: Any) -> Answer:
    if not isinstance(validation, str):
        raise Refused(400, "JSON_PARSER_ERROR", "validatedDeployRequestId is missing")
    return _taken(state, asked, lambda: deploys.quick(state, asked.user, validation))


def _taken(state: State, asked: Asked, take: Any) -> Answer:
    try:
        id_ = take()
    except deploys.NotTaken as refused:
        raise Refused(refused.status, refused.code, refused.says) from None
    row = deploys.request(state, id_)
    assert row is not None, "it was kept a moment ago"
    return Answer(
        {
            "id": id_,
            "url": f"{asked.base}/services/data/v{asked.params['version']}/metadata/deployRequest/{id_}",
            "validatedDeployRequestId": row["validated"],
            "deployOptions": json.loads(row["options"]),
            "deployResult": document(state, row, details=False),
        },
        201,
    )


def look(state: State, asked: Asked) -> Answer:
    """How far a deploy is."""
    version_of(asked)
    row = deploys.request(state, asked.params["id"])
    if row is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    details = asked.query.get("includeDetails", "").lower() == "true"
    return _answer(state, asked, row["id"], document(state, row, details=details))


def patch(state: State, asked: Asked) -> Answer:
    """Ask for the end of a deploy."""
    version_of(asked)
    wanted = asked.json()
    if not isinstance(wanted, dict) or (wanted.get("deployResult") or {}).get("status") != "Canceling":
        raise Refused(400, "INVALID_FIELD", "the status of a deployResult can only become Canceling")  # our own words
    try:
        row = deploys.cancel(state, asked.user, asked.params["id"])
    except deploys.NotTaken as refused:
        raise Refused(refused.status, refused.code, refused.says) from None
    return _answer(state, asked, row["id"], document(state, row, details=False), 202)


def _answer(state: State, asked: Asked, id_: str, result: dict[str, Any], status: int = 200) -> Answer:
    row = deploys.request(state, id_)
    assert row is not None, "it was found a moment ago"
    url = f"{asked.base}/services/data/v{asked.params['version']}/metadata/deployRequest/{id_}"
    options = {**json.loads(row["options"]), "runTests": json.loads(row["options"])["runTests"] or None}
    return Answer({"id": id_, "url": url, "deployResult": result, "deployOptions": options}, status)


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except ValueError:
        raise Refused(400, "JSON_PARSER_ERROR", "the body is not JSON") from None
    if not isinstance(said, dict):
        raise Refused(400, "JSON_PARSER_ERROR", "the body is no object")
    return said


ROUTES = [
    Route("POST", "/services/data/v{version}/metadata/deployRequest", start),
    Route("POST", "/services/data/v{version}/metadata/deployRequest/", start),
    Route("POST", "/services/data/v{version}/metadata/deployRequest/validatedDeployRequestId", quick),
    Route("GET", "/services/data/v{version}/metadata/deployRequest/{id}", look),
    Route("PATCH", "/services/data/v{version}/metadata/deployRequest/{id}", patch),
]
