"""The answers of `diagnose`: errors that are about the same thing as one, with what causes and what cures them."""

from typing import Annotated, Literal

from syncwright.diagnosis.errors import Where
from syncwright.records import Bounds, Struct
from syncwright.views.documents.told import Line, ToldFact


class ToldCure(Struct, frozen=True):
    """One thing to do, or one that was looked at and is in order."""

    where: Annotated[
        Where, Bounds(description="Who puts it right: who edits the specs, who deploys, an admin of Salesforce or of the platform.")
    ]
    says: str
    command: str | None
    place: Line | None


class Error(Struct, frozen=True):
    """One kind of error about one thing."""

    code: Annotated[str | None, Bounds(description="Its name or number; null where nothing was recognised.")]
    documented: Annotated[bool, Bounds(description="Whether any source explains it.")]
    title: str | None
    inside: Annotated[tuple[str, ...], Bounds(description="Names of errors that only say where it happened.")]
    count: int
    object: str | None
    fields: tuple[str, ...]
    value: str | None
    records: Annotated[tuple[str, ...], Bounds(description="Ids of the first records that it is about.")]
    lines: Annotated[tuple[int, ...], Bounds(description="Lines of the export, the first of them.")]
    when: tuple[str, ...]
    text: str
    causes: tuple[ToldFact, ...]
    fixes: tuple[ToldFact, ...]
    cures: tuple[ToldCure, ...]


class Diagnosis(Struct, frozen=True):
    """What `diagnose --format json` says of errors, the most frequent first."""

    format: Literal[1]
    connector: str
    environment: str
    records: int
    notes: tuple[ToldFact, ...]
    errors: tuple[Error, ...]
