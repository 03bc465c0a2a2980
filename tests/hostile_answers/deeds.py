"""Each kind of request that we send to an org, and the good answer to each."""

import json
from base64 import b64encode
from collections.abc import Callable
from typing import NamedTuple

from hostile_answers.rude import reply
from syncwright.http import Bounds, Patience
from syncwright.platforms.salesforce.live.hosts import org_place
from syncwright.platforms.salesforce.live.login import Asked, Given, session_of, way
from syncwright.platforms.salesforce.live.org import Part
from syncwright.platforms.salesforce.live.rest_org import RestOrg
from syncwright.platforms.salesforce.live.wire import HttpWire
from syncwright.secret import Secret

ORG, USER = "00D7Q000000vKmRUAU", "0057Q000000vKmRQAU"
TOKEN = "00D7Q000000vKmR!AQ4AQCanaryCanaryCanary0123456789"
REFRESH = "5AepCanaryRefreshRefresh0123456789"
WHO = json.dumps({"organization_id": ORG, "user_id": USER, "preferred_username": "release@example.com"}).encode()
PACKAGE = b"<Package><types><members>A</members><name>PermissionSet</name></types><version>67.0</version></Package>"
RESPONSE = (
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><{name}Response><result>{inner}</result>'
    "</{name}Response></soapenv:Body></soapenv:Envelope>"
)
BEGUN = RESPONSE.format(name="retrieve", inner="<done>false</done><id>09S000000000001AAA</id>").encode()
ENDED = RESPONSE.format(
    name="checkRetrieveStatus",
    inner=f"<done>true</done><status>Succeeded</status><success>true</success><zipFile>{b64encode(b'PK').decode()}</zipFile>",
).encode()


class StillClock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time, self.waits = 1_000_000_000.0, []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def chance(self) -> float:
        return 0.5


class Deed(NamedTuple):
    """`mine`: how the request that it is about begins. `changes`: whether it asks for something to be done."""

    do: Callable[[RestOrg], object]
    mine: bytes
    good: bytes
    changes: bool
    media: str = "application/json"


ROWS = b'{"totalSize":2,"done":true,"records":[{"Id":"1"},{"Id":"2"}]}'
FIRST = b'{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/01g-2","records":[{"Id":"1"}]}'
SECOND = b'{"totalSize":2,"done":true,"records":[{"Id":"2"}]}'
DEEDS = {
    "who": Deed(lambda org: org.who(), b"GET /services/oauth2/userinfo", WHO, changes=False),
    "get": Deed(lambda org: org.get("limits"), b"GET /services/data/v67.0/limits", b'{"a": {"b": [1, 2]}}', changes=False),
    "query": Deed(lambda org: org.query("SELECT Id FROM User"), b"GET /services/data/v67.0/query?q=SELECT%20Id", ROWS, changes=False),
    "next page": Deed(lambda org: org.query("SELECT Id FROM Lead"), b"GET /services/data/v67.0/query/01g-2", SECOND, changes=False),
    "download": Deed(lambda org: org.download("jobs/ingest/1/x"), b"GET /services/data/v67.0/jobs/ingest/1/x", b'"Id"\n"1"\n', False, "text/csv"),
    "retrieve": Deed(lambda org: org.retrieve(PACKAGE), b"POST /services/Soap/m/67.0", BEGUN, False, "text/xml"),
    "post": Deed(lambda org: org.post("sobjects/X", {"A": "b"}), b"POST /services/data/v67.0/sobjects/X", b'{"id":"1","success":true}', True),
    "patch": Deed(lambda org: org.patch("sobjects/X/1", {"A": "b"}), b"PATCH /services/data/v67.0/sobjects/X/1", b"{}", changes=True),
    "delete": Deed(lambda org: org.delete("sobjects/X/1"), b"DELETE /services/data/v67.0/sobjects/X/1", b"{}", changes=True),
    "multipart": Deed(
        lambda org: org.multipart("metadata/deployRequest", [Part("entity_content", "application/json", b"{}"), Part("file", "application/zip", b"PK", "p.zip")]),
        b"POST /services/data/v67.0/metadata/deployRequest", b'{"id":"0Af1"}', changes=True,
    ),
    "upload": Deed(lambda org: org.upload("jobs/ingest/1/batches", b"Id\n1\n"), b"PUT /services/data/v67.0/jobs/ingest/1/batches", b"", changes=True),
}  # fmt: skip
#: Asking for a token changes nothing that anyone would miss.
LOGIN = Deed(lambda org: org.who(), b"POST /services/oauth2/token", b"", changes=False)


def well(request: bytes, host: str) -> bytes:
    """The good answer to any request."""
    if request.startswith(LOGIN.mine):
        said = {"access_token": TOKEN, "instance_url": f"http://{host}", "id": f"http://{host}/id/{ORG}/{USER}", "token_type": "Bearer"}
        return reply(json.dumps(said).encode())
    if b"checkRetrieveStatus" in request:
        return reply(ENDED, media="text/xml")
    if b"query?q=SELECT%20Id%20FROM%20Lead" in request:
        return reply(FIRST)
    deed = next(one for one in DEEDS.values() if request.startswith(one.mine))
    return reply(deed.good, "201 Created" if request.startswith(b"PUT") else "200 OK", deed.media)


def org_at(host: str, clock: StillClock, bounds: Bounds, patience: Patience = Patience()) -> RestOrg:
    """An org with a token that somebody got."""
    place = org_place(host)
    assert place is not None
    return RestOrg(HttpWire(Given(place, Secret(TOKEN)), bounds), ORG, "67.0", clock, bounds, patience)


def org_to_log_in_to(host: str, clock: StillClock, bounds: Bounds, patience: Patience = Patience()) -> RestOrg:
    """An org that a token is asked of first."""
    place = org_place(host)
    assert place is not None
    variables = {"SYNCWRIGHT_SALESFORCE_AUTH_URL": f"force://PlatformCLI::{REFRESH}@{host}"}
    session = session_of(way(variables), place, ORG, clock)
    assert isinstance(session, Asked)
    session.patience, session.bounds = patience, bounds
    return RestOrg(HttpWire(session, bounds), ORG, "67.0", clock, bounds, patience)
