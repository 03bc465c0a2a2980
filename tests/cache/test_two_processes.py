"""Two processes make what one makes, byte for byte, and what goes wrong in the second is told by the first."""

import os
import signal
import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cache.estates import build, estates, remembering_in, start, tree, write
from syncwright.ahead import Shared
from syncwright.cli import beside
from syncwright.compile import parsed_here
from syncwright.text import SourceFile


@settings(max_examples=15, deadline=None)
@given(files=estates())
def test_two_processes_make_the_same_bytes(tmp_path_factory, files):
    root = tmp_path_factory.mktemp("two")
    with remembering_in(root / "memory"):
        write(root / "specs", start() | files)
        one = build(root / "specs", root / "one", "--jobs", "1")
        assert one == build(root / "specs", root / "two", "--jobs", "2")
        assert one[0] == 0
        assert tree(root / "one") == tree(root / "two")


def by_path(parsed):
    return sorted(parsed, key=lambda one: one.source.path)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a: b\n", "a: [b, c]\n", "a: {b: c}\nd: e\n", "a: [\n", "a: &x b\n", "a: 1\na: 2\n", "", "# nothing\n"]),
        max_size=7,
    )
)
def test_every_file_is_parsed_as_it_is_in_one_process(texts):
    sources = [SourceFile(f"{number}.yaml", text.encode()) for number, text in enumerate(texts)]
    assert by_path(beside.parse_in_two(sources)) == list(parsed_here(sources))


def test_a_process_whose_work_nobody_asks_for_is_gone():
    parsing = beside.Parsing([SourceFile(f"{number}.yaml", b"a: b\n") for number in range(4)])
    del parsing
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_fewer_files_than_it_began_with_are_parsed_here():
    """Another build may have remembered the others meanwhile."""
    sources = [SourceFile(f"{number}.yaml", b"a: b\n") for number in range(4)]
    assert list(beside.Parsing(sources)(sources[1:3])) == list(parsed_here(sources[1:3]))


def test_without_an_inventory_nothing_is_begun(tmp_path):
    files = {path: text for path, text in start().items() if not path.startswith("inventory/")}
    with remembering_in(tmp_path / "memory"):
        write(tmp_path / "specs", files)
        ends = [build(tmp_path / "specs", tmp_path / "out", "--jobs", jobs)[:2] for jobs in ("1", "2")]
    assert ends[0] == ends[1]
    assert ends[0][0] == 1


def test_a_process_that_dies_leaves_the_work_to_the_other(monkeypatch):
    sources = [SourceFile(f"{number}.yaml", b"a: b\n") for number in range(4)]
    monkeypatch.setattr(beside, "packed", lambda _: os._exit(9))
    assert by_path(beside.parse_in_two(sources)) == list(parsed_here(sources))


def test_both_processes_work_and_what_they_make_comes_in_order():
    def work(items):
        for item in items:
            time.sleep(0.001)
            yield [item, os.getpid()]

    made = list(beside.in_two(range(40), work))
    processes = [process for _, process in made]
    assert [item for item, _ in made] == list(range(40))
    assert len(set(processes)) == 2
    assert processes[-1] == os.getpid()
    assert processes == sorted(processes, key=lambda process: process == os.getpid()), "one begins with the first, one with the last"


@pytest.mark.parametrize("done", range(4))
def test_what_a_process_leaves_undone_is_done_by_the_other(done):
    here = os.getpid()

    def work(items):
        for item in items:
            if item == done and os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            yield [item, b"x" * 100_000]

    assert [item for item, _ in beside.in_two(range(3), work)] == [0, 1, 2]


def test_what_is_given_later_is_waited_for():
    later = beside.Later()

    def work(items):
        value = later.take()
        for item in items:
            time.sleep(0.001)
            yield [item, os.getpid(), value]

    made = beside.in_two(range(100), work)
    time.sleep(0.05)
    later.give({"a": ["b"] * 10_000})
    told = list(made)
    assert [(item, len(value["a"])) for item, _, value in told] == [(item, 10_000) for item in range(100)]
    assert len({process for _, process, _ in told}) == 2


def test_nobody_waits_for_what_cannot_come():
    """Whoever would give it is gone."""
    later = beside.Later()
    other = beside.Beside(lambda: iter([later.take()]))
    os.close(later._tell)
    with pytest.raises(beside.ProcessDied):
        other.next()
    later._tell = os.open(os.devnull, os.O_RDONLY)
    other.close()


def test_what_fails_there_fails_here():
    """The second process says nothing of its own: its traceback would be torn by what the first one prints."""

    def work(_items):
        raise ValueError("a bug")
        yield

    with pytest.raises(ValueError, match="a bug"):
        list(beside.in_two([1], work))


@pytest.mark.parametrize(("wanted", "size", "number"), [(None, 10, 1), (None, beside.ENOUGH, 2), (1, beside.ENOUGH, 1), (2, 10, 2)])
def test_a_second_process_is_there_where_it_pays(monkeypatch, wanted, size, number):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert beside.processes(wanted, size) == number


def test_one_processor_is_used_by_one_process(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert beside.processes(None, beside.ENOUGH) == 1


def test_bytes_of_another_process_are_not_copied():
    made = beside.in_two(range(6), partial(map, lambda number: ((b"x" * number, b"y"), (number,))), Shared)
    assert [(bytes(data), tuple(numbers)) for (data, _), numbers in made] == [(b"x" * number, (number,)) for number in range(6)]


def test_what_rules_find_while_another_process_is_at_work_forbids_all(tmp_path):
    """It began before they had looked; nothing of it is written, and it is gone."""
    files = start() | {
        "objects/aa.yaml": "object: Aa__c\nwhy: the desk asks for it\nfor: [marketo]\nfields:\n  Text__c: {sync: from-salesforce}\n"
    }
    files["estate.yaml"] = files["estate.yaml"].replace("policy: {rules: {", "policy: {rules: {field-without-why: error, ")
    with remembering_in(tmp_path / "memory"):
        write(tmp_path / "specs", files)
        code, told = build(tmp_path / "specs", tmp_path / "out", "--jobs", "2")[:2]
    assert code == 1
    assert [one["rule"] for one in told["diagnostics"] if one["severity"] == "error"] == ["GOV501"]
    assert not (tmp_path / "out").exists()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
