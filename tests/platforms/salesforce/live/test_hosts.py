"""Hosts that look like Salesforce's and are not: refused before a byte leaves."""

import socket

import pytest

from hostile_answers.deeds import ORG, TOKEN, StillClock
from hostile_answers.rude import Rude
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.target import TargetError

LOOK_ALIKES = [
    "my.salesforce.com.evil.example",
    "acme.my.salesforce.com.evil.example",
    "acmemysalesforce.com",
    "acme-my.salesforce.com.co",
    "evilsalesforce.com",
    "salesforce.com",
    "force.com",
    "evilforce.com",
    "acme.my.sa1esforce.com",
    "acme.my.salesf0rce.com",
    "acme.my.saleѕforce.com",
    "acme.my.xn--saleforce-4fg.com",
    "acme.my.salesforce.com@evil.example",
    "evil.example/acme.my.salesforce.com",
    "evil.example#.salesforce.com",
    "evil.example?.salesforce.com",
    "evil.example\\.salesforce.com",
    "evil.example\x00.salesforce.com",
    "evil.example\r\n.salesforce.com",
    "acme.my.salesforce.com:8443",
    "acme.my.salesforce.com.",
    ".salesforce.com",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "2130706433",
]
ANSWERED = [("ACCESS_TOKEN", TOKEN), ("AUTH_URL", "force://PlatformCLI::{}@{}")]


@pytest.fixture
def witness(monkeypatch):
    """Whoever is called, it is this server that answers the phone."""
    with Rude(lambda _connection, _request, _number: None) as server:
        port = int(server.host.partition(":")[2])
        known = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: known)
        yield server


def tried(instance: str, name: str, value: str) -> TargetError:
    with pytest.raises(TargetError) as caught:
        open_org({f"SYNCWRIGHT_SALESFORCE_{name}": value.format(TOKEN, instance)}, instance, ORG, "67.0", StillClock()).who()
    return caught.value


@pytest.mark.parametrize(("name", "value"), ANSWERED, ids=["access token", "auth URL"])
@pytest.mark.parametrize("instance", LOOK_ALIKES)
def test_a_host_that_looks_like_salesforce_gets_no_byte(witness, instance, name, value):
    error = tried(instance, name, value)
    assert (error.code, error.remedy) == ("no-credentials", "credentials")
    assert "no host of Salesforce's" in str(error)
    assert witness.connections == 0


def test_the_witness_would_have_seen_it(witness):
    error = tried("acme.my.salesforce.com", "ACCESS_TOKEN", TOKEN)
    assert error.code == "not-trusted"
    assert witness.connections == 1
    assert TOKEN.encode() not in b"".join(witness.received)
