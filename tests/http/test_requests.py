"""Whom a request goes to, how long it waits, and what of an answer is believed."""

import gzip
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from hostile_answers.deeds import StillClock
from hostile_answers.rude import Rude, reply
from syncwright.http import Again, Bounds, Lost, NotReached, Patience, Place, ask, patiently, place, tree

BOUNDS = Bounds(connect=5, read=5, whole=5)
NOW = datetime.now(UTC)


def certificate(folder: Path, name: str, until: datetime = NOW + timedelta(days=1)) -> Path:
    """A certificate that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


class Tls:
    """A server with a certificate; `asked`: requests that came through."""

    def __init__(self, pem: Path) -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(pem)
        self.asked: list[bytes] = []
        self.rude = Rude(lambda _connection, _request, _number: None)
        self.rude._one = self.one  # type: ignore[method-assign]

    def one(self, connection) -> None:
        try:
            with self.context.wrap_socket(connection, server_side=True) as secure:
                self.asked.append(secure.recv(9999))
                secure.sendall(reply(b"{}"))
        except (OSError, ssl.SSLError):
            pass


@pytest.fixture
def served(tmp_path) -> Iterator:
    running: list[Rude] = []

    def serve(name: str = "localhost", **more) -> tuple[Tls, Place, Path]:
        pem = certificate(tmp_path, name, **more)
        tls = Tls(pem)
        running.append(tls.rude.__enter__())
        return tls, Place("localhost", int(tls.rude.host.partition(":")[2])), pem

    yield serve
    for one in running:
        one.__exit__()


def test_a_certificate_that_somebody_we_trust_signed_is_enough(served, monkeypatch):
    tls, where, pem = served()
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert ask(where, "GET", "/x", {"Authorization": "Bearer abc"}, None, BOUNDS).body == b"{}"
    assert b"Bearer abc" in tls.asked[0]


@pytest.mark.parametrize(
    ("name", "more", "trusted"),
    [("localhost", {}, False), ("elsewhere.example", {}, True), ("localhost", {"until": NOW - timedelta(days=1)}, True)],
    ids=["nobody signed it", "of another host", "of yesterday"],
)
def test_a_certificate_that_does_not_hold_is_the_end_and_nothing_is_sent(served, monkeypatch, name, more, trusted):
    tls, where, pem = served(name, **more)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with pytest.raises(NotReached) as caught:
        ask(where, "GET", "/x", {"Authorization": "Bearer abc"}, None, BOUNDS)
    assert caught.value.trust
    assert tls.asked == []


def test_who_does_not_speak_tls_gets_nothing():
    received: list[bytes] = []

    def at_once(connection) -> None:
        with connection:
            received.append(connection.recv(65536))
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    server = Rude(lambda _connection, _request, _number: None)
    server._one = at_once
    with server, pytest.raises(NotReached) as caught:
        ask(Place("localhost", int(server.host.partition(":")[2])), "GET", "/", {"Authorization": "Bearer abc"}, None, BOUNDS)
    assert caught.value.trust
    assert b"abc" not in b"".join(received)


def test_no_variable_has_the_keys_of_connections_written(served, monkeypatch, tmp_path):
    _, where, pem = served()
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    ask(where, "GET", "/", {}, None, BOUNDS)
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"])
def test_no_variable_sends_requests_through_a_proxy(monkeypatch, name):
    with (
        Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as server,
        Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as proxy,
    ):
        monkeypatch.setenv(name, f"http://{proxy.host}")
        where = place(server.host)
        assert where is not None
        ask(where, "GET", "/", {}, None, BOUNDS)
        assert (server.connections, proxy.connections) == (1, 0)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("acme.my.salesforce.com", "https://acme.my.salesforce.com"),
        ("ACME.my.salesforce.com", "https://acme.my.salesforce.com"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("localhost:8080", "http://127.0.0.1:8080"),
        ("localhost", "http://127.0.0.1"),
    ],
)
def test_a_host_as_people_write_it(said, url):
    found = place(said)
    assert found is not None
    assert found.url == url


@pytest.mark.parametrize(
    "said",
    ["", ".", "a..b", "-a.com", "a-.com", "a.com:443", "127.0.0.1:0", "127.0.0.1:70000", "127.0.0.1:8080/x", "a.com/x", "user@a.com", "a.com\n",
     "a.com\r\nX: y", "a b.com", "exämple.com", "a.com.", "[::1]", "localhost:", "a" * 64 + ".com", "a." * 130 + "com", "0x7f.1:80"],
)  # fmt: skip
def test_what_is_no_host_is_none(said):
    assert place(said) is None


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=1, max_size=9), st.floats(0, 0.999), st.integers(1, 5), st.floats(0, 120))
def test_asking_again_stays_within_tries_and_time(afters, chance, tries, seconds):
    clock = StillClock()
    clock.chance = lambda: chance
    asked: list[int] = []

    def refuse() -> None:
        asked.append(1)
        raise Again(KeyError("the last word"), afters[(len(asked) - 1) % len(afters)])

    with pytest.raises(KeyError):
        patiently(refuse, clock, Patience(tries, seconds))
    assert 1 <= len(asked) <= tries
    assert len(clock.waits) == len(asked) - 1
    assert sum(clock.waits) <= seconds
    assert all(waited >= (afters[turn % len(afters)] or 0) for turn, waited in enumerate(clock.waits))


def test_waits_grow():
    clock = StillClock()
    with pytest.raises(KeyError):
        patiently(lambda: (_ for _ in ()).throw(Again(KeyError())), clock)
    assert clock.waits == [0.375, 0.75, 1.5, 3.0]


def test_a_large_request_arrives_whole():
    with Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as server:
        where = place(server.host)
        assert where is not None
        body = bytes(range(256)) * 40_000
        ask(where, "POST", "/x", {}, body, BOUNDS)
        head, _, sent = server.received[0].partition(b"\r\n\r\n")
    assert sent == body
    assert b"content-length: 10240000" in head.lower()
    assert b"transfer-encoding" not in head.lower()


def test_a_packed_answer_is_unpacked_and_a_small_one_may_be_dense():
    data = b'{"a": "' + b"x" * (1 << 19) + b'"}'
    with Rude(
        lambda connection, _request, _number: connection.sendall(
            reply(gzip.compress(data), "200 OK", "application/json", "Content-Encoding: gzip")
        )
    ) as server:
        where = place(server.host)
        assert where is not None
        assert tree(ask(where, "GET", "/", {}, None, BOUNDS)) == {"a": "x" * (1 << 19)}


def test_no_thread_is_left_behind():
    with Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as server:
        where = place(server.host)
        assert where is not None
        for _ in range(20):
            ask(where, "GET", "/", {}, None, BOUNDS)
    assert not [one for one in threading.enumerate() if isinstance(one, threading.Timer)]


def answered(data: bytes, bounds: Bounds, *more: str):
    with Rude(lambda connection, _request, _number: connection.sendall(reply(data, "200 OK", "application/json", *more))) as server:
        where = place(server.host)
        assert where is not None
        return tree(ask(where, "GET", "/", {}, None, bounds), bounds)


@pytest.mark.parametrize(
    ("bound", "within", "beyond"),
    [
        ("size", b'"' + b"x" * 98 + b'"', b'"' + b"x" * 99 + b'"'),
        ("depth", b"[" * 10 + b"]" * 10, b"[" * 11 + b"]" * 11),
        ("depth", b'{"a":' * 10 + b"1" + b"}" * 10, b'{"a":' * 11 + b"1" + b"}" * 11),
        ("values", b"[1,2,3,4]", b"[1,2,3,4,5]"),
        ("values", b"[[],[]]", b"[[],[],[]]"),
    ],
)
def test_each_bound_holds_at_its_edge_and_is_named_beyond_it(bound, within, beyond):
    bounds = Bounds(connect=5, read=5, whole=5, **{bound: {"size": 100, "depth": 10, "values": 4}[bound]})
    answered(within, bounds)
    with pytest.raises(Lost, match=rf"\({bound}\)") as caught:
        answered(beyond, bounds)
    assert not caught.value.again


def test_a_dense_answer_is_left_as_soon_as_it_is_too_dense():
    data = gzip.compress(b'"' + b" " * (8 << 20) + b'"')
    assert len(data) * 1_200 > 8 << 20
    assert answered(data, Bounds(connect=5, read=5, whole=5, ratio=1_200), "Content-Encoding: gzip") == " " * (8 << 20)
    with pytest.raises(Lost, match=r"\(ratio\)"):
        answered(data, BOUNDS, "Content-Encoding: gzip")
