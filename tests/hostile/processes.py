"""Runs the installed command line and measures it: exit code, output, processor time and peak memory of that one process."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(sys.executable).with_name("syncwright")
_MEASURE = Path(__file__).with_name("measure.py")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended. Processor time in seconds, peak memory in MiB."""

    code: int
    out: bytes
    err: bytes
    cpu: float
    peak: float


def run(*args: str, cwd: Path, seconds: int = 60) -> Ended:
    """Run `syncwright` with these arguments in `cwd`; one that takes longer is killed, which shows as a negative exit code."""
    usage = cwd / ".usage"
    command = [sys.executable, "-I", "-S", _MEASURE, str(seconds), usage, _SCRIPT, *args]
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    code, cpu, peak = usage.read_text().split()
    usage.unlink()
    return Ended(int(code), done.stdout, done.stderr, float(cpu), float(peak))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
