"""How requests reach an org, as a protocol, and over HTTP. Knows no plan and no step; what an answer means is for others to say."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from syncwright.http import BOUNDS, Again, Bounds, NotReached, Redirected, Reply, ask
from syncwright.platforms.salesforce.live.hosts import trusted
from syncwright.platforms.salesforce.live.multipart import multipart_body
from syncwright.platforms.salesforce.live.org import Part, Retrieved
from syncwright.platforms.salesforce.live.session import Session
from syncwright.records import Struct, compact
from syncwright.target import TargetError
from syncwright.xml import escape

_JSON = "application/json"
_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" '
    'xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Header><SessionHeader><sessionId>{token}</sessionId></SessionHeader>'
    "</soapenv:Header><soapenv:Body><{action}>{body}</{action}></soapenv:Body></soapenv:Envelope>"
)


class Request(Struct, frozen=True):
    """One request before a token is put into it. `path` begins with `/services/`. At most one of the others is there.

    `json`: a value. `csv`: a file. `parts`: several files. `call`: the name of a call of the Metadata API and what stands inside it, as XML.
    """

    method: str
    path: str
    json: Any = None
    csv: bytes | None = None
    parts: Sequence[Part] = ()
    call: tuple[str, str] | None = None

    def body(self) -> tuple[str, bytes] | None:
        """Its media type and its bytes; None if it has none. Not of a call."""
        if self.parts:
            return multipart_body(self.parts)
        if self.csv is not None:
            return "text/csv", self.csv
        return None if self.json is None else (_JSON, compact(self.json))


class Wire(Protocol):
    """What carries requests to one org. Every deed may raise TargetError."""

    host: str

    def send(self, request: Request) -> Reply:
        """Carry one request, once. Raises Lost if it was sent and there is no answer, and Again or TargetError if nothing was sent."""
        ...

    def renew(self) -> bool:
        """Forget a session that has ended. Whether there is a way to another."""
        ...

    def fetch(self, package: bytes, version: str) -> Retrieved | None:
        """What a package.xml names, where the wire has a way of its own for that; None if calls are to be made."""
        ...


class HttpWire:
    """Requests over HTTP, each with a token of the session."""

    def __init__(self, session: Session, bounds: Bounds = BOUNDS) -> None:
        assert trusted(session.place.host), "a session is only made for a host that is Salesforce's"
        self.session, self.bounds = session, bounds
        self.host = session.place.url.partition("//")[2]

    def send(self, request: Request) -> Reply:
        headers, body = _with_token(request, self.session.token().reveal())
        try:
            return ask(self.session.place, request.method, request.path, headers, body, self.bounds)
        except NotReached as error:
            failed = TargetError("not-trusted" if error.trust else "not-reached", str(error), "look" if error.trust else "later")
            raise (failed if error.trust else Again(failed)) from error
        except Redirected as error:
            raise TargetError("redirected", f"{self.host}: {error}", "look") from error

    def renew(self) -> bool:
        return self.session.renew()

    def fetch(self, package: bytes, version: str) -> Retrieved | None:  # noqa: ARG002 - calls are made
        return None


def _with_token(request: Request, token: str) -> tuple[Mapping[str, str], bytes | None]:
    if request.call is not None:
        action, inner = request.call
        whole = _ENVELOPE.format(token=escape(token), action=action, body=inner)
        return {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""', "Accept": "text/xml"}, whole.encode()
    headers, body = {"Authorization": f"Bearer {token}", "Accept": _JSON}, request.body()
    return (headers, None) if body is None else ({**headers, "Content-Type": body[0]}, body[1])
