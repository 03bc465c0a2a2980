"""The answers of `would-sync`: values of a record are never in it, only whether there are any."""

from typing import Annotated, Literal

from syncwright.candidates.answer import Goes, State, Verdict
from syncwright.records import Bounds, Struct
from syncwright.spec.words import Direction
from syncwright.views.documents.told import Line


class Condition(Struct, frozen=True):
    """One condition of a filter in plain English."""

    says: str
    holds: Annotated[bool | None, Bounds(description="Null where the record does not say enough.")]


class Because(Struct, frozen=True):
    """One thing that was looked at."""

    about: str
    state: Annotated[
        State,
        Bounds(
            description="Whether it lets the record sync (yes), keeps it out (no), cannot be said (unknown), lets it sync once something else is done (later), or only has to be known (note)."
        ),
    ]
    says: str
    conditions: tuple[Condition, ...]
    source: str | None
    certain: Annotated[bool, Bounds(description="Whether the source is the vendor's documentation.")]
    place: Line | None


class FieldWay(Struct, frozen=True):
    """One field of the record."""

    field: str
    direction: Annotated[Direction, Bounds(description="As the specs say.")]
    there: Annotated[str | None, Bounds(description="What the platform calls it; null where nobody says.")]
    filled: Annotated[bool | None, Bounds(description="Whether the record has a value; null where it does not say.")]
    goes: Annotated[
        Goes | None, Bounds(description="Where its value is written as both sides stand; null where the other side was not given.")
    ]
    says: tuple[str, ...]
    place: Line | None


class RecordAnswer(Struct, frozen=True):
    """What one connector, or one part of it, answers of one record."""

    record: Annotated[int, Bounds(ge=1, description="Which record of the file it is, from 1.")]
    object: str
    id: str | None
    connector: str
    part: Annotated[
        str | None, Bounds(description="Address of the part that answers, such as `ae/emea`; null where the connector has none.")
    ]
    verdict: Annotated[Verdict, Bounds(description="As far as the specs and the record say; `later` is yes once what is said is done.")]
    because: tuple[Because, ...]
    fields: tuple[FieldWay, ...]
    not_known_from_here: Annotated[
        tuple[Because, ...],
        Bounds(description="What decides as well and stands neither in the specs nor in the record, with what would say it."),
    ]


class WouldSync(Struct, frozen=True):
    """What `would-sync --format json` says."""

    format: Literal[1]
    environment: str
    records: tuple[RecordAnswer, ...]
