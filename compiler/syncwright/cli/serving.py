"""The site over HTTP on this machine, made anew when a file changes; pages that are open are told. For one person who writes specs."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread

#: Where an open page waits for changes; `assets/live.js` asks for it.
CHANGES = "/changes"
#: Seconds after which a page that waits is told that nothing happened, so that one that is closed is noticed.
_QUIET = 15.0
_OURS = ("127.0.0.1", "localhost")


class Changes:
    """Counts how often the site was made anew, and wakes who waits for the next time."""

    def __init__(self) -> None:
        self._changed, self._count = Condition(), 0

    def tell(self) -> None:
        """It was made anew."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self) -> bool:
        """Whether it is made anew within a while."""
        with self._changed:
            before = self._count
            return self._changed.wait_for(lambda: self._count > before, _QUIET)


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, and changes as server-sent events."""

    def __init__(self, *args: object, changes: Changes, **more: object) -> None:
        self._changes = changes
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Whether the request is carried out, whatever its method; one that is not was answered."""
        if not super().parse_request():
            return False
        if (self.headers.get("Host") or "").partition(":")[0] in _OURS:
            return True
        # A page of somebody else whose name was made to lead here may not read the specs.
        self.send_error(403, "this is served on this machine alone")
        return False

    def do_GET(self) -> None:
        if self.path != CHANGES:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # whoever waited has gone
            while True:
                self.wfile.write(b"data: changed\n\n" if self._changes.wait() else b": nothing\n\n")
                self.wfile.flush()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Requests are nobody's concern here."""


def serve(folder: Path, port: int, watched: Path, make: Callable[[], None], started: Callable[[str], None]) -> None:
    """Serve a folder on loopback until interrupted. `make` is called whenever something below `watched` changes; `started` is told the address."""
    from watchfiles import watch  # start-up time, and an extra

    changes, stop = Changes(), Event()
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder), changes=changes))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    started(f"http://127.0.0.1:{server.server_port}/")
    try:
        for _ in watch(watched, stop_event=stop, raise_interrupt=True):
            make()
            changes.tell()
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
