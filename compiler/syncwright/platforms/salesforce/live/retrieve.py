"""What a package.xml names, fetched from an org: the calls `retrieve` and `checkRetrieveStatus` of the Metadata API, which only read."""

from base64 import b64decode
from binascii import Error as NotBase64
from typing import Protocol

from syncwright.http import Clock
from syncwright.platforms.salesforce.live.errors import target_error
from syncwright.platforms.salesforce.live.org import Component, Retrieved
from syncwright.target import TargetError
from syncwright.xml import Element, escape
from syncwright.xml import read as read_xml

#: How long a retrieve may take, in seconds, and how long we wait between two questions, at most.
LONGEST, PAUSE = 1_800.0, 10.0


class Calls(Protocol):
    """What answers calls."""

    version: str
    host: str

    def soap(self, action: str, body: str) -> Element:
        """The answer of a call."""
        ...


def retrieved(calls: Calls, package: bytes, clock: Clock) -> Retrieved:
    """What the org answers. Raises TargetError if the org refuses, or does not end."""
    begun = calls.soap("retrieve", _wanted(package, calls.version))
    job = begun.get("id") or ""
    if not job.isalnum():
        raise TargetError("bad-answer", f"{calls.host} takes a retrieve on without an id", "look")
    until, pause = clock.now() + LONGEST, 0.5
    while True:
        result = calls.soap("checkRetrieveStatus", f"<asyncProcessId>{escape(job)}</asyncProcessId><includeZip>true</includeZip>")
        if result.get("done") == "true":
            return Retrieved(_zip(result, calls.host), _components(result), _messages(result))
        if clock.now() >= until:
            raise TargetError("no-end", f"the retrieve {job} on {calls.host} has not ended after {LONGEST / 60:g} minutes", "later")
        clock.sleep(pause)
        pause = min(pause * 1.5, PAUSE)


def _wanted(package: bytes, version: str) -> str:
    """A package.xml as the body of the call."""
    root = read_xml(package)
    types = "".join(f"<types>{_members(one)}<name>{escape(one.get('name') or '')}</name></types>" for one in root.all("types"))
    inner = f"<apiVersion>{escape(version)}</apiVersion><singlePackage>true</singlePackage><unpackaged>{types}"
    return f"<retrieveRequest>{inner}<version>{escape(version)}</version></unpackaged></retrieveRequest>"


def _members(types: Element) -> str:
    return "".join(f"<members>{escape(member.text)}</members>" for member in types.all("members"))


def _zip(result: Element, host: str) -> bytes:
    if result.get("status") != "Succeeded" or result.get("success") != "true":
        raise target_error(result.get("errorStatusCode") or "RETRIEVE_FAILED", result.get("errorMessage") or result.get("status") or "")
    try:
        data = b64decode((result.get("zipFile") or "").encode(), validate=True)
    except (NotBase64, ValueError) as error:
        raise TargetError("bad-answer", f"{host} ends a retrieve without a zip that can be read", "later") from error
    if not data:
        raise TargetError("bad-answer", f"{host} ends a retrieve without a zip", "later")
    return data


def _components(result: Element) -> tuple[Component, ...]:
    said = (
        [one.get(tag) or "" for tag in ("type", "fullName", "fileName", "lastModifiedByName", "lastModifiedDate")]
        for one in result.all("fileProperties")
    )
    return tuple(Component(*one) for one in said)


def _messages(result: Element) -> tuple[tuple[str, str], ...]:
    return tuple((one.get("fileName") or "", one.get("problem") or "") for one in result.all("messages"))
