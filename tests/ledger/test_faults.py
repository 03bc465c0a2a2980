"""Every call that a ledger's file needs of the system fails once, under a real tracer: never a traceback, never a record that was said to be there and is not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.ledgers import BEGUN, opened
from syncwright.ledger.model import LedgerError
from syncwright.ledger.opening import open_ledger

RUN = """
import os, sys
from syncwright.ledger.model import LedgerError
from syncwright.ledger.opening import open_ledger
written = 0
try:
    hold = open_ledger(sys.argv[1], create={"estate": "meridian"}).hold("ana", "build-7", os.getpid(), "2026")
    for number in range(2):
        hold.append("started", at="2026", by="ana", plan=str(number))
        written += 1
    hold.release()
    print("fine", written)
except LedgerError as error:
    print(type(error).__name__, written, error.says)
"""
FILES = ("", "-journal", ".head", ".lock", ".new", ".new-journal")
#: The call, what it fails with, and of how many calls each one does. SQLite itself takes no notice of a folder that cannot be synced.
FAULTS = (("fdatasync", "EIO", 1), ("fsync", "EIO", 1), ("ftruncate", "EIO", 1), ("unlink", "EACCES", 1), ("link", "ENOSPC", 1), ("flock", "ENOLCK", 1),
          ("openat", "EDQUOT", 3), ("pwrite64", "ENOSPC", 4), ("pread64", "EIO", 5))  # fmt: skip
MOST = 400


def failing(file: str, call: str, error: str, number: int, trace: Path) -> tuple[bool, subprocess.CompletedProcess[str]]:
    """Run with the n-th of these calls on the ledger's files failing; whether there was an n-th."""
    path = Path(file)
    paths = [part for one in (path.parent, *(path.with_name(path.name + tail) for tail in FILES)) for part in ("-P", str(one))]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={number}"]
    done = subprocess.run(
        ["strace", "-f", "-o", trace, *paths, *inject, sys.executable, "-c", RUN, file], capture_output=True, text=True, check=False
    )
    return "(INJECTED)" in trace.read_text(), done


@pytest.mark.long
@pytest.mark.parametrize(("call", "error", "every"), FAULTS)
@pytest.mark.parametrize("there", [True, False], ids=["there", "to be made"])
def test_what_fails_is_said_and_what_was_said_to_be_written_is(file, tmp_path, call, error, every, there):
    hits = 0
    for number in range(1, MOST, every):
        shutil.rmtree(Path(file).parent, ignore_errors=True)
        if there:
            opened(file).close()
        hit, done = failing(file, call, error, number, tmp_path / "trace")
        if not hit:
            break
        hits += 1
        assert (done.returncode, done.stderr) == (0, ""), f"{call} {number}: {done.stderr}"
        written = int(done.stdout.split()[1])
        try:
            found = open_ledger(file, create=BEGUN).verify()
        except LedgerError as wrong:
            pytest.fail(f"{call} {number}: {done.stdout.strip()}, and then {type(wrong).__name__}: {wrong.says}")
        assert sum(one.kind == "started" for one in found) >= written, f"{call} {number}: {done.stdout.strip()}"
    assert hits or (there and call in ("unlink", "link")), "the fault was never met"
    assert number < MOST - every
