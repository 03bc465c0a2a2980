"""Ways to answer badly, by name: each gets the connection and the good answer that it spoils."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable

from hostile_answers.rude import reply, reset

PAGE = (
    b"<!DOCTYPE html><html><head><title>Login | Salesforce</title></head><body><form action='https://login.example/'></form></body></html>"
)


def _head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: application/json", *lines, "", ""]).encode()


def _drip(connection: socket.socket, data: bytes) -> None:
    for index in range(len(data)):
        connection.sendall(data[index : index + 1])
        time.sleep(0.05)


def _flood(connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    for _ in range(1 << 20):
        connection.sendall(piece)


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(bytes(1 << 20)) for _ in range(megabytes)]) + packer.flush()


BOMB = _bomb(200)
_CHUNK = b"10000\r\n" + b" " * 65536 + b"\r\n"


def _send(data: bytes) -> Callable[[socket.socket, bytes], None]:
    return lambda connection, _good: connection.sendall(data)


#: Ways that leave nobody knowing whether what was asked for was done.
LOST: dict[str, Callable[[socket.socket, bytes], None]] = {
    "closes without a word": lambda connection, _good: None,
    "resets the connection": lambda connection, _good: reset(connection),
    "half a status line": _send(b"HTTP/1.1 2"),
    "half the headers": _send(b"HTTP/1.1 200 OK\r\nContent-Type: appl"),
    "no HTTP at all": _send(b"220 mail.example ESMTP\r\n"),
    "a body shorter than it says": lambda connection, good: connection.sendall(_head(f"Content-Length: {len(good) + 10}") + good),
    "a body longer than it says": lambda connection, good: connection.sendall(_head(f"Content-Length: {max(len(good) // 2, 1)}") + good),
    "half the JSON": lambda connection, good: connection.sendall(reply(good[: len(good) // 2] or b"{")),
    "a login page": _send(reply(PAGE, media="text/html")),
    "a login page that says it is JSON": _send(reply(PAGE)),
    "a proxy's 502": _send(reply(PAGE, "502 Bad Gateway", "text/html")),
    "a proxy's 504": _send(reply(b"", "504 Gateway Timeout", "text/plain")),
    "500 without a code": _send(reply(b"{}", "500 Internal Server Error")),
    "500 with a code that says nothing": _send(reply(b'[{"errorCode":"UNKNOWN_EXCEPTION","message":"x"}]', "500 Server Error")),
    "half of what is packed": lambda connection, good: connection.sendall(
        reply(gzip.compress(good * 50)[:-12], "200 OK", "application/json", "Content-Encoding: gzip")
    ),
    "something else than what it says is packed": _send(
        reply(b"plainly not packed", "200 OK", "application/json", "Content-Encoding: gzip")
    ),
    "packed in a way that nobody asked for": _send(reply(b"\x0b\x02\x80{}\x03", "200 OK", "application/json", "Content-Encoding: br")),
    "a bomb": _send(reply(BOMB, "200 OK", "application/json", "Content-Encoding: gzip")),
    "something behind what is packed": _send(reply(gzip.compress(b"{}") + b"more", "200 OK", "application/json", "Content-Encoding: gzip")),
    "a body without end": lambda connection, _good: _flood(connection, _head("Transfer-Encoding: chunked"), _CHUNK),
    "a chunk that is none": _send(_head("Transfer-Encoding: chunked") + b"zz\r\n{}\r\n0\r\n\r\n"),
    "a header without end": lambda connection, _good: _flood(connection, b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536),
    "headers without end": lambda connection, _good: _flood(connection, b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 100),
    "go on, without end": lambda connection, _good: _flood(connection, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
    "nested a thousand deep": _send(reply(b"[" * 1_000 + b"]" * 1_000)),
    "nested a million deep": _send(reply(b"[" * 450_000 + b"]" * 450_000)),
    "more values than may be": _send(reply(b"[" + b"0," * 1_100_000 + b"0]")),
    "not UTF-8": _send(reply(b'{"a": "\xff\xfe"}')),
}

#: Ways that take their time: longer than the whole of a request may take, though never long between two bytes.
SLOW: dict[str, Callable[[socket.socket, bytes], None]] = {
    "says nothing": lambda connection, _good: time.sleep(3),
    "drips its headers": lambda connection, good: _drip(connection, reply(good)),
    "drips its body": lambda connection, good: (connection.sendall(_head("Content-Length: 9999")), _drip(connection, good * 99))[0],
    "drips a chunk's size": lambda connection, _good: (
        connection.sendall(_head("Transfer-Encoding: chunked")),
        _drip(connection, b"0" * 999),
    )[0],
}

#: Ways that say that nothing was done.
REFUSED: dict[str, Callable[[socket.socket, bytes], None]] = {
    "a redirect to itself": _send(reply(b"", "302 Found", "text/plain", "Location: /elsewhere")),
    "a redirect without a place": _send(reply(b"", "307 Temporary Redirect", "text/plain")),
    "a redirect to no URL": _send(reply(b"", "302 Found", "text/plain", "Location: javascript:alert(1)")),
    "a page that forbids": _send(reply(PAGE, "403 Forbidden", "text/html")),
    "a code that nobody knows": _send(reply(b'[{"errorCode":"WHO_KNOWS","message":"\\u001b[31mred"}]', "400 Bad Request")),
    "a refusal of a megabyte": _send(reply(b'[{"errorCode":"INVALID_FIELD","message":"' + b"x" * (1 << 20) + b'"}]', "400 Bad Request")),
    "come back in a hundred years": _send(
        reply(
            b'[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"ConcurrentRequests"}]',
            "403 Forbidden",
            "application/json",
            "Retry-After: 3155760000",
        )  # fmt: skip
    ),
}
