"""What is to stand in a file, as bytes and as another file: compared and written alike."""

import hashlib
import os
import stat
import sys
from io import BytesIO
from itertools import count
from tempfile import TemporaryFile

import pytest

from syncwright.files import content

_STRIDE = content._STRIDE
TEXTS = (b"", b"a", b"x" * _STRIDE, b"x" * _STRIDE + b"y", b"x" * (2 * _STRIDE) + b"z", b"y" * (2 * _STRIDE) + b"z")


@pytest.fixture(params=["bytes", "file", "scratch", "pieces", "path"])
def held(request, tmp_path):
    """Makes content of bytes; a file is wherever reading or writing it has left it."""
    if request.param == "bytes":
        yield lambda data: data
        return
    if request.param == "pieces":
        yield lambda data: [memoryview(data)[:7], memoryview(data)[7:_STRIDE], memoryview(data)[_STRIDE:]]
        return
    if request.param == "path":
        numbers = count()

        def named(data):
            path = tmp_path / f"another {next(numbers)}"
            path.write_bytes(data)
            return path

        yield named
        return
    files = []

    def stored(data):
        files.append(content.scratch(tmp_path / "not" / "there") if request.param == "scratch" else TemporaryFile())
        files[-1].write(data)
        return files[-1]

    yield stored
    for file in files:
        file.close()


@pytest.mark.parametrize("there", TEXTS)
def test_it_is_the_same_as_what_holds_the_same_bytes(tmp_path, held, there):
    (tmp_path / "file").write_bytes(there)
    assert [content.same_as(tmp_path / "file", held(data)) for data in TEXTS] == [data == there for data in TEXTS]


@pytest.mark.parametrize("data", TEXTS)
def test_what_is_written_is_all_there_is(tmp_path, held, data):
    path = tmp_path / "file"
    path.write_bytes(b"longer" * _STRIDE)
    made = held(data)
    content.write(path, made)
    assert path.read_bytes() == data
    assert content.same_as(path, made)
    assert content.sha256(made) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", TEXTS)
def test_it_can_be_looked_into(held, data):
    seen = content.looked_into(held(data))
    assert (len(seen), seen[:], seen.find(b"z")) == (len(data), data, data.find(b"z"))


@pytest.mark.parametrize("data", TEXTS)
def test_what_is_held_in_memory_can_be_looked_into(data):
    assert content.looked_into(BytesIO(data)) == data


def test_a_file_is_the_same_as_itself(tmp_path):
    (tmp_path / "file").write_bytes(b"a")
    assert content.same_as(tmp_path / "file", tmp_path / "file")


def test_what_lies_in_a_file_without_a_name_is_given_one(tmp_path):
    """Nothing is copied where the file system can do without; and whoever may read other files may read this one."""
    with content.scratch(tmp_path) as made:
        made.write(b"x" * _STRIDE)
        content.write(tmp_path / "first", made)
        (tmp_path / "other").write_bytes(b"")
        assert stat.S_IMODE((tmp_path / "first").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)
        if sys.platform == "linux":
            assert os.path.samestat(os.fstat(made.fileno()), (tmp_path / "first").stat())
        assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "other"]
    assert (tmp_path / "first").read_bytes() == b"x" * _STRIDE


@pytest.mark.parametrize("data", [b"", b"a", b"x" * (1 << 21)])
def test_a_hash_is_begun_and_asked_for(held, data):
    begun = content.hashing(held(data))
    assert begun() == begun() == hashlib.sha256(data).hexdigest()
