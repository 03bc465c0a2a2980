"""The stand-in as a process: what goes over the wire, in the forms that Salesforce's own tools send and read."""

import base64
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox_packages import ADMIN, ROBOT, fields, manifest, permission_set, read_row, zipped
from syncwright.xml import Element, read

REST = "/services/data/v67.0/metadata/deployRequest"
TEXT = "<label>X</label><length>40</length><type>Text</type>"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class Running:
    """A stand-in that answers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.ready = json.loads(process.stdout.readline())
        self.token = self.ready["token"]

    def ask(self, method: str, path: str, body: bytes | str = b"", token: str | None = None, **headers: str) -> tuple[int, bytes]:
        with closing(HTTPConnection(self.ready["url"].removeprefix("http://"), timeout=30)) as line:
            line.request(method, path, body, {"Authorization": f"Bearer {token or self.token}", **headers})
            answer = line.getresponse()
            return answer.status, answer.read()

    def json(self, method: str, path: str, body: bytes | str = b"", token: str | None = None, **headers: str) -> tuple[int, Any]:
        status, data = self.ask(method, path, body, token, **headers)
        return status, json.loads(data)

    def form(self, path: str, **said: str) -> tuple[int, Any]:
        return self.json("POST", path, urlencode(said), **{"Content-Type": "application/x-www-form-urlencoded"})

    def soap(self, call: str, inner: str, token: str | None = None) -> Element:
        """The answer's body: `result` of the call, or the fault."""
        session = f"<soap:Header><SessionHeader><sessionId>{token or self.token}</sessionId></SessionHeader></soap:Header>"
        namespaces = 'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"'
        envelope = f"<soap:Envelope {namespaces}>{session}<soap:Body><{call}>{inner}</{call}></soap:Body></soap:Envelope>"
        _, data = self.ask("POST", "/services/Soap/m/67.0", envelope, "none", **{"Content-Type": "text/xml"})
        return read(data).children[0].children[0]


def start(state: Path, *more: str) -> Running:
    script = Path(sys.executable).with_name("syncwright")
    return Running(subprocess.Popen([script, "sandbox", "--state", state, *more], stdout=subprocess.PIPE, text=True))


def stop(running: Running, how: signal.Signals = signal.SIGTERM) -> int:
    running.process.send_signal(how)
    with running.process:
        return running.process.wait(10)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def certificate(key: rsa.RSAPrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sandbox")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, meridian_file: Path, certificate: bytes) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "sandbox.crt").write_bytes(certificate)
    (folder / "state.sqlite").write_bytes(meridian_file.read_bytes())
    running = start(folder / "state.sqlite", "--jwt-certificate", str(folder / "sandbox.crt"))
    yield running
    stop(running)


# Logging in


def test_a_session_says_whose_it_is(server):
    status, said = server.json("GET", "/services/oauth2/userinfo")
    assert (status, said["preferred_username"], said["organization_id"]) == (200, ADMIN, server.ready["org"])


@pytest.mark.parametrize("path", ["/services/oauth2/userinfo", "/services/data/v67.0", f"{REST}/0Af5g0000000001AAA"])
def test_without_a_session_nothing_is_said(server, path):
    expected = (401, [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}])
    assert server.json("GET", path, token="00D5g0000000001!none") == expected


def test_the_refresh_token_of_the_auth_url_gives_a_session(server):
    refresh = re.fullmatch(r"force://([^:]+):([^:]*):([^@]+)@(127\.0\.0\.1:\d+)", server.ready["auth_url"])
    status, said = server.form("/services/oauth2/token", grant_type="refresh_token", client_id=refresh[1], refresh_token=refresh[3])
    assert (status, said["instance_url"], said["token_type"]) == (200, server.ready["url"], "Bearer")
    assert server.json("GET", "/services/oauth2/userinfo", token=said["access_token"])[0] == 200
    assert server.form("/services/oauth2/token", grant_type="refresh_token", client_id="x", refresh_token="wrong") == (
        400,
        {"error": "invalid_grant", "error_description": "expired access/refresh token"},
    )


def claims(server: Running, **other: Any) -> dict[str, Any]:
    return {"iss": "app", "sub": ROBOT, "aud": "https://login.salesforce.com", "exp": int(time.time()) + 300, **other}


def test_a_signed_assertion_gives_a_session_of_its_user(server, key):
    status, said = server.form("/services/oauth2/token", grant_type=JWT_BEARER, assertion=jwt.encode(claims(server), key, "RS256"))
    assert status == 200
    assert server.json("GET", "/services/oauth2/userinfo", token=said["access_token"])[1]["preferred_username"] == ROBOT


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"sub": "nobody@nowhere.example"}, "user hasn't approved this consumer"),
        ({"aud": "https://evil.example"}, "audience is invalid"),
        ({"exp": 1}, "assertion is not within its validity window"),
        ({"exp": 4_000_000_000}, "assertion is not within its validity window"),
        ({"iss": ""}, "client identifier invalid"),
    ],
)
def test_an_assertion_that_says_something_else_gives_none(server, key, other, says):
    assertion = jwt.encode(claims(server, **other), key, "RS256")
    status, said = server.form("/services/oauth2/token", grant_type=JWT_BEARER, assertion=assertion)
    assert (status, said["error_description"]) == (400, says)


def test_an_assertion_of_another_key_gives_none(server):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    good = jwt.encode(claims(server), other, "RS256")
    for assertion in (good, good.rpartition(".")[0] + ".", "a.b.c", "", jwt.encode(claims(server), "x" * 32, "HS256")):
        status, said = server.form("/services/oauth2/token", grant_type=JWT_BEARER, assertion=assertion)
        assert (status, said) == (400, {"error": "invalid_grant", "error_description": "invalid assertion"})


def test_a_revoked_session_has_ended(server):
    refresh = server.ready["auth_url"].split(":")[3].partition("@")[0]
    token = server.form("/services/oauth2/token", grant_type="refresh_token", client_id="x", refresh_token=refresh)[1]["access_token"]
    assert server.json("GET", "/services/oauth2/userinfo", token=token)[0] == 200
    server.ask("POST", "/services/oauth2/revoke", f"token={token}")
    assert server.json("GET", "/services/oauth2/userinfo", token=token)[0] == 401


def test_versions_are_there_without_a_session(server):
    status, said = server.json("GET", "/services/data", token="none")
    assert status == 200 and said[-1] == {"label": "Summer '26", "url": "/services/data/v67.0", "version": "67.0"}
    assert server.json("GET", "/services/data/v99.0")[0] == 404


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/services/data", 405)])
def test_what_is_not_there_is_refused_as_json(server, method, path, status):
    assert server.json(method, path)[0] == status


# Deploys over REST


def multipart(parts: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    rows = [
        f"--b\r\nContent-Disposition: form-data; {head}\r\nContent-Type: {type_}\r\n\r\n".encode() + data + b"\r\n"
        for head, type_, data in parts
    ]
    return b"".join(rows) + b"--b--\r\n", "multipart/form-data; boundary=b"


def rest_deploy(server: Running, files: dict[str, bytes], *, file_first: bool = False, **options: Any) -> tuple[int, Any]:
    said = json.dumps({"deployOptions": {"singlePackage": True, **options}}).encode()
    parts = [
        ('name="entity_content"', "application/json", said),
        ('name="file"; filename="package.zip"', "application/zip", zipped(files)),
    ]
    body, type_ = multipart(parts[::-1] if file_first else parts)
    return server.json("POST", REST, body, **{"Content-Type": type_})


def over(server: Running, id_: str) -> dict[str, Any]:
    while True:
        _, said = server.json("GET", f"{REST}/{id_}?includeDetails=true")
        if said["deployResult"]["done"]:
            return said["deployResult"]


@pytest.mark.parametrize("file_first", [False, True])
def test_a_deploy_over_rest_with_its_parts_in_either_order(server, file_first):
    status, said = rest_deploy(server, fields({f"R{file_first}__c": TEXT}), file_first=file_first)
    assert (status, said["id"][:3]) == (201, "0Af")
    result = over(server, said["id"])
    assert (result["status"], result["numberComponentsDeployed"], result["rollbackOnError"]) == ("Succeeded", 1, True)
    (one,) = [one for one in result["details"]["componentSuccesses"] if one["componentType"]]
    assert (one["fullName"], one["created"], one["fileName"]) == (f"Lead.R{file_first}__c", True, "objects/Lead.object")


def test_a_validation_is_quick_deployed_over_rest(server):
    _, checked = rest_deploy(server, fields({"Q__c": TEXT}), checkOnly=True, testLevel="RunLocalTests")
    assert over(server, checked["id"])["checkOnly"] is True
    status, said = server.json(
        "POST", REST, json.dumps({"validatedDeployRequestId": checked["id"]}), **{"Content-Type": "application/json"}
    )
    assert status == 201 and said["id"] != checked["id"]
    assert over(server, said["id"])["status"] == "Succeeded"
    again = server.json("POST", f"{REST}/validatedDeployRequestId", json.dumps({"validatedDeployRequestId": checked["id"]}))
    assert (again[0], again[1][0]["errorCode"]) == (400, "INVALID_ID_FIELD")


def test_failures_come_with_words_and_places(server):
    _, said = rest_deploy(server, permission_set(read_row("Lead.Company")))
    result = over(server, said["id"])
    (failure,) = result["details"]["componentFailures"]
    assert (result["success"], failure["problemType"], failure["success"]) == (False, "Error", False)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("no json", "JSON_PARSER_ERROR"),
        ("[]", "JSON_PARSER_ERROR"),
        ("{}", "JSON_PARSER_ERROR"),
        ('{"validatedDeployRequestId": "0Af"}', "INVALID_ID_FIELD"),
    ],
)
def test_a_request_that_is_none(server, body, code):
    status, said = server.json("POST", REST, body, **{"Content-Type": "application/json"})
    assert (status, said[0]["errorCode"]) == (400, code)


def test_a_deploy_that_never_was(server):
    assert server.json("GET", f"{REST}/0Af5g00000ZZZZZZZZ")[0] == 404
    patch = json.dumps({"deployResult": {"status": "Canceling"}})
    assert server.json("PATCH", f"{REST}/0Af5g00000ZZZZZZZZ", patch)[0] == 404


# The same over SOAP


def soap_over(server: Running, id_: str) -> Element:
    while True:
        result = server.soap("checkDeployStatus", f"<asyncProcessId>{id_}</asyncProcessId><includeDetails>true</includeDetails>").first(
            "result"
        )
        if result.get("done") == "true":
            return result


def soap_deploy(server: Running, files: dict[str, bytes], options: str = "") -> str:
    data = base64.b64encode(zipped(files)).decode()
    inner = f"<ZipFile>{data}</ZipFile><DeployOptions><rollbackOnError>true</rollbackOnError><singlePackage>true</singlePackage>{options}</DeployOptions>"
    return server.soap("deploy", inner).first("result").get("id")


def test_a_deploy_over_soap_and_what_it_says(server):
    result = soap_over(server, soap_deploy(server, fields({"S__c": TEXT})))
    assert (result.get("status"), result.get("checkOnly"), result.get("numberComponentsDeployed")) == ("Succeeded", "false", "1")
    done = [one.get("fullName") for one in result.first("details").all("componentSuccesses")]
    assert done == ["package.xml", "Lead.S__c"]


def test_a_validation_is_quick_deployed_over_soap(server):
    checked = soap_deploy(server, fields({"SQ__c": TEXT}), "<checkOnly>true</checkOnly><testLevel>RunLocalTests</testLevel>")
    assert soap_over(server, checked).get("checkOnly") == "true"
    id_ = server.soap("deployRecentValidation", f"<validationId>{checked}</validationId>").get("result")
    assert soap_over(server, id_).get("status") == "Succeeded"


@pytest.mark.parametrize("wanted", ["retrieveRequest", "request"])
def test_a_retrieve_over_soap(server, wanted):
    types = "<types><members>Service_Desk</members><members>Nobody</members><name>PermissionSet</name></types>"
    inner = f"<{wanted}><apiVersion>67.0</apiVersion><unpackaged>{types}<version>67.0</version></unpackaged></{wanted}>"
    id_ = server.soap("retrieve", inner).first("result").get("id")
    result = server.soap("checkRetrieveStatus", f"<asyncProcessId>{id_}</asyncProcessId>").first("result")
    assert (result.get("status"), result.first("fileProperties").get("fileName")) == (
        "Succeeded",
        "unpackaged/permissionsets/Service_Desk.permissionset",
    )
    assert result.first("messages").get("problem") == "Entity of type 'PermissionSet' named 'Nobody' cannot be found"
    assert base64.b64decode(result.get("zipFile")).startswith(b"PK")


def test_lists_and_descriptions(server):
    names = [one.get("fullName") for one in server.soap("listMetadata", "<queries><type>PermissionSetGroup</type></queries>").all("result")]
    assert names == ["Inside_Sales", "Service_Team"]
    objects = server.soap("describeMetadata", "<asOfVersion>67.0</asOfVersion>").first("result").all("metadataObjects")
    assert {one.get("xmlName"): one.get("directoryName") for one in objects}["PermissionSet"] == "permissionsets"


@pytest.mark.parametrize(
    ("call", "inner", "token", "code"),
    [
        ("deploy", "", "none", "sf:INVALID_SESSION_ID"),
        ("nothing", "", None, "sf:UNKNOWN_EXCEPTION"),
        ("checkDeployStatus", "<asyncProcessId>0Af</asyncProcessId>", None, "sf:INVALID_CROSS_REFERENCE_KEY"),
        ("listMetadata", "<queries><type>Nothing</type></queries>", None, "sf:INVALID_TYPE"),
    ],
)
def test_a_call_that_is_refused_is_a_fault(server, call, inner, token, code):
    assert server.soap(call, inner, token).get("faultcode") == code


# The process


def test_the_state_survives_a_kill_and_the_token_with_it(tmp_path, meridian_file):
    state = tmp_path / "state.sqlite"
    state.write_bytes(meridian_file.read_bytes())
    first = start(state)
    over(first, rest_deploy(first, fields({"K__c": TEXT}))[1]["id"])
    stop(first, signal.SIGKILL)
    second = start(state)
    assert second.token == first.token and second.json("GET", "/services/oauth2/userinfo")[0] == 200
    assert stop(second, signal.SIGINT) == 0
    with closing(sqlite3.connect(state)) as db:
        assert [row[0] for row in db.execute("SELECT what FROM log")] == ["CustomField/Lead.K__c"]
    assert [path.name for path in tmp_path.iterdir()] == ["state.sqlite"], "no journal is left beside it"


def test_it_ends_cleanly_and_a_deploy_is_done_though_nobody_asks(tmp_path, meridian_file):
    state = tmp_path / "state.sqlite"
    state.write_bytes(meridian_file.read_bytes())
    running = start(state, "--deploy-seconds", "0.2", "--session-requests", "2")
    rest_deploy(running, fields({"T__c": TEXT}))
    with closing(sqlite3.connect(state)) as db:
        while not db.execute("SELECT 1 FROM log").fetchone():
            time.sleep(0.02)
    assert [running.json("GET", "/services/oauth2/userinfo")[0] for _ in range(2)] == [200, 401], "two requests and the session is over"
    assert stop(running) == 0


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--org", "nowhere"], "`nowhere` is no folder"),
        (["--org-id", "00D"], "`00D` is no id of an org"),
        (["--jwt-certificate", "README.md"], "the certificate cannot be read"),
    ],
)
def test_what_it_cannot_begin_with_is_wrong_usage_and_leaves_nothing(syncwright, repository, tmp_path, more, says):
    ended = syncwright("sandbox", "--state", tmp_path / "state.sqlite", *more, cwd=repository)
    assert (ended.returncode, ended.stdout) == (64, "") and says in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_something_else_is_left_alone(syncwright, tmp_path):
    (tmp_path / "state.sqlite").write_bytes(b"something else" * 100)
    ended = syncwright("sandbox", "--state", tmp_path / "state.sqlite")
    assert ended.returncode == 64 and "is no state of a stand-in" in ended.stderr
    assert (tmp_path / "state.sqlite").read_bytes() == b"something else" * 100


def test_a_manifest_of_nothing_is_a_deploy_of_nothing(server):
    result = over(server, rest_deploy(server, {"package.xml": manifest({})})[1]["id"])
    assert (result["status"], result["numberComponentsTotal"]) == ("Succeeded", 0)
