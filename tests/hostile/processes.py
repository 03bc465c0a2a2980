"""Runs the installed command line and measures it: exit code, output, processor time and peak memory of that one process."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(sys.executable).with_name("syncwright")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended. Processor time in seconds, peak memory in MiB."""

    code: int
    out: bytes
    err: bytes
    cpu: float
    peak: float


def run(*args: str | bytes | Path, cwd: Path, timeout: float = 60) -> Ended:
    """Run `syncwright` with these arguments in `cwd`. Output goes to files, so that no pipe can fill up."""
    out, err = cwd / ".out", cwd / ".err"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen([_SCRIPT, *args], cwd=cwd, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
        timer = _Killer(process, timeout)
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(process.returncode, out.read_bytes(), err.read_bytes(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class _Killer:
    """Kills a process that does not end, so that a hang is a failing test."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        from threading import Timer

        self.timer = Timer(seconds, process.kill)
        self.timer.start()

    def cancel(self) -> None:
        self.timer.cancel()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
