"""An org of the stand-in in this process, and requests to it without a socket: what the server would answer, and nothing of HTTP besides."""

import asyncio
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode
from weakref import finalize

from syncwright.sandbox.salesforce.app import app
from syncwright.sandbox.salesforce.seed import new_org, read_org
from syncwright.sandbox.state import Knobs, State

MERIDIAN = Path(__file__).parent / "orgs" / "meridian"
ORG = "00D7Q000000vKmRUAU"
V = "/services/data/v67.0"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0  # 2026-11-18

    def __call__(self) -> float:
        return self.time


@cache
def _filled(source: Path | None, *, production: bool) -> bytes:
    """The file of an org with its users and with what a folder holds, made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "org.sqlite"
        state = State(path, Knobs(production=production), Clock())
        new_org(state, ORG, ["admin@meridian.example"], ["marketo.sync@meridian.example"], [])
        if source is not None:
            read_org(state, source)
        state.close()
        return path.read_bytes()


@dataclass
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def refusal(self) -> tuple[int, str, str]:
        """Status, code and message of a refusal."""
        [one] = self.json
        return self.status, one["errorCode"], one["message"]


class Org:
    """One org: its state, its clock, and a session in it."""

    def __init__(self, folder: Path, source: Path | None = MERIDIAN, **knobs: Any) -> None:
        self.clock = Clock()
        (folder / "org.sqlite").write_bytes(_filled(source, production=knobs.get("production", False)))
        self.state = State(folder / "org.sqlite", Knobs(**knobs), self.clock)
        finalize(self, self.state.db.close)  # most tests end without a word
        self.app = app(self.state)
        self.admin = self.state.setting("admin")
        self.token = self.state.open_session(self.admin)

    def ask(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, media: str = "application/json"
    ) -> Got:
        """One request. `body`: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"authorization": f"Bearer {self.token}", "host": "127.0.0.1", "content-type": media, **(headers or {})}
        return asyncio.run(self._ask(method, path, data, given))

    async def _ask(self, method: str, path: str, data: bytes, headers: dict[str, str]) -> Got:
        plain, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http", "path": plain,
            "raw_path": plain.encode(), "query_string": query.encode(), "root_path": "", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        body = b"".join(one.get("body", b"") for one in sent[1:])
        return Got(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)

    def get(self, path: str, **query: str) -> Got:
        return self.ask("GET", f"{path}?{urlencode(query, quote_via=quote)}" if query else path)

    def query(self, soql: str, *, tooling: bool = False) -> Got:
        return self.get(f"{V}/{'tooling/' if tooling else ''}query", q=soql)

    def rows(self, soql: str, *, tooling: bool = False) -> list[dict[str, Any]]:
        """Records of a query that is expected to be answered, without what they say of themselves."""
        got = self.query(soql, tooling=tooling)
        assert got.status == 200, got.body
        return [{name: value for name, value in one.items() if name != "attributes"} for one in got.json["records"]]

    def create(self, name: str, **values: Any) -> str:
        got = self.ask("POST", f"{V}/sobjects/{name}", values)
        assert got.status == 201, got.body
        return got.json["id"]

    def log(self) -> list[tuple[str, str]]:
        """Kind and what of each effect."""
        return [(row["kind"], row["what"]) for row in self.state.db.execute("SELECT kind, what FROM log ORDER BY number")]
