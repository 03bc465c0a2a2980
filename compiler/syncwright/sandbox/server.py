"""Serves routes over HTTP on loopback: Starlette turns requests into values, uvicorn listens. Knows nothing of what is served."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.state import State

LOOPBACK = "127.0.0.1"
#: A SOAP deploy may hold 50 MB of base64; nothing larger is read.
MOST_BYTES = 64 << 20
#: How often work that is due is looked for while nobody asks, in seconds.
TICK = 0.1

#: Checks the session of a request and gives its user's id. Raises Refused.
Guard = Callable[[State, Asked], str]
#: Does what is due by now: deploys that run, groups that are recalculated.
Due = Callable[[State], None]


def application(state: State, routes: Sequence[Route], guard: Guard, due: Due, unknown: Answer) -> Starlette:
    """The routes as an ASGI application. Requests are handled one at a time; what is due is done before each, and between them."""

    @asynccontextmanager
    async def alive(_app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_tick(state, due))
        yield
        ticking.cancel()

    served = [_route(state, route, guard, due) for route in _gathered(routes)]
    app = Starlette(routes=served, middleware=[Middleware(_OneSlash)], lifespan=alive)

    async def lost(_request: Request, _error: Exception) -> Response:
        return _response(unknown)

    async def wrong_method(request: Request, _error: Exception) -> Response:
        return _response(Refused(405, "METHOD_NOT_ALLOWED", f"HTTP Method '{request.method}' not allowed.").answer)

    async def unreadable(_request: Request, _error: Exception) -> Response:
        return _response(Refused(400, "INVALID_MULTIPART_REQUEST", "the body is not what its content type says").answer)  # our own words

    app.add_exception_handler(400, unreadable)
    app.add_exception_handler(404, lost)
    app.add_exception_handler(405, wrong_method)
    return app


class _OneSlash:
    """`//services` is `/services`, as it is to an org: `sf` keeps the last slash of an instance and adds the first one of a path."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "//" in scope.get("path", ""):
            scope = {**scope, "path": re.sub("/{2,}", "/", scope["path"])}
        await self.app(scope, receive, send)


def _gathered(routes: Sequence[Route]) -> list[list[Route]]:
    """Routes of one path together, in the order in which paths were named, so that each method finds its function."""
    paths: dict[str, list[Route]] = {}
    for route in routes:
        paths.setdefault(route.path, []).append(route)
    return list(paths.values())


def _route(state: State, routes: list[Route], guard: Guard, due: Due) -> StarletteRoute:
    by_method = {route.method: route for route in routes}

    async def answer(request: Request) -> Response:
        route = by_method.get(request.method) or by_method["GET"]  # HEAD is GET without the body
        try:
            asked = await _asked(request)
            due(state)
            if route.session:
                asked = _with_user(asked, guard(state, asked))
            return _response(route.handler(state, asked))
        except Refused as refused:
            return _response(refused.answer)

    return StarletteRoute(routes[0].path, answer, methods=list(by_method))


def _with_user(asked: Asked, user: str) -> Asked:
    return Asked(asked.method, asked.path, asked.params, asked.query, asked.headers, asked.body, asked.parts, asked.base, user)


async def _asked(request: Request) -> Asked:
    parts: dict[str, bytes] = {}
    body = b""
    if request.headers.get("content-type", "").startswith("multipart/"):
        async with request.form(max_part_size=MOST_BYTES) as form:
            for name, value in form.multi_items():
                parts[name] = value.encode() if isinstance(value, str) else await value.read()
    else:
        body = await _body(request)
    return Asked(
        request.method,
        request.url.path,
        {name: str(value) for name, value in request.path_params.items()},
        dict(parse_qsl(request.url.query, keep_blank_values=True)),
        {name.lower(): value for name, value in request.headers.items()},
        body,
        parts,
        f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}",
    )


async def _body(request: Request) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise Refused(413, "REQUEST_LIMIT_EXCEEDED", f"a request has at most {MOST_BYTES:,} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _response(answer: Answer) -> Response:
    return Response(answer.data, answer.status, dict(answer.headers), None if answer.body is None else answer.type)


async def _tick(state: State, due: Due) -> None:
    while True:
        await asyncio.sleep(TICK)
        due(state)


def listening(port: int) -> socket.socket:
    """A socket that listens on loopback, so that whoever connects from now on is served; port 0 takes a free one. Raises OSError."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((LOOPBACK, port))
    made.listen(128)
    return made


class _Announced(uvicorn.Server):  # type: ignore[misc]  # its types come with an extra
    """Says that it serves once it hears signals."""

    def __init__(self, app: Starlette, ready: Callable[[], None]) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=1))
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(app: Starlette, listens: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; open connections get a second to end. Whoever called has handlers for both, which run afterwards.

    `ready` is called once it answers and can be ended.
    """
    _Announced(app, ready).run(sockets=[listens])
