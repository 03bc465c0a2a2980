"""An org, by what a wire carries: what is asked again, and what an answer means. Knows no plan, no step and no token."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from syncwright.http import BOUNDS, PATIENCE, Again, Bounds, Clock, Lost, Patience, Reply, patiently, tree
from syncwright.limits import ANSWER
from syncwright.platforms.salesforce.live.errors import SESSION_OVER, Refusal, refusal, short
from syncwright.platforms.salesforce.live.org import ROWS, Download, OtherOrg, Part, Retrieved, Who
from syncwright.platforms.salesforce.live.retrieve import retrieved
from syncwright.platforms.salesforce.live.wire import Request, Wire
from syncwright.record_ids import whole_id
from syncwright.target import OutcomeUnknown, TargetError
from syncwright.xml import Element, XmlError
from syncwright.xml import read as read_xml

#: Pages of one query: more are pages without an end.
PAGES = 1_000
_NEXT = re.compile(r"/services/data/v[0-9]{1,3}\.[0-9]/(tooling/)?query/[A-Za-z0-9_-]{1,200}")
_PATH = re.compile(r"/services/[!-\"$-~]{1,16000}")
#: The status of an answer that something was made.
_CREATED = 201

T = TypeVar("T")


class RestOrg:
    """See `Org`. `org`: the id that the specs name, of 18 characters; nothing is asked of another one but who it is."""

    def __init__(self, wire: Wire, org: str, version: str, clock: Clock, bounds: Bounds = BOUNDS, patience: Patience = PATIENCE) -> None:
        self.wire, self.expected, self.version, self.clock = wire, org, version, clock
        self.bounds, self.patience, self.host = bounds, patience, wire.host
        self._who: Who | None = None

    def who(self) -> Who:
        if self._who is None:
            said = self._read(Request("GET", "/services/oauth2/userinfo"), self._json)
            self._who = _who(said, self.expected, self.host)
        return self._who

    def get(self, path: str) -> Any:
        return self._read(Request("GET", self._path(path)), self._json)

    def query(self, soql: str, *, tooling: bool = False, most: int = ROWS) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = []
        seen: set[str] = set()
        path: str | None = f"{'tooling/' if tooling else ''}query?q={quote(soql, safe='')}"
        while path is not None:
            page = self.get(path)
            more, path, total = _page(page, self.host)
            rows += more
            if len(rows) > most or len(seen) >= PAGES or path in seen:
                raise TargetError("endless-pages", f"{self.host} answers a query with more pages or rows than it can have", "look")
            if path is None and total != len(rows):
                raise TargetError("rows-missing", f"{self.host} says that a query has {total} rows, and gives {len(rows)}", "look")
            seen.update([path] if path else [])
        return rows

    def download(self, path: str) -> Download:
        return self._read(Request("GET", self._path(path)), _download)

    def retrieve(self, package: bytes) -> Retrieved:
        self.who()
        fetched = self.wire.fetch(package, self.version)
        return retrieved(self, package, self.clock) if fetched is None else fetched

    def post(self, path: str, body: Mapping[str, Any] | Sequence[Any] | None = None) -> Any:
        return self._change(Request("POST", self._path(path), json={} if body is None else body), self._json)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._change(Request("PATCH", self._path(path), json=body), self._json)

    def delete(self, path: str) -> Any:
        return self._change(Request("DELETE", self._path(path)), self._json)

    def multipart(self, path: str, parts: Sequence[Part]) -> Any:
        return self._change(Request("POST", self._path(path), parts=parts), self._json)

    def upload(self, path: str, csv: bytes) -> None:
        self._change(Request("PUT", self._path(path), csv=csv), _stored)

    def soap(self, action: str, body: str) -> Element:
        """The answer of a call of the Metadata API that only reads. `body`: what stands inside the call's element, as XML."""
        path = self._path(f"/services/Soap/m/{self.version}")
        return self._read(Request("POST", path, call=(action, body)), lambda reply: _result(reply, action))

    def _path(self, path: str) -> str:
        """A path in full. It is made of ours, or was looked at: it never leads to another host."""
        if self._who is None:
            self.who()
        whole = path if path.startswith("/") else f"/services/data/v{self.version}/{path}"
        assert _PATH.fullmatch(whole), "a path is printable ASCII below /services/"
        return whole

    def _json(self, reply: Reply) -> Any:
        return tree(reply, self.bounds) if reply.body.strip() else None

    def _read(self, request: Request, meant: Callable[[Reply], T]) -> T:
        def once() -> T:
            try:
                return meant(self._answered(request))
            except Lost as error:
                failed = TargetError("bad-answer", f"{self.host}: {error}", "later" if error.again else "look")
                raise (Again(failed) if error.again else failed) from error
            except Refusal as refused:
                again = refused.perhaps or refused.error.remedy == "later"
                raise (Again(refused.error, refused.after) if again else refused.error) from refused

        return patiently(once, self.clock, self.patience)

    def _change(self, request: Request, meant: Callable[[Reply], T]) -> T:
        def once() -> T:
            try:
                return meant(self._answered(request))
            except Lost as error:
                raise OutcomeUnknown(f"{self.host}: {error}") from error
            except Refusal as refused:
                if refused.perhaps:
                    raise OutcomeUnknown(f"{self.host}: {refused.error}") from refused
                again = refused.error.remedy == "later"
                raise (Again(refused.error, refused.after) if again else refused.error) from refused

        return patiently(once, self.clock, self.patience)

    def _answered(self, request: Request) -> Reply:
        """The answer to a request; after a session has ended, to the same request in a new one, once: the first was not carried out."""
        reply = self.wire.send(request)
        refused = refusal(reply, self.host)
        if refused is not None and refused.error.code in SESSION_OVER and self.wire.renew():
            reply = self.wire.send(request)
            refused = refusal(reply, self.host)
        if refused is not None:
            raise refused
        return reply


def _who(said: Any, expected: str, host: str) -> Who:
    """Who the org says we are. Raises OtherOrg if it is not the org that the specs name."""
    wanted = ("organization_id", "user_id", "preferred_username")
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in wanted):
        raise TargetError("bad-answer", f"{host} does not say who we are", "look")
    org, user = whole_id(said["organization_id"]), whole_id(said["user_id"])
    if org is None or user is None:
        raise TargetError("bad-answer", f"{host} says ids that are none", "look")
    if org != whole_id(expected):
        raise OtherOrg(f"{host} is the org `{org}`, and the specs name `{expected}`")
    return Who(org, user, short(said["preferred_username"], 200))


def _page(page: Any, host: str) -> tuple[list[Mapping[str, Any]], str | None, int]:
    """Rows, path of the next page, and how many rows there are in all."""
    if not isinstance(page, dict) or not isinstance(page.get("records"), list) or not isinstance(page.get("totalSize"), int):
        raise TargetError("bad-answer", f"{host} answers a query with something else than rows", "look")
    rows, after = page["records"], page.get("nextRecordsUrl")
    if after is not None and (not isinstance(after, str) or not _NEXT.fullmatch(after)):
        raise TargetError("bad-answer", f"{host} names a next page that is none of a query", "look")
    if (after is None) != (page.get("done") is True) or not all(isinstance(row, dict) for row in rows):
        raise TargetError("bad-answer", f"{host} does not say whether a query has another page", "look")
    return rows, after, page["totalSize"]


def _download(reply: Reply) -> Download:
    if not reply.whole:
        raise Lost("the file does not say where it ends, so that nobody knows whether it is whole")
    if reply.media != "text/csv":
        raise Lost("the answer is no CSV file")
    locator, records = reply.headers.get("sforce-locator", ""), reply.headers.get("sforce-numberofrecords", "")
    if not re.fullmatch(r"[A-Za-z0-9_=-]{0,200}", locator):
        raise Lost("the locator of the next page cannot be used", again=False)
    return Download(
        reply.body, locator if locator not in ("", "null") else None, int(records) if re.fullmatch(r"[0-9]{1,10}", records) else None
    )


def _stored(reply: Reply) -> None:
    """What is put is answered with 201 and nothing more [Bulk API 2.0, upload job data]."""
    if reply.status != _CREATED or reply.body.strip():
        raise Lost("the answer does not say that the file was taken")


def _result(reply: Reply, action: str) -> Element:
    """What stands inside the answer of a call."""
    try:
        body = read_xml(reply.body, ANSWER).first("Body")
    except XmlError as error:
        raise Lost(f"the answer is not XML that is read ({error})") from error
    answer = None if body is None else body.first(f"{action}Response")
    if answer is None:
        raise Lost("the answer is none to what was asked")
    return answer.first("result") or answer
