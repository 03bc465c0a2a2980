"""Writing a tree: beside the old one, swapped in once; what is not ours stays."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from syncwright.files import OutputRefused, Replacement, replace_tree


def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_tree_is_written_with_its_folders(tmp_path):
    replace_tree(tmp_path / "out/deep", {"a/b/c.txt": b"1", "d.txt": b"2"}, ())
    assert content(tmp_path / "out/deep") == {"a/b/c.txt": b"1", "d.txt": b"2"}
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["deep"]


def test_ours_goes_and_theirs_stays(tmp_path):
    out = tmp_path / "out"
    replace_tree(out, {"a.txt": b"1", "b.txt": b"2"}, ())
    (out / "notes").mkdir()
    (out / "notes/theirs.txt").write_bytes(b"3")
    replace_tree(out, {"b.txt": b"4"}, ("a.txt", "b.txt"))
    assert content(out) == {"b.txt": b"4", "notes/theirs.txt": b"3"}


def test_a_file_of_theirs_in_the_way_is_refused_and_nothing_changes(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.txt").write_bytes(b"theirs")
    with pytest.raises(OutputRefused, match="was not made by syncwright"):
        replace_tree(out, {"a.txt": b"ours", "b.txt": b"ours"}, ())
    assert content(tmp_path) == {"out/a.txt": b"theirs"}


def test_a_link_of_theirs_is_carried_over_as_a_link(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to("/etc/hostname")
    replace_tree(out, {"a.txt": b"1"}, ())
    assert (out / "link").is_symlink()


def test_a_link_to_a_folder_is_carried_over_and_not_followed(tmp_path):
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_bytes(b"theirs")
    (out / "deep").mkdir(parents=True)
    (out / "link").symlink_to(other)
    (out / "deep/link").symlink_to(other)
    replace_tree(out, {"a.txt": b"1"}, ("link/a.txt",))
    for link in (out / "link", out / "deep/link"):
        assert link.is_symlink() and link.readlink() == other
    assert content(other) == {"a.txt": b"theirs"}


def test_a_link_in_place_of_a_folder_of_ours_is_not_written_through(tmp_path):
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    out.mkdir()
    (out / "a").symlink_to(other)
    with pytest.raises(OutputRefused):
        replace_tree(out, {"a/b.txt": b"ours"}, ())
    assert content(other) == {}
    assert (out / "a").is_symlink()


@pytest.mark.parametrize("named", [".", "..", "../own", "/"])
def test_the_folder_you_are_in_is_not_swapped_away(tmp_path, monkeypatch, named):
    (tmp_path / "own").mkdir()
    monkeypatch.chdir(tmp_path / "own")
    with pytest.raises(OutputRefused, match="the folder you are in"):
        replace_tree(Path(named), {"a.txt": b"1"}, ())
    assert content(tmp_path) == {}


@pytest.mark.parametrize("name", ["a b", "[x]*?", "é", ".hidden", "-n"])
def test_any_name_of_a_folder_will_do(tmp_path, name):
    for data in (b"1", b"2"):
        replace_tree(tmp_path / name, {"a.txt": data}, ("a.txt",))
    assert content(tmp_path) == {f"{name}/a.txt": b"2"}
    assert len(list(tmp_path.iterdir())) == 1


def test_when_the_new_tree_cannot_be_moved_in_the_old_one_is_moved_back(tmp_path, monkeypatch):
    out = tmp_path / "out"
    replace_tree(out, {"a.txt": b"old"}, ())
    real = Path.rename

    def rename(self, other):
        if ".new-" in self.name:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, other)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputRefused, match="Input/output error"):
        replace_tree(out, {"a.txt": b"new"}, ("a.txt",))
    assert content(tmp_path) == {"out/a.txt": b"old"}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_something_else_where_the_old_tree_is_put_aside_is_not_touched(tmp_path, kind):
    out, aside, other = tmp_path / "out", tmp_path / ".out.old", tmp_path / "other"
    replace_tree(out, {"a.txt": b"old"}, ())
    other.mkdir()
    (other / "b.txt").write_bytes(b"theirs")
    aside.write_bytes(b"theirs") if kind == "file" else aside.symlink_to(other)
    with pytest.raises(OutputRefused):
        replace_tree(out, {"a.txt": b"new"}, ("a.txt",))
    assert content(out) == {"a.txt": b"old"}
    assert content(other) == {"b.txt": b"theirs"}
    assert aside.is_symlink() or aside.read_bytes() == b"theirs"


def test_a_pipe_of_theirs_does_not_hold_us_up_and_nothing_changes(tmp_path):
    out = tmp_path / "out"
    replace_tree(out, {"a.txt": b"old"}, ())
    os.mkfifo(out / "pipe")
    with pytest.raises(OutputRefused):
        replace_tree(out, {"a.txt": b"new"}, ("a.txt",))
    assert (out / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_where_a_file_has_to_be_is_refused(tmp_path):
    out = tmp_path / "out"
    (out / "a.txt").mkdir(parents=True)
    (out / "a.txt/theirs").write_bytes(b"1")
    with pytest.raises(OutputRefused):
        replace_tree(out, {"a.txt": b"ours"}, ())
    assert content(out) == {"a.txt/theirs": b"1"}


@pytest.mark.parametrize("kind", ["file", "link", "broken link"])
def test_a_target_that_is_no_folder_is_refused(tmp_path, kind):
    out = tmp_path / "out"
    (tmp_path / "real").mkdir()
    if kind == "file":
        out.write_text("x")
    else:
        out.symlink_to(tmp_path / ("real" if kind == "link" else "nowhere"))
    with pytest.raises(OutputRefused, match="not a folder of its own"):
        replace_tree(out, {"a.txt": b"1"}, ())
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.parametrize(("umask", "folder", "file"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600), (0o000, 0o777, 0o666)])
def test_modes_follow_the_umask(tmp_path, umask, folder, file):
    before = os.umask(umask)
    try:
        replace_tree(tmp_path / "out", {"a/b.txt": b"1"}, ())
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == folder
    assert stat.S_IMODE((tmp_path / "out/a").stat().st_mode) == folder
    assert stat.S_IMODE((tmp_path / "out/a/b.txt").stat().st_mode) == file


def run(code, cwd, **more):
    return subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("data", ["b'x' * 5000", "[memoryview(b'x' * (1 << 21))]"], ids=["here", "in a thread"])
def test_a_disk_that_is_full_leaves_the_old_tree(tmp_path, data):
    """A file size limit stands for a full disk: the write fails in the middle."""
    replace_tree(tmp_path / "out", {"a.txt": b"old"}, ())
    done = run(
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from pathlib import Path; from syncwright.files import replace_tree, OutputRefused\n"
        "try: replace_tree(Path('out'), {'a.txt': b'new', 'b.txt': " + data + "}, ('a.txt',))\n"
        "except OutputRefused as error: print(error)\n",
        tmp_path,
    )
    assert "cannot be written: File too large" in done.stdout, done.stderr
    assert content(tmp_path) == {"out/a.txt": b"old"}


def test_very_many_bytes_are_all_there(tmp_path):
    """They are written beside what comes next."""
    pieces = [memoryview(bytes([number]) * (1 << 20)) for number in range(3)]
    with Replacement(tmp_path / "out", ()) as tree:
        tree.write("many.txt", pieces)
        tree.write("few.txt", b"few")
        tree.swap_in()
    assert content(tmp_path) == {"out/many.txt": b"".join(pieces), "out/few.txt": b"few"}


def test_very_many_bytes_that_are_not_wanted_are_gone(tmp_path):
    with pytest.raises(ValueError, match="not wanted"), Replacement(tmp_path / "out", ()) as tree:
        tree.write("many.txt", [memoryview(b"x" * (1 << 22))])
        raise ValueError("not wanted")
    assert list(tmp_path.iterdir()) == []


def test_a_tree_that_a_killed_run_moved_aside_is_put_back(tmp_path):
    out = tmp_path / "out"
    replace_tree(out, {"a.txt": b"1"}, ())
    (out / "theirs.txt").write_bytes(b"2")
    out.rename(tmp_path / ".out.old")
    replace_tree(out, {"a.txt": b"3"}, ("a.txt",))
    assert content(tmp_path) == {"out/a.txt": b"3", "out/theirs.txt": b"2"}


def test_a_tree_that_a_killed_run_had_replaced_already_goes(tmp_path):
    replace_tree(tmp_path / "out", {"a.txt": b"new"}, ())
    (tmp_path / ".out.old").mkdir()
    (tmp_path / ".out.old/a.txt").write_bytes(b"old")
    replace_tree(tmp_path / "out", {"a.txt": b"newer"}, ("a.txt",))
    assert content(tmp_path) == {"out/a.txt": b"newer"}


def test_kill_at_any_moment_leaves_the_old_tree_or_the_new_one(tmp_path):
    out = tmp_path / "out"
    names = [f"{n:03}.txt" for n in range(60)]
    replace_tree(out, dict.fromkeys([*names, "theirs.txt"], b"0"), ())
    loop = (
        "import itertools; from pathlib import Path; from syncwright.files import replace_tree\n"
        f"names = {names!r}\nprint('ready', flush=True)\n"
        "for n in itertools.count(1): replace_tree(Path('out'), dict.fromkeys(names, b'%d' % n), names)\n"
    )
    for round_ in range(12):
        process = subprocess.Popen([sys.executable, "-c", loop], cwd=tmp_path, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + round_ * 0.007)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        held = out if out.exists() else tmp_path / ".out.old"
        whole = content(held)
        assert set(whole) == {*names, "theirs.txt"}
        assert len({whole[name] for name in names}) == 1
        replace_tree(out, dict.fromkeys(names, b"after"), names)
        assert content(out) == {**dict.fromkeys(names, b"after"), "theirs.txt": b"0"}
        assert [p.name for p in tmp_path.iterdir()] == ["out"]
