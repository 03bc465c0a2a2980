"""A request and its answer as values, and routes as data. Knows no server."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from syncwright.sandbox.state import State


@dataclass(frozen=True)
class Asked:
    """One request. `params`: from the route's path, `query`: from the URL, `headers` in lower case, `parts`: of a multipart body by name.

    `user`: id of the User that the session belongs to, empty where the route needs none. `base`: scheme, host and port as the client named them.
    """

    method: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    parts: Mapping[str, bytes]
    base: str
    user: str = ""

    def json(self) -> Any:
        """The body as JSON. Raises Refused for what is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise Refused(400, "JSON_PARSER_ERROR", "the body is not JSON") from None  # Salesforce's own text depends on where it fails


@dataclass(frozen=True)
class Answer:
    """What goes back. `body`: bytes as they are, text, or anything that JSON holds; None sends no body."""

    body: Any = None
    status: int = 200
    type: str = "application/json;charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The body in bytes."""
        if isinstance(self.body, bytes):
            return self.body
        if isinstance(self.body, str):
            return self.body.encode()
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode()


class Refused(Exception):
    """A REST request that is refused, answered as Salesforce does: a list of one object with `errorCode` and `message`."""

    def __init__(self, status: int, code: str, message: str, fields: tuple[str, ...] | None = None) -> None:
        super().__init__(f"{code}: {message}")
        one: dict[str, Any] = {"message": message, "errorCode": code}
        if fields is not None:
            one["fields"] = list(fields)
        self.answer = Answer([one], status)


@dataclass(frozen=True)
class Route:
    """Which function answers. `path` in Starlette's notation, as `/services/data/v{version}/query`; `session`: whether one is needed."""

    method: str
    path: str
    handler: Callable[[State, Asked], Answer]
    session: bool = True
