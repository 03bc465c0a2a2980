"""Whole processes, measured: CPU and memory as the kernel counted them. Knows no command.

The kernel counts the peak of a new process from that of the one that starts it, so whoever measures has to stay small.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu`: user and system seconds of the process and all its children. `wall` in seconds. `peak`: MiB of the largest process."""

    cpu: float
    wall: float
    peak: float


class CommandFailed(Exception):
    """A measured command did not end with 0; says what it printed."""


def cost(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and say what it cost."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            shown = " ".join(map(str, command))
            raise CommandFailed(f"`{shown}` ended with {process.returncode}:\n{said.read().decode(errors='replace')[-3000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each number."""
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs), median(c.peak for c in costs))


def ratio(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """How many times the CPU of `base`: the median over runs made side by side, not the ratio of two medians."""
    return median(one.cpu / other.cpu for one, other in zip(costs, base, strict=True))


def ratio_of_walls(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """The same of the time that went by: two processes take more CPU and less time."""
    return median(one.wall / other.wall for one, other in zip(costs, base, strict=True))
