"""Whether a file on disk is what the specs build now, and if it is not, what one of its lines comes from all the same."""

import hashlib
from collections.abc import Sequence
from typing import Literal

from syncwright.generated import MANIFEST, digests
from syncwright.origin import Part
from syncwright.platform import Artifact
from syncwright.records import NotThatRecord, Struct
from syncwright.sourcemap import SOURCE_MAP, read_source_map

#: How much round a line is compared to find it again, in lines on either side.
_ROUND = 12

#: `current`: what the specs build now. `absent`: it is not on disk. `older`: as a build left it, of specs that have changed since.
#: `edited`: neither, and the line was found again in what the specs build now.
State = Literal["current", "absent", "older", "edited"]


class Standing(Struct, frozen=True):
    """A line of a file, the parts that it is one of, and the keys of the whole. `line` is that in what the parts are of."""

    state: State
    line: int
    parts: tuple[Part, ...]
    keys: tuple[str, ...]


class LineLost(Exception):
    """The line is not in what the specs build now, and nothing says what it came from."""


def standing(line: int, disk: bytes | None, built: Artifact | None, former: tuple[tuple[Part, ...], tuple[str, ...]] | None) -> Standing:
    """How a line (1-based) stands. `former`: parts and keys of the file as the last build left it. Raises LineLost."""
    if built is not None and disk in (None, built.data):
        return Standing("absent" if disk is None else "current", line, built.parts, built.keys)
    if former is not None:
        return Standing("older", line, *former)
    if built is not None and disk is not None:
        found = _again(disk.split(b"\n"), built.data.split(b"\n"), line)
        if found is not None:
            return Standing("edited", found, built.parts, built.keys)
    raise LineLost


def former_build(
    path: str, disk: bytes | None, manifest: bytes | None, mapped: bytes | None
) -> tuple[tuple[Part, ...], tuple[str, ...]] | None:
    """Parts and keys of a file as the build left it that wrote these; None if the file or its source map was changed since."""
    said = digests(manifest)
    for name, data in ((path, disk), (SOURCE_MAP, mapped)):
        if data is None or said.get(name) != hashlib.sha256(data).hexdigest():
            return None
    assert mapped is not None, "its hash is that of a file"
    try:
        held = read_source_map(mapped)
        return held.parts(path), held.files[path].keys
    except (NotThatRecord, KeyError):
        return None


def of_the_tree(path: str) -> bool:
    """Whether a file says what all the others are, and not what a spec says."""
    return path in (MANIFEST, SOURCE_MAP)


def _again(disk: Sequence[bytes], built: Sequence[bytes], line: int) -> int | None:
    """The line in what is built now that is the same and has the same round it; None if there is none, or more than one."""
    same = next((n for n, (one, other) in enumerate(zip(disk, built, strict=False)) if one != other), min(len(disk), len(built)))
    if line <= same:
        return line
    pairs = zip(reversed(disk), reversed(built), strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(disk), len(built)))
    if line > len(disk) - same:
        return line + len(built) - len(disk)
    return _by_its_round(disk, built, line)


def _by_its_round(disk: Sequence[bytes], built: Sequence[bytes], line: int) -> int | None:
    index = line - 1
    found = [n for n, text in enumerate(built) if text == disk[index]]
    for distance in range(1, _ROUND + 1):
        if len(found) < 2:
            break
        for at in (-distance, distance):
            if 0 <= index + at < len(disk):
                found = [n for n in found if 0 <= n + at < len(built) and built[n + at] == disk[index + at]]
    return found[0] + 1 if len(found) == 1 else None
