"""Requests through an installed `sf`, which has logged in by itself: no token is asked for. Knows no plan and no step.

`sf api request rest` carries what is JSON or a file, `sf project deploy` packages, `sf project retrieve` what is read as metadata. Each is a
program of its own, ended when it takes too long; what it was about to change is then not known.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.commands import Ended, NotStarted, Room, Said, found, room, run
from syncwright.http import Lost, Place, Reply, tree
from syncwright.limits import ANSWER
from syncwright.platforms.salesforce.live.codes import code_of
from syncwright.platforms.salesforce.live.errors import short, target_error
from syncwright.platforms.salesforce.live.org import Component, Part, Retrieved
from syncwright.platforms.salesforce.live.wire import Request
from syncwright.records import compact, parsed
from syncwright.secret import Secret
from syncwright.target import TargetError

#: What `sf` is handed of our variables: where it is, where it keeps who it is, and how it reaches the world. No credential of ours.
HANDED = (
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "NODE_EXTRA_CA_CERTS",
    "SF_DATA_DIR", "SF_CONFIG_DIR", "SF_CACHE_DIR", "SF_USE_GENERIC_UNIX_KEYCHAIN", "SFDX_USE_GENERIC_UNIX_KEYCHAIN", "SF_DISABLE_TELEMETRY",
)  # fmt: skip
#: It shall not change under a run, ask for a newer self, or paint.
_QUIET = {"SF_AUTOUPDATE_DISABLE": "true", "SF_SKIP_NEW_VERSION_CHECK": "true", "NO_COLOR": "1", "FORCE_COLOR": "0"}
#: Errors of its own before anything is sent: it does not know the org, or cannot log in to it.
_NOT_LOGGED_IN = (
    "NamedOrgNotFoundError", "NamedOrgNotFound", "NoAuthInfoFound", "NoOrgFound", "NoDefaultEnvError", "RefreshTokenAuthError", "JwtAuthError",
    "JwtAuthErrors", "AuthInfoCreationError", "OrgDataNotAvailableError", "SecretNotFoundError",
)  # fmt: skip
#: Seconds for one request, for sending a package, and for a retrieve.
_REQUEST, _PACKAGE, _RETRIEVE = 300.0, 900.0, 1_920.0
_PROJECT = b'{"packageDirectories": [{"path": "force-app", "default": true}]}'


class SfWire:
    """See `Wire`. `name`: the alias or the username by which `sf` knows the org. Nothing is sent unless it knows it at `place`."""

    def __init__(self, variables: Mapping[str, str], name: str, place: Place) -> None:
        program = found("sf", variables)
        if program is None:
            raise TargetError("no-sf", "`sf` is not installed, or not on the PATH", "credentials")
        if name.startswith("-") or not name.isprintable():
            raise TargetError("no-credentials", "the name of an org begins with a letter or a digit", "credentials")
        self.program, self.name, self.place, self.host = program, name, place, place.url.partition("//")[2]
        self.variables = {one: variables[one] for one in HANDED if one in variables} | _QUIET
        self._met = False

    def send(self, request: Request) -> Reply:
        self._meet()
        if request.parts:
            return self._deploy(request)
        assert request.call is None, "there is a way of its own for what calls read"
        media, body = request.body() or ("", b"")
        words = ["api", "request", "rest", request.path, f"--method={request.method}"]
        words += [f"--header=Content-Type: {media}"] if media else []
        words += ["--body=@body"] if request.method != "GET" else []  # it asks for one, if only an empty one
        files = {"body": body}
        with room(files) as folder:
            answer = self._asked(words, folder, _REQUEST)
        return _reply(answer)

    def renew(self) -> bool:
        return False  # it does so by itself

    def fetch(self, package: bytes, version: str) -> Retrieved | None:
        self._meet()
        words = [
            "project",
            "retrieve",
            "start",
            "--manifest=package.xml",
            "--target-metadata-dir=out",
            "--zip-file-name=retrieved.zip",
            "--single-package",
        ]
        with room({"sfdx-project.json": _PROJECT, "force-app/.keep": b"", "package.xml": package}) as folder:
            try:
                answer = self._asked([*words, f"--api-version={version}", "--wait=30"], folder, _RETRIEVE)
            except Lost as error:
                raise TargetError("bad-answer", f"{self.host}: {error}", "later") from error
            return _retrieved(answer, folder.read("out/retrieved.zip", ANSWER.file_bytes), self.host)

    def _deploy(self, request: Request) -> Reply:
        """Send a package. It answers with the id, and does not wait for the end."""
        parts = {part.name: part for part in request.parts}
        assert request.path.endswith("/metadata/deployRequest") and parts.keys() == {"entity_content", "file"}, "only packages have parts"
        version = request.path.split("/")[3].removeprefix("v")
        words = [
            "project",
            "deploy",
            *_options(parts["entity_content"]),
            "--metadata-dir=package.zip",
            "--async",
            f"--api-version={version}",
        ]
        with room({"sfdx-project.json": _PROJECT, "force-app/.keep": b"", "package.zip": parts["file"].data}) as folder:
            answer = self._asked(words, folder, _PACKAGE)
        if not isinstance(answer.get("id"), str):
            raise Lost("`sf` does not say the id of the deployment", again=False)
        return Reply(201, {"content-type": "application/json"}, compact({"id": answer["id"]}))

    def _meet(self) -> None:
        """See that `sf` means the same place as the specs, before anything is sent there."""
        if self._met:
            return
        with room() as folder:
            try:
                answer = self._asked(["org", "display"], folder, _REQUEST)
            except Lost as error:
                raise TargetError("bad-answer", f"`sf`: {error}", "look") from error
        token = answer.get("accessToken")
        if isinstance(token, str) and re.match(r"00D\w{12,15}!", token):
            Secret(token)  # older versions show it; what leaves is searched for it
        said = answer.get("instanceUrl")
        if not isinstance(said, str) or said.rstrip("/").lower() != self.place.url:
            raise TargetError("other-host", f"`sf` knows `{self.name}` at another host than `{self.host}`", "credentials")
        self._met = True

    def _asked(self, words: Sequence[str], folder: Room, seconds: float) -> Mapping[str, Any]:
        """The result of a command. Raises TargetError if nothing was sent or it was refused, Lost if nobody knows."""
        whole = [self.program, *words, f"--target-org={self.name}", "--json"]
        try:
            said = run(whole, self.variables, seconds, folder.path)
        except NotStarted as error:
            raise TargetError("no-sf", str(error), "credentials") from error
        except Ended as error:
            raise Lost(f"`sf {' '.join(words[:3])}`: {error}") from error
        return _result(said, words)


def versions(variables: Mapping[str, str]) -> str:
    """What `sf` says of itself and of the Node that it runs on; nothing if it does not say. Raises TargetError if it isn't there."""
    program = found("sf", variables)
    if program is None:
        raise TargetError("no-sf", "`sf` is not installed, or not on the PATH", "credentials")
    handed = {one: variables[one] for one in HANDED if one in variables} | _QUIET
    try:
        with room() as folder:
            said = run([program, "--version"], handed, _REQUEST, folder.path)
    except (NotStarted, Ended) as error:
        raise TargetError("no-sf", str(error), "credentials") from error
    return short(said.out.decode("utf-8", "replace"), 200) if said.code == 0 else ""


def _result(said: Said, words: Sequence[str]) -> Mapping[str, Any]:
    answer = tree(Reply(200, {}, said.out))
    result = answer.get("result") if isinstance(answer, dict) else None
    if isinstance(result, dict) and (answer.get("status") == 0 or "statusCode" in result):
        return result
    if not isinstance(answer, dict) or not isinstance(answer.get("name"), str):
        raise Lost(f"`sf {' '.join(words[:3])}` ends with {said.code}, and does not say why")
    name, message = answer["name"].removeprefix("sf:"), short(str(answer.get("message") or ""))
    if name in _NOT_LOGGED_IN:
        raise TargetError(name, f"`sf` is not logged in: {message}", "credentials")
    if code_of(name, message).perhaps is False:
        raise target_error(name, message)
    raise Lost(f"`sf {' '.join(words[:3])}` failed with {short(name, 100)}: {message}")


def _reply(answer: Mapping[str, Any]) -> Reply:
    """The answer of an org as `sf` passes it on."""
    status, headers, body = answer.get("statusCode"), answer.get("headers"), answer.get("body")
    if not isinstance(status, int) or not isinstance(headers, dict):
        raise Lost("`sf` passes an answer on that is none")
    names = {str(name).lower(): ", ".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in headers.items()}
    data = body.encode() if isinstance(body, str) else b"" if body is None else compact(body)
    return Reply(status, names, data)


def _options(content: Part) -> list[str]:
    """Which command deploys with these options. An option that it cannot say would change what is done: that is a mistake of ours."""
    said = dict(parsed(content.data)["deployOptions"])
    check, tests, whole = said.pop("checkOnly", False), said.pop("testLevel", None), said.pop("singlePackage", False)
    words = ["validate" if check and tests else "start"] + (["--dry-run"] if check and not tests else [])
    words += [f"--test-level={tests}"] if tests else []
    words += ["--single-package"] if whole else []
    words += ["--purge-on-delete"] if said.pop("purgeOnDelete", False) else []
    words += ["--ignore-warnings"] if said.pop("ignoreWarnings", False) else []
    assert said.pop("rollbackOnError", True), "all of a package is deployed, or nothing"
    assert not any(said.values()), "no other option is asked for"
    return words


def _retrieved(answer: Mapping[str, Any], data: bytes | None, host: str) -> Retrieved:
    listed = answer.get("fileProperties") or []
    if data is None:
        raise TargetError("bad-answer", f"{host} ends a retrieve without a zip that can be read", "later")
    rows = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, dict)]
    names = ("type", "fullName", "fileName", "lastModifiedByName", "lastModifiedDate")
    said = answer.get("messages") or []
    told = [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, dict)]
    return Retrieved(
        data,
        tuple(Component(*(str(one.get(name) or "") for name in names)) for one in rows),
        tuple((str(one.get("fileName") or ""), str(one.get("problem") or "")) for one in told),
    )
