"""Runs of the real command line without its start-up: one process imports everything once, and forks for each run.

As a script it is that process: it reads requests as lines of JSON and answers each with the process id, later with how that process ended.
As a module it is the other side: `Warm` starts runs, `Run` is one of them. A run has its own folder, environment and output, and does exactly
what the command would; what a test wants to happen inside (see `seams.py`) it asks for by name.
"""

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

HERE = Path(__file__).resolve().parent
_PR_SET_PDEATHSIG = 1

#: What runs need besides our own modules, and would import again and again.
_IMPORTED = (
    "sqlalchemy.dialects.sqlite",
    "urllib3",
    "uvicorn",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.lifespan.on",
    "starlette.applications",
    "multipart",
)


# ------------------------------------------------------------------ the process that forks


def _serve() -> None:
    from faults import seams

    _import_all()
    gc.collect()
    gc.freeze()
    libc = ctypes.CDLL(None)
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    running: dict[int, int] = {}
    _say({"ready": os.getpid()})
    rest = b""
    # Whoever asks may be gone at any moment.
    with contextlib.suppress(BrokenPipeError):
        while True:
            ready, _, _ = select.select([0, wake], [], [])
            if wake in ready:
                os.read(wake, 4096)
                _reap(running)
            if 0 in ready:
                data = os.read(0, 1 << 16)
                if not data:
                    break
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    _fork(json.loads(line), running, libc, seams)
    for pid in running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _fork(asked: Mapping[str, Any], running: dict[int, int], libc: ctypes.CDLL, seams: Any) -> None:
    pid = os.fork()
    if pid == 0:
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _child(asked, seams)
    running[pid] = asked["id"]
    _say({"id": asked["id"], "pid": pid})


def _import_all() -> None:
    """All that is ours, whatever imports it when; and facts that are read once in a process."""
    import pkgutil
    from importlib import import_module

    import syncwright
    from syncwright.platform import installed

    for each in pkgutil.walk_packages(syncwright.__path__, "syncwright.", onerror=lambda _: None):
        with contextlib.suppress(Exception):  # what cannot be imported fails where it is needed
            import_module(each.name)
    for name in _IMPORTED:
        with contextlib.suppress(ImportError):
            import_module(name)
    installed()
    from syncwright.sandbox.salesforce.described import described, objects
    from syncwright.sandbox.state import State

    state = State(Path(":memory:"))
    for name in objects(state):
        described(state, name.lower())
    state.close()


def _reap(running: dict[int, int]) -> None:
    while running:
        try:
            pid, status, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        if pid in running:
            _say({"id": running.pop(pid), "code": os.waitstatus_to_exitcode(status), "cpu": used.ru_utime + used.ru_stime})


def _say(answer: Mapping[str, Any]) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


def _child(asked: Mapping[str, Any], seams: Any) -> None:
    """One run; never returns. Nothing of the process that forked is left to it but what was imported."""
    try:
        os.setsid()
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        for number, path in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
            opened = os.open(path, flags, 0o600)
            os.dup2(opened, number)
            os.close(opened)
        os.closerange(3, 64)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, encoding="utf-8") for number, mode in ((0, "r"), (1, "w"), (2, "w")))
        sys.argv = ["syncwright", *asked["argv"]]
        seams.install(asked.get("inside") or {})
        gc.enable()
        if asked.get("call"):
            from importlib import import_module

            module, _, name = asked["call"].partition(":")
            getattr(import_module(module), name)(*asked["argv"])
        else:
            from syncwright.cli.main import run

            run()
    except BaseException:  # noqa: BLE001 - whatever it is, the fork must not go on as the process that forked
        import traceback

        with contextlib.suppress(Exception):
            traceback.print_exc()
            sys.stderr.flush()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        os._exit(99)


# ------------------------------------------------------------------ the other side


class Run:
    """One run: its process, and what it wrote."""

    def __init__(self, warm: "Warm", number: int, out: Path, err: Path) -> None:
        self._warm, self._number = warm, number
        self.out, self.err = out, err
        self.pid = 0
        self.code: int | None = None

    def wait(self, seconds: float = 60) -> int:
        """How it ended: its exit code, or the signal as a negative number. One that takes longer is killed, and fails the test."""
        end = monotonic() + seconds
        while self.code is None:
            left = end - monotonic()
            if left <= 0 or not self._warm.listen(left):
                self.kill()
                raise AssertionError(f"it did not end within {seconds} s:\n{self.said}")
        return self.code

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal."""
        if self.code is None and self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    @property
    def said(self) -> str:
        """All that it printed."""
        return "".join(path.read_text(errors="replace") for path in (self.out, self.err) if path.exists())


class Warm:
    """The process that forks, as seen from a test."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(HERE.parent))))}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=0
        )
        self._runs: dict[int, Run] = {}
        self._rest = b""
        self._ready = False
        self._count = 0
        self.cpu = 0.0  # seconds that ended runs have used
        while not self._ready:
            assert self.listen(60), "the warm process does not start"

    def start(
        self, argv: Sequence[str], cwd: Path, env: Mapping[str, str], out: Path, inside: Mapping[str, Any] | None = None, call: str = ""
    ) -> Run:
        """Begin a run; its output goes to `<out>.out` and `<out>.err`. `inside`: what is to happen inside, `call`: a function instead of the command."""
        self._count += 1
        files = out.with_suffix(".out"), out.with_suffix(".err")
        run = self._runs[self._count] = Run(self, self._count, *files)
        asked = {
            "id": self._count, "argv": list(argv), "cwd": str(cwd), "env": dict(env), "out": str(files[0]), "err": str(files[1]),
            "inside": inside, "call": call,
        }  # fmt: skip
        stdin = self._process.stdin
        assert stdin is not None, "it is a pipe"
        stdin.write(json.dumps(asked).encode() + b"\n")
        while not run.pid:
            assert self.listen(30), "the warm process does not answer"
        return run

    def listen(self, seconds: float) -> bool:
        """Take what the process says, waiting so long for it; whether it said something."""
        stdout = self._process.stdout
        assert stdout is not None, "it is a pipe"
        ready, _, _ = select.select([stdout], [], [], seconds)
        if not ready:
            return False
        data = os.read(stdout.fileno(), 1 << 16)
        assert data, "the warm process is gone"
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            self._ready = self._ready or "ready" in said
            if "pid" in said:
                self._runs[said["id"]].pid = said["pid"]
            if "code" in said:
                self._runs.pop(said["id"]).code = said["code"]
                self.cpu += said["cpu"]
        return True

    def close(self) -> None:
        """End it, and whatever it still runs."""
        assert self._process.stdin is not None, "it is a pipe"
        self._process.stdin.close()
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()


if __name__ == "__main__":
    _serve()
