"""The ways to log in, at a stand-in that checks signatures and ends sessions after three requests."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox_server import ORG, served
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.target import TargetError

PREFIX = "SYNCWRIGHT_SALESFORCE_"
ADMIN = "admin@meridian.example"


def key_pair(folder):
    key = rsa.generate_private_key(65537, 2048)
    private, public = folder / "key.pem", folder / "public.pem"
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    private.chmod(0o600)
    public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return private, public


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("org")
    private, public = key_pair(folder)
    with served(folder, "--jwt-certificate", str(public), "--session-requests", "3", source=None) as server:
        yield server, private


def reached(server, **said: str):
    return open_org({PREFIX + name: value for name, value in said.items()}, server.instance, ORG, "67.0")


def asks_often(org) -> None:
    assert org.who().username == ADMIN
    for _ in range(8):
        assert org.query(f"SELECT Id FROM User WHERE Username = '{ADMIN}'")[0]["Id"] == org.who().user


def test_a_signed_assertion_logs_in_and_again_whenever_a_session_ends(standing):
    server, private = standing
    asks_often(reached(server, CLIENT_ID="3MVG9client", USERNAME=ADMIN, JWT_KEY_FILE=str(private)))


def test_an_auth_url_logs_in_and_again_whenever_a_session_ends(standing):
    server, _ = standing
    asks_often(reached(server, AUTH_URL=server.said["auth_url"]))


def test_a_given_token_ends_with_its_session(standing):
    server, _ = standing
    with pytest.raises(TargetError) as caught:
        asks_often(reached(server, ACCESS_TOKEN=server.token))
    assert (caught.value.code, caught.value.remedy) == ("INVALID_SESSION_ID", "credentials")


def test_a_signature_of_somebody_else_is_refused(standing, tmp_path):
    server, _ = standing
    other, _ = key_pair(tmp_path)
    with pytest.raises(TargetError) as caught:
        reached(server, CLIENT_ID="3MVG9client", USERNAME=ADMIN, JWT_KEY_FILE=str(other)).who()
    assert (caught.value.code, caught.value.remedy) == ("invalid_grant", "credentials")
