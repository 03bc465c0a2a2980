"""That a record in a file is on the disk when it is said to be, and that the file alone is the ledger between records."""

import os
import shutil
import subprocess
import sys

import pytest

from ledger.ledgers import AT, BY, RUN, filled, held, opened
from syncwright.ledger.opening import open_ledger

ONE = """
import os, sys
from syncwright.ledger.opening import open_ledger
hold = open_ledger(sys.argv[1], create=None).hold("ana", "build-7", 1, "2026")
os.write(2, b"before")
hold.append("started", at="2026", by="ana")
os.write(2, b"after")
"""


def test_connections_wait_for_the_disk(file):
    hold = held(opened(file))
    asked = {
        name: hold._lock.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode", "trusted_schema")
    }
    hold.release()
    assert asked == {"synchronous": 2, "journal_mode": "truncate", "trusted_schema": 0}


@pytest.mark.long
def test_the_last_thing_that_a_record_does_to_the_file_and_its_journal_is_a_sync(file, tmp_path):
    opened(file).close()
    trace = tmp_path / "trace"
    calls = "write,pwrite64,fsync,fdatasync,ftruncate,openat,unlink,rename"
    subprocess.run(
        ["strace", "-f", "-y", "-e", f"trace={calls}", "-o", trace, sys.executable, "-c", ONE, file], check=True, capture_output=True
    )
    text = trace.read_text()
    within = [line.split(maxsplit=1)[1] for line in text[text.index('"before"') : text.rindex('"after"')].splitlines()[1:-1]]
    ours = [line for line in within if f"<{file}>" in line or f"<{file}-journal>" in line]
    written = {
        name: max(i for i, line in enumerate(ours) if line.startswith(("pwrite64", "ftruncate")) and f"<{file}{name}>" in line)
        for name in ("", "-journal")
    }
    synced = {
        name: max(i for i, line in enumerate(ours) if line.startswith(("fsync", "fdatasync")) and f"<{file}{name}>" in line)
        for name in ("", "-journal")
    }
    assert written[""] < synced[""] < written["-journal"] < synced["-journal"] == len(ours) - 1


def test_a_copy_of_the_file_alone_is_the_whole_ledger(file, tmp_path):
    """Also of the ledger of somebody who was killed between two records."""
    child = os.fork()
    if child == 0:
        filled(file)
        hold = held(open_ledger(file, create=None))
        hold.append("stopped", at=AT, by=BY)
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    copy = tmp_path / "copy" / "ledger.sqlite"
    copy.parent.mkdir(0o700)
    shutil.copy(file, copy)
    found = open_ledger(str(copy), create=None).verify()
    assert len(found) == len(RUN) + 2
    assert found == open_ledger(file, create=None).verify()


def test_a_ledger_that_somebody_put_into_another_mode_is_taken_back(file):
    import sqlite3
    from contextlib import closing

    filled(file).close()
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    hold = held(open_ledger(file, create=None))
    hold.append("stopped", at=AT, by=BY)
    hold.release()
    with open(file, "rb") as stream:
        assert stream.read(20)[18:] == b"\x01\x01", "the bytes that say which journal it has"


def test_a_reader_and_a_writer_do_not_stand_in_each_others_way(file):
    filled(file).close()
    hold = held(open_ledger(file, create=None))
    reading = open_ledger(file, create=None).records()
    first = next(reading)
    hold.append("stopped", at=AT, by=BY)
    assert [first, *reading] == list(open_ledger(file, create=None).records())[:-1]
    hold.release()
