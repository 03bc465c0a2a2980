"""A ledger's file is ours alone: its modes, its folder, no links, and whole from the moment that it has its name."""

import os
import resource
import socket
from pathlib import Path

import pytest

from ledger.ledgers import AT, BY, PLAN, filled, held, opened
from syncwright.ledger.model import LedgerError, NotWritten, Unusable
from syncwright.ledger.opening import open_ledger, rebuild


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o7777:04o}"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_folder_and_all_in_it_are_ours_alone(file, umask):
    before = os.umask(umask)
    try:
        ledger = opened(file)
        hold = held(ledger)
        hold.append("started", at=AT, by=BY)
        modes = {one.name: mode(one) for one in Path(file).parent.iterdir()}
        hold.release()
    finally:
        os.umask(before)
    assert mode(Path(file).parent) == "0700"
    assert modes == {f"production.sqlite{tail}": "0600" for tail in ("", "-journal", ".head", ".lock")}


@pytest.mark.parametrize(("change", "says", "help_"), [
    (lambda path: path.parent.chmod(0o755), r"the folder `.*/ledger` is open to others \(0755\)", "chmod 700 {folder}"),
    (lambda path: path.parent.chmod(0o710), r"the folder `.*/ledger` is open to others \(0710\)", "chmod 700 {folder}"),
    (lambda path: path.chmod(0o644), r"production\.sqlite` is open to others \(0644\)", "chmod 600 {file}"),
    (lambda path: path.chmod(0o620), r"production\.sqlite` is open to others \(0620\)", "chmod 600 {file}"),
])  # fmt: skip
def test_what_is_open_to_others_is_refused_with_the_command_that_mends_it(file, change, says, help_):
    opened(file)
    path = Path(file)
    change(path)
    with pytest.raises(Unusable, match=says) as refused:
        opened(file)
    assert refused.value.help == help_.format(folder=path.parent, file=path)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to give files away")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_belongs_to_somebody_else_is_refused(file, what):
    opened(file)
    os.chown(Path(file) if what == "file" else Path(file).parent, 65534, -1)
    with pytest.raises(Unusable, match="belongs to another user"):
        opened(file)


def test_a_folder_that_others_may_enter_gets_no_ledger(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir(0o755)
    with pytest.raises(Unusable, match="is open to others"):
        opened(str(folder / "x.sqlite"))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("what", ["ledger", "folder", "lock", "journal of nothing"])
def test_a_link_is_not_followed(tmp_path, file, what):
    victim = tmp_path / "victim"
    path = Path(file)
    match what:
        case "ledger":
            opened(file)
            path.rename(victim)
            path.symlink_to(victim)
        case "folder":
            victim.mkdir(0o700)
            path.parent.symlink_to(victim)
        case "lock":
            opened(file)
            path.with_name("production.sqlite.lock").unlink()
            victim.write_text("precious")
            path.with_name("production.sqlite.lock").symlink_to(victim)
        case _:
            path.parent.mkdir(0o700)
            path.symlink_to(victim)
    before = victim.read_bytes() if victim.is_file() else None
    with pytest.raises(LedgerError):
        held(opened(file))
    assert (victim.read_bytes() if victim.is_file() else None) == before
    assert not victim.is_dir() or list(victim.iterdir()) == []


@pytest.mark.parametrize("what", ["folder", "pipe", "socket"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(file, what):
    path = Path(file)
    path.parent.mkdir(0o700)
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path, 0o600)
        case _:
            here = os.getcwd()
            os.chdir(path.parent)  # the name of a socket is short
            try:
                with socket.socket(socket.AF_UNIX) as one:
                    one.bind(path.name)
            finally:
                os.chdir(here)
    with pytest.raises(Unusable, match="is no regular file|cannot be read"):
        opened(file)


def test_a_ledger_that_was_half_made_by_somebody_who_was_killed_is_made(file):
    path = Path(file)
    path.parent.mkdir(0o700)
    (path.parent / "production.sqlite.new").write_bytes(b"half")
    (path.parent / "production.sqlite.new-journal").write_bytes(b"half")
    assert [one.kind for one in opened(file).records()] == ["opened"]
    assert sorted(one.name for one in path.parent.iterdir()) == ["production.sqlite", "production.sqlite.lock"]


def test_what_does_not_fit_on_the_disk_is_not_written_and_nothing_is_half_written(file):
    """The disk takes a few kilobytes more or less each time, until all of it fits."""
    opened(file)
    outcomes = set()
    for size in range(0, 40_000, 1024):
        before = len(list(open_ledger(file, create=None).records()))
        found = in_child(lambda: appended(file), size)
        records = open_ledger(file, create=None).verify()
        assert len(records) == before + (found == "written")
        outcomes.add(found)
    assert {"NotWritten", "written"} <= outcomes <= {"NotWritten", "written", "Unusable"}


def appended(file: str) -> str:
    try:
        hold = held(open_ledger(file, create=None))
        hold.append("settled", at=AT, by=BY, body={"state": "done", "says": "x" * 3000})
    except NotWritten:
        return "NotWritten"
    except Unusable:  # not even what a failed write left behind could be cleared away
        return "Unusable"
    return "written"


def test_nothing_follows_a_record_that_was_not_written(file):
    ledger = opened(file)
    hold = held(ledger)
    assert in_child(lambda: twice(hold), 5000) == "NotWritten, then: an earlier record could not be written"
    hold.release()
    assert [one.kind for one in ledger.records()] == ["opened"]


def twice(hold) -> str:
    try:
        hold.append("settled", at=AT, by=BY, body={"state": "done", "says": "x" * 9000})
    except NotWritten:
        pass
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
    try:
        hold.append("stopped", at=AT, by=BY)
    except NotWritten as error:
        return f"NotWritten, then: {error.says}"
    return "written"


def in_child(deed, size: int) -> str:
    """What a deed says in a process whose files may not be longer than so many bytes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "died"
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            said = deed()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent hears of it
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(writing, said.encode()[:1000])
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as stream:
        return stream.read().decode()


def test_a_ledger_that_does_not_fit_is_not_made(file):
    found = {in_child(lambda: made(file), size) for size in (0, 100, 4096, 9000)}
    assert found == {"NotWritten"}
    assert not Path(file).exists()
    assert [one.kind for one in opened(file).records()] == ["opened"]


def made(file: str) -> str:
    try:
        opened(file)
    except NotWritten:
        return "NotWritten"
    return "made"


def test_a_ledger_that_cannot_be_made_anew_stays_as_it_was(file):
    filled(file).close()
    before = Path(file).read_bytes()
    assert in_child(lambda: made_anew(file), 5000) == "NotWritten"
    assert Path(file).read_bytes() == before
    assert PLAN in {one.plan for one in open_ledger(file, create=None).records()}


def made_anew(file: str) -> str:
    try:
        rebuild(file, {}, {})
    except NotWritten:
        return "NotWritten"
    return "made"
