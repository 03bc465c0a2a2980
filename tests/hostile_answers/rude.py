"""A server on loopback that answers as it is told, byte by byte, and keeps what it was sent. Knows nothing of what it is asked."""

import re
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

#: Answers one request: the connection, the whole request, and how many came before it.
Answer = Callable[[socket.socket, bytes, int], None]


class Rude:
    """Serves on `127.0.0.1:PORT` until it is left. `received`: each request, also half ones; `connections`: how often somebody came."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.received: list[bytes] = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.stopped = threading.Event()
        self.open: list[socket.socket] = []
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for one in self.open:
            with suppress(OSError):
                one.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(connection)
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            request = whole(connection)
            self.received.append(request)
            if request:
                self.answer(connection, request, len(self.received) - 1)


def whole(connection: socket.socket) -> bytes:
    """A request with its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def reply(body: bytes, status: str = "200 OK", media: str = "application/json", *more: str) -> bytes:
    """A well-made answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(body)}", *more, "", ""]
    return "\r\n".join(head).encode() + body


def reset(connection: socket.socket) -> None:
    """End a connection with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
