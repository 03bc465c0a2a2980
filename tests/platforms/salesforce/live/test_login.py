"""Four ways to be somebody: which one is taken, what is sent for a token, and what of the answer is believed."""

import json
import logging
import os
import pickle
import socket
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from hostile_answers.deeds import ORG, REFRESH, TOKEN, USER, WHO, StillClock
from hostile_answers.rude import Rude, reply
from syncwright.platforms.salesforce.live.login import audience, place_of, session_of, way
from syncwright.platforms.salesforce.live.opening import open_org
from syncwright.secret import Secret, hidden
from syncwright.target import OutcomeUnknown, TargetError

PREFIX = "SYNCWRIGHT_SALESFORCE_"
KEY = rsa.generate_private_key(65537, 2048)
PEM = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8


def variables(**values: str) -> dict[str, str]:
    return {PREFIX + name: value for name, value in values.items()}


def key_file(folder: Path, data: bytes | None = None, mode: int = 0o600) -> str:
    path = folder / "key.pem"
    path.write_bytes(data if data is not None else KEY.private_bytes(*PEM, serialization.NoEncryption()))
    path.chmod(mode)
    return str(path)


def refused(act: Callable[[], object]) -> TargetError:
    with pytest.raises(TargetError) as caught:
        act()
    return caught.value


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"ACCESS_TOKEN": TOKEN}, "access token"),
        ({"AUTH_URL": "force://a::b@c"}, "auth URL"),
        ({"CLIENT_ID": "3MVG9", "USERNAME": "a@b.c", "JWT_KEY_FILE": "/key"}, "JWT key"),
        ({"SF": "prod"}, "sf"),
    ],
)
def test_the_variables_say_the_way(given, name):
    assert way(variables(**given)).name == name


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "no variable says who we are"),
        ({"ACCESS_TOKEN": "  "}, "no variable says who we are"),
        ({"ACCESS_TOKEN": TOKEN, "SF": "prod"}, "2 ways to log in (access token and sf)"),
        ({"CLIENT_ID": "3MVG9", "USERNAME": "a@b.c"}, "`SYNCWRIGHT_SALESFORCE_JWT_KEY_FILE` is missing"),
        ({"JWT_KEY_FILE": "/key", "USERNAME": "a@b.c"}, "`SYNCWRIGHT_SALESFORCE_CLIENT_ID` is missing"),
    ],
)
def test_no_way_two_ways_and_half_a_way_are_refused(given, words):
    error = refused(lambda: way(variables(**given)))
    assert words in str(error)
    assert (error.code, error.remedy) == ("no-credentials", "credentials")
    assert TOKEN not in str(error)


def served(tokens: list[bytes], others: Callable[[bytes], bytes] | None = None) -> Rude:
    """An org that hands tokens out in turn, and says who we are to whoever has the last one."""
    handed: list[bytes] = []

    def answer(connection: socket.socket, request: bytes, _number: int) -> None:
        if request.startswith(b"POST /services/oauth2/token"):
            handed.append(tokens[min(len(handed), len(tokens) - 1)])
            connection.sendall(handed[-1])
        elif others is not None:
            connection.sendall(others(request))
        else:
            connection.sendall(reply(WHO) if b"userinfo" in request else reply(b"{}"))

    return Rude(answer)


def token_answer(host: str, token: str = TOKEN, **more: str) -> bytes:
    said = {"access_token": token, "instance_url": f"http://{host}", "id": f"https://login.salesforce.com/id/{ORG}/{USER}", **more}
    return reply(json.dumps(said).encode())


def form(request: bytes) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.partition(b"\r\n\r\n")[2].decode()).items()}


def logged_in(given: dict[str, str], answers: Callable[[str], list[bytes]]) -> tuple[list[bytes], object]:
    tokens: list[bytes] = []
    with served(tokens) as server:
        tokens += answers(server.host)
        given = {name: value.replace("HOST", server.host) for name, value in given.items()}
        org = open_org(given, server.host, ORG, "67.0", StillClock())
        try:
            return server.received, org.who()
        except TargetError as error:
            return server.received, error


def test_a_refresh_token_gets_a_token_and_only_that_is_sent_on():
    given = variables(AUTH_URL=f"force://PlatformCLI:clientsecret9:{REFRESH}@HOST")
    (login, who), found = logged_in(given, lambda host: [token_answer(host)])
    assert form(login) == {
        "grant_type": "refresh_token", "client_id": "PlatformCLI", "client_secret": "clientsecret9", "refresh_token": REFRESH,
    }  # fmt: skip
    assert found.org == ORG
    assert f"authorization: bearer {TOKEN}".lower() in who.decode().lower()
    assert REFRESH.encode() not in who
    assert login.startswith(b"POST /services/oauth2/token HTTP/1.1\r\n"), "no secret stands in an address"


def test_a_key_signs_who_we_are_for_three_minutes(tmp_path):
    given = variables(CLIENT_ID="3MVG9client", USERNAME="release@example.com", JWT_KEY_FILE=key_file(tmp_path))
    (login, _), found = logged_in(given, lambda host: [token_answer(host)])
    sent = form(login)
    assert sent["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    claims = jwt.decode(
        sent["assertion"], KEY.public_key(), algorithms=["RS256"], audience="https://login.salesforce.com", options={"verify_exp": False}
    )
    assert claims == {"iss": "3MVG9client", "sub": "release@example.com", "aud": "https://login.salesforce.com", "exp": 1_000_000_180}
    assert found.user == USER


def test_a_key_in_a_file_that_others_may_read_is_refused(tmp_path):
    for mode in (0o640, 0o604, 0o660, 0o644, 0o611):
        given = variables(CLIENT_ID="3MVG9", USERNAME="a@b.c", JWT_KEY_FILE=key_file(tmp_path, mode=mode))
        error = refused(lambda given=given: session_of(way(given), place_of("a.my.salesforce.com"), ORG, StillClock()))
        assert f"mode {mode:04o}" in str(error)
        assert "chmod 600" in str(error)


def test_a_key_behind_a_link_is_read(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(key_file(tmp_path))
    session_of(
        way(variables(CLIENT_ID="3MVG9", USERNAME="a@b.c", JWT_KEY_FILE=str(link))), place_of("a.my.salesforce.com"), ORG, StillClock()
    )


ENCRYPTED = KEY.private_bytes(*PEM, serialization.BestAvailableEncryption(b"password"))
ELLIPTIC = ec.generate_private_key(ec.SECP256R1()).private_bytes(*PEM, serialization.NoEncryption())
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    "data", [b"", b"short", b"no key at all, only words", b"\xff\xfe" * 40, ENCRYPTED, ELLIPTIC, PUBLIC, b"x" * 70_000]
)
def test_what_is_no_key_of_ours_is_refused_and_not_shown(tmp_path, data):
    given = variables(CLIENT_ID="3MVG9", USERNAME="a@b.c", JWT_KEY_FILE=key_file(tmp_path, data))
    error = refused(lambda: session_of(way(given), place_of("127.0.0.1:9"), ORG, StillClock()).token())
    assert error.remedy == "credentials"
    assert not any(len(word) > 30 and word in str(error) for word in data.decode("latin-1").split())


def test_a_folder_or_a_pipe_is_no_key(tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nothing"):
        given = variables(CLIENT_ID="3MVG9", USERNAME="a@b.c", JWT_KEY_FILE=str(path))
        assert refused(lambda given=given: session_of(way(given), place_of("127.0.0.1:9"), ORG, StillClock())).code == "no-credentials"


@pytest.mark.parametrize(
    "url",
    ["force://a:b@127.0.0.1:9", "https://a:b:c@127.0.0.1:9", f"force://PlatformCLI::{REFRESH}@evil.example", f"force://PlatformCLI::{REFRESH}@127.0.0.1:10",
     f"force://PlatformCLI::{REFRESH}@127.0.0.1:9/../x", "force://PlatformCLI::short@127.0.0.1:9", f"force://PlatformCLI:abc:{REFRESH}@127.0.0.1:9"],
)  # fmt: skip
def test_an_auth_url_of_another_form_or_for_another_host_is_refused(url):
    error = refused(lambda: session_of(way(variables(AUTH_URL=url)), place_of("127.0.0.1:9"), ORG, StillClock()))
    assert error.code == "no-credentials"
    assert REFRESH not in str(error)


OTHER = "00D9V0000004wHzUAI"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"instance_url": "https://evil.example"}, "other-host"),
        ({"instance_url": "http://HOST/"}, "other-host"),
        ({"instance_url": "http://HOST@evil.example"}, "other-host"),
        ({"id": f"https://login.evil.example/id/{ORG}/{USER}"}, "other-host"),
        ({"id": f"http://login.salesforce.com.evil.example/id/{ORG}/{USER}"}, "other-host"),
        ({"id": f"ftp://login.salesforce.com/id/{ORG}/{USER}"}, "other-host"),
        ({"id": ""}, "other-host"),
        ({"id": f"https://login.salesforce.com/id/{OTHER}/{USER}"}, "other-org"),
        ({"access_token": "short"}, "bad-answer"),
    ],
)
def test_a_token_of_elsewhere_is_not_used(more, code):
    given = variables(AUTH_URL=f"force://PlatformCLI::{REFRESH}@HOST")
    sent, error = logged_in(given, lambda host: [token_answer(host, **{name: value.replace("HOST", host) for name, value in more.items()})])
    assert isinstance(error, TargetError)
    assert error.code == code
    assert len(sent) == 1, "nothing follows"


def test_another_org_is_asked_nothing_but_who_it_is():
    with served([], lambda _request: reply(WHO)) as server:
        org = open_org(variables(ACCESS_TOKEN=TOKEN), server.host, OTHER, "67.0", StillClock())
        for deed in (
            org.who,
            lambda: org.get("limits"),
            lambda: org.post("x", {}),
            lambda: org.retrieve(b"<Package/>"),
            lambda: org.query("SELECT"),
        ):
            assert refused(deed).code == "other-org"
    assert {one.split(b" HTTP")[0] for one in server.received} == {b"GET /services/oauth2/userinfo"}


def over(request: bytes, good: set[str]) -> bytes:
    """An org that takes some tokens and no others."""
    if any(token.encode() in request for token in good):
        return reply(WHO) if b"userinfo" in request else reply(b'{"id": "1"}')
    return reply(b'[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]', "401 Unauthorized")


def test_a_session_that_ends_is_renewed_once_and_the_request_is_sent_again():
    tokens: list[bytes] = []
    good = {TOKEN}
    with served(tokens, lambda request: over(request, good)) as server:
        second = TOKEN[:-1] + "X"
        tokens += [token_answer(server.host), token_answer(server.host, second)]
        org = open_org(variables(AUTH_URL=f"force://PlatformCLI::{REFRESH}@{server.host}"), server.host, ORG, "67.0", StillClock())
        org.who()
        good.clear()
        good.add(second)
        assert org.post("sobjects/X", {}) == {"id": "1"}
        good.clear()
        error = refused(lambda: org.post("sobjects/X", {}))
    assert (error.code, error.remedy) == ("INVALID_SESSION_ID", "credentials")
    asked = [one.split(b" ")[1].rpartition(b"/")[2] for one in server.received]
    assert asked == [b"token", b"userinfo", b"X", b"token", b"X", b"X", b"token", b"X"]


def test_a_given_token_that_ended_is_not_renewed():
    with served([], lambda request: over(request, set())) as server:
        org = open_org(variables(ACCESS_TOKEN=TOKEN), server.host, ORG, "67.0", StillClock())
        assert refused(org.who).remedy == "credentials"
        assert len(server.received) == 1


def test_the_login_page_of_sandboxes_is_another():
    assert audience(place_of("acme.my.salesforce.com")) == "https://login.salesforce.com"
    assert audience(place_of("acme--uat.sandbox.my.salesforce.com")) == "https://test.salesforce.com"
    assert audience(place_of("acme.scratch.my.salesforce.com")) == "https://test.salesforce.com"


def forms(secret: str) -> set[str]:
    raw = secret.encode()
    return {secret, quote(secret, safe=""), b64encode(raw).decode().rstrip("="), urlsafe_b64encode(raw).decode().rstrip("="), secret[::-1]}


def test_a_secret_stands_in_no_text_of_ours():
    secret = Secret(TOKEN)
    for shown in (str(secret), repr(secret), f"{secret}", f"{secret!r}", repr([secret]), str({"a": secret}), str(Exception(secret))):
        assert not any(form in shown for form in forms(TOKEN))
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises((TypeError, AttributeError)):
        json.dumps(secret)


def test_an_answer_that_repeats_our_secrets_is_passed_on_without_them():
    def echo(request: bytes) -> bytes:
        text = f"{TOKEN} {quote(TOKEN, safe='')} {b64encode(TOKEN.encode()).decode()} {b64encode(b'Bearer ' + TOKEN.encode()).decode()}"
        return (
            reply(json.dumps([{"errorCode": "INVALID_FIELD", "message": text}]).encode(), "400 Bad Request")
            if b"limits" in request
            else reply(WHO)
        )

    with served([], echo) as server:
        org = open_org(variables(ACCESS_TOKEN=TOKEN), server.host, ORG, "67.0", StillClock())
        for deed in (lambda: org.get("limits"), lambda: org.post("limits", {})):
            error = refused(deed)
            whole = str(error) + repr(error) + error.says + repr(error.__cause__) + repr(error.__context__)
            assert error.code == "INVALID_FIELD"
            assert not any(form[4:-4] in whole for form in forms(TOKEN))


def test_a_lost_answer_says_nothing_of_what_was_sent():
    with served([], lambda request: reply(WHO) if b"userinfo" in request else b"") as server:
        org = open_org(variables(ACCESS_TOKEN=TOKEN), server.host, ORG, "67.0", StillClock())
        with pytest.raises(OutcomeUnknown) as caught:
            org.post("sobjects/X", {"A": "a body that is nobody's business"})
    assert "business" not in str(caught.value)
    assert TOKEN not in str(caught.value)


def test_words_that_are_no_secret_stay():
    Secret("correct-horse-battery")
    text = "correct horse battery; deploy 0Af000000000001 of Marketo_Sync on https://acme.my.salesforce.com/services/data/v67.0 as release@example.com"
    assert hidden(text) == text
    assert hidden("xcorrect-horse-batteryx") == "x(secret)x"


def test_short_secrets_are_refused_rather_than_hidden():
    error = refused(lambda: open_org(variables(ACCESS_TOKEN="abc1234"), "a.my.salesforce.com", ORG, "67.0"))
    assert "fewer than 8" in str(error)
    assert hidden("abc1234") == "abc1234"


def test_no_logger_is_told_a_secret(caplog):
    caplog.set_level(logging.DEBUG)
    given = variables(AUTH_URL=f"force://PlatformCLI:clientsecret9:{REFRESH}@HOST")
    logged_in(given, lambda host: [token_answer(host)])
    assert not any(form[4:-4] in caplog.text for secret in (TOKEN, REFRESH) for form in forms(secret))
