"""Reading a tree: regular files only, never through a link, within the limits."""

import errno
import os
import socket
import subprocess
import threading

import pytest

from syncwright.files import read_tree
from syncwright.limits import SPECS
from syncwright.records import replace

YAML = (".yaml", ".yml")


def paths(tree, root):
    return [source.path.removeprefix(f"{root}/") for source in tree.sources]


def rules(tree):
    return [(finding.rule.name, os.path.basename(finding.place.path)) for finding in tree.findings]


def test_files_come_in_order_of_path_whatever_the_order_they_were_made_in(tmp_path):
    for name in ("b.yaml", "z/a.yml", "a.yaml", "c.txt", "a/z.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert paths(tree, tmp_path) == ["a.yaml", "a/z.yaml", "b.yaml", "z/a.yml"]
    assert [source.data for source in tree.sources] == [b"a.yaml", b"a/z.yaml", b"b.yaml", b"z/a.yml"]
    assert tree.findings == []


def test_endings_are_recognised_in_any_case(tmp_path):
    (tmp_path / "A.YAML").write_text("a: b")
    assert paths(read_tree(str(tmp_path), YAML, SPECS), tmp_path) == ["A.YAML"]


def test_hidden_names_are_left_out(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/x.yaml").write_text("a")
    (tmp_path / ".x.yaml").write_text("a")
    assert paths(read_tree(str(tmp_path), YAML, SPECS), tmp_path) == []


def test_paths_are_shown_as_the_folder_was_named(tmp_path, monkeypatch):
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/a.yaml").write_text("a")
    monkeypatch.chdir(tmp_path)
    for named in ("specs", "specs/"):
        assert [s.path for s in read_tree(named, YAML, SPECS).sources] == ["specs/a.yaml"]
    monkeypatch.chdir(tmp_path / "specs")
    assert [s.path for s in read_tree(".", YAML, SPECS).sources] == ["a.yaml"]


def test_a_link_to_a_file_is_refused(tmp_path):
    (tmp_path / "secret").write_text("key: value")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/a.yaml").symlink_to(tmp_path / "secret")
    tree = read_tree(str(tmp_path / "specs"), YAML, SPECS)
    assert (tree.sources, rules(tree)) == ([], [("not-a-regular-file", "a.yaml")])


def test_a_link_to_a_folder_is_refused(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.yaml").write_text("a")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/objects").symlink_to(tmp_path / "other")
    tree = read_tree(str(tmp_path / "specs"), YAML, SPECS)
    assert (tree.sources, rules(tree)) == ([], [("not-a-regular-file", "objects")])


def test_a_link_that_nobody_would_read_is_no_matter(tmp_path):
    (tmp_path / "notes.txt").symlink_to("/etc/hostname")
    assert rules(read_tree(str(tmp_path), YAML, SPECS)) == []


def test_the_folder_itself_may_be_named_through_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.yaml").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(read_tree(str(tmp_path / "link"), YAML, SPECS).sources) == 1


def test_a_pipe_or_a_socket_does_not_hold_us_up(tmp_path):
    os.mkfifo(tmp_path / "a.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "b.yaml"))
        tree = read_tree(str(tmp_path), YAML, SPECS)
    assert rules(tree) == [("not-a-regular-file", "a.yaml"), ("not-a-regular-file", "b.yaml")]


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    limits = replace(SPECS, file_bytes=100)
    (tmp_path / "at.yaml").write_bytes(b"x" * 100)
    (tmp_path / "over.yaml").write_bytes(b"x" * 101)
    tree = read_tree(str(tmp_path), YAML, limits)
    assert paths(tree, tmp_path) == ["at.yaml"]
    [finding] = tree.findings
    assert finding.message == "the file is more than 100 bytes long (file size)"


@pytest.mark.parametrize(("files", "findings"), [(5, 0), (6, 1)])
def test_the_number_of_files_has_a_limit(tmp_path, files, findings):
    for n in range(files):
        (tmp_path / f"{n}.yaml").write_text("a")
    tree = read_tree(str(tmp_path), YAML, replace(SPECS, tree_files=5))
    assert len(tree.findings) == findings
    assert all("more than 5 files (number of files)" in finding.message for finding in tree.findings)


@pytest.mark.parametrize(("size", "findings"), [(50, 0), (51, 1)])
def test_all_files_together_have_a_limit(tmp_path, size, findings):
    (tmp_path / "a.yaml").write_bytes(b"x" * 50)
    (tmp_path / "b.yaml").write_bytes(b"x" * size)
    tree = read_tree(str(tmp_path), YAML, replace(SPECS, tree_bytes=100))
    assert len(tree.findings) == findings
    assert all("(size of the tree)" in finding.message for finding in tree.findings)


def test_a_folder_that_a_spec_names_is_read_below_the_root(tmp_path):
    (tmp_path / "inventory/uat").mkdir(parents=True)
    (tmp_path / "inventory/uat/a.yaml").write_text("a")
    (tmp_path / "b.yaml").write_text("b")
    tree = read_tree(str(tmp_path), YAML, SPECS, below="inventory/uat")
    assert paths(tree, tmp_path) == ["inventory/uat/a.yaml"]
    with pytest.raises(FileNotFoundError):
        read_tree(str(tmp_path), YAML, SPECS, below="inventory/production")


@pytest.mark.parametrize("linked", ["inventory", "inventory/uat"])
def test_no_part_of_a_folder_that_a_spec_names_may_be_a_link(tmp_path, linked):
    other = tmp_path / "other"
    (other / "uat").mkdir(parents=True)
    for folder in (other, other / "uat"):
        (folder / "a.yaml").write_text("secret")
    specs = tmp_path / "specs"
    (specs / linked).parent.mkdir(parents=True, exist_ok=True)
    (specs / linked).symlink_to(other)
    tree = read_tree(str(specs), YAML, SPECS, below="inventory/uat")
    assert (tree.sources, rules(tree)) == ([], [("not-a-regular-file", linked.rpartition("/")[2])])


NAMES = {
    "no UTF-8": (b"\xff.yaml", "not-utf-8"),
    "no UTF-8, in a folder's name": (b"\xc3\xa9\xff/a.yaml", "not-utf-8"),
    "an escape sequence": (b"\x1b[31mred.yaml", "forbidden-character"),
    "a line end": (b"a\n::error::.yaml", "forbidden-character"),
    "a carriage return": (b"a\r.yaml", "forbidden-character"),
    "a tab": (b"a\t.yaml", "forbidden-character"),
    "text from right to left": ("a\u202elmay.yaml".encode(), "forbidden-character"),
    "a folder with a hidden character": ("a\u200b/b.yaml".encode(), "forbidden-character"),
}


@pytest.mark.parametrize(("name", "rule"), NAMES.values(), ids=NAMES)
def test_a_name_that_cannot_be_reviewed_is_refused_and_can_be_shown(tmp_path, name, rule):
    path = os.fsencode(tmp_path) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(b"a: b")
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert tree.sources == []
    [finding] = tree.findings
    assert finding.rule.name == rule
    assert finding.place.path.encode("utf-8")
    assert finding.help == "rename it"


@pytest.mark.parametrize("name", ["é.yaml", "漢字/a.yaml", "a b.yaml", "a'b\"c.yaml", "-.yaml", "%s{}.yaml", "a:b.yaml", "\U0001f600.yaml"])
def test_a_name_that_people_give_is_taken(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a: b")
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert paths(tree, tmp_path) == [name]
    assert tree.findings == []


def test_a_name_that_nobody_would_read_is_no_matter(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as stream:
        stream.write(b"a: b")
    assert read_tree(str(tmp_path), YAML, SPECS).findings == []


def nest(folder, depth):
    """`depth` folders, one in another, the outermost counted; a file in the innermost. Deeper than a path may be long."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(depth - 1):
        os.mkdir("d", dir_fd=descriptor)
        inner = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open("a.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor))
    os.close(descriptor)


@pytest.mark.parametrize(
    ("depth", "said"),
    [(32, []), (33, ["folders are nested more than 32 deep (depth)"]), (1200, ["folders are nested more than 32 deep (depth)"])],
)
def test_folders_in_folders_have_a_limit(tmp_path, depth, said):
    nest(tmp_path, depth)
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert [finding.message for finding in tree.findings] == said
    assert len(tree.sources) == (not said)
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_no_descriptor_is_left_open(tmp_path):
    nest(tmp_path, 33)
    (tmp_path / "b.yaml").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "c.yaml")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        read_tree(str(tmp_path), YAML, SPECS)
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("name", ["a.yaml", "objects"])
def test_what_may_not_be_read_is_a_finding(tmp_path, name):
    (tmp_path / "objects").mkdir()
    (tmp_path / "a.yaml").write_text("a")
    (tmp_path / name).chmod(0)
    assert rules(read_tree(str(tmp_path), YAML, SPECS)) == [("not-a-regular-file", name)]


def test_what_cannot_be_opened_or_read_is_a_finding(tmp_path, monkeypatch):
    """What happens to those who aren't root, and on a disk that fails."""
    (tmp_path / "a.yaml").write_text("a")
    (tmp_path / "b.yaml").write_text("b")
    (tmp_path / "c").mkdir()
    real_open, real_read = os.open, os.read

    def refuse(name, *args, **more):
        if name in ("a.yaml", "c"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(name, *args, **more)

    def fail(descriptor, size):
        real_read(descriptor, size)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "read", fail)
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert tree.sources == []
    assert [finding.message for finding in tree.findings] == [
        "the file cannot be opened: Permission denied",
        "the file cannot be read: Input/output error",
        "the folder cannot be opened: Permission denied",
    ]


def test_a_file_swapped_for_a_link_after_it_was_listed_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("secret: yes")
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "a.yaml").write_text("object: Lead")
    real = os.open

    def swap(name, *args, **more):
        if name == "a.yaml":
            (specs / "a.yaml").unlink()
            (specs / "a.yaml").symlink_to(tmp_path / "secret")
        return real(name, *args, **more)

    monkeypatch.setattr(os, "open", swap)
    tree = read_tree(str(specs), YAML, SPECS)
    assert (tree.sources, rules(tree)) == ([], [("not-a-regular-file", "a.yaml")])


def test_a_file_that_grows_while_it_is_read_is_still_within_the_limit(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"x" * 10)
    monkeypatch.setattr(os, "read", lambda descriptor, size: b"x" * min(size, 7))
    tree = read_tree(str(tmp_path), YAML, replace(SPECS, file_bytes=100))
    assert (tree.sources, [finding.rule.name for finding in tree.findings]) == ([], ["limit-passed"])


def test_a_folder_swapped_for_a_link_while_we_read_leads_nowhere(tmp_path):
    """A race, so it is run many times: what lies behind the link must never be read."""
    secret, specs = tmp_path / "secret", tmp_path / "specs"
    secret.mkdir()
    (secret / "a.yaml").write_text("secret: yes")
    specs.mkdir()
    folder, link, aside = specs / "objects", tmp_path / "link", tmp_path / "aside"
    folder.mkdir()
    (folder / "a.yaml").write_text("object: Lead")
    link.symlink_to(secret)
    stop = threading.Event()

    def swap():
        while not stop.is_set():
            folder.rename(aside)
            link.rename(folder)
            folder.rename(link)
            aside.rename(folder)

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        for _ in range(500):
            tree = read_tree(str(specs), YAML, SPECS)
            assert all(b"secret" not in source.data for source in tree.sources)
    finally:
        stop.set()
        swapping.join()
