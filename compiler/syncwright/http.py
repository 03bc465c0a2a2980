"""Requests to systems we know, within bounds: whom, how long, how much. Knows no platform and no credential.

Each request has a connection of its own: no answer to another one can be taken for its answer, and no connection that the other side let
go looks like a lost answer. No redirect is followed, no proxy is asked, and a certificate that does not hold is the end.
"""

import random
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http.client import HTTPException
from io import BytesIO
from typing import Any, Protocol, Self, TypeVar

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from syncwright.records import NotThatRecord, Struct, read

#: The one machine that may be spoken to without TLS: this one.
LOOPBACK = ("127.0.0.1", "localhost")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_CHUNK = 1 << 16
#: An answer that unpacks to no more than this may be packed as densely as it likes, in bytes.
_SMALL = 1 << 20
#: The lowest status of a redirect, and of a refusal; the one of an answer without a body.
_REDIRECT, _REFUSAL, _EMPTY = 300, 400, 204

T = TypeVar("T")


class Bounds(Struct, frozen=True):
    """Bounds on one request. `connect`, `read` (between two bytes) and `whole` in seconds; `size` in bytes once unpacked.

    `ratio`: bytes unpacked for each byte received. `depth` and `values` of a JSON answer.
    """

    connect: float = 30.0
    read: float = 30.0
    whole: float = 300.0
    size: int = 64 << 20
    ratio: int = 200
    depth: int = 64
    values: int = 1_000_000


BOUNDS = Bounds()


class Place(Struct, frozen=True):
    """Whom a request goes to."""

    host: str
    port: int = 443
    secure: bool = True

    @property
    def url(self) -> str:
        """Such as `https://example.my.salesforce.com`, without a last slash."""
        usual = 443 if self.secure else 80
        return f"{'https' if self.secure else 'http'}://{self.host}" + ("" if self.port == usual else f":{self.port}")


class Reply(Struct, frozen=True):
    """An answer as it came, unpacked. Names of headers are lower case. `whole`: it said where it ends, and ended there."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool = True

    @property
    def media(self) -> str:
        """What it says that it is, such as `application/json`."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class NotReached(Exception):
    """Nothing was sent: no connection, or not with whom we wanted to speak. `trust`: its certificate does not hold."""

    def __init__(self, says: str, trust: bool = False) -> None:
        super().__init__(says)
        self.trust = trust


class Lost(Exception):
    """The request was sent, at least in part, and there is no answer that can be used. `again`: asking again may help."""

    def __init__(self, says: str, again: bool = True) -> None:
        super().__init__(says)
        self.again = again


class Redirected(Exception):
    """The answer sends us elsewhere, where nothing was sent. `to`: the host, or what stands there instead of one, cut short."""

    def __init__(self, status: int, to: str) -> None:
        super().__init__(f"it answers with a redirect ({status}) to `{to}`, which is not followed")
        self.status, self.to = status, to


class Clock(Protocol):
    """Time and chance, so that tests can have their own."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def chance(self) -> float:
        """A number from 0 up to 1."""
        ...


class SystemClock:
    """The clock and the dice of this machine."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def chance(self) -> float:
        return random.random()  # noqa: S311 - it spreads waits, and guards nothing


class Patience(Struct, frozen=True):
    """How often and how long what only reads is asked again. `seconds`: all waiting together; `most`: one wait."""

    tries: int = 5
    seconds: float = 120.0
    first: float = 0.5
    most: float = 60.0


PATIENCE = Patience()


class Again(Exception):
    """What was asked may be asked again. `after`: seconds that the system wants us to wait, None if it does not say; `error`: what to raise in the end."""

    def __init__(self, error: Exception, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.after = error, after


def patiently(ask: Callable[[], T], clock: Clock, patience: Patience = PATIENCE) -> T:
    """Ask until there is an answer. Waits twice as long each time, at random up to a half less, and at least as long as the system wants.

    Raises the last error once tries or time are used up, or at once if the system wants us to wait longer than we may.
    """
    left = patience.seconds
    for turn in range(patience.tries):
        try:
            return ask()
        except Again as again:
            pause = min(patience.first * 2**turn, patience.most) * (1 - clock.chance() / 2)
            pause = max(pause, again.after or 0.0)
            if turn == patience.tries - 1 or pause > left:
                raise again.error from again
        left -= pause
        clock.sleep(pause)
    raise AssertionError("it ends with an answer or an error")


def retry_after(reply: Reply) -> float | None:
    """Seconds that an answer wants us to wait; None if it says none that can be used. A date is not looked at: our clock may be wrong."""
    said = reply.headers.get("retry-after", "").strip()
    return float(said) if re.fullmatch(r"[0-9]{1,20}", said) else None


def place(said: str) -> Place | None:
    """A host name as people write it, or `127.0.0.1:8080`: only this machine may have a port, and is spoken to without TLS. None: it is no host."""
    host, colon, port = said.lower().partition(":")
    if host in LOOPBACK:
        if colon and not re.fullmatch(r"[1-9][0-9]{0,4}", port):
            return None
        return Place("127.0.0.1", int(port) if colon else 80, secure=False) if not colon or int(port) < 1 << 16 else None
    return None if colon or not _HOST.fullmatch(host) else Place(host)


def ask(
    where: Place,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
    bounds: Bounds = BOUNDS,
) -> Reply:
    """Send one request, once, and read its answer. Raises NotReached, Lost or Redirected."""
    with _Watch(bounds.whole) as watch:
        connection = _connection(where, bounds, watch)
        try:
            _connect(connection, where, watch)
            reply = _spoken(connection, method, path, {"Accept-Encoding": "gzip", "Connection": "close", **headers}, body, bounds)
        except (OSError, HTTPException, HTTPError) as error:
            raise Lost(watch.said or f"no answer could be read from {where.host} ({_named(error)})") from error
        except Lost:
            watch.check()
            raise
        finally:
            connection.close()
        watch.check()  # what was cut may look like an answer that ended
        return reply


def _connect(connection: HTTPConnection, where: Place, watch: "_Watch") -> None:
    try:
        connection.connect()
    except ssl.SSLCertVerificationError as error:
        raise NotReached(f"the certificate of {where.host} does not hold: {error.verify_message}", trust=True) from error
    except ssl.SSLError as error:
        raise NotReached(f"no TLS connection to {where.host} ({error.reason or 'it was cut'})", trust=True) from error
    except (OSError, HTTPError) as error:
        raise NotReached(watch.said or f"no connection to {where.host} ({_named(error)})") from error


def _spoken(connection: HTTPConnection, method: str, path: str, headers: Mapping[str, str], body: bytes | None, bounds: Bounds) -> Reply:
    # In pieces: a timeout holds for one piece, and a package of 40 MB takes its time.
    pieces = None if body is None else BytesIO(body)
    length = {} if body is None else {"Content-Length": str(len(body))}
    connection.request(method, path, body=pieces, headers={**headers, **length}, preload_content=False, decode_content=False)
    connection.timeout = bounds.read
    response = connection.getresponse()
    names = {name.lower(): value for name, value in response.headers.items()}
    if _REDIRECT <= response.status < _REFUSAL:
        raise Redirected(response.status, _target(names.get("location", "")))
    body = _body(response, names, bounds)
    marked = response.status == _EMPTY or "content-length" in names or names.get("transfer-encoding", "").lower() == "chunked"
    if not marked and not body:
        raise Lost("the answer breaks off before its body")
    return Reply(response.status, names, body, marked)


def _target(location: str) -> str:
    """The host that a redirect leads to; the rest of it may hold secrets."""
    host = re.match(r"https?://([^/?#@\\\s]{1,253})(?=[/?#]|\Z)", location)
    return (
        host[1].lower()
        if host
        else "another page of the same host"
        if location.startswith("/") and location[1:2] != "/"
        else "nowhere that can be read"
    )


def _body(response: BaseHTTPResponse, headers: Mapping[str, str], bounds: Bounds) -> bytes:
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", ""):
        raise Lost("the answer is packed in a way that was not asked for", again=False)
    unpack = zlib.decompressobj(31) if coding == "gzip" else None
    data, received = bytearray(), 0
    while chunk := response.read1(_CHUNK, decode_content=False):
        received += len(chunk)
        _unpacked(chunk, unpack, data, min(bounds.size, max(_SMALL, received * bounds.ratio)), bounds)
    if unpack is not None and received and (not unpack.eof or unpack.unused_data):
        raise Lost("the packed answer does not end where it should")
    return bytes(data)


def _unpacked(chunk: bytes, unpack: Any, data: bytearray, most: int, bounds: Bounds) -> None:
    """Add a chunk to `data`. Raises Lost as soon as there is more than may be."""
    try:
        data += chunk if unpack is None else unpack.decompress(chunk, most - len(data) + 1)
    except zlib.error as error:
        raise Lost("the packed answer cannot be unpacked") from error
    if len(data) > most:
        which = f"{bounds.size >> 20} MiB (size)" if most == bounds.size else f"{bounds.ratio} bytes for each byte received (ratio)"
        raise Lost(f"the answer has more than {which}", again=False)


def tree(reply: Reply, bounds: Bounds = BOUNDS) -> Any:
    """The JSON of an answer. Raises Lost for anything else, such as a page for people or half an answer."""
    body = reply.body
    if body.count(b",") + body.count(b"[") + body.count(b"{") > bounds.values:
        raise Lost(f"the answer has more than {bounds.values:,} values (values)", again=False)
    try:
        whole = read(body, object)
    except NotThatRecord as error:
        page = reply.media == "text/html" or body.lstrip()[:1] == b"<"
        raise Lost(
            "the answer is a page for people, such as a login page, not JSON" if page else "the answer is not JSON, or half of it"
        ) from error
    level = _held([whole])
    for _ in range(bounds.depth):
        level = [child for one in level for child in _held(one.values() if isinstance(one, dict) else one)]
    if level:
        raise Lost(f"the answer is nested more than {bounds.depth} deep (depth)", again=False)
    return whole


def _held(values: Iterable[Any]) -> list[Any]:
    """Those that hold others."""
    return [one for one in values if isinstance(one, dict | list)]


def _named(error: Exception) -> str:
    """What happened, without the words of the other side."""
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "it took too long"
    return error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__


class _Watch:
    """Cuts a connection when its time is over, wherever it stands: a timeout alone begins anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.said = ""
        self.seconds = seconds
        self.seen: socket.socket | None = None
        self.timer = threading.Timer(seconds, self.end)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.timer.join()
        if self.seen is not None:
            self.seen.close()

    def see(self, connected: socket.socket) -> socket.socket:
        self.seen = connected.dup()
        if self.said:
            self.end()
        return connected

    def check(self) -> None:
        if self.said:
            raise Lost(self.said)

    def end(self) -> None:
        self.said = f"it took longer than {self.seconds:g} s in all"
        if self.seen is not None:
            with suppress(OSError):
                self.seen.shutdown(socket.SHUT_RDWR)


def _connection(where: Place, bounds: Bounds, watch: _Watch) -> HTTPConnection:
    if not where.secure:
        assert where.host in LOOPBACK, "only this machine is spoken to without TLS"
        plain = _Plain(where.host, where.port, timeout=bounds.connect)
        plain.watch = watch
        return plain
    # Not the usual context: that one writes the keys of connections to a file where a variable asks for it.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    secure = _Secure(where.host, where.port, timeout=bounds.connect, ssl_context=context)
    secure.watch = watch
    return secure


class _Plain(HTTPConnection):  # type: ignore[misc]  # urllib3 comes with an extra
    watch: _Watch

    def _new_conn(self) -> socket.socket:
        return self.watch.see(super()._new_conn())


class _Secure(HTTPSConnection):  # type: ignore[misc]  # urllib3 comes with an extra
    watch: _Watch

    def _new_conn(self) -> socket.socket:
        return self.watch.see(super()._new_conn())
