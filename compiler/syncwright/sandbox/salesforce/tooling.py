"""What the Tooling API reads one at a time and changes: versions of flows. Knows no query.

Source: Tooling API Reference, FlowDefinition (Metadata.activeVersionNumber) and Flow.
"""

from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce import flows
from syncwright.sandbox.salesforce.org import Org
from syncwright.sandbox.salesforce.soql_schema import Row
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State, long_id


def read(state: State, asked: Asked) -> Answer:
    """One record with what it is made of, where this stand-in has that."""
    name, row = _row(state, asked)
    shown = {key: value for key, value in row.items() if not key.startswith("_")}
    more: dict[str, Any] = {}
    if name == "FlowDefinition":
        more = {"FullName": row["DeveloperName"], "Metadata": {"activeVersionNumber": row["_active"] or 0}}
    elif name == "Flow":
        more = {"FullName": f"{row['_name']}-{row['VersionNumber']}"}
    url = f"/services/data/v{version_of(asked)}.0/tooling/sobjects/{name}/{row['Id']}"
    return Answer({"attributes": {"type": name, "url": url}, **shown, **more})


def activate(state: State, asked: Asked) -> Answer:
    """Make one version of a flow the active one; 0 for none."""
    _, row = _row(state, asked)
    body = asked.json()
    number = (
        body.get("Metadata", {}).get("activeVersionNumber", 0)
        if isinstance(body, dict) and isinstance(body.get("Metadata"), dict)
        else None
    )
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refused(400, "JSON_PARSER_ERROR", "`Metadata.activeVersionNumber` is a number")
    if not flows.activate(state, str(row["DeveloperName"]), number, asked.user):
        raise Refused(400, "INVALID_CROSS_REFERENCE_KEY", f"the flow has no version {number}")  # our words: nobody reports an org's
    return Answer(status=204)


def delete_version(state: State, asked: Asked) -> Answer:
    """Delete a version that does not run."""
    _, row = _row(state, asked)
    if row["Status"] == "Active":
        raise Refused(400, "DELETE_FAILED", "an active version of a flow cannot be deleted")  # our words, as above
    with state.transaction():
        state.db.execute("DELETE FROM flow_versions WHERE id = ?", (row["Id"],))
        state.log(asked.user, "delete", f"Flow/{row['_name']}-{row['VersionNumber']}")
    return Answer(status=204)


def _row(state: State, asked: Asked) -> tuple[str, Row]:
    version_of(asked)
    wanted = long_id(asked.params["id"])
    name = asked.params.get("object", "FlowDefinition" if "/FlowDefinition/" in asked.path else "Flow")
    entity = Org(state, tooling=True).entity(name)
    row = None if entity is None else next((one for one in entity.rows() if wanted in (one.get("Id"), one.get("DurableId"))), None)
    if entity is None or row is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    return entity.name, row


_TOOLING = "/services/data/v{version}/tooling/sobjects"
ROUTES = [
    Route("GET", f"{_TOOLING}/FlowDefinition/{{id}}", read),
    Route("PATCH", f"{_TOOLING}/FlowDefinition/{{id}}", activate),
    Route("GET", f"{_TOOLING}/Flow/{{id}}", read),
    Route("DELETE", f"{_TOOLING}/Flow/{{id}}", delete_version),
    Route("GET", f"{_TOOLING}/{{object}}/{{id}}", read),
]
