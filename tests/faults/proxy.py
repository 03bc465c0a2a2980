"""A network that fails: stands between a client and a server on this machine, passes requests on, and does to the chosen ones what networks do.

Speaks HTTP/1.1 as far as it has to: it finds where a message ends, and knows nothing of what is in it. Each request has an index, from 0, in the
order in which it came.
"""

import gzip
import json
import os
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

#: What goes wrong, by name: whether the server has acted by then.
KINDS: Mapping[str, bool] = {
    "drop before send": False,
    "drop after acting": True,
    "cut mid-body": True,
    "page instead of json": True,
    "truncated json": True,
    "502 after acting": True,
    "stall": True,
    "reset": True,
    "slow drip": True,
    "duplicate reply": True,
    "wrong content-length": True,
    "gzip bomb": True,
}
#: Kinds that a client gets over by itself: the answer arrives whole, only late or with something after it.
HARMLESS = frozenset({"slow drip", "duplicate reply"})
#: What an org answers that does not do what it was asked for: status and body.
REFUSALS: Mapping[str, tuple[bytes, bytes]] = {
    "limit": (b"403 Forbidden", b'[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]'),
    "unavailable": (b"503 Service Unavailable", b'[{"message":"Server is too busy","errorCode":"SERVER_UNAVAILABLE"}]'),
    "locked": (b"400 Bad Request", b'[{"message":"unable to obtain exclusive access to this record","errorCode":"UNABLE_TO_LOCK_ROW"}]'),
}

_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action='/login'>please sign in</form></body></html>"
_BOMB = 300 * 1024 * 1024


class Message(NamedTuple):
    """A request or an answer: its first line and headers as they came, and its body without chunks."""

    head: bytes
    body: bytes
    chunked: bool

    @property
    def raw(self) -> bytes:
        """As it goes over the wire; chunks are not kept, its length is said instead."""
        if not self.chunked:
            return self.head + self.body
        lines = [line for line in self.head.rstrip(b"\r\n").split(b"\r\n") if not line.lower().startswith(b"transfer-encoding:")]
        return b"\r\n".join([*lines, b"content-length: %d" % len(self.body), b"", b""]) + self.body

    def header(self, name: bytes) -> bytes:
        """A header's value, empty where there is none."""
        return _header(self.head, name)


class Gone(Exception):
    """The other side closed the connection where a message was to begin or to go on."""


def read_message(stream: socket.socket, *, of_head: bool = False) -> Message:
    """The next message; `of_head`: it answers HEAD, so that nothing follows. Raises Gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(stream)
    head, _, rest = data.partition(b"\r\n\r\n")
    head += b"\r\n\r\n"
    status = head.split(b" ", 2)[1:2]
    if of_head or (head.startswith(b"HTTP/") and status and status[0] in (b"204", b"304")):
        return Message(head, b"", chunked=False)
    if b"chunked" in _header(head, b"transfer-encoding").lower():
        return Message(head, _chunks(stream, rest), chunked=True)
    length = _header(head, b"content-length")
    if head.startswith(b"HTTP/") and not length:
        with suppress(Gone):
            while True:
                rest += _more(stream)
        return Message(head, rest, chunked=True)
    wanted = int(length or 0)
    while len(rest) < wanted:
        rest += _more(stream)
    return Message(head, rest[:wanted], chunked=False)


def _chunks(stream: socket.socket, data: bytes) -> bytes:
    body = b""
    while True:
        while b"\r\n" not in data:
            data += _more(stream)
        size, _, data = data.partition(b"\r\n")
        wanted = int(size.split(b";")[0], 16)
        while len(data) < wanted + 2:
            data += _more(stream)
        body += data[:wanted]
        data = data[wanted + 2 :]
        if not wanted:
            return body


def _more(stream: socket.socket) -> bytes:
    try:
        data = stream.recv(1 << 16)
    except OSError as error:
        raise Gone from error
    if not data:
        raise Gone
    return data


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


#: Calls of a SOAP API that ask and change nothing.
ASKING = frozenset({"retrieve", "checkRetrieveStatus", "describeMetadata", "listMetadata", "readMetadata"})


def shape_of(line: str, call: str) -> str:
    """A request without the ids in it, which are others each time."""
    return re.sub(r"\b[0-9a-zA-Z]{3}5g0[0-9a-zA-Z]{12}\b", "ID", line) + call


class Faults(NamedTuple):
    """Which requests fail, and how. `at`: by index. `writes`: by index among those that change something. `reads`: of the others every one whose
    index leaves that rest, with all kinds in turn from that one on: (every, rest, first kind). `each`: what goes wrong with every question when it
    is asked for the first time.
    """

    at: Mapping[int, str] = {}
    writes: Mapping[int, str] = {}
    reads: tuple[int, int, int] | None = None
    each: str | None = None

    def kind(self, index: int, place: int, *, asks: bool, first: bool) -> str | None:
        """What goes wrong with a request; `place`: its index among those of its sort; `first`: whether it is asked for the first time."""
        if index in self.at:
            return self.at[index]
        if not asks:
            return self.writes.get(place)
        if self.each is not None:
            return self.each if first else None
        if self.reads is None or place % self.reads[0] != self.reads[1]:
            return None
        return list(KINDS)[(place // self.reads[0] + self.reads[2]) % len(KINDS)]


class Proxy:
    """Listens on a port of this machine and passes on to another. `log`: a file for each request, one line of JSON."""

    def __init__(self, upstream: int, faults: Faults, log: str, stalls: float = 30, port: int = 0) -> None:
        self._upstream, self._faults, self._stalls = upstream, faults, stalls
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._lock = threading.Lock()
        self._counts = {True: 0, False: 0}
        self._shapes: set[str] = set()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]

    def serve(self) -> None:
        """Take connections until the socket is closed."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connection, args=(client,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _connection(self, client: socket.socket) -> None:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        held: list[socket.socket] = []
        with client, suppress(Gone, OSError):
            while self._exchange(client, held):
                pass
        for server in held:
            server.close()

    def _exchange(self, client: socket.socket, held: list[socket.socket]) -> bool:
        """One request and its answer; whether the connection goes on. `held`: the connection to the server, once there is one."""
        request = read_message(client)
        kind = self._counted(request)
        if kind == "drop before send":
            return False
        if kind in REFUSALS:
            client.sendall(_made(*REFUSALS[kind], b"application/json;charset=UTF-8"))
            return True
        if kind == "echo":
            client.sendall(_made(b"400 Bad Request", _echo(request), b"application/json;charset=UTF-8"))
            return True
        answer = self._asked(held, request)
        return self._answered(client, answer) if kind is None else self._failed(client, answer, kind)

    def _counted(self, request: Message) -> str | None:
        line = request.head.partition(b"\r\n")[0].decode("latin-1")
        found = re.search(rb"<(?:\w+:)?Body>\s*<(\w+)", request.body)
        call = found[1].decode() if found else ""
        asks = line.startswith(("GET ", "HEAD ")) or call in ASKING
        with self._lock:
            index, place = sum(self._counts.values()), self._counts[asks]
            self._counts[asks] += 1
            first = (shape := shape_of(line, call)) not in self._shapes
            self._shapes.add(shape)
            kind = self._faults.kind(index, place, asks=asks, first=first)
            told = {"index": index, "line": line, "fault": kind, "call": call, "asks": asks}
            os.write(self._log, json.dumps(told).encode() + b"\n")
        return kind

    def _asked(self, held: list[socket.socket], request: Message) -> Message:
        of_head = request.head.startswith(b"HEAD ")
        while True:
            fresh = not held
            if fresh:
                held.append(socket.create_connection(("127.0.0.1", self._upstream)))
            try:
                held[0].sendall(request.raw)
                return read_message(held[0], of_head=of_head)
            except (Gone, OSError):
                held.pop().close()
                # The server closed a connection that it kept open: it read nothing of this request.
                if fresh:
                    raise

    def _answered(self, client: socket.socket, answer: Message) -> bool:
        client.sendall(answer.raw)
        return b"close" not in answer.header(b"connection").lower()

    def _failed(self, client: socket.socket, answer: Message, kind: str) -> bool:
        """Whether the connection goes on."""
        match kind:
            case "drop after acting":
                return False
            case "cut mid-body":
                whole = _whole(answer)
                client.sendall(whole[: len(whole) - max(len(answer.body) // 2, 1)])
                return False
            case "page instead of json":
                client.sendall(_made(b"200 OK", _PAGE, b"text/html; charset=UTF-8"))
            case "truncated json":
                client.sendall(
                    _made(b"200 OK", answer.body[: len(answer.body) // 2] or b'{"', answer.header(b"content-type") or b"application/json")
                )
            case "502 after acting":
                client.sendall(_made(b"502 Bad Gateway", b"<html><body>502 Bad Gateway</body></html>", b"text/html"))
                return False
            case "stall":
                time.sleep(self._stalls)
                return False
            case "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            case "slow drip":
                _drip(client, answer.raw)
            case "duplicate reply":
                client.sendall(answer.raw + answer.raw)
            case "wrong content-length":
                client.sendall(_with_length(answer, len(answer.body) + 512))
                return False
            case "gzip bomb":
                _bomb(client)
                return False
            case _:
                raise AssertionError(kind)
        return True


def _echo(request: Message) -> bytes:
    """An error that quotes what it was sent, as some do: the token with it."""
    token = request.header(b"authorization").decode("latin-1")
    found = re.search(rb"<sessionId>([^<]*)<", request.body)
    said = token or (found[1].decode("latin-1") if found else "")
    return json.dumps(
        [{"message": f"cannot be processed: {said} / {said.removeprefix('Bearer ')}", "errorCode": f"UNKNOWN {said}"}]
    ).encode()


def _whole(answer: Message) -> bytes:
    """At least one byte of body, so that there is something to cut."""
    return answer.raw if answer.body else _with_length(answer, 1) + b" "


def _made(status: bytes, body: bytes, kind: bytes) -> bytes:
    return b"HTTP/1.1 %s\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n%s" % (status, kind, len(body), body)


def _with_length(answer: Message, length: int) -> bytes:
    kept = [
        line
        for line in answer.head.rstrip(b"\r\n").split(b"\r\n")
        if not line.lower().startswith((b"content-length:", b"transfer-encoding:"))
    ]
    return b"\r\n".join([*kept, b"content-length: %d" % length, b"", b""]) + answer.body


def _drip(client: socket.socket, data: bytes) -> None:
    """In pieces that arrive one by one, ends of lines and of headers among them."""
    step = max(len(data) // 24, 1)
    for start in range(0, len(data), step):
        client.sendall(data[start : start + step])
        time.sleep(0.002)


def _bomb(client: socket.socket) -> None:
    """Hundreds of megabytes of blanks, in a few hundred kilobytes."""
    packed = _packed()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(packed)
    client.sendall(head + packed)


def _packed(held: list[bytes] = []) -> bytes:
    if not held:
        piece = b" " * (1024 * 1024)
        made = bytearray()
        one = gzip.compress(piece, 9)
        # Members of gzip in a row are one file.
        for _ in range(_BOMB // len(piece)):
            made += one
        held.append(bytes(made))
    return held[0]


def serve(upstream: str, faults: str, log: str, stalls: str, ready: str) -> None:
    """A process of its own: `faults` as JSON; the port is written to the file `ready`."""
    at, writes, reads, each = json.loads(faults)
    meant = Faults(*({int(index): kind for index, kind in one.items()} for one in (at, writes)), tuple(reads) if reads else None, each)
    proxy = Proxy(int(upstream), meant, log, float(stalls))
    with open(f"{ready}.new", "w") as stream:
        stream.write(str(proxy.port))
    os.rename(f"{ready}.new", ready)
    proxy.serve()


if __name__ == "__main__":
    serve(*sys.argv[1:])
