"""The client's half of the Language Server Protocol, as far as diagnostics need it. Knows no language.

Everything happens inside a call: between two calls nobody listens, and the server waits.
"""

import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

Message = dict[str, Any]
Diagnostics = list[Message]

#: `configuration` makes the server ask for its settings, which is how one knows that it has them.
CAPABILITIES = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}


class ServerSilent(RuntimeError):
    """The server died or did not answer in time; says what it wrote to stderr."""


class LanguageClient:
    """A conversation with one server process. Not for two threads at once."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str], settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._schema: str | None = None
        self._introduced = self._configured = False
        self._published: dict[str, Diagnostics] = {}
        self._versions = count(1)
        self._unread = b""
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, bufsize=0
        )
        assert self._process.stdin and self._process.stdout, "both were asked for as pipes"
        self._to, self._from = self._process.stdin, self._process.stdout
        self._introduce()

    def judge(self, texts: Mapping[str, str], schema: str | None, timeout: float) -> dict[str, Diagnostics]:
        """The diagnostics of each document, by URI, under the schema with this URI. `timeout` is in seconds."""
        self._schema = schema
        if schema is not None:
            # The server keeps a schema under its address for ever; the text behind it may be another by now.
            self._tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": schema, "type": 2}]})
        for uri, text in texts.items():
            # A closed document stays parsed in the server under its URI and version, so a version is never used twice.
            document = {"uri": uri, "languageId": "yaml", "version": next(self._versions), "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        found = self._await_published(texts, timeout)
        for uri in texts:
            self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        # Closing publishes an empty list, which must not be taken for the next call's answer about the same URI.
        self._await_published(texts, timeout)
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._to, self._from, self._complaints):
            stream.close()

    def _introduce(self) -> None:
        self._send({"id": 0, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": CAPABILITIES}})
        self._listen_until(lambda: self._introduced, "its capabilities", timeout=60)
        self._tell("initialized", {})
        self._tell("yaml/registerCustomSchemaRequest", {})
        # Documents opened before the server has its settings would be judged twice.
        self._listen_until(lambda: self._configured, "a question for settings", timeout=60)

    def _await_published(self, texts: Mapping[str, str], timeout: float) -> dict[str, Diagnostics]:
        self._published = {}
        self._listen_until(lambda: texts.keys() <= self._published.keys(), f"diagnostics of {', '.join(texts)}", timeout)
        return {uri: self._published[uri] for uri in texts}

    def _listen_until(self, enough: Callable[[], bool], awaited: str, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not enough():
            message = self._receive(awaited, deadline)
            if "method" not in message:
                self._introduced = True
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message["method"], message["params"])})
            elif message["method"] == "textDocument/publishDiagnostics":
                self._published[message["params"]["uri"]] = message["params"]["diagnostics"]

    def _answer(self, question: str, params: Any) -> Any:
        match question:
            case "workspace/configuration":
                self._configured = True
                return [self._settings.get(item["section"]) for item in params["items"]]
            case "custom/schema/request":
                return self._schema
            case _:
                return None

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        waiting = memoryview(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        while waiting:
            waiting = waiting[self._to.write(waiting) or 0 :]

    def _receive(self, awaited: str, deadline: float) -> Message:
        while True:
            head, found, rest = self._unread.partition(b"\r\n\r\n")
            length = content_length(head) if found else 0
            if found and len(rest) >= length:
                self._unread = rest[length:]
                message: Message = json.loads(rest[:length])
                return message
            self._unread += self._more(awaited, deadline)

    def _more(self, awaited: str, deadline: float) -> bytes:
        ready, _, _ = select.select([self._from], [], [], max(0, deadline - time.monotonic()))
        more = os.read(self._from.fileno(), 1 << 16) if ready else b""
        if not more:
            self._complaints.seek(0)
            said = self._complaints.read().decode(errors="replace").strip()[-2000:]
            raise ServerSilent(
                f"the language server {'ended' if ready else 'was too slow'}; awaited {awaited}. It wrote: {said or 'nothing'}"
            )
        return more


def content_length(head: bytes) -> int:
    fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n"))
    return int(fields[b"Content-Length"])
