"""What comes back when Salesforce refuses, and what can be done about it. Knows no plan and no step."""

import re
from collections.abc import Mapping
from typing import Any

from syncwright.http import Lost, Reply, retry_after, tree
from syncwright.limits import ANSWER
from syncwright.platforms.salesforce.live.codes import code_of
from syncwright.secret import hidden
from syncwright.target import Remedy, TargetError
from syncwright.xml import XmlError
from syncwright.xml import read as read_xml

#: The lowest status of a refusal, and of a failure of the system itself, whose outcome only its code can tell.
_REFUSAL, _FAILURE, _BUSY = 400, 500, 429
#: The longest message of theirs that is passed on, in characters.
_LONGEST = 600
#: Codes that say that a session has ended.
SESSION_OVER = ("INVALID_SESSION_ID", "InvalidSessionId", "Bad_OAuth_Token")


class Refusal(Exception):
    """An answer that refuses. `perhaps`: what was asked for may have been done all the same. `after`: seconds that it wants us to wait."""

    def __init__(self, error: TargetError, perhaps: bool, after: float | None) -> None:
        super().__init__(str(error))
        self.error, self.perhaps, self.after = error, perhaps, after


def refusal(reply: Reply, host: str) -> Refusal | None:
    """The refusal in an answer; None if it is none."""
    if reply.status < _REFUSAL:
        return None if reply.status >= 200 else _bare(reply, host)
    said = _said(reply)
    if said is None:
        return _bare(reply, host)
    error = target_error(*said)
    perhaps = code_of(*said).perhaps
    return Refusal(error, reply.status >= _FAILURE if perhaps is None else perhaps, retry_after(reply))


def target_error(code: str, message: str) -> TargetError:
    """What a code and a message of theirs mean for us. Any code that is not in the table needs a person who looks."""
    found = code_of(code, message)
    words = f"{found.words}: {short(message)}" if message else found.words
    return TargetError(short(code, 100) or "no-code", words, found.remedy)


def record_error(said: str) -> TargetError:
    """The error of one record as Bulk API writes it: `CODE:message:fields --`."""
    code, _, message = said.partition(":")
    return target_error(code.strip(), message.strip())


def short(text: str, most: int = _LONGEST) -> str:
    """Words of theirs, on one line, cut short, without a secret of ours."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in hidden(text)[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _bare(reply: Reply, host: str) -> Refusal:
    """A refusal without a code: from a proxy, a page for people, or a failure that says nothing."""
    status = reply.status
    remedy: Remedy = "later" if status in (_BUSY, 502, 503, 504) else "credentials" if status == 401 else "look"
    kind = "a page for people" if reply.media == "text/html" else "no code that could be read"
    error = TargetError(f"http-{status}", f"{host} answers with status {status} and {kind}", remedy)
    return Refusal(error, perhaps=status >= _FAILURE or status < 200 or status == 408, after=retry_after(reply))


def _said(reply: Reply) -> tuple[str, str] | None:
    """Code and message of a refusal, in JSON (REST, OAuth) or XML (a fault of SOAP); None if it has none."""
    if reply.body.lstrip()[:1] == b"<":
        return _fault(reply.body)
    bare = reply.body[:100].decode("ascii", "replace").strip()
    if code_of(bare, "").code:  # who we are is answered with the bare code
        return bare, ""
    try:
        whole = tree(reply)
    except Lost:
        return None
    first = whole[0] if isinstance(whole, list) and whole else whole
    return _pair(first) if isinstance(first, dict) else None


def _pair(first: Mapping[str, Any]) -> tuple[str, str] | None:
    for code, message in (("errorCode", "message"), ("error", "error_description"), ("exceptionCode", "exceptionMessage")):
        if isinstance(first.get(code), str):
            return first[code], str(first.get(message) or "")
    return None


def _fault(body: bytes) -> tuple[str, str] | None:
    try:
        root = read_xml(body, ANSWER)
    except XmlError:
        return None
    envelope = root.first("Body")
    fault = None if envelope is None else envelope.first("Fault")
    if fault is None:
        return None
    return re.sub(r"\A\w+:", "", fault.get("faultcode") or ""), fault.get("faultstring") or ""
