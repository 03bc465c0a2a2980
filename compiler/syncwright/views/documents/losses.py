"""The answers of `losses`: every field that syncs, with what its values lose on the way."""

from typing import Annotated, Literal

from syncwright.crossing import Kind, Way
from syncwright.records import Bounds, Struct
from syncwright.spec.words import Direction


class ToldLoss(Struct, frozen=True):
    """What some values of a field lose one way. Numbers are null where nothing was counted."""

    way: Way
    kind: Kind
    says: str
    because: str
    source: str
    certain: bool
    values: Annotated[int | None, Bounds(description="How many values the column has.")]
    lost: Annotated[int | None, Bounds(description="How many of them lose something.")]
    column: str | None


class LosingField(Struct, frozen=True):
    """One field that syncs."""

    connector: str
    object: str
    field: str
    key: str
    type: str
    there: Annotated[str | None, Bounds(description="Its name on the platform; null where nobody says.")]
    label_there: str | None
    type_there: str | None
    type_assumed: Annotated[bool, Bounds(description="Whether the type there is none that anybody has said.")]
    direction: Direction
    wins: Annotated[str | None, Bounds(description="Whose value is kept where both sides changed; null where that is not documented.")]
    losses: tuple[ToldLoss, ...]


class Losses(Struct, frozen=True):
    """What `losses --format json` says."""

    format: Literal[1]
    fields: tuple[LosingField, ...]
    notes: tuple[str, ...]
