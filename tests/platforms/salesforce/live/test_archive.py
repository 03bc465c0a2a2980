"""Zip files: the same files are the same bytes, and what an org answers with is unpacked within bounds or refused."""

import stat
import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.limits import ANSWER
from syncwright.platforms.salesforce.live.archive import NotAnArchive, packed, unpacked
from syncwright.records import replace

FILES = {"package.xml": b"<Package/>", "profiles/Caf\xc3\xa9.profile".encode("latin-1").decode(): b"\x00\xff", "flows/A.flow": b""}


def a_zip(*entries, mode=0, method=ZIP_DEFLATED):
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, data in entries:
            entry = ZipInfo(name)
            entry.external_attr, entry.compress_type = mode << 16, method
            archive.writestr(entry, data)
    return out.getvalue()


def why(data, **bounds):
    with pytest.raises(NotAnArchive) as caught:
        unpacked(data, replace(ANSWER, **bounds))
    return str(caught.value)


names = st.text(st.characters(whitelist_categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=8)


@given(st.dictionaries(st.builds("{}/{}".format, names, names), st.binary(max_size=50), max_size=5))
def test_what_is_packed_unpacks_to_the_same_whatever_the_order(files):
    data = packed(files)
    assert unpacked(data) == files
    assert packed(dict(reversed(files.items()))) == data


def test_the_bytes_depend_on_no_clock_zone_mask_or_hash_seed():
    code = f"from syncwright.platforms.salesforce.live.archive import packed; print(packed({FILES!r}).hex())"
    found = set()
    for number, environment in enumerate(
        ({"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "2"})
    ):
        mask = ("import os; os.umask(0o77); " if number else "") + code
        found.add(subprocess.run([sys.executable, "-c", mask], capture_output=True, check=True, text=True, env=environment).stdout.strip())
    assert found == {packed(FILES).hex()}


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "a//b", "./a", "C:/a", "a\\..\\b", "a\x1bb", "a" * 401])
def test_a_path_that_leads_elsewhere_is_refused(name):
    assert "path" in why(a_zip((name, b"x")))


def test_a_link_is_refused():
    assert why(a_zip(("a", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)) == "an entry of it is no regular file"


def test_two_files_of_one_path_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = a_zip(("a", b"1"), ("a", b"2"))
    assert why(data) == "two of its files have one path"


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = a_zip(("a", b"\0" * (40 << 20)))
    assert len(data) < 1 << 16
    assert "200 times its size (ratio)" in why(data)


def test_bounds_are_named_and_what_is_within_them_is_taken():
    two = a_zip(("a", b"12"), ("b", b"3"))
    assert "1 files (tree_files)" in why(two, tree_files=1)
    assert "(file_bytes)" in why(two, file_bytes=1)
    assert unpacked(two, replace(ANSWER, tree_files=2, file_bytes=2)) == {"a": b"12", "b": b"3"}


def test_a_size_that_is_a_lie_is_refused():
    data = bytearray(a_zip(("a", b"x" * 1000)))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert why(bytes(data)) in ("it is broken, or packed in a way that is not read", "a file in it has another size than it says")


def test_wherever_a_zip_is_cut_it_is_refused():
    data = packed(FILES)
    for end in range(0, len(data), 7):
        why(data[:end])


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_changes_no_byte_of_a_file(place, bit):
    data = bytearray(packed({"a": b"0123456789" * 20}))
    data[place % len(data)] ^= 1 << bit
    try:
        found = unpacked(bytes(data))
    except NotAnArchive:
        return
    assert list(found.values()) in ([b"0123456789" * 20], [])
