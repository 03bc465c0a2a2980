"""The lines of a generated file that come from the fields of one object, and a file put together of old and new ones.

Every generated file that tells of fields tells of one object after the other. So of an object whose specs did not change the lines can be
taken from the file as it was, and what stands between is new.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from mmap import mmap

from syncwright.origin import Lines, Part, Rows, lines_of
from syncwright.platform import Artifact
from syncwright.records import Struct, replace

#: The bytes of a file, in memory or on disk.
Held = bytes | mmap
#: Attributes of resources whose parts are fields.
OF_FIELDS = ("field_permissions", "hidden_fields")
_OBJECT = "object/"


class DoNotFit(Exception):
    """Old and new lines are not of the same objects: everything has to be compiled again."""


#: Lines, an attribute, its name with the keys or None, the names of rows or None.
_Told = tuple[int, str, tuple[str, ...] | None, tuple[str, ...] | None]


class Block(Struct, frozen=True, array_like=True):
    """Lines of one object: the place of the first, counted from 0, how many, and where they come from.

    A part is the number of its lines, or of those of each row, with its keys or its names; names that are None are all of the object's.
    """

    object: str
    first: int
    count: int
    parts: tuple[_Told, ...]


class Blocks(Struct, frozen=True, array_like=True):
    """The blocks of some objects in a file, in order; and the object of the last block of all: no comma stands behind it in JSON."""

    held: tuple[Block, ...] = ()
    last: str | None = None


def blocks(parts: Sequence[Part], names: Mapping[str, Sequence[str]]) -> Blocks:
    """The blocks of a file, of the objects in `names`, which has all fields of each of them."""
    runs = [(owner, first, held) for owner, first, held in _runs(parts) if owner is not None]
    held = tuple(_block(owner, first, held, names[owner]) for owner, first, held in runs if owner in names)
    return Blocks(held, runs[-1][0] if runs else None)


def spliced(
    artifact: Artifact, old: Held, before: Blocks, kept: Collection[str], names: Mapping[str, Sequence[str]]
) -> tuple[Artifact, bool]:
    """A file made of outlines with the lines of some objects as they were in the old one, and whether it is the old one. Raises DoNotFit."""
    runs = [(owner if owner in kept else None, first, held) for owner, first, held in _runs(artifact.parts)]
    former = [one for one in before.held if one.object in kept]
    if [owner for owner, _, _ in runs if owner is not None] != [one.object for one in former]:
        raise DoNotFit(artifact.path)
    if not former:
        return artifact, False
    last = next(owner for owner, _, _ in reversed(list(_runs(artifact.parts))) if owner is not None)
    if last != before.last or not artifact.data.endswith(b"\n"):
        raise DoNotFit(artifact.path)
    waiting = iter(former)
    pieces: list[tuple[bool, int, int]] = []
    parts: list[Part] = []
    at = 0
    for owner, first, held in runs:
        count = sum(map(lines_of, held))
        if owner is None:
            parts += held
            continue
        block = next(waiting)
        pieces += ((False, at, first), (True, block.first, block.first + block.count))
        at = first + count
        parts += _parts(block, names[owner])
    pieces.append((False, at, artifact.data.count(b"\n")))
    cuts = list(_cut(artifact.data, old, _merged(pieces)))
    views = {False: memoryview(artifact.data), True: memoryview(old)}
    made = [views[was][start:end] for was, start, end in cuts]
    return replace(artifact, data=b"", apart=made, parts=tuple(parts), sha256=None), _is(views[True], cuts, made)


def _runs(parts: Sequence[Part]) -> Iterator[tuple[str | None, int, list[Part]]]:
    """Parts in a row that are of the same object, or of none, with the place of their first line. A heading goes with its rows."""
    line, start, run = 0, 0, list[Part]()
    owner: str | None = None
    for index, part in enumerate(parts):
        of = _owner(part)
        if of is None and index + 1 < len(parts) and _heads(part, following := _owner(parts[index + 1])):
            of = following
            if run:
                yield owner, start, run
            run, start = [], line
        elif of != owner and run:
            yield owner, start, run
            run, start = [], line
        owner = of
        run.append(part)
        line += lines_of(part)
    if run:
        yield owner, start, run


def _owner(part: Part) -> str | None:
    """The object whose fields a part tells of."""
    if isinstance(part, Rows):
        return part.of.removeprefix(_OBJECT)
    if part.part is not None and part.part[0] not in OF_FIELDS:
        return None
    return next((key.removeprefix(_OBJECT).partition("#")[0] for key in part.keys if key.startswith(_OBJECT) and "#" in key), None)


def _heads(part: Part, owner: str | None) -> bool:
    return owner is not None and isinstance(part, Lines) and part.part is None and part.keys[:1] == (_OBJECT + owner,)


def _block(owner: str, first: int, held: Sequence[Part], names: Sequence[str]) -> Block:
    parts: list[_Told] = []
    for part in held:
        if isinstance(part, Rows):
            parts.append((part.each, part.attribute, None, None if list(part.names) == list(names) else tuple(part.names)))
        else:
            attribute, name = part.part or ("", "")
            parts.append((part.count, attribute, (name, *part.keys), None))
    return Block(owner, first, sum(map(lines_of, held)), tuple(parts))


def _parts(block: Block, names: Sequence[str]) -> Iterator[Part]:
    for count, attribute, keys, listed in block.parts:
        if keys is not None:
            yield Lines(count, keys[1:], (attribute, keys[0]) if attribute else None)
        else:
            yield Rows(count, _OBJECT + block.object, list(listed if listed is not None else names), attribute)


# ------------------------------------------------------------------ bytes


def _merged(pieces: Sequence[tuple[bool, int, int]]) -> list[tuple[bool, int, int]]:
    """Without what is empty, and lines that follow one another in the same file as one piece."""
    merged: list[tuple[bool, int, int]] = []
    for old, start, end in pieces:
        if start == end:
            continue
        if merged and merged[-1][0] == old and merged[-1][2] == start:
            merged[-1] = (old, merged[-1][1], end)
        else:
            merged.append((old, start, end))
    return merged


def _cut(new: Held, old: Held, pieces: Sequence[tuple[bool, int, int]]) -> Iterator[tuple[bool, int, int]]:
    """The pieces by their bytes."""
    places = {
        was: dict(_offsets(data, [n for of, *both in pieces if of == was for n in both])) for was, data in ((False, new), (True, old))
    }
    return ((was, places[was][start], places[was][end]) for was, start, end in pieces)


def _is(old: memoryview, cuts: Sequence[tuple[bool, int, int]], pieces: Sequence[memoryview]) -> bool:
    """Whether the pieces, which are cut there, are the old bytes again. Those that stayed where they were are not looked at."""
    if sum(map(len, pieces)) != len(old):
        return False
    at = 0
    for (was, start, _), piece in zip(cuts, pieces, strict=True):
        if not (was and start == at) and old[at : at + len(piece)] != piece:
            return False
        at += len(piece)
    return True


def _offsets(data: Held, lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each of these lines begins, counted from 0 and rising. Raises DoNotFit if there are not so many."""
    at = line = 0
    for wanted in lines:
        while line < wanted:
            ends = data[at : at + _STRIDE].count(b"\n")
            if line + ends < wanted and at + _STRIDE < len(data):
                line, at = line + ends, at + _STRIDE
                continue
            for _ in range(wanted - line):
                at = data.find(b"\n", at) + 1
                if at == 0:
                    raise DoNotFit("a file has fewer lines than it had")
            line = wanted
        yield wanted, at


#: Bytes in which line ends are counted and not looked for.
_STRIDE = 1 << 16
