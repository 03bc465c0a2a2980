"""Reading a tree: regular files only, never through a link, within the limits."""

import os
import socket
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


def test_a_name_that_is_no_text_is_read_and_shown_safely(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff.yaml", "wb") as stream:
        stream.write(b"a: b")
    tree = read_tree(str(tmp_path), YAML, SPECS)
    assert len(tree.sources) == 1


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
