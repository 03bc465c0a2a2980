"""The proxy does what its kinds say: a client that knows nothing of it sees each of them, and the server's own count says whether it acted."""

import http.client
import json
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from faults.proxy import HARMLESS, KINDS, REFUSALS, Faults, Message, Proxy, shape_of

ANSWER = json.dumps({"said": "x" * 400}).encode()


@contextmanager
def between(tmp_path, faults, stalls=0.3) -> Iterator[tuple[int, list[str], Proxy]]:
    """A server that counts what it did, and the proxy's port before it."""
    acted: list[str] = []

    class Server(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            acted.append(body.decode())
            self.send_response(200)
            self.send_header("content-type", "application/json")
            if body == b"chunks":
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                for start in range(0, len(ANSWER), 100):
                    piece = ANSWER[start : start + 100]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.write(b"0\r\n\r\n")
                return
            self.send_header("content-length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    proxy = Proxy(server.server_address[1], Faults(faults), str(tmp_path / "log"), stalls)
    threads = [threading.Thread(target=one, daemon=True) for one in (lambda: server.serve_forever(0.02), proxy.serve)]
    for one in threads:
        one.start()
    try:
        yield proxy.port, acted, proxy
    finally:
        proxy.close()
        server.shutdown()
        server.server_close()


def asked(port: int, body: str = "act", timeout: float = 2) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("POST", "/", body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_strikes_once_after_the_server_acted_or_before(tmp_path, kind):
    with between(tmp_path, {1: kind}) as (port, acted, _):
        assert asked(port, "first") == (200, ANSWER)
        seen = None
        try:
            seen = asked(port, "second", timeout=0.15 if kind == "stall" else 2)
        except (OSError, http.client.HTTPException) as error:
            seen = error
        assert ("second" in acted) is KINDS[kind]
        assert (seen == (200, ANSWER)) is (kind in HARMLESS)
        assert asked(port, "third") == (200, ANSWER)
        assert acted.count("second") <= 1
        lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
        assert [(one["index"], one["fault"]) for one in lines] == [(0, None), (1, kind), (2, None)]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("drop before send", http.client.RemoteDisconnected),
        ("drop after acting", http.client.RemoteDisconnected),
        ("cut mid-body", http.client.IncompleteRead),
        ("wrong content-length", http.client.IncompleteRead),
        ("stall", TimeoutError),
        ("reset", ConnectionResetError),
    ],
)
def test_a_client_sees_connections_break_as_they_do(tmp_path, kind, error):
    with between(tmp_path, {0: kind}) as (port, _, _), pytest.raises(error):
        asked(port, timeout=0.15 if kind == "stall" else 2)


def test_answers_that_lie_come_whole(tmp_path):
    kinds = ("page instead of json", "truncated json", "502 after acting")
    with between(tmp_path, dict(enumerate(kinds))) as (port, _, _):
        page, truncated, gateway = (asked(port) for _ in kinds)
        assert (page[0], page[1][:9]) == (200, b"<!DOCTYPE")
        assert truncated == (200, ANSWER[: len(ANSWER) // 2])
        assert gateway[0] == 502


def test_the_bomb_is_small_on_the_wire_and_large_when_opened(tmp_path):
    with between(tmp_path, {0: "gzip bomb"}) as (port, _, _):
        status, packed = asked(port)
        assert status == 200
        assert len(packed) < 1_000_000
        size = 0
        while packed:
            one = zlib.decompressobj(16 + zlib.MAX_WBITS)
            size += len(one.decompress(packed))
            packed = one.unused_data
        assert size == 300 * 1024 * 1024


def test_the_second_copy_of_a_reply_lies_in_wait_for_the_next_request_of_a_connection(tmp_path):
    with between(tmp_path, {0: "duplicate reply"}) as (port, acted, _):
        with socket.create_connection(("127.0.0.1", port)) as held:
            held.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nact")
            held.settimeout(0.3)
            data = b""
            while data.count(ANSWER) < 2:
                data += held.recv(4096)
        assert acted == ["act"]


def test_a_request_that_was_dropped_reached_nobody_for_good(tmp_path):
    with between(tmp_path, {0: "drop before send"}) as (port, acted, _):
        with pytest.raises(http.client.RemoteDisconnected):
            asked(port)
        time.sleep(0.05)
        assert acted == []


def test_chunked_answers_are_passed_on_whole(tmp_path):
    with between(tmp_path, {}) as (port, _, _):
        assert asked(port, "chunks") == (200, ANSWER)


@pytest.mark.parametrize("kind", REFUSALS)
def test_refusals_come_from_nobody_who_acted(tmp_path, kind):
    with between(tmp_path, {0: kind}) as (port, acted, _):
        status, body = asked(port)
        assert (status, body) == (int(REFUSALS[kind][0][:3]), REFUSALS[kind][1])
        assert acted == []


def test_what_asks_and_what_changes_are_counted_apart():
    faults = Faults({}, {1: "reset"}, (3, 1, 10))
    assert [faults.kind(9, place, asks=False, first=True) for place in range(3)] == [None, "reset", None]
    assert [faults.kind(9, place, asks=True, first=False) for place in range(8)] == [
        None,
        "wrong content-length",
        None,
        None,
        "gzip bomb",
        None,
        None,
        "drop before send",
    ]


def test_each_question_fails_the_first_time_it_is_asked_whatever_ids_are_in_it(tmp_path):
    one, same = (f"GET /jobs/query/{number}5g0000000001AAA/results HTTP/1.1" for number in ("750", "751"))
    assert shape_of(one, "") == shape_of(same, "") != shape_of(one, "retrieve")
    faults = Faults(each="reset")
    assert [faults.kind(0, 0, asks=True, first=first) for first in (True, False)] == ["reset", None]
    assert faults.kind(0, 0, asks=False, first=True) is None
    proxy = Proxy(1, faults, str(tmp_path / "log"))
    proxy.close()
    requests = [
        Message(f"{line}\r\n\r\n".encode(), b"", chunked=False) for line in (one, same, "GET /other HTTP/1.1", "POST /other HTTP/1.1")
    ]
    assert [proxy._counted(each) for each in requests] == ["reset", None, "reset", None]
