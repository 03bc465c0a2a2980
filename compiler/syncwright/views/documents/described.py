"""The answer of `diagnose` to a describe: what its user lacks and has too much of, beside the specs."""

from typing import Annotated, Literal

from syncwright.diagnosis.described import Wrong
from syncwright.diagnosis.errors import Where
from syncwright.records import Bounds, Struct
from syncwright.views.documents.told import Line


class Differs(Struct, frozen=True):
    """One field with other access than the specs want."""

    field: str
    wrong: Wrong
    where: Where
    says: str
    command: str | None
    place: Line | None


class Described(Struct, frozen=True):
    """What `diagnose --format json` says of a describe."""

    format: Literal[1]
    connector: str
    environment: str
    user: str
    object: str
    fields: Annotated[int, Bounds(description="How many fields the describe has.")]
    lacking: Annotated[tuple[str, ...], Bounds(description="Access to the object's records that the specs grant and the user has not.")]
    deviations: tuple[Differs, ...]
    unnamed: Annotated[tuple[str, ...], Bounds(description="Fields that the user sees and no spec names.")]
