"""What happens inside a run: a seam is a moment between two of its acts, and at each one a test may end it, stop it to look, or let an act fail.

Seams lie around every record of the ledger, and around every connection, sending and receiving. Nothing of the product is asked to cooperate: the
classes that it uses are wrapped in the process that was forked for the run.
"""

import errno
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

#: What an act that fails raises, by its name.
ERRORS: Mapping[str, Callable[[], BaseException]] = {
    "reset": lambda: ConnectionResetError(errno.ECONNRESET, "reset by a test"),
    "timeout": lambda: TimeoutError("timed out by a test"),
    "full": lambda: OSError(errno.ENOSPC, "no space left, by a test"),
    "interrupt": KeyboardInterrupt,
    "bug": lambda: RuntimeError("a bug, by a test"),
}


class Seams:
    """Counts the seams of a run, and does at one of them what was asked for.

    `at`: which seam, from 0, or `until`: the names of some, of which the first counts. `does`: `kill`, a signal's number, or a name of ERRORS. `tell`: path of a socket to which each seam is told before
    the run goes on, so that others can look at the world as it is then. `listed`: a file for the names of all seams.
    """

    def __init__(self, asked: Mapping[str, Any]) -> None:
        self.at, self.until, self.does = asked.get("at"), asked.get("until", ()), asked.get("does", "kill")
        self.count = 0
        self._tell: socket.socket | None = None
        if asked.get("tell"):
            self._tell = socket.socket(socket.AF_UNIX)
            _CONNECT(self._tell, asked["tell"])
        self._listed = os.open(asked["listed"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if asked.get("listed") else None

    def cross(self, name: str) -> None:
        """Here is a seam."""
        number, self.count = self.count, self.count + 1
        if self._listed is not None:
            os.write(self._listed, f"{number} {name}\n".encode())
        if self._tell is not None:
            _SENDALL(self._tell, json.dumps([number, name]).encode() + b"\n")
            assert _RECV(self._tell, 1), "the test went away"
        if self._here(number, name):
            if self.does == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif isinstance(self.does, int):
                os.kill(os.getpid(), self.does)
            else:
                error = ERRORS[self.does]()
                raise error

    def _here(self, number: int, name: str) -> bool:
        """Whether this is the one. What breaks on a network breaks at the next sending or receiving."""
        if self.does in ("reset", "timeout") and self.at is not None and number >= self.at and name.startswith(("send", "receive")):
            self.at = None
            return True
        return (number == self.at and self.does not in ("reset", "timeout")) or name in self.until


_CONNECT, _SENDALL, _RECV, _RECV_INTO = socket.socket.connect, socket.socket.sendall, socket.socket.recv, socket.socket.recv_into


def install(asked: Mapping[str, Any]) -> None:
    """Wrap what this process uses, as asked: `redirect` (port to port), `seams` (see Seams), `sleep` and `timeout` (the longest ones, in seconds),
    `patch` (functions that make something of the product wrong, such as `faults.sabotage:no_look_up`).
    """
    for path in asked.get("patch", ()):
        module, _, name = path.partition(":")
        getattr(import_module(module), name)()
    if "timeout" in asked:
        _wrap_timeouts(float(asked["timeout"]))
    if "sleep" in asked:
        longest, really = float(asked["sleep"]), time.sleep
        time.sleep = lambda seconds: really(min(seconds, longest))
    redirect = {int(port): int(to) for port, to in asked.get("redirect", {}).items()}
    seams = Seams(asked["seams"]) if asked.get("seams") is not None else None
    if redirect or seams:
        _wrap_sockets(redirect, seams)
    if seams:
        _wrap_ledger(seams)


def _wrap_timeouts(longest: float) -> None:
    original = socket.socket.settimeout

    def settimeout(self: socket.socket, seconds: float | None) -> None:
        original(self, longest if seconds is None else min(seconds, longest))

    socket.socket.settimeout = settimeout  # type: ignore[method-assign]


def _wrap_sockets(redirect: Mapping[int, int], seams: Seams | None) -> None:
    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[1] in redirect:
            address = (address[0], redirect[address[1]], *address[2:])
        _CONNECT(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    if seams is None:
        return

    def sendall(self: socket.socket, *arguments: Any) -> None:
        first = bytes(memoryview(arguments[0])[:200]).partition(b" HTTP/1.1\r\n")
        seams.cross(f"send {first[0].decode('latin-1')}" if first[1] else "send more")
        _SENDALL(self, *arguments)
        seams.cross("sent")

    def receiving(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def receive(self: socket.socket, *arguments: Any) -> Any:
            # Once there is something to read, the other side has done what it was asked for.
            select.select([self], [], [], self.gettimeout())
            seams.cross("receive")
            got = original(self, *arguments)
            seams.cross("received")
            return got

        receive.__name__ = name
        return receive

    socket.socket.sendall = sendall  # type: ignore[method-assign]
    socket.socket.recv_into = receiving("recv_into", _RECV_INTO)  # type: ignore[method-assign]
    socket.socket.recv = receiving("recv", _RECV)  # type: ignore[method-assign]


def _wrap_ledger(seams: Seams) -> None:
    """Around each record that is written: the classes are found by what they are called to do."""
    for one in holds():
        original = one.append

        def append(self: Any, kind: str, *, _original: Callable[..., Any] = original, **said: Any) -> Any:
            state = (said.get("body") or {}).get("state", "") if kind == "settled" else ""
            name = " ".join(filter(None, (kind, state, said.get("step", ""))))
            seams.cross(f"record {name}")
            made = _original(self, kind, **said)
            seams.cross(f"recorded {name}")
            return made

        one.append = append


def holds() -> list[Any]:
    """The classes of `syncwright.ledger` that write records."""
    import pkgutil

    import syncwright.ledger
    from syncwright.ledger import model

    found = []
    for each in pkgutil.iter_modules(syncwright.ledger.__path__):
        module = import_module(f"syncwright.ledger.{each.name}")
        found += [
            one
            for one in vars(module).values()
            if isinstance(one, type) and one.__module__ == module.__name__ and hasattr(one, "append") and one is not model.Hold
        ]
    assert found, "nothing writes records"
    return found
