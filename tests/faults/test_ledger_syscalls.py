"""A ledger whose process is killed at every system call that writes, syncs, cuts, names or removes, and one whose disk fails at every one of them.

Whatever happens, each record that was announced as written is there, nothing was done that no record announces, and the next process goes on.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.ledger_subject import CREATED, told
from faults.stracing import strace
from faults.worlds import plain
from syncwright.ledger.opening import moment, open_ledger, who

pytestmark = pytest.mark.long

RECORDS = 4
KILLED_AT = ("write", "writev", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink", "openat", "flock")
FAILS = {
    "pwrite64": ("EIO", "ENOSPC"), "write": ("EIO", "ENOSPC"), "fdatasync": ("EIO", "ENOSPC"), "fsync": ("EIO", "ENOSPC"), "ftruncate": ("EIO", "ENOSPC"),
    "link": ("EIO", "ENOSPC"), "unlink": ("EIO",), "flock": ("EIO", "ENOLCK"), "pread64": ("EIO",),
}  # fmt: skip
#: More than any of these calls is made.
MANY = 400


@pytest.fixture(scope="module")
def tracer(repository) -> tuple[str, ...]:
    found = strace(repository)
    if found is None:
        pytest.skip("left out: needs strace, or apt-get to fetch it, and leave to trace processes")
    return found


def traced(warm, tracer, folder: Path, call: str, fault: str) -> tuple[int, list[str], str]:
    """How it ended, what it told, and what it printed. Without `--seccomp-bpf`, under which strace 6.1 injects nothing."""
    folder.mkdir(0o700)
    said = [str(folder / "ledger.sqlite"), str(folder / "told"), str(RECORDS), "wait"]
    run = warm.start(said, folder, plain(), folder / "run", call="faults.ledger_subject:append")
    status = Path(f"/proc/{run.pid}/status")
    _until(lambda: "State:\tT" in status.read_text())
    command = [*tracer, "-f", "-qq", "-o", os.devnull, "-p", str(run.pid), "-e", f"trace={call}", "-e", f"inject={call}:{fault}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE):
        _until(lambda: "TracerPid:\t0" not in status.read_text())
        run.kill(signal.SIGCONT)
        code = run.wait(30)
    return code, told(folder / "told"), run.said


def _until(look) -> None:
    end = time.monotonic() + 10
    while not look():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.0005)


def points(warm, tracer, root: Path, call: str, fault: str) -> Iterator[tuple[Path, int, list[str], str]]:
    """One run for each time that the call is made, and a last one in which nothing happened."""
    root.mkdir(0o700)
    for when in range(1, MANY):
        folder = root / str(when)
        code, said, printed = traced(warm, tracer, folder, call, f"{fault}:when={when}")
        yield folder, code, said, printed
        if said[-1:] == ["ended"] and fault.startswith("signal"):
            return
    raise AssertionError(f"`{call}` is made more than {MANY} times")


def goes_on(folder: Path, said: list[str]) -> int:
    """See that the ledger holds what it must, and that somebody else can go on with it. How many records of steps there were."""
    ledger = open_ledger(str(folder / "ledger.sqlite"), create=CREATED)
    hold = ledger.hold(*who(), moment())  # the lock went with its holder
    steps = [one.step for one in ledger.verify() if one.kind == "intended"]
    recorded = [line.partition(" ")[2] for line in said if line.startswith("recorded")]
    effects = [line.partition(" ")[2] for line in said if line.startswith("effect")]
    assert steps[: len(recorded)] == recorded
    assert len(steps) <= len(recorded) + 1
    assert set(effects) <= set(steps)
    hold.append("intended", at=moment(), by="a@b", plan="p", step="after", body={})
    assert [one.step for one in ledger.verify()][-1] == "after"
    hold.release()
    ledger.close()
    return len(steps)


@pytest.mark.parametrize("call", KILLED_AT)
def test_a_kill_at_each_call_leaves_a_whole_ledger(warm, tracer, tmp_path, call):
    left = []
    for folder, code, said, printed in points(warm, tracer, tmp_path / call, call, "signal=SIGKILL"):
        assert code in (0, -signal.SIGKILL), printed
        left.append(goes_on(folder, said))
    assert left == sorted(left), "a later kill leaves no fewer records"
    assert left[-1] == RECORDS


@pytest.mark.parametrize(("call", "error"), [(call, error) for call, errors in FAILS.items() for error in errors])
def test_a_disk_that_fails_at_each_call_is_said_and_leaves_a_whole_ledger(warm, tracer, tmp_path, call, error):
    """A call that is made no more gives two runs in a row in which nothing failed; a note that may be lost gives one."""
    fine = 0
    for folder, code, said, printed in points(warm, tracer, tmp_path / call, call, f"error={error}"):
        assert printed == "", "no traceback"
        assert (code, said[-1:] == ["ended"]) in ((0, True), (3, False)), said
        assert code == 0 or said[-1].startswith("refused"), said
        goes_on(folder, said)
        fine = fine + 1 if code == 0 else 0
        if fine > RECORDS + 4:
            return
