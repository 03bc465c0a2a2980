"""`sourcemap.json`: which lines of which file come from which spec keys. Written from what the writers said, with no file read again.

A file is told from its first line to its last, so that one field more changes the lines of its own object and none besides. The keys of
an object's fields stand once, in order; rows name them by their places there: `[[0, 3], [5, 2]]` is the first three and then two from the
sixth on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from syncwright.origin import Lines, Part, Rows
from syncwright.platform import Artifact
from syncwright.records import Bounds, NotThatRecord, Struct, compact, line, lines, read

SOURCE_MAP = "sourcemap.json"
FORMAT = 1

Key = Annotated[str, Bounds(min_length=1)]
Count = Annotated[int, Bounds(ge=1)]
#: The place of the first name, and how many.
Run = tuple[Annotated[int, Bounds(ge=0)], Count]


class MappedLines(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Lines of a file that come after those told before."""

    lines: Annotated[Count, Bounds(description="How many; where there are rows, how many each row takes.")]
    keys: Annotated[tuple[Key, ...], Bounds(description="The spec keys that they come from; none: those of the whole file.")] = ()
    rows: Annotated[str, Bounds(description="Rows of this object, such as `object/Lead`: each comes from the spec of one field.")] = ""
    runs: Annotated[
        tuple[Run, ...],
        Bounds(
            description="The fields of the rows in order: place of the first among the names of the object, and how many from there on."
        ),
    ] = ()


class MappedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    keys: Annotated[tuple[Key, ...], Bounds(description="The spec keys that the whole file comes from.")]
    lines: Annotated[
        tuple[MappedLines, ...], Bounds(description="From the first line on. What stands behind them comes from the whole file's keys.")
    ]


class SourceMap(Struct, frozen=True, forbid_unknown_fields=True):
    """Which lines of the generated files come from which spec keys. A key stays what it is when a spec moves, so no spec file is named."""

    format: Annotated[int, Bounds(description="Version of this document.", ge=FORMAT, le=FORMAT)]
    estate: Annotated[str, Bounds(description="Name of the estate.")]
    environment: Annotated[str, Bounds(description="Name of the environment.")]
    names: Annotated[
        dict[str, tuple[str, ...]],
        Bounds(description="Names of fields by object, in order: `object/Lead` and `Email` are the spec key `object/Lead#Email`."),
    ]
    files: Annotated[dict[str, MappedFile], Bounds(description="Each file by its path below the folder.")]

    def parts(self, path: str) -> tuple[Part, ...]:
        """Where the lines of a file come from. Raises NotThatRecord for rows without names."""
        return tuple(part for one in self.files[path].lines for part in self._parts(one))

    def _parts(self, one: MappedLines) -> Iterator[Part]:
        if not one.rows:
            yield Lines(one.lines, one.keys)
            return
        names = self.names.get(one.rows, ())
        for first, count in one.runs:
            if first + count > len(names):
                raise NotThatRecord(f"there are no {first + count} names of {one.rows}")
            yield Rows(one.lines, one.rows, names[first : first + count])


def source_map(artifacts: Sequence[Artifact], estate: str, environment: str) -> bytes:
    """The whole file, with an object or a part on each line."""
    names = _names(artifacts)
    files = (compact(one.path) + b":" + _file(one, names) for one in artifacts)
    head = {"environment": environment, "estate": estate, "format": FORMAT}
    listed = (compact(of) + b":" + line(held) for of, held in names.items())
    return compact(head)[:-1] + b',"names":{\n' + b",\n".join(listed) + b'\n},"files":{\n' + b",\n".join(files) + b"\n}}\n"


def read_source_map(data: bytes) -> SourceMap:
    """The map from its bytes. Raises NotThatRecord for what is none."""
    return read(data, SourceMap)


def _names(artifacts: Iterable[Artifact]) -> dict[str, list[str]]:
    """The names of all rows, by what they are of."""
    found: dict[str, Sequence[str]] = {}
    for artifact in artifacts:
        for part in artifact.parts:
            if isinstance(part, Rows):
                # Most files have the same rows, and equal lists of the same texts are seen to be so in no time.
                held = found.setdefault(part.of, part.names)
                if held != part.names and not set(held).issuperset(part.names):
                    found[part.of] = list({*held, *part.names})
    return {of: sorted(found[of]) for of in sorted(found)}


def _file(artifact: Artifact, names: Mapping[str, Sequence[str]]) -> bytes:
    head = b'{"keys":' + line(artifact.keys) + b',"lines":['
    listed = [_lines(part, names) for part in artifact.parts if not isinstance(part, Lines) or part.count]
    # No text of JSON has a line end in it: each of these ends a part.
    return head + (b"\n" + lines(listed)[:-1].replace(b"\n", b",\n") + b"\n]}" if listed else b"]}")


def _lines(part: Part, names: Mapping[str, Sequence[str]]) -> MappedLines:
    if isinstance(part, Lines):
        return MappedLines(part.count, part.keys)
    held = names[part.of]
    if held == part.names:
        return MappedLines(part.each, (), part.of, ((0, len(held)),))
    places = dict(zip(held, range(len(held)), strict=True))
    return MappedLines(part.each, (), part.of, tuple(_runs([places[name] for name in part.names])))


def _runs(numbers: Sequence[int]) -> Iterator[Run]:
    """Numbers as runs of those that follow one another."""
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield start, previous - start + 1
            start = number
        previous = number
    yield start, previous - start + 1
