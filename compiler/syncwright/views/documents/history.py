"""The answers of `history`: each object in a line, and what somebody should look at."""

from typing import Annotated, Literal

from syncwright.records import Bounds, Struct

Minutes = Annotated[float | None, Bounds(description="In minutes; null where that is not known.")]


class RunsOf(Struct, frozen=True):
    """The runs of one object."""

    object: str
    runs: int
    changed: int
    skipped: int
    failed: int
    per_hour: Annotated[int | None, Bounds(description="Records handled in an hour of its own runs.")]
    longest_minutes: Minutes
    apart_minutes: Minutes


class BacklogOf(Struct, frozen=True):
    """What waits of one object, by the last reading."""

    object: str
    at: str
    records: int
    left_minutes: Minutes
    growing: bool | None


class ToldUnusual(Struct, frozen=True):
    """Something that somebody should look at."""

    kind: Literal["failed", "spike", "skipped", "growing"]
    object: str
    says: str
    lines: Annotated[tuple[int, ...], Bounds(description="Where the file says it, from 1.")]
    help: str


class FileHistory(Struct, frozen=True):
    """What one file tells. First and last moment are null where it has no line."""

    path: str
    first: str | None
    last: str | None
    runs: tuple[RunsOf, ...]
    backlogs: tuple[BacklogOf, ...]
    unusual: tuple[ToldUnusual, ...]


class Histories(Struct, frozen=True):
    """What `history --format json` says."""

    format: Literal[1]
    files: tuple[FileHistory, ...]
