"""The Metadata API over SOAP: envelopes in and out. What the calls do is told elsewhere; names are those of the WSDL."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Route
from syncwright.sandbox.salesforce import deploys
from syncwright.sandbox.salesforce.deploy_result import document
from syncwright.sandbox.salesforce.kinds import INNER, KINDS, known_type
from syncwright.sandbox.salesforce.retrieve import Wanted, listed, retrieve
from syncwright.sandbox.salesforce.schema import NAMESPACE
from syncwright.sandbox.salesforce.users import may_use_metadata
from syncwright.sandbox.salesforce.versions import NEWEST
from syncwright.sandbox.state import State, long_id
from syncwright.xml import Element, XmlError, escape, read

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"


class Fault(Exception):
    """A call that is refused, in Salesforce's form: a code of its own, and words after the same code."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code, self.says = code, says


def call(state: State, asked: Asked) -> Answer:
    """One call: the session from the header of the envelope, or as REST has it."""
    try:
        return _called(state, *_request(asked))
    except Fault as fault:
        return _fault(fault.code, fault.says)
    except deploys.NotTaken as refused:
        return _fault(refused.code, refused.says)


def _called(state: State, name: str, request: Element, token: str) -> Answer:
    if name not in _CALLS:
        says = f"No operation available for request {{{NAMESPACE}}}{name}, please check the WSDL for the service."
        raise Fault("UNKNOWN_EXCEPTION", says)
    user = state.session(token)
    if user is None:
        raise Fault("INVALID_SESSION_ID", "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session")
    return _answer(name, _CALLS[name](state, user, request))


def _request(asked: Asked) -> tuple[str, Element, str]:
    try:
        envelope = read(asked.body)
    except XmlError as error:
        raise Fault("UNKNOWN_EXCEPTION", f"the request is no XML: {error}") from None
    body, header = envelope.first("Body"), envelope.first("Header")
    if envelope.tag != "Envelope" or body is None or not body.children:
        raise Fault("UNKNOWN_EXCEPTION", "the request is no SOAP envelope with a body")
    session = None if header is None else header.first("SessionHeader")
    token = "" if session is None else session.get("sessionId") or ""
    bearer = asked.headers.get("authorization", "").partition(" ")[2]
    return body.children[0].tag, body.children[0], token or bearer


def _deploy(state: State, user: str, request: Element) -> Any:
    options = request.first("DeployOptions")
    said: dict[str, Any] = {}
    for child in [] if options is None else options.children:
        if child.tag == "runTests":
            said.setdefault("runTests", []).append(child.text)
        else:
            said[child.tag] = child.text if child.tag == "testLevel" else child.text == "true"
    try:
        data = b64decode(request.get("ZipFile") or "")
    except (NotBase64, ValueError):
        raise Fault("INVALID_ZIP", "the zip file is no base64") from None
    return _begun(deploys.take_on(state, user, data, said))


def _begun(id_: str) -> dict[str, Any]:
    return {"done": False, "id": id_, "state": "Queued"}


def _deploy_status(state: State, _user: str, request: Element) -> Any:
    row = deploys.request(state, request.get("asyncProcessId") or "")
    if row is None:
        raise Fault("INVALID_CROSS_REFERENCE_KEY", "INVALID_CROSS_REFERENCE_KEY: invalid cross reference id")
    details = request.get("includeDetails") == "true"
    result = document(state, row, details=details)
    return result if details else {**result, "details": {}}  # the WSDL has it in any case


def _quick(state: State, user: str, request: Element) -> Any:
    return deploys.quick(state, user, request.get("validationId") or "")


def _cancel(state: State, user: str, request: Element) -> Any:
    row = deploys.cancel(state, user, request.get("String") or request.get("id") or request.get("asyncProcessId") or "")
    return {"done": True, "id": row["id"]}


def _retrieve(state: State, user: str, request: Element) -> Any:
    if not may_use_metadata(state, user):
        says = "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions"
        raise Fault("INSUFFICIENT_ACCESS", f"INSUFFICIENT_ACCESS: {says}")
    # The WSDL calls it retrieveRequest, and jsforce request.
    wanted = request.first("retrieveRequest") or request.first("request")
    if wanted is None:
        raise Fault("UNKNOWN_EXCEPTION", "the request names nothing to retrieve")
    id_ = state.new_id("09S")
    body = f"<{wanted.tag}>{_kept(wanted)}</{wanted.tag}>"
    due = state.now() + state.knobs.retrieve_seconds
    state.db.execute("INSERT INTO retrieves VALUES (?, ?, ?, ?)", (id_, user, due, body))
    return _begun(id_)


def _kept(element: Element) -> str:
    return "".join(f"<{child.tag}>{_kept(child) or escape(child.text)}</{child.tag}>" for child in element.children)


def _retrieve_status(state: State, _user: str, request: Element) -> Any:
    id_ = long_id(request.get("asyncProcessId") or "")
    row = state.db.execute("SELECT * FROM retrieves WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise Fault("INVALID_CROSS_REFERENCE_KEY", "INVALID_CROSS_REFERENCE_KEY: invalid cross reference id")
    if row["due"] > state.now():
        return {"done": False, "id": id_, "status": "InProgress", "success": False, "zipFile": None}
    asked = read(row["request"].encode())
    unpackaged = asked.first("unpackaged")
    types: dict[str, list[str]] = {}
    for one in [] if unpackaged is None else unpackaged.all("types"):
        types.setdefault(one.get("name") or "", []).extend(member.text for member in one.all("members"))
    version = (None if unpackaged is None else unpackaged.get("version")) or asked.get("apiVersion") or f"{NEWEST}.0"
    found = retrieve(state, Wanted(types, version), single=asked.get("singlePackage") == "true")
    with_zip = request.get("includeZip") != "false"
    return {
        "done": True,
        "fileProperties": found.properties,
        "id": id_,
        "messages": [{"fileName": file, "problem": says} for file, says in found.messages],
        "status": "Succeeded",
        "success": True,
        "zipFile": b64encode(found.zip).decode() if with_zip else None,
    }


def _list(state: State, _user: str, request: Element) -> Any:
    found = []
    for query in request.all("queries"):
        type_ = query.get("type") or ""
        if not known_type(type_):
            raise Fault("INVALID_TYPE", f"INVALID_TYPE: Unknown type:{type_}")
        found += listed(state, type_)
    return found


def _describe(_state: State, _user: str, _request: Element) -> Any:
    objects = [
        {
            "childXmlNames": [inner.type for inner in INNER if inner.parent == kind.type],
            "directoryName": kind.folder,
            "inFolder": False,
            "metaFile": False,
            "suffix": kind.suffix,
            "xmlName": kind.type,
        }
        for kind in KINDS
    ]
    return {"metadataObjects": objects, "organizationNamespace": "", "partialSaveAllowed": True, "testRequired": False}


_CALLS: dict[str, Callable[[State, str, Element], Any]] = {
    "deploy": _deploy,
    "checkDeployStatus": _deploy_status,
    "deployRecentValidation": _quick,
    "cancelDeploy": _cancel,
    "retrieve": _retrieve,
    "checkRetrieveStatus": _retrieve_status,
    "listMetadata": _list,
    "describeMetadata": _describe,
}


def _answer(name: str, result: Any) -> Answer:
    inner = _drawn("result", result)
    return _envelope(f'<{name}Response xmlns="{NAMESPACE}">{inner}</{name}Response>', 200)


def _drawn(tag: str, value: Any) -> str:
    """A value as elements: a list is the element again and again, None is no element."""
    match value:
        case None:
            return ""
        case bool():
            return f"<{tag}>{'true' if value else 'false'}</{tag}>"
        case dict():
            return f"<{tag}>{''.join(_drawn(name, one) for name, one in value.items())}</{tag}>"
        case list():
            return "".join(_drawn(tag, one) for one in value)
        case _:
            return f"<{tag}>{escape(str(value))}</{tag}>"


def _fault(code: str, says: str) -> Answer:
    inner = f"<soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>{escape(says)}</faultstring></soapenv:Fault>"
    return _envelope(inner, 500)


def _envelope(body: str, status: int) -> Answer:
    names = f'xmlns:soapenv="{ENVELOPE}" xmlns:sf="{NAMESPACE}"'
    text = f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope {names}><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>'
    return Answer(text, status, "text/xml;charset=UTF-8")


ROUTES = [
    Route("POST", "/services/Soap/m/{version}", call, session=False),
    Route("POST", "/services/Soap/m/{version}/{org}", call, session=False),
]
