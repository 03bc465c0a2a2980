"""Other programs run within bounds, and leave nothing behind."""

import os
import sys
import time
from pathlib import Path

import pytest

from syncwright import commands
from syncwright.commands import Ended, NotStarted, found, room, run

PYTHON = [sys.executable, "-I", "-c"]


def test_what_a_program_says_and_how_it_ends_is_told():
    said = run([*PYTHON, "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"], {}, 30)
    assert (said.code, said.out, said.err) == (3, b"out\n", b"err\n")


def test_a_program_gets_the_variables_that_are_named_and_no_others(monkeypatch):
    monkeypatch.setenv("SYNCWRIGHT_SALESFORCE_ACCESS_TOKEN", "00Dx!canarycanary")
    said = run([*PYTHON, "import os; print(sorted(os.environ))"], {"A_NAME": "1"}, 30)
    assert b"A_NAME" in said.out
    assert b"SYNCWRIGHT" not in said.out


def test_a_program_cannot_ask_a_person():
    assert run([*PYTHON, "import sys; print(repr(sys.stdin.read()))"], {}, 30).out == b"''\n"


def gone(pid: int) -> bool:
    for _ in range(500):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "_GRACE", 0.2)
    script = (
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"child = subprocess.Popen([{sys.executable!r}, '-c', 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(99)'])\n"
        f"open({str(tmp_path / 'pids')!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(99)"
    )
    with pytest.raises(Ended, match="has not ended after 2 s"):
        run([*PYTHON, script], dict(os.environ), 2)
    assert all(gone(int(pid)) for pid in (tmp_path / "pids").read_text().split())


def test_one_that_says_too_much_is_ended():
    with pytest.raises(Ended, match="said more than 1 MiB"):
        run([*PYTHON, "import sys\nwhile True: sys.stdout.write('x' * 65536)"], {}, 30, most=1 << 20)


def test_a_program_that_is_not_there_is_not_started(tmp_path):
    with pytest.raises(NotStarted):
        run([str(tmp_path / "nothing")], {}, 30)


def test_programs_are_not_looked_for_where_we_are(tmp_path, monkeypatch):
    program = tmp_path / "sf"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    assert found("sf", {"PATH": ":.:relative:" + os.defpath}) is None
    assert found("sf", {"PATH": str(tmp_path)}) == str(program)


def test_a_room_is_gone_afterwards():
    with room({"a/b": b"1"}) as folder:
        assert folder.read("a/b", 1) == b"1"
        assert Path(folder.path).stat().st_mode & 0o077 == 0
        assert folder.read("a/b", 0) is None
        assert folder.read("a", 9) is None
        Path(folder.path, "link").symlink_to("a/b")
        assert folder.read("link", 9) is None
    assert not Path(folder.path).exists()
