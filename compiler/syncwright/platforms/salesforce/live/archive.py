"""Zip files: files in, always the same bytes; and out, within bounds. Nothing is written to a disk."""

import stat
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from syncwright.limits import ANSWER, Limits

#: The first day that a zip file knows; what is packed has no other.
_DAY = (1980, 1, 1, 0, 0, 0)
#: Up to so many bytes nothing is packed: how dense a packer packs differs from one to the next.
_SMALL = 8 << 20
#: Bytes unpacked for each byte packed, beyond the first MiB.
_RATIO, _FREE = 200, 1 << 20
#: How each entry of a zip file's list begins.
_ENTRY = b"PK\x01\x02"
#: The longest path.
_PATH = 400


class NotAnArchive(Exception):
    """The bytes are no zip file that is read: says why."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip: in order of their paths, with one date and one mode, whatever the machine."""
    small = sum(map(len, files.values())) <= _SMALL
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path, data in sorted(files.items()):
            entry = ZipInfo(path, _DAY)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data, ZIP_STORED if small else ZIP_DEFLATED, 6)
    return out.getvalue()


def unpacked(data: bytes, limits: Limits = ANSWER) -> dict[str, bytes]:
    """The files in a zip, by path. Raises NotAnArchive for what is broken, leads out of its folder, or is more than may be."""
    if data.count(_ENTRY) > limits.tree_files:  # before a list of them is made
        raise NotAnArchive(f"it has more than {limits.tree_files:,} files (tree_files)")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _bounded(entries, len(data), limits)
            found: dict[str, bytes] = {}
            for entry in entries:
                if entry.filename in found:
                    raise NotAnArchive("two of its files have one path")
                found[entry.filename] = _read(archive, entry, limits)
            return found
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, UnicodeError) as error:
        raise NotAnArchive("it is broken, or packed in a way that is not read") from error


def _bounded(entries: list[ZipInfo], size: int, limits: Limits) -> None:
    whole = sum(entry.file_size for entry in entries)
    if whole > limits.tree_bytes or whole > max(_FREE, size * _RATIO):
        raise NotAnArchive(f"it unpacks to more than {limits.tree_bytes >> 20} MiB (tree_bytes) or {_RATIO} times its size (ratio)")
    for entry in entries:
        path = entry.filename
        if len(path) > _PATH or not path.isprintable() or "\\" in path or path.startswith("/") or ":" in path.split("/")[0]:
            raise NotAnArchive("a path in it is none of a file within it")
        if any(part in ("", ".", "..") for part in path.split("/")):
            raise NotAnArchive("a path in it leads out of it")
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise NotAnArchive("an entry of it is no regular file")


def _read(archive: ZipFile, entry: ZipInfo, limits: Limits) -> bytes:
    """One file, no more of it than it says."""
    if entry.file_size > limits.file_bytes:
        raise NotAnArchive(f"a file in it has more than {limits.file_bytes >> 20} MiB (file_bytes)")
    with archive.open(entry) as stream:
        found = stream.read(entry.file_size + 1)
    if len(found) != entry.file_size:
        raise NotAnArchive("a file in it has another size than it says")
    return found
