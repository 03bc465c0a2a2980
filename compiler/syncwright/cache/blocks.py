"""The lines of a generated file that come from the fields of one object, and a file put together of old and new ones.

Every generated file that tells of fields tells of one object after the other. So of an object whose specs did not change the lines can be
taken from the file as it was, and what stands between is new.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from mmap import mmap

from syncwright.files.content import Content, looked_into
from syncwright.origin import Lines, Part, Place, Rows, lines_of
from syncwright.platform import Artifact
from syncwright.records import Struct, replace

#: Attributes of resources whose parts are fields.
OF_FIELDS = ("field_permissions", "hidden_fields")
_OBJECT = "object/"


class DoNotFit(Exception):
    """Old and new lines are not of the same objects: everything has to be compiled again."""


#: Lines, an attribute, its name with the keys or None, the names of rows or None.
_Told = tuple[int, str, tuple[str, ...] | None, tuple[str, ...] | None]


#: What a file is put together of: whether of the old one, the bytes, and how many lines.
_Cut = tuple[bool, int, int, int]


class Block(Struct, frozen=True, array_like=True):
    """Lines of one object: the place of the first, counted from 0, how many, where they come from, and the bytes that they begin and end at.

    A part is the number of its lines, or of those of each row, with its keys or its names; names that are None are all of the object's.
    """

    object: str
    first: int
    count: int
    parts: tuple[_Told, ...]
    start: int
    end: int


class Blocks(Struct, frozen=True, array_like=True):
    """The blocks of some objects in a file, in order; and the object of the last block of all: no comma stands behind it in JSON."""

    held: tuple[Block, ...] = ()
    last: str | None = None


def blocks(artifact: Artifact, names: Mapping[str, Sequence[str]]) -> Blocks:
    """The blocks of a file, of the objects in `names`, which has all fields of each of them."""
    runs = [(owner, first, held) for owner, first, held in _runs(artifact.parts) if owner is not None]
    ours = [(owner, first, held, sum(map(lines_of, held))) for owner, first, held in runs if owner in names]
    ends = sorted({line for _, first, _, count in ours for line in (first, first + count)})
    at = dict(_offsets(artifact.content(), ends, artifact.places))
    held = tuple(
        Block(owner, first, count, tuple(_told(held, names[owner])), at[first], at[first + count]) for owner, first, held, count in ours
    )
    return Blocks(held, runs[-1][0] if runs else None)


def spliced(
    artifact: Artifact, old: memoryview, before: Blocks, kept: Collection[str], names: Mapping[str, Sequence[str]]
) -> tuple[Artifact, bool]:
    """A file made of outlines with the lines of some objects as they were in the old one, and whether it is the old one. Raises DoNotFit."""
    whole = list(_runs(artifact.parts))
    runs = [(owner if owner in kept else None, first, held) for owner, first, held in whole]
    former = [one for one in before.held if one.object in kept]
    if [owner for owner, _, _ in runs if owner is not None] != [one.object for one in former]:
        raise DoNotFit(artifact.path)
    if not former:
        return artifact, False
    last = next(owner for owner, _, _ in reversed(whole) if owner is not None)
    if last != before.last or not artifact.data.endswith(b"\n"):
        raise DoNotFit(artifact.path)
    waiting = iter(former)
    pieces: list[tuple[int, int] | Block] = []
    parts: list[Part] = []
    behind = 0
    for owner, first, held in runs:
        end = first + sum(map(lines_of, held))
        pieces.append((behind, first))
        if owner is None:
            pieces.append((first, end))
            parts += held
        else:
            pieces.append(block := next(waiting))
            parts += _parts(block, names[owner])
        behind = end
    pieces.append((behind, artifact.data.count(b"\n")))
    cuts = list(_cuts(artifact.data, [piece for piece in pieces if isinstance(piece, Block) or piece[0] < piece[1]]))
    views = {False: memoryview(artifact.data), True: old}
    merged = _merged(cuts)
    made = [views[was][start:end] for was, start, end in merged]
    return (
        replace(artifact, data=b"", apart=made, parts=tuple(parts), sha256=None, places=tuple(_places(cuts))),
        _unchanged(old, merged, made),
    )


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


def _told(held: Sequence[Part], names: Sequence[str]) -> Iterator[_Told]:
    for part in held:
        if isinstance(part, Rows):
            yield part.each, part.attribute, None, None if list(part.names) == list(names) else tuple(part.names)
        else:
            attribute, name = part.part or ("", "")
            yield part.count, attribute, (name, *part.keys), None


def _parts(block: Block, names: Sequence[str]) -> Iterator[Part]:
    for count, attribute, keys, listed in block.parts:
        if keys is not None:
            yield Lines(count, keys[1:], (attribute, keys[0]) if attribute else None)
        else:
            yield Rows(count, _OBJECT + block.object, list(listed if listed is not None else names), attribute)


# ------------------------------------------------------------------ bytes


def _cuts(new: bytes, pieces: Sequence[tuple[int, int] | Block]) -> Iterator[_Cut]:
    """Pieces of the old file, and of the new one from line to line, by their bytes."""
    at = dict(_offsets(new, [line for piece in pieces if not isinstance(piece, Block) for line in piece]))
    for piece in pieces:
        if isinstance(piece, Block):
            yield True, piece.start, piece.end, piece.count
        else:
            yield False, at[piece[0]], at[piece[1]], piece[1] - piece[0]


def _places(cuts: Sequence[_Cut]) -> Iterator[Place]:
    """Where what was cut begins when it stands together, and where it ends."""
    line = byte = 0
    for _, start, end, count in cuts:
        yield line, byte
        line, byte = line + count, byte + end - start
    yield line, byte


def _merged(cuts: Sequence[_Cut]) -> list[tuple[bool, int, int]]:
    """Bytes that follow one another in the same file as one piece."""
    merged: list[tuple[bool, int, int]] = []
    for old, start, end, _ in cuts:
        if merged and merged[-1][0] == old and merged[-1][2] == start:
            merged[-1] = (old, merged[-1][1], end)
        else:
            merged.append((old, start, end))
    return merged


def _unchanged(old: memoryview, cuts: Sequence[tuple[bool, int, int]], pieces: Sequence[memoryview]) -> bool:
    """Whether the pieces, which are cut there, are the old bytes again. Those that stayed where they were are not looked at."""
    if sum(map(len, pieces)) != len(old):
        return False
    at = 0
    for (was, start, _), piece in zip(cuts, pieces, strict=True):
        if not (was and start == at) and old[at : at + len(piece)] != piece:
            return False
        at += len(piece)
    return True


def _offsets(content: Content, lines: Sequence[int], places: Sequence[Place] = ()) -> Iterator[Place]:
    """Where each of these lines begins, counted from 0 and rising. `places`: those that are known. Raises DoNotFit if there are not so many."""
    known = dict(places)
    data: bytes | mmap | None = None
    at = line = 0
    for wanted in lines:
        if wanted in known:
            line, at = wanted, known[wanted]
            yield wanted, at
            continue
        if data is None:
            data = looked_into(content)
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
_STRIDE = 1 << 12
